/** Counts in a sentence: figures, words, ranges and vague amounts. Dates, ages, money and names with numbers are left out. */
import { NUMBER_PARTS, NUMBER_WORDS, numberOfWords, VAGUE_WORDS, vagueMinimum } from './number-words.ts';
import type { Token } from './tokens.ts';

/**
 * A count as a text words it; offsets are those of the whole text. `value` is the number that was said, null where only
 * bounds were ("dozens", "20–30"); `min` and `max` are inclusive, `max` is null where it is open.
 */
export type QuantityMention = {
  start: number;
  end: number;
  text: string;
  value: number | null;
  min: number;
  max: number | null;
};

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const FIGURE = '\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d{1,9}(?:\\.\\d{1,2})?(?![\\d,]\\d)';
const SCALE = '(?:\\s?(?:hundred|thousand|million|billion|dozen)\\b|k\\b|m\\b|bn\\b)';
const NUMBER = `(?:(?:${FIGURE})${SCALE}?|${NUMBER_WORDS})`;
const LEAD =
  'at least|no fewer than|no less than|not less than|a minimum of|more than|well over|over|upwards of|in excess of|exceeding|as many as|up to|at most|no more than|not more than|a maximum of|fewer than|less than|under|nearly|almost|close to|just under|about|around|some|roughly|approximately|an estimated|estimated|circa';
const NO =
  'no(?= (?:\\p{L}+ )?(?:casualt|fatalit|death|injur|wounded|killed|victim|loss|civilian|people|person|fighter|soldier|one\\b|prisoner|hostage|dead\\b))|nobody|none|zero';

const QUANTITY = new RegExp(
  [
    '(?<![\\p{L}\\p{N}$€£#№/.:_-]|\\d,|No\\. ?|no\\. ?|[$€£] )',
    `(?:(?<lead>${LEAD}) |(?:between|from) (?=${NUMBER}(?: and| to|[-–—])))?`,
    `(?:(?<vague>${VAGUE_WORDS})|(?<none>${NO})|(?<first>${NUMBER})(?:(?:\\s?[-–—‑]\\s?| to | or | and (?=\\S+ (?!and)))(?<second>${NUMBER}))?)`,
    '(?<plus>\\+|[ -]plus\\b| or more\\b| at least\\b)?(?<or> or so\\b)?',
    '(?![\\p{L}\\p{N}_]|-\\p{L}|[.,:/]\\d| ?%| per ?cent|°)',
  ].join(''),
  'giu',
);

/** Numbers that belong to a date or a clock, or that name a thing. */
const BEFORE_IS_DATE = new RegExp(`\\b${MONTH}\\.?(?: the)? $`, 'i');
const AFTER_IS_DATE = new RegExp(
  `^(?: of)? (?:${MONTH}\\b)|^ ?(?:a\\.?m|p\\.?m|o['’]clock|hours local|gmt|utc)\\b`,
  'i',
);
const BEFORE_IS_NAME =
  /\b(?:brigade|division|battalion|regiment|resolution|resolutions|article|road|highway|route|number|room|gate|camp|unit|flight|chapter|section|page|sector|district|zone|phase|version|type|mark|class|base|battery|area|item|day)s? $/i;
const YEAR = /^(?:19|20)\d\d$/;
const BEFORE_IS_YEAR =
  /\b(?:in|since|until|till|by|during|of|from|to|and|late|early|mid|year|before|after|the|,|\() ?$/i;

/** Words without which no count is made; figures aside. */
export const COUNT_WORDS: ReadonlySet<string> = new Set([...NUMBER_PARTS, 'no', 'nobody', 'none', 'zero']);

/** Whether a sentence can hold a count at all: a look at its tokens that spares most sentences the pattern. */
export function mayCount(tokens: readonly Token[]): boolean {
  return tokens.some(({ kind, word }) => kind === 'number' || word.counts);
}

/** The counts between `start` and `end` in the order of the text; they do not overlap. */
export function findQuantities(text: string, start: number, end: number): QuantityMention[] {
  const sentence = text.slice(start, end);
  const found: QuantityMention[] = [];
  QUANTITY.lastIndex = 0;
  for (let match = QUANTITY.exec(sentence); match !== null; match = QUANTITY.exec(sentence)) {
    const groups = match.groups ?? {};
    const from = match.index;
    const bounds = isCount(sentence, from, match) ? boundsOf((groups.lead ?? '').toLowerCase(), groups) : null;
    if (bounds === null) continue;
    const to = match.index + match[0].length;
    found.push({ start: start + from, end: start + to, text: sentence.slice(from, to), ...bounds });
  }
  return found;
}

function isCount(sentence: string, from: number, match: RegExpExecArray): boolean {
  const first = match.groups?.first ?? '';
  const before = sentence.slice(Math.max(0, from - 16), from);
  if (BEFORE_IS_NAME.test(before)) return false;
  if (!/^\d/.test(first))
    return !/^one$/i.test(match[0]) || !/^ (?:another|day\b)/i.test(sentence.slice(from + 3, from + 12));
  const after = sentence.slice(match.index + match[0].length, match.index + match[0].length + 16);
  if (BEFORE_IS_DATE.test(before) || AFTER_IS_DATE.test(after)) return false;
  return !(YEAR.test(first) && (BEFORE_IS_YEAR.test(before) || !/^ \p{Ll}/u.test(after)));
}

type Bounds = Pick<QuantityMention, 'value' | 'min' | 'max'>;

function boundsOf(lead: string, groups: Readonly<Record<string, string | undefined>>): Bounds | null {
  const { vague, none, first, second, plus } = groups;
  if (none !== undefined) return { value: 0, min: 0, max: 0 };
  if (vague !== undefined) return { value: null, min: vagueMinimum(vague), max: null };
  const low = numberOfWords(first ?? '');
  if (low === null) return null;
  if (second === undefined) return plus === undefined ? withLead(lead, low) : { value: low, min: low, max: null };
  const high = numberOfWords(second);
  if (high === null) return null;
  // "two to three dozen", "20 to 30 thousand": the scale belongs to both.
  const scale =
    low < 100 && high >= 1000 && /[a-z]/i.test(second)
      ? high / (numberOfWords(second.split(/\s/)[0] ?? '') ?? high)
      : 1;
  const min = low * scale;
  return min < high ? { value: null, min, max: high } : null;
}

function withLead(lead: string, number: number): Bounds {
  switch (lead) {
    case 'at least':
    case 'no fewer than':
    case 'no less than':
    case 'not less than':
    case 'a minimum of':
      return { value: number, min: number, max: null };
    case 'more than':
    case 'over':
    case 'well over':
    case 'upwards of':
    case 'in excess of':
    case 'exceeding':
      return { value: number, min: number + 1, max: null };
    case 'fewer than':
    case 'less than':
    case 'under':
      return { value: null, min: 0, max: Math.max(0, Math.ceil(number) - 1) };
    case 'up to':
    case 'as many as':
    case 'at most':
    case 'no more than':
    case 'not more than':
    case 'a maximum of':
      return { value: number, min: 0, max: number };
    case 'nearly':
    case 'almost':
    case 'close to':
    case 'just under':
      return { value: number, min: Math.floor((number * 9) / 10), max: number };
    case 'about':
    case 'around':
    case 'some':
    case 'roughly':
    case 'approximately':
    case 'an estimated':
    case 'estimated':
    case 'circa':
      return { value: number, min: Math.floor((number * 9) / 10), max: Math.ceil((number * 11) / 10) };
    default:
      return { value: number, min: number, max: number };
  }
}
