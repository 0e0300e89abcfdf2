/** EventQuery → SQL: which events, in which order. The viewer's scopes are part of every query. */
import type { ExpressionBuilder, SelectQueryBuilder } from 'kysely';
import type { EventQuery, StoredEvent } from '../model/record.ts';
import type { Scope, Viewer } from '../model/scope.ts';
import { fromText, fromTextOrNull, toKey } from './columns.ts';
import type { Db, Tables } from './schema.ts';

export const scopesOf = (viewer: Viewer): string[] => viewer.scopes.map(toKey);

const COLUMNS = [
  'e.data',
  'a.id as article',
  'a.title',
  'a.source',
  'a.url',
  'a.published',
  'a.ingested_at',
  'a.scope',
] as const;

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

export function toStoredEvent(row: EventRow): StoredEvent {
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

type From = Tables & { e: Tables['event']; a: Tables['article'] };
type Matching = SelectQueryBuilder<From, 'e' | 'a', object>;

function matching(db: Db, query: EventQuery): Matching {
  const scopes = scopesOf(query.viewer);
  let select = db
    .selectFrom('event as e')
    .innerJoin('article as a', 'a.no', 'e.article')
    .where('e.scope', 'in', scopes) as Matching;
  const { since, until } = query;
  if (query.places !== undefined) {
    const places = query.places.map(toKey);
    select = select.where('e.no', 'in', (from: ExpressionBuilder<From, 'e' | 'a'>) => {
      let at = from.selectFrom('event_place as p').select('p.event').where('p.place', 'in', places);
      at = at.where('p.scope', 'in', scopes);
      if (query.controlOnly === true) at = at.where('p.control', '=', 1);
      if (since !== undefined) at = at.where('p.day_to', '>=', since);
      if (until !== undefined) at = at.where('p.day_from', '<=', until).where('p.day_to', '>', '');
      return at;
    });
  }
  if (query.actors !== undefined) {
    const actors = query.actors.map(toKey);
    select = select.where('e.no', 'in', (from: ExpressionBuilder<From, 'e' | 'a'>) =>
      from
        .selectFrom('event_actor as x')
        .select('x.event')
        .where('x.actor', 'in', actors)
        .where('x.scope', 'in', scopes),
    );
  }
  if (query.types !== undefined) {
    const types = query.types.map((type) => toKey(type.toLowerCase()));
    select = select.where((where) =>
      where.or([
        where('e.action', 'in', types),
        where('e.event_type', 'in', types),
        where('e.sub_event_type', 'in', types),
      ]),
    );
  }
  if (since !== undefined) select = select.where('e.day_to', '>=', since);
  if (until !== undefined) select = select.where('e.day_from', '<=', until).where('e.day_to', '>', '');
  if (query.controlOnly === true) select = select.where('e.control', '=', 1);
  if (query.firstOnly === true) select = select.where('e.restated', '=', 0);
  if (query.articleId !== undefined) select = select.where('a.id', '=', toKey(query.articleId));
  return select;
}

/** The events asked for, in the order asked for. */
export async function findEvents(db: Db, query: EventQuery): Promise<StoredEvent[]> {
  let select = matching(db, query).select(COLUMNS);
  if (query.order === 'article') select = select.orderBy('e.no');
  else {
    select = select
      .orderBy('e.day_to', 'desc')
      .orderBy('a.published', (order) => order.desc().nullsLast())
      .orderBy('a.id')
      .orderBy('e.no');
  }
  if (query.limit !== undefined) select = select.limit(query.limit);
  else if (query.offset !== undefined) select = select.limit(Number.MAX_SAFE_INTEGER);
  if (query.offset !== undefined) select = select.offset(query.offset);
  return (await select.execute()).map(toStoredEvent);
}

/** How many events `findEvents` would give back without a limit. */
export async function countEvents(db: Db, query: EventQuery): Promise<number> {
  const row = await matching(db, query)
    .select(({ fn }) => fn.countAll<number>().as('events'))
    .executeTakeFirst();
  return Number(row?.events ?? 0);
}

/** One event by its id, the viewer's own copy before a shared one. */
export async function findEvent(db: Db, id: string, viewer: Viewer): Promise<StoredEvent | null> {
  const rows = await db
    .selectFrom('event as e')
    .innerJoin('article as a', 'a.no', 'e.article')
    .select(COLUMNS)
    .where('e.id', '=', toKey(id))
    .where('e.scope', 'in', scopesOf(viewer))
    .execute();
  const events = rows.map(toStoredEvent).filter((event) => event.id === id);
  return events.sort((a, b) => rank(viewer, b.scope) - rank(viewer, a.scope))[0] ?? null;
}

/** Later scopes of a viewer are the more private ones. */
const rank = (viewer: Viewer, scope: Scope): number => viewer.scopes.indexOf(scope);
