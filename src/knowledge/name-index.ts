/** One map from folded names to what they stand for, made for finding the longest name at each word of a text. */
import { canonicalWord, fold, joinedArticles, nameKey, startsWithArticle, withoutArticle } from './fold.ts';
import type { IndexedName } from './knowledge.ts';

/** A name as the index keeps it. The higher the score, the likelier the reading. */
export type ScoredName = IndexedName & {
  score: number;
  /** Counts in lower-case text as well. */
  anyCase: boolean;
};

type Slot = {
  /** The most words that a name starting with this one has. */
  longest: number;
  names: ScoredName[];
};

export type NameIndex = {
  /** Adds a name. `variants`: with spellings without and with joined articles, and parted at apostrophes. */
  add: (name: ScoredName, options?: { variants?: boolean }) => void;
  /** All names with a key, best first. */
  named: (key: string) => readonly ScoredName[];
  /** The longest name at a word and how many words it spans. */
  longest: (words: readonly string[], from: number) => { words: number; names: ScoredName[] } | null;
  keys: () => IterableIterator<string>;
};

const NOTHING: readonly ScoredName[] = [];
const LETTERS_ONLY = /[^\p{L}\p{N}]+/gu;

/** The folded form of one word of a text, as keys have it; '' where nothing is left. */
function wordKey(word: string, first: boolean): string {
  const folded = fold(word);
  if (folded.includes(' ')) return folded.split(' ').map(canonicalWord).join(' ');
  return first && !startsWithArticle(word) ? folded : canonicalWord(folded);
}

const startsUpper = (word: string): boolean => {
  const letter = /\p{L}/u.exec(word)?.[0] ?? word;
  return letter === letter.toUpperCase();
};

/** Whether the text's letters are those that the name asks for. */
function caseFits(name: ScoredName, words: readonly string[], from: number, length: number): boolean {
  if (name.exactCase) {
    const written = words
      .slice(from, from + length)
      .join('')
      .replace(LETTERS_ONLY, '');
    return written === name.form.replace(LETTERS_ONLY, '');
  }
  if (name.anyCase) return true;
  for (let at = from; at < from + length; at += 1) {
    const word = words[at];
    if (word !== undefined && !(length > 1 && startsWithArticle(word) && at === from)) return startsUpper(word);
  }
  return true;
}

const thing = (name: ScoredName): object => {
  if (name.kind === 'actor') return name.actor;
  if (name.kind === 'place') return name.place;
  return name.kind === 'operation' ? name.operation : name.country;
};
const sameThing = (a: ScoredName, b: ScoredName): boolean => a.kind === b.kind && thing(a) === thing(b);

export function createNameIndex(): NameIndex {
  const slots = new Map<string, Slot>();

  const slot = (key: string): Slot => {
    let found = slots.get(key);
    if (found === undefined) {
      found = { longest: 1, names: [] };
      slots.set(key, found);
    }
    return found;
  };

  const put = (key: string, name: ScoredName): void => {
    if (key === '') return;
    const { names } = slot(key);
    if (names.some((other) => sameThing(other, name) && (other.exactCase === name.exactCase || !other.exactCase)))
      return;
    const before = names.findIndex((other) => other.score < name.score);
    if (before < 0) names.push(name);
    else names.splice(before, 0, name);
    const blank = key.indexOf(' ');
    if (blank < 0) return;
    const start = slot(key.slice(0, blank));
    const length = key.split(' ').length;
    if (length > start.longest) start.longest = length;
  };

  const variantKeys = (form: string, key: string): Set<string> => {
    const keys = new Set([key]);
    const bare = withoutArticle(key);
    if (bare !== null) keys.add(bare);
    for (const joined of joinedArticles(key)) keys.add(joined);
    if (/\p{L}['’ʼ]\p{L}/u.test(form)) keys.add(nameKey(form.replace(/['’ʼ]/g, ' ')));
    if (/^\p{L}\./u.test(form)) keys.add(nameKey(form.replaceAll('.', ' ')));
    return keys;
  };

  return {
    add(name, options = {}) {
      const key = nameKey(name.form);
      if (options.variants !== true) put(key, name);
      else for (const variant of variantKeys(name.form, key)) put(variant, name);
    },
    named: (key) => slots.get(key)?.names ?? NOTHING,
    longest(words, from) {
      const first = words[from];
      if (first === undefined) return null;
      let phrase = wordKey(first, true);
      const start = slots.get(phrase);
      if (start === undefined) return null;
      const most = Math.min(start.longest, words.length - from);
      let best: { words: number; names: ScoredName[] } | null = null;
      for (let length = 1; length <= most; length += 1) {
        if (length > 1) {
          const next = wordKey(words[from + length - 1] ?? '', false);
          if (next !== '') phrase += ` ${next}`;
        }
        const names = slots.get(phrase)?.names.filter((name) => caseFits(name, words, from, length)) ?? [];
        if (names.length > 0) best = { words: length, names };
      }
      return best;
    },
    keys: () => slots.keys(),
  };
}
