/** Plan → SQL → events. Pages come in the order of the index, so that a page of a large answer costs no more than a page. */
import { sql } from 'kysely';
import type { EventQuery, StoredEvent } from '../model/record.ts';
import type { Viewer } from '../model/scope.ts';
import type { Asking, Values } from './asking.ts';
import { slot, slots } from './asking.ts';
import { toKey } from './columns.ts';
import type { Condition, Index, Plan } from './event-plan.ts';
import { eventColumn, isOneOf, notHidden, planEvents, scopesOf } from './event-plan.ts';
import type { EventRow } from './event-row.ts';
import { eventColumns, eyesOf, toStoredEvent } from './event-row.ts';
import { EVENTS_PER_ARTICLE } from './schema.ts';
import { tally } from './tallies.ts';

/** Up to so many ids are looked up one after the other, each in order; more are looked up together and sorted. */
const MAX_IDS_APART = 16;

/** The events asked for, in the order asked for. */
export async function findEvents(asking: Asking, query: EventQuery): Promise<StoredEvent[]> {
  const plan = await planEvents(asking, query);
  if (plan === null || query.limit === 0) return [];
  const eyes = eyesOf(query.viewer);
  const page = pageOf(query, query.limit);
  const shape = `events ${plan.shape} ${page.shape} ${eyes.shape}`;
  // CROSS JOIN: SQLite then keeps the order of the tables as it stands here.
  const rows = await asking.ask<EventRow>(
    shape,
    { ...plan.values, ...page.values, ...eyes.values },
    () => sql`select ${eventColumns(eyes.view)} from (${hits(plan, page, asking)}) h
      cross join event e cross join article a
      where e.no = h.event and a.no = e.article order by ${page.order}`,
  );
  return rows.map(toStoredEvent);
}

/** How many events `findEvents` would give back; with a limit it counts no further. */
export async function countEvents(asking: Asking, query: EventQuery): Promise<number> {
  const known = await runningCount(asking, query);
  if (known !== null) return Math.min(known, query.limit ?? known);
  const plan = await planEvents(asking, query);
  if (plan === null) return 0;
  const isLimited = query.limit !== undefined;
  const rows = await asking.ask<{ events: number }>(
    `count ${plan.shape} ${isLimited}`,
    { ...plan.values, most: query.limit },
    () => sql`select count(*) as events from (${numbersOf(plan, isLimited, asking)}) h`,
  );
  return Math.min(Number(rows[0]?.events ?? 0), query.limit ?? Number.MAX_SAFE_INTEGER);
}

/** The numbers of all events of a plan, in no order; where limited, `most` of each stretch of the index. */
export function numbersOf(plan: Plan, isLimited: boolean, asking: Asking): Condition {
  if (plan.hasEach) return sql`select h.event from (${latestOfEach(plan, asking)}) h`;
  const counted = branchesOf(plan).map((conditions) => {
    const found = sql`select ${distinctIn(plan.index)}${eventColumn(plan.index)} as event from ${sql.table(plan.index.table)} d
      where ${all(conditions)}`;
    return isLimited ? sql`select * from (${found} limit ${slot('most')}) b` : found;
  });
  return together(plan.index, counted);
}

/** The count where it is kept already: of all events of one place or one actor; null where it must be counted. */
async function runningCount(asking: Asking, query: EventQuery): Promise<number | null> {
  const { viewer, places, actors, order: _order, limit: _limit, offset: _offset, ...others } = query;
  if (Object.values(others).some((condition) => condition !== undefined && condition !== false)) return null;
  const scopes = scopesOf(viewer);
  const hidden = await asking.ask(
    `any hidden ${scopes.length}`,
    { scopes },
    () => sql`select event from hidden where scope in (${slots('scopes', scopes.length)}) limit 1`,
  );
  if (hidden.length > 0) return null;
  if (places?.length === 1 && actors === undefined) return tally(asking, 'within', places.map(toKey), scopes);
  if (actors?.length === 1 && places === undefined) return tally(asking, 'actor', actors.map(toKey), scopes);
  return null;
}

/** One event by its id, the viewer's own copy before a shared one; also one that an analyst took out. */
export async function findEvent(asking: Asking, id: string, viewer: Viewer): Promise<StoredEvent | null> {
  const [found] = await eventsOfId(asking, id, viewer, { alsoHidden: true });
  return found ?? null;
}

/** The events of an id as the viewer sees them, one for each article that has it. */
export async function seenEvents(asking: Asking, id: string, viewer: Viewer): Promise<StoredEvent[]> {
  const found = await eventsOfId(asking, id, viewer, { alsoHidden: false });
  return found.filter((event, at) => found.findIndex(({ scope }) => scope === event.scope) === at);
}

