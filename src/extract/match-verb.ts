/** Events named by verbs: takes the best of the frames that a clause's verb can have. */
import type { Draft } from './draft.ts';
import type { Frame } from './frame.ts';
import { isAbility } from './governing.ts';
import type { MatchContext } from './match-context.ts';
import { otherParty } from './other-party.ts';
import { isParty, ownerOf } from './phrase-owner.ts';
import type { Referent } from './referents.ts';
import { fillRoles, satisfies } from './slots.ts';
import type { Clause, NounPhrase, VerbGroup } from './syntax.ts';
import { type Candidate, tryFrame } from './try-frame.ts';
import { byPhrase, type VerbSite, verbSite } from './verb-slots.ts';

type VerbMatch = { draft: Draft; used: NounPhrase[] };

export function matchVerb(clause: Clause, verb: VerbGroup, context: MatchContext): VerbMatch | null {
  if (isAbility(clause, context) || isWithout(clause) || isTimeTaken(clause, context)) return null;
  const best = bestFrame(clause, verb, context);
  if (best === null || isHabit(clause, verb, best.frame)) return null;
  const { frame, slots } = best;
  const draft: Draft = {
    frame,
    clause,
    noun: null,
    actor: null,
    recipient: null,
    places: [],
    origin: null,
    destinations: [],
    trigger: { start: context.units[verb.head]?.start ?? 0, end: context.units[best.triggerEnd]?.end ?? 0 },
    governed: { kind: 'verb' },
    withActor: [],
  };
  fillRoles(draft, slots, { passive: verb.voice === 'passive', ...context.trait(frame.action) });
  if (draft.recipient === null || !isParty(draft.recipient))
    draft.recipient = otherParty(draft, verb, context) ?? draft.recipient;
  // "fighters were redeployed to Panjshir": those who are moved are who is there.
  if (frame.action === 'deploy' && draft.actor === null && verb.voice === 'passive') {
    draft.actor = draft.recipient;
    draft.recipient = null;
  }
  // "Chadian army reinforcements were sent": whose they are.
  if (frame.action === 'deploy' && draft.actor === null && verb.voice === 'passive' && clause.subject !== null)
    draft.actor = ownerOf(clause.subject, context);
  if (frame.requiresRecipient && draft.recipient === null) return null;
  if (frame.roles.poss === 'actor') {
    // "El Fasher is the army's last stronghold"
    for (const phrase of best.used) draft.actor ??= ownerOf(phrase, context);
    if (draft.actor === null || satisfies(draft.actor, 'armed') < 2) return null;
  }
  if (isBlown(draft, slots)) draft.actor = null;
  if (draft.actor === null || draft.actor.types.has('thing')) draft.actor = behindThing(clause, context) ?? draft.actor;
  if (draft.actor === null && verb.voice === 'passive' && BY_CAPTORS.test(frame.action))
    draft.actor = captorOf(clause, context);
  // An operation that acts is no second event: "Operation X had started to attack the city".
  if (draft.actor?.types.has('operation')) {
    const { phrase } = draft.actor;
    best.used.push(phrase, ...(phrase.apposition === null ? [] : [phrase.apposition]));
  }
  return { draft, used: best.used };
}

/** "without a shot being fired": what did not happen beside what did. */
const isWithout = ({ kind, antecedent }: Clause): boolean =>
  kind === 'reduced' && antecedent?.governor?.prep === 'without';

/** "It took the army three days to …": nobody is taken. */
const isTimeTaken = (clause: Clause, { clauses }: MatchContext): boolean =>
  clause.verb?.lemma === 'take' && clauses.some((one) => one.parent === clause && one.introducer === 'it took');

/** "Mines are everywhere: one of them blew up", "the other exploded": what exploded, and not who did it. */
function isBlown({ frame, actor, clause }: Draft, slots: Candidate['slots']): boolean {
  if (frame.action !== 'bombing' || actor === null || slots.obj !== null || clause.verb?.voice !== 'active')
    return false;
  return (
    actor.anaphor?.kind === 'pronoun' ||
    /^(?:one|other|another|second|third|last|first|two|several)$/.test(actor.headWord)
  );
}

/** "an alliance that fights alongside the army": in the present, a relative clause without a place says what they are. */
const isHabit = ({ kind, pps }: Clause, verb: VerbGroup, { action }: Frame): boolean =>
  kind === 'relative' &&
  (action === 'clash' || action === 'cooperate') &&
  verb.tense === 'present' &&
  !verb.perfect &&
  !verb.progressive &&
  pps.every(({ prep }) => prep !== 'in' && prep !== 'at' && prep !== 'near');

/** The best fit among the frames of a verb, and of the other verbs that its word is a form of ("found", "left"). */
function bestFrame(clause: Clause, verb: VerbGroup, context: MatchContext): Candidate | null {
  const { framesByVerb } = context.grammar;
  let site: VerbSite | null = null;
  let best: Candidate | null = null;
  const tryAll = (lemma: string): void => {
    for (const entry of framesByVerb.get(lemma) ?? []) {
      site ??= verbSite(clause, verb, context);
      const candidate = tryFrame(entry, site, context);
      if (candidate !== null && (best === null || isBetter(candidate, best))) best = candidate;
    }
  };
  tryAll(verb.lemma);
  const forms = context.units[verb.head]?.forms ?? [];
  for (const [at, { lemma }] of forms.entries())
    if (lemma !== verb.lemma && forms.findIndex((one) => one.lemma === lemma) === at) tryAll(lemma);
  return best;
}

/** Of equals, a name that nobody knows is rather a place that is taken than a person. */
function isBetter(one: Candidate, best: Candidate): boolean {
  if (one.score !== best.score) return one.score > best.score;
  const takes = (slot: 'subj' | 'obj'): boolean =>
    one.frame.needs[slot] === 'place' &&
    best.frame.needs[slot] !== 'place' &&
    one.slots[slot]?.types.has('place-like') === true;
  return takes('obj') || takes('subj');
}

const BY_CAPTORS = /^(?:kill|execute|torture|sexual-violence)$/;
const HOLDS = /^(?:hold|capture|detain|abduct|kidnap|take|seize|arrest|imprison|round)$/;

/** "villagers held by a column of the army were executed": those who had them. */
function captorOf({ subject }: Clause, context: MatchContext): Referent | null {
  const held = context.clauses.find(
    (one) => one.kind === 'reduced' && one.antecedent === subject && HOLDS.test(one.verb?.lemma ?? ''),
  );
  return held === undefined || subject === null ? null : byPhrase(held, context);
}

/** "a bomb planted by X exploded", "a car driven by Y rammed the gate": who is behind the thing that did it. */
function behindThing(clause: Clause, context: MatchContext): Referent | null {
  const { verb } = clause;
  const by = clause.pps.find((pp) => pp.prep === 'by')?.object ?? null;
  const thing = verb?.voice === 'active' ? clause.subject : by;
  if (thing === null || !context.refer(thing).types.has('thing')) return null;
  const told = context.clauses.find(
    (one) => one.kind === 'reduced' && one.antecedent === thing && one.verb?.voice === 'passive',
  );
  return told === undefined ? null : byPhrase(told, context);
}
