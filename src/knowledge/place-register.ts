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
import { readWorldPlaces } from './world-places.ts';

/** A place with where it comes from and how likely it is to be meant. */
export type RegisteredPlace = { place: PlaceEntry; tier: PlaceTier; score: number };

export type PlaceRegister = {
  places: Map<string, PlaceEntry>;
  /** All but the places of the world. */
  registered: RegisteredPlace[];
  world: PlaceEntry[];
  /** Capitals among the places of the world. */
  capitals: ReadonlySet<PlaceEntry>;
};

/** How the id of a town of GeoNames begins. */
const GEONAMES_ID = 'gn-';

const entryOf = ({
  geonames: _g,
  admin1: _a,
  division: _d,
  preferred: _p,
  source: _s,
  verify: _v,
  ...entry
}: PlaceRow): PlaceEntry => entry;

/** Throws UserError where a row refers to something that does not exist or an id is given twice. */
export function registerPlaces(files: KnowledgeFolder, gazetteers: readonly GazetteerPlace[]): PlaceRegister {
  const places = new Map<string, PlaceEntry>();
  const registered: RegisteredPlace[] = [];
  const world: PlaceEntry[] = [];
  const capitals = new Set<PlaceEntry>();
  /** Ids of divisions by GeoNames code. */
  const divisions = new Map<string, string>();
  /** GeoNames numbers of places that are there already. */
  const known = new Set<number>();

  const register = (place: PlaceEntry, tier: PlaceTier, standing: { preferred?: boolean } = {}) => {
    places.set(place.id, place);
    registered.push({ place, tier, score: placeScore(place, tier, standing) });
  };

  for (const { value } of files.countries) register(countryPlace(value), 'curated');
  const countryIds = new Map(files.countries.map(({ value }) => [value.code, countryPlaceId(value)]));
  const countryOf = (place: PlaceEntry): string | null => countryIds.get(place.country ?? '') ?? null;

  const rows = [...files.curated, ...files.theatre];
  checkUnique(rows, new Set(places.keys()));
  for (const { value } of rows) {
    if (value.admin1 !== undefined) divisions.set(value.admin1, value.id);
    if (value.geonames !== undefined) known.add(value.geonames);
  }
  for (const row of files.curated) register(entryOf(row.value), 'curated', row.value);
  for (const row of files.theatre) register(entryOf(row.value), 'theatre', row.value);

  readWorldPlaces(files.divisions, (place, admin1) => {
    if (divisions.has(admin1) || places.has(place.id)) return;
    if (admin1 !== '') divisions.set(admin1, place.id);
    place.parent = countryOf(place);
    places.set(place.id, place);
    world.push(place);
  });

  if (gazetteers.length > 0) {
    const divisionNamed = divisionsByName(places.values());
    const isThere = nearbyNames(registered.map(({ place }) => place));
    for (const row of gazetteers) {
      const { place, admin1, geonames } = row;
      if (places.has(place.id) || (geonames !== null && known.has(geonames)) || isThere(place)) continue;
      if (geonames !== null) known.add(geonames);
      const division = divisions.get(admin1) ?? divisionNamed(place.country, admin1);
      if (division === null && geonames === null && admin1 !== '') {
        const problem = `"${admin1.slice(0, 40)}" is no division that is known; use its English name or GeoNames code (SY.05), or leave it empty`;
        throw gazetteerError(row.file, row.line, 'admin1', problem);
      }
      if (division !== null) place.country ??= places.get(division)?.country ?? null;
      place.parent = division ?? countryOf(place);
      register(place, 'gazetteer');
    }
  }

  readWorldPlaces(files.towns, (place, admin1, capital) => {
    if (places.has(place.id) || known.has(Number(place.id.slice(GEONAMES_ID.length)))) return;
    place.parent = divisions.get(admin1) ?? countryOf(place);
    places.set(place.id, place);
    world.push(place);
    if (capital) capitals.add(place);
  });

  for (const row of rows) {
    const { value } = row;
    checkReference(row, 'country', value.country, countryIds);
    checkReference(row, 'parent', value.parent, places);
    checkReference(row, 'relativeTo.id', value.relativeTo?.id, places);
    for (const neighbour of value.neighbours ?? []) checkReference(row, 'neighbours', neighbour, places);
  }
  checkNoCycle(rows, (id) => places.get(id)?.parent ?? null);
  for (const { value } of rows) {
    const place = places.get(value.id);
    if (place?.parent === null) place.parent = divisions.get(value.division ?? '') ?? countryOf(place);
  }
  return { places, registered, world, capitals };
}

/** What may follow the name of a division in its own name. */
const DIVISION_NOUN = / (governorate|province|oblast|region|state|prefecture|district|county)$/;

/** Finds the id of a division by its country and name, "Aleppo" for the Aleppo Governorate too. */
function divisionsByName(places: Iterable<PlaceEntry>): (country: string | null, name: string) => string | null {
  const ids = new Map<string, string>();
  for (const place of places) {
    if (place.kind !== 'admin1') continue;
    for (const name of [place.name, ...place.aliases]) {
      const key = nameKey(name);
      ids.set(`${place.country} ${key}`, place.id);
      const bare = `${place.country} ${key.replace(DIVISION_NOUN, '')}`;
      if (!ids.has(bare)) ids.set(bare, place.id);
    }
  }
  return (country, name) => ids.get(`${country} ${nameKey(name)}`) ?? null;
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
