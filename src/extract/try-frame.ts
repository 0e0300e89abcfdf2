/** Tries one frame on a clause: fills its slots, checks what it asks for, and scores the fit. */
import { isIdiom, isMishap } from './eventless.ts';
import type { Frame, Need } from './frame.ts';
import type { FrameOfVerb } from './grammar.ts';
import { headMatch } from './light-nouns.ts';
import type { MatchContext } from './match-context.ts';
import { modifierPlaces } from './phrase-owner.ts';
import type { Referent } from './referents.ts';
import { type Slots, satisfies, slotOf } from './slots.ts';
import type { Clause, NounPhrase, PrepPhrase } from './syntax.ts';
import { findRest } from './verb-particles.ts';
import { addPrepNoun, byPhrase, insideOf, type VerbSite } from './verb-slots.ts';

/** How much more a frame knows that asks for one kind of thing than one that asks for any actor or target. */
const TELLING: Readonly<Partial<Record<Need, number>>> = {
  aircraft: 2,
  artillery: 2,
  band: 1,
  barricade: 2,
  civilian: 1,
  combatant: 1,
  crowd: 1,
  demonstration: 2,
  drone: 3,
  explosive: 2,
  grenade: 3,
  materiel: 2,
  mob: 1,
  power: 1,
  protesters: 2,
  reflexive: 2,
  state: 1,
  strike: 4,
  'suicide-bomber': 3,
  vessel: 3,
};

export type Candidate = { frame: Frame; score: number; slots: Slots; used: NounPhrase[]; triggerEnd: number };

/** "rebels backed by Turkey", "to support the army": what somebody is like or is for, and no event that is told. */
const isDescription = (clause: Clause): boolean => /^(?:reduced|participle|purpose)$/.test(clause.kind);

/** Whether the words that a frame asks for stand in the clause at all: most frames of a light verb end here. */
function mayHold({ rest, objectNouns }: FrameOfVerb, { heads, behind }: VerbSite): boolean {
  const particle = rest[0];
  if (particle !== undefined && !behind.includes(particle)) return false;
  if (objectNouns.size === 0) return true;
  for (const head of heads) if (objectNouns.has(head)) return true;
  return false;
}

export function tryFrame(entry: FrameOfVerb, site: VerbSite, context: MatchContext): Candidate | null {
  if (!mayHold(entry, site)) return null;
  const { frame, rest, objectNouns, prepNouns } = entry;
  const { units } = context;
  const { clause, verb, objects } = site;
  if (frame.obliges || (frame.statedOnly && isDescription(clause))) return null;
  let triggerEnd = verb.head;
  let score = rest.length * 10;
  let restObject: PrepPhrase | null = null;
  const used: NounPhrase[] = [];
  if (rest.length > 0) {
    const found = findRest(rest, clause, verb, units);
    if (found === null) return null;
    // "moved house to house in the town": "in" leads to where it was, and not into it.
    if (frame.needs.obj === 'none' && joinsPlace(rest, found.object, context)) return null;
    triggerEnd = Math.max(triggerEnd, found.end);
    restObject = found.object;
  }
  // "pushed into parts of X": where no object may follow, what the particle governs is a phrase like any other.
  if (frame.needs.obj === 'none') restObject = null;
  const slots = site.slots(restObject);
  // "took to the streets of Khartoum".
  const inside = restObject?.object.of ?? null;
  if (inside !== null)
    slots.pps.push({ pp: { prep: 'in', at: inside.from, object: inside }, referent: context.refer(inside) });
  if (objectNouns.size > 0) {
    const named = objects.slice(0, 2).find((object) => headMatch(object, objectNouns, units) !== null);
    const head = verb.voice === 'passive' ? clause.subject : (named ?? restObject?.object ?? null);
    const light = head === null ? null : headMatch(head, objectNouns, units);
    if (head === null || light === null) return null;
    // "took part in" is no ground taken; "took part of the town" is.
    if (light.inner.of === null && units[light.inner.head]?.lower === 'part') return null;
    if (frame.partial && isNamedPlace(context.refer(light.inner))) return null;
    if (light.inner !== head) used.push(light.inner);
    used.push(head);
    score += 8 + (light.words - 1) * 2;
    slots.obj = null;
    if (verb.voice === 'passive') slots.subj = byPhrase(clause, context);
    for (const phrase of new Set([head, light.inner])) {
      for (const pp of phrase.post)
        if (!slots.pps.some((one) => one.pp.object === pp.object))
          slots.pps.push({ pp, referent: context.refer(pp.object) });
      if (phrase.of !== null) slots.pps.unshift(...insideOf({ ...phrase, post: [] }, context));
      for (const modifier of modifierPlaces(phrase, context)) slots.pps.push(modifier);
      for (const pp of behindParticiple(phrase, context)) slots.pps.push({ pp, referent: context.refer(pp.object) });
    }
    triggerEnd = Math.max(triggerEnd, verb.voice === 'passive' ? verb.head : head.head);
    // "handed three hostages to the Red Cross": the noun that names the action is also whom it concerns.
    if (frame.roles.obj === 'recipient' && frame.roles.noun === 'recipient') slots.obj = context.refer(light.inner);
    // "gave Tanzania a grant": the other object is who gets it.
    const ditransitive = objects.find((object) => object !== head && head !== null && object.to < head.from);
    if (ditransitive !== undefined && head !== restObject?.object) slots.obj = context.refer(ditransitive);
  }
  if (prepNouns.size > 0) {
    const hit = clause.pps.find((pp) => {
      const nouns = prepNouns.get(slotOf(pp.prep));
      return nouns !== undefined && headMatch(pp.object, nouns, units) !== null;
    });
    if (hit === undefined) return null;
    used.push(hit.object);
    score += 9;
    triggerEnd = Math.max(triggerEnd, hit.object.head);
    slots.pps = slots.pps.filter((one) => one.pp.object !== hit.object);
    addPrepNoun(slots, hit, frame, context);
    if (verb.voice === 'passive' && slots.subj === null && frame.needs.subj !== 'none') slots.subj = slots.obj;
    if (frame.roles.subj !== undefined && verb.voice === 'passive') {
      slots.subj = slots.obj ?? slots.subj;
      slots.obj = null;
    }
  }
  if (frame.adjectives.length > 0 || frame.adjunctNouns.length > 0) {
    const words = frame.adjectives.length > 0 ? frame.adjectives : frame.adjunctNouns;
    const near = units.slice(Math.max(verb.from - 1, 0), clause.to + 1).some((unit) => words.includes(unit.lower));
    if (!near) return null;
    score += 6;
  }
  if (frame.countedOnly && !hasCount(clause, context)) return null;
  if (frame.aims.length > 0 && !hasAim(frame.aims, clause, context)) return null;
  for (const [slot, need] of entry.needs) {
    const rate = isFallen(slot, need, slots, clause) ? 1 : meetsNeed(slot, need, slots);
    if (rate === 0) return null;
    score += rate * 2 + (TELLING[need] ?? 0);
  }
  if (
    frame.requiresPlace &&
    !slots.pps.some(({ referent }) => satisfies(referent, 'place') > 0) &&
    satisfies(slots.obj, 'place') === 0
  ) {
    if (frame.verbs.length > 0 && frame.nouns.length > 0 && slots.subj === null) return null;
  }
  if (isIdiom(frame, slots, context) || isMishap(frame, clause, slots, context)) return null;
  return { frame, score, slots, used, triggerEnd };
}

