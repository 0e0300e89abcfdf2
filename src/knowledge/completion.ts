/** Autocomplete: the best-known entries with a name that begins like what was typed, in any spelling. */
import { canonicalWord, fold, nameKey, withoutArticle } from './fold.ts';

/** One thing to complete to: all its names, and how well known it is. */
export type Completable<T> = { entry: T; names: readonly string[]; score: number };

/** What was typed, as the keys have it: whole words are canonical, the last one may be half a word. */
function prefixKey(prefix: string): string {
  const words = fold(prefix).split(' ');
  if (words.length > 1 && words[0] === 'the') words.shift();
  return words.map((word, at) => (at === words.length - 1 ? word : canonicalWord(word))).join(' ');
}

/** Makes the search; the sorted list is built at the first call, from what `list` gives then. */
export function createCompletion<T>(
  list: () => Iterable<Completable<T>>,
): (prefix: string, limit: number) => readonly T[] {
  let built: { keys: string[]; items: Completable<T>[]; top: T[] } | null = null;

  const build = () => {
    const pairs: [string, Completable<T>][] = [];
    const all: Completable<T>[] = [];
    for (const item of list()) {
      all.push(item);
      for (const name of item.names) {
        const key = nameKey(name);
        pairs.push([key, item]);
        const bare = withoutArticle(key);
        if (bare !== null) pairs.push([bare, item]);
      }
    }
    pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    all.sort((a, b) => b.score - a.score);
    built = {
      keys: pairs.map(([key]) => key),
      items: pairs.map(([, item]) => item),
      top: all.slice(0, 100).map(({ entry }) => entry),
    };
    return built;
  };

  return (prefix, limit) => {
    const { keys, items, top } = built ?? build();
    const wanted = prefixKey(prefix);
    if (wanted === '') return top.slice(0, limit);
    const best: Completable<T>[] = [];
    for (let at = firstAtLeast(keys, wanted); keys[at]?.startsWith(wanted); at += 1) {
      const item = items[at];
      if (item === undefined || best.includes(item)) continue;
      const worst = best[limit - 1];
      if (worst !== undefined && worst.score >= item.score) continue;
      const before = best.findIndex((other) => other.score < item.score);
      best.splice(before < 0 ? best.length : before, 0, item);
      best.length = Math.min(best.length, limit);
    }
    return best.map(({ entry }) => entry);
  };
}

/** Index of the first key that is not less than `wanted`. */
function firstAtLeast(keys: readonly string[], wanted: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? '') < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
