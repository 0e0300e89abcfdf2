/** One map from folded names to what they stand for, made for finding the longest name at each word of a text. */

import type { PlaceEntry } from '../model/knowledge.ts';
import { canonicalWord, fold, isArticle, joinedArticles, nameKey, startsWithArticle, withoutArticle } from './fold.ts';
import type { IndexedName } from './knowledge.ts';

/** A name as the index keeps it. The higher the score, the likelier the reading. */
export type ScoredName = IndexedName & {
  score: number;
  /** Counts in lower-case text as well. */
  anyCase: boolean;
};

export type LongestMatch = { words: number; key: string; names: ScoredName[] };

export type NameIndex = {
  /** Adds a name under a key of `nameKey`. `variants`: with other spellings of its articles and apostrophes too. */
  add: (key: string, name: ScoredName, variants: boolean) => void;
  /** Adds a place of the world under a key; its name is made when it is first asked for. */
  addPlace: (key: string, place: PlaceEntry) => void;
  /** All names with a key, best first. */
  named: (key: string) => readonly ScoredName[];
  /** The longest name at a word, how many words it spans, and its key. */
  longest: (words: readonly string[], from: number) => LongestMatch | null;
  /** Every key; some start longer names and name nothing themselves. */
  keys: () => Iterable<string>;
};

const NOTHING: readonly ScoredName[] = [];
/** Longer words are slices that would keep the text they come from in memory. */
const LONGEST_MISS = 12;
const MOST_MISSES = 50_000;
const NOT_LETTERS = /[^\p{L}\p{N}]+/gu;

/** The folded form of one word of a text, as keys have it; '' where nothing is left. */
function wordKey(word: string, first: boolean): string {
  const folded = fold(word);
  if (folded.includes(' ')) return folded.split(' ').map(canonicalWord).join(' ');
  if (!isArticle(folded)) return folded;
  return first && !startsWithArticle(word) ? folded : 'al';
}

/** Begins with a capital, a digit, or a letter of a script that has no capitals. */
const startsUpper = (word: string): boolean => {
  const first = word.charCodeAt(0);
  if (first >= 65 && first <= 90) return true;
  return (first < 97 || first > 122) && !/^[^\p{L}\p{N}]*\p{Ll}/u.test(word);
};
/** Two words that both begin with a capital. */
const TWO_CAPITALS = /^\p{Lu}[^\s-]*[\s-]\p{Lu}[^\s-]*$/u;

/** Whether the text's letters are those that the name asks for. */
function caseFits(name: ScoredName, words: readonly string[], from: number, length: number): boolean {
  if (name.exactCase) {
    const written = words
      .slice(from, from + length)
      .join('')
      .replace(NOT_LETTERS, '');
    return written === name.form.replace(NOT_LETTERS, '');
  }
  if (name.anyCase) return true;
  // "Red deer" is no Red Deer, but "Syrian democratic forces" are: one capital does for longer names.
  if (length === 1) return startsUpper(words[from] ?? '');
  const needed = name.kind === 'place' && length === 2 && TWO_CAPITALS.test(name.form) ? 2 : 1;
  let upper = 0;
  let articles = 0;
  for (let at = from; at < from + length; at += 1) {
    const word = words[at];
    if (word === undefined) continue;
    if (length > 1 && isArticle(fold(word))) articles += 1;
    else if (startsUpper(word)) upper += 1;
    else if (upper === 0) return false;
  }
  return upper >= Math.min(needed, length - articles);
}

const thing = (name: ScoredName): object => {
  if (name.kind === 'actor') return name.actor;
  if (name.kind === 'place') return name.place;
  return name.kind === 'operation' ? name.operation : name.country;
};
/** Whether a name that is there (`old`) matches all that another one of the same thing would. */
const isCovered = (old: ScoredName, name: ScoredName): boolean =>
  thing(old) === thing(name) &&
  (old.exactCase ? name.exactCase && old.form === name.form : name.exactCase || old.anyCase || !name.anyCase);

