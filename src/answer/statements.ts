/** Events as statements: restatements and sentences that say the same become one statement with several quotes. */
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Statement } from '../model/answer.ts';
import type { StoredEvent } from '../model/record.ts';
import type { EvidenceList } from './evidence-list.ts';
import { note } from './evidence-list.ts';
import { sayEvent, toneOf } from './wording/say-event.ts';

/** Reports that are one statement: the first of them says it. */
export type Cluster = { text: string; first: StoredEvent; reports: StoredEvent[] };

/** Groups events by what they restate, then by what they say; the order of first reports stays. */
export function clustersOf(
  events: readonly StoredEvent[],
  knowledge: Knowledge,
  say: (event: StoredEvent) => string = (event) => sayEvent(event, knowledge),
): Cluster[] {
  const byRoot = new Map<string, StoredEvent[]>();
  for (const event of events) {
    const root = `${event.articleId}\n${event.sameAs ?? event.id}`;
    byRoot.set(root, [...(byRoot.get(root) ?? []), event]);
  }
  const byText = new Map<string, Cluster>();
  for (const reports of byRoot.values()) {
    const first = reports.find(({ sameAs }) => sameAs === null) ?? reports[0];
    if (first === undefined) continue;
    const text = say(first);
    const key = `${toneOf(first)} ${text}`;
    const known = byText.get(key);
    if (known === undefined) byText.set(key, { text, first, reports });
    else known.reports.push(...reports);
  }
  return [...byText.values()];
}

/** At most this many quotes go with one statement. */
const MAX_QUOTES = 5;

/** One statement for each cluster. */
export const statementsOf = (clusters: readonly Cluster[], evidence: EvidenceList): Statement[] =>
  clusters.map(({ text, first, reports }) => evidence.statement(text, toneOf(first), reports.slice(0, MAX_QUOTES)));

/** The first `limit` of what there is to say, with a word on how to see the rest. */
export function bounded<T>(items: readonly T[], limit: number, more: string): { shown: T[]; rest: Statement[] } {
  const left = items.length - limit;
  return { shown: items.slice(0, limit), rest: left > 0 ? [note(`… and ${left} more: ${more}`)] : [] };
}
