/** Puts all places together: countries, curated places, the theatre's towns, the operator's gazetteers, the world. */
import type { PlaceEntry } from '../model/knowledge.ts';
import { countryPlace, countryPlaceId } from './country-words.ts';
import { nameKey } from './fold.ts';
import type { GazetteerPlace } from './gazetteer-place.ts';
import { gazetteerError } from './gazetteer-place.ts';
import { checkNoCycle, checkReference, checkUnique } from './integrity.ts';
import type { KnowledgeFolder } from './knowledge-folder.ts';
import type { PlaceTier } from './place-ranking.ts';
import { placeScore } from './place-ranking.ts';
import type { PlaceRow } from './rows.ts';

/** A place with where it comes from and how likely it is to be meant. */
export type RegisteredPlace = { place: PlaceEntry; tier: PlaceTier; score: number };

export type PlaceRegister = {
  places: Map<string, PlaceEntry>;
  registered: RegisteredPlace[];
  /** Capitals among the places of the world. */
  capitals: ReadonlySet<PlaceEntry>;
};

const entryOf = ({
  geonames: _g,
  admin1: _a,
  division: _d,
  preferred: _p,
  source: _s,
  verify: _v,
  ...entry
}: PlaceRow): PlaceEntry => entry;

/** How the id of a town of GeoNames begins. */
const GEONAMES_ID = 'gn-';
/** What may follow the name of a division in its own name. */
const DIVISION_NOUN = / (governorate|province|oblast|region|state|prefecture|district|county)$/;

export function registerPlaces(files: KnowledgeFolder, gazetteers: readonly GazetteerPlace[]): PlaceRegister {
  const places = new Map<string, PlaceEntry>();
  const registered: RegisteredPlace[] = [];
  const capitals = new Set<PlaceEntry>();
  const divisions = new Map<string, string>();
  const known = new Set<number>();

  const register = (place: PlaceEntry, tier: PlaceTier, standing: { preferred?: boolean; capital?: boolean } = {}) => {
    places.set(place.id, place);
    registered.push({ place, tier, score: placeScore(place, tier, standing) });
    if (standing.capital === true) capitals.add(place);
  };

  for (const { value } of files.countries) register(countryPlace(value), 'curated');
  const countryIds = new Map(files.countries.map(({ value }) => [value.code, countryPlaceId(value)]));

  const rows = [...files.curated, ...files.theatre];
  checkUnique(rows, new Set(places.keys()));
  for (const { value } of rows) {
    if (value.admin1 !== undefined) divisions.set(value.admin1, value.id);
    if (value.geonames !== undefined) known.add(value.geonames);
  }
  for (const row of files.curated) register(entryOf(row.value), 'curated', row.value);
  for (const row of files.theatre) register(entryOf(row.value), 'theatre', row.value);

  for (const { place, admin1 } of files.divisions) {
    if (divisions.has(admin1) || places.has(place.id)) continue;
    if (admin1 !== '') divisions.set(admin1, place.id);
    place.parent = countryIds.get(place.country ?? '') ?? null;
    register(place, 'world');
  }
  const divisionOf = (country: string | null, admin1: string): string | null =>
    divisions.get(admin1) ?? divisions.get(`${country} ${nameKey(admin1)}`) ?? null;
  for (const { place } of registered) {
    if (place.kind !== 'admin1') continue;
    for (const name of [place.name, ...place.aliases]) {
      const key = nameKey(name);
      divisions.set(`${place.country} ${key}`, place.id);
      const bare = `${place.country} ${key.replace(DIVISION_NOUN, '')}`;
      if (!divisions.has(bare)) divisions.set(bare, place.id);
    }
  }
  const placed = (place: PlaceEntry, admin1: string): PlaceEntry => {
    place.parent = divisionOf(place.country, admin1) ?? countryIds.get(place.country ?? '') ?? null;
    return place;
  };

  const isKnown = nearbyNames(registered.map(({ place }) => place));
  for (const row of gazetteers) {
    const { place, admin1, geonames, file, line } = row;
    if (places.has(place.id) || (geonames !== null && known.has(geonames)) || isKnown(place)) continue;
    if (geonames === null && admin1 !== '' && divisionOf(place.country, admin1) === null) {
      const problem = `"${admin1.slice(0, 40)}" is no division that is known; use its English name or GeoNames code (SY.05), or leave it empty`;
      throw gazetteerError(file, line, 'admin1', problem);
    }
    if (geonames !== null) known.add(geonames);
    register(placed(place, admin1), 'gazetteer');
  }
  for (const { place, admin1, capital } of files.towns) {
    if (places.has(place.id) || known.has(Number(place.id.slice(GEONAMES_ID.length)))) continue;
    register(placed(place, admin1), 'world', { capital });
  }

  for (const row of rows) {
    const { value } = row;
    if (value.country !== null && !countryIds.has(value.country)) {
      checkReference(row, 'country', value.country, { has: () => false });
    }
    checkReference(row, 'parent', value.parent, places);
    checkReference(row, 'relativeTo.id', value.relativeTo?.id, places);
    for (const neighbour of value.neighbours ?? []) checkReference(row, 'neighbours', neighbour, places);
  }
  checkNoCycle(rows, (id) => places.get(id)?.parent ?? null);
  for (const { value } of rows) {
    const place = places.get(value.id);
    if (place !== undefined && place.parent === null && place.country !== null) {
      place.parent = divisions.get(value.division ?? '') ?? countryIds.get(place.country) ?? null;
    }
  }
  return { places, registered, capitals };
}

/** Places this near to one another under one name are one place, in degrees (about five kilometres). */
const SAME_SPOT = 0.05;

/** Tells whether one of the places has the name of another and lies on the same spot. */
function nearbyNames(places: readonly PlaceEntry[]): (place: PlaceEntry) => boolean {
  const named = new Map<string, PlaceEntry[]>();
  for (const place of places) {
    for (const name of [place.name, ...place.aliases]) {
      const key = nameKey(name);
      const same = named.get(key);
      if (same === undefined) named.set(key, [place]);
      else same.push(place);
    }
  }
  const isNear = (a: number | null, b: number | null) => a !== null && b !== null && Math.abs(a - b) < SAME_SPOT;
  return (place) =>
    named.get(nameKey(place.name))?.some((other) => isNear(other.lat, place.lat) && isNear(other.lon, place.lon)) ??
    false;
}
