/** Whether a noun phrase is headed by one of the nouns that a frame asks for ("reach a deal", "under fire"). */
import { lastWord } from './noun-reading.ts';
import type { NounPhrase, Unit } from './syntax.ts';

/** Nouns of one or more words by their last word in singular and plural, longest first. */
export type HeadNouns = ReadonlyMap<string, readonly (readonly string[])[]>;

/** Makes the table that `headMatch` reads. */
export function headNouns(nouns: readonly string[]): HeadNouns {
  const table = new Map<string, string[][]>();
  for (const noun of nouns) {
    // "bullet-riddled body" is read as four units.
    const words = noun.replace(/-(?=.* )/g, ' - ').split(' ');
    for (const form of numbersOfWord(words.at(-1) ?? noun)) table.set(form, [...(table.get(form) ?? []), words]);
  }
  for (const list of table.values()) list.sort((a, b) => b.length - a.length);
  return table;
}

/** A word, and whatever it can be the singular or the plural of. */
function numbersOfWord(word: string): Set<string> {
  const forms = [word, `${word}s`, `${word}es`, word.replace(/e?s$/, ''), word.replace(/s$/, '')];
  if (word.endsWith('y')) forms.push(`${word.slice(0, -1)}ies`);
  if (word.endsWith('ies')) forms.push(`${word.slice(0, -3)}y`);
  return new Set(forms);
}

/** Whether a head (or the noun behind its "of") is one of these nouns; the longest match counts. */
export function headMatch(
  phrase: NounPhrase,
  nouns: HeadNouns,
  units: readonly Unit[],
): { words: number; inner: NounPhrase } | null {
  const own = wordsAtHead(phrase, nouns, units);
  if (own > 0) return { words: own, inner: phrase };
  const within = phrase.of === null ? 0 : wordsAtHead(phrase.of, nouns, units);
  if (phrase.of !== null && within > 0) return { words: within, inner: phrase.of };
  for (const inner of phrase.conjuncts) {
    const words = wordsAtHead(inner, nouns, units);
    if (words > 0) return { words, inner };
  }
  return null;
}

/** How many words the longest of the nouns has that stands at the head of a phrase; 0 where none does. */
function wordsAtHead(phrase: NounPhrase, nouns: HeadNouns, units: readonly Unit[]): number {
  const head = units[phrase.head]?.lower ?? '';
  const fits = (words: readonly string[]): boolean => {
    // "the Chinland Defence Force": a known name is one unit.
    if (words.length > 1 && head.endsWith(` ${words.join(' ')}`)) return true;
    const from = phrase.head - words.length + 1;
    return (
      from >= phrase.from && words.slice(0, -1).every((word, i) => lastWord(units[from + i]?.lower ?? '') === word)
    );
  };
  return nouns.get(lastWord(head))?.find(fits)?.length ?? 0;
}
