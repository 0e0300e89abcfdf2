/** `/evidence`: one event with its sentence in context, how each slot was filled, and its source. */
import { SlashCommandBuilder } from 'discord.js';
import { completeEvent } from '../src/answer/complete.ts';
import type { AnswerContext } from '../src/answer/context.ts';
import { answerEvidence } from '../src/answer/evidence.ts';
import type { Command } from '../src/discord/command.ts';
import { EVERY_INSTALL, EVERYWHERE, requiredText } from './shared/options.ts';

export default {
  data: new SlashCommandBuilder()
    .setName('evidence')
    .setDescription('One event: its sentence in context, how it was read, its source')
    .setContexts(EVERYWHERE)
    .setIntegrationTypes(EVERY_INSTALL)
    .addStringOption((option) =>
      option
        .setName('event')
        .setDescription('The id of an event, or words from it to choose by')
        .setRequired(true)
        .setAutocomplete(true),
    )
    .toJSON(),
  execute: async (context, options) => answerEvidence(context, { event: requiredText(options, 'event') }),
  autocomplete: async (context, _option, typed) => completeEvent(context, typed),
} satisfies Command<AnswerContext>;
