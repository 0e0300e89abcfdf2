/** Gives each noun phrase its place in a clause: subject, object, apposition, phrase behind a preposition. */
import { passiveFollows, reports, SAYING } from './clause-lookahead.ts';
import { type ClauseState, openClause } from './clause-state.ts';
import { openComplement } from './embedded-clauses.ts';
import type { Grammar } from './grammar.ts';
import type { NounPhrase, PrepPhrase, VerbGroup } from './syntax.ts';
import { SUBJECT_PRONOUNS } from './unit-neighbours.ts';

/** Gives one noun phrase its place. */
export function placeNoun(state: ClauseState, noun: NounPhrase): void {
  const unit = state.units[noun.head];
  if (opensWithPlace(state, noun)) {
    state.current.pps.push({ prep: 'in', at: noun.from, object: noun });
    return;
  }
  if (state.pendingPrep !== null) {
    const { prep, at } = state.pendingPrep;
    state.pendingPrep = null;
    const phrase: PrepPhrase = noun.governor ?? { prep, at, object: noun };
    if (prep === 'of' && state.chunks[state.at - 2]?.kind === 'np') {
      state.current.to = noun.to;
      state.lastNoun = noun;
      return;
    }
    // "to Damascus" behind an infinitive belongs to the infinitive.
    state.current.pps.push(phrase);
    state.current.to = noun.to;
    if (unit?.pos !== 'time') state.lastNoun = noun;
    // "and by Sunday were in charge": the verb behind "and" is still to come.
    if (state.chunks[state.at - 2]?.kind !== 'conj') state.afterConj = false;
    return;
  }
  if (unit?.pos === 'time') {
    state.current.pps.push({ prep: '', at: noun.from, object: noun });
    state.current.to = Math.max(state.current.to, noun.to);
    return;
  }
  if (isContact(state, noun)) {
    openContact(state, noun);
    return;
  }
  const current = state.current;
  if (current.verb === null) {
    if (current.kind === 'relative' && current.subject === null) {
      current.subject = noun;
      if (
        current.antecedent !== null &&
        state.units[current.from]?.lower !== 'whose' &&
        !current.pps.some((prep) => prep.object === current.antecedent) &&
        state.units[current.from]?.lower !== 'where'
      )
        current.objects.push(current.antecedent);
    } else if (current.subject === null) current.subject = noun;
    else if (state.afterComma && !state.afterConj) current.subject.apposition ??= noun;
    else if (state.afterConj) current.subject.conjuncts.push(noun);
    else current.subject = noun;
    current.to = noun.to;
    state.lastNoun = noun;
    state.afterConj = false;
    return;
  }
  if (startsClause(state)) {
    startClause(state, noun);
    return;
  }
  const before = state.chunks[state.at - 1];
  if (state.afterComma && !state.afterConj && before?.kind === 'comma' && closesWithPlace(state, noun)) {
    current.pps.push({ prep: 'in', at: noun.from, object: noun });
    current.to = noun.to;
    return;
  }
  if (state.afterComma && !state.afterConj && state.lastNoun !== null && before?.kind === 'comma') {
    state.lastNoun.apposition ??= noun;
    current.to = noun.to;
    return;
  }
  if (state.afterConj && current.objects.length > 0) current.objects.at(-1)?.conjuncts.push(noun);
  else current.objects.push(noun);
  current.to = noun.to;
  state.lastNoun = noun;
  state.afterConj = false;
}

/** "a town it captured last year", "the people the rebels took from A": a subject right behind a noun, with its verb. */
function isContact(state: ClauseState, noun: NounPhrase): boolean {
  const before = state.chunks[state.at - 1];
  const next = state.chunks[state.at + 1];
  if (before?.kind !== 'np' || before.to !== noun.from - 1 || next?.kind !== 'vg' || next.shape === 'to') return false;
  if (state.units[before.head]?.pos !== 'noun' && state.units[before.head]?.role == null) return false;
  const open = state.lastNoun === before || state.lastNoun?.apposition === before;
  return open && (SUBJECT_PRONOUNS.has(state.units[noun.head]?.lower ?? '') || leavesGap(state, before, noun, next));
}

/** "the hostages Hamas took in October": of two noun phrases in a row the first is the object that the verb lacks. */
function leavesGap(state: ClauseState, object: NounPhrase, subject: NounPhrase, verb: VerbGroup): boolean {
  const { units, grammar } = state;
  const opens = units[object.from]?.pos;
  const whole = opens === 'det' || opens === 'num' || opens === 'poss' || units[object.head]?.plural === true;
  const first = units[subject.from]?.pos;
  const named = first === 'name' || first === 'det' || first === 'poss';
  if (!whole || !named || verb.voice === 'passive' || verb.shape === 'ing' || verb.ops.length > 0) return false;
  if (!grammar.transitive.has(verb.lemma) && !takesObject(verb.lemma, grammar)) return false;
  // "on the day the army withdrew", "in the north the army …": a phrase of the sentence's own, unless "of" leads to it.
  if (object.governor !== null && object.governor.prep !== 'of') return false;
  const behind = units[verb.to + 1]?.pos === 'adv' ? units[verb.to + 2]?.pos : units[verb.to + 1]?.pos;
  return behind === undefined || /^(?:prep|to|punct|time|conj)$/.test(behind);
}

