/** Events grouped by incident: how many there are, a page of them, and the one that an event belongs to. */
import { sql } from 'kysely';
import type { Incident, IncidentRules } from '../model/incident.ts';
import { incidentIdOf } from '../model/incident.ts';
import type { EventQuery, StoredEvent } from '../model/record.ts';
import type { Viewer } from '../model/scope.ts';
import type { Asking } from './asking.ts';
import { slot, slots } from './asking.ts';
import { toKey } from './columns.ts';
import { notHidden, planEvents, scopesOf } from './event-plan.ts';
import { hits, numbersOf, pageOf } from './event-query.ts';
import type { EventRow } from './event-row.ts';
import { eventColumns, eyesOf, incidentColumn, toStoredEvent } from './event-row.ts';

/** How many events are looked at beyond as many incidents as are wanted, before looking at more. */
const AHEAD = 20;
/** How many reports an incident has on average, rather too many than too few: to count on costs more. */
const REPORTS_EACH = 1.5;

/** How many distinct incidents the events of a query are in, up to its limit; restatements inside an article do not count. */
export async function countIncidents(asking: Asking, query: EventQuery): Promise<number> {
  const plan = await planEvents(asking, { ...query, firstOnly: true });
  if (plan === null) return 0;
  const eyes = eyesOf(query.viewer);
  const { limit } = query;
  const enough = limit === undefined ? undefined : Math.ceil(limit * REPORTS_EACH) + AHEAD;
  for (let take = enough; ; take = take === undefined ? take : take * 4) {
    const isLimited = take !== undefined;
    // Only what is in an incident with others must be told apart.
    const [row] = await asking.ask<{ events: number; incidents: number }>(
      `incidents counted ${plan.shape} ${eyes.shape} ${isLimited}`,
      { ...plan.values, ...eyes.values, most: take },
      () => sql`select count(*) as events, count(*) - count(n.leader) + count(distinct n.leader) as incidents
        from (select ${incidentColumn('leader', sql`h.event`, eyes.view)} as leader
          from (${numbersOf(plan, isLimited, asking)}) h) n`,
    );
    const [events, incidents] = [Number(row?.events ?? 0), Number(row?.incidents ?? 0)];
    if (limit === undefined || take === undefined) return incidents;
    if (incidents >= limit || events < take) return Math.min(incidents, limit);
  }
}

/**
 * The incidents that the events of a query are in, in the order of the first of these, each with every report that the
 * viewer may see, also those that the query leaves out.
 */
export async function findIncidents(
  asking: Asking,
  query: EventQuery,
  rules: IncidentRules | undefined,
): Promise<Incident[]> {
  const { offset = 0, limit = Number.MAX_SAFE_INTEGER } = query;
  const leaders = await leadersOn(asking, query, offset, limit);
  return incidentsLedBy(asking, leaders, query.viewer, rules);
}

/** The incident that an event is in, or null for an event that may not be seen. */
export async function incidentOf(
  asking: Asking,
  eventId: string,
  viewer: Viewer,
  rules: IncidentRules | undefined,
): Promise<Incident | null> {
  const scopes = scopesOf(viewer);
  const eyes = eyesOf(viewer);
  const seen = slots('scopes', scopes.length);
  const rows = await asking.ask<{ leader: number }>(
    `incident of ${scopes.length} ${eyes.shape}`,
    { ...eyes.values, scopes, id: toKey(eventId) },
    () => sql`select coalesce(${incidentColumn('leader', sql`e.no`, eyes.view)}, e.no) as leader from event e
      where e.id = ${slot('id')} and e.scope in (${seen}) and ${notHidden(sql`e.no`, seen)} order by e.no`,
  );
  const leaders = rows.slice(0, 1).map((row) => Number(row.leader));
  const found = await incidentsLedBy(asking, leaders, viewer, rules);
  return found[0] ?? null;
}

/** Numbers of the leading reports of a page, in order. */
async function leadersOn(asking: Asking, query: EventQuery, offset: number, limit: number): Promise<number[]> {
  const plan = await planEvents(asking, { ...query, firstOnly: true });
  if (plan === null || limit === 0) return [];
  const eyes = eyesOf(query.viewer);
  const wanted = offset + limit;
  for (let take = Math.min(wanted + AHEAD, Number.MAX_SAFE_INTEGER); ; take *= 4) {
    const most = Number.isSafeInteger(take) ? take : undefined;
    const page = pageOf({ ...query, offset: 0 }, most);
    const rows = await asking.ask<{ leader: number }>(
      `leaders ${plan.shape} ${page.shape} ${eyes.shape}`,
      { ...plan.values, ...page.values, ...eyes.values },
      () => sql`select coalesce(${incidentColumn('leader', sql`h.event`, eyes.view)}, h.event) as leader
        from (${hits(plan, page, asking)}) h order by ${page.order}`,
    );
    const distinct = [...new Set(rows.map((row) => Number(row.leader)))];
    if (distinct.length >= wanted || most === undefined || rows.length < most) return distinct.slice(offset, wanted);
  }
}

const PAGE = 200;

async function incidentsLedBy(
  asking: Asking,
  leaders: readonly number[],
  viewer: Viewer,
  rules: IncidentRules | undefined,
): Promise<Incident[]> {
  const groups = new Map<number, { no: number; report: StoredEvent }[]>(leaders.map((leader) => [leader, []]));
  for (let start = 0; start < leaders.length; start += PAGE) {
    const some = leaders.slice(start, start + PAGE);
    for (const { leader, ...one } of await reportsLedBy(asking, some, viewer)) groups.get(leader)?.push(one);
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
  asking: Asking,
  leaders: readonly number[],
  viewer: Viewer,
): Promise<{ leader: number; no: number; report: StoredEvent }[]> {
  const scopes = scopesOf(viewer);
  const eyes = eyesOf(viewer);
  const seen = slots('scopes', scopes.length);
  const some = slots('leaders', leaders.length);
  const rows = await asking.ask<EventRow & { no: number; leader: number | null }>(
    `led by ${leaders.length} ${scopes.length} ${eyes.shape}`,
    { ...eyes.values, leaders, scopes },
    () => sql`select e.no, ${incidentColumn('leader', sql`e.no`, eyes.view)} as leader, ${eventColumns(eyes.view)}
      from event e cross join article a where a.no = e.article
      and e.no in (select i.event from incident i where i.leader in (${some}) union select o.no from event o where o.no in (${some}))
      and e.scope in (${seen}) and ${notHidden(sql`e.no`, seen)} order by e.no`,
  );
  return rows.map((row) => ({ leader: Number(row.leader ?? row.no), no: Number(row.no), report: toStoredEvent(row) }));
}
