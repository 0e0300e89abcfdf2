import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src/model/answer.ts';
import { quotesOf } from '../../src/model/quotes.ts';

const evidence = (eventId: string, quote: string, start = 0, articleId = 'a1'): Evidence => ({
  eventId,
  articleId,
  title: null,
  source: null,
  url: null,
  published: null,
  date: null,
  quote,
  start,
  end: start + quote.length,
  supports: null,
  factuality: 'actual',
});

describe('quotes', () => {
  const quotes = quotesOf({
    evidence: [
      evidence('e1', 'Hajin fell and Sousa held.'),
      evidence('e2', 'Again.', 40),
      evidence('e3', 'Hajin fell and Sousa held.'),
      evidence('e4', 'Hajin fell and Sousa held.', 0, 'a2'),
    ],
  });

  it('give what was read from one sentence one number, and another article its own', () => {
    expect(quotes.all.map(({ number, evidence: of }) => [number, of.map(({ eventId }) => eventId)])).toEqual([
      [1, ['e1', 'e3']],
      [2, ['e2']],
      [3, ['e4']],
    ]);
  });

  it('are found by the places of the evidence, each once, and what has no place is left out', () => {
    expect(quotes.of([2, 0, 1, 9]).map(({ number }) => number)).toEqual([1, 2]);
  });
});
