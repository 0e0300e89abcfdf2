/** Fills the index of names with actors, countries, operations and places. */
import type { ActorEntry, CountryEntry, PlaceEntry } from '../model/knowledge.ts';
import { nameKey } from './fold.ts';
import type { KnowledgeFolder } from './knowledge-folder.ts';
import type { NameIndex, ScoredName } from './name-index.ts';
import { placeScore } from './place-ranking.ts';
import type { RegisteredPlace } from './place-register.ts';

/** Makes the name of a place of the world that the index keeps by its key alone. */
export function worldNames(parts: {
  commonKeys: ReadonlySet<string>;
  capitals: ReadonlySet<PlaceEntry>;
}): (key: string, place: PlaceEntry) => ScoredName {
  const { commonKeys, capitals } = parts;
  return (key, place) => ({
    kind: 'place',
    place,
    get form() {
      return [place.name, ...place.aliases].find((form) => nameKey(form) === key) ?? place.name;
    },
    exactCase: false,
    common: commonKeys.has(key),
    demonym: false,
    score: placeScore(place, 'world', { capital: capitals.has(place) }),
    anyCase: false,
  });
}

/** Of one name's readings actors come first, then operations, countries, places. */
const SCORE = { actor: 40, operation: 38, country: 36, demonym: 34, pattern: 30 } as const;

const startsUpper = (form: string) => /^[^\p{Ll}]/u.test(form);

export function fillIndex(
  index: NameIndex,
  from: {
    files: KnowledgeFolder;
    actors: ReadonlyMap<string, ActorEntry>;
    countries: ReadonlyMap<string, CountryEntry>;
    registered: readonly RegisteredPlace[];
    world: readonly PlaceEntry[];
    commonKeys: ReadonlySet<string>;
    placeOfCountry: (code: string) => PlaceEntry;
  },
): void {
  const { files, actors, countries, registered, world, commonKeys } = from;
  const written = new Set(files.actors.map(({ value }) => value.id));
  const rank = new Map<string, number>();
  for (const { value } of files.ambiguous) {
    value.actors.forEach((id, at) => {
      rank.set(`${nameKey(value.name)} ${id}`, at);
    });
  }

  for (const { value: actor } of files.actors) {
    const add = (form: string, exactCase: boolean) => {
      const key = nameKey(form);
      const common = !exactCase && commonKeys.has(key);
      const score = SCORE.actor - 0.1 * (rank.get(`${key} ${actor.id}`) ?? 0);
      // "popular resistance" is no Popular Resistance, but "daesh" and "hezbollah" are names in any case.
      const anyCase = !startsUpper(form) || (!common && !key.includes(' '));
      const name = { kind: 'actor', actor, form, exactCase, common, demonym: false, score, anyCase } as const;
      index.add(key, name, !exactCase || form.includes('.'));
    };
    for (const form of new Set([actor.name, ...actor.aliases])) add(form, false);
    for (const form of actor.abbreviations) add(form, true);
  }
  for (const actor of actors.values()) {
    const taken = index.named(nameKey(actor.name)).some(({ kind }) => kind === 'actor');
    if (written.has(actor.id) || actor.kind === 'state' || taken) continue;
    const form = actor.name;
    const shared = { exactCase: false, common: false, demonym: false, score: SCORE.pattern, anyCase: false };
    index.add(nameKey(form), { kind: 'actor', actor, form, ...shared }, false);
  }

  for (const { value: operation } of files.operations) {
    for (const form of new Set([operation.name, ...operation.aliases])) {
      const key = nameKey(form);
      const shared = { exactCase: false, common: commonKeys.has(key), demonym: false, anyCase: false };
      index.add(key, { kind: 'operation', operation, form, score: SCORE.operation, ...shared }, true);
    }
  }

  for (const { value } of files.countries) {
    const country = countries.get(value.code);
    if (country === undefined) continue;
    const place = from.placeOfCountry(value.code);
    const add = (form: string, { exactCase = false, demonym = false } = {}) => {
      const key = nameKey(form);
      const shared = { form, exactCase, demonym, common: !exactCase && commonKeys.has(key), anyCase: false };
      const score = demonym ? SCORE.demonym : SCORE.country;
      index.add(key, { kind: 'country', country, score, ...shared }, true);
      if (!demonym) index.add(key, { kind: 'place', place, score: score - 0.5, ...shared }, true);
    };
    for (const form of new Set([value.name, ...value.aliases])) add(form);
    for (const form of value.abbreviations) add(form, { exactCase: true });
    for (const form of new Set(value.demonyms)) add(form, { demonym: true });
  }

  for (const { place, tier, score } of registered) {
    if (place.kind === 'country') continue;
    const add = (form: string) => {
      const key = nameKey(form);
      const common = commonKeys.has(key);
      const anyCase = tier === 'curated' && !common;
      const name = { kind: 'place', place, form, exactCase: false, common, demonym: false, score, anyCase } as const;
      index.add(key, name, true);
    };
    add(place.name);
    for (const form of place.aliases) add(form);
  }
  for (const place of world) {
    index.addPlace(nameKey(place.name), place);
    for (const form of place.aliases) index.addPlace(nameKey(form), place);
  }
}
