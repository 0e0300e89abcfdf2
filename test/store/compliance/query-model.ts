/** Any query on any events answers like a plain filter and sort over them would. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reportDays } from '../../../src/model/days.ts';
import type { Event } from '../../../src/model/event.ts';
import type { EventQuery, StoredEvent } from '../../../src/model/record.ts';
import type { Scope } from '../../../src/model/scope.ts';
import type { Bench } from '../compliance.ts';
import { ANCESTORS, document, event, placeRef, ref } from '../documents.ts';

const PLACES = ['al-dars', 'suweida', 'hajin', 'deir-ez-zor', 'syria', 'nowhere'];
const ACTORS = ['isis', 'sdf', 'syrian-army'];
const SCOPES: Scope[] = ['shared', 'guild:1', 'guild:2'];
const DATES = [
  '2018-09-25',
  '2018-09-24',
  '2018-09',
  '2018',
  '2018-22',
  '201X',
  '2010/2019',
  '2018-08-20/2018-09-24',
  '2018-01/..',
  '[..2018-09]',
  'XXXX-07-25',
];
const DAYS = [
  '2010-01-01',
  '2018-01-01',
  '2018-08-31',
  '2018-09-01',
  '2018-09-24',
  '2018-09-25',
  '2018-12-31',
  '2030-01-01',
];
const TYPES = ['Capture', 'Shell', 'Protest'];

const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { nil: null });
const placeOf = maybe(fc.constantFrom(...PLACES));
const actorOf = maybe(fc.constantFrom(...ACTORS));

const anEvent = fc.record({
  place: placeOf,
  origin: placeOf,
  destination: placeOf,
  control: maybe(fc.record({ place: fc.constantFrom(...PLACES), holder: actorOf, loser: actorOf })),
  actor: actorOf,
  recipient: actorOf,
  date: maybe(fc.constantFrom(...DATES)),
  action: fc.constantFrom(...TYPES),
  restated: fc.boolean(),
});

const toEvent = (id: string, drawn: typeof anEvent extends fc.Arbitrary<infer T> ? T : never): Event =>
  event(id, {
    action: drawn.action,
    actor: drawn.actor === null ? null : ref(drawn.actor),
    recipient: drawn.recipient === null ? null : ref(drawn.recipient),
    place: drawn.place === null ? null : placeRef(drawn.place),
    origin: drawn.origin === null ? null : placeRef(drawn.origin),
    destinations: drawn.destination === null ? [] : [placeRef(drawn.destination)],
    date: drawn.date === null ? null : { edtf: drawn.date, text: drawn.date, precision: 'unknown' },
    sameAs: drawn.restated ? 'earlier' : null,
    control:
      drawn.control === null
        ? null
        : {
            place: placeRef(drawn.control.place),
            holder: drawn.control.holder === null ? null : ref(drawn.control.holder),
            loser: drawn.control.loser === null ? null : ref(drawn.control.loser),
            change: 'gained',
            basis: 'stated',
          },
  });

const anArticle = fc.record({
  scope: fc.constantFrom(...SCOPES),
  published: maybe(fc.constantFrom('2018-09-20', '2018-09-24', '2018')),
  events: fc.array(anEvent, { maxLength: 5 }),
});

const aQuery = fc.record(
  {
    viewer: fc.constantFrom(...SCOPES, null).map((scope) => ({
      scopes: (scope === null ? SCOPES : scope === 'shared' ? ['shared'] : ['shared', scope]) as [Scope, ...Scope[]],
    })),
    places: fc.array(fc.constantFrom(...PLACES), { maxLength: 3 }),
    actors: fc.array(fc.constantFrom(...ACTORS), { maxLength: 2 }),
    types: fc.array(fc.constantFrom('capture', 'SHELL', 'strategic developments', 'none'), { maxLength: 2 }),
    since: fc.constantFrom(...DAYS),
    until: fc.constantFrom(...DAYS),
    controlOnly: fc.boolean(),
    firstOnly: fc.boolean(),
    undated: fc.boolean(),
    itself: fc.boolean(),
    each: fc.integer({ min: 1, max: 3 }),
    articleId: fc.constantFrom('a0', 'a1', 'a2'),
    order: fc.constantFrom('newest' as const, 'article' as const),
    limit: fc.nat({ max: 6 }),
    offset: fc.nat({ max: 4 }),
  },
  { requiredKeys: ['viewer'] },
);

const within = (id: string | undefined, places: readonly string[]): boolean =>
  id !== undefined && [id, ...(ANCESTORS.get(id) ?? [])].some((place) => places.includes(place));

function matches(one: StoredEvent, query: EventQuery): boolean {
  const { places, actors, types, since, until } = query;
  const days = reportDays(one);
  const at = [one.place?.id, one.origin?.id, one.control?.place.id, ...one.destinations.map(({ id }) => id)];
  const who = [one.actor, one.recipient, one.control?.holder, one.control?.loser].flatMap((actor) => actor?.id ?? []);
  const is = [one.action, one.eventType, one.subEventType].map((type) => type.toLowerCase());
  return (
    query.viewer.scopes.includes(one.scope) &&
    (places === undefined ||
      at.some((id) => (query.itself ? id !== undefined && places.includes(id) : within(id, places)))) &&
    (actors === undefined || who.some((id) => actors.includes(id))) &&
    (types === undefined || types.some((type) => is.includes(type.toLowerCase()))) &&
    (since === undefined || (days !== null && days.to >= since)) &&
    (until === undefined || (days !== null && days.from <= until)) &&
    (!query.controlOnly || (one.control !== null && (places === undefined || within(one.control.place.id, places)))) &&
    (!query.undated || days === null) &&
    (!query.firstOnly || one.sameAs === null) &&
    (query.articleId === undefined || one.articleId === query.articleId)
  );
}

const down = (a: string | null, b: string | null): number => (a === b ? 0 : (a ?? '') > (b ?? '') ? -1 : 1);

function newest(a: StoredEvent, b: StoredEvent): number {
  const last = (one: StoredEvent): string | null => reportDays(one)?.to ?? null;
  return down(last(a), last(b)) || down(a.published, b.published) || -down(a.articleId, b.articleId);
}

/** What matches; where not everything of each place is wanted, the newest of each. */
function latestOfEach(stored: readonly StoredEvent[], query: EventQuery): StoredEvent[] {
  const { places, each, articleId } = query;
  if (places === undefined || each === undefined || articleId !== undefined)
    return stored.filter((one) => matches(one, query));
  const of = places.flatMap((place) =>
    stored
      .filter((one) => matches(one, { ...query, places: [place] }))
      .sort(newest)
      .slice(0, each),
  );
  return stored.filter((one) => of.includes(one));
}