const joinsPlace = (rest: readonly string[], object: PrepPhrase | null, context: MatchContext): boolean =>
  rest.length === 1 && rest[0] === 'in' && object !== null && satisfies(context.refer(object.object), 'place') > 0;

/** "bombs filled with gas on Douma": what follows a participle of the object may belong to the verb over it. */
const behindParticiple = (object: NounPhrase, { clauses }: MatchContext): PrepPhrase[] =>
  clauses
    .filter((one) => one.kind === 'reduced' && one.antecedent === object)
    .flatMap((one) => one.pps.filter((pp) => /^(?:on|at|near|over)$/.test(pp.prep)));

/** "captured the village of X" takes the village; "captured parts of X" takes ground in it. */
const isNamedPlace = (referent: Referent): boolean =>
  (referent.place !== null || referent.unknownName !== null) &&
  !referent.types.has('portion') &&
  !referent.types.has('fringe');

/** "if it falls, the road is open": a town, for all that is known. */
const isFallen = (slot: string, need: Need, slots: Slots, clause: Clause): boolean =>
  slot === 'subj' &&
  need === 'place' &&
  slots.subj?.headWord === 'it' &&
  clause.verb?.lemma === 'fall' &&
  /^(?:if|should|unless)$/.test(clause.introducer ?? '');

function meetsNeed(slot: string, need: Need, slots: Slots): 0 | 1 | 2 {
  if (slot === 'subj') return satisfies(slots.subj, need);
  if (slot === 'obj') {
    // "retook it", "held it": what "it" stands for as an object is no person, and may be a place.
    if (slots.obj?.headWord === 'it' && /^(?:person|civilian|combatant)/.test(need)) return 0;
    if (slots.obj?.headWord === 'it' && need === 'place') return 1;
    return satisfies(slots.obj, need);
  }
  const fits = slots.pps.filter(({ pp }) => slotOf(pp.prep) === slot);
  if (need === 'none') return fits.every(({ referent }) => satisfies(referent, 'actor') === 0) ? 2 : 0;
  return fits.reduce<0 | 1 | 2>((best, { referent }) => {
    const rate = satisfies(referent, need);
    return best === 2 || rate === 0 ? best : rate;
  }, 0);
}

function hasCount(clause: Clause, context: MatchContext): boolean {
  const subject = clause.subject;
  if (subject === null) return false;
  return context.units.slice(subject.from, subject.to + 1).some((unit) => unit.pos === 'num' || COUNTS.has(unit.lower));
}
const COUNTS: ReadonlySet<string> = new Set('dozens hundreds thousands tens scores several many'.split(' '));

/** "gathered to denounce the coup", "gathered demanding wages". */
const hasAim = (aims: readonly string[], clause: Clause, { clauses }: MatchContext): boolean =>
  clauses.some(
    ({ kind, parent, verb }) =>
      parent === clause && /^(?:purpose|infinitive|participle|reduced)$/.test(kind) && aims.includes(verb?.lemma ?? ''),
  );
