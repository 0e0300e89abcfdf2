/** Full-text search: every word, in any inflection, accent or case; quoted words side by side; the latest stored first. */
import { beforeEach, expect, it } from 'vitest';
import type { Review } from '../../../src/model/review.ts';
import { reviewKey } from '../../../src/model/review.ts';
import { SHARED_VIEWER as viewer, viewerOf } from '../../../src/model/scope.ts';
import type { Bench } from '../compliance.ts';
import { document, event } from '../documents.ts';

const SENTENCES = [
  'The army captured the dam near Al-Dars.',
  'Jets bombed the dam on Monday.',
  'Rebels attacked Déraa and the army captured the bridge.',
  'قصف الجيش مدينة السويداء',
];

export function searchBehaviour(bench: Bench): void {
  const found = async (text: string): Promise<string[]> =>
    (await bench.store.search({ viewer, text, limit: 20 })).events.map(({ id }) => id);

  beforeEach(async () => {
    for (const [n, text] of SENTENCES.entries()) {
      const sentence = { text, start: 0, end: text.length };
      await bench.store.commit(document({ id: `a${n}`, text, events: [event(`e${n}`, { sentence })] }));
    }
  });

  it('finds sentences that have all the words, the latest stored first', async () => {
    expect(await found('dam')).toEqual(['e1', 'e0']);
    expect(await found('captured army')).toEqual(['e2', 'e0']);
    expect(await found('army jets')).toEqual([]);
  });

  it('finds words in any inflection, case and accent, in any script', async () => {
    expect(await found('CAPTURE')).toEqual(['e2', 'e0']);
    expect(await found('deraa')).toEqual(['e2']);
    expect(await found('Déraa')).toEqual(['e2']);
    expect(await found('bombing the dams')).toEqual(['e1']);
    expect(await found('السويداء')).toEqual(['e3']);
  });

  it('finds quoted words one after the other', async () => {
    expect(await found('"captured the dam"')).toEqual(['e0']);
    expect(await found('“army captured” bridge')).toEqual(['e2']);
  });

  it('pages, and says how much there is', async () => {
    const page = await bench.store.search({ viewer, text: 'dam', limit: 1, offset: 1 });
    expect(page).toMatchObject({ total: 2, more: false });
    expect(page.events.map(({ id }) => id)).toEqual(['e0']);
  });

  it.each([
    ['', []],
    ['the of', []],
    ['"', []],
    ['dam" OR "jets', ['e1']],
    ['dam*', ['e1', 'e0']],
    ['NEAR(dam)', ['e0']],
    ["dam'; drop table event; --", []],
    ['al-dars', ['e0']],
    ['-dam', ['e1', 'e0']],
    ['dam & !jets | (', ['e1']],
  ])('takes %j for words and nothing else', async (text, ids) => {
    expect(await found(text)).toEqual(ids);
  });

  it('follows a text that changes, and leaves out what may not be seen', async () => {
    await bench.store.commit(document({ id: 'a1', text: 'Another text.', events: [] }));
    const own = document({ id: 'own', text: 'Own.', scope: 'guild:1', events: [event('own')] });
    await bench.store.commit(own);
    expect(await found('dam')).toEqual(['e0']);
    const seen = await bench.store.search({ viewer: viewerOf('guild:1'), text: 'dam', limit: 9 });
    expect(seen.events.map(({ id }) => id)).toEqual(['own', 'e0']);
  });

  it('leaves out what an analyst judged wrong', async () => {
    const entry = {
      verdict: 'wrong',
      field: null,
      value: null,
      changes: {},
      note: null,
      by: 'u1',
      at: '2018-09-21',
    } as const;
    const review: Review = { version: 1, eventId: 'e1', scope: 'shared', entries: [entry] };
    await bench.store.reviews.set(reviewKey('shared', 'e1'), review);
    expect(await found('dam')).toEqual(['e0']);
  });
}
