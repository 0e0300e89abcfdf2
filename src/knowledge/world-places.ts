/** Reads the compact files of the world's divisions and towns (places/world/*.tsv). */
import { existsSync, readFileSync } from 'node:fs';
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

/** Takes a place with the GeoNames code of its division (for divisions their own), and whether it is a capital. */
export type WorldPlaceVisitor = (place: PlaceEntry, admin1: string, capital: boolean) => void;

/** Hands every row of a file on; its columns are explained in seeds/knowledge/README.md. A missing file has no rows. */
export function readWorldPlaces(file: string, visit: WorldPlaceVisitor): void {
  if (!existsSync(file)) return;
  const text = readFileSync(file, 'utf8');
  // Towns without other names share one list: there are tens of thousands.
  const none: string[] = [];
  const countries = new Map<string, string>();
  let number = 0;
  for (let start = 0; start < text.length; ) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    const cells = text.slice(start, end).replace('\r', '').split('\t');
    start = end + 1;
    number += 1;
    const id = cells[0] ?? '';
    if ((id === '' && cells.length === 1) || id.startsWith('#')) continue;
    const letter = cells[3] ?? '';
    let country = cells[1] ?? '';
    country = countries.get(country) ?? country;
    countries.set(country, country);
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
    const place: PlaceEntry = {
      id,
      name: cells[7] ?? '',
      kind,
      aliases: aliases === '' ? none : aliases.split('|'),
      country,
      parent: null,
      lat,
      lon,
      population: Number(cells[4]),
    };
    visit(place, cells[2] ?? '', letter === 'k');
  }
}
