/** The Store over a SQL engine: Keyv for documents, the projection for questions. */
import { isDeepStrictEqual } from 'node:util';
import type { Keyv } from 'keyv';
import type { ArchiveRecord } from '../model/archive.ts';
import type { Incident } from '../model/incident.ts';
import type { ArticleDocument, EventQuery, StoredEvent } from '../model/record.ts';
import { reviewKey } from '../model/review.ts';
import type { Scope, Viewer } from '../model/scope.ts';
import { reviewChanged } from './apply-reviews.ts';
import { archive, restoreLedger } from './archive.ts';
import { ArticleDocuments } from './article-documents.ts';
import { Asking } from './asking.ts';
import { toKey } from './columns.ts';
import type { Engine } from './engine.ts';
import { countEvents, findEvent, findEvents, seenEvents } from './event-query.ts';
import { countIncidents, findIncidents, incidentOf } from './incident-query.ts';
import { type Companion, durableKeyv, KeyvStoreAdapter } from './keyv-adapter.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { claimOutbox, finishOutbox, releaseOutbox, waitingAmong } from './outbox.ts';
import type { ProjectionPorts } from './project.ts';
import { searchEvents } from './search.ts';
import { mentionedNames, storeCounts } from './standing.ts';
import type { CommitStatus, OutboxRow, SearchQuery, SearchResult, Store, StoreCounts } from './store.ts';
import { damagedIsNone } from './store-error.ts';
import { createSubscriptionIndex, type SubscriptionIndex, subscriptionCompanion } from './subscription-index.ts';
import type { ArticleWriter } from './write-article.ts';

/** A document as an archive has it. */
type Kept = { key: string; value?: unknown; expires?: number | null };

export type SqlStoreOptions = { engine: Engine; ports: ProjectionPorts; now: () => number };

export class SqlStore implements Store {
  readonly location: string;
  readonly articles: Keyv;
  readonly settings: Keyv;
  readonly subscriptions: Keyv;
  readonly feeds: Keyv;
  readonly reviews: Keyv;
  readonly cache: Keyv;
  readonly #articles: ArticleDocuments;
  /** The same reviews, written without an outbox row. */
  readonly #oldReviews: Keyv;
  readonly subscribers: SubscriptionIndex;
  readonly ledger: Ledger;
  readonly #engine: Engine;
  readonly #asking: Asking;
  readonly #writer: ArticleWriter;
  readonly #now: () => number;

  constructor({ engine, ports, now }: SqlStoreOptions) {
    const writer: ArticleWriter = { engine, ports, now };
    const keyv = (namespace: string): Keyv => durableKeyv(new KeyvStoreAdapter({ engine, namespace, now }));
    this.location = engine.location;
    this.#articles = new ArticleDocuments(writer);
    this.articles = this.#articles.keyv;
    this.settings = keyv('settings');
    this.subscriptions = durableKeyv(
      new KeyvStoreAdapter({ engine, namespace: 'subscriptions', now, companion: subscriptionCompanion }),
    );
    this.feeds = keyv('feeds');
    const reviews = (announce: boolean): Keyv => {
      const companion: Companion = {
        written: (tx, key, value) => reviewChanged(writer, tx, { key, value }, { announce }),
        removed: (tx, key) => reviewChanged(writer, tx, { key, value: undefined }, { announce }),
      };
      return durableKeyv(new KeyvStoreAdapter({ engine, namespace: 'reviews', now, companion }));
    };
    this.reviews = reviews(true);
    this.#oldReviews = reviews(false);
    this.cache = keyv('cache');
    this.subscribers = createSubscriptionIndex({ engine, subscriptions: this.subscriptions });
    this.ledger = createLedger({ engine, now });
    this.#engine = engine;
    this.#asking = new Asking(engine);
    this.#writer = writer;
    this.#now = now;
  }

  commit(document: ArticleDocument): Promise<{ status: CommitStatus; id: string }> {
    return this.#articles.commit(document, { announce: true });
  }

  known(contentHash: string, scope: Scope): Promise<string | null> {
    return this.#articles.known(contentHash, scope);
  }

