/** Events named by verbs: tries the frames of a clause's verb and fills their slots. */
import type { Draft } from './draft.ts';
import type { Frame, Need } from './frame.ts';
import { headMatch } from './light-nouns.ts';
import type { MatchContext } from './match-context.ts';
import { otherParty } from './other-party.ts';
import { isParty, modifierPlaces, ownerOf } from './phrase-owner.ts';
import type { Referent } from './referents.ts';
import { fillRoles, type Slots, satisfies, slotOf } from './slots.ts';
import type { Clause, NounPhrase, PrepPhrase, Unit, VerbGroup } from './syntax.ts';

/** How much more a frame knows that asks for one kind of thing than one that asks for any actor or target. */
const TELLING: Readonly<Partial<Record<Need, number>>> = {
  aircraft: 2,
  artillery: 2,
  barricade: 2,
  civilian: 1,
  combatant: 1,
  crowd: 1,
  demonstration: 2,
  explosive: 2,
  grenade: 3,
  mob: 1,
  protesters: 2,
  reflexive: 2,
  'suicide-bomber': 3,
};

type VerbMatch = { draft: Draft; used: NounPhrase[] };

type Candidate = { frame: Frame; score: number; slots: Slots; used: NounPhrase[]; triggerEnd: number };

export function matchVerb(clause: Clause, verb: VerbGroup, context: MatchContext): VerbMatch | null {
  const lemmas = new Set([verb.lemma, ...(context.units[verb.head]?.forms?.map((form) => form.lemma) ?? [])]);
  let best: Candidate | null = null;
  for (const lemma of lemmas)
    for (const entry of context.grammar.framesByVerb.get(lemma) ?? []) {
      const candidate = tryFrame(entry.frame, entry.rest, clause, verb, context);
      if (candidate !== null && (best === null || isBetter(candidate, best))) best = candidate;
    }
  if (best === null) return null;
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
  if (frame.requiresRecipient && draft.recipient === null) return null;
  if (draft.actor === null || draft.actor.types.has('thing')) draft.actor = behindThing(clause, context) ?? draft.actor;
  // An operation that acts is no second event: "Operation X had started to attack the city".
  if (draft.actor?.types.has('operation')) {
    const { phrase } = draft.actor;
    best.used.push(phrase, ...(phrase.apposition === null ? [] : [phrase.apposition]));
  }
  return { draft, used: best.used };
}

/** "rebels backed by Turkey", "to support the army": what somebody is like or is for, and no event that is told. */
const isDescription = (clause: Clause): boolean => /^(?:reduced|participle|purpose)$/.test(clause.kind);

/** Of equals, a name that nobody knows is rather a place that is taken than a person. */
function isBetter(one: Candidate, best: Candidate): boolean {
  if (one.score !== best.score) return one.score > best.score;
  const object = one.slots.obj;
  return (
    one.frame.needs.obj === 'place' && best.frame.needs.obj !== 'place' && object?.types.has('place-like') === true
  );
}

/** Whether the nouns that a frame asks for stand in the clause at all: most frames of a light verb end here. */
function mayHold(frame: Frame, clause: Clause, verb: VerbGroup, context: MatchContext): boolean {
  const wanted = context.grammar.objectHeads.get(frame);
  if (wanted === undefined) return true;
  const { units } = context;
  const headed = (phrase: NounPhrase): boolean =>
    wanted.has(lastWord(units[phrase.head]?.lower ?? '')) ||
    (phrase.of !== null && headed(phrase.of)) ||
    phrase.conjuncts.some(headed);
  if (verb.voice === 'passive' && clause.subject !== null && headed(clause.subject)) return true;
  return objectsOf(clause, context).some(headed) || clause.pps.some((pp) => headed(pp.object));
}

const lastWord = (lower: string): string => lower.slice(lower.lastIndexOf(' ') + 1);

