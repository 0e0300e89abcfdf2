/** Loads the knowledge base: reads and checks its files, builds the index of names, and gives the face of knowledge/. */

import { UserError } from '../errors.ts';
import type { ActorEntry, CountryEntry, CountryRole, OperationEntry, PlaceEntry } from '../model/knowledge.ts';
import { registerActors } from './actor-register.ts';
import { createCompletion, createDrawers } from './completion.ts';
import { actorIdOf, countryEntry, countryPlaceId, RolePhrases } from './country-words.ts';
import { createActorFinder } from './find-actor.ts';
import { createPlaceFinder } from './find-place.ts';
import { nameKey } from './fold.ts';
import { readGazetteer } from './gazetteer.ts';
import { checkReference, checkUnique } from './integrity.ts';
import type { Knowledge } from './knowledge.ts';
import { readKnowledgeFolder } from './knowledge-folder.ts';
import { createLongestName } from './longest-name.ts';
import { createModifierStripper } from './modifiers.ts';
import { fillIndex } from './name-entries.ts';
import type { ScoredName } from './name-index.ts';
import { createNameIndex } from './name-index.ts';
import type { SkeletonEntry } from './near-names.ts';
import { createNearNames } from './near-names.ts';
import { createPlaceNouns } from './place-nouns.ts';
import type { RegisteredPlace } from './place-register.ts';
import { registerPlaces } from './place-register.ts';
import { createRoleNouns } from './role-nouns.ts';

/** Countries whose names are transliterated so often that a unique skeleton may resolve a town of the world file. */
const TRANSLITERATED = new Set('SY IQ LB JO PS IL IR YE LY SD EG SA AF DZ TN MA KW'.split(' '));
/** The least consonants that resolve a name: fewer where people went through the names by hand. */
const SHORTEST_SKELETON = { checked: 2, world: 4 } as const;

function* transliterated(registered: ReadonlyMap<string, RegisteredPlace>): Generator<SkeletonEntry<PlaceEntry>> {
  for (const { place, tier, score } of registered.values()) {
    const checked = tier === 'curated' || tier === 'theatre';
    if (!checked && !TRANSLITERATED.has(place.country ?? '')) continue;
    const shortest = checked ? SHORTEST_SKELETON.checked : SHORTEST_SKELETON.world;
    yield { entry: place, names: [place.name, ...place.aliases], score, shortest };
  }
}

/**
 * The knowledge of a folder such as seeds/knowledge, and of further gazetteer files. Throws UserError with one line
 * that names file, row and field where a file is wrong.
 */
