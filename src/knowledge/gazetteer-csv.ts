/** Reads a gazetteer as CSV with a header: name, lat, lon; optional country, admin1, kind, population, aliases, id. */
import { CsvError, parse } from 'csv-parse/sync';
import { UserError } from '../errors.ts';
import { PlaceKind } from '../model/knowledge.ts';
import { fold } from './fold.ts';
import { kindOfFeature } from './gazetteer-geonames.ts';
import type { GazetteerPlace } from './gazetteer-place.ts';
import { gazetteerError } from './gazetteer-place.ts';
import { settlementKind } from './settlement-kind.ts';

const COLUMNS = ['name', 'lat', 'lon', 'country', 'admin1', 'kind', 'population', 'aliases', 'id'] as const;
type Column = (typeof COLUMNS)[number];
const REQUIRED: readonly Column[] = ['name', 'lat', 'lon'];

/** Other headings that files use for the same columns. */
const HEADINGS: Readonly<Record<string, Column>> = {
  latitude: 'lat',
  y: 'lat',
  longitude: 'lon',
  lng: 'lon',
  long: 'lon',
  x: 'lon',
  'country code': 'country',
  countrycode: 'country',
  iso: 'country',
  cc: 'country',
  governorate: 'admin1',
  province: 'admin1',
  'admin1 name': 'admin1',
  'admin1 code': 'admin1',
  type: 'kind',
  feature: 'kind',
  'feature code': 'kind',
  featurecode: 'kind',
  'place type': 'kind',
  pop: 'population',
  alias: 'aliases',
  'alternate names': 'aliases',
  alternatenames: 'aliases',
};

type Parsed = { record: Record<string, string>; info: { lines: number } };

/** The places of the text of a CSV file; `countryCode` gives the ISO code of a code or a country's name. */
export function readCsvPlaces(
  file: string,
  text: string,
  countryCode: (text: string) => string | null,
): GazetteerPlace[] {
  const taken = new Map<string, number>();
  return parseCsv(file, text).map(({ record, info }) => {
    const line = info.lines;
    const wrong = (column: Column, problem: string) => gazetteerError(file, line, column, problem);
    const cell = (column: Column) => (record[column] ?? '').trim();
    const shown = (column: Column) => `"${cell(column).slice(0, 40)}"`;

    if (fold(cell('name')) === '') throw wrong('name', 'is empty; give the place a name or remove the row');
    const degrees = (column: 'lat' | 'lon', most: number): number => {
      const value = Number(cell(column));
      if (cell(column) === '' || !(Math.abs(value) <= most)) {
        throw wrong(column, `${shown(column)} is no number of degrees from -${most} to ${most}, such as 34.69`);
      }
      return value;
    };
    const lat = degrees('lat', 90);
    const lon = degrees('lon', 180);
    const population = Number(cell('population').replaceAll(',', '') || '0');
    if (!Number.isInteger(population) || population < 0) {
      throw wrong('population', `${shown('population')} is no whole number; leave it empty where it is unknown`);
    }
    const country = cell('country') === '' ? null : countryCode(cell('country'));
    if (cell('country') !== '' && country === null) {
      throw wrong('country', `${shown('country')} is no country; use a code such as SY or an English name`);
    }
    const kind =
      cell('kind') === ''
        ? settlementKind(population)
        : (PlaceKind.safeParse(fold(cell('kind'))).data ?? kindOfFeature(cell('kind'), population));
    if (kind === undefined || kind === 'country') {
      const kinds = PlaceKind.options.filter((option) => option !== 'country').join(', ');
      throw wrong('kind', `${shown('kind')} is no kind of place; use a GeoNames feature code or one of ${kinds}`);
    }
    const base = `gz-${(country ?? 'xx').toLowerCase()}-${fold(cell('id') || cell('name')).replaceAll(' ', '-')}`;
    const count = (taken.get(base) ?? 0) + 1;
    taken.set(base, count);
    const id = count === 1 ? base : `${base}-${count}`;
    const aliases = cell('aliases')
      .split(/[|;]/.test(cell('aliases')) ? /[|;]/ : /[,،]/)
      .map((alias) => alias.trim())
      .filter((alias) => alias !== '');
    const place = { id, name: cell('name'), kind, aliases, country, parent: null, lat, lon, population };
    return { file, line, geonames: null, admin1: cell('admin1'), place };
  });
}

function parseCsv(file: string, text: string): Parsed[] {
  const first = text.split('\n', 1)[0] ?? '';
  const delimiter = [',', ';', '\t'].find((mark) => first.includes(mark)) ?? ',';
  const header = (cells: string[]): string[] => {
    const columns = cells.map((cell) => columnOf(cell) ?? cell);
    const missing = REQUIRED.filter((column) => !columns.includes(column));
    if (missing.length > 0) {
      throw gazetteerError(
        file,
        1,
        missing[0] ?? '',
        `the header lacks it; a CSV gazetteer begins with a line such as name,lat,lon,country,admin1,kind,population,aliases`,
      );
    }
    return columns;
  };
  try {
    return parse(text, {
      bom: true,
      columns: header,
      delimiter,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as Parsed[];
  } catch (cause) {
    if (cause instanceof UserError || !(cause instanceof CsvError)) throw cause;
    const line = typeof cause.lines === 'number' ? cause.lines : 1;
    throw gazetteerError(
      file,
      line,
      'row',
      `${cause.message.replaceAll(/\s+/g, ' ')}; quote cells that hold the delimiter`,
    );
  }
}

const columnOf = (heading: string): Column | undefined => {
  const folded = fold(heading);
  return COLUMNS.find((column) => column === folded) ?? HEADINGS[folded];
};
