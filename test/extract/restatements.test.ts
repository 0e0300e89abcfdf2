/** What an article says again is one event, told twice. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createExtractor } from '../../src/extract/extract.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import type { Event } from '../../src/model/event.ts';

const folder = fileURLToPath(new URL('../../seeds/knowledge', import.meta.url));
const { extract } = createExtractor({ knowledge: loadKnowledge({ folder }), folder });
const captures = (text: string): Event[] =>
  extract({ id: 'again', text, title: null, url: null, source: null, published: null }).events.filter(
    ({ action }) => action === 'capture',
  );

describe('a capture told again', () => {
  it('by the same actor restates the earlier one', () => {
    const [first, again] = captures('The MNDAA captured Lashio. The MNDAA seized Lashio after weeks of fighting.');
    expect(again?.sameAs).toBe(first?.id);
  });

  it('without its actor restates the earlier one at the same place', () => {
    const [first, again] = captures('The MNDAA captured Lashio. The fall of Lashio stunned the generals.');
    expect(first?.actor?.id).toBeDefined();
    expect(again).toMatchObject({ actor: null, place: { id: first?.place?.id }, sameAs: first?.id });
  });

  it('gives the earlier telling the date that it lacks, and keeps one that it has', () => {
    const heading = captures('MNDAA captures Lashio\n\nThe MNDAA captured Lashio on 3 August 2024, residents said.');
    expect(heading.map(({ date }) => date?.edtf)).toEqual(['2024-08-03', '2024-08-03']);
    const other = captures('The MNDAA captured Lashio in July 2024. The MNDAA captured Lashio on 3 August 2024.');
    expect(other.map(({ date, sameAs }) => [date?.edtf, sameAs])).toEqual([
      ['2024-07', null],
      ['2024-08-03', null],
    ]);
  });

  it('without its actor at another place is an event of its own', () => {
    const told = captures('The MNDAA captured Lashio. The fall of Hsipaw stunned the generals.');
    expect(told.map(({ sameAs }) => sameAs)).toEqual([null, null]);
  });
});
