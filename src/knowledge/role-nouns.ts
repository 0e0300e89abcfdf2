/** Finds role nouns ("militants", "aid workers") at a word of a text. */
import type { RoleNoun } from '../model/knowledge.ts';
import { fold } from './fold.ts';
import type { Knowledge, RoleNounMatch } from './knowledge.ts';

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

  return (words, from) => {
    const first = words[from];
    const longest = first === undefined ? undefined : starts.get(fold(first));
    if (longest === undefined) return null;
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