function tryFrame(
  frame: Frame,
  rest: readonly string[],
  clause: Clause,
  verb: VerbGroup,
  context: MatchContext,
): Candidate | null {
  const { units } = context;
  if (!mayHold(frame, clause, verb, context)) return null;
  if (frame.obliges || (frame.statedOnly && isDescription(clause))) return null;
  const objects = objectsOf(clause, context);
  let triggerEnd = verb.head;
  let score = rest.length * 10;
  let restObject: PrepPhrase | null = null;
  const used: NounPhrase[] = [];
  if (rest.length > 0) {
    const found = findRest(rest, clause, verb, units);
    if (found === null) return null;
    triggerEnd = Math.max(triggerEnd, found.end);
    restObject = found.object;
  }
  // "pushed into parts of X": where no object may follow, what the particle governs is a phrase like any other.
  if (frame.needs.obj === 'none') restObject = null;
  const slots = readSlots(clause, verb, objects, restObject, context);
  // "took to the streets of Khartoum".
  const inside = restObject?.object.of ?? null;
  if (inside !== null)
    slots.pps.push({ pp: { prep: 'in', at: inside.from, object: inside }, referent: context.refer(inside) });
  if (frame.objectNouns.length > 0) {
    const named = objects.slice(0, 2).find((object) => headMatch(object, frame.objectNouns, units) !== null);
    const head = verb.voice === 'passive' ? clause.subject : (named ?? restObject?.object ?? null);
    const light = head === null ? null : headMatch(head, frame.objectNouns, units);
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
    // "gave Tanzania a grant": the other object is who gets it.
    const ditransitive = objects.find((object) => object !== head && head !== null && object.to < head.from);
    if (ditransitive !== undefined && head !== restObject?.object) slots.obj = context.refer(ditransitive);
  }
  if (Object.keys(frame.prepNouns).length > 0) {
    const hit = clause.pps.find((pp) => {
      const nouns = frame.prepNouns[slotOf(pp.prep)];
      return nouns !== undefined && headMatch(pp.object, nouns, units) !== null;
    });
    if (hit === undefined) return null;
    used.push(hit.object);
    score += 9;
    triggerEnd = Math.max(triggerEnd, hit.object.head);
    slots.pps = slots.pps.filter((one) => one.pp.object !== hit.object);
    addPrepNoun(slots, hit, frame, context);
    if (verb.voice === 'passive' && slots.subj === null) slots.subj = slots.obj;
    if (frame.roles.subj !== undefined && verb.voice === 'passive') {
      slots.subj = slots.obj ?? slots.subj;
      slots.obj = null;
    }
  }
  if (frame.adjectives.length > 0 || frame.adjunctNouns.length > 0) {
    const words = frame.adjectives.length > 0 ? frame.adjectives : frame.adjunctNouns;
    const near = units.slice(verb.head + 1, clause.to + 1).some((unit) => words.includes(unit.lower));
    if (!near) return null;
    score += 6;
  }
  if (frame.casualtiesOnly && !hasCount(clause, context)) return null;
  for (const [slot, need] of Object.entries(frame.needs)) {
    const rate = meetsNeed(slot, need, slots);
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
  if (isIdiom(frame, slots, context)) return null;
  return { frame, score, slots, used, triggerEnd };
}

/** "a bomb planted by X exploded", "a car driven by Y rammed the gate": who is behind the thing that did it. */
function behindThing(clause: Clause, context: MatchContext): Referent | null {
  const thing = clause.verb?.voice === 'active' ? clause.subject : null;
  if (thing === null || !context.refer(thing).types.has('thing')) return null;
  const told = context.clauses.find(
    (one) => one.kind === 'reduced' && one.antecedent === thing && one.verb?.voice === 'passive',
  );
  return told === undefined ? null : byPhrase(told, context);
}

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

/** "A heart attack killed the mayor": an event noun whose modifier makes it another thing. */
function isEventless(referent: Referent | null, { units, grammar }: MatchContext): boolean {
  if (referent === null) return false;
  const before = units[referent.phrase.head - 1]?.lower ?? '';
  return grammar.cues.eventlessModifiers.get(referent.headWord)?.has(before) ?? false;
}

/** "seized the opportunity", "attacked by critics": the words are there, the event is not. */
function isIdiom(frame: Frame, slots: Slots, context: MatchContext): boolean {
  const { cues } = context.grammar;
  if (isEventless(slots.subj, context)) return true;
  if (slots.obj !== null && frame.objectNouns.length === 0 && cues.eventlessObjects.has(slots.obj.headWord))
    return true;
  if (
    slots.subj !== null &&
    cues.critics.has(slots.subj.headWord) &&
    slots.subj.actor?.entry == null &&
    !/accuse|reject|demand/.test(frame.action)
  )
    return true;
  return false;
}

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
    return rate > best ? rate : best;
  }, 0);
}