/** Other keys of the same name: without its article, with the article joined, parted at apostrophes and stops. */
function variantKeys(form: string, key: string): Set<string> {
  const keys = new Set<string>(joinedArticles(key));
  const bare = withoutArticle(key);
  if (bare !== null) keys.add(bare);
  if (/\p{L}['’ʼ]\p{L}/u.test(form)) keys.add(nameKey(form.replace(/['’ʼ]/g, ' ')));
  if (/^\p{L}\./u.test(form)) keys.add(nameKey(form.replaceAll('.', ' ')));
  keys.delete(key);
  return keys;
}

/** Makes an empty index; `nameOf` makes the name of a place of the world. */
export function createNameIndex(nameOf: (key: string, place: PlaceEntry) => ScoredName): NameIndex {
  // A start of longer names is a key as well, so that one look-up tells that no name begins with a word. Most names
  // belong to one place of the world: those keep the place alone.
  const names = new Map<string, readonly ScoredName[] | PlaceEntry>();
  /** The most words that a name starting with this one has, where that is more than one. */
  const longest = new Map<string, number>();
  /** Words as written that no name begins with: texts repeat them all the time. */
  const misses = new Set<string>();

  const named = (key: string): readonly ScoredName[] => {
    const found = names.get(key) ?? NOTHING;
    return 'id' in found ? [nameOf(key, found)] : found;
  };

  /** As `named`, for a text: places of the world need a capital, and those that texts name are kept ready. */
  const read = (key: string, first: string): readonly ScoredName[] => {
    const found = names.get(key) ?? NOTHING;
    if (!('id' in found)) return found;
    if (!startsUpper(first) && !isArticle(fold(first))) return NOTHING;
    const made = [nameOf(key, found)];
    names.set(key, made);
    return made;
  };

  const noteStart = (key: string): void => {
    const blank = key.indexOf(' ');
    if (blank < 0) return;
    const start = key.slice(0, blank);
    let length = 2;
    for (let at = key.indexOf(' ', blank + 1); at > 0; at = key.indexOf(' ', at + 1)) length += 1;
    const most = longest.get(start);
    if (most === undefined && !names.has(start)) names.set(start, NOTHING);
    if (most === undefined || length > most) longest.set(start, length);
  };

  const put = (key: string, name: ScoredName): void => {
    if (key === '') return;
    const others = named(key);
    if (!others.some((other) => isCovered(other, name))) {
      const before = others.findIndex((other) => other.score < name.score);
      names.set(key, before < 0 ? [...others, name] : [...others.slice(0, before), name, ...others.slice(before)]);
    }
    noteStart(key);
  };

  return {
    add(key, name, variants) {
      put(key, name);
      if (variants) for (const variant of variantKeys(name.form, key)) put(variant, name);
    },
    addPlace(key, place) {
      if (key === '') return;
      const other = names.get(key);
      if (other === undefined || other === NOTHING) {
        names.set(key, place);
        noteStart(key);
      } else if (other !== place) {
        put(key, nameOf(key, place));
      }
    },
    named,
    longest(words, from) {
      const first = words[from];
      if (first === undefined || misses.has(first)) return null;
      let phrase = wordKey(first, true);
      if (!names.has(phrase)) {
        if (first.length <= LONGEST_MISS && misses.size < MOST_MISSES) misses.add(first);
        return null;
      }
      const most = Math.min(longest.get(phrase) ?? 1, words.length - from);
      let best: LongestMatch | null = null;
      for (let length = 1; ; ) {
        const fitting = read(phrase, first).filter((name) => caseFits(name, words, from, length));
        if (fitting.length > 0) best = { words: length, key: phrase, names: fitting };
        if (length >= most) return best;
        const next = wordKey(words[from + length] ?? '', false);
        if (next !== '') phrase += ` ${next}`;
        length += 1;
      }
    },
    keys: () => names.keys(),
  };
}
