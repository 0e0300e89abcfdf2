/** Autocomplete: the best-known entries with a name that begins like what was typed, in any spelling. */
import { canonicalWord, fold } from './fold.ts';
import type { NameIndex, ScoredName } from './name-index.ts';

/** What was typed, as the keys have it: whole words are canonical, the last one may be half a word. */
function prefixKey(prefix: string): string {
  const words = fold(prefix).split(' ');
  if (words.length > 1 && words[0] === 'the') words.shift();
  return words.map((word, at) => (at === words.length - 1 ? word : canonicalWord(word))).join(' ');
}

export type Candidate<T> = { entry: T; score: number };
/** How many letters the keys are sorted into drawers by. */
const DRAWER = 2;
/** How many entries are kept for a very short prefix: as many as Discord shows. */
const KEPT = 25;

/** The keys of an index by their first letters, made at the first call. */
export function createDrawers(index: NameIndex): (prefix: string) => Iterable<string> {
  let drawers: Map<string, string[]> | null = null;

  const fill = (): Map<string, string[]> => {
    const filled = new Map<string, string[]>();
    for (const key of index.keys()) {
      const start = key.slice(0, DRAWER);
      const drawer = filled.get(start);
      if (drawer === undefined) filled.set(start, [key]);
      else drawer.push(key);
    }
    return filled;
  };

  return function* (prefix) {
    drawers ??= fill();
    if (prefix.length >= DRAWER) {
      for (const key of drawers.get(prefix.slice(0, DRAWER)) ?? []) if (key.startsWith(prefix)) yield key;
    } else {
      for (const [start, drawer] of drawers) if (start.startsWith(prefix)) yield* drawer;
    }
  };
}

/** Up to `limit` entries that `pick` takes from the names beginning with the prefix, best known first. */
export function createCompletion<T>(parts: {
  index: NameIndex;
  keysWith: (prefix: string) => Iterable<string>;
  pick: (name: ScoredName) => Candidate<T> | null;
  /** What is offered before anything is typed, best known first; asked for once. */
  top: () => readonly T[];
}): (prefix: string, limit: number) => readonly T[] {
  const { index, keysWith, pick, top } = parts;
  /** One letter takes in a large part of all names, and is typed first by everybody. */
  const short = new Map<string, readonly T[]>();

  const best = (prefix: string, limit: number): readonly T[] => {
    const found: Candidate<T>[] = [];
    for (const key of keysWith(prefix)) {
      for (const name of index.named(key)) {
        const candidate = pick(name);
        if (candidate === null) continue;
        const worst = found[limit - 1];
        if (worst !== undefined && worst.score >= candidate.score) continue;
        if (found.some(({ entry }) => entry === candidate.entry)) continue;
        const before = found.findIndex(({ score }) => score < candidate.score);
        found.splice(before < 0 ? found.length : before, 0, candidate);
        found.length = Math.min(found.length, limit);
      }
    }
    return found.map(({ entry }) => entry);
  };

  return (prefix, limit) => {
    const wanted = prefixKey(prefix);
    if (wanted.length >= DRAWER || limit > KEPT) return best(wanted, limit);
    let kept = short.get(wanted);
    if (kept === undefined) {
      kept = wanted === '' ? top().slice(0, KEPT) : best(wanted, KEPT);
      short.set(wanted, kept);
    }
    return kept.slice(0, limit);
  };
}
