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

export type LongestMatch = { words: number; key: string; names: readonly ScoredName[] };

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
const LONGEST_KEPT = 12;
const MOST_KEPT = 50_000;
const NOT_LETTERS = /[^\p{L}\p{N}]+/gu;

/**
 * How the names of several words go on that start with a word: the most words, and a bit for each first and each second
 * letter of the second word.
 */
type Longer = { most: number; initials: number; seconds: number };

/** What names begin with a word as a text writes it. */
type FirstWord = Longer & { key: string; names: readonly ScoredName[] };

/** The bit of a letter; all that are not a–z share one. */
function initialOf(text: string, at: number): number {
  const letter = text.charCodeAt(at) - 97;
  return 1 << (letter >= 0 && letter < 26 ? letter : 26);
}

/** A word that no longer name begins with. */
const ALONE: Longer = { most: 1, initials: 0, seconds: 0 };

/** Whether a word may be the second of a longer name, by its first two letters. */
const mayGoOn = ({ initials, seconds }: Longer, word: string): boolean =>
  (initials & initialOf(word, 0)) !== 0 && (seconds & initialOf(word, 1)) !== 0;

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
  /** By the first word of names of several words: how they go on. */
  const longer = new Map<string, Longer>();
  /** What names begin with a word as written, null where none does: texts repeat their words all the time. */
  const firsts = new Map<string, FirstWord | null>();

  const named = (key: string): readonly ScoredName[] => {
    const found = names.get(key) ?? NOTHING;
    return 'id' in found ? [nameOf(key, found)] : found;
  };

  /**
   * As `named`, for a text: places of the world need a capital, and those that texts name are kept ready. Null where no name
   * begins so, as far as the first two words tell.
   */
  const read = (key: string, first: string): readonly ScoredName[] | null => {
    const found = names.get(key);
    if (found === undefined) return null;
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
    let most = 2;
    const second = key.indexOf(' ', blank + 1);
    for (let at = second; at > 0; at = key.indexOf(' ', at + 1)) most += 1;
    const [initials, seconds] = [initialOf(key, blank + 1), initialOf(key, blank + 2)];
    const known = longer.get(start);
    if (known === undefined) longer.set(start, { most, initials, seconds });
    else {
      known.most = Math.max(known.most, most);
      known.initials |= initials;
      known.seconds |= seconds;
    }
    if (known === undefined && !names.has(start)) names.set(start, NOTHING);
    const pair = second < 0 ? start : key.slice(0, second);
    if (!names.has(pair)) names.set(pair, NOTHING);
  };

  const readFirst = (written: string): FirstWord | null => {
    const known = firsts.get(written);
    if (known !== undefined) return known;
    const key = wordKey(written, true);
    const found = read(key, written);
    const made = found === null ? null : { key, names: found, ...(longer.get(key) ?? ALONE) };
    if (written.length <= LONGEST_KEPT && firsts.size < MOST_KEPT) firsts.set(written, made);
    return made;
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
      const written = words[from];
      const first = written === undefined ? null : readFirst(written);
      if (written === undefined || first === null) return null;
      const most = Math.min(first.most, words.length - from);
      let phrase = first.key;
      let best: LongestMatch | null = null;
      for (let length = 1; ; ) {
        const candidates = length === 1 ? first.names : read(phrase, written);
        if (candidates === null && phrase.indexOf(' ', first.key.length + 1) < 0) return best;
        const fitting = candidates?.filter((name) => caseFits(name, words, from, length)) ?? NOTHING;
        if (fitting.length > 0) best = { words: length, key: phrase, names: fitting };
        if (length >= most) return best;
        const next = wordKey(words[from + length] ?? '', false);
        if (next !== '') {
          if (phrase === first.key && !mayGoOn(first, next)) return best;
          phrase += ` ${next}`;
        }
        length += 1;
      }
    },
    keys: () => names.keys(),
  };
}
