/** Takes words off the front of a name that do not change what it names ("senior", "in central", "south of"). */
import { fold } from './fold.ts';

/** Gives a key without the modifiers at its start, or null where it has none. */
export function createModifierStripper(phrases: readonly string[]): (key: string) => string | null {
  const known = new Set(phrases.map(fold));
  const longest = Math.max(0, ...[...known].map((phrase) => phrase.split(' ').length));

  return (key) => {
    let words = key.split(' ');
    let size = longest;
    while (size > 0) {
      if (words.length > size && known.has(words.slice(0, size).join(' '))) {
        words = words.slice(size);
        size = longest;
      } else {
        size -= 1;
      }
    }
    const rest = words.join(' ');
    return rest === key ? null : rest;
  };
}
