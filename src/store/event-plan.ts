/** EventQuery → plan: through which index events are found, and what must hold of each row of that index. */
import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { addDays } from '../model/days.ts';
import type { EventQuery } from '../model/record.ts';
import type { Viewer } from '../model/scope.ts';
import type { Asking, Values } from './asking.ts';
import { slot, slots } from './asking.ts';
import { toKey } from './columns.ts';
import { SPANS } from './day-spans.ts';
import { kindsOf } from './kinds.ts';
import { EVENTS_PER_ARTICLE } from './schema.ts';
import { tally } from './tallies.ts';

export type Condition = RawBuilder<unknown>;

/** One index of events; each holds scope, days, kind and marks, so that no event need be read to be passed over. */
export type Index = {
  table: 'event_place' | 'event_actor' | 'event';
  /** The column that leads the index, and the slots of the ids looked for in it; null where the index is by day alone. */
  by: Ids | null;
};

type Ids = { column: 'place' | 'actor'; ids: readonly Condition[] };

/** In conditions the index's rows are called `d`. Plans of one shape differ in their values only. */
export type Plan = {
  shape: string;
  values: Values;
  index: Index;
  /** Whether no more than `each` are wanted of each of the index's ids. */
  hasEach: boolean;
  conditions: () => Condition[];
  /** Ranges of the index that together hold every answer, none of them twice. */
  ranges: () => Condition[];
};

export const scopesOf = (viewer: Viewer): string[] => viewer.scopes.map(toKey);

/** The column that holds the event's number in an index. */
export const eventColumn = ({ table }: Index): Condition => (table === 'event' ? sql`d.no` : sql`d.event`);

/** An index before it is known under which names its ids are given. */
type Way = Pick<Index, 'table'> & { column: 'place' | 'actor' | null; ids: readonly string[] };

const BY_DAY: Way = { table: 'event', column: null, ids: [] };

/** The plan, or null where the query can have no answer. */
export async function planEvents(asking: Asking, query: EventQuery): Promise<Plan | null> {
  const { viewer, since, until, firstOnly = false, controlOnly = false, undated = false, itself = false, each } = query;
  const places = query.places && [...new Set(query.places.map(toKey))];
  const actors = query.actors && [...new Set(query.actors.map(toKey))];
  const kinds = query.types && (await kindsOf(asking, query.types));
  const articles = query.articleId === undefined ? undefined : await articleNumbers(asking, viewer, query.articleId);
  if ([places, actors, kinds, articles, viewer.scopes].some((asked) => asked?.length === 0)) return null;

  const byPlace: Way | null = places === undefined ? null : { table: 'event_place', column: 'place', ids: places };
  const byActor: Way | null = actors === undefined ? null : { table: 'event_actor', column: 'actor', ids: actors };
  const way =
    articles !== undefined
      ? BY_DAY
      : each === undefined
        ? await rarer(asking, viewer, byPlace, byActor)
        : (byPlace ?? byActor ?? BY_DAY);
  const others = [byPlace, byActor].filter((other) => other !== null).filter((other) => other !== way);
  const index = indexOf(way, 'ids');
  const scopes = scopesOf(viewer);
  const counts = [way, ...others].map(({ table, ids }) => `${table} ${ids.length}`);
  return {
    shape: [...counts, scopes.length, kinds?.length, articles?.length, since !== undefined, until !== undefined]
      .concat([firstOnly, controlOnly, undated, itself, each !== undefined])
      .join(' '),
    values: {
      scopes,
      ids: way.ids,
      ids0: others[0]?.ids,
      ids1: others[1]?.ids,
      kinds,
      each,
      since,
      until,
      ends: until === undefined ? [] : SPANS.map((days) => addDays(until, days)),
      firsts: articles?.map((no) => no * EVENTS_PER_ARTICLE),
      lasts: articles?.map((no) => (no + 1) * EVENTS_PER_ARTICLE - 1),
    },
    index,
    hasEach: each !== undefined && way === byPlace,
    conditions: () => [
      sql`d.scope in (${slots('scopes', scopes.length)})`,
      notHidden(eventColumn(index), slots('scopes', scopes.length)),
      ...(since === undefined ? [] : [sql`d.day_to >= ${slot('since')}`]),
      ...(kinds === undefined ? [] : [sql`d.kind in (${slots('kinds', kinds.length)})`]),
      ...(firstOnly ? [sql`d.restated = 0`] : []),
      ...(undated ? [sql`d.day_to = ''`] : []),
      ...(itself && way === byPlace ? [sql`d.depth = 0`] : []),
      ...(controlOnly && (byPlace === null || way === byPlace) ? [sql`d.control = 1`] : []),
      ...(articles === undefined ? [] : [inArticles(articles.length)]),
      ...others.map((other, n) => {
        const isPlace = other === byPlace;
        return alsoIn(indexOf(other, `ids${n}`), index, {
          controlOnly: controlOnly && isPlace,
          itself: itself && isPlace,
        });
      }),
    ],
    ranges: () => (until === undefined ? [sql`1 = 1`] : rangesUntil(since === undefined)),
  };
}

