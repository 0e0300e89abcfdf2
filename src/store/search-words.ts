/** The words of full-text search: the same for every engine, whatever it makes of accents, signs and words that say nothing. */
import { toText } from './columns.ts';
import type { Phrase } from './engine.ts';

/** Text as it is indexed: without accents and vowel signs. */
export const searchText = (text: string): string => toText(plain(text));

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();

/** So many words are looked for at most; more are left out. */
const MOST_WORDS = 16;

/** Words that PostgreSQL's English dictionary knows no lexeme for, as far as people type them. */
const EMPTY = new Set(
  `a an the and or but of in on at to from by with for as is are was were be been being am do does did has have had having
  it its this that these those i me my we us our you your he him his she her they them their who whom what which when where
  why how not no nor so than too very s t can will just don should now if then there here all any both each few more most
  other some such only own same up down out off over under again further once before after above below between into through
  during about against because until while`.split(/\s+/),
);

/** Whether nothing is looked for by this word, in lower case. */
export const saysNothing = (word: string): boolean => EMPTY.has(word);

/**
 * What is to be found: every word, and words in quotation marks one after the other. Empty where nothing but signs and
 * words without meaning was typed.
 */
export function searchPhrases(typed: string): Phrase[] {
  const phrases: Phrase[] = [];
  let left = MOST_WORDS;
  for (const [, quoted, bare] of plain(typed).matchAll(/["“”«»]([^"“”«»]*)["“”«»]|([^\s"“”«»]+)/gu)) {
    const words = (quoted ?? bare ?? '').match(/[\p{L}\p{N}]+/gu) ?? [];
    const groups = quoted === undefined ? words.map((word) => [word]) : [words];
    for (const group of groups) {
      const some = group.slice(0, left);
      const [first, ...others] = some;
      if (first === undefined || some.every(saysNothing)) continue;
      left -= some.length;
      phrases.push([first, ...others]);
    }
  }
  return phrases;
}