async function eventsOfId(
  asking: Asking,
  id: string,
  viewer: Viewer,
  { alsoHidden }: { alsoHidden: boolean },
): Promise<StoredEvent[]> {
  const scopes = scopesOf(viewer);
  const eyes = eyesOf(viewer);
  const seen = slots('scopes', scopes.length);
  const rows = await asking.ask<EventRow & { own: string }>(
    `event ${scopes.length} ${eyes.shape} ${alsoHidden}`,
    { ...eyes.values, id: toKey(id), scopes },
    () => sql`select e.scope as own, ${eventColumns(eyes.view)} from event e cross join article a
      where e.id = ${slot('id')} and e.scope in (${seen}) and a.no = e.article
      and ${alsoHidden ? sql`1 = 1` : notHidden(sql`e.no`, seen)} order by e.no desc`,
  );
  // A viewer's later scopes are the more private ones, and a corrected copy comes after what it corrects.
  const found = rows.sort((a, b) => scopes.indexOf(b.own) - scopes.indexOf(a.own)).map(toStoredEvent);
  return found.filter((event) => event.id === id);
}

/** A page of `most` from `offset` on; without a limit, everything from there on. */
export type Page = { shape: string; values: Values; isLimited: boolean; isFirst: boolean; order: Condition };

const ORDERS: Readonly<Record<'newest' | 'article', Condition>> = {
  newest: sql`h.day_to desc, h.published desc nulls last, h.id, h.event`,
  article: sql`h.event`,
};

export const pageOf = ({ order = 'newest', offset = 0 }: EventQuery, limit: number | undefined): Page => ({
  shape: `${order} ${limit === undefined} ${offset === 0}`,
  values: { most: limit, offset, upTo: limit === undefined ? undefined : limit + offset },
  isLimited: limit !== undefined,
  isFirst: offset === 0,
  order: ORDERS[order],
});

/** The numbers of the events on the page, with what they are ordered by. */
export function hits(plan: Plan, page: Page, asking: Asking): Condition {
  const { index } = plan;
  if (plan.hasEach) return onPage(latestOfEach(plan, asking), page);
  const branches = branchesOf(plan).map((conditions) => foundBy(index, conditions));
  if (branches.length === 1 || !page.isLimited) return onPage(together(index, branches), page);
  return onPage(
    together(
      index,
      branches.map((branch) => sql`select * from (${inOrder(branch, page.order)} limit ${slot('upTo')}) b`),
    ),
    page,
  );
}

const foundBy = (index: Index, conditions: readonly Condition[]): Condition =>
  sql`select ${distinctIn(index)}${eventColumn(index)} as event, d.day_to, a.published, a.id
    from ${sql.table(index.table)} d cross join article a
    where a.no = ${eventColumn(index)} / ${sql.lit(EVENTS_PER_ARTICLE)} and ${all(conditions)}`;

/** Of each id the newest `each`, together. */
function latestOfEach({ index, ranges, conditions }: Plan, asking: Asking): Condition {
  if (index.by === null) throw new Error('there is no each without ids');
  const one = sql`${sql.ref(`d.${index.by.column}`)} = p.column1`;
  const plain = { table: index.table, by: null };
  const newest = (found: Condition): Condition => sql`${inOrder(found, ORDERS.newest)} limit ${slot('each')}`;
  const branches = ranges().map(
    (range) => sql`select * from (${newest(foundBy(plain, [one, range, ...conditions()]))}) b`,
  );
  const ids = index.by.ids.map((id) => sql`(${id})`);
  const numbers = sql`select n.event from (${newest(sql.join(branches, sql` union all `))}) n`;
  return sql`select distinct e.no as event, e.day_to, a.published, a.id
    from ${asking.latestOfEach(sql.join(ids), numbers)} cross join article a where a.no = e.article`;
}

/** The plan as conditions of one stretch of the index each: for every id and every range, as long as these are few. */
function branchesOf({ index: { by }, conditions, ranges }: Plan): Condition[][] {
  const ids = by === null ? [null] : by.ids.length > MAX_IDS_APART ? [by] : by.ids.map((id) => ({ ...by, ids: [id] }));
  return ids.flatMap((id) => ranges().map((range) => [...(id === null ? [] : [isOneOf(id)]), range, ...conditions()]));
}

/** Together, each event once: one can be at several of the places. */
const together = ({ by }: Index, branches: readonly Condition[]): Condition =>
  sql.join([...branches], by !== null && by.ids.length > 1 ? sql` union ` : sql` union all `);

/** What a branch that looks several ids up together needs for the same reason. */
const distinctIn = ({ by }: Index): Condition =>
  by !== null && by.ids.length > MAX_IDS_APART ? sql`distinct ` : sql``;

const inOrder = (found: Condition, order: Condition): Condition => sql`select * from (${found}) h order by ${order}`;

function onPage(found: Condition, page: Page): Condition {
  if (!page.isLimited && page.isFirst) return found;
  const most = page.isLimited ? slot('most') : sql.lit(Number.MAX_SAFE_INTEGER);
  return sql`${inOrder(found, page.order)} limit ${most} offset ${slot('offset')}`;
}

const all = (conditions: readonly Condition[]): Condition => sql.join([...conditions], sql` and `);
