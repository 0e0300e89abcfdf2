/** Days with a month by name: 25 July 2018, July 25th, 3–5 May, from 28 April to 3 May. */
import { dayNumber, daysInMonth, edtfDay } from './calendar.ts';
import { isPast, type Placed, yearOf } from './reference.ts';
import type { DateContext, DateRule } from './rule.ts';
import {
  DASH,
  DAY,
  HOLIDAY,
  holidays,
  isFutureBefore,
  isMonthName,
  MONTH,
  monthNumber,
  NAME_HEAD,
  WEEKDAY_OR_SHORT,
  wordBefore,
  YEAR,
} from './words.ts';

const LEAD = `(?:${WEEKDAY_OR_SHORT},? ?(?:the )?|(?:the )?night of (?:the )?|(?:from|between) (?:the )?)?`;
const TO = `(?:\\s*${DASH}\\s*|\\s+(?:to|and|until|till|through|or)\\s+(?:the )?|\\s*[/&]\\s*)`;
const MORE_DAYS = `(?:(?:,\\s*${DAY}){1,4},?\\s+and\\s+(?<d3>${DAY})|${TO}(?<d2>${DAY}))?`;
const NOT_COUNTED = '(?!\\s+(?:people|men|women|children|more|others|\\p{L}{3,}s)\\b)';
const NOT_IN_NUMBER = '(?<![\\d$€£#][.,:/]?|No\\. ?|№ ?)';
const YEAR_AFTER = `(?:,?\\s*(?:of\\s)?(?<year>${YEAR}))?`;
const NOT_A_NAME = `(?![\\p{L}\\d]|\\s+${NAME_HEAD}|-\\p{L})`;

export const twoMonths: DateRule = {
  name: 'day-of-one-month-to-day-of-another',
  trigger: 'month',
  pattern: new RegExp(
    `${NOT_IN_NUMBER}\\b${LEAD}(?:(?<d1>${DAY})\\s(?:of\\s)?(?<m1>${MONTH})|(?<m1b>${MONTH})\\s(?<d1b>${DAY}))(?:,?\\s(?<y1>${YEAR}))?${TO}(?:(?<d2>${DAY})\\s(?:of\\s)?(?<m2>${MONTH})|(?<m2b>${MONTH})\\s(?<d2b>${DAY}))${YEAR_AFTER}${NOT_A_NAME}`,
    'giu',
  ),
  place({ d1, m1, d1b, m1b, y1, d2, m2, d2b, m2b, year }, match, context) {
    const to = { month: monthNumber(m2 ?? m2b ?? ''), day: Number.parseInt(d2 ?? d2b ?? '', 10) };
    const from = { month: monthNumber(m1 ?? m1b ?? ''), day: Number.parseInt(d1 ?? d1b ?? '', 10) };
    const endYear = year ?? y1;
    return placeSpan(
      {
        from,
        to,
        year: endYear === undefined ? null : Number(endYear),
        startYear: y1 === undefined ? null : Number(y1),
      },
      match,
      context,
    );
  },
};

export const dayMonth: DateRule = {
  name: 'day-month',
  trigger: 'month',
  pattern: new RegExp(
    `${NOT_IN_NUMBER}\\b${LEAD}(?<d1>${DAY})${MORE_DAYS}\\s?(?:of\\s|day of\\s)?(?<month>${MONTH})${YEAR_AFTER}${NOT_A_NAME}`,
    'giu',
  ),
  place: placeMatch,
};

export const monthDay: DateRule = {
  name: 'month-day',
  trigger: 'month',
  pattern: new RegExp(
    `\\b(?:${WEEKDAY_OR_SHORT},? ?|(?:the )?night of |(?:from|between) )?(?<month>${MONTH})\\s?(?:the\\s)?(?<d1>${DAY})(?:${TO}(?<d2>${DAY})${NOT_COUNTED}(?!\\s?(?:${MONTH}|,?\\d)))?${YEAR_AFTER}${NOT_A_NAME}`,
    'giu',
  ),
  place(groups, match, context) {
    // "In May 25 fighters died": a count, not a day.
    const isCount = /^\s+\p{Ll}+s\b|^\s+(?:people|men|women|children|more|others)\b/u.test(
      context.text.slice(match.index + match[0].length),
    );
    const isBare = groups.year === undefined && groups.d2 === undefined && /\d$/.test(match[0]);
    if (isCount && isBare && /^(?:in|during|since)$/.test(wordBefore(context.text, match.index))) return null;
    return placeMatch(groups, match, context);
  },
};

export const holiday: DateRule = {
  name: 'holiday',
  trigger: 'relative',
  pattern: new RegExp(`\\b(?<name>${HOLIDAY})(?:,?\\s(?<year>${YEAR}))?(?!\\p{L})`, 'giu'),
  place({ name, year }, match, context) {
    const [month, day] = (holidays.get((name ?? '').toLowerCase().replace('’', "'")) ?? '').split('-').map(Number);
    if (month === undefined || day === undefined) return null;
    const from = { month, day };
    return placeSpan(
      { from, to: from, year: year === undefined ? null : Number(year), startYear: null },
      match,
      context,
    );
  },
};

function placeMatch(groups: DateGroups, match: RegExpExecArray, context: DateContext): Placed | null {
  const { d1 = '', d3 = d1, d2 = d3, month: name = '', year } = groups;
  if (!isMonthName(name, year !== undefined)) return null;
  const month = monthNumber(name);
  const from = { month, day: Number.parseInt(d1, 10) };
  const to = { month, day: Number.parseInt(d2, 10) };
  return placeSpan({ from, to, year: year === undefined ? null : Number(year), startYear: null }, match, context);
}

type DateGroups = Readonly<Record<string, string | undefined>>;
type MonthDay = { month: number; day: number };
/** `year` is the year of the last day; `startYear` that of the first where it was said. */
type DaySpan = { from: MonthDay; to: MonthDay; year: number | null; startYear: number | null };

function placeSpan(
  { from, to, year, startYear }: DaySpan,
  match: RegExpExecArray,
  context: DateContext,
): Placed | null {
  if (from.day > daysInMonth(null, from.month) || to.day > daysInMonth(null, to.month)) return null;
  const { reference } = context;
  const isFuture = year === null && isFutureBefore(context.text, match.index);
  const first = year ?? yearOf(from, reference, isFuture);
  const crossesNewYear = to.month < from.month || (to.month === from.month && to.day < from.day);
  if (crossesNewYear && from.month === to.month) return null;
  const beginsIn = startYear ?? (crossesNewYear && year !== null ? year - 1 : first);
  const endsIn = year ?? (crossesNewYear && first !== null ? first + 1 : first);
  if (beginsIn !== null && from.day > daysInMonth(beginsIn, from.month)) return null;
  if (endsIn !== null && to.day > daysInMonth(endsIn, to.month)) return null;

  const begin = edtfDay(beginsIn, from.month, from.day);
  const end = edtfDay(endsIn, to.month, to.day);
  const number = beginsIn === null ? null : dayNumber({ year: beginsIn, ...from });
  return {
    edtf: begin === end ? begin : `${begin}/${end}`,
    precision: 'day',
    usable: !isFuture && isPast(number, reference),
  };
}
