/** Finds the dates of a sentence and places them on the calendar as EDTF. */
import data from '../../seeds/knowledge/english/dates.json' with { type: 'json' };
import type { EventDate } from '../model/event.ts';
import {
  anchoredPart,
  fromAnchor,
  monthOfAnchor,
  readAnchor,
  thatMonth,
  unitsFromAnchor,
  withinAnchor,
} from './dates/anchored-dates.ts';
import { type FoundDate, findCountedBack } from './dates/counted-back.ts';
import { dayMonth, holiday, monthDay, twoMonths } from './dates/day-dates.ts';
import { month, monthRange } from './dates/month-dates.ts';
import { dayFirst, yearFirst } from './dates/numeric-dates.ts';
import { type Placed, readReference } from './dates/reference.ts';
import { calendarUnit, future, namedDay, untilNow } from './dates/relative-dates.ts';
import type { Anchor, DateContext, DateRule, DateTrigger } from './dates/rule.ts';
import { shortWeekday, weekday, weekdayRange } from './dates/weekday-dates.ts';
import { wordBefore } from './dates/words.ts';
import { decade, season, year, yearPart, yearRange } from './dates/year-dates.ts';
import type { Token } from './tokens.ts';

/**
 * A date as a text words it; offsets are those of the whole text. `usable` is false for a date after the publication:
 * what happened cannot have it. Relative dates of an article without publication are `XXXX-XX-XX`, precision `unknown`;
 * a day or month without a year and without publication keeps `XXXX` for the year.
 */
export type DateMention = {
  start: number;
  end: number;
  text: string;
  edtf: string;
  precision: EventDate['precision'];
  usable: boolean;
};

export type DateInput = {
  text: string;
  start: number;
  end: number;
  /** `Article.published`. */
  published: string | null;
  /** The day, month or year (EDTF) that the text spoke of last; "the next day" and "that year" count from it. */
  anchor?: string | null;
};

/** Longer matches win over shorter, then earlier rules over later ones. */
const RULES: readonly DateRule[] = [
  yearFirst,
  dayFirst,
  twoMonths,
  dayMonth,
  monthDay,
  holiday,
  monthRange,
  month,
  weekdayRange,
  weekday,
  shortWeekday,
  namedDay,
  untilNow,
  calendarUnit,
  future,
  yearPart,
  yearRange,
  decade,
  season,
  year,
];

/** Rules that count from a date told before. */
const ANCHORED: readonly DateRule[] = [
  fromAnchor,
  unitsFromAnchor,
  anchoredPart,
  thatMonth,
  monthOfAnchor,
  withinAnchor,
];

const TRIGGERS: readonly DateTrigger[] = ['month', 'weekday', 'relative', 'season', 'numeric', 'year'];

const cased = (word: string): string[] => [word, `${word.charAt(0).toUpperCase()}${word.slice(1)}`, word.toUpperCase()];
const monthWords = data.months.names.flat();
const isAlsoWord = (word: string): boolean => data.months.alsoWords.includes(word);
const alternatives = (words: readonly string[]): string =>
  [...new Set(words)].sort((a, b) => b.length - a.length).join('|');

/** What must stand in a sentence before any rule is tried; the group that matches says which rules. */
const GATE = new RegExp(
  [
    `\\b(?<month>(?:${alternatives([
      ...monthWords.filter((word) => !isAlsoWord(word)).flatMap(cased),
      ...data.months.alsoWords.flatMap((word) => cased(word).slice(1)),
    ])})(?![a-z])|(?:${alternatives(data.months.alsoWords)}) (?:19|20)\\d\\d)`,
    `\\b(?<weekday>(?:${alternatives(data.weekdays.names.flat().flatMap((word) => cased(word).slice(1)))})\\b)`,
    `\\b(?<relative>(?:[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Oo]vernight|nights?|weekend|weeks?|months?|years?|days?|hours|ago|mornings?|afternoon|evening|Christmas|Boxing Day|Valentine|New Year|May Day|Now?e?[rw]r?[ou]z)\\b)`,
    '\\b(?<season>(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\\b)',
    '(?<numeric>\\d{1,4}[-/.]\\d\\d?[-/.]\\d)',
    '(?<![\\d,.])(?<year>(?:19|20)\\d\\d)(?!\\d)',
  ].join('|'),
  'g',
);

/** Words without which no date is told; figures aside. */
export const DATE_WORDS: ReadonlySet<string> = new Set(
  [
    ...monthWords,
    ...data.weekdays.names.flat(),
    ...'today yesterday tomorrow tonight overnight night nights weekend week weeks month months year years day days hours ago morning mornings afternoon evening christmas boxing valentine new spring summer autumn fall winter'.split(
      ' ',
    ),
  ].map((word) => word.toLowerCase()),
);

