/** EventQuery → plan: through which index events are found, and what must hold of each row of that index. */
import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { addDays } from '../model/days.ts';
import type { EventQuery } from '../model/record.ts';
import type { Viewer } from '../model/scope.ts';
import { toKey } from './columns.ts';
import { SPANS } from './day-spans.ts';
import { kindsOf } from './kinds.ts';
import type { Db } from './schema.ts';
import { EVENTS_PER_ARTICLE } from './schema.ts';
import { tally } from './tallies.ts';

export type Condition = RawBuilder<unknown>;

/** One index of events; each holds scope, days, kind and marks, so that no event need be read to be passed over. */
export type Index = {
  table: 'event_place' | 'event_actor' | 'event';
  /** The column that leads the index, and the ids looked for in it; null where the index is by day alone. */
  by: { column: 'place' | 'actor'; ids: readonly string[] } | null;
};

/** In conditions the index's rows are called `d`. */
export type Plan = {
  index: Index;
  conditions: readonly Condition[];
  /** Ranges of the index that together hold every answer, none of them twice. */
  ranges: readonly Condition[];
};

export const scopesOf = (viewer: Viewer): string[] => viewer.scopes.map(toKey);

/** The column that holds the event's number in an index. */
export const eventColumn = ({ table }: Index): Condition => (table === 'event' ? sql`d.no` : sql`d.event`);

/** The plan, or null where the query can have no answer. */
export async function planEvents(db: Db, query: EventQuery): Promise<Plan | null> {
  const places = query.places && [...new Set(query.places.map(toKey))];
  const actors = query.actors && [...new Set(query.actors.map(toKey))];
  const kinds = query.types && (await kindsOf(db, query.types));
  const articles = query.articleId === undefined ? undefined : await articleNumbers(db, query.viewer, query.articleId);
  if ([places, actors, kinds, articles, query.viewer.scopes].some((asked) => asked?.length === 0)) return null;

  const byPlace: Index | null =
    places === undefined ? null : { table: 'event_place', by: { column: 'place', ids: places } };
  const byActor: Index | null =
    actors === undefined ? null : { table: 'event_actor', by: { column: 'actor', ids: actors } };
  const index = articles === undefined ? await rarer(db, query, byPlace, byActor) : BY_DAY;

  const conditions: Condition[] = [sql`d.scope in (${sql.join(scopesOf(query.viewer))})`];
  conditions.push(notHidden(eventColumn(index), query.viewer));
  if (query.since !== undefined) conditions.push(sql`d.day_to >= ${query.since}`);
  if (kinds !== undefined) conditions.push(sql`d.kind in (${sql.join(kinds)})`);
  if (query.firstOnly === true) conditions.push(sql`d.restated = 0`);
  if (query.controlOnly === true && (byPlace === null || index === byPlace)) conditions.push(sql`d.control = 1`);
  if (articles !== undefined) conditions.push(sql`(${sql.join(articles.map(inArticle), sql` or `)})`);
  if (byPlace !== null && index !== byPlace) conditions.push(alsoIn(byPlace, index, query.controlOnly === true));
  if (byActor !== null && index !== byActor) conditions.push(alsoIn(byActor, index, false));
  return { index, conditions, ranges: query.until === undefined ? [sql`1 = 1`] : rangesUntil(query.until) };
}

/** That no analyst of the viewer's took the event out. Read once for a query, since few events are. */
export const notHidden = (event: Condition, viewer: Viewer): Condition =>
  sql`${event} not in (select t.event from hidden t where t.scope in (${sql.join(scopesOf(viewer))}))`;

const BY_DAY: Index = { table: 'event', by: null };

/** What began by that day: short ranges end soon after it, and the few long ones have an index of their own. */
const rangesUntil = (until: string): Condition[] =>
  SPANS.map((days, span) => {
    const wide = span > 0 ? sql`d.span > 0 and ` : sql``;
    // What has no day has '' for it, which comes before every day.
    return sql`${wide}d.span = ${sql.lit(span)} and d.day_from <= ${until} and d.day_to <= ${addDays(until, days)}
      and d.day_to > ''`;
  });

/** The index to go through: that with fewer rows, where both would do. */
async function rarer(db: Db, query: EventQuery, byPlace: Index | null, byActor: Index | null): Promise<Index> {
  if (byPlace?.by == null || byActor?.by == null) return byPlace ?? byActor ?? BY_DAY;
  const scopes = scopesOf(query.viewer);
  const withActor = await tally(db, 'actor', byActor.by.ids, scopes);
  return withActor < (await tally(db, 'within', byPlace.by.ids, scopes)) ? byActor : byPlace;
}

/** That the row's id is one of those looked for. */
export const isOneOf = ({ column, ids }: NonNullable<Index['by']>, alias = 'd'): Condition => {
  const of = sql.ref(`${alias}.${column}`);
  return ids.length === 1 ? sql`${of} = ${ids[0]}` : sql`${of} in (${sql.join(ids)})`;
};

/** That another index has the same event, one probe for each id. */
function alsoIn(other: Index, index: Index, controlOnly: boolean): Condition {
  if (other.by === null) return sql`1 = 1`;
  const control = controlOnly ? sql` and x.control = 1` : sql``;
  // With EXISTS, PostgreSQL would read all of the other index first.
  return sql`(select 1 from ${sql.table(other.table)} x where ${isOneOf(other.by, 'x')}
    and x.day_to = d.day_to and x.event = ${eventColumn(index)}${control} limit 1) = 1`;
}

const inArticle = (no: number): Condition => {
  const first = sql.lit(no * EVENTS_PER_ARTICLE);
  const last = sql.lit((no + 1) * EVENTS_PER_ARTICLE - 1);
  return sql`d.no between ${first} and ${last}`;
};

/** The numbers of the article in each scope that the viewer sees. */
async function articleNumbers(db: Db, viewer: Viewer, articleId: string): Promise<number[]> {
  const rows = await db
    .selectFrom('article')
    .select('no')
    .where('scope', 'in', scopesOf(viewer))
    .where('id', '=', toKey(articleId))
    .execute();
  return rows.map(({ no }) => no);
}
