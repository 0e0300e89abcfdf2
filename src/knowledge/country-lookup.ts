/** Countries by code: their entries, their places, and the actor that holds each role in them. */
import { UserError } from '../errors.ts';
import type { ActorEntry, CountryEntry, CountryRole, PlaceEntry } from '../model/knowledge.ts';
import { actorIdOf, countryEntry, countryPlaceId } from './country-words.ts';
import { nameKey } from './fold.ts';
import type { NameIndex } from './name-index.ts';
import type { CountryRow } from './rows.ts';

export type CountryLookup = {
  countries: ReadonlyMap<string, CountryEntry>;
  actorOfCountry: (code: string, role: CountryRole) => ActorEntry;
  placeOfCountry: (code: string) => PlaceEntry;
};

/** Throws UserError for a code that no row has. */
export function createCountryLookup(
  rows: readonly CountryRow[],
  actors: ReadonlyMap<string, ActorEntry>,
  places: ReadonlyMap<string, PlaceEntry>,
): CountryLookup {
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const rowOf = (code: string): CountryRow => {
    const row = byCode.get(code);
    if (row !== undefined) return row;
    throw new UserError('unknown-country', `"${code}" is no ISO country code; use two capital letters such as SY`);
  };
  return {
    countries: new Map(rows.map((row) => [row.code, countryEntry(row)])),
    actorOfCountry(code, role) {
      const actor = actors.get(actorIdOf(rowOf(code), role));
      if (actor === undefined) throw new UserError('bad-knowledge', `country ${code} has no actor for "${role}"`);
      return actor;
    },
    placeOfCountry(code) {
      const place = places.get(countryPlaceId(rowOf(code)));
      if (place === undefined) throw new UserError('bad-knowledge', `country ${code} has no place`);
      return place;
    },
  };
}

/** The code of a country given by its code, name or alias; null for anything else. */
export function createCodeFinder(rows: readonly CountryRow[]): (text: string) => string | null {
  const codes = new Map<string, string>();
  for (const row of rows) for (const name of [row.code, row.name, ...row.aliases]) codes.set(nameKey(name), row.code);
  return (text) => codes.get(nameKey(text)) ?? null;
}

/** Countries by the id of the place that is their capital. */
export function capitalsOf(countries: Iterable<CountryEntry>, index: NameIndex): ReadonlyMap<string, CountryEntry> {
  const capitals = new Map<string, CountryEntry>();
  for (const country of countries) {
    if (country.capital === null) continue;
    for (const name of index.named(nameKey(country.capital))) {
      if (name.kind !== 'place' || name.place.country !== country.code) continue;
      if (name.place.kind === 'country' || name.place.kind === 'admin1') continue;
      capitals.set(name.place.id, country);
      break;
    }
  }
  return capitals;
}
