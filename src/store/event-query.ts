/** Plan → SQL → events. Pages come in the order of the index, so that a page of a large answer costs no more than a page. */
import { sql } from 'kysely';
import type { EventQuery, StoredEvent } from '../model/record.ts';
import type { Viewer } from '../model/scope.ts';
import { toKey } from './columns.ts';
import type { Condition, Index, Plan } from './event-plan.ts';
import { eventColumn, isOneOf, notHidden, planEvents, scopesOf } from './event-plan.ts';
import type { EventRow } from './event-row.ts';
import { eventColumns, toStoredEvent, viewOf } from './event-row.ts';
import type { Db } from './schema.ts';
import { EVENTS_PER_ARTICLE } from './schema.ts';
import { tally } from './tallies.ts';

/** Up to so many ids are looked up one after the other, each in order; more are looked up together and sorted. */
const MAX_IDS_APART = 16;

/** The events asked for, in the order asked for. */
export async function findEvents(db: Db, query: EventQuery): Promise<StoredEvent[]> {
  const plan = await planEvents(db, query);
  if (plan === null || query.limit === 0) return [];
  const page = { limit: query.limit, offset: query.offset ?? 0, order: ORDERS[query.order ?? 'newest'] };
  // CROSS JOIN: SQLite then keeps the order of the tables as it stands here.
  const { rows } = await sql<EventRow>`select ${eventColumns(viewOf(query.viewer))} from (${hits(plan, page)}) h
    cross join event e cross join article a
    where e.no = h.event and a.no = e.article order by ${page.order}`.execute(db);
  return rows.map(toStoredEvent);
}

/** How many events `findEvents` would give back; with a limit it counts no further. */
export async function countEvents(db: Db, query: EventQuery): Promise<number> {
  const known = await runningCount(db, query);
  if (known !== null) return Math.min(known, query.limit ?? known);
  const plan = await planEvents(db, query);
  if (plan === null) return 0;
  const { rows } = await sql<{
    events: number;
  }>`select count(*) as events from (${numbersOf(plan, query.limit)}) h`.execute(db);
  return Math.min(Number(rows[0]?.events ?? 0), query.limit ?? Number.MAX_SAFE_INTEGER);
}

/** The numbers of all events of a plan, in no order; with a limit, of so many of each stretch of the index. */
export function numbersOf(plan: Plan, limit: number | undefined): Condition {
  const counted = branchesOf(plan).map((conditions) => {
    const found = sql`select ${distinctIn(plan.index)}${eventColumn(plan.index)} as event from ${sql.table(plan.index.table)} d
      where ${all(conditions)}`;
    return limit === undefined ? found : sql`select * from (${found} limit ${limit}) b`;
  });
  return together(plan.index, counted);
}

/** The count where it is kept already: of all events of one place or one actor; null where it must be counted. */
async function runningCount(db: Db, query: EventQuery): Promise<number | null> {
  const { viewer, places, actors, order: _order, limit: _limit, offset: _offset, ...others } = query;
  if (Object.values(others).some((condition) => condition !== undefined && condition !== false)) return null;
  const scopes = scopesOf(viewer);
  const hidden = await db.selectFrom('hidden').select('event').where('scope', 'in', scopes).limit(1).execute();
  if (hidden.length > 0) return null;
  if (places?.length === 1 && actors === undefined) return tally(db, 'within', places.map(toKey), scopes);
  if (actors?.length === 1 && places === undefined) return tally(db, 'actor', actors.map(toKey), scopes);
  return null;
}

/** One event by its id, the viewer's own copy before a shared one; also one that an analyst took out. */
export async function findEvent(db: Db, id: string, viewer: Viewer): Promise<StoredEvent | null> {
  const [found] = await eventsOfId(db, id, viewer, sql`1 = 1`);
  return found ?? null;
}

/** The events of an id as the viewer sees them, one for each article that has it. */
export async function seenEvents(db: Db, id: string, viewer: Viewer): Promise<StoredEvent[]> {
  const found = await eventsOfId(db, id, viewer, notHidden(sql`e.no`, viewer));
  return found.filter((event, at) => found.findIndex(({ scope }) => scope === event.scope) === at);
}

async function eventsOfId(db: Db, id: string, viewer: Viewer, condition: Condition): Promise<StoredEvent[]> {
  const { rows } = await sql<EventRow & { own: string }>`select e.scope as own, ${eventColumns(viewOf(viewer))}
    from event e cross join article a where e.id = ${toKey(id)} and e.scope in (${sql.join(scopesOf(viewer))}) and a.no = e.article
    and ${condition} order by e.no desc`.execute(db);
  const scopes = scopesOf(viewer);
  // A viewer's later scopes are the more private ones, and a corrected copy comes after what it corrects.
  const found = rows.sort((a, b) => scopes.indexOf(b.own) - scopes.indexOf(a.own)).map(toStoredEvent);
  return found.filter((event) => event.id === id);
}

export type Page = { limit: number | undefined; offset: number; order: Condition };

export const ORDERS: Readonly<Record<'newest' | 'article', Condition>> = {
  newest: sql`h.day_to desc, h.published desc nulls last, h.id, h.event`,
  article: sql`h.event`,
};

/** The numbers of the events on the page, with what they are ordered by. */
export function hits({ index, ...plan }: Plan, page: Page): Condition {
  const branches = branchesOf({ index, ...plan }).map(
    (conditions) => sql`select ${distinctIn(index)}${eventColumn(index)} as event, d.day_to, a.published, a.id
      from ${sql.table(index.table)} d cross join article a
      where a.no = ${eventColumn(index)} / ${sql.lit(EVENTS_PER_ARTICLE)} and ${all(conditions)}`,
  );
  if (branches.length === 1 || page.limit === undefined) return onPage(together(index, branches), page);
  const most = { ...page, limit: page.limit + page.offset, offset: 0 };
  return onPage(
    together(
      index,
      branches.map((branch) => sql`select * from (${onPage(branch, most)}) b`),
    ),
    page,
  );
}

/** The plan as conditions of one stretch of the index each: for every id and every range, as long as these are few. */
function branchesOf({ index, conditions, ranges }: Plan): Condition[][] {
  const { by } = index;
  const ids = by === null ? [null] : by.ids.length > MAX_IDS_APART ? [by] : by.ids.map((id) => ({ ...by, ids: [id] }));
  return ids.flatMap((id) => ranges.map((range) => [...(id === null ? [] : [isOneOf(id)]), range, ...conditions]));
}

/** Together, each event once: one can be at several of the places. */
const together = ({ by }: Index, branches: readonly Condition[]): Condition =>
  sql.join([...branches], by !== null && by.ids.length > 1 ? sql` union ` : sql` union all `);

/** What a branch that looks several ids up together needs for the same reason. */
const distinctIn = ({ by }: Index): Condition =>
  by !== null && by.ids.length > MAX_IDS_APART ? sql`distinct ` : sql``;

function onPage(found: Condition, { limit, offset, order }: Page): Condition {
  if (limit === undefined && offset === 0) return found;
  const most = limit === undefined ? sql.lit(Number.MAX_SAFE_INTEGER) : sql`${limit}`;
  return sql`select * from (${found}) h order by ${order} limit ${most} offset ${offset}`;
}

const all = (conditions: readonly Condition[]): Condition => sql.join([...conditions], sql` and `);
