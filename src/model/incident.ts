/** Incidents: one real event and all reports of it, and the rules by which reports are told to be of one event. */
import type { StoredEvent } from './record.ts';
import type { PlaceRef } from './ref.ts';

/** Why two reports are held to be of one event, and how strongly. */
export type ReportMatch = { score: number; reasons: string[] };

/**
 * The rules, as ports, so that a store can keep incidents up to date without knowing the world. `match` is symmetric;
 * `compare` is a total order that depends on what reports say and never on when they arrived.
 */
export type IncidentRules = {
  /** Actions of which a report of this action may be another telling, itself among them. */
  actions(action: string): readonly string[];
  /** Ids of the places around a place that another report may name instead, nearest first. */
  around(place: PlaceRef): readonly string[];
  /** Negative where `a` tells more than `b`; the report that tells most leads its incident. */
  compare(a: StoredEvent, b: StoredEvent): number;
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
