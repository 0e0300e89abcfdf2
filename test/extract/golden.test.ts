/**
 * Golden articles. A new one: put its text in test/fixtures/articles/<slug>/article.md, run
 * `SITREP_WRITE_GOLDEN=<slug> npx vitest run test/extract/golden`, and read what was written before you commit it.
 */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createExtractor } from '../../src/extract/extract.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { compare, goldenArticles, readArticle, readExpected, shortEvents, writeExpected } from './golden.ts';

const folder = fileURLToPath(new URL('../../seeds/knowledge', import.meta.url));
const { extract } = createExtractor({ knowledge: loadKnowledge({ folder }), folder });
const toWrite = process.env.SITREP_WRITE_GOLDEN;

describe.each(goldenArticles())('%s', (slug) => {
  const extraction = extract(readArticle(slug));

  it.skipIf(slug === toWrite)('gives the expected events and no other', () => {
    const rows = compare(readExpected(slug), shortEvents(extraction));
    expect(rows.map((row) => row.found)).toEqual(rows.map((row) => row.expected));
  });

  it('quotes the text exactly', () => {
    const { text } = readArticle(slug);
    const spans = extraction.events.flatMap(({ evidence, trigger, actor, recipient, place }) =>
      [evidence, trigger, actor, recipient, place].filter((span) => span !== null),
    );
    for (const span of [...spans, ...extraction.mentions]) expect(text.slice(span.start, span.end)).toBe(span.text);
  });

  it.runIf(slug === toWrite)('is written', () => {
    expect(writeExpected(slug, extraction)).toContain(slug);
  });
});
