/** Incidents: one real event and all reports of it, and the rules by which reports are told to be of one event. */
import type { StoredEvent } from './record.ts';

/** Why two reports are held to be of one event, and how strongly. */
export type ReportMatch = { score: number; reasons: string[] };

/** Where other reports of an event are to be looked for: at these places or inside `place`, on these days. */
export type ReportSearch = {
  place: string;
  /** Ids of the places around it that another report may name instead. */
  around: readonly string[];
  /** Ids of actors to look for besides, where the place is known by its spelling alone. */
  actors: readonly string[];
  from: string;
  to: string;
  actions: readonly string[];
  /** Whether another event of the same article may be a step of the same thing. */
  ownArticle: boolean;
};

/**
 * The rules, as ports, so that a store can keep incidents up to date without knowing the world. `match` is symmetric;
 * `rank` orders reports by what they say, never by when they arrived.
 */
export type IncidentRules = {
  /** Null for a report that only a copy of its words could join. */
  search(report: StoredEvent): ReportSearch | null;
  /** The words by which a copy is found; null where they are too few to tell one. */
  words(event: Pick<StoredEvent, 'evidence'>): string | null;
  /** Between which days a copy of a report may be dated, if it is dated; null for any. */
  copies(report: StoredEvent): { from: string; to: string } | null;
  /** Comes first, as text, for the report that tells most, which leads its incident; different for any two reports. */
  rank(report: StoredEvent): string;
  /** Null where the reports are of different events, or where nothing says that they are of one. */
  match(a: StoredEvent, b: StoredEvent): ReportMatch | null;
};

/** What reports of one incident say differently, each value with the ids of the events that say it. */
export type Conflict = {
  field: 'action' | 'actor' | 'recipient' | 'place' | 'date' | 'killed' | 'wounded' | 'captured' | 'factuality';
  values: { value: string; events: string[] }[];
};

/** One real event. `reports` begin with the one that tells most; `joins` says of each other one why it is here. */
export type Incident = {
  id: string;
  reports: StoredEvent[];
  joins: { event: string; reasons: string[] }[];
};

/**
 * The id of an incident whose oldest report this is: that report's own id, marked where it is one scope's own. A further
 * report leaves it as it is, and where two incidents become one the older id stays.
 */
export const incidentIdOf = ({ id, scope }: Pick<StoredEvent, 'id' | 'scope'>): string =>
  scope === 'shared' ? id : `${id}@${scope}`;
