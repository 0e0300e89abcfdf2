/** EDTF dates in words: "on 25 July (year not given)", "in September 2018". */
import type { EventDate } from '../../model/event.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const SEASONS: ReadonlyMap<string, string> = new Map([
  ['21', 'spring'],
  ['22', 'summer'],
  ['23', 'autumn'],
  ['24', 'winter'],
]);

type Worded = { text: string; preposition: 'on' | 'in' };

/** One EDTF date or timestamp in words ("25 July", "September 2018"), or null where it is no single date. */
export function dateWords(edtf: string): string | null {
  return single(edtf)?.text ?? null;
}

function single(edtf: string): Worded | null {
  const match = /^([\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?(?:T\S*)?[?~%]?$/.exec(edtf);
  const [, year, month, day] = match ?? [];
  if (year === undefined) return null;
  const yearWords = year === 'XXXX' ? '' : /^\d{3}X$/.test(year) ? `the ${year.slice(0, 3)}0s` : year;
  if (yearWords.includes('X')) return null;
  const season = SEASONS.get(month ?? '');
  const monthName = season ?? MONTHS[Number(month) - 1];
  const approximate = /[~%]$/.test(edtf) ? 'about ' : '';
  if (monthName === undefined) return yearWords === '' ? null : { text: approximate + yearWords, preposition: 'in' };
  const end = yearWords === '' ? ' (year not given)' : ` ${yearWords}`;
  if (day === undefined || day === 'XX') return { text: `${approximate}${monthName}${end}`, preposition: 'in' };
  return { text: `${approximate}${Number(day)} ${monthName}${end}`, preposition: 'on' };
}

/** "since January": an interval that has a start and no end. */
export const isOpenSince = (date: EventDate | null): boolean => date !== null && openStart(date.edtf) !== null;

const openStart = (edtf: string): Worded | null => {
  const [from = '', to, ...more] = edtf.split('/');
  return more.length === 0 && (to === '..' || to === '') ? single(from) : null;
};

/**
 * When an event happened, as an adverbial: "on 25 July (year not given)", "as of 25 July" for what was going on then,
 * "since January" for what lasts and "in or after January" for what is over at once; "" where it carries no date.
 */
export function whenWords(
  date: EventDate | null,
  { ongoing = false, lasts = false }: { ongoing?: boolean; lasts?: boolean } = {},
): string {
  if (date === null) return '';
  const { edtf, text, precision } = date;
  const one = single(edtf);
  if (one !== null && ongoing) return `as of ${one.text}`;
  if (one !== null) return precision === 'week' ? `in the week of ${one.text}` : `${one.preposition} ${one.text}`;
  const open = openStart(edtf);
  if (open !== null) return lasts ? `since ${open.text}` : `${open.preposition} or after ${open.text}`;
  const [from = '', to, ...more] = edtf.split('/');
  if (to !== undefined && more.length === 0) {
    const start = dateWords(from);
    const end = dateWords(to);
    if (start !== null && end !== null) return `between ${start} and ${end}`;
    if (start !== null) return `since ${start}`;
    if (end !== null) return `until ${end}`;
  }
  return text.trim() === '' ? '' : `(“${text.trim()}”)`;
}

/**
 * Since when, for the `since` of an assessment: "since 14 December 2018", "since 14 December 2018 at the latest"; "" where
 * there is no date to say.
 */
export function sinceWords(since: string | null): string {
  if (since === null) return '';
  const latest = /^\[\.\.(.+)\]$/.exec(since)?.[1];
  const [from = '', to] = since.split('/');
  if (to !== undefined && openStart(since) === null) return sinceWords(to === '..' ? null : `[..${to}]`);
  const words = dateWords(latest ?? from);
  return words === null ? '' : `since ${words}${latest === undefined ? '' : ' at the latest'}`;
}
