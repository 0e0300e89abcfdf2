/** Gives each infinitive, gerund and participle its clause and its understood subject. */
import {
  bareVoice,
  finiteLater,
  isBareParticiple,
  isRightBehind,
  objectFollows,
  passiveFollows,
  reports,
  SAYING,
  verbBehindParenthesis,
} from './clause-lookahead.ts';
import { type ClauseState, openClause } from './clause-state.ts';
import { coordinate, placeFinite } from './finite-verbs.ts';
import type { Clause, NounPhrase, VerbGroup } from './syntax.ts';

/** "an attempt by the rebels to storm the base": the noun that an infinitive completes, past whose it is. */
function attemptBehind(state: ClauseState, outer: Clause): NounPhrase | null {
  const last = state.lastNoun;
  if (last?.governor == null || !/^(?:by|of|from)$/.test(last.governor.prep)) return last;
  const { governor } = last;
  const holder = [...outer.objects, ...outer.pps.map((pp) => pp.object), outer.subject].find(
    (one) => one != null && (one.post.includes(governor) || one.of === last),
  );
  const governs = holder != null && state.cues.nominal.has(state.units[holder.head]?.lower ?? '');
  return governs ? holder : last;
}

/** "became the first group after A to seize a headquarters", "the latest town to fall": what it did has happened. */
function rankedNoun({ units }: ClauseState, outer: Clause, noun: NounPhrase | null): NounPhrase | null {
  const is = /^(?:be|become|became|remain)$/.test(outer.verb?.lemma ?? '');
  const isRanked = ({ from, head }: NounPhrase): boolean =>
    units.slice(from, head).some(({ lower }) => RANKS.has(lower)) || RANKS.has(units[head]?.lower ?? '');
  const object = is ? outer.objects.at(-1) : undefined;
  if (object !== undefined && isRanked(object)) return object;
  return noun !== null && isRanked(noun) && units[noun.to + 1]?.pos === 'to' && is ? noun : null;
}
const RANKS: ReadonlySet<string> = new Set('first second third fourth fifth sixth last latest only next'.split(' '));

/** "It took the army three days to clear the town": who took that long has done it. */
const tookToDo = ({ units }: ClauseState, { subject, verb, objects }: Clause): boolean =>
  verb?.lemma === 'take' && units[subject?.head ?? -1]?.lower === 'it' && units[objects[0]?.head ?? -1]?.pos !== 'time';

/** "to capture": under a noun or an object that controls it, else a purpose. */
export function placeInfinitive(state: ClauseState, verb: VerbGroup, followsNoun: boolean): void {
  const outer = state.current;
  const noun = attemptBehind(state, outer);
  if (state.afterConj && outer.verb?.shape === 'to') {
    coordinate(state, verb);
    return;
  }
  const [toiler] = outer.objects;
  if (toiler !== undefined && tookToDo(state, outer)) {
    const made = openClause(state, 'infinitive', verb.from, outer);
    made.verb = verb;
    made.introducer = 'it took';
    made.subject = toiler;
    state.stack.push(outer);
    state.current = made;
    return;
  }
  // "claimed through Amaq to have killed seven soldiers": what is said, and no purpose.
  if (verb.perfect && outer.verb !== null && reports(state, outer.verb)) {
    const made = openClause(state, 'complement', verb.from, outer);
    made.verb = verb;
    made.subject = outer.subject;
    made.inherited = true;
    state.current = made;
    return;
  }
  const ranked = rankedNoun(state, outer, noun);
  if (ranked !== null) {
    const made = openClause(state, 'infinitive', verb.from, outer);
    made.verb = verb;
    made.introducer = 'first to';
    made.subject = outer.objects.includes(ranked) ? outer.subject : ranked;
    state.stack.push(outer);
    state.current = made;
    return;
  }
  const nominal =
    followsNoun && noun !== null ? state.cues.nominal.get(state.units[noun.head]?.lower ?? '') : undefined;
  const controlled =
    outer.verb !== null && outer.objects.length > 0 && followsNoun && state.cues.objectControl.has(outer.verb.lemma);
  const made = openClause(state, nominal !== undefined || controlled ? 'infinitive' : 'purpose', verb.from, outer);
  made.verb = verb;
  if (nominal !== undefined && noun !== null) {
    made.antecedent = noun;
    const by = noun.post.find((pp) => pp.prep === 'by')?.object ?? null;
    made.subject = by ?? noun.possessor ?? noun.of ?? (outer.subject === noun ? null : outer.subject);
  } else if (controlled) {
    made.subject = outer.objects.at(-1) ?? null;
    made.introducer = 'object-control';
  } else made.subject = outer.subject;
  made.inherited = true;
  state.stack.push(outer);
  state.current = made;
}

