/** Plan → SQL → events. Pages come in the order of the index, so that a page of a large answer costs no more than a page. */
import { sql } from 'kysely';
import type { EventQuery, StoredEvent } from '../model/record.ts';
import type { Scope, Viewer } from '../model/scope.ts';
import { fromText, fromTextOrNull, toKey } from './columns.ts';
import type { Condition, Index, Plan } from './event-plan.ts';
import { eventColumn, isOneOf, planEvents, scopesOf } from './event-plan.ts';
import type { Db } from './schema.ts';
import { EVENTS_PER_ARTICLE } from './schema.ts';

/** Up to so many ids are looked up one after the other, each in order; more are looked up together and sorted. */
const MAX_BRANCHES = 16;

type EventRow = {
  data: string;
  article: string;
  title: string | null;
  source: string | null;
  url: string | null;
  published: string | null;
  ingested_at: string;
  scope: string;
};

const COLUMNS = sql`e.data, a.id as article, a.title, a.source, a.url, a.published, a.ingested_at, a.scope`;

/** The events asked for, in the order asked for. */
export async function findEvents(db: Db, query: EventQuery): Promise<StoredEvent[]> {
  const plan = await planEvents(db, query);
  if (plan === null || query.limit === 0) return [];
  const page = { limit: query.limit, offset: query.offset ?? 0, order: ORDERS[query.order ?? 'newest'] };
  // CROSS JOIN: SQLite then keeps the order of the tables as it stands here.
  const { rows } = await sql<EventRow>`select ${COLUMNS} from (${hits(plan, page)}) h
    cross join event e cross join article a
    where e.no = h.event and a.no = e.article order by ${page.order}`.execute(db);
  return rows.map(toStoredEvent);
}

/** How many events `findEvents` would give back without a limit. */
export async function countEvents(db: Db, query: EventQuery): Promise<number> {
  const plan = await planEvents(db, query);
  if (plan === null) return 0;
  const { index } = plan;
  const several = index.by !== null && index.by.ids.length > 1;
  const counted = several ? sql`count(distinct ${eventColumn(index)})` : sql`count(*)`;
  const conditions = index.by === null ? plan.conditions : [isOneOf(index.by), ...plan.conditions];
  const { rows } = await sql<{ events: number }>`select ${counted} as events
    from ${sql.table(index.table)} d where ${all(conditions)}`.execute(db);
  return Number(rows[0]?.events ?? 0);
}

/** One event by its id, the viewer's own copy before a shared one. */
export async function findEvent(db: Db, id: string, viewer: Viewer): Promise<StoredEvent | null> {
  const { rows } = await sql<EventRow>`select ${COLUMNS} from event e cross join article a
    where e.id = ${toKey(id)} and e.scope in (${sql.join(scopesOf(viewer))}) and a.no = e.article
    order by e.no`.execute(db);
  const events = rows.map(toStoredEvent).filter((event) => event.id === id);
  // A viewer's later scopes are the more private ones.
  const privacy = ({ scope }: StoredEvent): number => viewer.scopes.indexOf(scope);
  return events.sort((a, b) => privacy(b) - privacy(a))[0] ?? null;
}

type Page = { limit: number | undefined; offset: number; order: Condition };

const ORDERS: Readonly<Record<'newest' | 'article', Condition>> = {
  newest: sql`h.day_to desc, h.published desc nulls last, h.id, h.event`,
  article: sql`h.event`,
};

/** The numbers of the events on the page, with what they are ordered by. */
function hits(plan: Plan, page: Page): Condition {
  const { by } = plan.index;
  const most = page.limit === undefined ? undefined : page.limit + page.offset;
  const one = (condition: Condition[], distinct = sql``): Condition =>
    hitsOf(plan.index, [...condition, ...plan.conditions], distinct);
  if (by === null || by.ids.length === 1) {
    return onPage(one(by === null ? [] : [isOneOf(by)]), page);
  }
  if (by.ids.length > MAX_BRANCHES) return onPage(one([isOneOf(by)], sql`distinct`), page);
  const branches = by.ids.map((id) => {
    const branch = one([isOneOf({ ...by, ids: [id] })]);
    return most === undefined ? branch : sql`select * from (${onPage(branch, { ...page, limit: most, offset: 0 })}) b`;
  });
  return onPage(sql`${sql.join(branches, sql` union `)}`, page);
}

const hitsOf = (index: Index, conditions: Condition[], distinct: Condition): Condition =>
  sql`select ${distinct} ${eventColumn(index)} as event, d.day_to, a.published, a.id
    from ${sql.table(index.table)} d cross join article a
    where a.no = ${eventColumn(index)} / ${sql.lit(EVENTS_PER_ARTICLE)} and ${all(conditions)}`;

function onPage(found: Condition, { limit, offset, order }: Page): Condition {
  if (limit === undefined && offset === 0) return found;
  const most = limit === undefined ? sql.lit(Number.MAX_SAFE_INTEGER) : sql`${limit}`;
  return sql`select * from (${found}) h order by ${order} limit ${most} offset ${offset}`;
}

const all = (conditions: readonly Condition[]): Condition => sql.join([...conditions], sql` and `);

function toStoredEvent(row: EventRow): StoredEvent {
  return {
    ...(JSON.parse(row.data) as StoredEvent),
    articleId: fromText(row.article),
    title: fromTextOrNull(row.title),
    source: fromTextOrNull(row.source),
    url: fromTextOrNull(row.url),
    published: fromTextOrNull(row.published),
    ingestedAt: fromText(row.ingested_at),
    scope: fromText(row.scope) as Scope,
  };
}
