/** Looks a person's words for an actor up: exact name, country pattern, country, capital, then a unique skeleton. */
import type { ActorEntry, CountryEntry, CountryRole, Resolution } from '../model/knowledge.ts';
import type { RolePhrases } from './country-words.ts';
import { fold, nameKey, withoutArticle } from './fold.ts';
import type { NameIndex } from './name-index.ts';
import type { NearNames } from './near-names.ts';

export type ActorFinder = (name: string, context?: { country?: string }) => Resolution<ActorEntry>;

const POSSESSIVE = /['’]s?(?=\s|$)/g;
const SUGGESTIONS = 5;
/** "United States", "Democratic Republic of the Congo": no country's name has more words. */
const LONGEST_COUNTRY = 7;

export function createActorFinder(parts: {
  index: NameIndex;
  near: NearNames<ActorEntry>;
  phrases: RolePhrases;
  actorOfCountry: (code: string, role: CountryRole) => ActorEntry;
  countryOfCapital: (placeId: string) => CountryEntry | null;
}): ActorFinder {
  const { index, near, phrases, actorOfCountry, countryOfCapital } = parts;

  const actors = (key: string): ActorEntry[] => {
    const found = index.named(key).flatMap((name) => (name.kind === 'actor' ? [name.actor] : []));
    return [...new Set(found)];
  };

  const byCountry = (key: string): ActorEntry | null => {
    const words = key.split(' ');
    for (let size = Math.min(LONGEST_COUNTRY, words.length); size > 0; size -= 1) {
      const named = index.named(words.slice(0, size).join(' ')).find(({ kind }) => kind === 'country');
      if (named?.kind !== 'country') continue;
      if (size === words.length) return actorOfCountry(named.country.code, named.demonym ? 'citizens' : 'state');
      const role = phrases.at(words, size);
      if (role !== null && size + role.words === words.length) return actorOfCountry(named.country.code, role.role);
    }
    const capital = index.named(key).find((name) => name.kind === 'place');
    const country = capital?.kind === 'place' ? countryOfCapital(capital.place.id) : null;
    return country === null ? null : actorOfCountry(country.code, 'government');
  };

  return (name, context = {}) => {
    const plain = name.replace(POSSESSIVE, '');
    const key = nameKey(plain);
    if (fold(plain) === '') return { status: 'unknown', suggestions: [] };
    let found = actors(key);
    if (found.length === 0) found = actors(withoutArticle(key) ?? `ال${key}`);
    const local = found.filter(({ country }) => context.country !== undefined && country === context.country);
    if (local.length > 0) found = [...local, ...found.filter((actor) => !local.includes(actor))];
    const [best, ...others] = found;
    if (best !== undefined && (others.length === 0 || local.length === 1)) {
      return { status: 'found', entry: best, alternatives: others };
    }
    if (best !== undefined) return { status: 'ambiguous', candidates: found };
    const pattern = byCountry(key);
    if (pattern !== null) return { status: 'found', entry: pattern, alternatives: [] };
    const sameSkeleton = near.bySkeleton(plain, () => true);
    const [only] = sameSkeleton;
    if (only !== undefined && sameSkeleton.length === 1) return { status: 'found', entry: only, alternatives: [] };
    if (only !== undefined) return { status: 'ambiguous', candidates: sameSkeleton };
    return { status: 'unknown', suggestions: near.similar(plain, SUGGESTIONS) };
  };
}
