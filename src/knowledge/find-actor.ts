/** Looks a person's words for an actor up: exact name, country pattern, country, capital, then a unique skeleton. */
import type { ActorEntry, CountryEntry, CountryRole, Resolution } from '../model/knowledge.ts';
import type { RolePhrases } from './country-words.ts';
import { fold, LONGEST_NAME, nameKey, withoutArticle } from './fold.ts';
import type { Knowledge } from './knowledge.ts';
import type { NameIndex } from './name-index.ts';
import type { NearNames } from './near-names.ts';

export type ActorFinder = (name: string, context?: { country?: string }) => Resolution<ActorEntry>;

const POSSESSIVE = /['’]s?(?=\s|$)/g;
const IN_BRACKETS = /\s*\([^)]*\)?/g;
const SUGGESTIONS = 5;
/** "Democratic Republic of the Congo" and the like: no country's name has more words. */
const LONGEST_COUNTRY = 7;

export function createActorFinder(parts: {
  index: NameIndex;
  near: NearNames<ActorEntry>;
  phrases: RolePhrases;
  actorOfCountry: (code: string, role: CountryRole) => ActorEntry;
  countryOfCapital: (placeId: string) => CountryEntry | null;
  roleNounAt: Knowledge['roleNounAt'];
  actors: ReadonlyMap<string, ActorEntry>;
  withoutModifiers: (key: string) => string | null;
}): ActorFinder {
  const { index, near, phrases, actorOfCountry, countryOfCapital, roleNounAt, actors, withoutModifiers } = parts;

  const named = (key: string): ActorEntry[] => {
    const found = index.named(key).flatMap((name) => (name.kind === 'actor' ? [name.actor] : []));
    return [...new Set(found)];
  };
  const countryNamed = (key: string): { country: CountryEntry; demonym: boolean } | null => {
    const found = index.named(key).find(({ kind }) => kind === 'country');
    return found?.kind === 'country' ? found : null;
  };

  /** "Kuwait", "Kuwaitis", "Kuwait government", "Kuwait's new Foreign Minister Sabah", "president of Kuwait". */
  const byCountry = (key: string): ActorEntry | null => {
    const words = key.split(' ');
    for (let size = Math.min(LONGEST_COUNTRY, words.length); size > 0; size -= 1) {
      const found = countryNamed(words.slice(0, size).join(' '));
      if (found === null) continue;
      const { code } = found.country;
      if (size === words.length) return actorOfCountry(code, found.demonym ? 'citizens' : 'state');
      const after = words.slice(size).join(' ');
      const rest = (withoutModifiers(after) ?? after).split(' ');
      const role = phrases.at(rest, 0);
      // What follows the office of a government is the name of its holder.
      if (role !== null && (role.words === rest.length || role.role === 'government')) {
        return actorOfCountry(code, role.role);
      }
    }
    const of = words.indexOf('of');
    const role = of > 0 ? phrases.at(words.slice(0, of), 0) : null;
    const owner = role?.words === of ? countryNamed(words.slice(of + 1).join(' ')) : null;
    return role !== null && owner !== null ? actorOfCountry(owner.country.code, role.role) : null;
  };

  const byCapital = (key: string): ActorEntry | null => {
    const capital = index.named(key).find((name) => name.kind === 'place');
    const country = capital?.kind === 'place' ? countryOfCapital(capital.place.id) : null;
    return country === null ? null : actorOfCountry(country.code, 'government');
  };

  const byRoleNoun = (key: string): ActorEntry | null => {
    const words = key.split(' ');
    const match = roleNounAt(words, 0);
    return match?.words === words.length ? (actors.get(match.noun.alone ?? '') ?? null) : null;
  };

  const exact = (key: string): ActorEntry[] => {
    const found = named(key);
    if (found.length > 0) return found;
    const unarticled = named(withoutArticle(key) ?? `ال${key}`);
    if (unarticled.length > 0) return unarticled;
    const one = byCountry(key) ?? byCapital(key) ?? byRoleNoun(key);
    return one === null ? [] : [one];
  };

  return (name, context = {}) => {
    if (name.length > LONGEST_NAME || fold(name) === '') return { status: 'unknown', suggestions: [] };
    const bare = nameKey(name.replace(IN_BRACKETS, ''));
    const owned = nameKey(name.replace(IN_BRACKETS, '').replace(POSSESSIVE, ''));
    const keys = new Set([nameKey(name), bare, owned, withoutModifiers(owned) ?? owned]);
    for (const key of keys) {
      let found = exact(key);
      const local = found.filter(({ country }) => context.country !== undefined && country === context.country);
      if (local.length > 0) found = [...local, ...found.filter((actor) => !local.includes(actor))];
      const [best, ...others] = found;
      if (best === undefined) continue;
      if (others.length === 0 || local.length === 1) return { status: 'found', entry: best, alternatives: others };
      return { status: 'ambiguous', candidates: found };
    }
    const sameSkeleton = near.bySkeleton(name, () => true);
    const [only] = sameSkeleton;
    if (only !== undefined && sameSkeleton.length === 1)
      return { status: 'found', entry: only, alternatives: [], near: true };
    if (only !== undefined) return { status: 'ambiguous', candidates: sameSkeleton, near: true };
    return { status: 'unknown', suggestions: near.similar(name, SUGGESTIONS) };
  };
}