/** The words behind a verb that belong to it: right behind it, or a particle behind its object. */
function findRest(
  rest: readonly string[],
  clause: Clause,
  verb: VerbGroup,
  units: readonly Unit[],
): { end: number; object: PrepPhrase | null } | null {
  let at = verb.head + 1;
  while (units[at]?.pos === 'adv' && units[at]?.lower !== rest[0]) at += 1;
  const joined = rest.join(' ');
  // A phrase such as "out of" is one unit; its first word still counts as the particle.
  const matchAt = (from: number): number | null => {
    let text = '';
    for (let i = from; i < units.length && i <= clause.to + 1; i += 1) {
      const unit = units[i];
      if (unit === undefined) break;
      text += (text === '' ? '' : ' ') + unit.lower;
      if (text === joined) return i;
      if (text.startsWith(`${joined} `)) return i - 1 >= from ? i - 1 : from;
      if (!joined.startsWith(text)) return null;
    }
    return null;
  };
  const direct = matchAt(at);
  if (direct !== null) {
    const object = clause.pps.find((pp) => pp.at >= at && pp.at <= direct) ?? null;
    return { end: direct, object: object !== null && object.prep === rest.at(-1) ? object : null };
  }
  const object = clause.objects[0];
  // "fired missiles at the town" is not "fire at": only a particle may stand behind the object.
  const particle = rest.length > 1 || !/^(?:at|on|upon|for|to|with|from|into|against)$/.test(rest[0] ?? '');
  if (object !== undefined && particle) {
    // "handed the town over", "handed the airstrip at Kavumu over"
    const ends = [endOf(object), ...object.post.map((pp) => endOf(pp.object))];
    if (ends.some((end) => matchAt(end + 1) !== null)) return { end: verb.head, object: null };
  }
  return null;
}

/** The last unit of a noun phrase with its list and "of" phrase. */
function endOf(phrase: NounPhrase): number {
  const last = phrase.conjuncts.at(-1) ?? phrase;
  return last.of !== null ? endOf(last.of) : last.to;
}

/** A clause's objects; of coordinated verbs the first shares the object of the last ("attacked and captured Hajin"). */
function objectsOf(clause: Clause, context: MatchContext): NounPhrase[] {
  if (clause.objects.length > 0 || clause.pps.length > 0 || clause.verb === null || clause.verb.voice === 'passive')
    return clause.objects;
  const next = context.clauses[context.clauses.indexOf(clause) + 1];
  const adjacent =
    next?.verb != null &&
    next.inherited &&
    next.kind === clause.kind &&
    next.verb.from <= clause.verb.to + 2 &&
    context.units[clause.verb.to + 1]?.pos === 'conj';
  return adjacent ? next.objects : clause.objects;
}

