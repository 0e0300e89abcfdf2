/** `/actor`: who somebody is, what they did and what was done to them of late, which places they hold. */
import { SlashCommandBuilder } from 'discord.js';
import { answerActor } from '../src/answer/actor.ts';
import { completeActor } from '../src/answer/complete.ts';
import type { AnswerContext } from '../src/answer/context.ts';
import type { Command } from '../src/discord/command.ts';
import { EVERY_INSTALL, EVERYWHERE, requiredText } from './shared/options.ts';

export default {
  data: new SlashCommandBuilder()
    .setName('actor')
    .setDescription('Who an actor is, what it did and suffered of late, which places it holds')
    .setContexts(EVERYWHERE)
    .setIntegrationTypes(EVERY_INSTALL)
    .addStringOption((option) =>
      option
        .setName('name')
        .setDescription('Its name or abbreviation, in any spelling')
        .setRequired(true)
        .setAutocomplete(true),
    )
    .toJSON(),
  execute: async (context, options) => answerActor(context, { name: requiredText(options, 'name') }),
  autocomplete: async (context, _option, typed) => completeActor(context, typed),
} satisfies Command<AnswerContext>;
