/** Reads the compact files of the world's first-order divisions and towns (places/world/*.tsv). */
import { readFileSync } from 'node:fs';
import { UserError } from '../errors.ts';
import type { PlaceEntry, PlaceKind } from '../model/knowledge.ts';

const NONE: readonly string[] = Object.freeze([]);
const KINDS: Readonly<Record<string, PlaceKind>> = {
  a: 'admin1',
  c: 'city',
  t: 'town',
  v: 'village',
  n: 'neighbourhood',
};
const COLUMNS = 9;

/** A place of the world, and the GeoNames codes that tie it to others: its own, and its division's. */
export type WorldPlace = { place: PlaceEntry; admin1: string };

/** The rows of one file; its columns are explained in seeds/knowledge/README.md. */
export function readWorldPlaces(file: string): WorldPlace[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UserError(
      'bad-knowledge',
      `${file}: cannot be read; put the file back or set SITREP_SEEDS to a folder that has it`,
      {
        cause,
        context: { file },
      },
    );
  }
  const places: WorldPlace[] = [];
  let number = 0;
  for (const line of text.split('\n')) {
    number += 1;
    if (line === '' || line.startsWith('#')) continue;
    const [id, country, admin1, letter, population, lat, lon, name, aliases, ...rest] = line.split('\t');
    const kind = KINDS[letter ?? ''];
    if (
      id === undefined ||
      country === undefined ||
      admin1 === undefined ||
      name === undefined ||
      aliases === undefined ||
      kind === undefined ||
      rest.length > 0
    ) {
      throw new UserError(
        'bad-knowledge',
        `${file}, line ${number}: is no row of ${COLUMNS} tab-separated columns with a kind of ${Object.keys(KINDS).join(', ')}; make the file again with build-world.mjs`,
        { context: { file, line: number } },
      );
    }
    places.push({
      admin1,
      place: {
        id,
        name,
        kind,
        aliases: aliases === '' ? (NONE as string[]) : aliases.split('|'),
        country,
        parent: null,
        lat: Number(lat),
        lon: Number(lon),
        population: Number(population),
      },
    });
  }
  return places;
}
