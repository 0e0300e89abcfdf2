/** Running counts per scope: of each actor's, place's and source's mentions, of articles and of events. */
import { sql } from 'kysely';
import type { Asking } from './asking.ts';
import { slot, slots } from './asking.ts';
import type { Engine } from './engine.ts';
import { batches } from './engine.ts';
import type { NameTable, Tx } from './schema.ts';

export type NameCount = Omit<NameTable, 'scope'>;

/** What changes when one set of mentions gives way to another. A name that is only taken away comes with an empty spelling. */
export function nameChanges(before: readonly NameCount[], after: readonly NameCount[]): NameCount[] {
  const changes = new Map<string, NameCount>();
  for (const count of after) changes.set(`${count.kind} ${count.id}`, { ...count });
  // The same place can be there at several depths.
  for (const { kind, id, events } of before) {
    const key = `${kind} ${id}`;
    const change = changes.get(key);
    if (change === undefined) changes.set(key, { kind, id, name: '', fold: '', events: -events });
    else change.events -= events;
  }
  // Always in the same order: two writers that lock the same rows in different orders would wait for each other for ever.
  return [...changes.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, change]) => change);
}

export async function changeNames(engine: Engine, tx: Tx, scope: string, changes: readonly NameCount[]): Promise<void> {
  for (const some of batches(engine, changes)) {
    await tx
      .insertInto('name')
      .values(some.map((change) => ({ scope, ...change })))
      .onConflict((conflict) =>
        conflict.columns(['scope', 'kind', 'id']).doUpdateSet({
          events: sql<number>`name.events + excluded.events`,
          name: sql<string>`case when excluded.name = '' then name.name else excluded.name end`,
          fold: sql<string>`case when excluded.name = '' then name.fold else excluded.fold end`,
        }),
      )
      .execute();
  }
  const gone = changes.filter((change) => change.events < 0).map((change) => change.id);
  if (gone.length === 0) return;
  await tx.deleteFrom('name').where('scope', '=', scope).where('id', 'in', gone).where('events', '<=', 0).execute();
}

export async function changeTotal(tx: Tx, scope: string, more: { articles: number; events: number }): Promise<void> {
  if (more.articles === 0 && more.events === 0) return;
  await tx
    .insertInto('total')
    .values({ scope, ...more })
    .onConflict((conflict) =>
      conflict.column('scope').doUpdateSet({
        articles: sql<number>`total.articles + excluded.articles`,
        events: sql<number>`total.events + excluded.events`,
      }),
    )
    .execute();
}

/** How many events have an actor, or are at a place or within it; one that has several of the ids counts as often. */
export async function tally(
  asking: Asking,
  kind: 'actor' | 'within',
  ids: readonly string[],
  scopes: readonly string[],
): Promise<number> {
  const [row] = await asking.ask<{ events: number | null }>(
    `tally ${ids.length} ${scopes.length}`,
    { kind, ids, scopes },
    () => sql`select sum(events) as events from name where scope in (${slots('scopes', scopes.length)})
      and kind = ${slot('kind')} and id in (${slots('ids', ids.length)})`,
  );
  return Number(row?.events ?? 0);
}
