/** Sends what waits in one channel, in order, and keeps in the ledger what became of it. */
import type { AnswerContext } from '../answer/context.ts';
import type { Delivery, Letter, SendLetter, SendOutcome } from '../model/delivery.ts';
import type { Scope } from '../model/scope.ts';
import type { Subscription } from '../model/subscription.ts';
import type { Store } from '../store/store.ts';
import { type Contents, contentsOf } from './letter.ts';
import { nonceOf } from './nonce.ts';
import type { Notices } from './notices.ts';
import { planOf } from './plan.ts';
import { turnOff } from './turn-off.ts';
import { titleOf } from './words.ts';

export type UpdateLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

export type Delivering = {
  store: Store;
  contextFor: (scope: Scope) => AnswerContext;
  send: SendLetter;
  notices: Notices;
  now: () => number;
  /** From 0 to 1. */
  random: () => number;
  log: UpdateLog;
  /** True when no further message is to be begun. */
  stopping: () => boolean;
};

/** Messages in one go; then other channels get their turn. */
const MOST_AT_ONCE = 10;

/** A message whose fate is unknown is tried again so many times, after 1 s and twice as long each time, up to 15 minutes. */
const MOST_ATTEMPTS = 14;
/** A channel that refuses without a reason that is known is asked so many times. */
const MOST_REFUSALS = 3;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/** How long to wait after so many attempts, with jitter so that channels do not all come back at once. */
const backOff = (attempts: number, random: () => number): number =>
  Math.round(Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1)) * (0.5 + random() / 2));

const HOUR = 3_600_000;

const nosOf = (deliveries: readonly Delivery[]): number[] => deliveries.map(({ no }) => no);

/** Works through a claimed channel and gives it back. Resolves with the number of messages sent. */
export const deliverChannel = async (channel: string, parts: Delivering): Promise<number> => {
  const { store, now } = parts;
  let sent = 0;
  let seen = 0;
  for (let round = 0; round < MOST_AT_ONCE; round += 1) {
    if (parts.stopping()) break;
    const open = await store.ledger.open(channel);
    seen = open.at(-1)?.no ?? seen;
    const step = await nextStep(open, parts);
    if ('until' in step) {
      await store.ledger.releaseChannel(channel, step.until, seen);
      return sent;
    }
    sent += await sendMessage(step, parts);
  }
  await store.ledger.releaseChannel(channel, now(), seen);
  return sent;
};

type Step = { subscription: Subscription | null; deliveries: readonly Delivery[] } | { until: number | null };

/** The next message, or until when there is none; null is for as long as nothing new comes. */
const nextStep = async (open: readonly Delivery[], { store, now }: Delivering): Promise<Step> => {
  const [sealed] = open.filter(({ nonce }) => nonce !== null);
  if (sealed !== undefined) {
    // Its outcome is unknown or it was refused for its rate: nothing may overtake it.
    if (sealed.dueAt > now()) return { until: sealed.dueAt };
    const [subscription = null] = await store.subscribers.get([sealed.subscription]);
    return { subscription, deliveries: open.filter(({ nonce }) => nonce === sealed.nonce) };
  }
  const bySubscription = new Map<string, Delivery[]>();
  for (const delivery of open) {
    const waiting = bySubscription.get(delivery.subscription);
    if (waiting === undefined) bySubscription.set(delivery.subscription, [delivery]);
    else waiting.push(delivery);
  }
  let until: number | null = null;
  for (const [id, deliveries] of bySubscription) {
    const [subscription = null] = await store.subscribers.get([id]);
    const sentTimes = await store.ledger.messageTimes(id, now() - HOUR);
    const plan = planOf({ subscription, deliveries, sentTimes, now: now() });
    if (plan.kind === 'send') return { subscription, deliveries: plan.deliveries };
    if (plan.kind === 'drop') {
      await store.ledger.change(nosOf(deliveries), { state: plan.state, reason: plan.reason });
      continue;
    }
    if (plan.kind === 'limit') {
      const fresh = deliveries.filter(({ state }) => state === 'pending');
      await store.ledger.change(nosOf(fresh), { state: 'rate-limited', reason: plan.reason, dueAt: plan.until });
    }
    until = Math.min(until ?? plan.until, plan.until);
  }
  return { until };
};

