/** The tables, as Kysely knows them. `doc` is the source of truth; the rest can be thrown away and projected from it again. */
import type { Generated, Kysely, Transaction } from 'kysely';

/** Every key of every Keyv namespace. `value` is JSON, `expires` milliseconds since 1970 or null. */
export type DocTable = { ns: string; key: string; value: string; expires: number | null };

/** One stored article. `no` counts in the order of arrival. */
export type ArticleTable = {
  no: Generated<number>;
  id: string;
  scope: string;
  content_hash: string;
  title: string | null;
  source: string | null;
  url: string | null;
  published: string | null;
  ingested_at: string;
  /** First and last day of its events, '' where it has none that is dated. */
  first_day: string;
  last_day: string;
};

/** A combination of action, event type and sub-event type that events have, in lower case. */
export type KindTable = { no: Generated<number>; action: string; event_type: string; sub_event_type: string };

/**
 * One event. `no` is its article's `no` × `EVENTS_PER_ARTICLE` + its place in the article; days are '' where unknown;
 * `span` is the class of SPANS that the range of its days falls into.
 */
export type EventTable = {
  no: number;
  id: string;
  article: number;
  scope: string;
  day_from: string;
  day_to: string;
  span: number;
  kind: number;
  /** 1 where it carries a control claim, else 0; there are no booleans in SQLite. */
  control: number;
  /** 1 where it restates an earlier event of its article. */
  restated: number;
  /** A number made of its quote's words, by which copies are found; 0 where the quote is too short. */
  quote: number;
  /** The event as JSON. */
  data: string;
};

/**
 * An event that is in an incident with others. `view` is whose eyes see it so: 'shared', or a guild's or user's scope
 * where its own reports make a difference; `leader` is the number of the report that the others were matched with, `id`
 * the incident's. An event that is in no row of a view is there as in the shared view, or alone.
 */
export type IncidentTable = { event: number; view: string; leader: number; id: string };

/** An event that a scope does not see: an analyst took it out, or put a corrected one in its place. */
export type HiddenTable = { scope: string; event: number };

/** Which events have reviews, by event id, so that a rebuild finds them. */
export type ReviewTable = { event: string; scope: string };

/** From this place in an article's run of numbers on are corrected copies of its events. */
export const CORRECTED_FROM = 2 ** 19;

/** A place that an event is at, and every place that contains it, nearest first by `depth`; 0 is the place itself. */
export type EventPlaceTable = {
  place: string;
  day_to: string;
  event: number;
  day_from: string;
  span: number;
  scope: string;
  depth: number;
  /** 1 where the event's control claim is about this place or one inside it. */
  control: number;
  restated: number;
  kind: number;
};

/** An actor that takes part in an event: as doer, recipient, holder or loser. */
export type EventActorTable = {
  actor: string;
  day_to: string;
  event: number;
  day_from: string;
  span: number;
  scope: string;
  control: number;
  restated: number;
  kind: number;
};

/**
 * How many of a scope's events mention an actor or a place, under which name, for autocomplete; how many articles come from
 * a source; and how many events are at a place or `within` it, so that counting these needs no scan.
 */
export type NameTable = {
  scope: string;
  kind: 'actor' | 'place' | 'source' | 'within';
  id: string;
  name: string;
  fold: string;
  events: number;
};

/**
 * What reviews change about the running counts for a scope's eyes: -1 for each name of an event that it does not see, +1
 * for each of a corrected one; `kind` 'event' counts the event itself. `owner` is the scope that the event is in.
 */
export type ReviewCountTable = {
  event: number;
  scope: string;
  owner: string;
  kind: NameTable['kind'] | 'event';
  id: string;
  name: string;
  fold: string;
  events: 1 | -1;
};

/** How much a scope holds, so that counting needs no scan. */
export type TotalTable = { scope: string; articles: number; events: number };

export type OutboxTable = {
  id: Generated<number>;
  /** Id of the article. */
  article: string;
  scope: string;
  /** Milliseconds since 1970. */
  created_at: number;
  claimed_at: number | null;
  attempts: number;
  /** An OutboxChange as JSON; null for a new article. */
  change: string | null;
};

/** What a subscription is found by. '' stands for any place, actor or type. */
export type SubscriptionTable = {
  id: string;
  /** Equal for two subscriptions of one channel to the same thing. */
  same: string;
  channel: string;
  scope: string;
  creator: string;
  place: string;
  actor: string;
  type: string;
  active: number;
  since: number;
};

/** One update for one subscription; times are milliseconds since 1970. */
export type DeliveryTable = {
  no: Generated<number>;
  subscription: string;
  channel: string;
  item: string;
  kind: string;
  scope: string;
  article: string;
  event: string;
  about: string;
  said: string;
  /** A DeliveryDetail as JSON, or null. */
  detail: string | null;
  state: string;
  reason: string | null;
  nonce: string | null;
  attempts: number;
  due_at: number;
  created_at: number;
  sent_at: number | null;
  message: string | null;
};

/** A channel that has deliveries to come; whoever claims it sends them in order. */
export type LaneTable = { channel: string; due_at: number; claimed_at: number | null };

export type Tables = {
  schema_version: { version: number };
  doc: DocTable;
  article: ArticleTable;
  kind: KindTable;
  event: EventTable;
  event_place: EventPlaceTable;
  event_actor: EventActorTable;
  name: NameTable;
  total: TotalTable;
  incident: IncidentTable;
  hidden: HiddenTable;
  review: ReviewTable;
  review_count: ReviewCountTable;
  outbox: OutboxTable;
  subscription: SubscriptionTable;
  delivery: DeliveryTable;
  lane: LaneTable;
};

export type Db = Kysely<Tables>;
export type Tx = Transaction<Tables>;

/** Room for events in one article's run of numbers; the longest article has five million characters. */
export const EVENTS_PER_ARTICLE = 2 ** 20;

/** The numbers that the events of an article have, both ends inclusive. */
export const numbersIn = (article: number): { from: number; to: number } => ({
  from: article * EVENTS_PER_ARTICLE,
  to: (article + 1) * EVENTS_PER_ARTICLE - 1,
});

/** The article that an event's number belongs to. */
export const articleOf = (event: number): number => Math.floor(event / EVENTS_PER_ARTICLE);
