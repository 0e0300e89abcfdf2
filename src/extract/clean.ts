/** Article text → blocks of headings, body and list items; furniture of the page and a repeated title are left out. */
import { boilerplateRule } from './boilerplate.ts';
import { noteLabelAt } from './note-labels.ts';

/** A stretch of the raw text without white space at its ends; `end` is exclusive. */
export type Block = {
  kind: 'heading' | 'body' | 'list-item';
  start: number;
  end: number;
  /** The ACLED sub-event type that a coder's heading states, where one was taken off the start. */
  stated?: string;
};

type Line = { start: number; end: number; mark: 'text' | 'item' | 'heading'; afterGap: boolean };
type Paragraph = { start: number; end: number; mark: Line['mark']; lines: number };

/** A sub-heading may hold two sentences; what is longer is body even without a final stop. */
const MAX_HEADING = 160;
/** More lines without a final stop one after another are a list of reports, not titles. */
const MAX_HEADINGS_IN_A_ROW = 3;
/** Texts wrapped by hand are wrapped at this column or before. */
const MAX_WRAP = 110;

const LINE_BREAK = /\r\n|[\n\r\v\f\u2028\u2029]/g;
/** White space, zero-width characters and soft hyphens. */
const BLANK = /[\s\u200B-\u200D\u2060\uFEFF\u00AD]/;
const BULLET = /(?:[-*+•‣◦▪●■□➢►➤·–—]|\(?\d{1,3}[.)/]|\([a-z]\)|\.[ \t\u00A0])[ \t\u00A0]+(?=\S)/y;
const BARE_BULLET = /[•‣◦▪●■□➢►➤](?=\S)/y;
const HASH_HEADING = /#{1,6}[ \t]+(?=\S)/y;
const QUOTE_MARK = /(?:>[ \t]*)+(?=\S)/y;
const ENDS_SENTENCE = /[.!?…。؟۔]["'”’»)\]*_]*(?:\[\d{1,3}\])*$/;
const ENDS_OPEN = /[,;–—-]$/;
const LEADS_IN_QUOTE = /\b(?:said|says|added|adds|wrote|writes|stated|states|tweeted|read|reads) ?:$/;
const STARTS_LOWER = /^["'“‘(]?\p{Ll}/u;
/** "BEIRUT, Sept 20 (Reuters) - ": where and when an agency wrote, not where it happened. */
const DATELINE =
  /(?:\p{Lu}[\p{L}.'’-]*[ ,/]+){1,6}(?:\p{L}{3,9}\.? \d{1,2},? )?\((?:Reuters|AP|AFP|UPI|dpa|DPA|Xinhua|TASS|IANS|ANI|PTI|Bloomberg|CNN|BBC|VOA|SANA|ANHA|NINA|INA)\)[ ]{0,2}[-–—]{1,2} +(?=\S)/uy;
/** "SANAA, Yemen — ": a town in capitals with its country, and a dash. */
const TOWN_LINE =
  /\p{Lu}[\p{Lu}'’-]{2,}(?: \p{Lu}[\p{Lu}'’-]+){0,3}, \p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+){0,2} [–—]{1,2} +(?=\S)/uy;
/** "PORT SUDAN, March 27 - ", "Kyiv/Pokrovsk, 5 June 2024 —": no agency, but towns, a day and a dash. */
const DATED_LINE =
  /\p{Lu}[\p{L}'’.-]+(?:[ /]\p{Lu}[\p{L}'’.-]+){0,3}(?:, \p{Lu}\p{L}+){0,2}, (?:\p{Lu}\p{L}{2,8}\.? \d{1,2}|\d{1,2} \p{Lu}\p{L}{2,8}\.?)(?:,? \d{4})? ?[-–—]{1,2} +(?=\S)/uy;

/**
 * The blocks of `text` in order. Offsets are UTF-16 code units into `text` as given. Hard-wrapped lines are one block; a
 * text of a single block is body. Takes time linear in the length of the text.
 */
export function clean(text: string): Block[] {
  return withoutRepeats(text, withKinds(text, paragraphs(text, lines(text)))).map((block) => withoutLabel(text, block));
}

function withoutLabel(text: string, block: Block): Block {
  const label = noteLabelAt(text, block.start, block.end);
  if (label === null) return block;
  return { ...block, start: label.end, ...(label.subEventType === null ? {} : { stated: label.subEventType }) };
}

function lines(text: string): Line[] {
  const found: Line[] = [];
  let afterGap = true;
  let from = 0;
  while (from <= text.length) {
    LINE_BREAK.lastIndex = from;
    const stop = LINE_BREAK.exec(text);
    const line = readLine(text, from, stop === null ? text.length : stop.index);
    if (line === null) {
      afterGap = true;
    } else {
      found.push({ ...line, afterGap });
      afterGap = false;
    }
    if (stop === null) break;
    from = stop.index + stop[0].length;
  }
  return found;
}

/** One line without its marker, or null where it is blank or boilerplate. */
function readLine(text: string, from: number, to: number): Omit<Line, 'afterGap'> | null {
  let start = from;
  let end = to;
  while (start < to && BLANK.test(text.charAt(start))) start++;
  if (start === to) return null;
  while (BLANK.test(text.charAt(end - 1))) end--;

  start = skip(QUOTE_MARK, text, start, end);
  if (boilerplateRule(text.slice(start, Math.min(end, start + 301))) !== null) return null;
  const afterHash = skip(HASH_HEADING, text, start, end);
  if (afterHash > start) return { start: afterHash, end, mark: 'heading' };
  const afterBullet = skip(BARE_BULLET, text, skip(BULLET, text, start, end), end);
  return afterBullet > start ? { start: afterBullet, end, mark: 'item' } : { start, end, mark: 'text' };
}

function skip(pattern: RegExp, text: string, start: number, end: number): number {
  pattern.lastIndex = start;
  const found = pattern.exec(text);
  return found === null || pattern.lastIndex >= end ? start : pattern.lastIndex;
}

/** Joins wrapped lines. */
function paragraphs(text: string, all: readonly Line[]): Paragraph[] {
  const found: Paragraph[] = [];
  let width = 0;
  for (const [index, line] of all.entries()) {
    if (line.afterGap) width = widestOfRun(all, index);
    const open = found.at(-1);
    const before = all[index - 1];
    if (
      open === undefined ||
      before === undefined ||
      line.afterGap ||
      !continues({ text, before, line, open, width })
    ) {
      found.push({ start: line.start, end: line.end, mark: line.mark, lines: 1 });
    } else {
      open.end = line.end;
      open.lines++;
    }
  }
  return found.map((paragraph) => withoutDateline(text, paragraph));
}

function widestOfRun(all: readonly Line[], from: number): number {
  let width = 0;
  for (let index = from; index < all.length; index++) {
    const line = all[index];
    if (line === undefined || (index > from && line.afterGap)) break;
    width = Math.max(width, line.end - line.start);
  }
  return width;
}

type Continuation = { text: string; before: Line; line: Line; open: Paragraph; width: number };

/** Whether `line` goes on with the sentence or the wrapped paragraph of the line before it. */
function continues({ text, before, line, open, width }: Continuation): boolean {
  if (line.mark === 'heading' || open.mark === 'heading') return false;
  const tail = text.slice(Math.max(before.start, before.end - 12), before.end);
  const head = text.slice(line.start, Math.min(line.end, line.start + 40));
  const unfinished = !ENDS_SENTENCE.test(tail) && !tail.endsWith(':');
  if (line.mark === 'item')
    return before.mark === 'text' && open.mark === 'text' && unfinished && STARTS_LOWER.test(head);
  if (unfinished && (ENDS_OPEN.test(tail) || STARTS_LOWER.test(head))) return true;
  if (width > MAX_WRAP) return false;
  const firstWord = head.search(/\s/);
  const wordLength = firstWord < 0 ? head.length : firstWord;
  return before.end - before.start + 1 + wordLength > width;
}

function withoutDateline(text: string, paragraph: Paragraph): Paragraph {
  const { start, end } = paragraph;
  return {
    ...paragraph,
    start: [DATELINE, DATED_LINE, TOWN_LINE].reduce((at, line) => skip(line, text, at, end), start),
  };
}

function withKinds(text: string, all: readonly Paragraph[]): Block[] {
  const looks = all.map((paragraph) => looksLikeHeading(text, paragraph));
  const kinds: Block['kind'][] = [];
  let bodyFollows = false;
  let run = 0;
  for (let index = all.length - 1; index >= 0; index--) {
    const mark = all[index]?.mark;
    run = looks[index] === true ? run + 1 : 0;
    const isHeading = mark === 'heading' || (bodyFollows && run > 0 && (run <= MAX_HEADINGS_IN_A_ROW || index === 0));
    kinds[index] = mark === 'item' ? 'list-item' : isHeading ? 'heading' : 'body';
    bodyFollows ||= mark === 'item' || (mark === 'text' && looks[index] === false);
  }
  return all.map(({ start, end }, index) => ({ kind: kinds[index] ?? 'body', start, end }));
}

function looksLikeHeading(text: string, paragraph: Paragraph): boolean {
  const length = paragraph.end - paragraph.start;
  if (paragraph.mark !== 'text' || length > MAX_HEADING || paragraph.lines > 3) return false;
  const words = text.slice(paragraph.start, paragraph.end);
  if (STARTS_LOWER.test(words) || ENDS_OPEN.test(words)) return false;
  if (words.endsWith(':')) return words.split(/\s+/).length <= 3 && !LEADS_IN_QUOTE.test(words);
  if (/[!?]$/.test(words)) return length <= 100 && !/[.!?]\s/.test(words);
  return !ENDS_SENTENCE.test(words);
}

/** Drops a block that says word for word what an earlier one said, whatever its case; the first is kept. */
function withoutRepeats(text: string, blocks: readonly Block[]): Block[] {
  const seen = new Set<string>();
  const alike = new Map<string, number>();
  for (const block of blocks) {
    const start = startOf(text, block);
    alike.set(start, (alike.get(start) ?? 0) + 1);
  }
  return blocks.filter((block) => {
    if (block.end - block.start > 400 || alike.get(startOf(text, block)) === 1) return true;
    const key = foldedWords(text.slice(block.start, block.end));
    if (key.split(' ').length < 3) return true;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Where a block begins, in any case: blocks that differ in it say different things. */
const startOf = (text: string, { start }: Block): string => text.slice(start, start + START).toLowerCase();
const START = 4;

/** Lower-case words without punctuation and without a trailing " - Outlet" or " | Outlet". */
function foldedWords(words: string): string {
  return words
    .replace(/ [-–—|] [^-–—|.]{2,30}$/u, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