/** 1 where the message arrived, else 0. */
const sendMessage = async (
  { subscription, deliveries }: { subscription: Subscription | null; deliveries: readonly Delivery[] },
  parts: Delivering,
): Promise<number> => {
  const { store, send } = parts;
  if (subscription === null) {
    await store.ledger.change(nosOf(deliveries), { state: 'filtered', reason: 'the subscription was removed' });
    return 0;
  }
  if (subscription.state === 'disabled') {
    await store.ledger.change(nosOf(deliveries), { state: 'disabled', reason: subscription.reason?.text ?? null });
    return 0;
  }
  const contents = await contentsOf(subscription, deliveries, parts.contextFor(subscription.scope));
  const { kept, dropped, told } = contents;
  const nonce = kept[0]?.nonce ?? nonceOf(kept);
  // What the message says is written down before what it makes superfluous is dropped.
  if (kept.length > 0 && !(await store.ledger.seal(nosOf(kept), nonce, told))) {
    // This worker was so slow that another has taken the channel over.
    parts.log.warn({ channel: subscription.channel.id, updates: kept.length }, 'another worker sends this');
    return 0;
  }
  for (const [reason, nos] of byReason(dropped)) await store.ledger.change(nos, { state: 'filtered', reason });
  if (kept.length === 0) return 0;
  const outcome = await send(letterOf(subscription, contents, nonce));
  await settle(outcome, { subscription, deliveries: kept }, parts);
  return outcome.status === 'sent' ? 1 : 0;
};

const byReason = (dropped: Contents['dropped']): Map<string, number[]> => {
  const groups = new Map<string, number[]>();
  for (const { delivery, reason } of dropped) {
    const nos = groups.get(reason);
    if (nos === undefined) groups.set(reason, [delivery.no]);
    else nos.push(delivery.no);
  }
  return groups;
};

const letterOf = (subscription: Subscription, { kept, answer, replyTo, edits }: Contents, nonce: string): Letter => ({
  channelId: subscription.channel.id,
  nonce,
  uncertain: kept.some((delivery) => delivery.nonce !== null),
  post: postOf(subscription),
  role: roleOf(subscription),
  creator: subscription.creator,
  answer,
  replyTo,
  edits,
});

const roleOf = ({ role, guildId }: Subscription): Letter['role'] =>
  role === null || guildId === null ? null : { id: role, guildId };

/** In a forum a subscription has a post of its own. */
const postOf = (subscription: Subscription): Letter['post'] => {
  const { id, channel, guildId } = subscription;
  if (channel.kind !== 'forum' || guildId === null) return null;
  return { key: `${channel.id}/${id}`, title: titleOf(subscription), guildId };
};

const settle = async (
  outcome: SendOutcome,
  { subscription, deliveries }: { subscription: Subscription; deliveries: readonly Delivery[] },
  parts: Delivering,
): Promise<void> => {
  const { store, now, random, log } = parts;
  const nos = nosOf(deliveries);
  const about = { subscription: subscription.id, channel: subscription.channel.id, updates: nos.length };
  switch (outcome.status) {
    case 'sent':
      await store.ledger.change(nos, { state: 'sent', reason: null, messageId: outcome.messageId, tried: true });
      log.info({ ...about, message: outcome.messageId }, 'update sent');
      return;
    case 'refused': {
      const attempts = (deliveries[0]?.attempts ?? 0) + 1;
      if (!outcome.sure && attempts < MOST_REFUSALS) {
        const dueAt = now() + backOff(attempts, random);
        await store.ledger.change(nos, { state: 'pending', reason: outcome.reason, dueAt, tried: true });
        return;
      }
      await store.ledger.change(nos, { state: 'disabled', reason: outcome.reason, tried: true });
      await turnOff(subscription.channel.id, { code: outcome.code, text: outcome.reason }, parts);
      return;
    }
    case 'invalid':
      await store.ledger.change(nos, { state: 'failed', reason: outcome.reason, tried: true });
      log.error({ ...about, reason: outcome.reason }, 'update refused as it is');
      return;
    case 'rate-limited': {
      const dueAt = now() + outcome.retryAfterMs;
      await store.ledger.change(nos, { state: 'rate-limited', reason: 'Discord asks for a pause', dueAt });
      log.warn({ ...about, waitMs: outcome.retryAfterMs }, 'update waits for Discord’s rate limit');
      return;
    }
    case 'unknown': {
      const attempts = (deliveries[0]?.attempts ?? 0) + 1;
      const given = attempts >= MOST_ATTEMPTS;
      const waitMs = backOff(attempts, random);
      await store.ledger.change(nos, {
        state: given ? 'failed' : 'pending',
        reason: outcome.reason,
        dueAt: now() + waitMs,
        tried: true,
      });
      log.warn({ ...about, attempts, reason: outcome.reason, ...(given ? {} : { waitMs }) }, 'update not sent');
    }
  }
};
