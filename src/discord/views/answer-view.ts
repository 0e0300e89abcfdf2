/** Any answer as a message: bottom line first, marked statements, their quotes, sources, and buttons to the rest. */
import type { APIComponentInContainer } from 'discord.js';
import type { Answer } from '../../model/answer.ts';
import { answerUnits, assessmentOf } from './answer-blocks.ts';
import { escaped, shortened } from './escape.ts';
import { BYTES_PER_DISPLAY, MAX_BYTES, MAX_CHARACTERS, MAX_COMPONENTS } from './limits.ts';
import { type Button, buttonRow, type MessageView, message, separator, textDisplay } from './message.ts';
import { type Page, type PageBounds, paginate } from './pages.ts';
import { type Sources, sourcesOf } from './sources.ts';
import { COLOUR, statusBadge } from './tones.ts';

/** Which part of an answer to show, and whether with its quotes. */
export type Part = { part: number; quotes: boolean };

export type PartTarget = 'previous' | 'next' | 'position' | 'quotes';

/** The custom_id of a button under an answer, given what it does, what is shown and how many parts there are. */
export type PartButtons = (target: PartTarget, shown: Part, parts: number) => string;

export type AnswerViewOptions = Part & {
  /** Null leaves the buttons out. */
  buttons: PartButtons | null;
  /** A line in words under the answer. */
  note?: string | null;
};

export type AnswerView = {
  message: MessageView;
  /** The part shown, counting from 0, and how many there are. */
  part: number;
  parts: number;
};

/** Room for title, badge, notes on what is not shown, and button labels. */
const FRAME = { characters: 600, bytes: 1_200, components: 12 };

const BOUNDS: PageBounds = {
  characters: MAX_CHARACTERS - FRAME.characters,
  bytes: MAX_BYTES - FRAME.bytes - 6 * BYTES_PER_DISPLAY,
  groups: Math.floor((MAX_COMPONENTS - FRAME.components) / 2),
};

const LONGEST_TITLE = 120;

const head = (answer: Answer, part: number, badge: string | null): string => {
  const title = `## ${escaped(shortened(answer.title, LONGEST_TITLE)) || escaped(answer.command) || '–'}`;
  if (part > 0) return `${title}\n-# continued`;
  return badge === null ? title : `${title}\n**${badge}**`;
};

/** A display for each group of lines, with a thin gap between. */
const body = (page: Page): APIComponentInContainer[] => {
  const groups = new Map<number, string[]>();
  for (const { group, text } of page.blocks) groups.set(group, [...(groups.get(group) ?? []), text]);
  return [...groups.values()].flatMap((lines, index) => [
    ...(index === 0 ? [] : [separator(false)]),
    textDisplay(lines.join('\n')),
  ]);
};

const counted = (number: number, word: string): string => `${number} ${word}${number === 1 ? '' : 's'}`;

/** What the reader does not see on this page, in words. */
const omissions = (answer: Answer, pages: readonly Page[], part: number, quotes: boolean): string[] => {
  const total = pages.reduce((sum, page) => sum + page.statements, 0);
  const hidden = total - (pages[part]?.statements ?? 0);
  const { paging } = answer;
  return [
    ...(pages.length > 1
      ? [`Part ${part + 1} of ${pages.length}; ${counted(hidden, 'statement')} on the other parts.`]
      : []),
    ...(paging !== undefined && paging.pages > 1
      ? [`Page ${paging.page} of ${paging.pages}, ${paging.total} in all.`]
      : []),
    ...(quotes || answer.evidence.length === 0 ? [] : [`${counted(answer.evidence.length, 'quote')} hidden.`]),
  ];
};

const partButtons = (answer: Answer, shown: Part, parts: number, idOf: PartButtons): Button[] => {
  const id = (target: PartTarget, at: Part): string => idOf(target, at, parts);
  const page = answer.paging?.page ?? 1;
  const pages = answer.paging?.pages ?? 1;
  const { part, quotes } = shown;
  const several = parts > 1 || pages > 1;
  return [
    ...(several
      ? [
          { label: '◀ Previous', customId: id('previous', shown), disabled: part === 0 && page <= 1 },
          { label: position(page, pages, part, parts), customId: id('position', shown), disabled: true },
          { label: 'Next ▶', customId: id('next', shown), disabled: part >= parts - 1 && page >= pages },
        ]
      : []),
    ...(answer.evidence.length === 0
      ? []
      : [{ label: quotes ? 'Hide quotes' : 'Show quotes', customId: id('quotes', shown) }]),
  ];
};

const position = (page: number, pages: number, part: number, parts: number): string => {
  if (pages <= 1) return `${part + 1} / ${parts}`;
  return parts <= 1 ? `${page} / ${pages}` : `${page} / ${pages} · part ${part + 1} / ${parts}`;
};

const sourceLines = (page: Page, sources: Sources): string[] =>
  page.sources.flatMap((key) => sources.lines.get(key) ?? []);

/**
 * The part of an answer that was asked for; `part` -1 is the last. Null where there is no such part.
 * Every message stays within Discord's limits, and all parts together say everything the answer says.
 */
export const answerView = (answer: Answer, wanted: AnswerViewOptions): AnswerView | null => {
  const { quotes, buttons, note = null } = wanted;
  const sources = sourcesOf(answer.evidence);
  const assessment = assessmentOf(answer);
  const units = answerUnits(answer, { quotes, sources });
  const pages = paginate(units, BOUNDS, sources.sizes);
  const part = wanted.part === -1 ? pages.length - 1 : wanted.part;
  const page = pages[part];
  if (page === undefined) return null;
  const notes = [...omissions(answer, pages, part, quotes), ...(note === null ? [] : [escaped(note)])].map(
    (line) => `-# ${line}`,
  );
  const foot = [...sourceLines(page, sources), ...notes];
  const row = buttons === null ? [] : partButtons(answer, { part, quotes }, pages.length, buttons);
  const colour = assessment === null ? COLOUR.neutral : COLOUR[assessment.status];
  return {
    message: message(colour, [
      textDisplay(head(answer, part, assessment === null ? null : statusBadge(assessment.status))),
      ...body(page),
      ...(foot.length === 0 ? [] : [separator(true), textDisplay(foot.join('\n'))]),
      ...(row.length === 0 ? [] : [buttonRow(row)]),
    ]),
    part,
    parts: pages.length,
  };
};