/** "capturing": a relative clause in short, what is said, or what goes along. */
export function placeGerund(state: ClauseState, verb: VerbGroup, followsNoun: boolean): void {
  const outer = state.current;
  if (state.pendingSub !== null && outer.kind === 'adverbial' && outer.verb === null) {
    outer.kind = 'participle';
    outer.verb = verb;
    outer.subject = outer.parent?.subject ?? null;
    outer.inherited = true;
    return;
  }
  if (state.afterConj && outer.verb !== null && (outer.verb.progressive || outer.verb.shape === 'ing')) {
    coordinate(state, verb);
    return;
  }
  // "…, with the army confirming that its units had left": a subject of its own.
  const absolute =
    followsNoun && state.lastNoun?.governor?.prep === 'with' && outer.pps.at(-1)?.object === state.lastNoun;
  if (absolute && state.lastNoun !== null && state.units[state.lastNoun.governor?.at ?? 0]?.lower === 'with') {
    const made = openClause(state, 'participle', verb.from, outer);
    made.subject = state.lastNoun;
    made.verb = verb;
    outer.pps.pop();
    state.stack.push(outer);
    state.current = made;
    return;
  }
  // "denied having abandoned", "denied shelling the city": what the speaker denies.
  const said = outer.verb !== null && isRightBehind(state, outer.verb) && reports(state, outer.verb);
  const describes = followsNoun && !state.afterComma && state.pendingPrep === null && !isBehindPlace(state, verb);
  const made = openClause(state, said ? 'complement' : describes ? 'reduced' : 'participle', verb.from, outer);
  made.introducer = state.pendingPrep?.prep ?? null;
  if (made.kind === 'reduced') {
    made.antecedent = state.lastNoun;
    made.subject = state.lastNoun;
  } else {
    made.subject = outer.subject;
    if (made.introducer === 'from' || made.introducer === 'of' || made.introducer === 'for') {
      // "prevented X from advancing", "accused X of killing": the object acts.
      const object = outer.objects.at(-1);
      if (object !== undefined) made.subject = object;
    }
  }
  made.inherited = true;
  made.verb = verb;
  state.stack.push(outer);
  state.current = made;
}

const LIES =
  /^(?:border|overlook|connect|link|lead|lie|belong|neighbour|neighbor|house|host|contain|surround|adjoin|separate|run|stretch|hold|include|face|serve|shelter|remain|date)$/;

/** "moved from house to house in Kurfar Danya shooting at residents": towns shoot at nobody. */
function isBehindPlace({ lastNoun, units }: ClauseState, verb: VerbGroup): boolean {
  const head = units[lastNoun?.head ?? -1];
  if (lastNoun?.governor == null || head?.pos !== 'name' || LIES.test(verb.lemma)) return false;
  if (!/^(?:in|at|near|around|outside|through|across)$/.test(lastNoun.governor.prep)) return false;
  return head.names === null || head.names.every((hit) => hit.kind === 'place');
}

