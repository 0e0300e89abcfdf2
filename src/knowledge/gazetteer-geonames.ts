/** Reads a GeoNames dump (https://download.geonames.org/export/dump/readme.txt): 19 tab-separated columns, no header. */
import type { PlaceKind } from '../model/knowledge.ts';
import type { GazetteerPlace } from './gazetteer-place.ts';
import { gazetteerError } from './gazetteer-place.ts';
import { settlementKind } from './settlement-kind.ts';

export const GEONAMES_COLUMNS = 19;
/** Column numbers from 0. */
const ID = 0;
const NAME = 1;
const ASCII_NAME = 2;
const ALTERNATES = 3;
const LATITUDE = 4;
const LONGITUDE = 5;
const CLASS = 6;
const CODE = 7;
const COUNTRY = 8;
const ADMIN1 = 10;
const POPULATION = 14;

/** More alternate names of one place than this are other languages' spellings. */
const MOST_ALIASES = 16;

/** Kinds of features that reports name; settlements are told apart by population, all other features are left out. */
const KINDS: Readonly<Record<string, PlaceKind>> = {
  ADM1: 'admin1',
  ADM2: 'admin2',
  AREA: 'area',
  RGN: 'area',
  VAL: 'area',
  PLN: 'area',
  DSRT: 'desert',
  STM: 'river',
  STMI: 'river',
  CNL: 'river',
  LK: 'lake',
  RSV: 'lake',
  SEA: 'sea',
  GULF: 'sea',
  HLL: 'hill',
  HLLS: 'hill',
  MT: 'hill',
  MTS: 'hill',
  RDGE: 'hill',
  PK: 'hill',
  PASS: 'hill',
  DAM: 'dam',
  AIRB: 'airbase',
  AIRF: 'airbase',
  AIRP: 'facility',
  INSM: 'base',
  MILB: 'base',
  NVB: 'base',
  CMP: 'camp',
  CMPRF: 'camp',
  PSTB: 'crossing',
  PSTC: 'crossing',
  RD: 'road',
  HWY: 'road',
  RDJCT: 'road',
  BDG: 'facility',
  OILF: 'facility',
  GASF: 'facility',
  OILR: 'facility',
  PS: 'facility',
  PRN: 'facility',
  PRT: 'facility',
  HSP: 'facility',
  UNIV: 'facility',
};
/** The kind of a GeoNames feature code, undefined for features that are left out. */
export const kindOfFeature = (code: string, population: number): PlaceKind | undefined =>
  code.startsWith('PPL') ? settlementKind(population, code) : KINDS[code];

const NO_LONGER = /^(PPLH|PPLQ|PPLW|ADM1H|ADM2H)$/;

/** The places of the text of a dump. */
export function readGeoNames(file: string, text: string): GazetteerPlace[] {
  const places: GazetteerPlace[] = [];
  const lines = text.split('\n');
  for (let number = 1; number <= lines.length; number += 1) {
    const row = (lines[number - 1] ?? '').replace(/\r$/, '');
    if (row.trim() === '' || (number === 1 && row.startsWith('geonameid\t'))) continue;
    const read = readRow(file, number, row.split('\t'));
    if (read !== null) places.push(read);
  }
  return places;
}

function readRow(file: string, line: number, cells: readonly string[]): GazetteerPlace | null {
  const wrong = (column: string, problem: string) => gazetteerError(file, line, column, problem);
  if (cells.length !== GEONAMES_COLUMNS) {
    const problem = `has ${cells.length} columns; a row of a GeoNames dump has ${GEONAMES_COLUMNS}, parted by tabs`;
    throw wrong('row', problem);
  }
  const cell = (column: number) => (cells[column] ?? '').trim();
  if (!/^\d+$/.test(cell(ID))) throw wrong('geonameid', `"${cell(ID).slice(0, 40)}" is no number`);
  if (cell(NAME) === '') throw wrong('name', 'is empty; give the place a name or remove the row');
  const degrees = (column: number, name: string, most: number): number => {
    const value = Number(cell(column));
    if (cell(column) === '' || !(Math.abs(value) <= most)) {
      throw wrong(name, `"${cell(column).slice(0, 40)}" is no number of degrees from -${most} to ${most}`);
    }
    return value;
  };
  const lat = degrees(LATITUDE, 'latitude', 90);
  const lon = degrees(LONGITUDE, 'longitude', 180);
  const population = Number(cell(POPULATION) || '0');
  if (!Number.isInteger(population) || population < 0) {
    throw wrong('population', `"${cell(POPULATION).slice(0, 40)}" is no whole number; use 0 where it is unknown`);
  }
  const country = cell(COUNTRY);
  if (country !== '' && !/^[A-Z]{2}$/.test(country)) {
    throw wrong('country code', `"${country.slice(0, 40)}" is no ISO code of two capital letters`);
  }
  const code = cell(CODE);
  const kind = kindOfFeature(cell(CLASS) === 'P' && !code.startsWith('PPL') ? 'PPL' : code, population);
  if (kind === undefined || NO_LONGER.test(code)) return null;
  const geonames = Number(cell(ID));
  return {
    file,
    line,
    geonames,
    admin1: country === '' || cell(ADMIN1) === '' ? '' : `${country}.${cell(ADMIN1)}`,
    place: {
      id: `gn-${geonames}`,
      name: cell(NAME),
      kind,
      aliases: [...new Set([cell(ASCII_NAME), ...cell(ALTERNATES).split(',')])].filter(isName).slice(0, MOST_ALIASES),
      country: country === '' ? null : country,
      parent: null,
      lat,
      lon,
      population,
    },
  };
}

/** Codes of airports, links and spellings all in lower case are no names. */
const isName = (alias: string): boolean =>
  alias.length > 2 && !alias.includes('/') && !/^[a-z0-9 -]+$/.test(alias) && !/^[A-Z0-9]+$/.test(alias);
