/** What the reader of clauses keeps while it goes through the chunks of a sentence. */
import type { CueTables } from './cue-tables.ts';
import type { Grammar } from './grammar.ts';
import type { Chunk, Clause, ClauseKind, NounPhrase, Unit } from './syntax.ts';

/** What the reader of clauses keeps while it goes through the chunks of a sentence. */
export type ClauseState = {
  readonly chunks: readonly Chunk[];
  readonly units: readonly Unit[];
  readonly cues: CueTables;
  readonly grammar: Grammar;
  readonly clauses: Clause[];
  current: Clause;
  /** Clauses that wait for their verb or for more after an embedded one. */
  readonly stack: Clause[];
  pendingPrep: { prep: string; at: number } | null;
  pendingSub: { word: string; at: number } | null;
  afterComma: boolean;
  afterConj: boolean;
  lastNoun: NounPhrase | null;
  /** The index of the chunk that is being read. */
  at: number;
};

/** The state before the first chunk: one main clause, still empty. */
export function startState(chunks: readonly Chunk[], units: readonly Unit[], grammar: Grammar): ClauseState {
  const clauses: Clause[] = [];
  return {
    chunks,
    units,
    cues: grammar.cues,
    grammar,
    clauses,
    current: openClause({ clauses }, 'main', 0, null),
    stack: [],
    pendingPrep: null,
    pendingSub: null,
    afterComma: false,
    afterConj: false,
    lastNoun: null,
    at: 0,
  };
}

/** Forgets the marks that were waiting for what follows them. */
export function forget(state: ClauseState): void {
  state.pendingPrep = null;
  state.pendingSub = null;
  state.afterComma = false;
  state.afterConj = false;
}

/** Starts a clause and keeps it. */
export function openClause(
  state: Pick<ClauseState, 'clauses'>,
  kind: ClauseKind,
  from: number,
  parent: Clause | null,
): Clause {
  const clause: Clause = {
    kind,
    introducer: null,
    subject: null,
    verb: null,
    objects: [],
    pps: [],
    parent,
    antecedent: null,
    inherited: false,
    from,
    to: from,
  };
  state.clauses.push(clause);
  return clause;
}
