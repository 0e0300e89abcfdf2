/** Any answer as a message: bottom line first, marked statements, their quotes, sources, and controls to the rest. */
import type { APIComponentInContainer } from 'discord.js';
import type { Answer } from '../../model/answer.ts';
import { quotesOf } from '../../model/quotes.ts';
import { answerUnits, assessmentOf } from './answer-blocks.ts';
import { escaped, plain, shortened } from './escape.ts';
import {
  BYTES_PER_DISPLAY,
  MAX_BUTTONS_IN_ROW,
  MAX_BYTES,
  MAX_CHARACTERS,
  MAX_CHOICE,
  MAX_CHOICES,
  type Size,
  sizeOf,
} from './limits.ts';
import {
  type Button,
  buttonRow,
  type Choice,
  divider,
  type MessageView,
  message,
  selectRow,
  textDisplay,
} from './message.ts';
import { type Page, paginate } from './pages.ts';
import { type Sources, sourcesOf } from './sources.ts';
import { COLOUR, statusBadge } from './tones.ts';

/** Which part of an answer to show, counting from 0 (-1: the last), and whether with its quotes. */
export type Part = { part: number; quotes: boolean };

export type PartTarget = 'previous' | 'next' | 'position' | 'quotes';

/** The controls under an answer, as custom_ids. */
export type Controls = {
  /** What a button does, given what is shown and how many parts there are; null for no such buttons. */
  part: ((target: PartTarget, shown: Part, parts: number) => string) | null;
  /** The list from which one quote is chosen to be shown in its context, or null for none. */
  evidence: string | null;
  /** Other questions that the asker may have meant. */
  others: readonly Button[];
};

export type AnswerViewOptions = Part & {
  /** Null leaves them out. */
  controls: Controls | null;
  /** A line in words under the answer. */
  note?: string | null;
};

export type AnswerView = {
  message: MessageView;
  /** The part shown, counting from 0, and how many there are. */
  part: number;
  parts: number;
};

const LONGEST_TITLE = 120;

/** Room for title, badge, the notes on what is not shown, and the words on the controls, which may count as text. */
const FRAME: Size = { characters: 1_200, bytes: 2_400 };
/** Left free of all. */
const MARGIN = 50;
/** Head, body and foot. */
const DISPLAYS = 3;

const BOUNDS: Size = {
  characters: MAX_CHARACTERS - FRAME.characters,
  bytes: MAX_BYTES - FRAME.bytes - DISPLAYS * BYTES_PER_DISPLAY,
};

const head = (answer: Answer, page: Page, part: number, badge: string | null): string => {
  const title = `## ${escaped(shortened(answer.title, LONGEST_TITLE)) || escaped(answer.command) || '–'}`;
  const below = part > 0 ? ['-# continued'] : badge === null ? [] : [`**${badge}**`];
  return [title, ...below, ...page.blocks.filter(({ lead }) => lead).map(({ text }) => text)].join('\n');
};

const body = (page: Page): APIComponentInContainer[] => {
  const lines = page.blocks.filter(({ lead }) => !lead).map(({ text }) => text);
  return lines.length === 0 ? [] : [divider(), textDisplay(lines.join('\n'))];
};

const counted = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;

/** What the reader does not see on this page, in words. */
const omissions = (answer: Answer, pages: readonly Page[], part: number, quotes: boolean): string[] => {
  const total = pages.reduce((sum, page) => sum + page.statements, 0);
  const elsewhere = total - (pages[part]?.statements ?? 0);
  const { paging } = answer;
  return [
    ...(pages.length > 1
      ? [`Part ${part + 1} of ${pages.length}; ${counted(elsewhere, 'statement')} on the other parts.`]
      : []),
    ...(paging !== undefined && paging.pages > 1
      ? [`Page ${paging.page} of ${paging.pages}, ${paging.total} in all.`]
      : []),
    ...(quotes || answer.evidence.length === 0 ? [] : [`${counted(quotesOf(answer).all.length, 'quote')} hidden.`]),
  ];
};

const position = (page: number, pages: number, part: number, parts: number): string => {
  if (pages <= 1) return `${part + 1} / ${parts}`;
  return parts <= 1 ? `${page} / ${pages}` : `${page} / ${pages} · part ${part + 1} / ${parts}`;
};

const partButtons = (answer: Answer, shown: Part, parts: number, { part: idOf }: Controls): Button[] => {
  if (idOf === null) return [];
  const id = (target: PartTarget): string => idOf(target, shown, parts);
  const page = answer.paging?.page ?? 1;
  const pages = answer.paging?.pages ?? 1;
  const isFirst = shown.part === 0 && page <= 1;
  const isLast = shown.part >= parts - 1 && page >= pages;
  const turning = [
    { label: '◀ Previous', customId: id('previous'), disabled: isFirst },
    { label: position(page, pages, shown.part, parts), customId: id('position'), disabled: true },
    { label: 'Next ▶', customId: id('next'), disabled: isLast },
  ];
  const quotes = { label: shown.quotes ? 'Hide quotes' : 'Show quotes', customId: id('quotes') };
  return [...(isFirst && isLast ? [] : turning), ...(answer.evidence.length === 0 ? [] : [quotes])];
};

