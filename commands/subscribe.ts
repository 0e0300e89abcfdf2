/** `/subscribe`: updates of a kind come to this channel from now on. */
import { SlashCommandBuilder } from 'discord.js';
import type { AnswerContext } from '../src/answer/context.ts';
import type { Command } from '../src/discord/command.ts';
import { answerSubscribe } from '../src/updates/subscribe.ts';
import { EVERY_INSTALL, EVERYWHERE, text } from './shared/options.ts';
import {
  completeSubscriptionOption,
  subscriptionOptions,
  withChannel,
  withSubscriptionOptions,
} from './shared/subscription-options.ts';

const data = new SlashCommandBuilder()
  .setName('subscribe')
  .setDescription('Post updates in this channel: new events, changes of control, what was withdrawn')
  .setContexts(EVERYWHERE)
  .setIntegrationTypes(EVERY_INSTALL);
withSubscriptionOptions(data);
withChannel(data, 'Another channel, thread or forum instead of this one');

export default {
  data: data.toJSON() as Command<AnswerContext>['data'],
  execute: async (context, options) =>
    answerSubscribe(context, { ...subscriptionOptions(options), channel: text(options, 'channel') }),
  autocomplete: completeSubscriptionOption,
} satisfies Command<AnswerContext>;
