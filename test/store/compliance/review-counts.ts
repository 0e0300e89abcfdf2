/** Counts and autocomplete are those of the events that a viewer sees, whatever analysts took out or put right. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reportDays } from '../../../src/model/days.ts';
import type { StoredEvent } from '../../../src/model/record.ts';
import type { Review, ReviewChanges, Verdict } from '../../../src/model/review.ts';
import { reviewKey } from '../../../src/model/review.ts';
import type { Scope, Viewer } from '../../../src/model/scope.ts';
import { viewerOf } from '../../../src/model/scope.ts';
import type { Bench } from '../compliance.ts';
import { day, document, event, placeRef, ref } from '../documents.ts';

const SCOPES: Scope[] = ['shared', 'guild:1', 'guild:2'];
const ACTORS = ['isis', 'sdf', 'syrian-army'];
const PLACES = ['suweida', 'hajin', 'al-dars'];
const DAYS = ['2018-01-01', '2018-05-05', '2018-09-09', '2019-12-31'];

const anArticle = fc.record({
  scope: fc.constantFrom(...SCOPES),
  events: fc.array(
    fc.record({ actor: fc.constantFrom(...ACTORS), place: fc.constantFrom(...PLACES), on: fc.constantFrom(...DAYS) }),
    { minLength: 1, maxLength: 2 },
  ),
});
const aReview = fc.record({
  of: fc.nat({ max: 3 }),
  scope: fc.constantFrom(...SCOPES),
  verdict: fc.constantFrom('wrong', 'corrected', 'right', 'undone') as fc.Arbitrary<Verdict | 'undone'>,
  actor: fc.constantFrom(...ACTORS, 'newcomer'),
  on: fc.constantFrom(...DAYS, '2030-01-01'),
});
const aStep = fc.oneof(
  { weight: 4, arbitrary: aReview },
  { weight: 1, arbitrary: fc.constant('rebuild' as const) },
  { weight: 1, arbitrary: fc.record({ deleted: fc.nat({ max: 2 }) }) },
);

export function reviewCountsBehaviour(bench: Bench): void {
  const judge = async (eventId: string, scope: Scope, verdict: Verdict, changes: ReviewChanges = {}): Promise<void> => {
    const entry = { verdict, field: null, value: null, changes, note: null, by: 'u1', at: '2018-09-21' } as const;
    const review: Review = { version: 1, eventId, scope, entries: [entry] };
    await bench.store.reviews.set(reviewKey(scope, eventId), review);
  };

  /** What the store counts, and what there is to count. */
  const counted = async (viewer: Viewer) => {
    const { events, firstDay, lastDay } = await bench.store.counts(viewer);
    return {
      events,
      firstDay,
      lastDay,
      actors: await bench.store.mentioned('actor', viewer, { limit: 99 }),
      places: await bench.store.mentioned('place', viewer, { limit: 99 }),
    };
  };
  const toCount = async (viewer: Viewer) => {
    const events = await bench.store.events({ viewer });
    const days = events.flatMap((one) => reportDays(one) ?? []);
    return {
      events: events.length,
      firstDay: days.map(({ from }) => from).sort()[0] ?? null,
      lastDay:
        days
          .map(({ to }) => to)
          .sort()
          .at(-1) ?? null,
      actors: mostNamed(events.flatMap(({ actor, recipient }) => [actor, recipient])),
      places: mostNamed(events.map(({ place }) => place)),
    };
  };

  it('leave out what was judged wrong, and offer a corrected name', async () => {
    await bench.store.commit(
      document({
        id: 'a',
        events: [
          event('wrong', { actor: ref('isis'), recipient: null, place: placeRef('hajin'), date: day('2011-01-01') }),
          event('corrected', { actor: ref('isis'), recipient: null, date: day('2018-05-05') }),
          event('other', { actor: ref('sdf'), recipient: null, date: day('2018-06-06') }),
        ],
      }),
    );
    await bench.store.commit(document({ id: 'b', events: [event('b', { recipient: null, date: day('2018-06-20') })] }));
    await judge('wrong', 'shared', 'wrong');
    await judge('corrected', 'guild:1', 'corrected', {
      actor: ref('newcomer', { name: 'Türkmen Brigade' }),
      date: day('2018-07-07'),
    });
    const names = async (viewer: Viewer, prefix: string) =>
      (await bench.store.mentioned('actor', viewer, { prefix, limit: 9 })).map(({ id, name, events }) => [
        id,
        name,
        events,
      ]);
    const [everybody, one] = [viewerOf('shared'), viewerOf('guild:1')];
    expect(await bench.store.counts(everybody)).toMatchObject({
      events: 3,
      firstDay: '2018-05-05',
      lastDay: '2018-06-20',
    });
    expect(await bench.store.counts(one)).toMatchObject({ events: 3, firstDay: '2018-06-06', lastDay: '2018-07-07' });
    expect(await names(everybody, 'is')).toEqual([['isis', 'ISIS', 1]]);
    expect(await names(one, 'is')).toEqual([]);
    expect(await names(one, 'turkm')).toEqual([['newcomer', 'Türkmen Brigade', 1]]);
    expect(await names(everybody, 'turkm')).toEqual([]);
    expect(await bench.store.mentioned('place', everybody, { prefix: 'haj', limit: 9 })).toEqual([]);
    await bench.store.reviews.clear();
    expect(await counted(one)).toEqual(await toCount(one));
    expect(await names(one, 'is')).toEqual([['isis', 'ISIS', 2]]);
  });

  it('are exact after any reviews, rebuilds and deletions', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anArticle, { minLength: 1, maxLength: 3 }),
        fc.array(aStep, { minLength: 3, maxLength: 9 }),
        async (articles, steps) => {
          for (const namespace of [bench.store.reviews, bench.store.articles]) await namespace.clear();
          for (const [n, { scope, events }] of articles.entries()) {
            const made = events.map(({ actor, place, on }, seq) =>
              event(`e${n * 2 + seq}`, { actor: ref(actor), recipient: null, place: placeRef(place), date: day(on) }),
            );
            await bench.store.commit(document({ id: `a${n}`, scope, events: made }));
          }
          for (const step of steps) {
            if (step === 'rebuild') {
              for await (const each of bench.store.documents()) await bench.store.replaceExtraction(each);
            } else if ('deleted' in step) {
              const scope = articles[step.deleted]?.scope ?? 'shared';
              await bench.store.articles.delete(`${scope}/a${step.deleted}`);
            } else if (step.verdict === 'undone') {
              await bench.store.reviews.delete(reviewKey(step.scope, `e${step.of}`));
            } else {
              const changes = step.verdict === 'corrected' ? { actor: ref(step.actor), date: day(step.on) } : {};
              await judge(`e${step.of}`, step.scope, step.verdict, changes);
            }
          }
          for (const viewer of [
            ...SCOPES.map(viewerOf),
            { scopes: SCOPES as [Scope] },
            { scopes: ['guild:1'] as [Scope] },
          ]) {
            expect(await counted(viewer)).toEqual(await toCount(viewer));
          }
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });
}

function mostNamed(refs: readonly (StoredEvent['actor'] | StoredEvent['place'])[]) {
  const byId = new Map<string, { id: string; name: string; events: number }>();
  for (const one of refs) {
    if (one === null) continue;
    byId.set(one.id, { id: one.id, name: one.name, events: (byId.get(one.id)?.events ?? 0) + 1 });
  }
  return [...byId.values()].sort((a, b) => b.events - a.events || (a.id < b.id ? -1 : 1));
}
