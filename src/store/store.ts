/** The face of store/: what the rest of the program may ask of it. Engines and SQL are behind it. */
import type { Keyv } from 'keyv';
import type { ArchiveRecord } from '../model/archive.ts';
import type { Incident } from '../model/incident.ts';
import type { OutboxChange } from '../model/outbox-change.ts';
import type { ArticleDocument, EventQuery, StoredEvent } from '../model/record.ts';
import type { Scope, Viewer } from '../model/scope.ts';
import type { Ledger } from './ledger.ts';
import type { SubscriptionIndex } from './subscription-index.ts';

export type CommitStatus = 'new' | 'duplicate' | 'updated';

/** One row of the outbox: an article whose events subscriptions have not been matched against yet. */
export type OutboxRow = {
  id: number;
  articleId: string;
  scope: Scope;
  /** How often it has been claimed, this time included. */
  attempts: number;
  /** When the article was committed or reviewed, in milliseconds since 1970. */
  createdAt: number;
  /** Null for a new article. */
  change: OutboxChange | null;
};

/** Words to look for in the sentences that events were read from; words in quotation marks stand side by side. */
export type SearchQuery = { text: string; viewer: Viewer; limit: number; offset?: number };

/** A page, the latest stored first; `more` where there are more than `total`, which is as far as they were counted. */
export type SearchResult = { events: StoredEvent[]; total: number; more: boolean };

export type StoreCounts = {
  articles: number;
  events: number;
  sources: number;
  firstDay: string | null;
  lastDay: string | null;
};

export interface Store {
  /** Where it is, for `doctor` and error messages; never with a password. */
  readonly location: string;
  /** Documents as Keyv namespaces; `articles` is written through `commit` only. */
  readonly articles: Keyv;
  readonly settings: Keyv;
  readonly subscriptions: Keyv;
  readonly feeds: Keyv;
  readonly reviews: Keyv;
  readonly cache: Keyv;

  /** Finds subscriptions; they are written through `subscriptions`. */
  readonly subscribers: SubscriptionIndex;
  /** What was sent to whom, and what is still to be sent. */
  readonly ledger: Ledger;

  /**
   * Writes the document, the rows projected from it and an outbox row in one durable transaction.
   * The same text again (by `contentHash` and scope) is a duplicate and writes nothing, unless its document is damaged; the
   * same id with other text is an update.
   */
  commit(document: ArticleDocument): Promise<{ status: CommitStatus; id: string }>;
  /**
   * Whether this text is known in this scope already, without writing: the id it is stored under; null where it is not, or
   * where its document is damaged.
   */
  known(contentHash: string, scope: Scope): Promise<string | null>;

  /** The events that match, newest first: by last day (unknown days last), then publication, article and place in it. */
  events(query: EventQuery): Promise<StoredEvent[]>;
  /** How many events `events` would give back; with a `limit` it counts no further. */
  countEvents(query: EventQuery): Promise<number>;
  /**
   * The incidents that the events of a query are in, in the order of the first of these, each with every report that the
   * viewer may see. Offset and limit count incidents. Restatements alone bring no incident in.
   */
  incidents(query: EventQuery): Promise<Incident[]>;
  /** How many incidents `incidents` would give back; with a `limit` it counts no further. */
  countIncidents(query: EventQuery): Promise<number>;
  /** The incident that an event is in, or null where the event may not be seen. */
  incidentOf(eventId: string, viewer: Viewer): Promise<Incident | null>;
  search(query: SearchQuery): Promise<SearchResult>;
  /** The events of an id that the viewer sees, one for each article that has it; not one that an analyst took out. */
  seenEvents(id: string, viewer: Viewer): Promise<StoredEvent[]>;
  /** One event by id, or null where it does not exist or may not be seen; also one that an analyst took out. */
  event(id: string, viewer: Viewer): Promise<StoredEvent | null>;
  /**
   * The document an event or answer came from, or null where it may not be seen. Where two scopes have different articles
   * of one id, the viewer's own comes before the shared one; `{ scopes: [event.scope] }` asks for exactly an event's.
   */
  document(articleId: string, viewer: Viewer): Promise<ArticleDocument | null>;
  counts(viewer: Viewer): Promise<StoreCounts>;
  /** Ids and names of actors and places that events mention, most mentioned first, for autocomplete. */
  mentioned(
    kind: 'actor' | 'place',
    viewer: Viewer,
    options: { prefix?: string; limit: number },
  ): Promise<{ id: string; name: string; events: number }[]>;

  /**
   * Every document, in the order they were stored, for `rebuild` and `export`; never more than one in memory.
   * One that is damaged is thrown, or given to `damaged` and passed over.
   */
  documents(viewer?: Viewer, damaged?: (error: Error) => void): AsyncIterable<ArticleDocument>;
  /** Replaces what was extracted from stored articles and rewrites the projection; documents' articles stay untouched. */
  replaceExtraction(document: ArticleDocument): Promise<void>;

  /**
   * Everything durable, of every scope, as it is at this moment, also while others write. What is damaged is told and
   * passed over; the cache is left out.
   */
  archive(damaged: (error: Error) => void): AsyncIterable<ArchiveRecord>;
  /**
   * Puts one record of an archive in, durably. Documents replace what stands under their key, except an article whose text
   * is there already; nobody is told of an article. Restoring an archive again changes nothing.
   */
  restore(record: ArchiveRecord): Promise<CommitStatus>;

  /** Takes up to `limit` rows, oldest first, for this worker alone. One that dies gives them up after 15 seconds. */
  claimOutbox(limit: number): Promise<OutboxRow[]>;
  /** Gives claimed rows back, for another try. */
  releaseOutbox(ids: readonly number[]): Promise<void>;
  /** Those of these articles that are new and still in the outbox, claimed or not. */
  waitingAmong<T extends { articleId: string; scope: Scope }>(articles: readonly T[]): Promise<T[]>;
  /** Takes rows out for good. */
  doneOutbox(ids: readonly number[]): Promise<void>;

  close(): Promise<void>;
}
