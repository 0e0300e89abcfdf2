/** Days of the week: the last one on or before the publication, unless the words say another. */
import { isoWeekday } from './calendar.ts';
import { type Placed, placeDay, placeDays, UNRESOLVED } from './reference.ts';
import type { DateRule } from './rule.ts';
import {
  AFTER_WEEKDAY,
  DASH,
  isFutureBefore,
  namesBeforeWeekday,
  WEEKDAY,
  WEEKDAY_OR_SHORT,
  weekdayNumber,
  wordBefore,
} from './words.ts';

const DAYTIME = '(?:morning|afternoon|evening|night|noon|midday|midnight|dawn|dusk)';
const BEFORE = `(?:(?:late|early|overnight)(?: on)? |the (?:early (?:hours|morning)|morning|evening|night|afternoon|eve) of )?`;

export const weekdayRange: DateRule = {
  name: 'weekday-to-weekday',
  trigger: 'weekday',
  pattern: new RegExp(
    `\\b(?:(?:between|from|overnight|night (?:of|from)|night) )(?<from>${WEEKDAY})(?: to | and | until | through |${DASH})(?<to>${WEEKDAY})\\b`,
    'giu',
  ),
  place({ from, to }, _match, { reference }) {
    if (reference.day === null) return UNRESOLVED;
    const last = lastWeekday(weekdayNumber(to ?? ''), reference.day);
    return placeDays(lastWeekday(weekdayNumber(from ?? ''), last), last, 'day', reference);
  },
};

export const weekday: DateRule = {
  name: 'weekday',
  trigger: 'weekday',
  pattern: new RegExp(
    `\\b(?<which>last |this |this past |this coming |next |the (?:previous|following|next) )?${BEFORE}(?<name>${WEEKDAY})(?: ${DAYTIME})?(?<week>,? (?:of )?(?:last|this|next) week| week)?(?![\\p{L}\\d-]| ${AFTER_WEEKDAY})`,
    'giu',
  ),
  place({ which = '', name = '', week = '' }, match, { text, reference, anchor }) {
    if (namesBeforeWeekday.has(wordBefore(text, match.index))) return null;
    if (!/^\p{Lu}/u.test(name)) return null;
    return placeWeekday({
      name,
      which: which.toLowerCase(),
      week: week.toLowerCase(),
      reference,
      anchor: anchor?.day ?? null,
      isFuture: isFutureBefore(text, match.index),
    });
  },
};

export const shortWeekday: DateRule = {
  name: 'weekday-abbreviated',
  trigger: 'weekday',
  pattern: new RegExp(`(?<=\\bon )(?<name>${WEEKDAY_OR_SHORT})(?![\\p{L}\\d])`, 'giu'),
  place({ name = '' }, match, { text, reference, anchor }) {
    if (!/^\p{Lu}/u.test(name)) return null;
    return placeWeekday({
      name,
      which: '',
      week: '',
      reference,
      anchor: anchor?.day ?? null,
      isFuture: isFutureBefore(text, match.index),
    });
  },
};

type Weekday = {
  name: string;
  which: string;
  week: string;
  reference: { day: number | null; latest: number | null };
  anchor: number | null;
  isFuture: boolean;
};

function placeWeekday({ name, which, week, reference, anchor, isFuture }: Weekday): Placed {
  const wanted = weekdayNumber(name);
  if (/previous|following|the next/.test(which)) {
    if (anchor === null) return UNRESOLVED;
    const day = which.includes('previous') ? lastWeekday(wanted, anchor - 1) : nextWeekday(wanted, anchor + 1);
    return placeDay(day, reference);
  }
  const today = reference.day;
  if (today === null)
    return which === 'next ' || which === 'this coming ' ? { ...UNRESOLVED, usable: false } : UNRESOLVED;
  const monday = today - isoWeekday(today) + 1;
  if (week.includes('last')) return placeDay(monday - 8 + wanted, reference);
  if (week.includes('next')) return { ...placeDay(monday + 6 + wanted, reference), usable: false };
  if (week.includes('this')) return placeDay(monday - 1 + wanted, reference);
  if (which === 'next ' || which === 'this coming ')
    return { ...placeDay(nextWeekday(wanted, today + 1), reference), usable: false };
  if (which === 'last ' || which === 'this past ') return placeDay(lastWeekday(wanted, today - 1), reference);
  if (isFuture) return { ...placeDay(nextWeekday(wanted, today), reference), usable: false };
  return placeDay(lastWeekday(wanted, today), reference);
}

/** The last such weekday on or before `day`. */
function lastWeekday(wanted: number, day: number): number {
  return day - ((isoWeekday(day) - wanted + 7) % 7);
}

/** The first such weekday on or after `day`. */
function nextWeekday(wanted: number, day: number): number {
  return day + ((wanted - isoWeekday(day) + 7) % 7);
}
