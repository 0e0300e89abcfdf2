/** Days and stretches counted from the publication: yesterday, last week, in recent days. */
import { calendarDay, dayNumber, daysInMonth, edtfMonth, edtfYear, isoWeekday } from './calendar.ts';
import { type Placed, placeDay, placeDays, type Reference, UNRESOLVED } from './reference.ts';
import type { DateRule } from './rule.ts';

export const namedDay: DateRule = {
  name: 'named-day',
  trigger: 'relative',
  hint: /yesterday|today|tonight|tomorrow|night|this /i,
  pattern:
    /(?<!USA )\b(?:(?<before>the day before yesterday)|(?<day>yesterday|today|tonight|tomorrow)(?: (?:morning|afternoon|evening|night))?|earlier (?<day2>today)|(?<night>last night|overnight)|(?<now>this (?:morning|afternoon|evening)|later today))(?!\p{L}|[’'](?!s\b))/giu,
  place({ before, day, day2, night, now }, match, { reference, text }) {
    const today = reference.day;
    const word = (day ?? day2 ?? '').toLowerCase();
    if (today === null) return word === 'tomorrow' ? { ...UNRESOLVED, usable: false } : UNRESOLVED;
    if (before !== undefined) return placeDay(today - 2, reference);
    if (word === 'yesterday') return placeDay(today - 1, reference);
    if (word === 'tomorrow') return { ...placeDay(today + 1, reference), usable: false };
    if (night === undefined) return { ...placeDay(today, reference), usable: now?.toLowerCase() !== 'later today' };
    if (/^\s+(?:on|to|into)\s/.test(text.slice(match.index + match[0].length))) return null;
    return placeDays(today - 1, today, 'day', reference);
  },
};

/** What "few", "several" and "recent" are taken for. */
const VAGUE_AMOUNT = 3;
export const WORD_NUMBER = 'one|two|three|four|five|six|seven|eight|nine|ten|twelve';
const NUMBERS = WORD_NUMBER.split('|');
export const numberOf = (word: string): number => {
  const index = NUMBERS.indexOf(word.toLowerCase());
  return index < 0 ? Number.parseInt(word, 10) : index === 10 ? 12 : index + 1;
};

export const calendarUnit: DateRule = {
  name: 'this-or-last-week',
  trigger: 'relative',
  hint: /(?:this|last|next|coming|previous|past|following|the) (?:weekend|week|month|year)/i,
  pattern:
    /\b(?<part>earlier |later |early |late |the (?:start|beginning|end) of |at the end of )?(?<which>this|last|next|the coming|the previous|the past|the last|the following|the(?= weekend)) (?<unit>weekend|week|month|year)(?![\p{L}-])/giu,
  place({ part = '', which = '', unit = '' }, _match, { reference, anchor }) {
    const word = which.toLowerCase();
    if (/previous|following/.test(word))
      return anchor?.day == null
        ? UNRESOLVED
        : placeUnit(unit, word.includes('previous') ? -1 : 1, anchor.day, reference);
    const isFuture = /next|coming/.test(word) || /later/i.test(part);
    const today = reference.day ?? (/month|year/i.test(unit) ? reference.latest : null);
    if (today === null) return { ...UNRESOLVED, usable: !isFuture };
    if (/the past|the last/.test(word)) return placeUntilNow(1, unit, today, reference);
    const placed = placeUnit(
      unit,
      word === 'last' || word === 'the' ? -1 : isFuture && word !== 'this' ? 1 : 0,
      today,
      reference,
    );
    return { ...placed, usable: !isFuture };
  },
};

export const untilNow: DateRule = {
  name: 'the-past-days',
  trigger: 'relative',
  hint: /last|past|previous|recent/i,
  pattern: new RegExp(
    `\\b(?:(?:the |these )?(?:last|past|previous)(?: (?<count>\\d{1,3}|${WORD_NUMBER}|few|several|couple of))?|recent) (?<unit>hours|days|weeks|months|years)(?![\\p{L}-])`,
    'giu',
  ),
  place({ count = 'few', unit = '' }, _match, { reference }) {
    if (reference.day === null) return UNRESOLVED;
    const number = numberOf(count);
    const amount = Number.isNaN(number) ? (count.startsWith('couple') ? 2 : VAGUE_AMOUNT) : number;
    return placeUntilNow(amount, unit.toLowerCase().replace(/s$/, ''), reference.day, reference);
  },
};

export const future: DateRule = {
  name: 'in-the-coming-days',
  trigger: 'relative',
  hint: /coming|next/i,
  pattern: new RegExp(
    `\\b(?:(?:the )?(?:coming|next)(?: (?:\\d{1,3}|${WORD_NUMBER}|few|several|couple of))?|in the next(?: few)?) (?:hours|days|weeks|months|years)(?![\\p{L}-])`,
    'giu',
  ),
  place: () => ({ ...UNRESOLVED, usable: false }),
};

/** The week, weekend, month or year `step` after the one that holds `today`. */
function placeUnit(unit: string, step: number, today: number, reference: Reference): Placed {
  const monday = today - isoWeekday(today) + 1;
  const { year, month } = calendarDay(today);
  switch (unit.toLowerCase()) {
    case 'weekend': {
      const saturday = isoWeekday(today) >= 6 ? monday + 5 + (step < 0 ? -7 : 0) : monday + (step > 0 ? 5 : -2);
      return placeDays(saturday, saturday + 1, 'day', reference);
    }
    case 'week':
      return placeDays(
        monday + 7 * step,
        step === 0 ? Math.max(monday, today) : monday + 7 * step + 6,
        'week',
        reference,
      );
    case 'month': {
      const index = year * 12 + month - 1 + step;
      return { edtf: edtfMonth(Math.floor(index / 12), (index % 12) + 1), precision: 'month', usable: step <= 0 };
    }
    default:
      return { edtf: edtfYear(year + step), precision: 'year', usable: step <= 0 };
  }
}

/** The stretch of `amount` units that ends today. */
function placeUntilNow(amount: number, unit: string, today: number, reference: Reference): Placed {
  const precision =
    unit === 'hour' || unit === 'day' ? 'day' : unit === 'week' ? 'week' : unit === 'month' ? 'month' : 'year';
  const length = { hour: Math.max(1, Math.ceil(amount / 24)), day: amount, week: 7 * amount, weekend: 7 * amount }[
    unit
  ];
  if (length !== undefined) return placeDays(today - length, today, precision, reference);
  const { year, month, day } = calendarDay(today);
  const index = year * 12 + month - 1 - amount * (unit === 'year' ? 12 : 1);
  const from = { year: Math.floor(index / 12), month: (index % 12) + 1 };
  const start = dayNumber({ ...from, day: Math.min(day, daysInMonth(from.year, from.month)) });
  return placeDays(start ?? today, today, precision, reference);
}
