/** Dates counted from one told before: the next day, nine days later, by the end of that year, within days. */
import { dayNumber, edtfMonth, edtfYear } from './calendar.ts';
import { isPast, type Placed, placeDay, type Reference, UNRESOLVED } from './reference.ts';
import { numberOf, WORD_NUMBER } from './relative-dates.ts';
import type { Anchor, DateRule } from './rule.ts';
import { MONTH, monthNumber } from './words.ts';

/** A day, month or year in EDTF as what other dates count from; null where it is none of these. */
export function readAnchor(edtf: string | null): Anchor | null {
  const parts = /^(\d{4})(?:-(0\d|1[0-2])(?:-(\d\d))?)?$/.exec(edtf ?? '');
  if (parts === null) return null;
  const year = Number(parts[1]);
  const month = parts[2] === undefined ? null : Number(parts[2]);
  const day = month === null || parts[3] === undefined ? null : dayNumber({ year, month, day: Number(parts[3]) });
  return { year, month, day };
}

export const fromAnchor: DateRule = {
  name: 'counted-from-another-day',
  trigger: 'relative',
  hint: /same|following|next|previous|later|that|before|after|earlier/i,
  pattern: new RegExp(
    `\\b(?:the (?<which>same|following|next|previous) (?:day|night|morning|evening|afternoon)|later (?:that|the same|in the) day|that (?:same )?(?:day|night|evening|afternoon|morning)|the day (?<side>before|after)(?= [,.]|[,.;]|$)|(?<count>a|an|\\d{1,2}|${WORD_NUMBER}) days? (?<way>later|earlier|afterwards|beforehand|(?:after|before)(?=\\s*(?:[,.;]|$))))(?!\\p{L})`,
    'giu',
  ),
  place({ which = '', side, count, way = '' }, _match, { reference, anchor }) {
    if (anchor?.day == null) return UNRESOLVED;
    if (count !== undefined) {
      const amount = /^an?$/i.test(count) ? 1 : numberOf(count);
      return placeDay(anchor.day + (/earlier|before/i.test(way) ? -amount : amount), reference);
    }
    const word = which.toLowerCase();
    const step =
      word === 'previous' || side?.toLowerCase() === 'before'
        ? -1
        : /following|next/.test(word) || side !== undefined
          ? 1
          : 0;
    return placeDay(anchor.day + step, reference);
  },
};

/** "a week earlier", "six months later", "two years later": as exact as the unit; "hours later" is the same day. */
export const unitsFromAnchor: DateRule = {
  name: 'weeks-or-years-from-another-day',
  trigger: 'relative',
  pattern: new RegExp(
    `\\b(?:(?<count>an?|some|about|\\d{1,2}|${WORD_NUMBER}) )?(?<unit>hours|weeks?|months?|years?) (?<way>later|earlier|afterwards)(?![\\p{L}-])`,
    'giu',
  ),
  place({ count, unit = '', way = '' }, _match, { reference, anchor }) {
    if (anchor === null) return null;
    const { year, month, day } = anchor;
    if (/^hours/i.test(unit)) return day === null ? null : placeDay(day, reference);
    const amount = count === undefined ? Number.NaN : /^an?$/i.test(count) ? 1 : numberOf(count);
    if (Number.isNaN(amount)) return null;
    const step = /earlier/i.test(way) ? -amount : amount;
    if (/^week/i.test(unit)) return day === null ? null : placeDay(day + 7 * step, reference);
    if (/^year/i.test(unit)) return placeMonth(year + step, null, reference);
    if (month === null) return null;
    const at = year * 12 + month - 1 + step;
    return placeMonth(Math.floor(at / 12), (at % 12) + 1, reference);
  },
};

const placeMonth = (year: number, month: number | null, reference: Reference): Placed => ({
  edtf: month === null ? edtfYear(year) : edtfMonth(year, month),
  precision: month === null ? 'year' : 'month',
  usable: isPast(dayNumber({ year, month: month ?? 1, day: 1 }), reference),
});

/** "that December": of the year that the text speaks of. */
export const thatMonth: DateRule = {
  name: 'that-month-by-name',
  trigger: 'month',
  pattern: new RegExp(`\\bthat (?<name>${MONTH})(?! \\d)(?![\\p{L}-])`, 'gu'),
  place({ name = '' }, _match, { anchor, reference }) {
    const month = monthNumber(name);
    if (anchor === null || anchor.month === null || !/^\p{Lu}/u.test(name)) return null;
    return placeMonth(month < anchor.month ? anchor.year + 1 : anchor.year, month, reference);
  },
};

/** "by the end of that year", "later that month", "the same year". */
export const anchoredPart: DateRule = {
  name: 'that-month-or-year',
  trigger: 'relative',
  hint: /(?:that|same) (?:month|year)/i,
  pattern:
    /\b(?:(?:early |late |later |earlier )?(?:in |the end of |the start of )?)(?:that(?: same)?|the same) (?<unit>month|year)(?![\p{L}-])/giu,
  place({ unit = '' }, _match, { anchor, reference }) {
    if (anchor === null) return UNRESOLVED;
    const { year, month } = anchor;
    if (unit.toLowerCase() === 'month' && month === null) return UNRESOLVED;
    const byMonth = unit.toLowerCase() === 'month' && month !== null;
    return {
      edtf: byMonth ? edtfMonth(year, month) : edtfYear(year),
      precision: byMonth ? 'month' : 'year',
      usable: isPast(dayNumber({ year, month: byMonth ? month : 1, day: 1 }), reference),
    };
  },
};

/** "by August of that year", "in March the following year". */
export const monthOfAnchor: DateRule = {
  name: 'month-of-that-year',
  trigger: 'month',
  hint: /(?:that|same|following|next) year/i,
  pattern: new RegExp(
    `\\b(?<name>${MONTH})(?: of)? (?<which>that|the same|the following|the next) year(?![\\p{L}-])`,
    'giu',
  ),
  place({ name = '', which = '' }, _match, { anchor, reference }) {
    if (anchor === null || !/^\p{Lu}/u.test(name)) return null;
    const year = anchor.year + (/following|next/i.test(which) ? 1 : 0);
    const month = monthNumber(name);
    return {
      edtf: edtfMonth(year, month),
      precision: 'month',
      usable: isPast(dayNumber({ year, month, day: 1 }), reference),
    };
  },
};

/** "The war erupted in April 2023. Within days …", "Yesterday was … Within seven hours …": as exact as the date before it. */
export const withinAnchor: DateRule = {
  name: 'within-days-of-a-date',
  trigger: 'relative',
  pattern: new RegExp(
    `\\b[Ww]ithin (?:(?<hours>(?:an? |a few |(?:\\d{1,2}|${WORD_NUMBER}) )?hours?)|(?:a few )?days)(?= ?,| (?:the|they|it|he|she|its|their|\\p{Lu}))`,
    'gu',
  ),
  place({ hours }, _match, { anchor, reference }) {
    if (anchor?.month == null) return null;
    if (anchor.day !== null) return hours === undefined ? null : placeDay(anchor.day, reference);
    return placeMonth(anchor.year, anchor.month, reference);
  },
};
