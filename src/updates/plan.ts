/** Decides which waiting updates of a subscription make the next message, and when: coalescing, digests, quiet hours, caps. */
import type { Delivery } from '../model/delivery.ts';
import type { Subscription } from '../model/subscription.ts';
import { timeZone } from './time-zone.ts';
import { dueTimes, quietUntil } from './timetable.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What comes within a moment is one message, and no update waits longer than this for others. */
const SETTLE_MS = 600;
const LONGEST_SETTLE_MS = 1_500;

/** From so many articles on it is an import: one digest when it is over, or has gone on for long. */
const IMPORT_ARTICLES = 20;
const IMPORT_SETTLE_MS = 10 * SECOND;
const LONGEST_IMPORT_MS = 5 * MINUTE;

/** Messages that a subscription gets at most within a minute and an hour; what comes beyond waits and is coalesced. */
export const MOST_PER_MINUTE = 12;
export const MOST_PER_HOUR = 120;

export type Plan =
  | { kind: 'send'; deliveries: readonly Delivery[] }
  | { kind: 'wait'; until: number }
  /** Too much was sent of late. */
  | { kind: 'limit'; until: number; reason: string }
  | { kind: 'drop'; state: 'filtered' | 'disabled'; reason: string };

export type Waiting = {
  /** Null where it is gone. */
  subscription: Subscription | null;
  /** What waits for it, in order, at least one. */
  deliveries: readonly Delivery[];
  /** When it got messages within the last hour, in milliseconds since 1970, in order. */
  sentTimes: readonly number[];
  now: number;
};

/** What is to be done with a subscription's waiting updates. */
export const planOf = ({ subscription, deliveries, sentTimes, now }: Waiting): Plan => {
  const test = deliveries.find(({ kind }) => kind === 'test');
  if (subscription === null) return { kind: 'drop', state: 'filtered', reason: 'the subscription was removed' };
  if (subscription.state === 'disabled') {
    return { kind: 'drop', state: 'disabled', reason: subscription.reason?.text ?? 'the subscription is off' };
  }
  if (test !== undefined) return { kind: 'send', deliveries: [test] };
  if (subscription.state === 'paused') {
    return { kind: 'drop', state: 'filtered', reason: 'the subscription was paused before it was sent' };
  }
  const { timetable } = subscription;
  if (timetable.every !== 'instant') {
    const dueAt = dueTimes(timetable);
    const due = deliveries.map((delivery) => ({ delivery, at: dueAt(delivery.createdAt) }));
    const ready = due.filter(({ at }) => at <= now).map(({ delivery }) => delivery);
    return ready.length > 0
      ? quietOr({ kind: 'send', deliveries: ready }, subscription, now)
      : { kind: 'wait', until: Math.min(...due.map(({ at }) => at)) };
  }
  const settled = settledAt(deliveries);
  if (settled > now) return { kind: 'wait', until: settled };
  const limit = limitUntil(sentTimes, now);
  return limit ?? quietOr({ kind: 'send', deliveries }, subscription, now);
};

const quietOr = (plan: Plan, { timetable }: Subscription, now: number): Plan => {
  if (timetable.quiet === null) return plan;
  const until = quietUntil(timetable, timeZone(timetable.zone), now);
  return until === null ? plan : { kind: 'wait', until };
};

/** When nothing more is likely to come that belongs into the same message. */
const settledAt = (deliveries: readonly Delivery[]): number => {
  const times = deliveries.map(({ createdAt }) => createdAt);
  const oldest = times.reduce((a, b) => Math.min(a, b));
  const newest = times.reduce((a, b) => Math.max(a, b));
  const articles = new Set(deliveries.map(({ scope, articleId }) => `${scope}\n${articleId}`)).size;
  return articles < IMPORT_ARTICLES
    ? Math.min(newest + SETTLE_MS, oldest + LONGEST_SETTLE_MS)
    : Math.min(newest + IMPORT_SETTLE_MS, oldest + LONGEST_IMPORT_MS);
};

const limitUntil = (sentTimes: readonly number[], now: number): Plan | null => {
  for (const [most, span, word] of [
    [MOST_PER_HOUR, HOUR, 'hour'],
    [MOST_PER_MINUTE, MINUTE, 'minute'],
  ] as const) {
    const within = sentTimes.filter((at) => at > now - span);
    const oldest = within.at(-most);
    if (oldest !== undefined) {
      return { kind: 'limit', until: oldest + span, reason: `more than ${most} messages within one ${word}` };
    }
  }
  return null;
};
