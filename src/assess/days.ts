/** When something was said to be: ranges of days read from EDTF dates and publication stamps, and their order. */

/** First and last possible day, `YYYY-MM-DD`, both inclusive. */
export type DayRange = { from: string; to: string };

const DATE = /^(\d{4})(?:-(\d{2}|XX)(?:-(\d{2}|XX)(?:T\S*)?)?)?[?~%]?$/;
const OPEN_START = '0000-01-01';
const OPEN_END = '9999-12-31';
/** EDTF seasons, meteorological, northern hemisphere: first month. */
const SEASONS: ReadonlyMap<string, number> = new Map([
  ['21', 3],
  ['22', 6],
  ['23', 9],
  ['24', 12],
]);

/**
 * The days an EDTF date, interval or ISO timestamp can stand for; null where no year is known (`XXXX-07-25`) or it
 * cannot be read. An open end of an interval reaches to the end of time.
 */
export function daysOf(edtf: string | null): DayRange | null {
  if (edtf === null) return null;
  const [start = '', end, ...rest] = endsOf(edtf);
  if (rest.length > 0) return null;
  if (end === undefined) return dateDays(start);
  const from = dateDays(start);
  const to = dateDays(end);
  if (from === null && to === null) return null;
  const range = { from: from?.from ?? OPEN_START, to: to?.to ?? OPEN_END };
  return range.from <= range.to ? range : null;
}

/** The two ends of an interval (`a/b`, `../b`) or of a set that is open at one end (`[..b]`, `[a..]`), or the one date. */
function endsOf(edtf: string): string[] {
  const inner = edtf.replace(/^\[(.*)\]$/, '$1');
  if (inner.includes('/')) return inner.split('/');
  if (inner.startsWith('..')) return ['', inner.slice(2)];
  return inner.endsWith('..') ? [inner.slice(0, -2), ''] : [inner];
}

function dateDays(text: string): DayRange | null {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined) return null;
  if (month === undefined || month === 'XX') return { from: `${year}-01-01`, to: `${year}-12-31` };
  const season = SEASONS.get(month);
  if (season !== undefined) return months(Number(year), season, 3);
  if (month < '01' || month > '12') return null;
  if (day === undefined || day === 'XX') return months(Number(year), Number(month), 1);
  return isDay(`${year}-${month}-${day}`) ? { from: `${year}-${month}-${day}`, to: `${year}-${month}-${day}` } : null;
}

function months(year: number, first: number, count: number): DayRange {
  const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);
  return { from: iso(Date.UTC(year, first - 1, 1)), to: iso(Date.UTC(year, first - 1 + count, 0)) };
}

/** Whether a `YYYY-MM-DD` is a day of the calendar. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  const [year, month, day] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])];
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (month === 2 && !isLeap ? 28 : (MONTH_DAYS[month - 1] ?? 0));
}

const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** What is dated: an event's own date, the date of the article it stands in, and when the article was stored. */
type Dated = { date: { edtf: string } | null; published: string | null };

/**
 * When a report speaks of: the event's own days, no later than its publication, or else the day it was published.
 * Null for a report without either ("undated").
 */
export function reportDays(report: Dated): DayRange | null {
  const published = daysOf(report.published);
  const own = daysOf(report.date?.edtf ?? null);
  if (own === null) return published;
  if (published === null || own.to <= published.to || own.from > published.to) return own;
  return { from: own.from, to: published.to };
}

/**
 * Whether a report can have been known at the end of `asOf`'s last day: neither what it tells of nor its publication is
 * certainly later. An undated report can; the assessment says that it may be later.
 */
export function seenAsOf(report: Dated, asOf: string | null): boolean {
  const limit = daysOf(asOf)?.to;
  if (limit === undefined) return true;
  const own = daysOf(report.date?.edtf ?? null);
  const published = daysOf(report.published);
  return (own === null || own.from <= limit) && (published === null || published.from <= limit);
}

/** Whether nobody can tell that a report is not later than `asOf`. */
export function maybeLater(report: Dated, asOf: string | null): boolean {
  const limit = daysOf(asOf)?.to;
  const days = reportDays(report);
  return limit !== undefined && (days === null || days.to > limit);
}

/** Days from the end of a range to a day. */
export const daysBetween = (earlier: string, later: string): number =>
  Math.round((Date.parse(`${later}T00:00:00Z`) - Date.parse(`${earlier}T00:00:00Z`)) / 86_400_000);
