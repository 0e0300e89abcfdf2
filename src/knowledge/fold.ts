/** Folds names so that every usual spelling of one gives the same key: case, accents, articles, Arabic script, vowels. */

/** Letters that NFKD leaves alone although they are only variants, and Arabic letters that are written for one another. */
const LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ə: 'e',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ى: 'ي',
  ی: 'ي',
  ې: 'ي',
  ة: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ک: 'ك',
  ٱ: 'ا',
};
const VARIANT = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');
/** Apostrophes, hamza and ayin signs, full stops of abbreviations, tatweel: they vanish instead of parting words. */
const VANISHING = /[.'`´ʹʻʼʽʾʿˀˁ‘’‛′ʺء·ـ\u00ad\u200b-\u200f\u2060\ufeff]/gu;
const VANISHING_ASCII = /[.'`]/g;
const NOT_WORD = /[^\p{L}\p{N}]+/gu;
const NOT_WORD_ASCII = /[^a-z0-9]+/g;
const LETTERS_ONLY = /^[A-Za-z]+$/;
const ASCII = /^[ -~]*$/;

/** Longer texts are no names, and are not looked up. */
export const LONGEST_NAME = 200;

/** A name in lower case, without marks, apostrophes and punctuation, hyphens as blanks. Idempotent; never throws. */
export function fold(text: string): string {
  if (LETTERS_ONLY.test(text)) return text.toLowerCase();
  if (ASCII.test(text)) return text.toLowerCase().replace(VANISHING_ASCII, '').replace(NOT_WORD_ASCII, ' ').trim();
  let folded = unmarked(text).toLowerCase();
  // Lower case can bring new composed letters in, and folding one letter can leave another that folds further.
  if (!ASCII.test(folded)) folded = unmarked(folded).replace(VARIANT, (letter) => LETTERS[letter] ?? letter);
  return folded.replace(VANISHING, '').replace(NOT_WORD, ' ').trim();
}

const unmarked = (text: string): string => text.normalize('NFKD').replace(/\p{M}+/gu, '');

/** The Arabic article in the spellings that transliteration gives it. */
const ARTICLES = new Set('al el ul as es ash esh ad ed adh edh ar er at et ath an en az ez il'.split(' '));
const LONGEST_ARTICLE = 3;
/** Articles that are also words of English or French: in lower case at the start of a name they are prepositions. */
const ALSO_WORDS = new Set('as at an ad en et er ed es il'.split(' '));

/** Whether a word as written can be an article at the start of a name ("As-Safa", "al-Safa"; not "as Safa"). */
export const startsWithArticle = (written: string): boolean => isArticle(fold(written)) && !ALSO_WORDS.has(written);

/** Whether a folded word is an article. */
export const isArticle = (word: string): boolean => word.length <= LONGEST_ARTICLE && ARTICLES.has(word);

/** A folded word with every article made "al"; other words are returned as they are. */
export const canonicalWord = (word: string): string => (isArticle(word) ? 'al' : word);

/** The key of a name: folded, every article "al", "the" dropped. Equal keys are equal names. */
export function nameKey(name: string): string {
  const folded = fold(name);
  if (!folded.includes(' ')) return canonicalWord(folded);
  const words = folded.split(' ');
  if (words[0] === 'the') words.shift();
  return words.map(canonicalWord).join(' ');
}

/** A key without the article at its start, or null where it has none (or nothing else). Knows the joined Arabic article. */
export function withoutArticle(key: string): string | null {
  if (key.startsWith('al ')) return key.slice(3);
  if (key.startsWith('ال') && key.length > 4) return key.slice(2);
  return null;
}

const SUN = /^(th|dh|sh|[tdrzsn])/;

/** Spellings in which an article inside or before a name is written together with the next word ("Ezzor", "Assafa"). */
export function joinedArticles(key: string): string[] {
  if (!key.includes('al ')) return [];
  const words = key.split(' ');
  const at = words.indexOf('al');
  const next = words[at + 1];
  if (at < 0 || next === undefined) return [];
  const sun = SUN.exec(next)?.[1];
  const starts = sun === undefined ? ['al', 'el'] : ['al', 'el', `a${sun}`, `e${sun}`];
  return starts.map((start) => [...words.slice(0, at), start + next, ...words.slice(at + 2)].join(' '));
}

/** Sounds that are transliterated in several ways, each brought to one letter, longest spelling first. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/tch|sch|ch|sh/g, 's'],
  [/kh|gh/g, 'k'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/dj/g, 'j'],
  [/[qgc]/g, 'k'],
  [/ou(?=[aeiy])/g, 'w'],
  [/[zx]/g, 's'],
  [/p/g, 'b'],
  [/v/g, 'w'],
];

/**
 * The consonant skeleton of a name: articles gone, sounds unified, vowels and doublings dropped. Different names can
 * share one ("Daraa", "Daraya"), so that only a unique skeleton resolves a name. Empty for other scripts than Latin.
 */
export function skeleton(name: string): string {
  let rest = fold(name)
    .split(' ')
    .filter((word) => !ARTICLES.has(word) && word !== 'the')
    .join('');
  if (!/^[a-z0-9]+$/.test(rest)) return '';
  const vowelFirst = /^[aeiou]/.test(rest);
  for (const [spelling, letter] of SOUNDS) rest = rest.replace(spelling, letter);
  const start = /^y/.test(rest) ? 'y' : '';
  // w counts before a vowel only; y is a vowel but at the start; h counts before a vowel only ("Hasakah" = "Hasaka").
  rest = rest.replace(/(.)\1+/g, '$1').replace(/[wh](?![aeiouy])/g, '');
  return (vowelFirst ? 'a' : start) + rest.replace(/[aeiouy]/g, '');
}
