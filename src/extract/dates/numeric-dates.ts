/** Dates in figures: 2018-07-25, 25/07/2018, 25.07.2018. Day before month unless there is no such day. */
import { dayNumber } from './calendar.ts';
import { type Placed, placeDay } from './reference.ts';
import type { DateContext, DateRule } from './rule.ts';

export const yearFirst: DateRule = {
  name: 'year-first',
  trigger: 'numeric',
  pattern: /(?<![\d./-])(?<year>(?:19|20)\d\d)(?<mark>[-/.])(?<month>\d\d?)\k<mark>(?<day>\d\d?)(?![\d/-])/gu,
  place: ({ year, month, day }, _match, context) => place(year, month, day, context),
};

export const dayFirst: DateRule = {
  name: 'day-first',
  trigger: 'numeric',
  pattern:
    /(?<![\d./-])(?<first>\d\d?)(?:(?<mark>[-/.])(?<second>\d\d?)\k<mark>(?<year>(?:19|20)\d\d)|\/(?<second2>\d\d?)\/(?<year2>\d\d))(?![\d/-]|\.\d)/gu,
  place({ first, second, year, second2, year2 }, _match, context) {
    const fullYear = year ?? `20${year2}`;
    const other = second ?? second2;
    return place(fullYear, other, first, context) ?? place(fullYear, first, other, context);
  },
};

function place(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  { reference }: DateContext,
): Placed | null {
  const number = dayNumber({ year: Number(year), month: Number(month), day: Number(day) });
  return number === null ? null : placeDay(number, reference);
}
