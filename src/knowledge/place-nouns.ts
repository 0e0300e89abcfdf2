/** The nouns beside a place's name that say its kind: "Suweida governorate", "city of Hajin". */
import type { PlaceKind } from '../model/knowledge.ts';
import { fold } from './fold.ts';
import type { NameIndex, ScoredName } from './name-index.ts';

export type PlaceNouns = {
  /** The kinds that a folded noun allows, or null where it is no such noun. */
  kindsOf: (noun: string) => readonly PlaceKind[] | null;
  /** The readings of a name as places of these kinds, best first. */
  readings: (key: string, kinds: readonly PlaceKind[]) => ScoredName[];
};

/** The most words of a noun ("border crossing", "military airport"). */
export const LONGEST_NOUN = 2;

export function createPlaceNouns(
  rows: readonly { noun: string; kinds: readonly PlaceKind[] }[],
  index: NameIndex,
): PlaceNouns {
  const kinds = new Map(rows.map((row) => [fold(row.noun), row.kinds]));
  const divisions = rows.filter((row) => row.kinds.includes('admin1')).map((row) => fold(row.noun));
  const ofKind = (key: string, wanted: readonly PlaceKind[]) =>
    index.named(key).filter((name) => name.kind === 'place' && wanted.includes(name.place.kind));

  return {
    kindsOf: (noun) => kinds.get(noun) ?? null,
    readings(key, wanted) {
      const own = ofKind(key, wanted);
      if (own.length > 0 || !wanted.includes('admin1')) return own;
      // "Baghdad province" is the Baghdad Governorate, whatever a division is called in its country.
      return divisions.flatMap((noun) => ofKind(`${key} ${noun}`, ['admin1']));
    },
  };
}
