/** The Store over a SQL engine: Keyv for documents, the projection for questions. */
import { isDeepStrictEqual } from 'node:util';
import type { Keyv } from 'keyv';
import { AppError } from '../errors.ts';
import type { ArchiveRecord } from '../model/archive.ts';
import type { Incident } from '../model/incident.ts';
import type { EventQuery, StoredEvent } from '../model/record.ts';
import { ArticleDocument } from '../model/record.ts';
import { reviewKey } from '../model/review.ts';
import type { Scope, Viewer } from '../model/scope.ts';
import { reviewChanged } from './apply-reviews.ts';
import { archive, articleKeyOf, restoreLedger } from './archive.ts';
import { articleKey, parseArticleKey } from './article-key.ts';
import { Asking } from './asking.ts';
import { fromText, toKey } from './columns.ts';
import type { Engine } from './engine.ts';
import { scopesOf } from './event-plan.ts';
import { countEvents, findEvent, findEvents, seenEvents } from './event-query.ts';
import { countIncidents, findIncidents, incidentOf } from './incident-query.ts';
import { type Companion, durableKeyv, KeyvStoreAdapter } from './keyv-adapter.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { articlesAfter, claimOutbox, finishOutbox, releaseOutbox } from './outbox.ts';
import type { ProjectionPorts } from './project.ts';
import { searchEvents } from './search.ts';
import { mentionedNames, storeCounts } from './standing.ts';
import type { CommitStatus, OutboxRow, SearchQuery, SearchResult, Store, StoreCounts } from './store.ts';
import { damagedIsNone, isDamaged, storeError } from './store-error.ts';
import { createSubscriptionIndex, type SubscriptionIndex, subscriptionCompanion } from './subscription-index.ts';
import type { ArticleWriter } from './write-article.ts';
import { removeArticle, writeArticle } from './write-article.ts';

