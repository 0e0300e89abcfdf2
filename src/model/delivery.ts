/** Deliveries: what became of each update for each subscription. */
import type { Answer } from './answer.ts';
import type { Scope } from './scope.ts';

/**
 * `pending` waits for its time; `rate-limited` waits because too much was sent or Discord said so; `filtered` was held back
 * with a reason; `failed` was given up; `disabled` was not sent because the subscription is off.
 */
export type DeliveryState = 'pending' | 'rate-limited' | 'sent' | 'failed' | 'filtered' | 'disabled';

/** What a delivery tells: a new incident, that a report was withdrawn, or how an update would look. */
export type DeliveryKind = 'incident' | 'retraction' | 'test';

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
  /** The update in one sentence. */
  said: string;
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

/** A message for a channel. `answer` gives what it says in at most so many statements. */
export type Letter = {
  channelId: string;
  nonce: string;
  /** Id of the role to mention, and its server's. */
  role: { id: string; guildId: string } | null;
  /** Id of the person who subscribed. */
  creator: string;
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
