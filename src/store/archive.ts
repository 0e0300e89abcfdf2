/** A whole store as records, in an order in which they can be restored one after the other: articles as they arrived first. */
import type { ArchiveRecord } from '../model/archive.ts';
import { ArticleDocument } from '../model/record.ts';
import { Review } from '../model/review.ts';
import type { Scope } from '../model/scope.ts';
import { Subscription } from '../model/subscription.ts';
import { articleKey, parseArticleKey } from './article-key.ts';
import { fromText, toKey, toText } from './columns.ts';
import { deliveryOf, rowOf } from './delivery-row.ts';
import type { Engine } from './engine.ts';
import { openLanes } from './ledger.ts';
import { restoreOutbox, toChange } from './outbox.ts';
import type { Db, Tx } from './schema.ts';
import { storeError } from './store-error.ts';

const PAGE = 50;

/** Told of each document that is damaged; the others come nevertheless. */
export type OnDamaged = (error: Error) => void;

type Reading = { db: Db; location: string; now: number; damaged: OnDamaged };

/** Everything durable as it is at this moment, however others write meanwhile. What is in `cache` is not. */
export async function* archive(engine: Engine, now: number, damaged: OnDamaged): AsyncGenerator<ArchiveRecord> {
  const snapshot = await engine.snapshot();
  const reading: Reading = { db: snapshot.db, location: engine.location, now, damaged };
  try {
    yield* articles(reading);
    for await (const { key, value } of documentsIn('reviews', reading)) {
      if (isOf(Review, value)) yield { kind: 'review', review: value };
      else damaged(notADocument(reading, `review "${key}"`));
    }
    for await (const { key, value } of documentsIn('subscriptions', reading)) {
      if (isOf(Subscription, value)) yield { kind: 'subscription', subscription: value };
      else damaged(notADocument(reading, `subscription "${key}"`));
    }
    for await (const entry of documentsIn('feeds', reading)) yield { kind: 'feed', ...entry };
    for await (const entry of documentsIn('settings', reading)) yield { kind: 'setting', ...entry };
    yield* deliveries(reading);
    yield* waiting(reading);
  } finally {
    await snapshot.close();
  }
}

async function* articles(reading: Reading): AsyncGenerator<ArchiveRecord> {
  const { db, damaged } = reading;
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('article')
      .select(['no', 'id', 'scope'])
      .where('no', '>', after)
      .orderBy('no')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      const key = await articleKeyOf(db, row);
      const doc = await db
        .selectFrom('doc')
        .select('value')
        .where('ns', '=', 'articles')
        .where('key', '=', toText(key))
        .executeTakeFirst();
      const document = parsedOrNull(doc?.value)?.value;
      if (isOf(ArticleDocument, document)) yield { kind: 'article', document };
      else damaged(notADocument(reading, `article "${parseArticleKey(key).id}"`));
    }
    after = rows.at(-1)?.no ?? after;
    if (rows.length < PAGE) return;
  }
}

/** The key of an article's document, from its row: a very long id stands there in short (`toKey`). */
export async function articleKeyOf(db: Db, row: { id: string; scope: string }): Promise<string> {
  const scope = fromText(row.scope) as Scope;
  const [, start] = /^(.*)~[0-9a-f]{32}$/su.exec(row.id) ?? [];
  const key = articleKey(scope, fromText(row.id));
  if (start === undefined) return key;
  const like = toText(articleKey(scope, fromText(start)));
  const rows = await db
    .selectFrom('doc')
    .select('key')
    .where('ns', '=', 'articles')
    .where('key', '>=', like)
    .where('key', '<', `${like}\u{10ffff}`)
    .execute();
  const keys = rows.map(({ key: stored }) => fromText(stored));
  return keys.find((one) => toKey(parseArticleKey(one).id) === row.id) ?? key;
}

type Entry = { key: string; value: unknown; expires: number | null };

async function* documentsIn(namespace: string, reading: Reading): AsyncGenerator<Entry> {
  const { db, now, damaged } = reading;
  for (let after: string | null = null; ; ) {
    let page = db
      .selectFrom('doc')
      .select(['key', 'value', 'expires'])
      .where('ns', '=', namespace)
      .where((where) => where.or([where('expires', 'is', null), where('expires', '>', now)]))
      .orderBy('key')
      .limit(PAGE);
    if (after !== null) page = page.where('key', '>', after);
    const rows: { key: string; value: string; expires: number | null }[] = await page.execute();
    for (const row of rows) {
      const key = fromText(row.key);
      const envelope = parsedOrNull(row.value);
      if (envelope === null) damaged(notADocument(reading, `${namespace} "${key}"`));
      else yield { key, value: envelope.value, expires: row.expires };
    }
    after = rows.at(-1)?.key ?? null;
    if (after === null || rows.length < PAGE) return;
  }
}

async function* deliveries({ db }: Reading): AsyncGenerator<ArchiveRecord> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('delivery')
      .selectAll()
      .where('no', '>', after)
      .orderBy('no')
      .limit(PAGE)
      .execute();
    for (const row of rows) {
      const { no: _no, ...delivery } = deliveryOf(row);
      yield { kind: 'delivery', delivery };
    }
    after = rows.at(-1)?.no ?? after;
    if (rows.length < PAGE) return;
  }
}

async function* waiting({ db }: Reading): AsyncGenerator<ArchiveRecord> {
  const rows = await db.selectFrom('outbox').selectAll().orderBy('created_at').orderBy('id').execute();
  for (const { article, scope, created_at, change } of rows) {
    yield {
      kind: 'waiting',
      articleId: fromText(article),
      scope: fromText(scope) as Scope,
      createdAt: created_at,
      change: toChange(change),
    };
  }
}

/** Whether it is one; what it holds besides, in which order, moves as it is. */
const isOf = <T>(schema: { safeParse(value: unknown): { success: boolean; data?: T } }, value: unknown): value is T =>
  schema.safeParse(value).success;

const parsedOrNull = (text: string | undefined): { value?: unknown } | null => {
  try {
    return text === undefined ? null : (JSON.parse(text) as { value?: unknown } | null);
  } catch {
    return null;
  }
};

const notADocument = ({ location }: Reading, what: string): Error =>
  storeError('store-document', location, `${what} is not a document`);

type LedgerRecord = Extract<ArchiveRecord, { kind: 'delivery' | 'waiting' }>;

/** Writes a record that is no document; false where what it is about stands there already, which is left alone. */
export async function restoreLedger(tx: Tx, record: LedgerRecord): Promise<boolean> {
  if (record.kind === 'delivery') return restoreDelivery(tx, record.delivery);
  const { createdAt: now, change } = record;
  return restoreOutbox(tx, { article: toKey(record.articleId), scope: toKey(record.scope), now, change });
}

type Entered = Extract<LedgerRecord, { kind: 'delivery' }>['delivery'];

async function restoreDelivery(tx: Tx, delivery: Entered): Promise<boolean> {
  const { nonce, attempts, sentAt, messageId, createdAt } = delivery;
  const row = { ...rowOf(delivery, createdAt), nonce, attempts, sent_at: sentAt, message: messageId };
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('delivery')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) return false;
  const isOpen = delivery.state === 'pending' || delivery.state === 'rate-limited';
  if (isOpen) await openLanes(tx, new Map([[row.channel, row.due_at]]));
  return true;
}