const PLACEHOLDER = 'Show a quote in its context …';
/** What is shown of a quote to choose, and below which it is not worth showing. */
const LONGEST_CHOICE = 80;
const SHORTEST_CHOICE = 12;
const LONGEST_OTHER = 40;

/** The quotes cited on a page, to choose one of, in `room` characters. */
const quoteChoices = (answer: Answer, page: Page, room: number): Choice[] => {
  const numbers = [...page.cited.values()].flat().sort((a, b) => a - b);
  const { all } = quotesOf(answer);
  const choices = new Map<string, Choice>();
  for (const number of numbers) {
    const evidence = all[number - 1]?.first;
    if (evidence === undefined || choices.size >= MAX_CHOICES) break;
    const { eventId, quote } = evidence;
    if (plain(eventId) === '' || eventId.length > MAX_CHOICE || choices.has(eventId)) continue;
    choices.set(eventId, { label: `[${number}] ${plain(quote)}`, value: eventId });
  }
  const most = Math.min(choices.size, Math.floor(room / SHORTEST_CHOICE));
  const length = Math.min(LONGEST_CHOICE, Math.floor(room / Math.max(1, most)));
  return [...choices.values()].slice(0, most).map(({ label, value }) => ({ label: shortened(label, length), value }));
};

/** Lists and buttons, in `room` characters and as many bytes as three times that. */
const rows = (
  answer: Answer,
  page: Page,
  shown: Part,
  parts: number,
  controls: Controls,
  room: number,
): APIComponentInContainer[] => {
  const turning = partButtons(answer, shown, parts, controls);
  const others = controls.others
    .slice(0, MAX_BUTTONS_IN_ROW)
    .map((button) => ({ ...button, label: shortened(button.label, LONGEST_OTHER) }));
  const labels = [...turning, ...others].reduce((sum, button) => sum + button.label.length, PLACEHOLDER.length);
  const quotes = controls.evidence === null ? [] : quoteChoices(answer, page, room - labels);
  return [
    ...(quotes.length === 0 ? [] : [selectRow(controls.evidence ?? '', PLACEHOLDER, quotes)]),
    ...(others.length === 0 ? [] : [buttonRow(others)]),
    ...(turning.length === 0 ? [] : [buttonRow(turning)]),
  ];
};

/** Characters that a message has left beside these texts. */
const roomBeside = (texts: readonly APIComponentInContainer[]): number => {
  const size = sizeOf(texts.map((text) => ('content' in text ? text.content : '')).join(''));
  const bytes = MAX_BYTES - size.bytes - DISPLAYS * BYTES_PER_DISPLAY;
  return Math.min(MAX_CHARACTERS - size.characters, Math.floor(bytes / 3)) - MARGIN;
};

const foot = (page: Page, sources: Sources, notes: readonly string[]): APIComponentInContainer[] => {
  const lines = [
    ...[...page.cited].map(([article, numbers]) => sources.line(article, numbers)),
    ...notes.map((note) => `-# ${note}`),
  ];
  return lines.length === 0 ? [] : [divider(), textDisplay(lines.join('\n'))];
};

/**
 * The part of an answer that was asked for, or null where there is no such part. Every message stays within Discord's
 * limits, and all parts together say everything that the answer says.
 */
export const answerView = (answer: Answer, wanted: AnswerViewOptions): AnswerView | null => {
  const { quotes, controls, note = null } = wanted;
  const sources = sourcesOf(answer.evidence);
  const pages = paginate(answerUnits(answer, quotes), BOUNDS, sources.sizes);
  const part = wanted.part === -1 ? pages.length - 1 : wanted.part;
  const page = pages[part];
  if (page === undefined) return null;
  const assessment = assessmentOf(answer);
  const badge = assessment === null ? null : statusBadge(assessment.status);
  const notes = [...omissions(answer, pages, part, quotes), ...(note === null ? [] : [escaped(note)])];
  const texts = [textDisplay(head(answer, page, part, badge)), ...body(page), ...foot(page, sources, notes)];
  const components = [
    ...texts,
    ...(controls === null ? [] : rows(answer, page, { part, quotes }, pages.length, controls, roomBeside(texts))),
  ];
  const colour = assessment === null ? COLOUR.neutral : COLOUR[assessment.status];
  return { message: message(colour, components), part, parts: pages.length };
};
