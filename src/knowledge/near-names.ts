/** Near misses: resolves a name by a unique consonant skeleton, and suggests names that are merely similar. */
import { distance } from 'fastest-levenshtein';
import { fold, skeleton } from './fold.ts';

/** From this similarity on (1 is equal) a name is suggested; it never makes a match. */
const SIMILAR = 0.8;
/** Skeletons with fewer consonants than this say too little to resolve a name. */
const SHORTEST = 2;
/** Two spellings of one name that share a skeleton are at least this similar letter by letter. */
const PLAUSIBLE = 0.4;

const similarity = (a: string, b: string): number =>
  a === '' || b === '' ? 0 : 1 - distance(a, b) / Math.max(a.length, b.length);

/** One name of an entry; `resolves` where a skeleton may resolve to it rather than only suggest it. */
export type NearName<T> = { entry: T; id: string; name: string; score: number; resolves: boolean };

export type NearNames<T> = {
  /** Entries that share the skeleton of `name`; one of them is a match, several are a question. */
  bySkeleton: (name: string, allowed: (entry: T) => boolean) => T[];
  /** Up to `limit` entries with a similar name, most similar first. */
  similar: (name: string, limit: number) => T[];
};

/** Makes the search; its lists are built at the first call, from what `list` gives then. */
export function createNearNames<T>(list: () => Iterable<NearName<T>>): NearNames<T> {
  type Kept = NearName<T> & { folded: string; key: string };
  let built: { all: Kept[]; keys: Map<string, Kept[]> } | null = null;

  const build = () => {
    const all: Kept[] = [];
    const keys = new Map<string, Kept[]>();
    for (const near of list()) {
      const kept = { ...near, folded: fold(near.name), key: skeleton(near.name) };
      all.push(kept);
      if (!near.resolves || kept.key.length < SHORTEST) continue;
      const same = keys.get(kept.key);
      if (same === undefined) keys.set(kept.key, [kept]);
      else same.push(kept);
    }
    built = { all, keys };
    return built;
  };

  return {
    bySkeleton(name, allowed) {
      const key = skeleton(name);
      const folded = fold(name);
      const found = new Map<string, { entry: T; score: number }>();
      for (const near of (built ?? build()).keys.get(key) ?? []) {
        if (!allowed(near.entry) || similarity(folded, near.folded) < PLAUSIBLE) continue;
        found.set(near.id, near);
      }
      return [...found.values()].sort((a, b) => b.score - a.score).map(({ entry }) => entry);
    },
    similar(name, limit) {
      const key = skeleton(name);
      const folded = fold(name);
      const best = new Map<string, { entry: T; likeness: number; score: number }>();
      for (const near of (built ?? build()).all) {
        if (Math.abs(near.folded.length - folded.length) > 3) continue;
        const likeness = Math.max(similarity(folded, near.folded), similarity(key, near.key) - 0.05);
        if (likeness < SIMILAR || likeness <= (best.get(near.id)?.likeness ?? 0)) continue;
        best.set(near.id, { entry: near.entry, likeness, score: near.score });
      }
      return [...best.values()]
        .sort((a, b) => b.likeness - a.likeness || b.score - a.score)
        .slice(0, limit)
        .map(({ entry }) => entry);
    },
  };
}
