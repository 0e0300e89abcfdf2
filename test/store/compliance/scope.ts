/** A guild sees what is shared and its own, never another's. */
import { beforeEach, expect, it } from 'vitest';
import type { Viewer } from '../../../src/model/scope.ts';
import { SHARED_VIEWER, viewerOf } from '../../../src/model/scope.ts';
import type { Bench } from '../compliance.ts';
import { document, event, placeRef, ref } from '../documents.ts';

export function scopeBehaviour(bench: Bench): void {
  const one = viewerOf('guild:1');
  const two = viewerOf('guild:2');
  const seen = async (viewer: Viewer): Promise<string[]> =>
    (await bench.store.events({ viewer, order: 'article' })).map(({ id }) => id);

  beforeEach(async () => {
    await bench.store.commit(
      document({ id: 'all', text: 'For all.', published: '2018-01-02', events: [event('shared')] }),
    );
    await bench.store.commit(
      document({
        id: 'own',
        text: 'For one.',
        scope: 'guild:1',
        published: '2018-01-01',
        source: 'Secret source',
        events: [event('secret', { place: placeRef('hideout'), actor: ref('informer'), recipient: null })],
      }),
    );
  });

  it('shows a guild its own events and the shared ones', async () => {
    expect(await seen(one)).toEqual(['shared', 'secret']);
    expect(await bench.store.countEvents({ viewer: one })).toBe(2);
    expect((await bench.store.event('secret', one))?.scope).toBe('guild:1');
    expect((await bench.store.document('own', one))?.article.text).toBe('For one.');
    expect(await bench.store.counts(one)).toEqual({
      articles: 2,
      events: 2,
      sources: 2,
      firstDay: '2018-01-01',
      lastDay: '2018-01-02',
    });
    expect((await bench.store.mentioned('actor', one, { limit: 9 })).map(({ id }) => id)).toContain('informer');
  });

  for (const [name, viewer] of Object.entries({
    'another guild': two,
    everyone: SHARED_VIEWER,
    'a user': viewerOf('user:1'),
  })) {
    it(`hides a guild's events from ${name} in every query`, async () => {
      expect(await seen(viewer)).toEqual(['shared']);
      expect(await bench.store.countEvents({ viewer })).toBe(1);
      expect(await bench.store.events({ viewer, places: ['hideout'] })).toEqual([]);
      expect(await bench.store.countEvents({ viewer, places: ['hideout'] })).toBe(0);
      expect(await bench.store.events({ viewer, actors: ['informer'] })).toEqual([]);
      expect(await bench.store.countEvents({ viewer, actors: ['informer'] })).toBe(0);
      expect(await bench.store.events({ viewer, articleId: 'own' })).toEqual([]);
      expect(await bench.store.events({ viewer, since: '2018-01-01', until: '2018-01-01' })).toEqual([]);
      expect(await bench.store.incidents({ viewer, places: ['hideout'] })).toEqual([]);
      expect(await bench.store.countIncidents({ viewer, places: ['hideout'] })).toBe(0);
      expect(await bench.store.incidentOf('secret', viewer)).toBeNull();
      expect((await bench.store.search({ viewer, text: 'dam', limit: 9 })).events.map(({ id }) => id)).toEqual([
        'shared',
      ]);
      expect(await bench.store.event('secret', viewer)).toBeNull();
      expect(await bench.store.seenEvents('secret', viewer)).toEqual([]);
      expect(await bench.store.document('own', viewer)).toBeNull();
      expect(await bench.store.counts(viewer)).toEqual({
        articles: 1,
        events: 1,
        sources: 1,
        firstDay: '2018-01-02',
        lastDay: '2018-01-02',
      });
      expect(await bench.store.mentioned('actor', viewer, { limit: 9, prefix: 'inf' })).toEqual([]);
      expect((await bench.store.mentioned('place', viewer, { limit: 9 })).map(({ id }) => id)).toEqual(['suweida']);
      const documents = [];
      for await (const { article } of bench.store.documents(viewer)) documents.push(article.id);
      expect(documents).toEqual(['all']);
    });
  }

  it('keeps the same text of two guilds apart', async () => {
    expect(await bench.store.commit(document({ id: 'own', text: 'For one.', scope: 'guild:2' }))).toEqual({
      status: 'new',
      id: 'own',
    });
    expect((await bench.store.document('own', two))?.scope).toBe('guild:2');
    expect((await bench.store.document('own', one))?.scope).toBe('guild:1');
  });

  it("keeps two guilds' different articles of one id apart, and an own article before the shared one", async () => {
    await bench.store.commit(
      document({ id: 'all', text: 'Mine.', scope: 'guild:1', events: [event('shared', { rule: 'own' })] }),
    );
    expect((await bench.store.document('all', one))?.article.text).toBe('Mine.');
    expect((await bench.store.document('all', two))?.article.text).toBe('For all.');
    expect((await bench.store.event('shared', one))?.rule).toBe('own');
    expect((await bench.store.event('shared', two))?.rule).toBe('capture');
    expect((await bench.store.seenEvents('shared', one)).map(({ scope }) => scope)).toEqual(['guild:1', 'shared']);
    expect((await bench.store.seenEvents('shared', two)).map(({ scope }) => scope)).toEqual(['shared']);
    expect((await bench.store.document('all', SHARED_VIEWER))?.article.text).toBe('For all.');
  });

  it('is not fooled by scopes and ids that look alike', async () => {
    const odd = document({ id: '1/own', text: 'Odd.', scope: 'guild:' });
    await bench.store.commit(odd);
    await bench.store.commit(document({ id: 'own', text: 'Odder.', scope: 'guild:/1' }));
    expect(await bench.store.document('1/own', { scopes: ['guild:'] })).toEqual(odd);
    expect((await bench.store.document('own', { scopes: ['guild:/1'] }))?.article.text).toBe('Odder.');
    expect((await bench.store.document('own', one))?.article.text).toBe('For one.');
  });
}
