/** An answer as lines of Discord text: headline, sections, statements with their marks, the quotes under each. */
import type { Answer, Evidence, Statement, Status } from '../../model/answer.ts';
import { WhoControlsAnswer } from '../../model/answer.ts';
import { escaped, plain } from './escape.ts';
import type { Size } from './limits.ts';
import type { Block, Unit } from './pages.ts';
import type { Sources } from './sources.ts';
import { split } from './split.ts';
import { markOf } from './tones.ts';

/** Longest line that is kept in one piece. */
const LONGEST: Size = { characters: 900, bytes: 2_600 };
/** Articles named behind a statement whose quotes are hidden. */
const MOST_CITED = 3;

type Line = {
  text: string;
  prefix?: string;
  end?: string;
  suffix?: string;
  sources?: readonly string[];
  statements?: number;
};

/** One line as blocks; `prefix` and `end` stand around every piece, `suffix` behind the last. */
const blocks = (group: number, line: Line): Block[] => {
  const { text, prefix = '', end = '', suffix = '', sources = [], statements = 0 } = line;
  const pieces = split(text, LONGEST);
  if (pieces.length === 0) pieces.push('');
  return pieces.map((piece, index) => ({
    text: `${prefix}${piece.trim()}${end}${index === pieces.length - 1 ? suffix : ''}`,
    group,
    sources,
    statements: index === 0 ? statements : 0,
  }));
};

const quoteBlocks = (group: number, evidence: Evidence, sources: Sources): Block[] => {
  const date = evidence.date === null ? '' : ` · ${escaped(evidence.date)}`;
  return blocks(group, {
    text: `“${escaped(evidence.quote)}”`,
    prefix: '> ',
    suffix: `${date} ${sources.label(evidence)}`,
    sources: [sources.key(evidence)],
  });
};

const distinct = (evidence: readonly Evidence[]): Evidence[] => [
  ...new Map(
    evidence.map((item) => [JSON.stringify([item.articleId, item.start, item.end, item.quote]), item]),
  ).values(),
];

const citations = (evidence: readonly Evidence[], sources: Sources): { suffix: string; keys: string[] } => {
  const cited = [...new Map(evidence.map((item) => [sources.key(item), item])).values()];
  const named = cited.slice(0, MOST_CITED);
  const more = cited.length - named.length;
  return {
    suffix: [...named.map((item) => ` ${sources.label(item)}`), ...(more > 0 ? [` and ${more} more`] : [])].join(''),
    keys: named.map((item) => sources.key(item)),
  };
};

const statementUnit = (
  group: number,
  statement: Statement,
  evidence: readonly Evidence[],
  sources: Sources,
  quotes: boolean,
): Block[][] => {
  const prefix = `${markOf(statement.tone)} `;
  const text = escaped(statement.text);
  const cited = quotes ? { suffix: '', keys: [] } : citations(evidence, sources);
  const [first = [], ...rest] = quotes ? evidence.map((item) => quoteBlocks(group, item, sources)) : [];
  const head = blocks(group, { text, prefix, suffix: cited.suffix, sources: cited.keys, statements: 1 });
  return [[...head, ...first], ...rest];
};

/** What only the answer to who controls a place says: how it stands, and how sure that is and why. */
const Assessment = WhoControlsAnswer.pick({ status: true, confidence: true });

/** Status and confidence of an answer about control, or null for any other answer. */
export const assessmentOf = (answer: Answer): { status: Status; confidence: string } | null => {
  const parsed = Assessment.safeParse(answer);
  if (!parsed.success) return null;
  const { level, likelihood, reasons } = parsed.data.confidence;
  const why = reasons.length === 0 ? '' : ` – ${reasons.join('; ')}`;
  return { status: parsed.data.status, confidence: `Confidence: ${level} (${likelihood})${why}` };
};

/** How sure the answer is and why, under its headline, where no statement says so. */
const sureness = (answer: Answer): Block[] => {
  const assessment = assessmentOf(answer);
  const said = answer.sections.some(
    ({ heading, statements }) =>
      /confidence/i.test(heading ?? '') || statements.some(({ text }) => /confidence/i.test(text)),
  );
  return assessment === null || said ? [] : blocks(0, { text: escaped(assessment.confidence), prefix: '-# ' });
};

export type BlockOptions = { quotes: boolean; sources: Sources };

/** The lines of an answer, in units that should stay on one page. Group 0 is the headline; each section is one more. */
export const answerUnits = (answer: Answer, { quotes, sources }: BlockOptions): Unit[] => {
  const headline =
    plain(answer.headline) === '' ? [] : blocks(0, { text: escaped(answer.headline), prefix: '**', end: '**' });
  const units: Block[][] = [[...headline, ...sureness(answer)]];
  let group = 0;
  const section = (heading: string | null, statements: readonly Statement[]): void => {
    group += 1;
    const title =
      heading === null || plain(heading) === '' ? [] : blocks(group, { text: escaped(heading), prefix: '### ' });
    const lines = statements.flatMap((statement) => {
      const evidence = distinct(statement.evidence.flatMap((index) => answer.evidence[index] ?? []));
      return statementUnit(group, statement, evidence, sources, quotes);
    });
    const [first = [], ...rest] = lines;
    units.push([...title, ...first], ...rest);
  };
  for (const { heading, statements } of answer.sections) section(heading, statements);
  return units.filter((unit) => unit.length > 0);
};