function readSlots(
  clause: Clause,
  verb: VerbGroup,
  objects: readonly NounPhrase[],
  restObject: PrepPhrase | null,
  context: MatchContext,
): Slots {
  const pps = clause.pps
    .filter((pp) => pp !== restObject && context.units[pp.object.head]?.pos !== 'time')
    .flatMap((pp) => [pp, ...pp.object.conjuncts.map((object) => ({ ...pp, object }))])
    .map((pp) => ({ pp, referent: context.refer(pp.object) }));
  const subjectPhrase = clause.subject === null ? null : nameBeside(clause.subject, context);
  const subject = subjectPhrase === null ? null : context.refer(subjectPhrase);
  const [first, second] = objects;
  // "handing Russia a victory": the first of two objects is who gets the second.
  const two = restObject === null && second !== undefined && context.grammar.ditransitive.has(verb.lemma);
  if (two && first !== undefined)
    pps.push({ pp: { prep: 'to', at: first.from, object: first }, referent: context.refer(first) });
  const given = restObject?.object ?? (two ? second : first) ?? null;
  const object = given === null ? null : nameBeside(given, context);
  const objectReferent = object === null ? null : context.refer(object);
  for (const phrase of [object, ...(object?.conjuncts ?? [])])
    if (phrase !== null && phrase.of !== null && objectReferent?.place == null) {
      // "parts of Hajin", "the outskirts of the town": the place is inside the object.
      const inner = context.refer(phrase.of);
      if (
        satisfies(inner, 'place') === 2 &&
        (objectReferent?.types.has('region') ||
          objectReferent?.types.has('site') ||
          objectReferent?.types.has('ground'))
      )
        pps.push({ pp: { prep: 'in', at: phrase.to + 1, object: phrase.of }, referent: inner });
    }
  // "control of X passed to Y", "control over X remains with Y": the place stands inside the subject.
  if (subject?.types.has('control') === true && clause.subject !== null) pps.push(...insideOf(clause.subject, context));
  const objOthers = object === null ? [] : othersOf(object, context);
  const subjOthers = subjectPhrase === null ? [] : othersOf(subjectPhrase, context);
  // "clear Sirte of Islamic State holdouts": "of" behind a place's name is the verb's.
  if (object?.of != null && objectReferent?.place?.head === null)
    pps.push({ pp: { prep: 'of', at: object.to + 1, object: object.of }, referent: context.refer(object.of) });
  if (verb.voice === 'passive') {
    return {
      subj: byPhrase(clause, context),
      obj: subject,
      objOthers: subjOthers,
      pps: pps.filter(({ pp }) => pp.prep !== 'by' && pp.prep !== 'at the hands of'),
    };
  }
  return { subj: subject, obj: objectReferent, subjOthers, objOthers, pps };
}

/** The phrases behind "of" and "over" that belong to a noun. */
function insideOf(phrase: NounPhrase, context: MatchContext): Slots['pps'] {
  const of: PrepPhrase[] = phrase.of === null ? [] : [{ prep: 'of', at: phrase.to + 1, object: phrase.of }];
  return [...of, ...phrase.post.filter((pp) => pp.prep === 'over')]
    .flatMap((pp) => [pp, ...pp.object.conjuncts.map((object) => ({ ...pp, object }))])
    .map((pp) => ({ pp, referent: context.refer(pp.object) }));
}

/** The rest of the list that a phrase opens: "Hajin and Sousa", "the villages of A, B and C", "two towns, A and B". */
function othersOf(phrase: NounPhrase, context: MatchContext): Referent[] {
  const head = context.refer(phrase);
  const named = phrase.of !== null && (head.types.has('settlement') || head.types.has('region')) ? phrase.of : null;
  return [...phrase.conjuncts, ...(named?.conjuncts ?? [])].map(context.refer);
}

