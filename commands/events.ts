/** `/events`: a dated list of events, newest first, ten a page. */
import { SlashCommandBuilder } from 'discord.js';
import { completeActor, completeDate, completePlace, completeType } from '../src/answer/complete.ts';
import type { AnswerContext } from '../src/answer/context.ts';
import { answerEvents } from '../src/answer/events.ts';
import type { Command } from '../src/discord/command.ts';
import { EVERY_INSTALL, EVERYWHERE, text, wholeNumber } from './shared/options.ts';

export default {
  data: new SlashCommandBuilder()
    .setName('events')
    .setDescription('A dated list of events, newest first, each with its sentence')
    .setContexts(EVERYWHERE)
    .setIntegrationTypes(EVERY_INSTALL)
    .addStringOption((option) =>
      option.setName('place').setDescription('Only this place and what lies in it').setAutocomplete(true),
    )
    .addStringOption((option) =>
      option.setName('actor').setDescription('Only with this actor or one of its members').setAutocomplete(true),
    )
    .addStringOption((option) =>
      option
        .setName('type')
        .setDescription('Only this type: an action such as besiege, or an ACLED type such as Battles')
        .setAutocomplete(true),
    )
    .addStringOption((option) =>
      option.setName('since').setDescription('From this date on: 2018-07-01, 2018-07 or 2018').setAutocomplete(true),
    )
    .addStringOption((option) =>
      option.setName('until').setDescription('Up to this date: 2018-09-30, 2018-09 or 2018').setAutocomplete(true),
    )
    .addIntegerOption((option) => option.setName('page').setDescription('Which page of the list').setMinValue(1))
    .toJSON(),
  execute: async (context, options) =>
    answerEvents(context, {
      place: text(options, 'place'),
      actor: text(options, 'actor'),
      type: text(options, 'type'),
      since: text(options, 'since'),
      until: text(options, 'until'),
      page: wholeNumber(options, 'page'),
    }),
  autocomplete: async (context, option, typed) => {
    switch (option) {
      case 'place':
        return completePlace(context, typed);
      case 'actor':
        return completeActor(context, typed);
      case 'type':
        return completeType(typed);
      default:
        return completeDate(context, typed);
    }
  },
} satisfies Command<AnswerContext>;