/** "captured": passive or past, by what stands around it. */
export function placeParticiple(state: ClauseState, verb: VerbGroup, followsNoun: boolean): void {
  const outer = state.current;
  if (state.pendingSub !== null && outer.kind === 'adverbial' && outer.verb === null && outer.subject === null) {
    outer.verb = { ...verb, voice: 'passive' };
    outer.subject = outer.parent?.subject ?? null;
    outer.inherited = true;
    return;
  }
  if (state.afterConj && outer.verb !== null) {
    coordinate(state, verb);
    return;
  }
  const object = objectFollows(state, verb);
  const byFollows = passiveFollows(state, verb);
  if (outer.verb === null && outer.subject !== null && !byFollows && SAYING.test(verb.lemma)) {
    placeFinite(state, { ...verb, shape: 'finite', tense: 'past' });
    return;
  }
  const stepped =
    outer.verb !== null &&
    ((byFollows && state.grammar.intransitive.has(outer.verb.lemma)) || takesPreposition(state, outer.verb));
  if (
    !stepped &&
    isBareParticiple(outer) &&
    followsNoun &&
    !object &&
    !state.afterComma &&
    state.lastNoun?.governor != null
  ) {
    // "Two engineers abducted in Gao freed": a headline's passive behind a reduced relative.
    placeFinite(state, { ...verb, voice: bareVoice(state, verb), tense: 'past' });
    return;
  }
  if (outer.verb === null) {
    if (outer.subject === null) {
      // "Backed by Russian jets, the army …": bound to the subject that follows.
      const made = openClause(state, 'participle', verb.from, outer);
      made.verb = object ? verb : { ...verb, voice: 'passive' };
      made.inherited = true;
      state.stack.push(outer);
      state.current = made;
      return;
    }
    if (state.afterComma && !object && (finiteLater(state) || verbBehindParenthesis(state))) {
      const made = openClause(state, 'reduced', verb.from, outer);
      made.antecedent = outer.subject;
      made.subject = outer.subject;
      made.verb = { ...verb, voice: 'passive' };
      state.stack.push(outer);
      state.current = made;
      return;
    }
    if (
      state.lastNoun !== null &&
      state.lastNoun !== outer.subject &&
      followsNoun &&
      !object &&
      state.lastNoun.governor !== null &&
      finiteLater(state)
    ) {
      const made = openClause(state, 'reduced', verb.from, outer);
      made.antecedent = state.lastNoun;
      made.subject = state.lastNoun;
      made.verb = { ...verb, voice: bareVoice(state, verb) };
      state.stack.push(outer);
      state.current = made;
      return;
    }
    if (byFollows) verb.voice = 'passive';
    else if (!object) {
      // "3 jihadists infiltrated at Anbar …" is settled by the finite verb that may follow.
      outer.verb = { ...verb, tense: 'past' };
      return;
    }
    outer.verb = {
      ...verb,
      tense: 'past',
      shape: verb.voice === 'passive' ? 'part' : object && finiteLater(state) ? 'part' : 'finite',
    };
    return;
  }
  // "Rockets containing sarin struck the town": the clause that waits for its verb has it here.
  const waiting = state.stack.some((one) => one.verb === null && one.subject !== null);
  const embedded = outer.kind === 'relative' || /^(?:reduced|participle)$/.test(outer.kind);
  // "bombs that jets dropped on A failed to explode".
  const alone = verb.ops.length > 0 || state.grammar.intransitive.has(verb.lemma);
  const finite = object || alone;
  // "a bid to break into El Fasher failed"
  const inner = embedded || (alone && /^(?:infinitive|purpose)$/.test(outer.kind));
  if (waiting && inner && outer.verb.voice === 'active' && followsNoun && finite && !byFollows) {
    placeFinite(state, { ...verb, shape: 'finite', tense: 'past' });
    return;
  }
  // "A bomb planted by militants struck a convoy": the first participle was a reduced relative.
  const hanging = state.lastNoun?.governor != null && outer.objects.length === 0;
  const settled = outer.kind === 'main' || outer.kind === 'complement';
  if (settled && outer.verb.shape === 'part' && hanging && followsNoun && object && !byFollows) {
    placeFinite(state, { ...verb, shape: 'finite', tense: 'past' });
    return;
  }
  // Behind a complete verb: a reduced relative on the noun before, or a further verb of a list.
  if (
    state.afterComma &&
    !byFollows &&
    state.chunks[state.at - 1]?.kind === 'comma' &&
    // "seized A, advanced on B and …": a verb that has no passive is no participle of the noun before.
    (object || state.grammar.intransitive.has(verb.lemma))
  ) {
    coordinate(state, verb);
    return;
  }
  if (state.lastNoun !== null) {
    const made = openClause(state, 'reduced', verb.from, outer);
    made.antecedent = state.lastNoun;
    made.subject = state.lastNoun;
    made.verb = { ...verb, voice: object && !byFollows ? 'active' : bareVoice(state, verb) };
    state.stack.push(outer);
    state.current = made;
    return;
  }
  const made = openClause(state, 'main', verb.from, null);
  made.verb = verb;
  state.current = made;
}

/** "disposed of a shell found in a field": a verb and its preposition, so no participle of the noun before. */
function takesPreposition({ grammar, units }: ClauseState, verb: VerbGroup): boolean {
  const behind = units[verb.to + 1]?.lower;
  if (units[verb.to + 2]?.pos === 'time') return false;
  return grammar.framesByVerb.get(verb.lemma)?.some(({ rest }) => rest.length === 1 && rest[0] === behind) ?? false;
}
