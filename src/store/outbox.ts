/** The outbox: articles whose events nobody has been told of yet, claimed by one worker at a time. */
import type { Scope } from '../model/scope.ts';
import { fromText } from './columns.ts';
import type { Engine } from './engine.ts';
import type { OutboxRow } from './store.ts';

/** A claim that is neither done nor released within this time counts as lost with its worker. */
const CLAIM_MS = 15_000;

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
      .returning(['id', 'article', 'scope', 'created_at', 'attempts'])
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
    }));
}

/** Gives claimed rows back, for another try. */
export async function releaseOutbox(engine: Engine, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await engine.transact((tx) => tx.updateTable('outbox').set({ claimed_at: null }).where('id', 'in', ids).execute());
}

/** Takes rows out for good. */
export async function finishOutbox(engine: Engine, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await engine.transact((tx) => tx.deleteFrom('outbox').where('id', 'in', ids).execute());
}
