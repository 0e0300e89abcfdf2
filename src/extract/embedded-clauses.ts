/** Opens and closes clauses inside others: at commas, subordinators, relatives, and under verbs of saying. */
import { finiteFollows, isTime, reports } from './clause-lookahead.ts';
import { type ClauseState, openClause } from './clause-state.ts';
import type { Clause, NounPhrase } from './syntax.ts';

/** Closes what a comma closes. */
export function readComma(state: ClauseState, at: number): void {
  state.afterComma = true;
  state.pendingPrep = null;
  // A comma closes a relative, participle or fronted adverbial clause that has its verb.
  const stated = state.current.kind === 'complement' && !isFrontedStatement(state.current);
  if (state.current.verb !== null && state.current.kind !== 'main' && !stated) {
    if (listContinues(state, at)) return;
    const outer = state.stack.pop();
    if (outer !== undefined) state.current = frontedOver(state, outer);
    else if (state.current.parent !== null && state.current.kind !== 'adverbial') state.current = state.current.parent;
    else if (
      state.current.kind === 'adverbial' ||
      state.current.kind === 'participle' ||
      state.current.kind === 'purpose'
    ) {
      const fronted = state.current;
      if (fronted.parent === null) {
        state.current = openClause(state, 'main', at + 1, null);
        fronted.parent = state.current;
      } else state.current = fronted.parent;
    }
  }
}

/** "Though he denied that it was lost, troops left": what a fronted clause states ends with it. */
const isFrontedStatement = ({ parent }: Clause): boolean =>
  parent?.kind === 'adverbial' &&
  parent.parent !== null &&
  parent.parent.verb === null &&
  parent.parent.subject === null;

/** "Accusing A of arming B, C broke off …": behind the comma the clause that both hang on begins. */
function frontedOver(state: ClauseState, clause: Clause): Clause {
  const { parent } = clause;
  const waits = parent !== null && parent.verb === null && parent.subject === null && state.stack.at(-1) === parent;
  if (clause.kind !== 'participle' || clause.verb === null || !waits) return clause;
  state.stack.pop();
  return parent;
}

/** "…, captured A, and besieged B": the comma stands inside a list of verbs, or of nouns. */
function listContinues(state: ClauseState, at: number): boolean {
  const next = state.chunks.find((chunk) => chunk.from > at);
  return next?.kind === 'conj' && state.chunks[state.chunks.indexOf(next) + 1]?.kind === 'np';
}

/** Opens an adverbial clause, or takes the word for a preposition where none follows. */
export function openSubordinate(state: ClauseState, at: number): void {
  const word = state.units[at]?.lower ?? '';
  const next = state.chunks[state.at + 1];
  const clause = finiteFollows(state, state.at + 1);
  const participle = next?.kind === 'vg' && (next.shape === 'ing' || next.shape === 'part' || next.shape === 'to');
  if (next?.kind === 'np' && (isLikened(state, word) || (!clause && !participle))) {
    state.pendingPrep = { prep: word, at };
    if (next.governor === null) next.governor = { prep: word, at, object: next };
    return;
  }
  state.pendingSub = { word, at };
  // "from where they shelled"
  state.pendingPrep = null;
  const outer = state.current;
  const made = openClause(state, 'adverbial', at, outer.verb === null && outer.subject === null ? null : outer);
  made.introducer = word;
  if (outer.verb === null && outer.subject !== null) state.stack.push(outer);
  // A fronted clause hangs on the main clause that follows; its preposed phrases go there too.
  if (made.parent === null && outer.kind === 'main' && outer.verb === null) state.stack.push(outer);
  if (made.parent === null) made.parent = outer;
  state.current = made;
  state.afterConj = false;
  state.afterComma = false;
}

/** "known as CSP-DPA", "disguised as merchants": what a bare participle says that its noun is or looks like. */
function isLikened(state: ClauseState, word: string): boolean {
  const before = state.chunks[state.at - 1];
  if (word !== 'as' || before?.kind !== 'vg' || before.shape !== 'part' || before.from !== before.to) return false;
  return /^(?:know|disguise|describe|dress|pose|identify|identified|describ|brand|label|regard|disguised)/.test(
    before.lemma,
  );
}

