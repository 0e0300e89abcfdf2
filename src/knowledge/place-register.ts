/** Puts all places together: countries, curated places, the theatre's towns, the operator's gazetteers, the world. */
import type { PlaceEntry } from '../model/knowledge.ts';
import { countryPlace, countryPlaceId } from './country-words.ts';
import type { GazetteerPlace } from './gazetteer.ts';
import { checkNoCycle, checkReference, checkUnique } from './integrity.ts';
import type { KnowledgeFolder } from './knowledge-folder.ts';
import type { PlaceTier } from './place-ranking.ts';
import { placeScore } from './place-ranking.ts';
import type { PlaceRow } from './rows.ts';

/** A place with where it comes from and how likely it is to be meant. */
export type RegisteredPlace = { place: PlaceEntry; tier: PlaceTier; score: number };

export type PlaceRegister = { places: Map<string, PlaceEntry>; registered: Map<string, RegisteredPlace> };

const entryOf = ({
  geonames: _g,
  admin1: _a,
  division: _d,
  preferred: _p,
  source: _s,
  verify: _v,
  ...entry
}: PlaceRow): PlaceEntry => entry;

export function registerPlaces(files: KnowledgeFolder, gazetteers: readonly GazetteerPlace[]): PlaceRegister {
  const places = new Map<string, PlaceEntry>();
  const registered = new Map<string, RegisteredPlace>();
  const divisions = new Map<string, string>();
  const known = new Set<number>();

  const register = (place: PlaceEntry, tier: PlaceTier, preferred = false): void => {
    places.set(place.id, place);
    registered.set(place.id, { place, tier, score: placeScore(place, tier, preferred) });
  };

  for (const { value } of files.countries) register(countryPlace(value), 'curated');
  const countryIds = new Map(files.countries.map(({ value }) => [value.code, countryPlaceId(value)]));

  const rows = [...files.curated, ...files.theatre];
  checkUnique(rows, new Set(places.keys()));
  for (const { value } of rows) {
    if (value.admin1 !== undefined) divisions.set(value.admin1, value.id);
    if (value.geonames !== undefined) known.add(value.geonames);
  }
  for (const row of files.curated) register(entryOf(row.value), 'curated', row.value.preferred);
  for (const row of files.theatre) register(entryOf(row.value), 'theatre', row.value.preferred);

  for (const { place, admin1 } of files.divisions) {
    if (divisions.has(admin1) || places.has(place.id)) continue;
    if (admin1 !== '') divisions.set(admin1, place.id);
    place.parent = countryIds.get(place.country ?? '') ?? null;
    register(place, 'world');
  }
  const placed = (place: PlaceEntry, admin1: string): PlaceEntry => {
    place.parent = divisions.get(admin1) ?? countryIds.get(place.country ?? '') ?? null;
    return place;
  };
  for (const { place, admin1, geonames } of gazetteers) {
    if (places.has(place.id) || (geonames !== null && known.has(geonames))) continue;
    if (geonames !== null) known.add(geonames);
    register(placed(place, admin1), 'gazetteer');
  }
  for (const { place, admin1 } of files.towns) {
    if (places.has(place.id) || known.has(Number(place.id.slice(3)))) continue;
    register(placed(place, admin1), 'world');
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
  return { places, registered };
}
