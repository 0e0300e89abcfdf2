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

  it('without its actor at another place is an event of its own', () => {
    const told = captures('The MNDAA captured Lashio. The fall of Hsipaw stunned the generals.');
    expect(told.map(({ sameAs }) => sameAs)).toEqual([null, null]);
  });
});
