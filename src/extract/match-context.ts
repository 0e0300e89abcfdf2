/** What matching frames needs to know of a sentence. */
import type { Grammar } from './grammar.ts';
import type { Referent } from './referents.ts';
import type { Clause, NounPhrase, Unit } from './syntax.ts';

export type MatchContext = {
  units: readonly Unit[];
  clauses: readonly Clause[];
  phrases: readonly NounPhrase[];
  grammar: Grammar;
  refer(phrase: NounPhrase): Referent;
  /** Whether an action sets equals against each other, and whether it leaves a place. */
  trait(action: string): { symmetric: boolean; moves: boolean };
};
