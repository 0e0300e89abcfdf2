/** "three days ago", "a week and two days ago": chrono finds and counts them, the unit says how exact they are. */
import { casual } from 'chrono-node/en';
import { calendarDay, dayNumber, edtfMonth, edtfYear, isoWeekday } from './calendar.ts';
import { type Placed, placeDay, placeDays, UNRESOLVED } from './reference.ts';
import type { DateContext } from './rule.ts';

const NOON = 43_200_000;
const MS_PER_DAY = 86_400_000;

export type FoundDate = { start: number; end: number; placed: Placed };

/** Dates in `context.text` that end in "ago". */
export function findCountedBack({ text, reference }: DateContext): FoundDate[] {
  if (!/\bago\b/i.test(text)) return [];
  const today = reference.day ?? 0;
  const results = casual.parse(text, { instant: new Date(today * MS_PER_DAY + NOON), timezone: 0 });
  return results.flatMap(({ index, text: words, start }) => {
    if (!/\bago$/i.test(words)) return [];
    const day = dayNumber({
      year: start.get('year') ?? 0,
      month: start.get('month') ?? 0,
      day: start.get('day') ?? 0,
    });
    if (day === null) return [];
    const placed = reference.day === null ? UNRESOLVED : placeByUnit(words.toLowerCase(), day, reference.day);
    return [{ start: index, end: index + words.length, placed }];
  });
}

function placeByUnit(words: string, day: number, today: number): Placed {
  const reference = { day: today, latest: today };
  const { year, month } = calendarDay(day);
  if (/hour|minute|second|\bday/.test(words)) {
    return /few|several|couple/.test(words)
      ? placeDays(today - 7, today - 1, 'week', reference)
      : placeDay(day, reference);
  }
  if (words.includes('week')) {
    const monday = day - isoWeekday(day) + 1;
    return placeDays(monday, monday + 6, 'week', reference);
  }
  if (words.includes('month')) return { edtf: edtfMonth(year, month), precision: 'month', usable: true };
  return { edtf: edtfYear(year), precision: 'year', usable: true };
}
