/** The quotes of an answer as people are shown them: what was read from one sentence shares one quote and one number. */
import type { Answer, Evidence } from './answer.ts';

/** `number` counts from 1; `evidence` holds everything of the answer that stands in this sentence, in order. */
export type Quote = { number: number; first: Evidence; evidence: Evidence[] };

export type Quotes = {
  all: readonly Quote[];
  /** The quotes of these indices into `Answer.evidence`, each once, by their numbers; what is no index is left out. */
  of(indices: readonly number[]): Quote[];
};

/** Whether a statement itself is the quote, as in what a search finds; marks around words found do not matter. */
export const isQuotedIn = ({ first }: Quote, statement: string): boolean =>
  plain(statement).includes(`“${plain(first.quote)}”`);

const plain = (text: string): string => text.replace(/[»«]/g, '').replace(/\s+/g, ' ').trim();

export function quotesOf({ evidence }: Pick<Answer, 'evidence'>): Quotes {
  const byKey = new Map<string, Quote>();
  const at = evidence.map((one): Quote => {
    const key = `${one.articleId}\n${one.start}\n${one.quote}`;
    const known = byKey.get(key);
    const quote = known ?? { number: byKey.size + 1, first: one, evidence: [] };
    quote.evidence.push(one);
    byKey.set(key, quote);
    return quote;
  });
  return {
    all: [...byKey.values()],
    of: (indices) => [...new Set(indices.flatMap((index) => at[index] ?? []))].sort((a, b) => a.number - b.number),
  };
}
