/** Subscriptions: which updates go where, when, and in which state that is. */
import { z } from 'zod';
import { Confidence } from './answer.ts';
import { Factuality } from './event.ts';
import { Scope } from './scope.ts';

/** The channel that stands for the local console; ids of Discord's channels are numbers. */
export const CONSOLE_CHANNEL = 'console';

const Named = z.object({ id: z.string().min(1), name: z.string().min(1) });

/** What an event must have to be sent; null and [] ask for nothing. */
export const SubscriptionFilter = z.object({
  /** There or anywhere inside it. */
  place: Named.nullable(),
  /** Done by or to this actor or one of its members. */
  actor: Named.nullable(),
  /** An action, event type or sub-event type, in lower case. */
  type: z.string().nullable(),
  /** Only what says who holds a place. */
  controlOnly: z.boolean(),
  minConfidence: Confidence.shape.level.nullable(),
  factuality: z.array(Factuality),
});
export type SubscriptionFilter = z.infer<typeof SubscriptionFilter>;

export const Frequency = z.enum(['instant', 'hourly', 'daily', 'weekly']);
export type Frequency = z.infer<typeof Frequency>;

/** A time of day, `08:00`. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** When messages go out. Times are local to `zone`, an IANA name. */
export const Timetable = z.object({
  every: Frequency,
  at: TimeOfDay,
  /** 1 Monday to 7 Sunday; for weekly digests. */
  weekday: z.number().int().min(1).max(7),
  zone: z.string().min(1),
  quiet: z.object({ from: TimeOfDay, to: TimeOfDay }).nullable(),
});
export type Timetable = z.infer<typeof Timetable>;

/** Why a subscription is off: a code that does not change, and words for people. */
export const OffReason = z.object({ code: z.string(), text: z.string() });
export type OffReason = z.infer<typeof OffReason>;

const Settings = z.object({
  version: z.literal(1),
  id: z.string().min(1),
  /** Whose articles it sees. */
  scope: Scope,
  channel: z.object({
    id: z.string().min(1),
    name: z.string(),
    kind: z.enum(['text', 'thread', 'forum', 'dm', 'console']),
  }),
  guildId: z.string().nullable(),
  /** Id of the person who made it, to be told when it is turned off. */
  creator: z.string(),
  filter: SubscriptionFilter,
  timetable: Timetable,
  /** Id of the role to mention. */
  role: z.string().nullable(),
  title: z.string().max(100).nullable(),
  state: z.enum(['active', 'paused', 'disabled']),
  reason: OffReason.nullable(),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
  /** What was stored before, in milliseconds since 1970, is old news to it. */
  since: z.number(),
});

/** One subscription as it is stored; `before` is what the last change can be taken back to, null where it was made then. */
export const Subscription = Settings.extend({ before: Settings.nullable() });
export type Subscription = z.infer<typeof Subscription>;
export type SubscriptionSettings = z.infer<typeof Settings>;