const PAGE = 20;

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
  readonly #documents: KeyvStoreAdapter;
  /** The same documents and reviews, written without an outbox row. */
  readonly #oldNews: KeyvStoreAdapter;
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
    const articles = (announce: boolean): KeyvStoreAdapter =>
      new KeyvStoreAdapter({
        engine,
        namespace: 'articles',
        now,
        companion: {
          written: (tx, key, value) => writeArticle(writer, tx, checked(key, value), { announce }),
          removed: (tx, key) => removeArticle(writer, tx, keyColumns(key)),
        },
      });
    this.#documents = articles(true);
    this.#oldNews = articles(false);
    this.articles = durableKeyv(this.#documents);
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
    return this.#commitTo(this.#documents, document);
  }

  async #commitTo(
    documents: KeyvStoreAdapter,
    document: ArticleDocument,
  ): Promise<{ status: CommitStatus; id: string }> {
    const { article, scope, contentHash } = document;
    const stored = await this.#engine.db
      .selectFrom('article')
      .select(['id', 'content_hash'])
      .where('scope', '=', toKey(scope))
      .where((where) => where.or([where('content_hash', '=', toKey(contentHash)), where('id', '=', toKey(article.id))]))
      .execute();
    const same = stored.find((row) => row.content_hash === toKey(contentHash));
    if (same !== undefined) {
      const id = fromText(same.id);
      if (await this.#isWhole(articleKey(scope, id))) return { status: 'duplicate', id };
      // The document is damaged and takes the place of the text that it was made of, under the id that it has.
      await documents.set(articleKey(scope, id), { value: { ...document, article: { ...article, id } } });
      return { status: 'updated', id };
    }
    const key = articleKey(scope, article.id);
    try {
      if (stored.length === 0) {
        // Between the look and the write another process may have stored an article of this id: look again.
        return (await documents.insert(key, document))
          ? { status: 'new', id: article.id }
          : this.#commitTo(documents, document);
      }
      await documents.set(key, { value: document });
    } catch (error) {
      // Another process stored the same text between the look and the write.
      const id = this.#engine.isDuplicate(error) ? await this.known(contentHash, scope) : null;
      if (id === null) throw error;
      return { status: 'duplicate', id };
    }
    return { status: 'updated', id: article.id };
  }

  async known(contentHash: string, scope: Scope): Promise<string | null> {
    const row = await this.#engine.db
      .selectFrom('article')
      .select('id')
      .where('scope', '=', toKey(scope))
      .where('content_hash', '=', toKey(contentHash))
      .executeTakeFirst();
    const id = row === undefined ? null : fromText(row.id);
    return id !== null && (await this.#isWhole(articleKey(scope, id))) ? id : null;
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

  async document(articleId: string, viewer: Viewer): Promise<ArticleDocument | null> {
    const keys = viewer.scopes.map((scope) => articleKey(scope, articleId)).reverse();
    const found = await this.articles.getMany<unknown>(keys);
    const index = found.findIndex((value) => value !== undefined);
    return index < 0 ? null : this.#readable(keys[index] ?? '', found[index]);
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

  async *documents(viewer?: Viewer, damaged?: (error: Error) => void): AsyncIterable<ArticleDocument> {
    for (let after = 0; ; ) {
      let page = this.#engine.db.selectFrom('article').select(['no', 'id', 'scope']).where('no', '>', after);
      if (viewer !== undefined) page = page.where('scope', 'in', scopesOf(viewer));
      const rows = await page.orderBy('no').limit(PAGE).execute();
      for (const row of rows) {
        const key = await articleKeyOf(this.#engine.db, row);
        const document = await this.#documentOr(key, damaged);
        if (document !== undefined) yield document;
      }
      after = rows.at(-1)?.no ?? after;
      if (rows.length < PAGE) return;
    }
  }

  async replaceExtraction(document: ArticleDocument): Promise<void> {
    await this.#documents.update(articleKey(document.scope, document.article.id), (value) => {
      const stored = value as ArticleDocument;
      const isSameText = stored.contentHash === document.contentHash;
      return isSameText ? { ...stored, events: document.events, mentions: document.mentions } : undefined;
    });
  }

  archive(damaged: (error: Error) => void): AsyncIterable<ArchiveRecord> {
    return archive(this.#engine, this.#now(), damaged);
  }

  async restore(record: ArchiveRecord): Promise<CommitStatus> {
    switch (record.kind) {
      case 'article':
        return (await this.#commitTo(this.#oldNews, record.document)).status;
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

  articlesAfter(id: number): Promise<{ articleId: string; scope: Scope }[]> {
    return articlesAfter(this.#engine, id);
  }

  doneOutbox(ids: readonly number[]): Promise<void> {
    return finishOutbox(this.#engine, ids);
  }

  close(): Promise<void> {
    return this.#engine.close();
  }

  async #isWhole(key: string): Promise<boolean> {
    return (await this.#documentOr(key, () => undefined)) !== undefined;
  }

  async #documentOr(key: string, damaged?: (error: Error) => void): Promise<ArticleDocument | undefined> {
    try {
      const value = await this.articles.get<unknown>(key);
      return value === undefined ? undefined : this.#readable(key, value);
    } catch (error) {
      if (damaged === undefined || !isDamaged(error)) throw error;
      damaged(error);
      return undefined;
    }
  }

  #readable(key: string, value: unknown): ArticleDocument {
    const parsed = ArticleDocument.safeParse(value);
    if (parsed.success) return parsed.data;
    const detail = `article "${parseArticleKey(key).id}" is not a document`;
    throw storeError('store-document', this.#engine.location, detail, parsed.error);
  }
}

const keyColumns = (key: string): { scope: string; id: string } => {
  const { scope, id } = parseArticleKey(key);
  return { scope: toKey(scope), id: toKey(id) };
};

/** A document that is about to be projected, under the key that it belongs to. */
function checked(key: string, value: unknown): ArticleDocument {
  const document = value as ArticleDocument;
  if (document?.version === 1 && articleKey(document.scope, document.article.id) === key) return document;
  throw new AppError(
    'store-bad-document',
    `What was to be stored as article "${key}" is not the document of that key.`,
  );
}
