/** Kinds of events: each combination of action, event type and sub-event type has a number, so that indexes stay small. */
import type { Projection } from './project.ts';
import { typeKey } from './project.ts';
import type { Db, Tx } from './schema.ts';

type Kind = Projection['kinds'][number];

/** The store's numbers of kinds, in the order of the kinds; those that it has not met before get one. */
export async function kindNumbers(tx: Tx, kinds: readonly Kind[]): Promise<number[]> {
  if (kinds.length === 0) return [];
  let known = await findKinds(tx, kinds);
  const missing = kinds.filter((kind) => !known.has(keyOf(kind)));
  if (missing.length > 0) {
    await tx
      .insertInto('kind')
      .values(missing)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    known = await findKinds(tx, kinds);
  }
  return kinds.map((kind) => {
    const no = known.get(keyOf(kind));
    if (no === undefined) throw new Error(`kind ${keyOf(kind)} was not stored`);
    return no;
  });
}

/** Numbers of all kinds whose action, event type or sub-event type is among the given, in any spelling of case. */
export async function kindsOf(db: Db, types: readonly string[]): Promise<number[]> {
  if (types.length === 0) return [];
  const keys = types.map(typeKey);
  const rows = await db
    .selectFrom('kind')
    .select('no')
    .where((where) =>
      where.or([where('action', 'in', keys), where('event_type', 'in', keys), where('sub_event_type', 'in', keys)]),
    )
    .execute();
  return rows.map(({ no }) => no);
}

async function findKinds(tx: Tx, kinds: readonly Kind[]): Promise<Map<string, number>> {
  const actions = [...new Set(kinds.map(({ action }) => action))];
  const rows = await tx.selectFrom('kind').selectAll().where('action', 'in', actions).execute();
  return new Map(rows.map((row) => [keyOf(row), row.no]));
}

const keyOf = ({ action, event_type, sub_event_type }: Kind): string =>
  JSON.stringify([action, event_type, sub_event_type]);
