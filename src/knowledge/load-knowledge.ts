/** Loads the knowledge base: reads and checks its files, puts actors and places together and indexes their names. */
import type { OperationEntry } from '../model/knowledge.ts';
import { registerActors } from './actor-register.ts';
import { createCodeFinder, createCountryLookup } from './country-lookup.ts';
import { RolePhrases } from './country-words.ts';
import { createKnowledge } from './create-knowledge.ts';
import { nameKey } from './fold.ts';
import { readGazetteer } from './gazetteer.ts';
import { checkReference, checkUnique } from './integrity.ts';
import type { Knowledge } from './knowledge.ts';
import { readKnowledgeFolder } from './knowledge-folder.ts';
import { createModifierStripper } from './modifiers.ts';
import { fillIndex, worldNames } from './name-entries.ts';
import { createNameIndex } from './name-index.ts';
import { createPlaceNouns } from './place-nouns.ts';
import { registerPlaces } from './place-register.ts';
import { createRoleNouns } from './role-nouns.ts';

const valuesOf = <T>(rows: readonly { value: T }[]): T[] => rows.map(({ value }) => value);

/**
 * The knowledge of a folder such as seeds/knowledge, and of further gazetteer files. Throws UserError with one line
 * that names file, row and field where a file is wrong.
 */
export function loadKnowledge(options: { folder: string; gazetteers?: readonly string[] }): Knowledge {
  const files = readKnowledgeFolder(options.folder);
  const countryRows = valuesOf(files.countries);
  checkUnique(files.countries.map((row) => ({ ...row, value: { id: row.value.code } })));

  const codeOf = createCodeFinder(countryRows);
  const gazetteers = (options.gazetteers ?? []).flatMap((file) => readGazetteer(file, codeOf));
  const { places, registered, world, capitals } = registerPlaces(files, gazetteers);
  const actors = registerActors(files);
  checkUnique(files.operations);
  for (const row of files.operations) {
    checkReference(row, 'owner', row.value.owner, actors);
    checkReference(row, 'against', row.value.against, actors);
  }
  const operations = new Map<string, OperationEntry>(valuesOf(files.operations).map((value) => [value.id, value]));
  const lookup = createCountryLookup(countryRows, actors, places);

  const commonKeys = new Set(valuesOf(files.commonWords).map(nameKey));
  const index = createNameIndex(worldNames({ commonKeys, capitals }));
  fillIndex(index, { files, actors, registered, world, commonKeys, ...lookup });

  const modifiers = valuesOf(files.modifiers);
  const stripperFor = (kind: 'actor' | 'place') =>
    createModifierStripper(modifiers.flatMap(({ words, before }) => (before === kind ? [words] : [])));
  return createKnowledge({
    ...lookup,
    actors,
    places,
    registered,
    world,
    operations,
    index,
    phrases: new RolePhrases(valuesOf(files.forces)),
    nouns: createPlaceNouns(valuesOf(files.placeNouns), index),
    roleNounAt: createRoleNouns(valuesOf(files.roleNouns)),
    withoutActorModifiers: stripperFor('actor'),
    withoutPlaceModifiers: stripperFor('place'),
  });
}
