/** Whether a noun phrase is headed by one of the nouns that a frame asks for ("reach a deal", "under fire"). */
import type { NounPhrase, Unit } from './syntax.ts';

/** Whether a head (or the noun behind its "of") is one of these nouns; the longest match counts. */
export function headMatch(
  phrase: NounPhrase,
  nouns: readonly string[],
  units: readonly Unit[],
): { words: number; inner: NounPhrase } | null {
  for (const inner of [phrase, ...(phrase.of === null ? [] : [phrase.of]), ...phrase.conjuncts]) {
    let best = 0;
    for (const noun of nouns) {
      const words = noun.split(' ');
      const from = inner.head - words.length + 1;
      if (from < inner.from) continue;
      const ok = words.every((word, i) => {
        const lower = units[from + i]?.lower.split(' ').at(-1) ?? '';
        return lower === word || (i === words.length - 1 && sameNoun(lower, word));
      });
      if (ok) best = Math.max(best, words.length);
    }
    if (best > 0) return { words: best, inner };
  }
  return null;
}

/** Whether two words are one noun in singular and plural. */
const sameNoun = (one: string, other: string): boolean => isPluralOf(one, other) || isPluralOf(other, one);

const isPluralOf = (plural: string, noun: string): boolean =>
  plural === `${noun}s` || plural === `${noun}es` || (noun.endsWith('y') && plural === `${noun.slice(0, -1)}ies`);
