/** Events grouped by incident: how many there are, a page of them, and the one that an event belongs to. */
import { sql } from 'kysely';
import type { Incident, IncidentRules } from '../model/incident.ts';
import { incidentIdOf } from '../model/incident.ts';
import type { EventQuery, StoredEvent } from '../model/record.ts';
import type { Viewer } from '../model/scope.ts';
import { toKey } from './columns.ts';
import { notHidden, planEvents, scopesOf } from './event-plan.ts';
import { hits, numbersOf, ORDERS } from './event-query.ts';
import type { EventRow } from './event-row.ts';
import { eventColumns, incidentColumn, toStoredEvent, viewOf } from './event-row.ts';
import type { Db } from './schema.ts';

/** How many distinct incidents the events of a query are in; restatements inside an article do not count. */
export async function countIncidents(db: Db, query: EventQuery): Promise<number> {
  const plan = await planEvents(db, { ...query, firstOnly: true });
  if (plan === null) return 0;
  const leader = incidentColumn('leader', sql`h.event`, viewOf(query.viewer));
  // Only what is in an incident with others must be told apart.
  const { rows } = await sql<{
    incidents: number;
  }>`select count(*) - count(n.leader) + count(distinct n.leader) as incidents
    from (select ${leader} as leader from (${numbersOf(plan, undefined)}) h) n`.execute(db);
  return Math.min(Number(rows[0]?.incidents ?? 0), query.limit ?? Number.MAX_SAFE_INTEGER);
}

/** How many events are looked at for a page of incidents, beyond the page itself, before looking at more. */
const AHEAD = 20;

/**
 * The incidents that the events of a query are in, in the order of the first of these, each with every report that the
 * viewer may see, also those that the query leaves out.
 */
export async function findIncidents(db: Db, query: EventQuery, rules: IncidentRules | undefined): Promise<Incident[]> {
  const { offset = 0, limit = Number.MAX_SAFE_INTEGER } = query;
  const leaders = await leadersOn(db, query, offset, limit);
  return incidentsLedBy(db, leaders, query.viewer, rules);
}

/** The incident that an event is in, or null for an event that may not be seen. */
export async function incidentOf(
  db: Db,
  eventId: string,
  viewer: Viewer,
  rules: IncidentRules | undefined,
): Promise<Incident | null> {
  const leader = incidentColumn('leader', sql`e.no`, viewOf(viewer));
  const { rows } = await sql<{ leader: number }>`select coalesce(${leader}, e.no) as leader from event e
    where e.id = ${toKey(eventId)} and e.scope in (${sql.join(scopesOf(viewer))}) and ${notHidden(sql`e.no`, viewer)}
    order by e.no`.execute(db);
  const found = await incidentsLedBy(
    db,
    rows.slice(0, 1).map((row) => Number(row.leader)),
    viewer,
    rules,
  );
  return found[0] ?? null;
}

/** Numbers of the leading reports of a page, in order. */
async function leadersOn(db: Db, query: EventQuery, offset: number, limit: number): Promise<number[]> {
  const plan = await planEvents(db, { ...query, firstOnly: true });
  if (plan === null || limit === 0) return [];
  const leader = incidentColumn('leader', sql`h.event`, viewOf(query.viewer));
  const order = ORDERS[query.order ?? 'newest'];
  const wanted = offset + limit;
  for (let take = Math.min(wanted + AHEAD, Number.MAX_SAFE_INTEGER); ; take *= 4) {
    const most = Number.isSafeInteger(take) ? take : undefined;
    const { rows } = await sql<{ leader: number }>`select coalesce(${leader}, h.event) as leader
      from (${hits(plan, { limit: most, offset: 0, order })}) h order by ${order}`.execute(db);
    const distinct = [...new Set(rows.map((row) => Number(row.leader)))];
    if (distinct.length >= wanted || most === undefined || rows.length < most) return distinct.slice(offset, wanted);
  }
}

const PAGE = 200;

async function incidentsLedBy(
  db: Db,
  leaders: readonly number[],
  viewer: Viewer,
  rules: IncidentRules | undefined,
): Promise<Incident[]> {
  const groups = new Map<number, { no: number; report: StoredEvent }[]>(leaders.map((leader) => [leader, []]));
  for (let start = 0; start < leaders.length; start += PAGE) {
    const some = leaders.slice(start, start + PAGE);
    for (const { leader, ...one } of await reportsLedBy(db, some, viewer)) groups.get(leader)?.push(one);
  }
  return leaders.flatMap((leader): Incident[] => {
    const of = groups.get(leader) ?? [];
    const [oldest] = of;
    if (oldest === undefined) return [];
    const lead = of.find(({ no }) => no === leader)?.report ?? oldest.report;
    const reports = [lead, ...of.map(({ report }) => report).filter((report) => report !== lead)];
    const joins = reports.slice(1).map((report) => ({
      event: report.id,
      reasons:
        report.sameAs !== null ? ['the same article says it again'] : (rules?.match(lead, report)?.reasons ?? []),
    }));
    return [{ id: lead.incidentId ?? incidentIdOf(lead), reports, joins }];
  });
}

/** Everything that these reports lead, themselves included, the oldest first. */
async function reportsLedBy(
  db: Db,
  leaders: readonly number[],
  viewer: Viewer,
): Promise<{ leader: number; no: number; report: StoredEvent }[]> {
  const view = viewOf(viewer);
  const some = sql.join([...leaders]);
  const leader = incidentColumn('leader', sql`e.no`, view);
  const { rows } = await sql<EventRow & { no: number; leader: number | null }>`select e.no, ${leader} as leader,
    ${eventColumns(view)} from event e cross join article a where a.no = e.article
      and e.no in (select i.event from incident i where i.leader in (${some}) union select o.no from event o where o.no in (${some}))
      and e.scope in (${sql.join(scopesOf(viewer))}) and ${notHidden(sql`e.no`, viewer)} order by e.no`.execute(db);
  return rows.map((row) => ({ leader: Number(row.leader ?? row.no), no: Number(row.no), report: toStoredEvent(row) }));
}
