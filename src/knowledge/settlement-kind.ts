/** What a settlement is called by its population and GeoNames' feature code. */
import type { PlaceKind } from '../model/knowledge.ts';

const CITY = 100_000;
const TOWN = 5_000;

/** `code`: PPLC and PPLA are capitals of states and divisions, PPLX is a part of a town. */
export function settlementKind(population: number, code = ''): PlaceKind {
  if (code === 'PPLX') return 'neighbourhood';
  if (population >= CITY || code === 'PPLC') return 'city';
  return population >= TOWN || code === 'PPLA' ? 'town' : 'village';
}
