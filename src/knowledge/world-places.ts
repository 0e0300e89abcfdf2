/** Reads the compact files of the world's divisions and towns (places/world/*.tsv). */
import { readFileSync } from 'node:fs';
import { UserError } from '../errors.ts';
import type { PlaceEntry, PlaceKind } from '../model/knowledge.ts';

const KINDS: Readonly<Record<string, PlaceKind>> = {
  a: 'admin1',
  d: 'admin2',
  k: 'city',
  c: 'city',
  t: 'town',
  v: 'village',
  n: 'neighbourhood',
};
const COLUMNS = 9;

/** A place of the world with the GeoNames code of its division (for divisions their own); `k` marks capitals. */
export type WorldPlace = { place: PlaceEntry; admin1: string; capital: boolean };

/** The rows of one file; its columns are explained in seeds/knowledge/README.md. */
export function readWorldPlaces(file: string): WorldPlace[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UserError(
      'bad-knowledge',
      `${file}: cannot be read; put the file back or set SITREP_SEEDS to a folder that has it`,
      { cause, context: { file } },
    );
  }
  // Towns without other names share one list: there are tens of thousands.
  const none: string[] = [];
  const places: WorldPlace[] = [];
  const lines = text.split('\n');
  for (let number = 1; number <= lines.length; number += 1) {
    const line = (lines[number - 1] ?? '').replace(/\r$/, '');
    if (line === '' || line.startsWith('#')) continue;
    const cells = line.split('\t');
    const [id = '', country = '', admin1 = '', letter = ''] = cells;
    const kind = KINDS[letter];
    const lat = Number(cells[5]);
    const lon = Number(cells[6]);
    if (cells.length !== COLUMNS || kind === undefined || Number.isNaN(lat + lon) || id === '') {
      throw new UserError(
        'bad-knowledge',
        `${file}, line ${number}: is no row of ${COLUMNS} tab-separated columns with a kind of ${Object.keys(KINDS).join(', ')}; make the file again with build-world.mjs`,
        { context: { file, line: number } },
      );
    }
    const aliases = cells[8] ?? '';
    places.push({
      admin1,
      capital: letter === 'k',
      place: {
        id,
        name: cells[7] ?? '',
        kind,
        aliases: aliases === '' ? none : aliases.split('|'),
        country,
        parent: null,
        lat,
        lon,
        population: Number(cells[4]),
      },
    });
  }
  return places;
}
