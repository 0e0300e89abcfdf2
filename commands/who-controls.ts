/** `/who-controls`: who holds a place, who contests it, how sure that is, and why. */
import { SlashCommandBuilder } from 'discord.js';
import { completeDate, completePlace } from '../src/answer/complete.ts';
import type { AnswerContext } from '../src/answer/context.ts';
import { answerWhoControls } from '../src/answer/who-controls.ts';
import type { Command } from '../src/discord/command.ts';
import { EVERY_INSTALL, EVERYWHERE, requiredText, text } from './shared/options.ts';

export default {
  data: new SlashCommandBuilder()
    .setName('who-controls')
    .setDescription('Who holds a place, who contests it, how sure that is, and why')
    .setContexts(EVERYWHERE)
    .setIntegrationTypes(EVERY_INSTALL)
    .addStringOption((option) =>
      option
        .setName('place')
        .setDescription('A town, region, country or site, in any spelling')
        .setRequired(true)
        .setAutocomplete(true),
    )
    .addStringOption((option) =>
      option
        .setName('as-of')
        .setDescription('As it was known on this date: 2018-09-30, 2018-09 or 2018')
        .setAutocomplete(true),
    )
    .toJSON(),
  execute: async (context, options) =>
    answerWhoControls(context, { place: requiredText(options, 'place'), asOf: text(options, 'as-of') }),
  autocomplete: async (context, option, typed) =>
    option === 'place' ? completePlace(context, typed) : completeDate(context, typed),
} satisfies Command<AnswerContext>;
