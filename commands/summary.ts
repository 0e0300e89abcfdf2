/** `/summary`: a briefing on a place, an actor or a period, every sentence with its quotes. */
import { SlashCommandBuilder } from 'discord.js';
import { completeActor, completeDate, completePlace } from '../src/answer/complete.ts';
import type { AnswerContext } from '../src/answer/context.ts';
import { answerSummary } from '../src/answer/summary.ts';
import type { Command } from '../src/discord/command.ts';
import { EVERY_INSTALL, EVERYWHERE, text } from './shared/options.ts';

export default {
  data: new SlashCommandBuilder()
    .setName('summary')
    .setDescription('A briefing: the bottom line, what happened where, what is only expected, what is not known')
    .setContexts(EVERYWHERE)
    .setIntegrationTypes(EVERY_INSTALL)
    .addStringOption((option) =>
      option.setName('place').setDescription('Only this place and what lies in it').setAutocomplete(true),
    )
    .addStringOption((option) =>
      option
        .setName('actor')
        .setDescription('Only what this actor or its members did or suffered')
        .setAutocomplete(true),
    )
    .addStringOption((option) =>
      option.setName('since').setDescription('From this date on: 2018-07-01, 2018-07 or 2018').setAutocomplete(true),
    )
    .addStringOption((option) =>
      option.setName('until').setDescription('Up to this date: 2018-09-30, 2018-09 or 2018').setAutocomplete(true),
    )
    .toJSON(),
  execute: async (context, options) =>
    answerSummary(context, {
      place: text(options, 'place'),
      actor: text(options, 'actor'),
      since: text(options, 'since'),
      until: text(options, 'until'),
    }),
  autocomplete: async (context, option, typed) => {
    if (option === 'place') return completePlace(context, typed);
    return option === 'actor' ? completeActor(context, typed) : completeDate(context, typed);
  },
} satisfies Command<AnswerContext>;
