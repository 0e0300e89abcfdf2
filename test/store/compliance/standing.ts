/** How much the store holds and whom its events mention. */
import { expect, it } from 'vitest';
import { SHARED_VIEWER as viewer, viewerOf } from '../../../src/model/scope.ts';
import type { Bench } from '../compliance.ts';
import { day, document, event, placeRef, ref } from '../documents.ts';

export function standingBehaviour(bench: Bench): void {
  it('is empty at first', async () => {
    expect(await bench.store.counts(viewer)).toEqual({
      articles: 0,
      events: 0,
      sources: 0,
      firstDay: null,
      lastDay: null,
    });
    expect(await bench.store.mentioned('actor', viewer, { limit: 10 })).toEqual([]);
  });

  it('counts articles, events and sources and knows the first and last day', async () => {
    await bench.store.commit(document({ id: 'a', events: [event('a', { date: day('2018-07') }), event('b')] }));
    await bench.store.commit(document({ id: 'b', published: '2018-10-02', source: 'Other' }));
    await bench.store.commit(document({ id: 'c', published: null, source: null, events: [event('d')] }));
    await bench.store.commit(document({ id: 'd', events: [] }));
    expect(await bench.store.counts(viewer)).toEqual({
      articles: 4,
      events: 4,
      sources: 2,
      firstDay: '2018-07-01',
      lastDay: '2018-10-02',
    });
  });

  it('follows updates and deletions', async () => {
    await bench.store.commit(document({ id: 'a', text: 'One.', events: [event('a'), event('b')] }));
    await bench.store.commit(
      document({
        id: 'a',
        text: 'Two.',
        source: 'Other',
        published: '2018-10-02',
        events: [event('c', { actor: ref('sdf') })],
      }),
    );
    expect(await bench.store.counts(viewer)).toEqual({
      articles: 1,
      events: 1,
      sources: 1,
      firstDay: '2018-10-02',
      lastDay: '2018-10-02',
    });
    expect(await bench.store.mentioned('actor', viewer, { limit: 9 })).toEqual([
      { id: 'isis', name: 'ISIS', events: 1 },
      { id: 'sdf', name: 'SDF', events: 1 },
    ]);
    expect(await bench.store.countEvents({ viewer, actors: ['syrian-army'] })).toBe(0);
    expect(await bench.store.countEvents({ viewer, places: ['syria'] })).toBe(1);
    expect(await bench.store.articles.delete('shared/a')).toBe(true);
    expect(await bench.store.countEvents({ viewer, places: ['syria'] })).toBe(0);
    expect(await bench.store.counts(viewer)).toEqual({
      articles: 0,
      events: 0,
      sources: 0,
      firstDay: null,
      lastDay: null,
    });
    expect(await bench.store.mentioned('actor', viewer, { limit: 9 })).toEqual([]);
  });

  it('gives the most mentioned first, each event counted once', async () => {
    const control = {
      place: placeRef('suweida'),
      holder: ref('sdf'),
      loser: ref('isis'),
      change: 'gained',
      basis: 'stated',
    } as const;
    await bench.store.commit(
      document({
        id: 'a',
        events: [
          event('a', { control, place: placeRef('suweida') }),
          event('b', { place: placeRef('al-dars'), actor: null }),
          event('c', { place: placeRef('al-dars'), origin: placeRef('suweida'), actor: null, recipient: null }),
        ],
      }),
    );
    expect(await bench.store.mentioned('actor', viewer, { limit: 2 })).toEqual([
      { id: 'isis', name: 'ISIS', events: 2 },
      { id: 'sdf', name: 'SDF', events: 1 },
    ]);
    // Syria contains them all, but no event names it.
    expect(await bench.store.mentioned('place', viewer, { limit: 9 })).toEqual([
      { id: 'al-dars', name: 'AL-DARS', events: 2 },
      { id: 'suweida', name: 'SUWEIDA', events: 2 },
    ]);
  });

  it('finds names by how they begin, in any spelling of case, accents and punctuation', async () => {
    const named = (id: string, name: string) =>
      event(id, { place: placeRef(id, { name }), actor: null, recipient: null });
    await bench.store.commit(
      document({
        id: 'a',
        events: [
          named('tur', 'Türkiye'),
          named('deir', 'Deir ez-Zor'),
          named('suw', 'السويداء'),
          named('dara', "Dar'a"),
        ],
      }),
    );
    const found = async (prefix: string) =>
      (await bench.store.mentioned('place', viewer, { prefix, limit: 9 })).map(({ id }) => id);
    expect(await found('turk')).toEqual(['tur']);
    expect(await found('DEIR EZ Z')).toEqual(['deir']);
    expect(await found('deir-ez')).toEqual(['deir']);
    expect(await found('السو')).toEqual(['suw']);
    expect(await found('d')).toEqual(['dara', 'deir']);
    expect(await found('zor')).toEqual([]);
    expect(await found('%')).toEqual(['dara', 'deir', 'suw', 'tur']);
    expect(await found('d_')).toEqual(['dara', 'deir']);
  });

  it("adds a guild's mentions to the shared ones, for that guild alone", async () => {
    await bench.store.commit(document({ id: 'a', text: 'One.' }));
    await bench.store.commit(document({ id: 'b', text: 'Two.', scope: 'guild:1' }));
    const isis = (events: number) => ({ id: 'isis', name: 'ISIS', events });
    expect(await bench.store.mentioned('actor', viewerOf('guild:1'), { prefix: 'is', limit: 1 })).toEqual([isis(2)]);
    expect(await bench.store.mentioned('actor', viewer, { prefix: 'is', limit: 1 })).toEqual([isis(1)]);
  });
}
