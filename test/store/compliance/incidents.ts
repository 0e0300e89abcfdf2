/** Incidents: whatever comes in or goes out in whatever order, the store has those that grouping all reports anew gives. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { incidentsOf } from '../../../src/assess/incidents.ts';
import type { Event } from '../../../src/model/event.ts';
import type { EventQuery, StoredEvent } from '../../../src/model/record.ts';
import type { Scope, Viewer } from '../../../src/model/scope.ts';
import { SHARED_VIEWER, viewerOf } from '../../../src/model/scope.ts';
import type { Bench } from '../compliance.ts';
import { day, document, event, INCIDENT_RULES, placeRef, ref } from '../documents.ts';

const one = viewerOf('guild:1');
const two = viewerOf('guild:2');

/** An attack on Hajin on one day, as several articles tell it. */
const attack = (id: string, more: Partial<Event> = {}): Event =>
  event(id, {
    action: 'attack',
    actor: ref('sdf'),
    recipient: ref('isis'),
    place: placeRef('hajin'),
    date: day('2018-09-10'),
    evidence: { text: `Report ${id}.`, start: 0, end: 9 },
    ...more,
  });

export function incidentBehaviour(bench: Bench): void {
  const told = async (id: string, events: Event[], scope: Scope = 'shared'): Promise<void> => {
    await bench.store.commit(document({ id, text: `Text of ${id}.`, scope, events }));
  };
  const ids = async (viewer: Viewer = SHARED_VIEWER, query: Partial<EventQuery> = {}): Promise<string[][]> =>
    (await bench.store.incidents({ viewer, order: 'article', ...query })).map(({ reports }) =>
      reports.map(({ id }) => id).sort(),
    );

  it('joins what several articles tell of one event, and counts it once', async () => {
    await told('a', [attack('a1'), attack('a2', { place: placeRef('suweida') })]);
    await told('b', [attack('b1', { action: 'clash' })]);
    expect(await ids()).toEqual([['a1', 'b1'], ['a2']]);
    expect(await bench.store.countIncidents({ viewer: SHARED_VIEWER })).toBe(2);
    expect(await bench.store.countEvents({ viewer: SHARED_VIEWER })).toBe(3);
    expect(await bench.store.countIncidents({ viewer: SHARED_VIEWER, places: ['deir-ez-zor'] })).toBe(1);
    const [incident] = await bench.store.incidents({ viewer: SHARED_VIEWER, places: ['hajin'] });
    expect(incident?.joins[0]?.reasons).toContain('the same day (2018-09-10)');
  });

  it('keeps events apart that one article tells apart, whichever came first', async () => {
    const vague = (id: string) => attack(id, { recipient: null });
    await told('x', [vague('x1'), vague('x2')]);
    await told('y', [attack('y1')]);
    await told('z', [vague('z1'), vague('z2')]);
    expect(await ids()).toEqual([
      ['x1', 'y1', 'z1'],
      ['x2', 'z2'],
    ]);
  });

  it('gives every event the id of its incident, which stays when further reports join', async () => {
    await told('a', [attack('a1')]);
    const before = (await bench.store.event('a1', SHARED_VIEWER))?.incidentId;
    expect(before).toBe('a1');
    await told('b', [
      attack('b1', { casualties: { killed: 5, wounded: null, captured: null } }),
      attack('b2', { sameAs: 'b1' }),
    ]);
    const events = await bench.store.events({ viewer: SHARED_VIEWER });
    expect(events.map(({ incidentId }) => incidentId)).toEqual(['a1', 'a1', 'a1']);
    expect((await bench.store.incidentOf('b2', SHARED_VIEWER))?.reports.map(({ id }) => id).sort()).toEqual([
      'a1',
      'b1',
      'b2',
    ]);
  });

  it('keeps the older id where a report joins two incidents', async () => {
    const killed = (count: number) => ({ casualties: { killed: count, wounded: null, captured: null } });
    await told('a', [attack('a1', { recipient: null, ...killed(3) })]);
    await told('b', [attack('b1', { recipient: null, ...killed(12) })]);
    expect(await ids()).toEqual([['a1'], ['b1']]);
    await told('c', [attack('c1', killed(6))]);
    expect(await ids()).toEqual([['a1', 'b1', 'c1']]);
    expect((await bench.store.event('c1', SHARED_VIEWER))?.incidentId).toBe('a1');
  });

  it('pages by incidents, newest first, with every report of each', async () => {
    for (let n = 0; n < 6; n += 1) {
      await told(`a${n}`, [attack(`a${n}`, { date: day(`2018-09-1${n}`) })]);
      await told(`b${n}`, [attack(`b${n}`, { date: day(`2018-09-1${n}`) })]);
    }
    const page = (offset: number) => ids(SHARED_VIEWER, { order: 'newest', limit: 2, offset });
    expect(await page(0)).toEqual([
      ['a5', 'b5'],
      ['a4', 'b4'],
    ]);
    expect(await page(4)).toEqual([
      ['a1', 'b1'],
      ['a0', 'b0'],
    ]);
    expect(await page(6)).toEqual([]);
  });

  it('lets a guild’s report join what it sees, and changes nothing for anybody else', async () => {
    await told('a', [attack('a1')]);
    await told('own', [attack('own1')], 'guild:1');
    await told('b', [attack('b1')]);
    expect(await ids(one)).toEqual([['a1', 'b1', 'own1']]);
    for (const viewer of [SHARED_VIEWER, two]) {
      expect(await ids(viewer)).toEqual([['a1', 'b1']]);
      expect(await bench.store.incidentOf('own1', viewer)).toBeNull();
      expect(await bench.store.countIncidents({ viewer })).toBe(1);
      expect((await bench.store.event('b1', viewer))?.incidentId).toBe('a1');
    }
  });

  it('joins two shared incidents by a guild’s report for that guild alone', async () => {
    const killed = (count: number) => ({ casualties: { killed: count, wounded: null, captured: null } });
    await told('own', [attack('own1', killed(6))], 'guild:1');
    await told('a', [attack('a1', { recipient: null, ...killed(3) })]);
    await told('b', [attack('b1', { recipient: null, ...killed(12) })]);
    expect(await ids(one)).toEqual([['a1', 'b1', 'own1']]);
    expect(await ids(two)).toEqual([['a1'], ['b1']]);
    expect((await bench.store.event('b1', one))?.incidentId).toBe('own1@guild:1');
    expect((await bench.store.event('b1', two))?.incidentId).toBe('b1');
    await bench.store.articles.delete('guild:1/own');
    expect(await ids(one)).toEqual([['a1'], ['b1']]);
    expect((await bench.store.event('b1', one))?.incidentId).toBe('b1');
  });

  it('finds a copy on another day, or without a day, by its words', async () => {
    const evidence = { text: 'Fighters of the group attacked the village at dawn', start: 0, end: 50 };
    const copy = (id: string, published: string | null) =>
      bench.store.commit(document({ id, published, events: [attack(id, { date: null, evidence })] }));
    await copy('a', '2018-09-10');
    await copy('b', '2018-09-14');
    await copy('c', null);
    expect(await ids()).toEqual([['a', 'b', 'c']]);
  });

  it('survives a rebuild', async () => {
    await told('a', [attack('a1')]);
    await told('b', [attack('b1')]);
    await told('c', [attack('c1')], 'guild:1');
    const before = [await ids(), await ids(one)];
    for await (const each of bench.store.documents()) await bench.store.replaceExtraction(each);
    expect([await ids(), await ids(one)]).toEqual(before);
  });

  const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { nil: null });
  const anEvent = fc.record({
    action: fc.constantFrom('attack', 'clash', 'offensive', 'capture', 'advance'),
    actor: maybe(fc.constantFrom('sdf', 'syrian-army', 'isis')),
    recipient: maybe(fc.constantFrom('isis', 'sdf')),
    place: fc.constantFrom('hajin', 'al-dars', 'suweida'),
    date: maybe(fc.constantFrom('2018-09-10', '2018-09-11', '2018-09-10/2018-09-11', '2018-09')),
    killed: maybe(fc.constantFrom(3, 6, 12)),
    words: fc.constantFrom('They fought', 'the very same sentence that two agencies printed on that day'),
  });
  const anArticle = fc.record({
    scope: fc.constantFrom<Scope>('shared', 'shared', 'guild:1', 'guild:2'),
    published: maybe(fc.constantFrom('2018-09-10', '2018-09-11')),
    events: fc.array(anEvent, { minLength: 1, maxLength: 2 }),
  });

  it('has the same incidents as grouping all reports anew, for everybody’s eyes, whatever came and went', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anArticle, { minLength: 1, maxLength: 7 }),
        fc.array(fc.nat({ max: 6 }), { maxLength: 3 }),
        async (articles, changed) => {
          await bench.store.articles.clear();
          const documents = articles.map((article, n) =>
            document({
              id: `a${n}`,
              text: `Text ${n}.`,
              scope: article.scope,
              published: article.published,
              events: article.events.map(({ actor, recipient, place, date, killed, words, action }, seq) =>
                attack(`a${n}-${seq}`, {
                  action,
                  actor: actor === null ? null : ref(actor),
                  recipient: recipient === null ? null : ref(recipient),
                  place: placeRef(place),
                  date: date === null ? null : day(date),
                  casualties: killed === null ? null : { killed, wounded: null, captured: null },
                  evidence: { text: words, start: 0, end: words.length },
                }),
              ),
            }),
          );
          for (const each of documents) await bench.store.commit(each);
          const gone = new Set<string>();
          for (const [turn, index] of changed.entries()) {
            const each = documents[index];
            if (each === undefined || gone.has(each.article.id)) continue;
            if (turn % 2 === 0) await bench.store.replaceExtraction(each);
            else {
              await bench.store.articles.delete(`${each.scope}/${each.article.id}`);
              gone.add(each.article.id);
            }
          }
          for (const viewer of [SHARED_VIEWER, one, two]) {
            const seen = (await bench.store.events({ viewer })) as StoredEvent[];
            const expected = incidentsOf(seen, INCIDENT_RULES).map(({ reports }) => reports.map(({ id }) => id).sort());
            const found = await ids(viewer);
            expect(found.map((group) => group.join(' ')).sort()).toEqual(
              expected.map((group) => group.join(' ')).sort(),
            );
            expect(await bench.store.countIncidents({ viewer })).toBe(expected.length);
            const together = new Map(seen.map(({ id, incidentId }) => [id, incidentId]));
            for (const group of expected)
              expect(new Set(group.map((id) => together.get(id))).size, group.join(' ')).toBe(1);
            expect(new Set(together.values()).size).toBe(expected.length);
          }
        },
      ),
      { numRuns: 60, seed: 7 },
    );
  });

  it('has the same incidents on a day of which everybody reports, in whatever order the reports come', {
    timeout: 60_000,
  }, async () => {
    const some = { seed: 11, numRuns: 90 } as const;
    const articles = fc.sample(fc.record({ scope: anArticle, one: anEvent, other: anEvent }), some);
    for (const [n, { scope, one: first, other }] of articles.entries()) {
      const events = [first, other].map(({ actor, killed, action }, seq) =>
        attack(`a${n}-${seq}`, {
          action,
          actor: actor === null ? null : ref(actor),
          casualties: killed === null ? null : { killed, wounded: null, captured: null },
        }),
      );
      await told(`a${n}`, events, scope.scope);
    }
    for (const viewer of [SHARED_VIEWER, one, two]) {
      const seen = await bench.store.events({ viewer });
      const expected = incidentsOf(seen, INCIDENT_RULES).map(({ reports }) => reports.map(({ id }) => id).sort());
      expect((await ids(viewer)).map(String).sort()).toEqual(expected.map(String).sort());
      expect(new Set(seen.map(({ incidentId }) => incidentId)).size).toBe(expected.length);
    }
  });
}
