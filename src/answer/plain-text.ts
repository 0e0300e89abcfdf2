/** An answer as a person reads it, plain: title, bottom line, sections with numbered evidence, and the quotes. */
import type { Answer, Evidence, Statement, Tone } from '../model/answer.ts';
import { dateWords } from './wording/dates.ts';

/** What stands before a statement that is no plain fact; `note` and `fact` speak for themselves. */
const TONES: Partial<Record<Tone, string>> = {
  ongoing: 'ongoing',
  claim: 'claimed',
  planned: 'expected',
  failed: 'failed',
  denied: 'denied',
  unknown: 'outcome not known',
};

/** The same answer with its `text` made from the rest of it. */
export const withText = <T extends Omit<Answer, 'text'>>(answer: T): T & { text: string } => ({
  ...answer,
  text: plainText(answer),
});

/** Lines of at most one statement each; nothing is escaped, since only a view knows where it will be shown. */
export function plainText({ title, headline, sections, evidence, paging, error }: Omit<Answer, 'text'>): string {
  const blocks = [
    headline === title ? title : `${title}\n${headline}`,
    ...sections.map(({ heading, statements }) =>
      [...(heading === null ? [] : [headingLine(heading)]), ...statements.map(statementLine)].join('\n'),
    ),
    ...(error === undefined || error.suggestions.length === 0
      ? []
      : [`Did you mean: ${error.suggestions.join(', ')}?`]),
    ...(evidence.length === 0 ? [] : [['EVIDENCE', ...evidence.map(evidenceLine)].join('\n')]),
    ...(paging === undefined || paging.pages < 2
      ? []
      : [`Page ${paging.page} of ${paging.pages} (${paging.total} in all)`]),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** Commands keep their letters, since they are typed as they stand. */
const headingLine = (heading: string): string => (heading.startsWith('/') ? heading : heading.toUpperCase());

function statementLine({ text, tone, evidence }: Statement): string {
  const mark = TONES[tone];
  const numbers = evidence.length === 0 ? '' : ` [${evidence.map((index) => index + 1).join(', ')}]`;
  return `- ${mark === undefined ? '' : `(${mark}) `}${text}${numbers}`;
}

function evidenceLine(evidence: Evidence, index: number): string {
  const quote = evidence.quote.replace(/\s+/g, ' ');
  return `[${index + 1}] “${quote}” – ${sourceWords(evidence)}`;
}

/** Where a quote stands, in words: title, source, when published, event id. */
function sourceWords({ title, source, url, published, articleId, eventId }: Evidence): string {
  const when = published === null ? 'undated' : (dateWords(published) ?? published);
  return [
    title ?? articleId,
    ...(source === null ? [] : [source]),
    ...(url === null ? [] : [url]),
    when,
    `event ${eventId}`,
  ].join(', ');
}
