/** The longest name at a word, patterns included: "French troops", "Suweida province". */
import type { ActorEntry, CountryRole, PlaceKind } from '../model/knowledge.ts';
import type { RolePhrases } from './country-words.ts';
import { fold } from './fold.ts';
import type { Knowledge, NameMatch } from './knowledge.ts';
import type { NameIndex } from './name-index.ts';

export function createLongestName(parts: {
  index: NameIndex;
  phrases: RolePhrases;
  actorOfCountry: (code: string, role: CountryRole) => ActorEntry;
  kindsOfNoun: (noun: string) => readonly PlaceKind[] | null;
}): Knowledge['longestName'] {
  const { index, phrases, actorOfCountry, kindsOfNoun } = parts;

  return (words, from): NameMatch | null => {
    const match = index.longest(words, from);
    if (match === null) return null;
    const after = from + match.words;

    const country = match.names.find(({ kind }) => kind === 'country');
    const role = country?.kind === 'country' ? phrases.at(words, after) : null;
    if (country?.kind === 'country' && role !== null) {
      const actor = actorOfCountry(country.country.code, role.role);
      const form = words.slice(from, after + role.words).join(' ');
      return {
        words: match.words + role.words,
        hits: [{ kind: 'actor', actor, form, exactCase: country.exactCase, common: false, demonym: false }],
      };
    }

    for (let size = Math.min(2, words.length - after); size > 0; size -= 1) {
      const kinds = kindsOfNoun(
        words
          .slice(after, after + size)
          .map(fold)
          .join(' '),
      );
      if (kinds === null) continue;
      const places = match.names.filter((name) => name.kind === 'place' && kinds.includes(name.place.kind));
      if (places.length > 0) return { words: match.words + size, hits: places };
    }
    return { words: match.words, hits: match.names };
  };
}
