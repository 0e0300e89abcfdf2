/** The documents of articles: stored once for each text of a scope, found again by id and by text, and mended where they are damaged. */
import type { Keyv } from 'keyv';
import { AppError } from '../errors.ts';
import { ArticleDocument } from '../model/record.ts';
import type { Scope, Viewer } from '../model/scope.ts';
import { articleKeyOf } from './archive.ts';
import { articleKey, parseArticleKey } from './article-key.ts';
import { toKey } from './columns.ts';
import type { Engine } from './engine.ts';
import { scopesOf } from './event-plan.ts';
import { durableKeyv, KeyvStoreAdapter } from './keyv-adapter.ts';
import type { CommitStatus } from './store.ts';
import { isDamaged, storeError } from './store-error.ts';
import type { ArticleWriter } from './write-article.ts';
import { removeArticle, writeArticle } from './write-article.ts';

const PAGE = 20;

type Committed = { status: CommitStatus; id: string };
type OnDamaged = (error: Error) => void;

export class ArticleDocuments {
  readonly keyv: Keyv;
  readonly #engine: Engine;
  readonly #announced: KeyvStoreAdapter;
  /** The same documents, written without an outbox row. */
  readonly #oldNews: KeyvStoreAdapter;

  constructor(writer: ArticleWriter) {
    const { engine, now } = writer;
    const adapter = (announce: boolean): KeyvStoreAdapter =>
      new KeyvStoreAdapter({
        engine,
        namespace: 'articles',
        now,
        companion: {
          written: (tx, key, value) => writeArticle(writer, tx, checked(key, value), { announce }),
          removed: (tx, key) => removeArticle(writer, tx, keyColumns(key)),
        },
      });
    this.#engine = engine;
    this.#announced = adapter(true);
    this.#oldNews = adapter(false);
    this.keyv = durableKeyv(this.#announced);
  }

  async commit(document: ArticleDocument, { announce }: { announce: boolean }): Promise<Committed> {
    const documents = announce ? this.#announced : this.#oldNews;
    const { article, scope, contentHash } = document;
    const stored = await this.#engine.db
      .selectFrom('article')
      .select(['id', 'scope', 'content_hash'])
      .where('scope', '=', toKey(scope))
      .where((where) => where.or([where('content_hash', '=', toKey(contentHash)), where('id', '=', toKey(article.id))]))
      .execute();
    const same = stored.find((row) => row.content_hash === toKey(contentHash));
    if (same !== undefined) {
      const key = await articleKeyOf(this.#engine.db, same);
      const { id } = parseArticleKey(key);
      if (await this.#isWhole(key)) return { status: 'duplicate', id };
      // The document is damaged and takes the place of the text that it was made of, under the id that it has.
      await documents.set(key, { value: { ...document, article: { ...article, id } } });
      return { status: 'updated', id };
    }
    const key = articleKey(scope, article.id);
    try {
      if (stored.length === 0) {
        // Between the look and the write another process may have stored an article of this id: look again.
        return (await documents.insert(key, document))
          ? { status: 'new', id: article.id }
          : this.commit(document, { announce });
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
      .select(['id', 'scope'])
      .where('scope', '=', toKey(scope))
      .where('content_hash', '=', toKey(contentHash))
      .executeTakeFirst();
    if (row === undefined) return null;
    const key = await articleKeyOf(this.#engine.db, row);
    return (await this.#isWhole(key)) ? parseArticleKey(key).id : null;
  }

  async find(articleId: string, viewer: Viewer): Promise<ArticleDocument | null> {
    const keys = viewer.scopes.map((scope) => articleKey(scope, articleId)).reverse();
    const found = await this.keyv.getMany<unknown>(keys);
    const index = found.findIndex((value) => value !== undefined);
    return index < 0 ? null : this.#readable(keys[index] ?? '', found[index]);
  }

  async *all(viewer?: Viewer, damaged?: OnDamaged): AsyncIterable<ArticleDocument> {
    for (let after = 0; ; ) {
      let page = this.#engine.db.selectFrom('article').select(['no', 'id', 'scope']).where('no', '>', after);
      if (viewer !== undefined) page = page.where('scope', 'in', scopesOf(viewer));
      const rows = await page.orderBy('no').limit(PAGE).execute();
      for (const row of rows) {
        const document = await this.#readableOr(await articleKeyOf(this.#engine.db, row), damaged);
        if (document !== undefined) yield document;
      }
      after = rows.at(-1)?.no ?? after;
      if (rows.length < PAGE) return;
    }
  }

  async replaceExtraction(document: ArticleDocument): Promise<void> {
    await this.#announced.update(articleKey(document.scope, document.article.id), (value) => {
      const stored = value as ArticleDocument;
      const isSameText = stored.contentHash === document.contentHash;
      return isSameText ? { ...stored, events: document.events, mentions: document.mentions } : undefined;
    });
  }

  async #isWhole(key: string): Promise<boolean> {
    return (await this.#readableOr(key, () => undefined)) !== undefined;
  }

  async #readableOr(key: string, damaged?: OnDamaged): Promise<ArticleDocument | undefined> {
    try {
      const value = await this.keyv.get<unknown>(key);
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
