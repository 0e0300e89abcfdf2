/** Answers `/subscriptions` list, show, edit, pause, resume, remove, undo, move and test. */
import type { AnswerContext } from '../answer/context.ts';
import { note } from '../answer/evidence-list.ts';
import { withText } from '../answer/plain-text.ts';
import { sayEvent } from '../answer/wording/say-event.ts';
import { UserError } from '../errors.ts';
import type { Answer } from '../model/answer.ts';
import { viewerOf } from '../model/scope.ts';
import type { Subscription, SubscriptionSettings } from '../model/subscription.ts';
import {
  contextIn,
  requireChannel,
  requireManager,
  save,
  settingsOf,
  subscriptionNamed,
  subscriptionsOf,
  subscriptionToChange,
} from './asking.ts';
import { action, describe, sampleFor } from './describe.ts';
import { aboutEvent, entry } from './entry.ts';
import { chosen, type SubscriptionOptions } from './options.ts';
import { filterWords, stateWords, timetableWords, titleOf } from './words.ts';

const COMMAND = 'subscriptions';
const PER_PAGE = 10;

export const answerList = async (
  context: AnswerContext,
  { page = 1 }: { page?: number | undefined },
): Promise<Answer> => {
  const all = await subscriptionsOf(context);
  const pages = Math.max(1, Math.ceil(all.length / PER_PAGE));
  if (page < 1 || page > pages) {
    throw new UserError('bad-page', `There is no page ${page}: the pages are 1 to ${pages}.`, {
      context: { option: 'page' },
    });
  }
  const off = all.filter(({ state }) => state !== 'active').length;
  const shown = all.slice((page - 1) * PER_PAGE, page * PER_PAGE);
  const lines = shown.map((one) => {
    const when = one.state === 'active' ? timetableWords(one.timetable) : stateWords(one);
    return note(`${one.id} · ${filterWords(one.filter)} · ${one.channel.name} · ${when}`);
  });
  return withText({
    command: COMMAND,
    title: 'Subscriptions',
    headline:
      all.length === 0
        ? 'There are none; /subscribe makes one.'
        : `${all.length} ${all.length === 1 ? 'subscription' : 'subscriptions'}${off > 0 ? `, ${off} of them off or paused` : ''}.`,
    sections: lines.length === 0 ? [] : [{ heading: null, statements: lines }],
    evidence: [],
    ...(pages > 1 ? { paging: { page, pages, total: all.length } } : {}),
  });
};

const actionsFor = ({ id, state }: Subscription) => [
  action('Send a test', 'test', id),
  state === 'active' ? action('Pause', 'pause', id) : action('Resume', 'resume', id),
  action('Edit', 'edit', id),
  action('Log', 'log', id),
  action('Remove', 'remove', id),
];

export const answerShow = async (context: AnswerContext, id: string | undefined): Promise<Answer> => {
  const subscription = await subscriptionNamed(context, id);
  return describe(context, {
    command: COMMAND,
    title: titleOf(subscription),
    headline: `${filterWords(subscription.filter)} – ${stateWords(subscription)}, ${timetableWords(subscription.timetable)}.`,
    subscription,
    actions: actionsFor(subscription),
  });
};

/** Without options it shows what can be changed; a place or actor that nobody knows is an answer with `error`. */
export const answerEdit = async (
  context: AnswerContext,
  id: string | undefined,
  options: SubscriptionOptions,
): Promise<Answer> => {
  const subscription = await subscriptionToChange(context, id);
  if (Object.values(options).every((value) => value === undefined)) return offered(context, subscription);
  const changed = await chosen(context, options, subscription);
  if ('error' in changed) return withText({ command: COMMAND, ...changed });
  const before = settingsOf(subscription);
  await refuseDouble(context, { ...before, ...changed });
  return done(context, 'Changed', await save(context, { ...before, ...changed }, before));
};

const offered = (context: AnswerContext, subscription: Subscription): Promise<Answer> => {
  const { id, timetable, filter, role } = subscription;
  const others = (['instant', 'hourly', 'daily', 'weekly'] as const).filter((every) => every !== timetable.every);
  return describe(context, {
    command: COMMAND,
    title: `Edit: ${titleOf(subscription)}`,
    headline: `Press a button, or type what is to be other: /subscriptions edit id:${id} at:08:00 time-zone:Europe/Berlin …`,
    subscription,
    actions: [
      ...others.map((every) => action(`Send ${every === 'instant' ? 'at once' : every}`, 'edit', id, { every })),
      action(filter.controlOnly ? 'Send all events' : 'Only changes of control', 'edit', id, {
        'control-only': String(!filter.controlOnly),
      }),
      // Discord lets nobody type into an option for a role.
      ...(role === null ? [] : [action('Mention nobody', 'edit', id, { role: 'none' })]),
    ],
  });
};

