/** What reviews change about the running counts, for the eyes of each scope: kept apart, so that counts stay sums. */
import { sql } from 'kysely';
import type { Engine } from './engine.ts';
import { batches } from './engine.ts';
import type { Condition } from './event-plan.ts';
import type { Projection } from './project.ts';
import type { Tx } from './schema.ts';

/** An event by its number, the scope that it is in, and the names that it mentions. */
export type CountedEvent = { no: number; owner: string; names: Projection['names'] };

/** Counts an event once more (a corrected one, `1`) or once less (one that is hidden, `-1`) for a scope. */
export async function countForScope(
  engine: Engine,
  tx: Tx,
  { no, owner, names }: CountedEvent,
  { scope, events }: { scope: string; events: 1 | -1 },
): Promise<void> {
  const told = names.filter(({ kind }) => kind === 'actor' || kind === 'place');
  const rows = [
    { kind: 'event' as const, id: '', name: '', fold: '' },
    ...told.map(({ kind, id, name, fold }) => ({ kind, id, name, fold })),
  ].map((row) => ({ ...row, event: no, scope, owner, events }));
  for (const some of batches(engine, rows)) {
    await tx
      .insertInto('review_count')
      .values([...some])
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** SQL that selects what reviews change for a viewer's scopes, each event once: `event`, `id`, `name`, `fold` and `events`. */
export const reviewCounts = (kind: Condition, scopes: Condition): Condition =>
  sql`select distinct c.event, c.id, c.name, c.fold, c.events from review_count c
    where c.scope in (${scopes}) and c.owner in (${scopes}) and c.kind = ${kind}`;

/** Forgets what events count for, by their numbers, both ends inclusive, and from whom they are hidden. */
export async function showAgain(tx: Tx, { from, to }: { from: number; to: number }): Promise<void> {
  for (const table of ['hidden', 'review_count'] as const) {
    await tx.deleteFrom(table).where('event', '>=', from).where('event', '<=', to).execute();
  }
}
