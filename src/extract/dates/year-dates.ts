/** Years, parts of years and seasons: in 2014, late 2017, the second half of 2016, summer of 2015, the 1990s. */
import { calendarDay, dayNumber, edtfMonth } from './calendar.ts';
import { isPast, type Placed, type Reference } from './reference.ts';
import type { DateRule } from './rule.ts';
import { counted, DASH, namesBeforeSeason, SEASON, wordBefore, YEAR, yearLeads, yearLeadsOfCounts } from './words.ts';

/** First and last month. */
const PARTS: Readonly<Record<string, readonly [number, number]>> = {
  early: [1, 4],
  mid: [5, 8],
  late: [9, 12],
  'first half': [1, 6],
  'second half': [7, 12],
  'first quarter': [1, 3],
  'second quarter': [4, 6],
  'third quarter': [7, 9],
  'fourth quarter': [10, 12],
  'last quarter': [10, 12],
  'first months': [1, 3],
  'last months': [10, 12],
};

export const yearPart: DateRule = {
  name: 'part-of-year',
  trigger: 'year',
  pattern: new RegExp(
    `\\b(?:(?<part>early|mid|late)[ -](?:in )?|(?:the )?(?<edge>start|beginning|middle|end) of |(?:the )?(?<share>(?:first|second) half|(?:first|second|third|fourth|last) quarter|(?:first|last) months) (?:of|in) )(?<year>${YEAR})`,
    'giu',
  ),
  place({ part, edge = '', share, year }, _match, { reference }) {
    const edgePart = edge === 'end' ? 'late' : edge === 'middle' ? 'mid' : 'early';
    const months = PARTS[(part ?? share ?? edgePart).toLowerCase()];
    if (months === undefined) return null;
    const number = Number(year);
    return {
      edtf: `${edtfMonth(number, months[0])}/${edtfMonth(number, months[1])}`,
      precision: 'season',
      usable: isPast(dayNumber({ year: number, month: months[0], day: 1 }), reference),
    };
  },
};

export const yearRange: DateRule = {
  name: 'year-to-year',
  trigger: 'year',
  pattern: new RegExp(
    `(?<![\\d,.–-])(?:(?:from|between) (?<y1>${YEAR})(?: to | and | until |${DASH})(?<y2>${YEAR})|(?<y3>${YEAR})${DASH}(?:(?<y4>${YEAR})|(?<short>\\d\\d)(?![\\d-])))`,
    'giu',
  ),
  place({ y1, y2, y3, y4, short }, _match, { reference }) {
    const from = Number(y1 ?? y3);
    const to = Number(y2 ?? y4 ?? `${String(y3).slice(0, 2)}${short}`);
    if (to <= from || to - from > 60) return null;
    return { edtf: `${from}/${to}`, precision: 'year', usable: isPast(firstDayOf(from), reference) };
  },
};

export const decade: DateRule = {
  name: 'decade',
  trigger: 'year',
  pattern: /\bthe (?:(?:early|mid|late)[ -])?(?<decade>(?:19|20)\d)0[’']?s\b/giu,
  place: ({ decade: digits }) => ({ edtf: `${digits}X`, precision: 'unknown', usable: true }),
};

export const year: DateRule = {
  name: 'year',
  trigger: 'year',
  pattern: new RegExp(`(?<![\\d,.$€£/–-])\\b(?<year>${YEAR})(?![\\p{L}]|-\\p{L}| ?%)`, 'giu'),
  place({ year: digits }, match, { text, reference }) {
    const lead = wordBefore(text, match.index);
    const [, blank = '', next = ''] = /^(\s*)([\p{L}]*)/u.exec(text.slice(match.index + 4, match.index + 30)) ?? [];
    const isFollowed = blank !== '' && next !== '';
    const mayBeCount = digits === '2000' || yearLeadsOfCounts.has(lead);
    if (isFollowed && mayBeCount && (counted.has(next) || /^\p{Ll}+s$/u.test(next))) return null;
    const isDescribing = /^(?:the|its|their|his|a)$/.test(lead) && isFollowed && /^\p{Ll}+[^s]$/u.test(next);
    const isInBrackets = text[match.index - 1] === '(' && /^[),]/.test(text.slice(match.index + 4));
    if (!yearLeads.has(lead) && !isDescribing && !isInBrackets) return null;
    const number = Number(digits);
    return { edtf: String(number), precision: 'year', usable: isPast(firstDayOf(number), reference) };
  },
};

const SEASONS: Readonly<Record<string, { code: number; month: number }>> = {
  spring: { code: 21, month: 3 },
  summer: { code: 22, month: 6 },
  autumn: { code: 23, month: 9 },
  fall: { code: 23, month: 9 },
  winter: { code: 24, month: 12 },
};

export const season: DateRule = {
  name: 'season',
  trigger: 'season',
  pattern: new RegExp(
    `\\b(?:(?:early|mid|late)[ -])?(?:(?<which>last|this|next) |(?<lead>in|during|since|over|by|until) (?:the )?(?:early |late )?)?(?:the )?(?<name>${SEASON})(?:,? (?:of )?(?<year>${YEAR}))?(?![\\p{L}-])`,
    'giu',
  ),
  place({ which, lead, name = '', year: digits }, match, { text, reference }) {
    if (namesBeforeSeason.has(wordBefore(text, match.index))) return null;
    const found = SEASONS[name.toLowerCase()];
    if (found === undefined) return null;
    if (
      digits === undefined &&
      which === undefined &&
      (lead === undefined || /^\s+of\b/.test(text.slice(match.index + match[0].length)))
    ) {
      return null;
    }
    if (digits !== undefined) return placeSeason(found, Number(digits), reference);
    if (reference.latest === null)
      return { edtf: 'XXXX', precision: 'season', usable: which?.toLowerCase() !== 'next' };
    const published = calendarDay(reference.latest);
    const begun = published.month >= found.month ? published.year : published.year - 1;
    if (which?.toLowerCase() === 'next') return { ...placeSeason(found, begun + 1, reference), usable: false };
    const isNow = (published.month - found.month + 12) % 12 < 3;
    return placeSeason(found, which?.toLowerCase() === 'last' && isNow ? begun - 1 : begun, reference);
  },
};

function placeSeason({ code, month }: { code: number; month: number }, number: number, reference: Reference): Placed {
  const start = dayNumber({ year: number, month, day: 1 });
  return { edtf: `${number}-${code}`, precision: 'season', usable: isPast(start, reference) };
}

function firstDayOf(number: number): number | null {
  return dayNumber({ year: number, month: 1, day: 1 });
}
