/** An evaluation as a person reads it: tables of plain text and the worst examples. */
import type { Evaluation, EventScores, PloverScores } from './evaluate.ts';
import type { TypeScores } from './main-event.ts';
import type { Mistake } from './mistakes.ts';
import type { Interval, Score, Share } from './score.ts';

export type ReportSettings = {
  title: string;
  /** How many of the worst articles are listed. */
  worst: number;
};

const TEXT_LENGTH = 300;
const CONFUSIONS = 15;

/** The report's lines, without a line break at the end. */
export function report(evaluation: Evaluation, { title, worst }: ReportSettings): string {
  const { articles, failures, events, types, plover, mentions } = evaluation;
  const parts = [
    `${title}: ${articles} ${articles === 1 ? 'article' : 'articles'}`,
    ...failures.map(({ id, message }) => `  extraction failed on ${id}: ${message}`),
    ...(events === null ? [] : [eventTable(events)]),
    ...(types === null ? [] : [typeTable(types)]),
    ...(plover === null ? [] : [ploverTable(plover)]),
    ...(mentions === null ? [] : [mentionTable(mentions)]),
    ...evaluation.worst.slice(0, worst).map(mistakeLines),
  ];
  return parts.join('\n');
}

const decimal = (value: number | null): string => (value === null ? '–' : value.toFixed(2).replace(/^0(?=\.)/, ''));
const interval = (bounds: Interval): string => (bounds === null ? '' : `${decimal(bounds[0])}–${decimal(bounds[1])}`);

/** Columns as wide as their widest cell; the first to the left, the others to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))),
    )
    .map((row) => `  ${row.join('  ')}`.trimEnd())
    .join('\n');
}

const SCORE_HEAD = ['precision', 'recall', 'F1', '95 %', 'right', 'missed', 'false'];
const scoreRow = (name: string, score: Score): string[] => [
  name,
  decimal(score.precision),
  decimal(score.recall),
  decimal(score.f1),
  interval(score.interval),
  String(score.truePositives),
  String(score.falseNegatives),
  String(score.falsePositives),
];
const shareRow = (name: string, share: Share): string[] => [
  name,
  decimal(share.share),
  interval(share.interval),
  `${share.right}/${share.of}`,
];

function eventTable({ labelled, found, spurious, fields, overall, fieldsRight, whollyRight }: EventScores): string {
  return [
    `  events: ${labelled} labelled, ${found} found, ${spurious} spurious`,
    table([
      ['field', ...SCORE_HEAD],
      ...Object.entries(fields).map(([field, score]) => scoreRow(field, score)),
      scoreRow('overall', overall),
    ]),
    table([
      ['', 'share', '95 %', 'count'],
      shareRow('labelled fields right', fieldsRight),
      shareRow('wholly right', whollyRight),
    ]),
  ].join('\n');
}

function typeTable({ main, any, macroF1, weightedF1, types, confusion }: TypeScores): string {
  return [
    '  sub-event type of the main event',
    table([
      ['', 'value', '95 %', 'count'],
      shareRow('main event right', main),
      shareRow('any event right', any),
      ['macro F1', decimal(macroF1.value), interval(macroF1.interval), ''],
      ['weighted F1', decimal(weightedF1.value), interval(weightedF1.interval), ''],
    ]),
    table([
      ['type', 'precision', 'recall', 'F1', 'texts'],
      ...types.map(({ type, precision, recall, f1, support }) => [
        type,
        decimal(precision),
        decimal(recall),
        decimal(f1),
        String(support),
      ]),
    ]),
    '  most confused',
    table([
      ['labelled', 'found', 'texts'],
      ...confusion.slice(0, CONFUSIONS).map(({ wanted, found, count }) => [wanted, found, String(count)]),
    ]),
  ].join('\n');
}

function ploverTable({ typeFound, actorRight, recipientRight, byType }: PloverScores): string {
  return [
    '  PLOVER records',
    table([
      ['', 'share', '95 %', 'count'],
      shareRow('right type found', typeFound),
      shareRow('actor right where found', actorRight),
      shareRow('recipient right where found', recipientRight),
      ...Object.entries(byType).map(([type, share]) => shareRow(type, share)),
    ]),
  ].join('\n');
}

function mentionTable(mentions: NonNullable<Evaluation['mentions']>): string {
  return [
    '  mentions',
    table([
      ['kind', ...SCORE_HEAD],
      ...Object.entries(mentions).flatMap(([kind, { exact, overlap }]) => [
        scoreRow(`${kind}, same span`, exact),
        scoreRow(`${kind}, overlapping`, overlap),
      ]),
    ]),
  ].join('\n');
}

function mistakeLines({ id, text, lines }: Mistake): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  const shown = flat.length > TEXT_LENGTH ? `${flat.slice(0, TEXT_LENGTH)}…` : flat;
  return [
    `\n  ${id}: ${shown}`,
    ...lines.flatMap(({ kind, expected, found, fields }) => [
      `    ${kind}${fields.length === 0 ? '' : ` (${fields.join(', ')})`}`,
      ...(expected === null ? [] : [`      expected  ${expected}`]),
      ...(found === null ? [] : [`      found     ${found}`]),
    ]),
  ].join('\n');
}
