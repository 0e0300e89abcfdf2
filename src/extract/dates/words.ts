/** The words of dates, from the data, as fragments of patterns and as look-ups. */
import data from '../../../seeds/knowledge/english/dates.json' with { type: 'json' };

const numbered = (names: readonly (readonly string[])[]): ReadonlyMap<string, number> =>
  new Map(names.flatMap((forms, index) => forms.map((form) => [form, index + 1] as const)));

const months = numbered(data.months.names);
const weekdays = numbered(data.weekdays.names);
const alsoWords: ReadonlySet<string> = new Set(data.months.alsoWords);

export const monthLeads: ReadonlySet<string> = new Set(data.monthLeads.words);
export const yearLeads: ReadonlySet<string> = new Set(data.yearLeads.words);
export const yearLeadsOfCounts: ReadonlySet<string> = new Set(data.yearLeadsOfCounts.words);
export const counted: ReadonlySet<string> = new Set(data.counted.words);
export const namesBeforeWeekday: ReadonlySet<string> = new Set(data.namedAfterWeekdays.before);
export const namesBeforeSeason: ReadonlySet<string> = new Set(data.namedAfterSeasons.before);
export const holidays: ReadonlyMap<string, string> = new Map(Object.entries(data.holidays.days));

const longestFirst = (words: readonly string[]) => [...words].sort((a, b) => b.length - a.length).join('|');

export const MONTH = `(?:${longestFirst([...months.keys()])})\\b\\.?`;
export const WEEKDAY = `(?:${longestFirst(data.weekdays.names.flatMap((forms) => forms.slice(0, 1)))})`;
export const WEEKDAY_OR_SHORT = `(?:${longestFirst([...weekdays.keys()])})\\b\\.?`;
export const YEAR = '(?:19|20)\\d\\d(?![\\d,.]\\d|\\d)';
export const DAY = '(?:3[01]|[12]\\d|0?[1-9])(?!\\d)(?:st|nd|rd|th)?';
export const DASH = '[-–—‑]';
export const HOLIDAY = `(?:${longestFirst([...holidays.keys()]).replaceAll("'", "['’]")})`;
export const SEASON = '(?:spring|summer|autumn|fall|winter)';
export const NAME_HEAD = `(?:${longestFirst(data.namedAfterDays.heads)})\\b`;
export const AFTER_WEEKDAY = `(?:${longestFirst(data.namedAfterWeekdays.after)})\\b`;

const FUTURE = new RegExp(`\\b(?:${longestFirst(data.future.words)})\\b`, 'iu');
/** How far back a word may stand that puts a date into the future, in characters. */
const FUTURE_REACH = 60;

export const isFutureBefore = (text: string, index: number): boolean =>
  FUTURE.test(text.slice(Math.max(0, index - FUTURE_REACH), index));

export function monthNumber(word: string): number {
  return months.get(word.toLowerCase().replace('.', '')) ?? 0;
}

/** "may" and "march" are dates only with a capital or a year. */
export function isMonthName(word: string, hasYear: boolean): boolean {
  return hasYear || !alsoWords.has(word.replace('.', ''));
}

/** 1 for Monday to 7 for Sunday; 0 where it is none. */
export function weekdayNumber(word: string): number {
  return weekdays.get(word.toLowerCase().replace('.', '')) ?? 0;
}

/** The word that stands before `index`, in lower case without a hyphen at its end; empty where there is none. */
export function wordBefore(text: string, index: number): string {
  return (/([\p{L}\p{N}'’]+)[\s-]*$/u.exec(text.slice(Math.max(0, index - 20), index))?.[1] ?? '').toLowerCase();
}
