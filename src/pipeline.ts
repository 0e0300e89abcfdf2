/** The one way an article becomes stored events: recognise what is known, extract, commit. Every entrance uses it. */
import { UserError } from './errors.ts';
import { contentHash } from './ingest/content-hash.ts';
import { articlesOfSeeds } from './ingest/files.ts';
import type { Article } from './model/article.ts';
import type { Extraction } from './model/event.ts';
import type { ArticleDocument } from './model/record.ts';
import { type Scope, viewerOf } from './model/scope.ts';
import type { CommitStatus, Store } from './store/store.ts';

export type Extract = (article: Article) => Promise<Extraction>;

/** What became of an article. `id` is the article's own; `duplicateOf` the id it is stored under where that is another. */
export type Ingested = { id: string; status: CommitStatus; events: number; duplicateOf?: string };

export type PipelineParts = { store: Store; extract: Extract; now: () => Date };

export type Pipeline = {
  /**
   * Does everything but write: the result can be had for several articles at once. `commit` makes it durable, and keeps
   * the order of articles where it is called in order.
   */
  prepare(article: Article, scope?: Scope): Promise<Prepared>;
  /** Prepares and commits one article. */
  ingest(article: Article, scope?: Scope): Promise<Ingested>;
  /** The document with what today's rules extract from its article. */
  reextract(document: ArticleDocument): Promise<ArticleDocument>;
};

export type Prepared = { commit(): Promise<Ingested> };

/** No database takes a NUL character inside text; a text with one is no text. */
const refuseNul = (article: Article): void => {
  const wrong = Object.entries(article).find(([, value]) => value?.includes('\0'));
  if (wrong !== undefined) {
    throw new UserError('binary', `"${wrong[0]}" holds a NUL character: it is not text. Leave it out and try again.`);
  }
};

export const createPipeline = ({ store, extract, now }: PipelineParts): Pipeline => {
  const alreadyStored = async (article: Article, storedAs: string, scope: Scope): Promise<Ingested> => {
    const document = await store.document(storedAs, viewerOf(scope));
    return {
      id: article.id,
      status: 'duplicate',
      events: document?.events.length ?? 0,
      ...(storedAs === article.id ? {} : { duplicateOf: storedAs }),
    };
  };

  const prepare = async (article: Article, scope: Scope = 'shared'): Promise<Prepared> => {
    refuseNul(article);
    const hash = contentHash(article.text);
    const known = await store.known(hash, scope);
    if (known !== null) return { commit: () => alreadyStored(article, known, scope) };
    const { events, mentions } = await extract(article);
    const commit = async (): Promise<Ingested> => {
      const document: ArticleDocument = {
        version: 1,
        article,
        scope,
        ingestedAt: now().toISOString(),
        contentHash: hash,
        events,
        mentions,
      };
      const { status, id } = await store.commit(document);
      if (status === 'duplicate') return alreadyStored(article, id, scope);
      return { id: article.id, status, events: events.length };
    };
    return { commit };
  };

  return {
    prepare,
    ingest: async (article, scope) => (await prepare(article, scope)).commit(),
    reextract: async (document) => {
      const { events, mentions } = await extract(document.article);
      return { ...document, events, mentions };
    },
  };
};

/** Under this key of the store's settings stands whether the seeds are in: `started` or `done`. */
const SEEDED = 'seeds';

export type Seeded = { articles: number; events: number };

/**
 * Fills an empty store from a folder of articles, once: a store that has articles is left alone, a filling that was cut
 * short is finished, and two processes that fill at once store each article once. Null where there was nothing to do.
 * Throws `UserError` for the first article that cannot be read.
 */
export const seedStore = async ({
  store,
  pipeline,
  folder,
}: {
  store: Store;
  pipeline: Pipeline;
  folder: string;
}): Promise<Seeded | null> => {
  const state: unknown = await store.settings.get(SEEDED);
  if (state === 'done') return null;
  if (state === undefined && (await store.counts(viewerOf('shared'))).articles > 0) return null;
  await store.settings.set(SEEDED, 'started');
  const seeded: Seeded = { articles: 0, events: 0 };
  for await (const incoming of articlesOfSeeds(folder)) {
    if ('error' in incoming) throw incoming.error;
    const { status, events } = await pipeline.ingest(incoming.article);
    if (status !== 'new') continue;
    seeded.articles += 1;
    seeded.events += events;
  }
  await store.settings.set(SEEDED, 'done');
  return seeded;
};
