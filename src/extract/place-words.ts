/** Common nouns for places: which of them can stand for a place that the text has named. */
import type { PlaceReading } from './referents.ts';

const SETTLEMENT =
  /^(?:city|town|village|settlement|hamlet|stronghold|bastion|capital|enclave|neighborhood|neighbourhood|suburb|township|community|locality|hub|redoubt|camp|municipality)s?$/;
const ADMINISTRATIVE = /^(?:province|governorate|state|county|oblast|quadrant|department|district|prefecture)s?$/;
const REGION =
  /^(?:province|governorate|region|district|state|county|oblast|area|countryside|quadrant|territory|zone|sector|valley|desert|department)s?$/;

/** A name that nobody knows, where something happened, is rather that of a town. */
export const mayBeTown = (word: string, place: PlaceReading): boolean =>
  place.entry === null && place.head === null && SETTLEMENT.test(word);

/** Whether a common noun can stand for a place: "town" for a town, "province" for a province. */
export function fits(word: string, place: PlaceReading): boolean {
  const kind = place.entry?.kind;
  if (place.head === word) return true;
  if (SETTLEMENT.test(word))
    return (
      kind === 'city' ||
      kind === 'town' ||
      kind === 'village' ||
      kind === 'neighbourhood' ||
      kind === 'camp' ||
      // "Hama", "Aleppo": the province is known by the name of its city.
      (kind === 'admin1' && place.head === null && /^(?:city|capital)$/.test(word)) ||
      (place.head !== null && SETTLEMENT.test(place.head))
    );
  if (ADMINISTRATIVE.test(word))
    return kind === 'admin1' || kind === 'admin2' || (place.head !== null && ADMINISTRATIVE.test(place.head));
  if (REGION.test(word))
    return (
      kind === 'admin1' ||
      kind === 'admin2' ||
      kind === 'area' ||
      kind === 'desert' ||
      (place.head !== null && REGION.test(place.head))
    );
  if (word === 'country') return kind === 'country';
  if (kind === undefined) return false;
  return (
    kind === word ||
    (word === 'base' && kind === 'airbase') ||
    (word === 'airport' && kind === 'airbase') ||
    (word === 'river' && kind === 'river')
  );
}
