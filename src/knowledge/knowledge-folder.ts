/** Everything that seeds/knowledge holds for this folder, read and checked row by row. */
import { join } from 'node:path';
import { readFolder, readRows } from './read-rows.ts';
import {
  ActorRow,
  AmbiguousRow,
  CommonWordRow,
  CountryForceRow,
  CountryRow,
  ModifierRow,
  OperationRow,
  PlaceNounRow,
  PlaceRow,
  RoleNounRow,
} from './rows.ts';

/** The files of one knowledge folder. */
export function readKnowledgeFolder(folder: string) {
  return {
    countries: readRows(join(folder, 'countries.json'), CountryRow),
    forces: readRows(join(folder, 'country-forces.json'), CountryForceRow),
    actors: readFolder(join(folder, 'actors'), ActorRow),
    ambiguous: readRows(join(folder, 'ambiguous-names.json'), AmbiguousRow),
    operations: readRows(join(folder, 'operations.json'), OperationRow),
    roleNouns: readRows(join(folder, 'role-nouns.json'), RoleNounRow),
    placeNouns: readRows(join(folder, 'place-nouns.json'), PlaceNounRow),
    modifiers: readRows(join(folder, 'name-modifiers.json'), ModifierRow),
    commonWords: readRows(join(folder, 'common-words.json'), CommonWordRow),
    curated: readFolder(join(folder, 'places', 'curated'), PlaceRow),
    theatre: readFolder(join(folder, 'places', 'theatre'), PlaceRow),
    /** Paths of the world's places, which are read one by one. */
    divisions: join(folder, 'places', 'world', 'divisions.tsv'),
    towns: join(folder, 'places', 'world', 'towns.tsv'),
  };
}

export type KnowledgeFolder = ReturnType<typeof readKnowledgeFolder>;
