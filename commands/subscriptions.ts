/** `/subscriptions`: what is posted where, how that is changed, what became of each update, and why. */
import { SlashCommandBuilder, type SlashCommandSubcommandBuilder } from 'discord.js';
import { completeEvent } from '../src/answer/complete.ts';
import type { AnswerContext } from '../src/answer/context.ts';
import type { Command, CommandOptions } from '../src/discord/command.ts';
import { UserError } from '../src/errors.ts';
import type { Answer } from '../src/model/answer.ts';
import { completeSubscription } from '../src/updates/complete.ts';
import { answerExport, answerImport } from '../src/updates/exchange.ts';
import { answerExplain, answerLog } from '../src/updates/history.ts';
import {
  answerEdit,
  answerList,
  answerMove,
  answerPause,
  answerRemove,
  answerResume,
  answerShow,
  answerTest,
  answerUndo,
} from '../src/updates/manage.ts';
import { EVERY_INSTALL, EVERYWHERE, requiredText, text, wholeNumber } from './shared/options.ts';
import {
  completeSubscriptionOption,
  subscriptionOptions,
  withChannel,
  withSubscriptionOptions,
} from './shared/subscription-options.ts';

type Answering = (context: AnswerContext, options: CommandOptions) => Promise<Answer>;
type Subcommand = {
  description: string;
  /** Where its option for the id of a subscription stands; null where it has none. */
  one: 'first' | 'last' | null;
  more?: (builder: SlashCommandSubcommandBuilder) => unknown;
  answer: Answering;
};

const page = (builder: SlashCommandSubcommandBuilder): unknown =>
  builder.addIntegerOption((option) => option.setName('page').setDescription('Which page of the list').setMinValue(1));

const withId = (builder: SlashCommandSubcommandBuilder): unknown =>
  builder.addStringOption((option) =>
    option.setName('id').setDescription('Which one; the only one of this channel by default').setAutocomplete(true),
  );

const byId =
  (answer: (context: AnswerContext, id: string | undefined) => Promise<Answer>): Answering =>
  (context, options) =>
    answer(context, text(options, 'id'));

const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  list: {
    description: 'All subscriptions here, with their state',
    one: null,
    more: page,
    answer: (context, options) => answerList(context, { page: wholeNumber(options, 'page') }),
  },
  show: { description: 'One subscription and a sample of it', one: 'first', answer: byId(answerShow) },
  edit: {
    description: 'Change what comes, when, and how it is marked',
    one: 'first',
    more: withSubscriptionOptions,
    answer: (context, options) => answerEdit(context, text(options, 'id'), subscriptionOptions(options)),
  },
  pause: { description: 'Post nothing until it is resumed', one: 'first', answer: byId(answerPause) },
  resume: { description: 'Post again what comes from now on', one: 'first', answer: byId(answerResume) },
  remove: { description: 'End a subscription', one: 'first', answer: byId(answerRemove) },
  undo: { description: 'Take the last change back', one: 'first', answer: byId(answerUndo) },
  move: {
    description: 'Post in this channel, or another, instead of where it posts now',
    one: 'first',
    more: (builder) => withChannel(builder, 'Another channel, thread or forum instead of this one'),
    answer: (context, options) => answerMove(context, text(options, 'id'), { channel: text(options, 'channel') }),
  },
  test: { description: 'Post the latest fitting event once, marked as a test', one: 'first', answer: byId(answerTest) },
  log: {
    description: 'What became of each update',
    one: 'first',
    more: page,
    answer: (context, options) => answerLog(context, text(options, 'id'), { page: wholeNumber(options, 'page') }),
  },
  explain: {
    description: 'Why an event was sent, or held back',
    one: 'last',
    more: (builder) =>
      builder.addStringOption((option) =>
        option
          .setName('event')
          .setDescription('The id of an event, or words from it to choose by')
          .setRequired(true)
          .setAutocomplete(true),
      ),
    answer: (context, options) =>
      answerExplain(context, { id: text(options, 'id'), event: requiredText(options, 'event') }),
  },
  export: {
    description: 'The subscriptions of this channel as text',
    one: null,
    more: (builder) => withChannel(builder, 'Another channel, thread or forum instead of this one'),
    answer: (context, options) => answerExport(context, text(options, 'channel')),
  },
  import: {
    description: 'Subscribe this channel to what was exported',
    one: null,
    more: (builder) => {
      builder.addStringOption((option) =>
        option.setName('text').setDescription('Lines that export gave').setRequired(true).setMaxLength(6000),
      );
      withChannel(builder, 'Another channel, thread or forum instead of this one');
    },
    answer: (context, options) => answerImport(context, requiredText(options, 'text'), text(options, 'channel')),
  },
};

const data = (): Command<AnswerContext>['data'] => {
  const builder = new SlashCommandBuilder()
    .setName('subscriptions')
    .setDescription('What is posted where: list, change, test, log and explain it')
    .setContexts(EVERYWHERE)
    .setIntegrationTypes(EVERY_INSTALL);
  for (const [name, { description, one, more }] of Object.entries(SUBCOMMANDS)) {
    builder.addSubcommand((subcommand) => {
      subcommand.setName(name).setDescription(description);
      if (one === 'first') withId(subcommand);
      more?.(subcommand);
      if (one === 'last') withId(subcommand);
      return subcommand;
    });
  }
  return builder.toJSON();
};

export default {
  data: data(),
  execute: async (context, options) => {
    const subcommand = SUBCOMMANDS[text(options, 'subcommand') ?? 'list'];
    if (subcommand === undefined)
      throw new UserError('unknown-subcommand', 'There is no such subcommand; /help lists them.');
    return subcommand.answer(context, options);
  },
  autocomplete: async (context, option, typed) => {
    if (option === 'id') return completeSubscription(context, typed);
    return option === 'event' ? completeEvent(context, typed) : completeSubscriptionOption(context, option, typed);
  },
} satisfies Command<AnswerContext>;