/** Whether a sentence can hold a date at all: a look at its tokens that spares most sentences the patterns. */
export function mayDate(tokens: readonly Token[]): boolean {
  return tokens.some(({ kind, word }) => kind === 'number' || word.dates);
}

/** The dates between `start` and `end` in the order of the text; they do not overlap. */
export function findDates({ text, start, end, published, anchor = null }: DateInput): DateMention[] {
  const sentence = text.slice(start, end);
  const triggers = triggersOf(sentence);
  if (triggers.size === 0) return [];
  const context: DateContext = { text: sentence, reference: readReference(published), anchor: readAnchor(anchor) };
  const found: FoundDate[] = [];
  for (const rule of RULES) if (triggers.has(rule.trigger)) found.push(...applyRule(rule, context));
  // "on 6 August and nine days later": what the sentence itself said first is nearer than any before it.
  if (triggers.has('relative') || triggers.has('month'))
    for (const rule of ANCHORED) {
      // "3 May 2024" and not the "2024" inside it.
      const told = withoutOverlaps([...found]);
      found.push(...applyRule(rule, context, (at) => readAnchor(lastBefore(told, at)?.placed.edtf ?? anchor)));
    }
  if (triggers.has('relative')) found.push(...findCountedBack(context));
  return withoutDoubles(sentence, withoutOverlaps(found)).map((date) => {
    const { edtf, precision, usable } = openEnded(date.placed, wordBefore(sentence, date.start));
    const from = start + date.start;
    const to = start + date.end;
    return { start: from, end: to, text: text.slice(from, to), edtf, precision, usable };
  });
}

function triggersOf(sentence: string): ReadonlySet<DateTrigger> {
  const triggers = new Set<DateTrigger>();
  GATE.lastIndex = 0;
  for (let match = GATE.exec(sentence); match !== null; match = GATE.exec(sentence)) {
    for (const trigger of TRIGGERS) if (match.groups?.[trigger] !== undefined) triggers.add(trigger);
  }
  return triggers;
}

function applyRule(
  rule: DateRule,
  context: DateContext,
  anchorAt: ((at: number) => Anchor | null) | null = null,
): FoundDate[] {
  const found: FoundDate[] = [];
  if (rule.hint?.test(context.text) === false) return found;
  rule.pattern.lastIndex = 0;
  for (let match = rule.pattern.exec(context.text); match !== null; match = rule.pattern.exec(context.text)) {
    const from = anchorAt === null ? context : { ...context, anchor: anchorAt(match.index) };
    const placed = rule.place(match.groups ?? {}, match, from);
    if (placed === null) {
      rule.pattern.lastIndex = match.index + 1;
    } else {
      const words = match[0].replace(/[\s.,]+$/, '');
      found.push({ start: match.index, end: match.index + words.length, placed });
    }
  }
  return found;
}

function withoutOverlaps(found: FoundDate[]): FoundDate[] {
  const kept: FoundDate[] = [];
  for (const date of found.sort((a, b) => b.end - b.start - (a.end - a.start))) {
    if (!kept.some((other) => date.start < other.end && other.start < date.end)) kept.push(date);
  }
  return kept.sort((a, b) => a.start - b.start);
}

/** Of "Saturday (21 January)" the date in brackets is kept: it says more. */
function withoutDoubles(sentence: string, dates: readonly FoundDate[]): FoundDate[] {
  return dates.filter((date, index) => {
    const next = dates[index + 1];
    return next === undefined || !/^,? [([]$/.test(sentence.slice(date.end, next.start));
  });
}

/** "since July" is open at its end, "until 5 May" at its start. */
function openEnded(placed: Placed, lead: string): Placed {
  if (placed.edtf.includes('/') || placed.precision === 'unknown') return placed;
  // EDTF has no interval with an unknown year: the bare date says as much as is known.
  if (placed.edtf.startsWith('XXXX')) return placed;
  if (lead === 'since') return { ...placed, edtf: `${placed.edtf}/..` };
  return lead === 'until' || lead === 'till' ? { ...placed, edtf: `../${placed.edtf}` } : placed;
}

/** The last date that ends before `at`. */
const lastBefore = (found: readonly FoundDate[], at: number): FoundDate | undefined =>
  found.reduce<FoundDate | undefined>(
    (last, one) => (one.end <= at && (last === undefined || one.start > last.start) ? one : last),
    undefined,
  );
