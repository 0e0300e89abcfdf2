/** Reads gazetteer files that an operator adds: GeoNames dumps and CSV files with a header. */
import { readFileSync, statSync } from 'node:fs';
import { UserError } from '../errors.ts';
import { nameKey } from './fold.ts';
import { readCsvPlaces } from './gazetteer-csv.ts';
import { GEONAMES_COLUMNS, readGeoNames } from './gazetteer-geonames.ts';
import type { GazetteerPlace } from './gazetteer-place.ts';

/** Larger files do not fit into a string; a country's dump has some ten megabytes. */
const LARGEST = 400_000_000;

/**
 * The places of one file, in its order. A file whose first row has GeoNames' 19 tab-separated columns is read as a
 * dump, any other as CSV with a header. Throws UserError for a file that cannot be read and for the first wrong row.
 */
export function readGazetteer(file: string, countryCode: (text: string) => string | null): GazetteerPlace[] {
  const text = readText(file);
  const first = text.split('\n', 1)[0] ?? '';
  const isDump = first.split('\t').length >= GEONAMES_COLUMNS - 4;
  const places = isDump ? readGeoNames(file, text) : readCsvPlaces(file, text, countryCode);
  if (places.length === 0) {
    throw new UserError(
      'bad-gazetteer',
      `${file}: holds no place; give a GeoNames dump or a CSV file with a header and rows`,
      {
        context: { file },
      },
    );
  }
  return withoutBorrowedNames(places);
}

/** Drops aliases that are the name of another place of the file: GeoNames often gives a village its neighbour's name. */
function withoutBorrowedNames(places: GazetteerPlace[]): GazetteerPlace[] {
  const owners = new Map<string, string>();
  for (const { place } of places) owners.set(nameKey(place.name), place.id);
  for (const { place } of places) {
    const own = nameKey(place.name);
    place.aliases = place.aliases.filter((alias) => {
      const key = nameKey(alias);
      return key !== '' && key !== own && !owners.has(key);
    });
  }
  return places;
}

function readText(file: string): string {
  try {
    if (statSync(file).size > LARGEST) {
      throw new UserError(
        'bad-gazetteer',
        `${file}: is larger than ${LARGEST / 1e6} MB; cut it down to the countries you need`,
        {
          context: { file },
        },
      );
    }
    return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError('bad-gazetteer', `${file}: cannot be read; correct the path in SITREP_GAZETTEER`, {
      cause,
      context: { file },
    });
  }
}