const indexOf = ({ table, column, ids }: Way, name: string): Index => ({
  table,
  by: column === null ? null : { column, ids: ids.map((_, index) => slot(name, index)) },
});

/** That no analyst of these scopes took the event out. Read once for a query, since few events are. */
export const notHidden = (event: Condition, scopes: Condition): Condition =>
  sql`${event} not in (select t.event from hidden t where t.scope in (${scopes}))`;

/** What began by that day: short ranges end soon after it, and the few long ones have an index of their own. */
const rangesUntil = (isOpen: boolean): Condition[] =>
  SPANS.map((_, span) => {
    const wide = span > 0 ? sql`d.span > 0 and ` : sql``;
    // What has no day has '' for it, which comes before every day. Of two lower bounds SQLite may search by the wider one.
    const dated = isOpen ? sql` and d.day_to > ''` : sql``;
    return sql`${wide}d.span = ${sql.lit(span)} and d.day_from <= ${slot('until')} and d.day_to <= ${slot('ends', span)}${dated}`;
  });

/** The way with fewer rows, where both would do. */
async function rarer(asking: Asking, viewer: Viewer, byPlace: Way | null, byActor: Way | null): Promise<Way> {
  if (byPlace === null || byActor === null) return byPlace ?? byActor ?? BY_DAY;
  const scopes = scopesOf(viewer);
  const withActor = await tally(asking, 'actor', byActor.ids, scopes);
  return withActor < (await tally(asking, 'within', byPlace.ids, scopes)) ? byActor : byPlace;
}

/** That the row's id is one of those looked for. */
export const isOneOf = ({ column, ids }: Ids, alias = 'd'): Condition => {
  const of = sql.ref(`${alias}.${column}`);
  return ids.length === 1 ? sql`${of} = ${ids[0]}` : sql`${of} in (${sql.join([...ids])})`;
};

/** That another index has the same event, one probe for each id. */
function alsoIn(
  other: Index,
  index: Index,
  { controlOnly, itself }: { controlOnly: boolean; itself: boolean },
): Condition {
  if (other.by === null) return sql`1 = 1`;
  const more = [...(controlOnly ? [sql` and x.control = 1`] : []), ...(itself ? [sql` and x.depth = 0`] : [])];
  // With EXISTS, PostgreSQL would read all of the other index first.
  return sql`(select 1 from ${sql.table(other.table)} x where ${isOneOf(other.by, 'x')}
    and x.day_to = d.day_to and x.event = ${eventColumn(index)}${sql.join(more, sql``)} limit 1) = 1`;
}

const inArticles = (count: number): Condition => {
  const each = Array.from({ length: count }, (_, n) => sql`d.no between ${slot('firsts', n)} and ${slot('lasts', n)}`);
  return sql`(${sql.join(each, sql` or `)})`;
};

/** The numbers of the article in each scope that the viewer sees. */
async function articleNumbers(asking: Asking, viewer: Viewer, articleId: string): Promise<number[]> {
  const scopes = scopesOf(viewer);
  const rows = await asking.ask<{ no: number }>(
    `article ${scopes.length}`,
    { scopes, id: toKey(articleId) },
    () => sql`select no from article where scope in (${slots('scopes', scopes.length)}) and id = ${slot('id')}`,
  );
  return rows.map(({ no }) => no);
}
