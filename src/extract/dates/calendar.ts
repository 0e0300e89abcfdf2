/** Days of the Gregorian calendar as whole numbers (days since 1970-01-01), and how EDTF writes them. */

const MS_PER_DAY = 86_400_000;

export type YearMonthDay = { year: number; month: number; day: number };

/** The number of a day of the calendar, or null where there is no such day. `month` is 1–12. */
export function dayNumber({ year, month, day }: YearMonthDay): number | null {
  if (day < 1 || day > daysInMonth(year, month)) return null;
  return Math.round(Date.UTC(year, month - 1, day) / MS_PER_DAY);
}

export function calendarDay(number: number): YearMonthDay {
  const date = new Date(number * MS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 0 where `month` is not 1–12. Of an unknown year (null), February has 29. */
export function daysInMonth(year: number | null, month: number): number {
  if (month < 1 || month > 12) return 0;
  return new Date(Date.UTC(year ?? 2000, month, 0)).getUTCDate();
}

/** 1 for Monday to 7 for Sunday. */
export function isoWeekday(number: number): number {
  return ((((number + 3) % 7) + 7) % 7) + 1;
}

/** `2018-07-25`, or `XXXX-07-25` where no year is known. */
export function edtfDay(year: number | null, month: number, day: number): string {
  return `${edtfMonth(year, month)}-${String(day).padStart(2, '0')}`;
}

export function edtfMonth(year: number | null, month: number): string {
  return `${edtfYear(year)}-${String(month).padStart(2, '0')}`;
}

export function edtfYear(year: number | null): string {
  return year === null ? 'XXXX' : String(year).padStart(4, '0');
}

export function edtfOfNumber(number: number): string {
  const { year, month, day } = calendarDay(number);
  return edtfDay(year, month, day);
}

/** An EDTF interval of two days; one day where both are the same. */
export function edtfOfNumbers(from: number, to: number): string {
  return from === to ? edtfOfNumber(from) : `${edtfOfNumber(from)}/${edtfOfNumber(to)}`;
}
