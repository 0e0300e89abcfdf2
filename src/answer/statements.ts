/** Events as statements: restatements and sentences that say the same become one statement with several quotes. */
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Statement } from '../model/answer.ts';
import type { StoredEvent } from '../model/record.ts';
import type { EvidenceList } from './evidence-list.ts';
import { note } from './evidence-list.ts';
import { reportsIn, withReports } from './incident-words.ts';
import { byTelling, describes } from './same-telling.ts';
import { sayEvent, toneOf } from './wording/say-event.ts';

/** Reports that are one statement: the first of them says it. */
export type Cluster = { text: string; first: StoredEvent; reports: StoredEvent[] };

/** Groups events by the incident they are reports of, then by what they say; the order of first reports stays. */
export function clustersOf(
  events: readonly StoredEvent[],
  knowledge: Knowledge,
  say: (event: StoredEvent) => string = (event) => sayEvent(event, knowledge),
): Cluster[] {
  const byRoot = new Map<string, StoredEvent[]>();
  for (const event of events) {
    const root = event.incidentId ?? `${event.articleId}\n${event.sameAs ?? event.id}`;
    byRoot.set(root, [...(byRoot.get(root) ?? []), event]);
  }
  const byText = new Map<string, Cluster>();
  for (const reports of byRoot.values()) {
    const first = tellingMost(reports);
    if (first === undefined) continue;
    const text = say(first);
    const key = `${toneOf(first)} ${text}`;
    const known = byText.get(key);
    if (known === undefined) byText.set(key, { text, first, reports });
    else known.reports.push(...reports);
  }
  return byTelling([...byText.values()], ({ first }) => first, knowledge).map((told) => asOne(told, knowledge));
}

/** Clusters that tell of one event, told as the one that says most, by the actor's name rather than a description. */
function asOne(told: readonly Cluster[], knowledge: Knowledge): Cluster {
  const isVague = ({ first: { actor } }: Cluster): boolean =>
    told.some(({ first }) => actor !== null && first.actor !== null && describes(actor, first.actor, knowledge));
  const named = told.filter((cluster) => !isVague(cluster));
  const [head, ...others] = named.length === 0 ? told : named;
  if (head === undefined) throw new Error('a group of clusters is never empty');
  const best = most([head, ...others], ({ first }) => slotsOf(first)) ?? head;
  return { ...best, reports: told.flatMap(({ reports }) => reports) };
}

const slotsOf = ({ actor, recipient, place, date, control, casualties }: StoredEvent): number =>
  [actor, recipient, place, date, control, casualties].filter((slot) => slot !== null).length;

/**
 * The report that says most of who, where and when; the first where several do. Of what one article tells more than once
 * it is the telling that says most, and rather with who says so: a headline leaves that out.
 */
export function tellingMost(reports: readonly StoredEvent[]): StoredEvent | undefined {
  const byRoot = new Map<string, StoredEvent[]>();
  for (const report of reports) {
    const root = `${report.scope}\n${report.articleId}\n${report.sameAs ?? report.id}`;
    byRoot.set(root, [...(byRoot.get(root) ?? []), report]);
  }
  const tellings = [...byRoot.values()].flatMap(
    (told) => most(told, (report) => slotsOf(report) + (report.attribution === null ? 0 : 1)) ?? [],
  );
  return reportsIn(tellings) < 2 ? tellings[0] : most(tellings, slotsOf);
}

/** The first item that weighs most. */
function most<T>(items: readonly T[], weigh: (item: T) => number): T | undefined {
  return items.reduce<T | undefined>(
    (best, item) => (best === undefined || weigh(item) > weigh(best) ? item : best),
    undefined,
  );
}

/** At most this many quotes go with one statement. */
const MAX_QUOTES = 5;
/** Nor more reports of one incident than this. */
const MAX_REPORTS = 20;

/** One statement for each cluster. */
export const statementsOf = (clusters: readonly Cluster[], evidence: EvidenceList): Statement[] =>
  clusters.map(({ text, first, reports }) =>
    evidence.statement(withReports(text, reports), toneOf(first), quotesOf(reports)),
  );

/** Every report's quote, and what articles say again as far as there is room. */
export function quotesOf(reports: readonly StoredEvent[]): StoredEvent[] {
  const roots = reports.filter(({ sameAs }) => sameAs === null);
  const chosen = new Set(
    [...(reportsIn(reports) < 2 ? [] : roots), ...reports.slice(0, MAX_QUOTES)].slice(0, MAX_REPORTS),
  );
  return reports.filter((report) => chosen.has(report));
}

/** The first `limit` of what there is to say, with a word on how to see the rest. */
export function bounded<T>(items: readonly T[], limit: number, more: string): { shown: T[]; rest: Statement[] } {
  const left = items.length - limit;
  return { shown: items.slice(0, limit), rest: left > 0 ? [note(`… and ${left} more: ${more}`)] : [] };
}