  events(query: EventQuery): Promise<StoredEvent[]> {
    return findEvents(this.#asking, query);
  }

  countEvents(query: EventQuery): Promise<number> {
    return countEvents(this.#asking, query);
  }

  search(query: SearchQuery): Promise<SearchResult> {
    return searchEvents(this.#engine, query);
  }

  incidents(query: EventQuery): Promise<Incident[]> {
    return findIncidents(this.#asking, query, this.#writer.ports.incidents);
  }

  countIncidents(query: EventQuery): Promise<number> {
    return countIncidents(this.#asking, query);
  }

  incidentOf(eventId: string, viewer: Viewer): Promise<Incident | null> {
    return incidentOf(this.#asking, eventId, viewer, this.#writer.ports.incidents);
  }

  seenEvents(id: string, viewer: Viewer): Promise<StoredEvent[]> {
    return seenEvents(this.#asking, id, viewer);
  }

  event(id: string, viewer: Viewer): Promise<StoredEvent | null> {
    return findEvent(this.#asking, id, viewer);
  }

  document(articleId: string, viewer: Viewer): Promise<ArticleDocument | null> {
    return this.#articles.find(articleId, viewer);
  }

  counts(viewer: Viewer): Promise<StoreCounts> {
    return storeCounts(this.#engine.db, viewer);
  }

  mentioned(
    kind: 'actor' | 'place',
    viewer: Viewer,
    options: { prefix?: string; limit: number },
  ): Promise<{ id: string; name: string; events: number }[]> {
    const fold = toKey(this.#writer.ports.fold(options.prefix ?? ''));
    return mentionedNames(this.#asking, { kind, viewer, fold, limit: options.limit });
  }

  documents(viewer?: Viewer, damaged?: (error: Error) => void): AsyncIterable<ArticleDocument> {
    return this.#articles.all(viewer, damaged);
  }

  replaceExtraction(document: ArticleDocument): Promise<void> {
    return this.#articles.replaceExtraction(document);
  }

  archive(damaged: (error: Error) => void): AsyncIterable<ArchiveRecord> {
    return archive(this.#engine, this.#now(), damaged);
  }

  async restore(record: ArchiveRecord): Promise<CommitStatus> {
    switch (record.kind) {
      case 'article':
        return (await this.#articles.commit(record.document, { announce: false })).status;
      case 'review':
        return this.#put(this.#oldReviews, {
          key: reviewKey(record.review.scope, record.review.eventId),
          value: record.review,
        });
      case 'subscription':
        return this.#put(this.subscriptions, { key: record.subscription.id, value: record.subscription });
      case 'feed':
        return this.#put(this.feeds, record);
      case 'setting':
        return this.#put(this.settings, record);
      default:
        return (await this.#engine.transact((tx) => restoreLedger(tx, record))) ? 'new' : 'duplicate';
    }
  }

  /** Not through Keyv itself, whose lifetimes begin when they are set. */
  async #put({ store }: Keyv, { key, value, expires }: Kept): Promise<CommitStatus> {
    const adapter = store as KeyvStoreAdapter;
    const envelope = { value, ...(expires == null ? {} : { expires }) };
    const there = await adapter.get<unknown>(key).catch(damagedIsNone);
    if (isDeepStrictEqual(there, envelope)) return 'duplicate';
    await adapter.set(key, envelope);
    return there === undefined ? 'new' : 'updated';
  }

  claimOutbox(limit: number): Promise<OutboxRow[]> {
    return claimOutbox(this.#engine, { limit, now: this.#now() });
  }

  releaseOutbox(ids: readonly number[]): Promise<void> {
    return releaseOutbox(this.#engine, ids);
  }

  waitingAmong<T extends { articleId: string; scope: Scope }>(articles: readonly T[]): Promise<T[]> {
    return waitingAmong(this.#engine, articles);
  }

  doneOutbox(ids: readonly number[]): Promise<void> {
    return finishOutbox(this.#engine, ids);
  }

  close(): Promise<void> {
    return this.#engine.close();
  }
}