export function loadKnowledge(options: { folder: string; gazetteers?: readonly string[] }): Knowledge {
  const files = readKnowledgeFolder(options.folder);

  checkUnique(files.countries.map((row) => ({ ...row, value: { id: row.value.code } })));
  const countryRows = new Map(files.countries.map((row) => [row.value.code, row.value]));
  const countries = new Map<string, CountryEntry>(
    files.countries.map(({ value }) => [value.code, countryEntry(value)]),
  );
  const codes = new Map(
    files.countries.flatMap(({ value }) =>
      [value.code, value.name, ...value.aliases].map((name) => [nameKey(name), value.code] as const),
    ),
  );
  const gazetteers = (options.gazetteers ?? []).flatMap((file) =>
    readGazetteer(file, (text) => codes.get(nameKey(text)) ?? null),
  );
  const { places, registered } = registerPlaces(files, gazetteers);
  const actors = registerActors(files);
  checkUnique(files.operations);
  for (const row of files.operations) {
    checkReference(row, 'owner', row.value.owner, actors);
    checkReference(row, 'against', row.value.against, actors);
  }
  const operations = new Map<string, OperationEntry>(files.operations.map(({ value }) => [value.id, value]));

  const countryRow = (code: string) => {
    const row = countryRows.get(code);
    if (row === undefined)
      throw new UserError('unknown-country', `"${code}" is no ISO country code; use two letters such as SY`);
    return row;
  };
  const actorOfCountry = (code: string, role: CountryRole): ActorEntry => {
    const actor = actors.get(actorIdOf(countryRow(code), role));
    if (actor === undefined) throw new UserError('bad-knowledge', `country ${code} has no actor for "${role}"`);
    return actor;
  };
  const placeOfCountry = (code: string): PlaceEntry => {
    const place = places.get(countryPlaceId(countryRow(code)));
    if (place === undefined) throw new UserError('bad-knowledge', `country ${code} has no place`);
    return place;
  };
  const ancestors = (placeId: string): readonly PlaceEntry[] => {
    const above: PlaceEntry[] = [];
    for (let id = places.get(placeId)?.parent ?? null; id !== null; ) {
      const place = places.get(id);
      if (place === undefined) break;
      above.push(place);
      id = place.parent;
    }
    return above;
  };

  const index = createNameIndex();
  fillIndex(index, { files, actors, countries, registered, placeOfCountry });
  const phrases = new RolePhrases(files.forces.map(({ value }) => value));
  const nouns = createPlaceNouns(
    files.placeNouns.map(({ value }) => value),
    index,
  );

  const modifiersOf = (kind: 'actor' | 'place') =>
    createModifierStripper(files.modifiers.flatMap(({ value }) => (value.before === kind ? [value.words] : [])));
  const roleNounAt = createRoleNouns(files.roleNouns.map(({ value }) => value));

  const capitals = new Map<string, CountryEntry>();
  for (const country of countries.values()) {
    if (country.capital === null) continue;
    for (const name of index.named(nameKey(country.capital))) {
      if (name.kind !== 'place' || name.place.country !== country.code) continue;
      if (name.place.kind === 'country' || name.place.kind === 'admin1') continue;
      capitals.set(name.place.id, country);
      break;
    }
  }
  const countryOfCapital = (placeId: string): CountryEntry | null => capitals.get(placeId) ?? null;

  const children = new Map<string, ActorEntry[]>();
  for (const actor of actors.values()) {
    if (actor.parent === null) continue;
    const siblings = children.get(actor.parent);
    if (siblings === undefined) children.set(actor.parent, [actor]);
    else siblings.push(actor);
  }

  const actorFame = (actor: ActorEntry) =>
    actor.aliases.length + 2 * actor.abbreviations.length + 3 * (children.get(actor.id)?.length ?? 0);

  const pickPlace = (name: ScoredName) => (name.kind === 'place' ? { entry: name.place, score: name.score } : null);
  const pickActor = (name: ScoredName) =>
    name.kind === 'actor' ? { entry: name.actor, score: actorFame(name.actor) } : null;
  const nearPlaces = createNearNames<PlaceEntry>({ index, pick: pickPlace, list: () => transliterated(registered) });
  const nearActors = createNearNames<ActorEntry>({
    index,
    pick: pickActor,
    list: () =>
      [...actors.values()].map((actor) => ({
        entry: actor,
        names: [actor.name, ...actor.aliases].filter((name) => name.length > 5),
        score: actorFame(actor),
        shortest: 3,
      })),
  });
  const keysWith = createDrawers(index);

  return {
    actors,
    places,
    operations,
    countries,
    longestName: createLongestName({ index, phrases, actorOfCountry, nouns }),
    roleNounAt,
    actorOfCountry,
    placeOfCountry,
    countryOfCapital,
    findActor: createActorFinder({
      index,
      near: nearActors,
      phrases,
      actorOfCountry,
      countryOfCapital,
      roleNounAt,
      actors,
      withoutModifiers: modifiersOf('actor'),
    }),
    findPlace: createPlaceFinder({
      index,
      near: nearPlaces,
      nouns,
      ancestors,
      withoutModifiers: modifiersOf('place'),
    }),
    ancestors,
    lineage(actorId) {
      const line: ActorEntry[] = [];
      for (let actor = actors.get(actorId); actor !== undefined; actor = actors.get(actor.parent ?? ''))
        line.push(actor);
      return line;
    },
    members(actorId) {
      const first = actors.get(actorId);
      const all: ActorEntry[] = first === undefined ? [] : [first];
      for (const actor of all) all.push(...(children.get(actor.id) ?? []));
      return all;
    },
    completeActor: createCompletion({ index, keysWith, pick: pickActor }),
    completePlace: createCompletion({ index, keysWith, pick: pickPlace }),
  };
}
