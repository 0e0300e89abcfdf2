/** Deliveries: what became of each update for each subscription. */
import { z } from 'zod';
import { type Answer, Confidence } from './answer.ts';
import { PlaceRef } from './ref.ts';
import type { Scope } from './scope.ts';

/**
 * `pending` waits for its time; `rate-limited` waits because too much was sent or Discord said so; `filtered` was held back
 * with a reason; `failed` was given up; `disabled` was not sent because the subscription is off.
 */
export type DeliveryState = 'pending' | 'rate-limited' | 'sent' | 'failed' | 'filtered' | 'disabled';

/**
 * What a delivery tells: a new incident, that another side holds a place, that what was told is said otherwise or no longer,
 * or how an update would look.
 */
export const DeliveryKind = z.enum(['incident', 'assessment', 'correction', 'retraction', 'test']);
export type DeliveryKind = z.infer<typeof DeliveryKind>;

/** Who holds a place, in few words: `key` is equal where nothing changed that is worth telling. */
export const Standing = z.object({
  key: z.string(),
  words: z.string(),
  since: z.string(),
  level: Confidence.shape.level,
});
export type Standing = z.infer<typeof Standing>;

const EventKey = z.object({ articleId: z.string(), eventId: z.string() });

/** What telling a delivery needs besides its sentence. */
export const DeliveryDetail = z.discriminatedUnion('of', [
  /** One step in who holds a place, made by what was stored or reviewed at `at` (milliseconds since 1970). */
  z.object({
    of: z.literal('assessment'),
    place: z.string(),
    /** The place itself; what was entered long ago lacks it. */
    ref: PlaceRef.optional(),
    before: Standing,
    after: Standing,
    at: z.number(),
    grounds: z.array(EventKey),
  }),
  /** Why what was told is said otherwise or no longer, as a sentence; by another text of the article, or by a review. */
  z.object({ of: z.literal('correction'), by: z.enum(['text', 'review']), why: z.string() }),
]);
export type DeliveryDetail = z.infer<typeof DeliveryDetail>;

/** An update matched with a subscription, not in the ledger yet. */
export type NewDelivery = {
  subscription: string;
  channel: string;
  /** What it tells, the same for every subscription: one channel is told each only once. */
  item: string;
  kind: DeliveryKind;
  scope: Scope;
  articleId: string;
  eventId: string;
  /** The event or place that it is about, the same whatever is told of it: what a channel was told of it last is found by it. */
  about: string;
  /** The update in one sentence; of a retraction, what is withdrawn. */
  said: string;
  detail: DeliveryDetail | null;
  state: 'pending' | 'filtered';
  reason: string | null;
  /** When it may be sent, in milliseconds since 1970. */
  dueAt: number;
};

/** A delivery as the ledger has it. `no` counts in the order of matching. */
export type Delivery = Omit<NewDelivery, 'state'> & {
  no: number;
  state: DeliveryState;
  /** Of the message that it is or will be part of; once set, that message is sent with no other nonce. */
  nonce: string | null;
  attempts: number;
  createdAt: number;
  sentAt: number | null;
  messageId: string | null;
};

/** What a delivery turned out to be and to say when it was told. */
export type ToldNow = Pick<Delivery, 'kind' | 'said' | 'detail'>;

/** A message for a channel. `answer` gives what it says in at most so many statements. */
export type Letter = {
  channelId: string;
  nonce: string;
  /** Whether it was begun to be sent before and may have arrived, however long ago. */
  uncertain: boolean;
  /** Where the channel is a forum, the post in it that the message goes to: found by the key, made with the title. */
  post: { key: string; title: string; guildId: string } | null;
  /** Id of the role to mention, and its server's. */
  role: { id: string; guildId: string } | null;
  /** Id of the person who subscribed. */
  creator: string;
  /** Id of the channel's message that this one corrects, or null. */
  replyTo: string | null;
  /** Messages of the channel that say what no longer holds, and what they are to say instead. */
  edits: readonly { messageId: string; answer: Letter['answer'] }[];
  answer: (mostStatements: number) => Answer;
};

/** What became of sending a letter. After `unknown` it may or may not have arrived: it is sent again with its nonce. */
export type SendOutcome =
  | { status: 'sent'; messageId: string }
  /** For good where `sure`; else it may be a passing fault. */
  | { status: 'refused'; code: string; reason: string; sure: boolean }
  | { status: 'invalid'; reason: string }
  | { status: 'rate-limited'; retryAfterMs: number }
  | { status: 'unknown'; reason: string };

/** Sends a letter; never throws for what Discord or the network does. */
export type SendLetter = (letter: Letter) => Promise<SendOutcome>;