/** "two towns, A and B", "Jonglei's second town, Akobo": the names that stand beside a place's common noun, else itself. */
function nameBeside(phrase: NounPhrase, context: MatchContext): NounPhrase {
  const head = context.units[phrase.head];
  const common = head?.pos === 'noun' && (head.classes?.has('settlement') || head.classes?.has('region'));
  const { apposition } = phrase;
  if (!common || phrase.of !== null) return phrase;
  // "its two largest cities, Goma and Bukavu": a list that spells out the plural before the comma.
  const [first, ...rest] = phrase.conjuncts;
  const spelled = rest.length > 0 && phrase.conjuncts.every((one) => context.units[one.head]?.pos === 'name');
  if (first !== undefined && spelled && context.units[phrase.to + 1]?.text === ',')
    return { ...first, conjuncts: rest };
  if (apposition === null || first !== undefined) return phrase;
  const beside = context.refer(apposition);
  return beside.place !== null || beside.types.has('place-like') ? apposition : phrase;
}

function byPhrase(clause: Clause, context: MatchContext): Referent | null {
  const by = clause.pps.find(
    (pp) => (pp.prep === 'by' || pp.prep === 'at the hands of') && context.units[pp.object.head]?.pos !== 'time',
  );
  return by === undefined ? null : context.refer(by.object);
}

function addPrepNoun(slots: Slots, hit: PrepPhrase, frame: Frame, context: MatchContext): void {
  const phrase = hit.object;
  const owner = frame.roles['prepNoun.poss'];
  if (phrase.of !== null)
    slots.pps.push({ pp: { prep: 'of', at: phrase.to + 1, object: phrase.of }, referent: context.refer(phrase.of) });
  for (const pp of phrase.post)
    if (!slots.pps.some((one) => one.pp.object === pp.object))
      slots.pps.push({ pp, referent: context.refer(pp.object) });
  if (owner !== undefined && phrase.of === null) {
    const found = ownerOf(phrase, context);
    // "in their hands": those who hold are not those who are held.
    const referent = found === null ? null : { ...found, types: new Set([...found.types, 'captor']) };
    if (referent !== null) slots.pps.push({ pp: { prep: 'prepNoun.poss', at: phrase.from, object: phrase }, referent });
  }
}

function hasCount(clause: Clause, context: MatchContext): boolean {
  const subject = clause.subject;
  if (subject === null) return false;
  return context.units
    .slice(subject.from, subject.to + 1)
    .some((unit) => unit.pos === 'num' || /^(?:dozens|hundreds|scores|several|many)$/.test(unit.lower));
}

/** "still in their hands" with no verb of its own: whoever the clause is about is held. */
export function matchHands(clause: Clause, context: MatchContext, used: Set<NounPhrase>): Draft[] {
  const made: Draft[] = [];
  for (const pp of clause.pps) {
    if (used.has(pp.object) || clause.subject === null || clause.verb?.lemma === 'be') continue;
    for (const { frame } of context.grammar.framesByVerb.get('be') ?? []) {
      const nouns = frame.prepNouns[slotOf(pp.prep)];
      if (nouns === undefined || headMatch(pp.object, nouns, context.units) === null) continue;
      const subject = context.refer(clause.subject);
      if (satisfies(subject, frame.needs.subj ?? 'any') < 2) continue;
      const slots: Slots = { subj: subject, obj: null, pps: [] };
      addPrepNoun(slots, pp, frame, context);
      if (frame.roles['prepNoun.poss'] !== undefined && slots.pps.length === 0) continue;
      const before = context.units[pp.at - 1];
      const draft: Draft = {
        frame,
        clause,
        noun: pp.object,
        actor: null,
        recipient: null,
        places: [],
        origin: null,
        destinations: [],
        trigger: {
          start: before?.lower === 'still' ? before.start : (context.units[pp.at]?.start ?? 0),
          end: context.units[pp.object.head]?.end ?? 0,
        },
        governed: { kind: 'none' },
        withActor: [],
      };
      fillRoles(draft, slots, { passive: false, ...context.trait(frame.action) });
      made.push(draft);
      used.add(pp.object);
      break;
    }
  }
  return made;
}
