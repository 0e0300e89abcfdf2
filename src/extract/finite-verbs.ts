/** Gives each finite verb its clause: the one that waits for it, a coordinated one, or a new one. */
import { bareVoice, objectFollows, reports } from './clause-lookahead.ts';
import { type ClauseState, openClause } from './clause-state.ts';
import type { Clause, VerbGroup } from './syntax.ts';

/** Gives one finite verb its clause. */
export function placeFinite(state: ClauseState, verb: VerbGroup): void {
  let clause = state.current;
  if (clause.verb === null) {
    clause.verb = verb;
    return;
  }
  if (
    state.afterConj ||
    (state.afterComma &&
      state.pendingSub === null &&
      state.chunks[state.at - 1]?.kind === 'comma' &&
      clause.kind === 'main')
  ) {
    coordinate(state, verb);
    return;
  }
  // An embedded clause is over when a second finite verb turns up: the verb belongs to the clause that waits.
  while (state.stack.length > 0) {
    const outer = state.stack.pop();
    if (outer !== undefined && outer.verb === null && outer.subject !== null) {
      outer.verb = verb;
      state.current = outer;
      return;
    }
    if (outer !== undefined) clause = outer;
  }
  if (clause.verb?.shape === 'part' && clause.subject !== null) {
    // "Militants besieged in Al-Safa refuse …": the first verb was a reduced relative.
    const subject = clause.subject;
    clause.kind = 'reduced';
    clause.antecedent = subject;
    if (clause.verb.voice === 'active' && clause.objects.length === 0)
      clause.verb.voice = bareVoice(state, clause.verb);
    clause.verb = { ...clause.verb };
    const main = openClause(state, 'main', subject.from, clause.parent);
    clause.parent = main;
    // "In A, residents armed with B lynched C": what stands before the subject is the main clause's.
    main.pps.push(...clause.pps.filter((pp) => pp.at < subject.from));
    clause.pps = clause.pps.filter((pp) => pp.at >= subject.from);
    main.subject = subject;
    main.verb = verb;
    state.current = main;
    return;
  }
  const last = clause.objects.at(-1) ?? state.lastNoun;
  const made = openClause(
    state,
    reports(state, clause.verb ?? verb) ? 'complement' : 'main',
    last?.from ?? verb.from,
    clause,
  );
  if (made.kind === 'main') made.parent = null;
  if (last !== null && last !== undefined) {
    made.subject = last;
    if (clause.objects.at(-1) === last) clause.objects.pop();
  }
  made.verb = verb;
  state.current = made;
}

/**
 * "accused a man of stealing cattle and beat him": a past form goes with the verb over a gerund, not with the gerund;
 * "took two hills overlooking A and were advancing", "arrested men suspected of theft and seized guns": nor does what is
 * finite, or has an object, go on with a participle that describes a noun.
 */
function overGerund(state: ClauseState, current: Clause, verb: VerbGroup): Clause {
  let first = current;
  const object = verb.form === 'part' && verb.from === verb.head && objectFollows(state, verb);
  const past = verb.form === 'past' || object;
  const finite = verb.shape === 'finite' || object;
  while (first.parent?.verb != null) {
    const gerund = past && first.verb?.shape === 'ing' && !first.verb.progressive;
    const describes = finite && first.kind === 'reduced' && !(object && first.verb?.voice === 'active');
    if (!gerund && !describes) break;
    first = first.parent;
  }
  return first;
}

/** "captured A and besieged B": the second verb shares the subject, and what stands above the first. */
export function coordinate(state: ClauseState, verb: VerbGroup): void {
  const first = overGerund(state, overPurpose(state.current, verb), verb);
  const made = openClause(state, first.kind, verb.from, first.parent);
  made.introducer = first.introducer;
  made.antecedent = first.antecedent;
  made.subject = first.subject;
  made.inherited = true;
  // "entered A on Friday and by Sunday were …": what stands behind "and" belongs to the second verb.
  const conj = state.chunks.findLast((chunk, i) => i < state.at && chunk.kind === 'conj');
  const fronted = first.pps.filter(
    (pp) => conj !== undefined && first.verb !== null && conj.from > first.verb.to && pp.at > conj.from,
  );
  made.pps.push(...fronted);
  first.pps = first.pps.filter((pp) => !fronted.includes(pp));
  const shared = first.verb;
  const bare = verb.from === verb.head || state.units[verb.from]?.pos === 'adv';
  if (shared !== null && bare) {
    // "will attack and capture", "has not captured or besieged": the auxiliaries are shared.
    if (verb.form === 'base' || verb.shape === 'ing' || verb.shape === 'part') {
      if (shared.ops.length > 0 || shared.progressive || shared.perfect || shared.voice === 'passive') {
        const sameForm = verb.form === shared.form || (verb.form === 'part' && shared.form === 'past');
        if (sameForm) {
          verb.ops = [...shared.ops, ...verb.ops];
          verb.voice = objectFollows(state, verb) ? 'active' : shared.voice;
          verb.progressive = shared.progressive;
          verb.perfect = shared.perfect;
          verb.tense = shared.tense;
          verb.shape = shared.shape;
        }
      }
    }
  }
  made.verb = verb;
  state.current = made;
}

/** "use the name of Islam to commit atrocities and have slaughtered …": a finite verb goes on with what the purpose hangs on. */
function overPurpose(clause: Clause, verb: VerbGroup): Clause {
  const finite = verb.shape === 'finite' && (verb.from < verb.head || verb.form === 'past');
  const inner = clause.kind === 'purpose' || clause.kind === 'infinitive';
  return finite && inner && clause.verb?.shape === 'to' && clause.parent !== null ? clause.parent : clause;
}
