/** Finds role nouns ("militants", "aid workers") at a word of a text. */
import type { RoleNoun } from '../model/knowledge.ts';
import { fold } from './fold.ts';
import type { Knowledge, RoleNounMatch } from './knowledge.ts';

/** Bounds of the words kept as misses, so that no text can fill the memory. */
const LONGEST_MISS = 30;
const MOST_MISSES = 50_000;

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

  /** Words as written that no role noun begins with: texts repeat them all the time. */
  const misses = new Set<string>();

  return (words, from) => {
    const first = words[from];
    if (first === undefined || misses.has(first)) return null;
    const longest = starts.get(fold(first));
    if (longest === undefined) {
      if (first.length <= LONGEST_MISS && misses.size < MOST_MISSES) misses.add(first);
      return null;
    }
    for (let length = Math.min(longest, words.length - from); length > 0; length -= 1) {
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
