/** Reviews: what an analyst says of an event holds in every query, for whom it is meant, and outlives a rebuild. */
import { beforeEach, expect, it } from 'vitest';
import { incidentsOf } from '../../../src/assess/incidents.ts';
import type { EventQuery } from '../../../src/model/record.ts';
import type { Review, ReviewChanges, Verdict } from '../../../src/model/review.ts';
import { reviewKey } from '../../../src/model/review.ts';
import type { Scope, Viewer } from '../../../src/model/scope.ts';
import { SHARED_VIEWER, viewerOf } from '../../../src/model/scope.ts';
import type { Bench } from '../compliance.ts';
import { day, document, event, INCIDENT_RULES, placeRef, ref } from '../documents.ts';

const one = viewerOf('guild:1');
const two = viewerOf('guild:2');

export function reviewBehaviour(bench: Bench): void {
  const says = async (eventId: string, scope: Scope, verdict: Verdict, changes: ReviewChanges = {}): Promise<void> => {
    const field = verdict === 'corrected' ? 'place' : null;
    const entry = {
      verdict,
      field,
      value: null,
      changes,
      note: null,
      by: 'u1',
      at: '2018-09-21T08:00:00.000Z',
    } as const;
    const review: Review = { version: 1, eventId, scope, entries: [entry] };
    await bench.store.reviews.set(reviewKey(scope, eventId), review);
  };
  const undone = (eventId: string, scope: Scope) => bench.store.reviews.delete(reviewKey(scope, eventId));
  const seen = async (viewer: Viewer, query: Partial<EventQuery> = {}): Promise<string[]> => {
    const events = await bench.store.events({ viewer, order: 'article', ...query });
    expect(await bench.store.countEvents({ viewer, ...query })).toBe(events.length);
    return events.map(({ id }) => id);
  };
  const isExact = async (viewer: Viewer): Promise<void> => {
    const events = await bench.store.events({ viewer });
    const expected = incidentsOf(events, INCIDENT_RULES).map(({ reports }) =>
      reports
        .map(({ id }) => id)
        .sort()
        .join(' '),
    );
    const found = (await bench.store.incidents({ viewer })).map(({ reports }) =>
      reports
        .map(({ id }) => id)
        .sort()
        .join(' '),
    );
    expect(found.sort()).toEqual(expected.sort());
    expect(await bench.store.countIncidents({ viewer })).toBe(expected.length);
    expect(new Set(events.map(({ incidentId }) => incidentId)).size).toBe(expected.length);
  };
  const everywhere = async (): Promise<void> => {
    for (const viewer of [SHARED_VIEWER, one, two]) await isExact(viewer);
  };
  const attack = (id: string) =>
    event(id, { action: 'attack', actor: ref('sdf'), place: placeRef('hajin'), date: day('2018-09-10') });

  beforeEach(async () => {
    for (const id of ['a', 'b', 'c']) {
      await bench.store.commit(document({ id, events: [attack(`${id}1`)] }));
    }
  });

  it('leave a wrong event out of everything, for everybody where the operator says so', async () => {
    await says('a1', 'shared', 'wrong');
    for (const viewer of [SHARED_VIEWER, one]) {
      expect(await seen(viewer)).toEqual(['b1', 'c1']);
      expect(await seen(viewer, { places: ['hajin'] })).toEqual(['b1', 'c1']);
      expect(await seen(viewer, { actors: ['sdf'] })).toEqual(['b1', 'c1']);
      expect(await seen(viewer, { articleId: 'a' })).toEqual([]);
    }
    await everywhere();
    expect((await bench.store.event('a1', SHARED_VIEWER))?.id).toBe('a1');
    expect(await bench.store.seenEvents('a1', SHARED_VIEWER)).toEqual([]);
  });

  it('hold for one guild only where it says so', async () => {
    await says('a1', 'guild:1', 'wrong');
    expect(await seen(one)).toEqual(['b1', 'c1']);
    expect(await seen(two)).toEqual(['a1', 'b1', 'c1']);
    await everywhere();
    expect((await bench.store.event('b1', one))?.incidentId).toBe('b1');
    expect((await bench.store.event('b1', two))?.incidentId).toBe('a1');
  });

  it('put a corrected event in the place of what was read', async () => {
    await says('b1', 'guild:1', 'corrected', { place: placeRef('al-dars') });
    expect(await seen(one, { places: ['hajin'] })).toEqual(['a1', 'c1']);
    expect(await seen(one, { places: ['suweida'] })).toEqual(['b1']);
    expect(await seen(two, { places: ['hajin'] })).toEqual(['a1', 'b1', 'c1']);
    expect(await bench.store.event('b1', one)).toMatchObject({
      place: { id: 'al-dars' },
      review: { fields: ['place'], by: 'u1' },
    });
    expect((await bench.store.event('b1', two))?.review).toBeUndefined();
    expect((await bench.store.incidentOf('b1', one))?.reports.map(({ id }) => id)).toEqual(['b1']);
    await everywhere();
  });

  it('of a guild come before the operator’s', async () => {
    await says('b1', 'guild:1', 'corrected', { place: placeRef('al-dars') });
    await says('b1', 'shared', 'corrected', { place: placeRef('suweida') });
    expect((await bench.store.events({ viewer: one, articleId: 'b' })).map(({ place }) => place?.id)).toEqual([
      'al-dars',
    ]);
    expect((await bench.store.events({ viewer: two, articleId: 'b' })).map(({ place }) => place?.id)).toEqual([
      'suweida',
    ]);
    await everywhere();
  });

  it('can be undone', async () => {
    const before = await bench.store.events({ viewer: one });
    await says('a1', 'guild:1', 'wrong');
    await says('b1', 'shared', 'corrected', { place: placeRef('al-dars') });
    await says('c1', 'shared', 'right');
    await undone('a1', 'guild:1');
    await undone('b1', 'shared');
    expect(await bench.store.events({ viewer: one })).toEqual(before);
    await everywhere();
  });

  it('outlive a rebuild, and the article with its events', async () => {
    await says('a1', 'shared', 'wrong');
    await says('b1', 'guild:1', 'corrected', { place: placeRef('al-dars') });
    for await (const each of bench.store.documents()) await bench.store.replaceExtraction(each);
    expect(await seen(SHARED_VIEWER)).toEqual(['b1', 'c1']);
    expect(await seen(one, { places: ['suweida'] })).toEqual(['b1']);
    await everywhere();
    await bench.store.articles.delete('shared/a');
    await bench.store.articles.delete('shared/b');
    expect(await seen(one)).toEqual(['c1']);
    expect(await bench.store.counts(one)).toMatchObject({ articles: 1, events: 1 });
    await bench.store.commit(document({ id: 'a', events: [attack('a1')] }));
    expect(await seen(one)).toEqual(['c1']);
    await everywhere();
  });

  it('come into force when the event comes after them', async () => {
    await says('d1', 'shared', 'wrong');
    await bench.store.commit(document({ id: 'd', events: [attack('d1'), attack('d2')] }));
    expect(await seen(one, { articleId: 'd' })).toEqual(['d2']);
    await everywhere();
  });

  it('of one guild never touch another guild’s own events', async () => {
    await bench.store.commit(document({ id: 'own', scope: 'guild:2', events: [attack('own1')] }));
    await says('own1', 'guild:1', 'wrong');
    expect(await seen(two)).toContain('own1');
  });
}
