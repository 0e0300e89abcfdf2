/** Puts all actors together: those written down, and for every country those made by pattern. */
import type { ActorEntry } from '../model/knowledge.ts';
import { COUNTRY_ROLES, generatedActors } from './country-words.ts';
import { checkActorNames, checkNoCycle, checkReference, checkUnique } from './integrity.ts';
import type { KnowledgeFolder } from './knowledge-folder.ts';
import { rowError } from './read-rows.ts';

/** All actors by id, checked: ids once, parents, successors and countries known, names owned by one actor. */
export function registerActors(files: KnowledgeFolder): Map<string, ActorEntry> {
  const actors = new Map<string, ActorEntry>();
  checkUnique(files.actors);
  for (const { value } of files.actors) actors.set(value.id, value);
  for (const { value } of files.countries) {
    for (const actor of generatedActors(value)) if (!actors.has(actor.id)) actors.set(actor.id, actor);
  }

  const codes = new Set(files.countries.map(({ value }) => value.code));
  for (const row of files.actors) {
    checkReference(row, 'parent', row.value.parent, actors);
    checkReference(row, 'successor', row.value.successor, actors);
    checkReference(row, 'country', row.value.country, codes);
  }
  for (const row of files.countries) {
    for (const role of COUNTRY_ROLES) checkReference(row, `forces.${role}`, row.value.forces[role], actors);
  }
  for (const row of files.ambiguous) {
    for (const id of row.value.actors) checkReference(row, 'actors', id, actors);
  }
  for (const row of files.roleNouns) checkReference(row, 'alone', row.value.alone, actors);
  checkNoCycle(files.actors, (id) => actors.get(id)?.parent ?? null);
  checkActorNames(files.actors, files.ambiguous);
  for (const row of files.actors) {
    if (row.value.to !== null && row.value.from !== null && row.value.to < row.value.from) {
      throw rowError(row, 'to', `"${row.value.to}" is before "${row.value.from}" in "from"; correct one of them`);
    }
  }
  return actors;
}
