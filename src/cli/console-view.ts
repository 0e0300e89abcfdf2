/** An Answer as a person reads it in a terminal: colour and wrapping there, plain lines when piped. */
import { createColors } from 'picocolors';
import type { Answer, Evidence, Tone } from '../model/answer.ts';
import { isQuotedIn, type Quotes, quotesOf } from '../model/quotes.ts';

export type ConsoleLook = {
  /** Columns to wrap at; null leaves lines as long as they are. */
  width: number | null;
  colour: boolean;
};

type Colours = ReturnType<typeof createColors>;
type Paint = (text: string) => string;

const MARKS: Readonly<Record<Tone, string>> = {
  fact: '●',
  ongoing: '◐',
  claim: '“',
  planned: '○',
  failed: '✗',
  denied: '⊘',
  unknown: '?',
  note: '·',
};

const paintOf = (tone: Tone, colours: Colours): Paint => {
  const paints: Readonly<Record<Tone, Paint>> = {
    fact: colours.green,
    ongoing: colours.yellow,
    claim: colours.blue,
    planned: colours.cyan,
    failed: colours.red,
    denied: colours.red,
    unknown: colours.magenta,
    note: colours.dim,
  };
  return paints[tone];
};

/** Control characters (escape sequences among them) and marks that turn the direction of what follows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const HOSTILE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Whole escape sequences: colours and cursor moves (CSI), titles and links (OSC). */
const ESCAPES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|(?:\u001b\]|\u009d)[^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)?/g;

/** Text from outside without anything that a terminal would act on; line ends and tabs become blanks. */
export const harmless = (text: string): string =>
  text
    .replace(ESCAPES, '')
    .replace(/[\t\n\r]+/g, ' ')
    .replace(HOSTILE, '');

/** The words in lines of at most `width` columns, the first after `first`, the others after as many blanks. */
const wrap = (text: string, width: number | null, indent: string, first: string = indent): string[] => {
  const words = harmless(text)
    .split(/ +/)
    .filter((word) => word !== '');
  const lines: string[] = [];
  let line = '';
  const room = width === null ? Number.POSITIVE_INFINITY : Math.max(20, width - indent.length);
  for (const word of words) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines.map((each, i) => (i === 0 ? first : indent) + each);
};

const sourceLine = (evidence: Evidence): string =>
  [evidence.title ?? evidence.articleId, evidence.source, evidence.published ?? 'undated', evidence.url]
    .filter((part) => part !== null && part !== '')
    .join(' · ');

const sourcesOf = ({ all }: Quotes): string[] => {
  const articles = new Map<string, { line: string; numbers: number[] }>();
  for (const { first, number } of all) {
    const entry = articles.get(first.articleId) ?? { line: sourceLine(first), numbers: [] };
    entry.numbers.push(number);
    articles.set(first.articleId, entry);
  }
  return [...articles.values()].map(({ line, numbers }) => `[${ranges(numbers)}] ${line}`);
};

/** `1–3, 5` for rising numbers. */
const ranges = (numbers: readonly number[]): string => {
  const runs: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.to === number - 1) last.to = number;
    else runs.push({ from: number, to: number });
  }
  return runs.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
};

/** The answer as lines, without a line end after the last. Each statement is followed by the quotes it is the first to rest on. */
export const renderAnswer = (answer: Answer, { width, colour }: ConsoleLook): string => {
  const colours = createColors(colour);
  const lines: string[] = [];
  const add = (text: string, indent: string, paint: Paint, first?: string): void => {
    for (const line of wrap(text, width, indent, first)) lines.push(paint(line));
  };
  const plain: Paint = (text) => text;

  add(answer.title, '', colours.bold);
  if (answer.headline !== '' && answer.headline !== answer.title) add(answer.headline, '', plain);
  if (answer.error && answer.error.message !== answer.headline) add(answer.error.message, '', colours.red);
  if (answer.error && answer.error.suggestions.length > 0) {
    add(`Did you mean: ${answer.error.suggestions.join(', ')}?`, '', plain);
  }
  const quotes = quotesOf(answer);
  const shown = new Set<number>();
  for (const { heading, statements } of answer.sections) {
    lines.push('');
    if (heading !== null) add(heading, '', (text) => colours.bold(colours.underline(text)));
    for (const statement of statements) {
      const mark = MARKS[statement.tone];
      const cited = quotes.of(statement.evidence);
      const numbers = cited.map(({ number }) => `[${number}]`).join('');
      add(`${statement.text} ${numbers}`, '    ', paintOf(statement.tone, colours), `  ${mark} `);
      for (const quote of cited) {
        const { number, first, evidence } = quote;
        if (shown.has(number)) continue;
        shown.add(number);
        const ids = [...new Set(evidence.map(({ eventId }) => eventId))].join(', ');
        const words = isQuotedIn(quote, statement.text) ? '' : `“${first.quote}” `;
        add(`[${number}] ${words}(${ids})`, '        ', colours.dim);
      }
    }
  }
  if (answer.evidence.length > 0) {
    lines.push('');
    add('Quoted from', '', (text) => colours.bold(colours.underline(text)));
    for (const line of sourcesOf(quotes)) add(line, '    ', plain, '  ');
  }
  if (answer.paging && answer.paging.pages > 1) {
    const { page, pages, total } = answer.paging;
    lines.push('');
    add(`Page ${page} of ${pages} (${total} in all); add page:${Math.min(page + 1, pages)} for more.`, '', colours.dim);
  }
  return lines.join('\n');
};
