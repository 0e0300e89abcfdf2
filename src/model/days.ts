/** The days that EDTF dates and publication stamps stand for: the one reader of both. */
import type { Factuality } from './event.ts';

/** First and last day, `YYYY-MM-DD`, both inclusive. */
export type DayRange = { from: string; to: string };

/** Where an open end of an interval reaches. */
const FIRST_DAY = '0000-01-01';
export const LAST_DAY = '9999-12-31';

const DATE = /^(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX)(?:T\S*)?)?)?$/;
const PLAIN_DAY = /^\d{4}-\d{2}-\d{2}$/;
/** EDTF seasons, meteorological, as seen from the northern hemisphere: their first month. */
const SEASONS: ReadonlyMap<string, number> = new Map([
  ['21', 3],
  ['22', 6],
  ['23', 9],
  ['24', 12],
]);

/**
 * The days that an EDTF date, interval or ISO timestamp can stand for; null where no year is known (`XXXX-07-25`) or it
 * cannot be read. An open end of an interval reaches to the end of time.
 */
export function daysOf(edtf: string | null): DayRange | null {
  const ends = edtf === null ? null : endsOf(edtf);
  return ends === null ? null : rangeOf(ends.start?.from ?? FIRST_DAY, ends.end?.to ?? LAST_DAY);
}

const rangeOf = (from: string, to: string): DayRange | null => (from <= to ? { from, to } : null);

/** What a report says about when: an event's own date, how sure it is, and when its article was published. */
export type Dated = { date: { edtf: string } | null; published: string | null; factuality?: Factuality };

/**
 * When a report counts as speaking of: its own days, else the day it was published; null where neither is known. What has
 * happened was no later than its publication, and what began and is not said to have ended went on until then. Any other
 * open end counts by the end that is known: "by July" is July, "from October on" is October.
 */
export function reportDays({ date, published, factuality }: Dated): DayRange | null {
  const stamp = daysOf(published);
  const ends = date === null ? null : endsOf(date.edtf);
  if (ends === null) return stamp;
  const [first, last] = [ends.start ?? ends.end, ends.end ?? ends.start];
  if (first === null || last === null) return stamp;
  const isOver = stamp !== null && !EXPECTED.has(factuality) && first.from <= stamp.to;
  const isCut = isOver && (ends.end === null || last.to > stamp.to);
  return rangeOf(first.from, isCut ? stamp.to : last.to) ?? stamp;
}

const EXPECTED: ReadonlySet<Factuality | undefined> = new Set(['planned', 'conditional'] as const);

/** The two ends of an interval, null for an open one; the same twice for a single date. */
type Ends = { start: DayRange | null; end: DayRange | null };

/** Of an interval (`a/b`, `../b`), a set that is open at one end (`[..b]`, `[a..]`), or one date; null for none of these. */
function endsOf(edtf: string): Ends | null {
  // Nearly all dates are of this kind.
  if (PLAIN_DAY.test(edtf)) {
    const day = isDay(edtf) ? { from: edtf, to: edtf } : null;
    return day === null ? null : { start: day, end: day };
  }
  const open = /^\[(.*)\.\.(.*)\]$/.exec(edtf);
  const [start = '', end, ...rest] = open === null ? edtf.split('/') : [open[1] ?? '', open[2] ?? ''];
  if (rest.length > 0) return null;
  const ends = { start: dateDays(start), end: dateDays(end ?? start) };
  return ends.start === null && ends.end === null ? null : ends;
}

function dateDays(text: string): DayRange | null {
  const [, year, month, day] = DATE.exec(text.replace(/[?~%]/g, '')) ?? [];
  if (year === undefined) return null;
  const [first, last] = [year.replaceAll('X', '0'), year.replaceAll('X', '9')];
  if (month === undefined || month === 'XX') return { from: `${first}-01-01`, to: `${last}-12-31` };
  const season = SEASONS.get(month);
  if (season !== undefined) return monthsDays(first, last, season, 3);
  if (month < '01' || month > '12') return null;
  if (day === undefined || day === 'XX') return monthsDays(first, last, Number(month), 1);
  return isDay(`${first}-${month}-${day}`) ? { from: `${first}-${month}-${day}`, to: `${last}-${month}-${day}` } : null;
}

/** From the first day of a month in one year to the last of some months later in another. */
function monthsDays(firstYear: string, lastYear: string, month: number, months: number): DayRange {
  const two = (n: number): string => String(n).padStart(2, '0');
  const end = month + months - 1;
  const year = Number(lastYear) + (end > 12 ? 1 : 0);
  const lastMonth = end > 12 ? end - 12 : end;
  const to = `${String(year).padStart(4, '0')}-${two(lastMonth)}-${daysIn(year, lastMonth)}`;
  return { from: `${firstYear}-${two(month)}-01`, to };
}

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const daysIn = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);

/** Whether a `YYYY-MM-DD` is a day of the calendar. */
export function isDay(text: string): boolean {
  if (!PLAIN_DAY.test(text)) return false;
  const day = Number(text.slice(8));
  return day >= 1 && day <= daysIn(Number(text.slice(0, 4)), Number(text.slice(5, 7)));
}

/** Days from one day to a later one. */
export const daysBetween = (earlier: string, later: string): number =>
  Math.round((Date.parse(`${later}T00:00:00Z`) - Date.parse(`${earlier}T00:00:00Z`)) / 86_400_000);

/** The day so many days later; the last of all days where there is none. */
export function addDays(day: string, days: number): string {
  const time = Date.parse(`${day}T00:00:00Z`) + days * 86_400_000;
  const later = Math.abs(time) < LAST_TIME ? new Date(time).toISOString() : '';
  return later.startsWith('+') || later === '' ? LAST_DAY : later.slice(0, 10);
}

const LAST_TIME = 8.64e15;
