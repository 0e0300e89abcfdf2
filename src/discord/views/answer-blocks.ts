/** An answer as lines of Discord text: headline, sections, statements with their marks, the quotes under each. */
import type { Answer, Statement, Status } from '../../model/answer.ts';
import { WhoControlsAnswer } from '../../model/answer.ts';
import { isQuotedIn, type Quote, quotesOf } from '../../model/quotes.ts';
import { escaped, plain } from './escape.ts';
import type { Size } from './limits.ts';
import type { Block, Citation, Unit } from './pages.ts';
import { label } from './sources.ts';
import { split } from './split.ts';
import { markOf } from './tones.ts';

/** Longest line that is kept in one piece. */
const LONGEST: Size = { characters: 900, bytes: 2_600 };
/** Quotes numbered behind a statement, and articles listed for it where its quotes are hidden. */
const MOST_NUMBERED = 12;
const MOST_ARTICLES = 3;

type Line = {
  text: string;
  /** Stand around every piece. */
  prefix?: string;
  end?: string;
  /** Stands behind the last piece. */
  suffix?: string;
  lead?: boolean;
  cites?: readonly Citation[];
  statements?: number;
  key?: string;
};

/** One line as blocks, as many as its length takes. */
const blocks = (line: Line): Block[] => {
  const { text, prefix = '', end = '', suffix = '', lead = false, cites = [], statements = 0, key } = line;
  const pieces = split(text, LONGEST);
  if (pieces.length === 0) pieces.push('');
  return pieces.map((piece, index) => ({
    text: `${prefix}${piece.trim()}${end}${index === pieces.length - 1 ? suffix : ''}`,
    lead,
    cites,
    statements: index === 0 ? statements : 0,
    key: key === undefined ? null : `${key}.${index}`,
  }));
};

const citation = ({ number, first }: Quote): Citation => ({ number, article: first.articleId });

const quoteBlocks = (item: Quote): Block[] =>
  blocks({
    text: `“${escaped(item.first.quote)}”`,
    prefix: '> ',
    suffix: ` ${label([item.number])}`,
    cites: [citation(item)],
    key: `quote ${item.number}`,
  });

const numbersBehind = (items: readonly Quote[]): string => {
  const named = items.slice(0, MOST_NUMBERED).map(({ number }) => number);
  const more = items.length - named.length;
  if (named.length === 0) return '';
  return ` ${label(named.sort((a, b) => a - b))}${more > 0 ? ` and ${more} more` : ''}`;
};

/** The citations of a statement whose quotes are hidden, from a few articles at most. */
const fewArticles = (items: readonly Quote[]): Citation[] => {
  const few = new Set([...new Set(items.map(({ first }) => first.articleId))].slice(0, MOST_ARTICLES));
  return items
    .slice(0, MOST_NUMBERED)
    .map(citation)
    .filter(({ article }) => few.has(article));
};

/** A statement with its first quote, which stay together, and each further quote. */
const statementUnits = ({ text, tone }: Statement, items: readonly Quote[], quotes: boolean): Block[][] => {
  const quoted = quotes ? items.filter((item) => !isQuotedIn(item, text)) : [];
  const [first = [], ...rest] = quoted.map(quoteBlocks);
  const head = blocks({
    text: escaped(text),
    prefix: `${markOf(tone)} `,
    suffix: numbersBehind(items),
    cites: quotes ? items.filter((item) => !quoted.includes(item)).map(citation) : fewArticles(items),
    statements: 1,
  });
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
  return assessment === null || said ? [] : blocks({ text: escaped(assessment.confidence), prefix: '-# ', lead: true });
};

/** The lines of an answer, in units that should stay on one page. */
export const answerUnits = (answer: Answer, quotes: boolean): Unit[] => {
  const headline =
    plain(answer.headline) === ''
      ? []
      : blocks({ text: escaped(answer.headline), prefix: '**', end: '**', lead: true });
  const numbered = quotesOf(answer);
  const units: Block[][] = [[...headline, ...sureness(answer)]];
  for (const { heading, statements } of answer.sections) {
    const title = heading === null || plain(heading) === '' ? [] : blocks({ text: escaped(heading), prefix: '### ' });
    const lines = statements.flatMap((statement) => statementUnits(statement, numbered.of(statement.evidence), quotes));
    const [first = [], ...rest] = lines;
    units.push([...title, ...first], ...rest);
  }
  return units.filter((unit) => unit.length > 0);
};