export function queryModelBehaviour(bench: Bench): void {
  it('answers any query like a filter and a sort', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anArticle, { minLength: 1, maxLength: 4 }),
        fc.array(aQuery, { minLength: 5, maxLength: 12 }),
        async (articles, queries) => {
          await bench.store.articles.clear();
          const stored: StoredEvent[] = [];
          for (const [n, article] of articles.entries()) {
            const id = `a${n}`;
            const events = article.events.map((drawn, seq) => toEvent(`${id}:${seq}`, drawn));
            const one = document({ id, scope: article.scope, published: article.published, events });
            await bench.store.commit(one);
            const { title, source, url, published } = one.article;
            const { ingestedAt, scope } = one;
            stored.push(
              ...events.map((each) => ({ ...each, articleId: id, title, source, url, published, ingestedAt, scope })),
            );
          }
          for (const query of queries as EventQuery[]) {
            const found = latestOfEach(stored, query);
            if (query.order !== 'article') found.sort(newest);
            const { offset = 0, limit = found.length } = query;
            const expected = found.slice(offset, offset + limit).map(({ id }) => id);
            expect((await bench.store.events(query)).map(({ id }) => id)).toEqual(expected);
            expect(await bench.store.countEvents(query)).toBe(Math.min(found.length, query.limit ?? found.length));
          }
        },
      ),
      { numRuns: 60, seed: 1 },
    );
  });
}