/** Opens a relative clause on the noun before, or a statement behind "that". */
export function openRelative(state: ClauseState, at: number): void {
  const word = state.units[at]?.lower ?? '';
  const next = state.chunks[state.at + 1];
  const before = state.chunks[state.at - 1];
  const reporting = state.current.verb !== null && reports(state, state.current.verb);
  if (
    word === 'that' &&
    (before?.kind === 'vg' ||
      (reporting && before?.kind !== 'np') ||
      (reporting && next?.kind !== 'vg') ||
      (isTime(state, before) && state.chunks[state.at - 2]?.kind === 'vg'))
  ) {
    openComplement(state, at + 1);
    return;
  }
  if (state.lastNoun === null) {
    if (word === 'that') openComplement(state, at + 1);
    return;
  }
  if (word === 'that' && next?.kind === 'np' && isStatement(state, state.lastNoun)) {
    openComplement(state, at + 1);
    return;
  }
  const outer = state.current;
  // "its demand that Israel withdraw": what the noun is about, and no relative clause.
  const head = state.units[state.lastNoun.head]?.lower ?? '';
  const content = word === 'that' && next?.kind === 'np' && state.cues.nominal.has(head);
  const made = openClause(state, content ? 'infinitive' : 'relative', at, outer);
  made.introducer = word;
  const antecedent = antecedentOf(state, state.lastNoun, word);
  made.antecedent = antecedent;
  if (state.pendingPrep !== null) {
    made.pps.push({ prep: state.pendingPrep.prep, at: state.pendingPrep.at, object: antecedent });
    state.pendingPrep = null;
  } else if (verbIsNext(state)) made.subject = antecedent;
  state.stack.push(outer);
  state.current = made;
  state.afterComma = false;
  state.afterConj = false;
}

/** "which captured A", "who then fled", "which in January imposed …": no subject of its own stands before the verb. */
function verbIsNext(state: ClauseState): boolean {
  let at = state.at + 1;
  if (state.chunks[at]?.kind === 'adv') at += 1;
  else if (state.chunks[at]?.kind === 'prep' && isTime(state, state.chunks[at + 1])) at += 2;
  else if (isTime(state, state.chunks[at])) at += 1;
  return state.chunks[at]?.kind === 'vg';
}

/** "supporters of Castillo who were …": the plural verb goes with the noun over the name. */
function antecedentOf(state: ClauseState, last: NounPhrase, word: string): NounPhrase {
  const person = word === 'who' || word === 'whom' ? personBefore(state, last) : null;
  if (person !== null) return person;
  const next = state.units[state.chunks[state.at + 1]?.from ?? -1]?.lower ?? '';
  if (word !== 'who' || !/^(?:were|are|have)$/.test(next)) return last;
  if (last.governor?.prep !== 'of' || last.conjuncts.length > 0 || state.units[last.head]?.pos !== 'name') return last;
  const over = state.chunks.find((chunk) => chunk.kind === 'np' && chunk.of === last);
  return over?.kind === 'np' && state.units[over.head]?.plural === true ? over : last;
}

const WHERE = /^(?:in|at|near|on|outside|around|from|along|off)$/;

/** "fired on smugglers near Murwar who returned fire": a place is nobody, and those before it are meant. */
function personBefore(state: ClauseState, last: NounPhrase): NounPhrase | null {
  const led = last.governor !== null && WHERE.test(last.governor.prep);
  const names = state.units[last.head]?.names ?? [];
  const unknown = state.units[last.head]?.pos === 'name' && names.length === 0;
  if (!led || !(unknown || names.some((hit) => hit.kind === 'place'))) return null;
  const before = state.chunks[state.chunks.indexOf(last) - 2];
  const head = before?.kind === 'np' ? state.units[before.head] : undefined;
  const person = head?.role != null || head?.classes?.has('person') === true;
  return before?.kind === 'np' && person ? before : null;
}

/** "the claim that Isis captured …", "no coincidence that …": what such a noun says, not what it is like. */
function isStatement(state: ClauseState, noun: NounPhrase): boolean {
  const head = state.units[noun.head];
  return head?.classes?.has('statement') === true || state.cues.factiveMatrix.has(head?.lower ?? '');
}

/** Opens a statement under the verb or noun before. */
export function openComplement(state: ClauseState, from: number): void {
  const outer = state.current;
  const made = openClause(state, 'complement', from, outer);
  // "Claims that A had taken B are false": the clause around it still waits for its verb.
  if (outer.verb === null && outer.subject !== null) state.stack.push(outer);
  state.current = made;
  state.afterConj = false;
  state.afterComma = false;
}
