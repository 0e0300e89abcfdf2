/** The publication of an article as the point that relative dates are counted from. */
import type { EventDate } from '../../model/event.ts';
import { calendarDay, dayNumber, daysInMonth, edtfOfNumber, edtfOfNumbers } from './calendar.ts';

/**
 * `day` is the day of publication, null where only its month or year is known; `latest` is the last day on which the
 * article can have been published. Both are null where nothing is known.
 */
export type Reference = { day: number | null; latest: number | null };

/** Where a date lies: what `EventDate` says without the words, and whether an event that happened can have it. */
export type Placed = { edtf: string; precision: EventDate['precision']; usable: boolean };

export const UNRESOLVED: Placed = { edtf: 'XXXX-XX-XX', precision: 'unknown', usable: true };

/** Reads `Article.published`: a year, a month, a day or a timestamp (its day as written). */
export function readReference(published: string | null): Reference {
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(published ?? '');
  if (parts === null) return { day: null, latest: null };
  const year = Number(parts[1]);
  const month = Number(parts[2] ?? 12);
  if (parts[3] === undefined) return { day: null, latest: dayNumber({ year, month, day: daysInMonth(year, month) }) };
  const day = dayNumber({ year, month, day: Number(parts[3]) });
  return { day, latest: day };
}

export type DayOfYear = { month: number; day: number };

/**
 * The year of the last such day on or before the publication (of the next one after it where `isFuture`); null where no
 * publication is known.
 */
export function yearOf({ month, day }: DayOfYear, { latest }: Reference, isFuture = false): number | null {
  if (latest === null) return null;
  const published = calendarDay(latest).year;
  const step = isFuture ? 1 : -1;
  for (let year = published; Math.abs(year - published) <= 8; year += step) {
    const number = dayNumber({ year, month, day });
    if (number !== null && (isFuture ? number >= latest : number <= latest)) return year;
  }
  return null;
}

/** Whether something that began on `first` can have happened when the article was published. */
export function isPast(first: number | null, { latest }: Reference): boolean {
  return first === null || latest === null || first <= latest;
}

export function placeDay(number: number, reference: Reference): Placed {
  return { edtf: edtfOfNumber(number), precision: 'day', usable: isPast(number, reference) };
}

export function placeDays(from: number, to: number, precision: Placed['precision'], reference: Reference): Placed {
  return { edtf: edtfOfNumbers(from, to), precision, usable: isPast(from, reference) };
}
