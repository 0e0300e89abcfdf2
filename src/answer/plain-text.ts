/** An answer as a person reads it, plain: title, bottom line, sections with numbered evidence, and the quotes. */
import type { Answer, Evidence, Statement, Tone } from '../model/answer.ts';
import { type Quote, type Quotes, quotesOf } from '../model/quotes.ts';
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
  const quotes = quotesOf({ evidence });
  const blocks = [
    headline === title ? title : `${title}\n${headline}`,
    ...sections.map(({ heading, statements }) =>
      [
        ...(heading === null ? [] : [headingLine(heading)]),
        ...statements.map((one) => statementLine(one, quotes)),
      ].join('\n'),
    ),
    ...(error === undefined || error.suggestions.length === 0
      ? []
      : [`Did you mean: ${error.suggestions.join(', ')}?`]),
    ...(evidence.length === 0 ? [] : [['EVIDENCE', ...quotes.all.map(quoteLine)].join('\n')]),
    ...(paging === undefined || paging.pages < 2
      ? []
      : [`Page ${paging.page} of ${paging.pages} (${paging.total} in all)`]),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

/** Commands keep their letters, since they are typed as they stand. */
const headingLine = (heading: string): string => (heading.startsWith('/') ? heading : heading.toUpperCase());

function statementLine({ text, tone, evidence }: Statement, quotes: Quotes): string {
  const mark = TONES[tone];
  const numbers = quotes.of(evidence).map(({ number }) => number);
  return `- ${mark === undefined ? '' : `(${mark}) `}${text}${numbers.length === 0 ? '' : ` [${numbers.join(', ')}]`}`;
}

function quoteLine({ number, first, evidence }: Quote): string {
  const ids = [...new Set(evidence.map(({ eventId }) => eventId))];
  const events = `${ids.length === 1 ? 'event' : 'events'} ${ids.join(', ')}`;
  return `[${number}] “${first.quote.replace(/\s+/g, ' ')}” – ${sourceWords(first)}, ${events}`;
}

/** Where a quote stands, in words: title, source, when published. */
function sourceWords({ title, source, url, published, articleId }: Evidence): string {
  const when = published === null ? 'undated' : (dateWords(published) ?? published);
  return [title ?? articleId, ...(source === null ? [] : [source]), ...(url === null ? [] : [url]), when].join(', ');
}
