/** Builds clauses from chunks: who is the subject of which verb, what is its object, what hangs on what. */
import { SAYING } from './clause-lookahead.ts';
import { placeNoun } from './clause-nouns.ts';
import { type ClauseState, forget, openClause, startState } from './clause-state.ts';
import { openRelative, openSubordinate, readComma } from './embedded-clauses.ts';
import { placeFinite } from './finite-verbs.ts';
import type { Grammar } from './grammar.ts';
import { placeGerund, placeInfinitive, placeParticiple } from './non-finite-verbs.ts';
import type { Chunk, Clause, Unit, VerbGroup } from './syntax.ts';

/** The clauses of one sentence in the order of their verbs. */
export function readClauses(chunks: readonly Chunk[], units: readonly Unit[], grammar: Grammar): Clause[] {
  const state = startState(chunks, units, grammar);
  for (state.at = 0; state.at < chunks.length; state.at += 1) {
    const chunk = chunks[state.at];
    if (chunk !== undefined) readChunk(state, chunk);
  }
  const made = state.clauses.filter(
    (clause) => clause.verb !== null || clause.subject !== null || clause.pps.length > 0,
  );
  for (const clause of made) {
    bindLate(clause);
    if (clause.kind === 'main' || clause.kind === 'adverbial') bindHeadline(clause, units, grammar);
    bindSpeaker(clause, units);
  }
  return made;
}

function readChunk(state: ClauseState, chunk: Chunk): void {
  switch (chunk.kind) {
    case 'comma':
      readComma(state, chunk.from);
      return;
    case 'stop':
      state.current = openClause(state, 'main', chunk.to + 1, null);
      state.stack.length = 0;
      forget(state);
      return;
    case 'conj':
      state.afterConj = true;
      return;
    case 'prep':
      state.pendingPrep = { prep: state.units[chunk.from]?.lower ?? '', at: chunk.from };
      return;
    case 'sub':
      openSubordinate(state, chunk.from);
      return;
    case 'rel':
      openRelative(state, chunk.from);
      return;
    case 'np':
      placeNoun(state, chunk);
      return;
    case 'vg':
      placeVerb(state, chunk);
      return;
    default:
      return;
  }
}

function placeVerb(state: ClauseState, verb: VerbGroup): void {
  const followsNoun =
    state.chunks[state.at - 1]?.kind === 'np' ||
    (state.chunks[state.at - 1]?.kind === 'adv' && state.chunks[state.at - 2]?.kind === 'np');
  if (verb.shape === 'to') placeInfinitive(state, verb, followsNoun);
  else if (verb.shape === 'ing') placeGerund(state, verb, followsNoun);
  else if (verb.shape === 'part') placeParticiple(state, verb, followsNoun);
  else placeFinite(state, verb);
  state.current.to = Math.max(state.current.to, verb.to);
  state.pendingPrep = null;
  state.pendingSub = null;
  state.afterComma = false;
  state.afterConj = false;
}

/** A fronted participle takes the subject of the clause it hangs on, once that is known. */
function bindLate(clause: Clause): void {
  if (clause.verb === null) return;
  if (clause.subject !== null || !clause.inherited) return;
  // "plans to storm the town were shelved": no plan storms it.
  const over = clause.parent?.subject ?? null;
  if (clause.kind !== 'infinitive' || over !== clause.antecedent) clause.subject = over;
}

/** "Convoy ambushed near Gao, three killed": a headline leaves out the auxiliary of a passive. */
function bindHeadline({ verb, objects, subject }: Clause, units: readonly Unit[], grammar: Grammar): void {
  if (verb === null || verb.voice !== 'active' || verb.shape !== 'part' || verb.from !== verb.head) return;
  const first = units[subject?.from ?? -1];
  if (first?.pos === 'pron' || first?.pos === 'poss' || /^(?:the|an?)$/.test(first?.lower ?? '')) return;
  // "soldiers shot at demonstrators", "shot to fame": who shoots, not who was shot.
  if (verb.lemma === 'shoot' && /^(?:at|to|into|towards?|upon)$/.test(units[verb.to + 1]?.lower ?? '')) return;
  // "repelled a Houthi attempt to …", "shot and wounded a man": an object follows, if not in this clause.
  const [next, second] = units.slice(verb.to + 1, verb.to + 3);
  if (next?.pos === 'det' || next?.pos === 'poss' || (next?.pos === 'conj' && second?.pos === 'verb')) return;
  if (objects.length === 0 && grammar.transitive.has(verb.lemma)) verb.voice = 'passive';
}

/** "…," said a KIA officer: behind a quotation the speaker stands behind his verb. */
function bindSpeaker(clause: Clause, units: readonly Unit[]): void {
  const { verb, objects } = clause;
  if (verb === null || !clause.inherited || !SAYING.test(verb.lemma)) return;
  const [speaker] = objects;
  if (speaker === undefined || speaker.from !== verb.to + 1 || !/^["”»]$/.test(units[verb.from - 1]?.text ?? ''))
    return;
  clause.kind = 'main';
  clause.parent = null;
  clause.subject = speaker;
  clause.objects = objects.slice(1);
  clause.inherited = false;
}