/** Whether a verb is known to do something to somebody, by what its frames ask for. */
const takesObject = (lemma: string, { framesByVerb, intransitive }: Grammar): boolean =>
  !intransitive.has(lemma) &&
  framesByVerb.get(lemma)?.some(({ frame: { needs } }) => needs.obj !== undefined && needs.obj !== 'none') === true;

function openContact(state: ClauseState, subject: NounPhrase): void {
  const outer = state.current;
  const made = openClause(state, 'relative', subject.from, outer);
  made.antecedent = state.lastNoun;
  if (state.lastNoun !== null) made.objects.push(state.lastNoun);
  made.subject = subject;
  made.to = subject.to;
  state.stack.push(outer);
  state.current = made;
  state.lastNoun = subject;
}

/** "Syria, mass escapes …": a headline that begins with where it is. */
function opensWithPlace(state: ClauseState, noun: NounPhrase): boolean {
  if (state.at !== 0 || noun.from !== noun.to || noun.conjuncts.length > 0) return false;
  const place =
    state.units[noun.head]?.names?.some((hit) => hit.kind === 'place' || (hit.kind === 'country' && !hit.demonym)) ===
    true;
  const next = state.chunks[2];
  return (
    place &&
    (state.chunks[1]?.kind === 'comma' || state.units[noun.to + 1]?.text === ':') &&
    next?.kind === 'np' &&
    state.units[next.from]?.pos !== 'det' &&
    state.units[next.head]?.names === null
  );
}

/** "…, Marsaxlokk Freeport, 9 April 2020.": a note that ends with where and when. */
function closesWithPlace(state: ClauseState, noun: NounPhrase): boolean {
  const [comma, date] = state.chunks.slice(state.at + 1, state.at + 3);
  if (comma?.kind !== 'comma' || date?.kind !== 'np' || state.units[date.head]?.pos !== 'time') return false;
  const head = state.units[noun.head];
  const place = head?.names?.some((hit) => hit.kind === 'place') ?? head?.classes?.has('site') === true;
  return place || (head?.pos === 'name' && head.names === null);
}

/** Whether the noun phrase that is being read is the subject of a finite verb that follows. */
function startsClause(state: ClauseState): boolean {
  // A clause still waits for its verb: the next finite one is its own, and this phrase an object.
  if (state.stack.some((clause) => clause.verb === null && clause.subject !== null)) return false;
  let next = state.at + 1;
  for (let i = next; i < state.chunks.length; i += 1) {
    const chunk = state.chunks[i];
    if (chunk === undefined) return false;
    if (chunk.kind === 'adv') {
      // "and gunmen then stormed in"
      if (i === next) next += 1;
      continue;
    }
    if (chunk.kind === 'prep' && state.chunks[i + 1]?.kind === 'np') {
      i += 1;
      continue;
    }
    if (chunk.kind === 'comma' && (state.afterComma || state.afterConj)) {
      // "X attacked A, and B, backed by Russia, captured C": look past the parenthesis.
      const close = state.chunks.findIndex((other, at) => at > i && other.kind === 'comma');
      const next = state.chunks[i + 1];
      if (close > 0 && (next?.kind === 'rel' || (next?.kind === 'vg' && next.shape === 'part'))) {
        i = close;
        continue;
      }
      return false;
    }
    if (chunk.kind !== 'vg') return false;
    if (chunk.shape === 'finite') return true;
    if (chunk.shape === 'part') {
      const complement =
        state.current.verb !== null && reports(state, state.current.verb) && state.current.objects.length === 0;
      if (passiveFollows(state, chunk)) return false;
      // "…, the Ministry of Defence said on Thursday"
      if (SAYING.test(chunk.lemma) && state.afterComma) return true;
      if (i === next) return state.afterConj || state.afterComma || complement;
      // "said gunmen on motorbikes raided the town"
      return complement && state.chunks[i + 1]?.kind === 'np' && state.chunks[i + 1]?.from === chunk.to + 1;
    }
    return false;
  }
  return false;
}

function startClause(state: ClauseState, subject: NounPhrase): void {
  const outer = state.current;
  const reporting = outer.verb !== null && reports(state, outer.verb) && !state.afterConj;
  if (reporting) {
    openComplement(state, subject.from);
  } else if (outer.kind === 'complement' && (state.afterConj || state.afterComma)) {
    // A second statement under the same report.
    state.current = openClause(state, 'complement', subject.from, outer.parent);
  } else if (outer.kind === 'adverbial' && state.afterConj) {
    state.current = openClause(state, 'adverbial', subject.from, outer.parent);
    state.current.introducer = outer.introducer;
  } else {
    state.current = openClause(state, 'main', subject.from, null);
  }
  state.current.subject = subject;
  state.current.to = subject.to;
  state.lastNoun = subject;
  state.afterConj = false;
  state.afterComma = false;
}
