/** Looks a person's words for a place up: exact name, then name with a noun of kind, then a unique skeleton. */
import type { PlaceEntry, Resolution } from '../model/knowledge.ts';
import { fold, LONGEST_NAME, nameKey, withoutArticle } from './fold.ts';
import type { NameIndex, ScoredName } from './name-index.ts';
import type { NearNames } from './near-names.ts';
import type { PlaceNouns } from './place-nouns.ts';
import { LONGEST_NOUN } from './place-nouns.ts';
import { chooseOne } from './place-ranking.ts';

type Reading = { place: PlaceEntry; score: number };

export type PlaceFinder = (name: string, context?: { country?: string }) => Resolution<PlaceEntry>;

/** Words that tie a noun of kind to a name: "city of Hajin", "dam at Al-Safa". */
const TIES = new Set(['of', 'the']);
const SUGGESTIONS = 5;

export function createPlaceFinder(parts: {
  index: NameIndex;
  near: NearNames<PlaceEntry>;
  nouns: PlaceNouns;
  ancestors: (placeId: string) => readonly PlaceEntry[];
  withoutModifiers: (key: string) => string | null;
}): PlaceFinder {
  const { index, near, nouns, ancestors, withoutModifiers } = parts;
  const isInside = (inner: PlaceEntry, outer: PlaceEntry) => ancestors(inner.id).some(({ id }) => id === outer.id);

  const distinct = (names: readonly ScoredName[]): Reading[] => {
    const found = new Map<string, Reading>();
    for (const name of names) if (name.kind === 'place' && !found.has(name.place.id)) found.set(name.place.id, name);
    return [...found.values()];
  };
  const readings = (key: string): Reading[] => distinct(index.named(key));

  const exact = (name: string): Reading[] => {
    const key = nameKey(name);
    const found = readings(key);
    if (found.length > 0) return found;
    const bare = withoutArticle(key);
    const unarticled = bare === null ? readings(`ال${key}`) : readings(bare);
    if (unarticled.length > 0) return unarticled;
    const nouned = withNoun(key);
    if (nouned.length > 0) return nouned;
    const rest = withoutModifiers(key);
    return rest === null ? [] : exact(rest);
  };

  /** "Suweida governorate", "the city of Hajin": the name without the noun, of the kinds that the noun allows. */
  const withNoun = (key: string): Reading[] => {
    const words = key.split(' ');
    for (let size = Math.min(LONGEST_NOUN, words.length - 1); size > 0; size -= 1) {
      const after = nouns.kindsOf(words.slice(-size).join(' '));
      if (after !== null) {
        const found = distinct(nouns.readings(words.slice(0, -size).join(' '), after));
        if (found.length > 0) return found;
      }
      const before = nouns.kindsOf(words.slice(0, size).join(' '));
      if (before !== null) {
        const rest = words.slice(size);
        while (rest.length > 1 && TIES.has(rest[0] ?? '')) rest.shift();
        const found = distinct(nouns.readings(nameKey(rest.join(' ')), before));
        if (found.length > 0) return found;
      }
    }
    return [];
  };

  return (name, context = {}) => {
    const { country } = context;
    const inCountry = (place: PlaceEntry) => country === undefined || place.country === country;
    if (name.length > LONGEST_NAME || fold(name) === '') return { status: 'unknown', suggestions: [] };
    const found = exact(name);
    const local = found.filter(({ place }) => inCountry(place));
    const choice = chooseOne(local.length > 0 ? local : found, isInside);
    if (choice !== null) {
      if (choice.status === 'found' && local.length > 0 && local.length < found.length) {
        return { ...choice, alternatives: found.map(({ place }) => place).filter((place) => place !== choice.entry) };
      }
      return choice;
    }
    const sameSkeleton = near.bySkeleton(name, inCountry);
    const [only] = sameSkeleton;
    if (
      only !== undefined &&
      sameSkeleton.every((place) => place === only || isInside(place, only) || isInside(only, place))
    ) {
      return { status: 'found', entry: only, alternatives: sameSkeleton.slice(1), near: true };
    }
    if (sameSkeleton.length > 1) return { status: 'ambiguous', candidates: sameSkeleton, near: true };
    return { status: 'unknown', suggestions: near.similar(name, SUGGESTIONS) };
  };
}
