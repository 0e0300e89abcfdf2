/** Near misses: resolves a name by a unique consonant skeleton, and suggests names that are merely similar. */
import { distance } from 'fastest-levenshtein';
import { nameKey, skeleton, withoutArticle } from './fold.ts';
import type { NameIndex, ScoredName } from './name-index.ts';

/** From this similarity on (1 is equal) a name is suggested; it never makes a match. */
const SIMILAR = 0.75;
/** Two spellings of one name that share a skeleton are at least this similar letter by letter. */
const PLAUSIBLE = 0.75;
/** From this on another entry with the skeleton makes it a question. */
const RIVAL = 0.6;
/** Names with a similar skeleton are suggested from this similarity of their letters on. */
const ALIKE = 0.6;
/** The words of a longer input say too little about a name to compare it. */
const LONGEST = 60;

const similarity = (a: string, b: string): number =>
  a === '' || b === '' ? 0 : 1 - distance(a, b) / Math.max(a.length, b.length);

/** An entry that a skeleton may resolve to; `shortest` is the least number of consonants that says enough. */
export type SkeletonEntry<T> = { entry: T; names: readonly string[]; score: number; shortest: number };

export type NearNames<T> = {
  /** Entries that share the skeleton of `name`, likeliest first; one of them is a match, several are a question. */
  bySkeleton: (name: string, allowed: (entry: T) => boolean) => T[];
  /** Up to `limit` entries with a similar name, most similar first. */
  similar: (name: string, limit: number) => T[];
};

/** Makes the search; its skeletons are made at the first call. */
export function createNearNames<T>(parts: {
  index: NameIndex;
  keysWith: (prefix: string) => Iterable<string>;
  pick: (name: ScoredName) => { entry: T; score: number } | null;
  list: () => Iterable<SkeletonEntry<T>>;
}): NearNames<T> {
  const { index, keysWith, pick, list } = parts;
  let skeletons: Map<string, SkeletonEntry<T>[]> | null = null;

  const build = (): Map<string, SkeletonEntry<T>[]> => {
    const made = new Map<string, SkeletonEntry<T>[]>();
    for (const item of list()) {
      for (const key of new Set(item.names.map(skeleton))) {
        if (key.length < item.shortest) continue;
        const same = made.get(key);
        if (same === undefined) made.set(key, [item]);
        else same.push(item);
      }
    }
    return made;
  };

  return {
    bySkeleton(name, allowed) {
      if (name.length > LONGEST) return [];
      skeletons ??= build();
      const key = nameKey(name);
      const plain = withoutArticle(key) ?? key;
      const likeness = (other: string) => {
        const otherKey = nameKey(other);
        return similarity(plain, withoutArticle(otherKey) ?? otherKey);
      };
      const same = (skeletons.get(skeleton(name)) ?? [])
        .filter(({ entry }) => allowed(entry))
        .map((item) => ({ ...item, likeness: Math.max(...item.names.map(likeness)) }))
        .filter((item) => item.likeness >= RIVAL);
      if (!same.some((item) => item.likeness >= PLAUSIBLE)) return [];
      return same.sort((a, b) => b.score - a.score).map(({ entry }) => entry);
    },

    similar(name, limit) {
      const key = nameKey(name);
      if (key === '' || key.length > LONGEST) return [];
      const best = new Map<T, { likeness: number; score: number }>();
      const offer = (entry: T, likeness: number, score: number) => {
        if (likeness > (best.get(entry)?.likeness ?? 0)) best.set(entry, { likeness, score });
      };
      const slack = Math.floor(key.length * (1 / SIMILAR - 1));
      // A wrong first letter is rare, and comparing with every name takes too long.
      for (const other of keysWith(key.slice(0, 1))) {
        if (Math.abs(other.length - key.length) > slack) continue;
        const likeness = similarity(key, other);
        if (likeness < SIMILAR) continue;
        for (const named of index.named(other)) {
          const picked = pick(named);
          if (picked !== null) offer(picked.entry, likeness, picked.score);
        }
      }
      skeletons ??= build();
      const bones = skeleton(name);
      if (bones.length > 2) {
        for (const [other, items] of skeletons) {
          if (Math.abs(other.length - bones.length) > 1 || similarity(bones, other) < SIMILAR) continue;
          for (const { entry, names, score } of items) {
            const likeness = Math.max(...names.map((each) => similarity(key, nameKey(each))));
            if (likeness >= ALIKE) offer(entry, likeness, score);
          }
        }
      }
      return [...best]
        .sort(([, a], [, b]) => b.likeness - a.likeness || b.score - a.score)
        .slice(0, limit)
        .map(([entry]) => entry);
    },
  };
}
