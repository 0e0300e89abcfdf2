/** Word lists as tables: phrases by their first word, nouns in any number. */
import { z } from 'zod';
import { pluralOf } from './compromise.ts';

export const List = z.array(z.string());

export const Lists = z.record(z.string(), List);

/** A phrase found in a table keyed by its first word; `text` is its words with blanks between them. */
export type Phrase<T> = { words: readonly string[]; text: string; value: T };

/** A noun as given and in the plural; nouns that are plural already stay as they are. */
export function numbersOf(noun: string): string[] {
  if (/[^u]man$/.test(noun)) return [noun, `${noun.slice(0, -3)}men`];
  if (/(?:[^s]s|men|people|children)$/.test(noun) && !/(?:us|ss|is|gas)$/.test(noun)) return [noun];
  const words = noun.split(' ');
  const plural = [...words.slice(0, -1), pluralOf(words.at(-1) ?? noun)].join(' ');
  return plural === noun ? [noun] : [noun, plural];
}

export function pushTo<T>(table: Map<string, T[]>, key: string, value: T): void {
  const list = table.get(key);
  if (list === undefined) table.set(key, [value]);
  else list.push(value);
}
