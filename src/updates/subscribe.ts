/** Answers `/subscribe`: from now on, updates of this kind come to this channel. */
import { createHash } from 'node:crypto';
import type { AnswerContext } from '../answer/context.ts';
import { withText } from '../answer/plain-text.ts';
import { UserError } from '../errors.ts';
import type { Answer } from '../model/answer.ts';
import type { Subscription, SubscriptionSettings } from '../model/subscription.ts';
import { contextIn, MOST_SUBSCRIPTIONS, requireChannel, requireManager, save, settingsOf } from './asking.ts';
import { action, describe } from './describe.ts';
import { chosen, NOTHING_CHOSEN, type SubscriptionOptions } from './options.ts';
import { filterWords, timetableWords } from './words.ts';

const ID_LENGTH = 8;

/** Short enough to type, and never the same for two. */
const newId = (channelId: string, filter: Subscription['filter'], now: number): string =>
  createHash('sha256')
    .update(JSON.stringify([channelId, filter, now]))
    .digest('hex')
    .slice(0, ID_LENGTH);

/** Throws a UserError for a wrong option or a missing permission; an unknown place or actor is an answer with `error`. */
export const answerSubscribe = async (
  from: AnswerContext,
  { channel: chosenChannel, ...options }: SubscriptionOptions & { channel?: string | undefined },
): Promise<Answer> => {
  const context = await contextIn(from, chosenChannel);
  const asker = requireManager(context);
  const channel = requireChannel(asker);
  const first = await chosen(context, options, NOTHING_CHOSEN);
  if ('error' in first) return withText({ command: 'subscribe', ...first });
  const known = await context.store.subscribers.same({ channel, filter: first.filter });
  const now = context.now().getTime();
  if (known !== null) return again({ context, from }, options, known, now);
  const all = await context.store.subscribers.ofScope(asker.scope, MOST_SUBSCRIPTIONS);
  if (all.length >= MOST_SUBSCRIPTIONS) {
    throw new UserError('too-many', `There are ${MOST_SUBSCRIPTIONS} subscriptions here already: remove some first.`);
  }
  const settings: SubscriptionSettings = {
    version: 1,
    id: newId(channel.id, first.filter, now),
    scope: asker.scope,
    channel,
    guildId: asker.guildId,
    creator: asker.userId,
    ...first,
    state: 'active',
    reason: null,
    createdAt: now,
    since: now,
  };
  let subscription: Subscription;
  try {
    subscription = await save(context, settings, null);
  } catch (error) {
    // Somebody else subscribed to the same a moment ago.
    const other = await context.store.subscribers.same(settings);
    if (other === null) throw error;
    return again({ context, from }, options, other, now);
  }
  return told(from, subscription, 'Subscribed');
};

/** The same thing a second time is one subscription: what was given changes it, and it is on again where it was off. */
const again = async (
  { context, from }: { context: AnswerContext; from: AnswerContext },
  options: SubscriptionOptions,
  known: Subscription,
  now: number,
): Promise<Answer> => {
  const before = settingsOf(known);
  const changed = await chosen(context, options, known);
  if ('error' in changed) return withText({ command: 'subscribe', ...changed });
  const off = known.state !== 'active';
  const settings: SubscriptionSettings = {
    ...before,
    ...changed,
    state: 'active',
    reason: null,
    since: off ? now : before.since,
  };
  const same = JSON.stringify(settings) === JSON.stringify(before);
  const subscription = same ? known : await save(context, settings, before);
  return told(from, subscription, off ? 'Subscribed again' : same ? 'Subscribed already' : 'Subscription changed');
};

const told = (context: AnswerContext, subscription: Subscription, done: string): Promise<Answer> => {
  const { id, filter, timetable } = subscription;
  return describe(context, {
    command: 'subscribe',
    title: `${done}: ${filterWords(filter)}`,
    headline: `What is reported from now on comes ${placeWords(context, subscription)} ${timetableWords(timetable)}. Nothing old is posted.`,
    subscription,
    actions: [
      action('Send a test', 'test', id),
      action('Edit', 'edit', id),
      ...(done === 'Subscribed already' ? [] : [action('Undo', 'undo', id)]),
    ],
  });
};

/** "here", "to #reports", "to a post of its own in #forum". */
const placeWords = ({ askedFrom }: AnswerContext, { channel }: Subscription): string => {
  if (channel.kind === 'forum') return `to a post of its own in ${channel.name}`;
  return channel.id === askedFrom?.channel?.id ? 'here' : `to ${channel.name}`;
};
