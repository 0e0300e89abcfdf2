/** Months, parts of months, and weeks of months: July 2018, since January, mid-July, the first week of May. */
import { dayNumber, daysInMonth, edtfDay, edtfMonth } from './calendar.ts';
import { isPast, type Placed, type Reference, yearOf } from './reference.ts';
import type { DateRule } from './rule.ts';
import { DASH, isFutureBefore, isMonthName, MONTH, monthLeads, monthNumber, wordBefore, YEAR } from './words.ts';

/** First and last day of the parts of a month; the end is the last day of the month. */
const PARTS = { early: [1, 10], mid: [11, 20], late: [21, 31] } as const;
type Part = keyof typeof PARTS;
const WEEKS = { first: [1, 7], second: [8, 14], third: [15, 21], fourth: [22, 28], last: [25, 31] } as const;

const NOT_A_NAME = '(?![\\p{L}]|-\\p{L})';

export const monthRange: DateRule = {
  name: 'month-to-month',
  trigger: 'month',
  pattern: new RegExp(
    `\\b(?<lead>from |between )?(?<m1>${MONTH})(?:,? (?<y1>${YEAR}))?(?:\\s?${DASH}\\s?| to | and | through | until )(?<m2>${MONTH})(?:,? (?:of )?(?<year>${YEAR}))?${NOT_A_NAME}`,
    'giu',
  ),
  place({ lead, m1 = '', y1, m2 = '', year }, match, { text, reference }) {
    if (lead === undefined && year === undefined && !new RegExp(DASH).test(match[0])) return null;
    if (!isMonthName(m1, false) || !isMonthName(m2, false)) return null;
    const from = monthNumber(m1);
    const to = monthNumber(m2);
    const isFuture = year === undefined && isFutureBefore(text, match.index);
    const endYear = year === undefined ? yearOf({ month: to, day: 1 }, reference, isFuture) : Number(year);
    const startYear = y1 !== undefined ? Number(y1) : endYear !== null && from > to ? endYear - 1 : endYear;
    return {
      edtf: monthInterval({ year: startYear, month: from }, { year: endYear, month: to }),
      precision: 'month',
      usable: !isFuture && isPast(firstDay(startYear, from, 1), reference),
    };
  },
};

type YearMonth = { year: number | null; month: number };

/** Two months as an interval; without a year in days, since EDTF has no interval of months of an unknown year. */
function monthInterval(from: YearMonth, to: YearMonth): string {
  if (from.year === to.year && from.month === to.month) return edtfMonth(from.year, from.month);
  if (from.year !== null && to.year !== null)
    return `${edtfMonth(from.year, from.month)}/${edtfMonth(to.year, to.month)}`;
  return `${edtfDay(from.year, from.month, 1)}/${edtfDay(to.year, to.month, daysInMonth(to.year ?? 2001, to.month))}`;
}

export const month: DateRule = {
  name: 'month',
  trigger: 'month',
  pattern: new RegExp(
    `\\b(?:(?<part>early|mid|middle|late|(?:the )?(?:start|beginning|middle|end) of)[ -](?:in )?|(?:the )?(?<week>first|second|third|fourth|last|final) (?:week|days) (?:of|in) |(?<which>last|this|next|this past|this coming) |the month of )?(?<name>${MONTH})(?:,? (?:of )?(?<year>${YEAR}))?${NOT_A_NAME}`,
    'giu',
  ),
  place({ part, week, which, name = '', year }, match, { text, reference }) {
    if (!isMonthName(name, false) || !/^\p{Lu}/u.test(name)) return null;
    const isSpecified = part !== undefined || week !== undefined || year !== undefined || which !== undefined;
    const lead = wordBefore(text, match.index);
    if (!isSpecified && name.length === 3 && name !== 'May') return null;
    if (!isSpecified && !monthLeads.has(lead)) return null;
    if (!isSpecified && /^(?:to|and|of)$/.test(lead) && /^ma[yr]/i.test(name)) return null;
    const isFuture = year === undefined && (/next|coming/i.test(which ?? '') || isFutureBefore(text, match.index));
    const number = monthNumber(name);
    return placePart({
      month: number,
      year: year === undefined ? yearOfMonth(number, which, reference, isFuture) : Number(year),
      days: week !== undefined ? WEEKS[weekName(week)] : part !== undefined ? PARTS[partName(part)] : null,
      isFuture,
      reference,
    });
  },
};

function yearOfMonth(
  number: number,
  which: string | undefined,
  reference: Reference,
  isFuture: boolean,
): number | null {
  if (which?.toLowerCase() !== 'last' || reference.latest === null)
    return yearOf({ month: number, day: 1 }, reference, isFuture);
  // "last July" in July is the July of the year before.
  const monthStart = new Date(reference.latest * 86_400_000);
  const before = Math.round(Date.UTC(monthStart.getUTCFullYear(), monthStart.getUTCMonth(), 0) / 86_400_000);
  return yearOf({ month: number, day: 1 }, { day: null, latest: before });
}

type MonthPart = {
  month: number;
  year: number | null;
  days: readonly [number, number] | null;
  isFuture: boolean;
  reference: Reference;
};

function placePart({ month, year, days, isFuture, reference }: MonthPart): Placed {
  const usable = !isFuture && isPast(firstDay(year, month, days?.[0] ?? 1), reference);
  if (days === null) return { edtf: edtfMonth(year, month), precision: 'month', usable };
  const last = Math.min(days[1], daysInMonth(year ?? 2001, month));
  return { edtf: `${edtfDay(year, month, days[0])}/${edtfDay(year, month, last)}`, precision: 'week', usable };
}

function firstDay(year: number | null, month: number, day: number): number | null {
  return year === null ? null : dayNumber({ year, month, day });
}

function partName(words: string): Part {
  if (/early|start|beginning/i.test(words)) return 'early';
  return /late|end/i.test(words) ? 'late' : 'mid';
}

function weekName(word: string): keyof typeof WEEKS {
  const name = word.toLowerCase();
  return name === 'first' || name === 'second' || name === 'third' || name === 'fourth' ? name : 'last';
}
