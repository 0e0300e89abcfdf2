/** An event on its way: what a frame found, before references are resolved and certainty is weighed. */
import type { Frame } from './frame.ts';
import type { Referent } from './referents.ts';
import type { Clause, NounPhrase, PrepPhrase } from './syntax.ts';

/**
 * A place slot: the phrase, and the preposition that led to it (empty for objects and subjects). Places of one list
 * ("in A, B and C") have the same `list`.
 */
export type PlaceFill = { referent: Referent; prep: string; list: number };

export type Draft = {
  frame: Frame;
  clause: Clause;
  /** The noun that names the action, for nominal events. */
  noun: NounPhrase | null;
  actor: Referent | null;
  recipient: Referent | null;
  places: PlaceFill[];
  origin: PlaceFill | null;
  destinations: PlaceFill[];
  /** Offsets of the words that name the action. */
  trigger: { start: number; end: number };
  /** What the verb that governs a nominal event does to it. */
  governed: Governed;
  /** Other actors in the same list as the actor. */
  withActor: PrepPhrase[];
};

/** How a nominal event stands to the verb over it: `support` verbs pass their own certainty on. */
export type Governed =
  | { kind: 'none' }
  | { kind: 'verb' }
  | { kind: 'effect'; factuality: 'failed' | 'negated' | 'planned' | 'attempted' | 'ended' };
