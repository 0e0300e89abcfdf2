/** Kinds of events: each combination of action, event type and sub-event type has a number, so that indexes stay small. */
import { sql } from 'kysely';
import type { Asking } from './asking.ts';
import { slots } from './asking.ts';
import type { Projection } from './project.ts';
import { typeKey } from './project.ts';
import type { Tx } from './schema.ts';

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
export async function kindsOf(asking: Asking, types: readonly string[]): Promise<number[]> {
  if (types.length === 0) return [];
  const keys = slots('keys', types.length);
  const rows = await asking.ask<{ no: number }>(
    `kinds ${types.length}`,
    { keys: types.map(typeKey) },
    () => sql`select no from kind where action in (${keys}) or event_type in (${keys}) or sub_event_type in (${keys})`,
  );
  return rows.map(({ no }) => no);
}

async function findKinds(tx: Tx, kinds: readonly Kind[]): Promise<Map<string, number>> {
  const actions = [...new Set(kinds.map(({ action }) => action))];
  const rows = await tx.selectFrom('kind').selectAll().where('action', 'in', actions).execute();
  return new Map(rows.map((row) => [keyOf(row), row.no]));
}

const keyOf = ({ action, event_type, sub_event_type }: Kind): string =>
  JSON.stringify([action, event_type, sub_event_type]);
