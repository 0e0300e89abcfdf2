/** Writes and deletes events with all the rows that stand for them. */
import type { Engine } from './engine.ts';
import { batches } from './engine.ts';
import { kindNumbers } from './kinds.ts';
import type { Projection } from './project.ts';
import type { Tx } from './schema.ts';

/** Writes events and all their rows, numbered from `first` on. */
export async function putEventsIn(
  engine: Engine,
  tx: Tx,
  { article, first }: { article: number; first: number },
  rows: Omit<Projection, 'article'>,
): Promise<void> {
  const kinds = await kindNumbers(tx, rows.kinds);
  const kindOf = (index: number): number => kinds[index] ?? 0;
  for (const some of batches(engine, rows.events)) {
    const values = some.map(({ seq, ...row }) => ({ ...row, no: first + seq, article, kind: kindOf(row.kind) }));
    await tx.insertInto('event').values(values).execute();
  }
  for (const some of batches(engine, rows.places)) {
    const values = some.map(({ seq, ...row }) => ({ ...row, event: first + seq, kind: kindOf(row.kind) }));
    await tx.insertInto('event_place').values(values).execute();
  }
  for (const some of batches(engine, rows.actors)) {
    const values = some.map(({ seq, ...row }) => ({ ...row, event: first + seq, kind: kindOf(row.kind) }));
    await tx.insertInto('event_actor').values(values).execute();
  }
  for (const some of batches(engine, rows.search)) {
    const texts = some.map(({ seq, text }) => ({ no: first + seq, text }));
    await engine.indexText(tx, texts);
  }
}

/** Deletes events by their numbers, with all their rows; how many there were. */
export async function removeEvents(
  engine: Engine,
  tx: Tx,
  { from, to }: { from: number; to: number },
): Promise<number> {
  await engine.unindexText(tx, { from, to });
  await tx.deleteFrom('event_place').where('event', '>=', from).where('event', '<=', to).execute();
  await tx.deleteFrom('event_actor').where('event', '>=', from).where('event', '<=', to).execute();
  const deleted = await tx.deleteFrom('event').where('no', '>=', from).where('no', '<=', to).executeTakeFirst();
  return Number(deleted.numDeletedRows);
}
