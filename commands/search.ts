/** `/search`: full text over the sentences that events were read from. */
import { SlashCommandBuilder } from 'discord.js';
import type { AnswerContext } from '../src/answer/context.ts';
import { answerSearch } from '../src/answer/search.ts';
import type { Command } from '../src/discord/command.ts';
import { EVERY_INSTALL, EVERYWHERE, requiredText, wholeNumber } from './shared/options.ts';

export default {
  data: new SlashCommandBuilder()
    .setName('search')
    .setDescription('Find sentences that events were read from, by their words; each comes with these events')
    .setContexts(EVERYWHERE)
    .setIntegrationTypes(EVERY_INSTALL)
    .addStringOption((option) =>
      option
        .setName('text')
        .setDescription('Words, in any inflection; words in quotation marks side by side')
        .setRequired(true)
        .setMaxLength(200),
    )
    .addIntegerOption((option) => option.setName('page').setDescription('Which page of the list').setMinValue(1))
    .toJSON(),
  execute: async (context, options) =>
    answerSearch(context, { text: requiredText(options, 'text'), page: wholeNumber(options, 'page') }),
} satisfies Command<AnswerContext>;
