/** Checks what no single row can show: references that lead nowhere, ids given twice, names that mean two actors. */
import type { ActorEntry } from '../model/knowledge.ts';
import { nameKey } from './fold.ts';
import type { KnowledgeFolder } from './knowledge-folder.ts';
import type { Row } from './read-rows.ts';
import { rowError } from './read-rows.ts';
import type { ActorRow } from './rows.ts';

/** Throws a UserError for the first id that two rows share. */
export function checkUnique(rows: readonly Row<{ id: string }>[], taken: ReadonlySet<string> = new Set()): void {
  const seen = new Map<string, string>();
  for (const row of rows) {
    const before = seen.get(row.value.id) ?? (taken.has(row.value.id) ? 'a country' : undefined);
    if (before !== undefined) {
      throw rowError(row, 'id', `"${row.value.id}" is taken already by ${before}; give this row another id`);
    }
    seen.set(row.value.id, `${row.file}, row ${row.index + 1}`);
  }
}

/** Throws a UserError where a row's field names something that does not exist. */
export function checkReference(
  row: { value: unknown; file: string; index: number },
  field: string,
  id: string | null | undefined,
  known: { has: (id: string) => boolean },
): void {
  if (id === null || id === undefined || known.has(id)) return;
  throw rowError(row, field, `there is no "${id}"; correct the id or add a row for it`);
}

/** Throws a UserError where following `parent` comes back to where it began. */
export function checkNoCycle(
  rows: readonly Row<{ id: string; parent: string | null }>[],
  parentOf: (id: string) => string | null,
): void {
  for (const row of rows) {
    const seen = new Set([row.value.id]);
    for (let at = row.value.parent; at !== null; at = parentOf(at)) {
      if (seen.has(at)) throw rowError(row, 'parent', `"${at}" leads back to itself; one of the parents is wrong`);
      seen.add(at);
    }
  }
}

/** Throws a UserError where one name stands for several actors and ambiguous-names.json does not say so. */
export function checkActorNames(actors: readonly Row<ActorRow>[], ambiguous: KnowledgeFolder['ambiguous']): void {
  const declared = new Map(ambiguous.map((row) => [nameKey(row.value.name), new Set(row.value.actors)]));
  const owners = new Map<string, string>();
  for (const row of actors) {
    for (const [field, names] of Object.entries(namesOf(row.value))) {
      for (const name of names) {
        const key = nameKey(name);
        if (key === '') throw rowError(row, field, `"${name}" has no letters; remove it`);
        const owner = owners.get(key);
        owners.set(key, row.value.id);
        if (owner === undefined || owner === row.value.id) continue;
        const said = declared.get(key);
        if (said?.has(owner) && said.has(row.value.id)) continue;
        throw rowError(
          row,
          field,
          `"${name}" is already a name of "${owner}"; remove one of them or declare it in ambiguous-names.json`,
        );
      }
    }
  }
}

const namesOf = (actor: ActorEntry): Readonly<Record<string, readonly string[]>> => ({
  name: [actor.name],
  aliases: actor.aliases,
  abbreviations: actor.abbreviations,
});
