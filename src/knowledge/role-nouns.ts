/** Finds role nouns ("militants", "aid workers") at a word of a text. */
import type { RoleNoun } from '../model/knowledge.ts';
import { fold } from './fold.ts';
import type { Knowledge, RoleNounMatch } from './knowledge.ts';

/** Bounds of the words kept, so that no text can fill the memory; longer ones are slices that keep their text in it. */
const LONGEST_KEPT = 12;
const MOST_KEPT = 50_000;

export function createRoleNouns(nouns: readonly RoleNoun[]): Knowledge['roleNounAt'] {
  const forms = new Map<string, RoleNounMatch>();
  const starts = new Map<string, number>();
  const add = (form: string, noun: RoleNoun, plural: boolean) => {
    const key = fold(form);
    const words = key.split(' ').length;
    const first = key.split(' ')[0] ?? key;
    if (!forms.has(key)) forms.set(key, { words, noun, plural });
    starts.set(first, Math.max(words, starts.get(first) ?? 0));
  };
  for (const noun of nouns) {
    add(noun.plural, noun, true);
    for (const form of noun.also) add(form, noun, true);
    if (noun.singular !== null) add(noun.singular, noun, false);
  }

  /** By words as written: the most words of a role noun that begins so, 0 where none does. Texts repeat their words. */
  const kept = new Map<string, number>();
  const longestFrom = (written: string): number => {
    const known = kept.get(written);
    if (known !== undefined) return known;
    const longest = starts.get(fold(written)) ?? 0;
    if (written.length <= LONGEST_KEPT && kept.size < MOST_KEPT) kept.set(written, longest);
    return longest;
  };

  return (words, from) => {
    const first = words[from];
    if (first === undefined) return null;
    for (let length = Math.min(longestFrom(first), words.length - from); length > 0; length -= 1) {
      const match = forms.get(
        words
          .slice(from, from + length)
          .map(fold)
          .join(' '),
      );
      if (match !== undefined) return match;
    }
    return null;
  };
}
