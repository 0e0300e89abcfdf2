/** Groups reports of one real event into incidents; the order of reports makes no difference. */
import type { Conflict, Incident, IncidentRules } from '../model/incident.ts';
import { incidentIdOf } from '../model/incident.ts';
import type { StoredEvent } from '../model/record.ts';
import type { Ref } from '../model/ref.ts';
import { isNamed, whereOf } from './telling.ts';

type Group = { leader: StoredEvent; members: StoredEvent[]; joins: Incident['joins'] };

/**
 * All reports as incidents, in the order of the reports that lead them. From the report that tells most to the one that
 * tells least, each joins the incident whose leading report it matches best, or leads one of its own; two events that one
 * article tells apart stay apart unless they match each other. So nothing is joined over a third report that fits both.
 */
export function incidentsOf(reports: readonly StoredEvent[], rules: IncidentRules): Incident[] {
  const roots = new Map<string, StoredEvent>();
  const restated: StoredEvent[] = [];
  for (const report of reports) {
    if (report.sameAs === null) roots.set(keyOf(report, report.id), report);
    else restated.push(report);
  }
  for (const report of restated) {
    // Where the event that it restates is not among the reports, a restatement stands for it.
    const root = keyOf(report, report.sameAs ?? report.id);
    if (!roots.has(root)) roots.set(root, report);
  }
  const groups: Group[] = [];
  const groupOf = new Map<StoredEvent, Group>();
  const byRank = (some: Iterable<StoredEvent>): StoredEvent[] =>
    [...some]
      .map((report) => ({ report, rank: rules.rank(report) }))
      .sort((a, b) => order(a.rank, b.rank))
      .map(({ report }) => report);
  for (const report of byRank(roots.values())) {
    const best = bestOf(report, groups, rules);
    const group = best?.group ?? { leader: report, members: [], joins: [] };
    if (best === null) groups.push(group);
    else group.joins.push({ event: report.id, reasons: best.reasons });
    group.members.push(report);
    groupOf.set(report, group);
  }
  for (const report of byRank(restated)) {
    const root = roots.get(keyOf(report, report.sameAs ?? report.id));
    const group = root === undefined ? undefined : groupOf.get(root);
    if (root === report || group === undefined) continue;
    group.members.push(report);
    group.joins.push({ event: report.id, reasons: ['the same article says it again'] });
  }
  return groups.map(({ members, joins }) => ({ id: incidentIdOf(oldestOf(members)), reports: members, joins }));
}

const keyOf = ({ articleId, scope }: StoredEvent, id: string): string => `${scope}\n${articleId}\n${id}`;

function bestOf(
  report: StoredEvent,
  groups: readonly Group[],
  rules: IncidentRules,
): { group: Group; score: number; reasons: string[] } | null {
  let best: { group: Group; score: number; reasons: string[] } | null = null;
  for (const group of groups) {
    const match = rules.match(group.leader, report);
    if (match === null || (best !== null && match.score <= best.score)) continue;
    if (group.members.some((other) => keyOf(other, '') === keyOf(report, '') && rules.match(other, report) === null))
      continue;
    best = { group, ...match };
  }
  return best;
}

/** The report that was stored first. */
const oldestOf = (reports: readonly StoredEvent[]): StoredEvent =>
  reports.reduce((oldest, report) => (byAge(report, oldest) < 0 ? report : oldest));

const byAge = (a: StoredEvent, b: StoredEvent): number =>
  order(a.ingestedAt, b.ingestedAt) || order(a.articleId, b.articleId) || order(a.id, b.id);

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What the reports of one incident say differently, in a fixed order; an unnamed actor beside a named one counts. */
export function conflictsOf(reports: readonly StoredEvent[]): Conflict[] {
  const who = (ref: Ref | null): string | null => (ref === null ? null : isNamed(ref) ? ref.name : 'not named');
  const read: Record<Conflict['field'], (report: StoredEvent) => string | null> = {
    action: ({ action }) => action,
    actor: ({ actor }) => who(actor),
    recipient: ({ recipient }) => who(recipient),
    place: (report) => whereOf(report)?.name ?? null,
    date: ({ date }) => date?.edtf ?? null,
    killed: ({ casualties }) => numberOf(casualties?.killed),
    wounded: ({ casualties }) => numberOf(casualties?.wounded),
    captured: ({ casualties }) => numberOf(casualties?.captured),
    factuality: ({ factuality }) => factuality,
  };
  return (Object.keys(read) as Conflict['field'][]).flatMap((field) => {
    const byValue = new Map<string, string[]>();
    for (const report of reports) {
      const value = read[field](report);
      if (value !== null) byValue.set(value, [...(byValue.get(value) ?? []), report.id]);
    }
    if (byValue.size < 2) return [];
    return [{ field, values: [...byValue].map(([value, events]) => ({ value, events })) }];
  });
}

const numberOf = (count: number | null | undefined): string | null => (count == null ? null : String(count));