const refuseDouble = async (context: AnswerContext, settings: SubscriptionSettings): Promise<void> => {
  const same = await context.store.subscribers.same(settings);
  if (same === null || same.id === settings.id) return;
  throw new UserError(
    'subscribed-already',
    `The channel has such a subscription already: ${same.id}. Remove one of them.`,
  );
};

const done = (context: AnswerContext, what: string, subscription: Subscription): Promise<Answer> =>
  describe(context, {
    command: COMMAND,
    title: `${what}: ${titleOf(subscription)}`,
    headline: `${filterWords(subscription.filter)} – ${stateWords(subscription)}, ${timetableWords(subscription.timetable)}.`,
    subscription,
    actions: [action('Undo', 'undo', subscription.id), action('Show', 'show', subscription.id)],
  });

export const answerPause = async (context: AnswerContext, id: string | undefined): Promise<Answer> => {
  const before = settingsOf(await subscriptionToChange(context, id));
  if (before.state !== 'active') {
    throw new UserError('not-active', `It is ${stateWords(before)} already; /subscriptions resume turns it on.`);
  }
  return done(context, 'Paused', await save(context, { ...before, state: 'paused' }, before));
};

/** What came up while it was off is not posted. */
export const answerResume = async (context: AnswerContext, id: string | undefined): Promise<Answer> => {
  const subscription = await subscriptionToChange(context, id);
  if (subscription.state === 'active') throw new UserError('active', 'It is active already.');
  const before = settingsOf(subscription);
  const now = context.now().getTime();
  return done(
    context,
    'Resumed',
    await save(context, { ...before, state: 'active', reason: null, since: now }, before),
  );
};

export const answerRemove = async (context: AnswerContext, id: string | undefined): Promise<Answer> => {
  const subscription = await subscriptionToChange(context, id);
  await context.store.subscriptions.delete(subscription.id);
  return gone(subscription);
};

const gone = (subscription: Subscription): Answer =>
  withText({
    command: COMMAND,
    title: `Removed: ${titleOf(subscription)}`,
    headline: `Nothing more on ${filterWords(subscription.filter)} comes to ${subscription.channel.name}.`,
    sections: [],
    evidence: [],
  });

/** Takes the last change back; a subscription that was made by it is removed. */
export const answerUndo = async (context: AnswerContext, id: string | undefined): Promise<Answer> => {
  const subscription = await subscriptionToChange(context, id);
  const { before } = subscription;
  if (before === null) {
    await context.store.subscriptions.delete(subscription.id);
    return gone(subscription);
  }
  await refuseDouble(context, before);
  const since = subscription.state === before.state ? before.since : context.now().getTime();
  return done(context, 'Taken back', await save(context, { ...before, since }, settingsOf(subscription)));
};

/** Brings a subscription of the same server or person to the channel that was chosen, or else where this is asked. */
export const answerMove = async (
  from: AnswerContext,
  id: string | undefined,
  { channel: chosenChannel }: { channel?: string | undefined } = {},
): Promise<Answer> => {
  const context = await contextIn(from, chosenChannel);
  const asker = requireManager(context);
  const channel = requireChannel(asker);
  const before = settingsOf(await subscriptionToChange(from, id));
  if (before.channel.id === channel.id) throw new UserError('here-already', 'It posts in that channel already.');
  const settings = { ...before, channel };
  await refuseDouble(context, settings);
  return done(context, 'Moved', await save(context, settings, before));
};

/** Sends the latest fitting event once more, as a message of the subscription marked as a test. */
export const answerTest = async (context: AnswerContext, id: string | undefined): Promise<Answer> => {
  const subscription = await subscriptionToChange(context, id);
  if (subscription.state === 'disabled') {
    throw new UserError('off', `It is ${stateWords(subscription)}. /subscriptions resume turns it on again.`);
  }
  const { store, knowledge, now } = context;
  const [newest] = await store.events({ viewer: viewerOf(subscription.scope), firstOnly: true, limit: 1 });
  const event = (await sampleFor(subscription, context)) ?? newest;
  if (event === undefined) throw new UserError('nothing-stored', 'Nothing is stored yet that a test could show.');
  const at = now().getTime();
  const item = `test ${subscription.id} ${at}`;
  const said = sayEvent(event, knowledge);
  const test = entry({ subscription, kind: 'test', item, about: aboutEvent(event), event, said, now: at });
  await store.ledger.enter([{ ...test, dueAt: at }], null);
  return withText({
    command: COMMAND,
    title: `Test: ${titleOf(subscription)}`,
    headline: `A test goes to ${subscription.channel.name} within seconds; the log shows what became of it.`,
    sections: [],
    evidence: [],
    actions: [action('Log', 'log', subscription.id)],
  });
};
