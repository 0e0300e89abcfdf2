/** The outbox: articles and reviews that nobody has been told of yet, claimed by one worker at a time. */
import type { OutboxChange } from '../model/outbox-change.ts';
import type { Scope } from '../model/scope.ts';
import { fromText, fromTextOrNull, toKey, toText } from './columns.ts';
import type { Engine } from './engine.ts';
import type { Tx } from './schema.ts';
import type { OutboxRow } from './store.ts';

/** A claim that is neither done nor released within this time counts as lost with its worker. */
const CLAIM_MS = 15_000;

type Entry = { article: string; scope: string; now: number; change: OutboxChange | null };

/** Enters an article, inside the transaction that writes it; `article` and `scope` as `toKey` gives them. */
export async function enterOutbox(tx: Tx, { article, scope, now, change }: Entry): Promise<void> {
  const row = { article, scope, created_at: now, claimed_at: null, attempts: 0, change: fromChange(change) };
  await tx.insertInto('outbox').values(row).execute();
}

/** What changed, as a row of the outbox has it. */
const fromChange = (change: OutboxChange | null): string | null =>
  change === null ? null : toText(JSON.stringify(change));

/** What a row of the outbox says that changed. */
export const toChange = (stored: string | null): OutboxChange | null =>
  JSON.parse(fromTextOrNull(stored) ?? 'null') as OutboxChange | null;

/** Enters a row of another store as it was there; false where such a row waits already. */
export async function restoreOutbox(tx: Tx, { article, scope, now, change }: Entry): Promise<boolean> {
  const rows = await tx
    .selectFrom('outbox')
    .select(['created_at', 'change'])
    .where('scope', '=', scope)
    .where('article', '=', article)
    .execute();
  const isNew = change === null;
  const there = rows.some((row) => (isNew ? row.change === null : row.change !== null && row.created_at === now));
  if (!there) await enterOutbox(tx, { article, scope, now, change });
  return !there;
}

/** Up to `limit` rows, oldest first, which no other worker gets until they are released or `CLAIM_MS` have passed. */
export async function claimOutbox(
  engine: Engine,
  { limit, now }: { limit: number; now: number },
): Promise<OutboxRow[]> {
  const claimed = await engine.transact(async (tx) => {
    let free = tx
      .selectFrom('outbox')
      .select('id')
      .where((where) => where.or([where('claimed_at', 'is', null), where('claimed_at', '<=', now - CLAIM_MS)]))
      .orderBy('created_at')
      .orderBy('id')
      .limit(limit);
    if (engine.rowLocks) free = free.forUpdate().skipLocked();
    const ids = (await free.execute()).map((row) => row.id);
    if (ids.length === 0) return [];
    return tx
      .updateTable('outbox')
      .set((set) => ({ claimed_at: now, attempts: set('attempts', '+', 1) }))
      .where('id', 'in', ids)
      .returning(['id', 'article', 'scope', 'created_at', 'attempts', 'change'])
      .execute();
  });
  return claimed
    .sort((a, b) => a.created_at - b.created_at || a.id - b.id)
    .map((row) => ({
      id: row.id,
      articleId: fromText(row.article),
      scope: fromText(row.scope) as Scope,
      attempts: row.attempts,
      createdAt: row.created_at,
      change: toChange(row.change),
    }));
}

/** Gives claimed rows back, for another try. */
export async function releaseOutbox(engine: Engine, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await engine.transact((tx) => tx.updateTable('outbox').set({ claimed_at: null }).where('id', 'in', ids).execute());
}

/** Those of these articles that are new and still in the outbox, claimed or not. */
export async function waitingAmong<T extends { articleId: string; scope: Scope }>(
  engine: Engine,
  articles: readonly T[],
): Promise<T[]> {
  if (articles.length === 0) return [];
  const rows = await engine.db
    .selectFrom('outbox')
    .select(['article', 'scope'])
    .where('change', 'is', null)
    .where('article', 'in', [...new Set(articles.map(({ articleId }) => toKey(articleId)))])
    .execute();
  const waiting = new Set(rows.map(({ article, scope }) => `${scope}\n${article}`));
  return articles.filter(({ articleId, scope }) => waiting.has(`${toKey(scope)}\n${toKey(articleId)}`));
}

/** Takes rows out for good. */
export async function finishOutbox(engine: Engine, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await engine.transact((tx) => tx.deleteFrom('outbox').where('id', 'in', ids).execute());
}
