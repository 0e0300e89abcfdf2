/** Makes the face of knowledge/ from actors, places and the index of their names. */
import type { ActorEntry, OperationEntry, PlaceEntry } from '../model/knowledge.ts';
import { createCompletion, createDrawers } from './completion.ts';
import type { CountryLookup } from './country-lookup.ts';
import { capitalsOf } from './country-lookup.ts';
import type { RolePhrases } from './country-words.ts';
import { createActorFinder } from './find-actor.ts';
import { createPlaceFinder } from './find-place.ts';
import type { Knowledge } from './knowledge.ts';
import { createLongestName } from './longest-name.ts';
import type { NameIndex, ScoredName } from './name-index.ts';
import type { SkeletonEntry } from './near-names.ts';
import { createNearNames } from './near-names.ts';
import type { PlaceNouns } from './place-nouns.ts';
import { placeScore } from './place-ranking.ts';
import type { RegisteredPlace } from './place-register.ts';

/** Countries whose names are transliterated so often that a unique skeleton may resolve a town of the world file. */
const TRANSLITERATED = new Set('SY IQ LB JO PS IL IR YE LY SD EG SA AF DZ TN MA KW'.split(' '));
/** The least consonants that resolve a name: fewer where people went through the names by hand. */
const SHORTEST_SKELETON = { checked: 2, world: 4, actor: 3 } as const;
/** An actor's shorter names are abbreviations, of which the consonants say nothing. */
const SHORTEST_ACTOR_NAME = 6;
/** Where a country stands among places that complete what was typed: like a large city. */
const COUNTRY_FAME = 9;

/** Of how many places what is above them is kept. */
const MOST_KEPT = 10_000;

export type KnowledgeParts = CountryLookup & {
  actors: ReadonlyMap<string, ActorEntry>;
  places: ReadonlyMap<string, PlaceEntry>;
  registered: readonly RegisteredPlace[];
  world: readonly PlaceEntry[];
  operations: ReadonlyMap<string, OperationEntry>;
  index: NameIndex;
  phrases: RolePhrases;
  nouns: PlaceNouns;
  roleNounAt: Knowledge['roleNounAt'];
  withoutActorModifiers: (key: string) => string | null;
  withoutPlaceModifiers: (key: string) => string | null;
};

export function createKnowledge(parts: KnowledgeParts): Knowledge {
  const { actors, places, operations, countries, index, phrases, nouns, roleNounAt } = parts;
  const { actorOfCountry, placeOfCountry } = parts;
  const capitals = capitalsOf(countries.values(), index);
  const countryOfCapital: Knowledge['countryOfCapital'] = (placeId) => capitals.get(placeId) ?? null;
  const children = childrenOf(actors.values());
  /** Places keep what is above them: texts name few of them again and again. */
  const above = new Map<string, readonly PlaceEntry[]>();
  const ancestors: Knowledge['ancestors'] = (placeId) => {
    const known = above.get(placeId);
    if (known !== undefined) return known;
    const made = placesAbove(places, placeId);
    if (above.size < MOST_KEPT) above.set(placeId, made);
    return made;
  };
  // Few processes ask for the parts of a place, and the places are many.
  let inside: ReadonlyMap<string, readonly PlaceEntry[]> | null = null;
  const partsOf: Knowledge['parts'] = (placeId) => {
    inside ??= childrenOf(places.values());
    return [...(inside.get(placeId) ?? [])].sort(
      (a, b) => Number(isDivision(b)) - Number(isDivision(a)) || b.population - a.population,
    );
  };

  const fame = (actor: ActorEntry) =>
    actor.aliases.length + 2 * actor.abbreviations.length + 3 * (children.get(actor.id)?.length ?? 0);
  const pickActor = (name: ScoredName) =>
    name.kind === 'actor' ? { entry: name.actor, score: fame(name.actor) } : null;
  const pickPlace = (name: ScoredName) =>
    name.kind === 'place'
      ? { entry: name.place, score: name.place.kind === 'country' ? COUNTRY_FAME : name.score }
      : null;
  const { registered, world } = parts;
  const keysWith = createDrawers(index);
  const nearPlaces = createNearNames({
    index,
    keysWith,
    pick: pickPlace,
    list: () => [...registered, ...world.filter(isTransliterated).map(ofTheWorld)].map(placeSkeleton),
  });
  const nearActors = createNearNames({
    index,
    keysWith,
    pick: pickActor,
    list: () => [...actors.values()].map((actor) => actorSkeleton(actor, fame(actor))),
  });

  return {
    actors,
    places,
    operations,
    countries,
    actorOfCountry,
    placeOfCountry,
    countryOfCapital,
    roleNounAt,
    ancestors,
    parts: partsOf,
    longestName: createLongestName({ index, phrases, actorOfCountry, nouns }),
    findActor: createActorFinder({
      index,
      near: nearActors,
      phrases,
      actorOfCountry,
      countryOfCapital,
      roleNounAt,
      actors,
      withoutModifiers: parts.withoutActorModifiers,
    }),
    findPlace: createPlaceFinder({
      index,
      near: nearPlaces,
      nouns,
      ancestors,
      withoutModifiers: parts.withoutPlaceModifiers,
    }),
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
    completeActor: createCompletion({
      index,
      keysWith,
      pick: pickActor,
      top: () => [...actors.values()].sort((a, b) => fame(b) - fame(a)),
    }),
    completePlace: createCompletion({
      index,
      keysWith,
      pick: pickPlace,
      top: () =>
        registered
          .filter(({ place }) => place.kind !== 'country')
          .sort((a, b) => b.score - a.score)
          .map(({ place }) => place),
    }),
  };
}

function placesAbove(places: ReadonlyMap<string, PlaceEntry>, placeId: string): PlaceEntry[] {
  const above: PlaceEntry[] = [];
  for (let id = places.get(placeId)?.parent ?? null; id !== null; ) {
    const place = places.get(id);
    if (place === undefined) break;
    above.push(place);
    id = place.parent;
  }
  return above;
}

const isDivision = ({ kind }: PlaceEntry): boolean => kind === 'admin1' || kind === 'admin2';

function childrenOf<T extends { parent: string | null }>(entries: Iterable<T>): ReadonlyMap<string, readonly T[]> {
  const children = new Map<string, T[]>();
  for (const entry of entries) {
    if (entry.parent === null) continue;
    const siblings = children.get(entry.parent);
    if (siblings === undefined) children.set(entry.parent, [entry]);
    else siblings.push(entry);
  }
  return children;
}

const isTransliterated = (place: PlaceEntry): boolean => TRANSLITERATED.has(place.country ?? '');
const ofTheWorld = (place: PlaceEntry): RegisteredPlace => ({
  place,
  tier: 'world',
  score: placeScore(place, 'world'),
});

const placeSkeleton = ({ place, tier, score }: RegisteredPlace): SkeletonEntry<PlaceEntry> => ({
  entry: place,
  names: [place.name, ...place.aliases],
  score,
  shortest: tier === 'curated' || tier === 'theatre' ? SHORTEST_SKELETON.checked : SHORTEST_SKELETON.world,
});

const actorSkeleton = (actor: ActorEntry, score: number): SkeletonEntry<ActorEntry> => ({
  entry: actor,
  names: [actor.name, ...actor.aliases].filter((name) => name.length >= SHORTEST_ACTOR_NAME),
  score,
  shortest: SHORTEST_SKELETON.actor,
});
