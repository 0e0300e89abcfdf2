/** `/review`: an analyst's verdict on an event – right, wrong, or one part corrected – and its undoing. */
import { PermissionFlagsBits, SlashCommandBuilder } from 'discord.js';
import { completeEvent, completeReviewField, completeReviewValue, completeVerdict } from '../src/answer/complete.ts';
import type { AnswerContext } from '../src/answer/context.ts';
import { answerReview } from '../src/answer/review.ts';
import type { Command } from '../src/discord/command.ts';
import { EVERY_INSTALL, EVERYWHERE, requiredText, text } from './shared/options.ts';

export default {
  data: new SlashCommandBuilder()
    .setName('review')
    .setDescription('Say that an event is right or wrong, or correct a part of it; every answer follows')
    .setContexts(EVERYWHERE)
    .setIntegrationTypes(EVERY_INSTALL)
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageMessages)
    .addStringOption((option) =>
      option
        .setName('event')
        .setDescription('The id of an event, or words from it to choose by')
        .setRequired(true)
        .setAutocomplete(true),
    )
    .addStringOption((option) =>
      option
        .setName('verdict')
        .setDescription('right, wrong, correct (with field and value), or undo for the last verdict')
        .setRequired(true)
        .setAutocomplete(true),
    )
    .addStringOption((option) =>
      option.setName('field').setDescription('Which part to correct: actor, place, date …').setAutocomplete(true),
    )
    .addStringOption((option) =>
      option.setName('value').setDescription('What it should be, or none').setAutocomplete(true),
    )
    .addStringOption((option) => option.setName('note').setDescription('Why, in your words').setMaxLength(500))
    .toJSON(),
  execute: async (context, options) =>
    answerReview(context, {
      event: requiredText(options, 'event'),
      verdict: requiredText(options, 'verdict'),
      field: text(options, 'field'),
      value: text(options, 'value'),
      note: text(options, 'note'),
    }),
  autocomplete: async (context, option, typed) => {
    switch (option) {
      case 'event':
        return completeEvent(context, typed);
      case 'verdict':
        return completeVerdict(typed);
      case 'field':
        return completeReviewField(typed);
      case 'value':
        return completeReviewValue(context, typed);
      default:
        return [];
    }
  },
} satisfies Command<AnswerContext>;
