/** Takes distances behind a name out of the way: "El Fasher, 15 kilometers (9 miles) north of the camp, is …". */
import type { Unit } from './syntax.ts';

const LENGTHS = new Set('km kms kilometer kilometers kilometre kilometres mile miles mi metres meters'.split(' '));
const ABOUT = new Set('about some around roughly nearly almost just only over'.split(' '));
const WHICH_WAY = new Set(
  'north south east west northeast northwest southeast southwest away off further farther inland upstream downstream'.split(
    ' ',
  ),
);
const WITH_UNIT = /^\d[\d,.]*(?:km|mi)$/;

/** Distances behind a comma say where the name before it lies, and are nobody who acts; writes `pos`. */
export function settleDistances(units: readonly Unit[]): void {
  for (let at = 1; at < units.length; at += 1) {
    const { lower = '', pos } = units[at] ?? {};
    if (LENGTHS.has(lower) || (pos === 'num' && WITH_UNIT.test(lower))) settleDistance(units, at);
  }
}

function settleDistance(units: readonly Unit[], at: number): void {
  let from = LENGTHS.has(units[at]?.lower ?? '') ? at - 1 : at;
  if (from < at && units[from]?.pos !== 'num') return;
  if (ABOUT.has(units[from - 1]?.lower ?? '')) from -= 1;
  if (units[from - 1]?.text !== ',') return;
  let to = at;
  if (units[to + 1]?.text === '(') {
    const close = units.findIndex(({ text }, i) => i > to && text === ')');
    if (close > 0 && close - to <= 5) to = close;
  }
  while (WHICH_WAY.has(units[to + 1]?.lower ?? '')) to += 1;
  for (const unit of units.slice(from, to + 1))
    if (unit.text !== '(' && unit.text !== ')') Object.assign(unit, { pos: 'adv', forms: null, classes: null });
}
