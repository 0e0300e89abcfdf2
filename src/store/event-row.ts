/** A row of the event table with its article's → StoredEvent. */
import { sql } from 'kysely';
import type { Event } from '../model/event.ts';
import { incidentIdOf } from '../model/incident.ts';
import type { StoredEvent } from '../model/record.ts';
import type { Scope, Viewer } from '../model/scope.ts';
import type { Values } from './asking.ts';
import { slot } from './asking.ts';
import { fromText, fromTextOrNull, toKey } from './columns.ts';
import type { Condition } from './event-plan.ts';

export type EventRow = {
  data: string;
  article: string;
  title: string | null;
  source: string | null;
  url: string | null;
  published: string | null;
  ingested_at: string;
  scope: string;
  incident: string | null;
};

const SHARED = 'shared';

/** With whose eyes a viewer sees incidents: of the one scope that is its own, else of everybody. */
export function viewOf({ scopes }: Viewer): string {
  const [own, ...others] = scopes.filter((scope) => scope !== SHARED);
  return own === undefined || others.length > 0 ? SHARED : toKey(own);
}

/** The same for questions: everybody's view as it is, another as a slot. */
export function eyesOf(viewer: Viewer): { shape: string; values: Values; view: string | Condition } {
  const eyes = viewOf(viewer);
  return eyes === SHARED
    ? { shape: 'everybody', values: {}, view: SHARED }
    : { shape: 'own', values: { eyes }, view: slot('eyes') };
}

/** A column of the incident that an event is in as the view sees it, or null for one that is alone. */
export function incidentColumn(column: 'id' | 'leader', event: Condition, view: string | Condition): Condition {
  const seenBy = (eyes: string | Condition): Condition =>
    sql`(select i.${sql.ref(column)} from incident i where i.event = ${event} and i.view = ${eyes})`;
  return view === SHARED ? seenBy(SHARED) : sql`coalesce(${seenBy(view)}, ${seenBy(SHARED)})`;
}

const columns = (incident: Condition): Condition =>
  sql`e.data, a.id as article, a.title, a.source, a.url, a.published, a.ingested_at, a.scope, ${incident} as incident`;

/** What a query selects of an event `e` and its article `a`. */
export const eventColumns = (view: string | Condition): Condition => columns(incidentColumn('id', sql`e.no`, view));

/** The same where it does not matter which incident the event is in. */
export const reportColumns: Condition = columns(sql`null`);

export function toStoredEvent(row: EventRow): StoredEvent {
  const event = JSON.parse(row.data) as Event;
  const scope = fromText(row.scope) as Scope;
  // Not by spreading, which takes three times as long as parsing.
  return Object.assign(event, {
    articleId: fromText(row.article),
    title: fromTextOrNull(row.title),
    source: fromTextOrNull(row.source),
    url: fromTextOrNull(row.url),
    published: fromTextOrNull(row.published),
    ingestedAt: fromText(row.ingested_at),
    scope,
    incidentId: row.incident === null ? incidentIdOf({ id: event.sameAs ?? event.id, scope }) : fromText(row.incident),
  });
}
