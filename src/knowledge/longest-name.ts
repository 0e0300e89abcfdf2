/** The longest name at a word, patterns included: "French troops", "Suweida province". */
import type { ActorEntry, CountryRole } from '../model/knowledge.ts';
import type { RolePhrases } from './country-words.ts';
import { fold } from './fold.ts';
import type { Knowledge, NameMatch } from './knowledge.ts';
import type { NameIndex } from './name-index.ts';
import type { PlaceNouns } from './place-nouns.ts';
import { LONGEST_NOUN } from './place-nouns.ts';

const HAS_LETTER = /[\p{L}\p{N}]/u;

export function createLongestName(parts: {
  index: NameIndex;
  phrases: RolePhrases;
  actorOfCountry: (code: string, role: CountryRole) => ActorEntry;
  nouns: PlaceNouns;
}): Knowledge['longestName'] {
  const { index, phrases, actorOfCountry, nouns } = parts;

  return (words, from): NameMatch | null => {
    const match = index.longest(words, from);
    if (match === null) return null;
    const after = from + match.words;
    // "in Lebanon, Defence Minister X": what stands behind a comma is no part of the name.
    if (!HAS_LETTER.test(words[after - 1] ?? '') || !HAS_LETTER.test(words[after] ?? ''))
      return { words: match.words, hits: match.names };

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

    if (!match.names.some(({ kind }) => kind === 'place')) return { words: match.words, hits: match.names };
    let noun = '';
    let longest: NameMatch = { words: match.words, hits: match.names };
    for (let size = 1; size <= LONGEST_NOUN; size += 1) {
      const next = words[after + size - 1];
      if (next === undefined) break;
      noun = size === 1 ? fold(next) : `${noun} ${fold(next)}`;
      const kinds = nouns.kindsOf(noun);
      const places = kinds === null ? [] : nouns.readings(match.key, kinds);
      if (places.length > 0) longest = { words: match.words + size, hits: places };
    }
    return longest;
  };
}
