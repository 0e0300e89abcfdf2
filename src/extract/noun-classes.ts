/** The classes of nouns, and nouns that name no event, as the knowledge folder lists them. */
import { z } from 'zod';
import { List, Lists, numbersOf } from './phrase-tables.ts';

export const Nouns = z.object({
  classes: Lists,
  eventless: z.object({ modifiers: Lists, objects: List }),
  criticism: List,
});

/** The classes of each noun, in any number. */
export function nounClasses(classes: Record<string, string[]>): Map<string, Set<string>> {
  const table = new Map<string, Set<string>>();
  for (const [name, words] of Object.entries(classes))
    for (const word of words)
      for (const form of numbersOf(word)) {
        const set = table.get(form) ?? new Set<string>();
        table.set(form, set.add(name));
      }
  return table;
}

/** What stands behind the first words of nouns of several words ("police station" → station). */
export function headsOfCompounds(nouns: Iterable<string>): Set<string> {
  const heads = new Set<string>();
  for (const noun of nouns)
    for (let blank = noun.indexOf(' '); blank > 0; blank = noun.indexOf(' ', blank + 1))
      heads.add(noun.slice(blank + 1));
  return heads;
}
