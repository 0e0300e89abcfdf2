/** When an event counts as having happened, as a range of days: from its EDTF date or else from its article's. */

/** First and last day, `YYYY-MM-DD`, both inclusive. */
export type DayRange = { from: string; to: string };

/**
 * Classes of ranges by how many days at most lie between first and last. Most ranges are short, so a search up to some
 * day need not look at what ends more than a month later, but for the few that are longer.
 */
export const SPANS: readonly number[] = [31, 366, Number.POSITIVE_INFINITY];

/** The index in SPANS of a range. */
export const spanOf = ({ from, to }: DayRange): number => SPANS.findIndex((days) => to <= addDays(from, days));

/** The day so many days later; the last of all days where there is none. */
export function addDays(day: string, days: number): string {
  const time = Date.parse(`${day}T00:00:00Z`) + days * 86_400_000;
  const later = Math.abs(time) < LAST_TIME ? new Date(time).toISOString() : '';
  return later.startsWith('+') || later === '' ? LAST_DAY : later.slice(0, 10);
}

const LAST_TIME = 8.64e15;
const LAST_DAY = '9999-12-31';

const DATE = /^(\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}|XX)(?:-(\d{2}|XX)(?:T.*)?)?)?$/;
/** EDTF seasons, meteorological, as seen from the northern hemisphere: first month and how many. */
const SEASONS: Readonly<Record<string, number>> = { '21': 3, '22': 6, '23': 9, '24': 12 };

/** The days of an event: of its own date, else of the date its article was published, else null. */
export function eventDays(edtf: string | null, published: string | null): DayRange | null {
  return (edtf === null ? null : edtfDays(edtf)) ?? (published === null ? null : edtfDays(published));
}

/** The days that an EDTF date or an ISO timestamp spans, or null where it names no year or cannot be read. */
export function edtfDays(edtf: string): DayRange | null {
  const [start = '', end, ...rest] = endsOf(edtf);
  if (rest.length > 0) return null;
  if (end === undefined) return dateDays(start);
  const from = dateDays(start);
  const to = dateDays(end);
  // What is open or unknown at one end counts by the end that is known.
  const range = { from: (from ?? to)?.from ?? '', to: (to ?? from)?.to ?? '' };
  return range.from !== '' && range.from <= range.to ? range : null;
}

/** The two ends of an interval (`a/b`, `a/..`) or of a set open at one end (`[..b]`, `[a..]`), or the one date. */
function endsOf(edtf: string): string[] {
  const open = /^\[(.*)\.\.(.*)\]$/.exec(edtf);
  return open === null ? edtf.split('/') : [open[1] ?? '', open[2] ?? ''];
}

function dateDays(text: string): DayRange | null {
  const match = DATE.exec(text.replace(/[?~%]/g, ''));
  const year = match?.[1];
  if (year === undefined) return null;
  const firstYear = year.replaceAll('X', '0');
  const lastYear = year.replaceAll('X', '9');
  const month = match?.[2];
  const day = match?.[3];
  if (month === undefined || month === 'XX') return { from: `${firstYear}-01-01`, to: `${lastYear}-12-31` };
  const season = SEASONS[month];
  if (season !== undefined) return monthsDays(firstYear, lastYear, season, 3);
  if (month < '01' || month > '12') return null;
  if (day === undefined || day === 'XX') return monthsDays(firstYear, lastYear, Number(month), 1);
  const from = `${firstYear}-${month}-${day}`;
  return isDay(from) ? { from, to: `${lastYear}-${month}-${day}` } : null;
}

function monthsDays(firstYear: string, lastYear: string, month: number, months: number): DayRange {
  const last = new Date(Date.UTC(2000, month + months - 1, 0));
  last.setUTCFullYear(Number(lastYear) + (month + months - 1 > 12 ? 1 : 0), last.getUTCMonth() + 1, 0);
  return { from: `${firstYear}-${String(month).padStart(2, '0')}-01`, to: last.toISOString().slice(0, 10) };
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}
