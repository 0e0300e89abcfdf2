/** Finds events: frames whose words a clause or noun phrase holds, with what stands in their slots. */
import type { Draft, Governed } from './draft.ts';
import type { Frame, Need } from './frame.ts';
import type { CueTables, Grammar } from './grammar.ts';
import type { Referent } from './referents.ts';
import { assign, fillRoles, type Slots, satisfies, slotOf } from './slots.ts';
import type { Clause, NounPhrase, PrepPhrase, Unit, VerbGroup } from './syntax.ts';

export type MatchContext = {
  units: readonly Unit[];
  clauses: readonly Clause[];
  phrases: readonly NounPhrase[];
  grammar: Grammar;
  refer(phrase: NounPhrase): Referent;
  /** Whether an action sets equals against each other, and whether it leaves a place. */
  trait(action: string): { symmetric: boolean; moves: boolean };
};

/** All events that the sentence's words name, in the order of their triggers. */
export function matchEvents(context: MatchContext): Draft[] {
  const used = new Set<NounPhrase>();
  const drafts: Draft[] = [];
  for (const clause of context.clauses) {
    if (clause.verb === null) continue;
    const made = matchVerb(clause, clause.verb, context);
    if (made === null) continue;
    drafts.push(made.draft);
    for (const phrase of made.used) used.add(phrase);
  }
  for (const clause of context.clauses) drafts.push(...matchHands(clause, context, used));
  for (const phrase of context.phrases) {
    if (used.has(phrase)) continue;
    const draft = matchNoun(phrase, context, null);
    if (draft !== null) drafts.push(draft, ...matchAgain(phrase, draft, context));
  }
  return drafts.sort((a, b) => a.trigger.start - b.trigger.start);
}

// ---------------------------------------------------------------------------------------------- verbs

type VerbMatch = { draft: Draft; used: NounPhrase[] };
type Candidate = { frame: Frame; score: number; slots: Slots; used: NounPhrase[]; triggerEnd: number };

function matchVerb(clause: Clause, verb: VerbGroup, context: MatchContext): VerbMatch | null {
  const lemmas = new Set([verb.lemma, ...(context.units[verb.head]?.forms?.map((form) => form.lemma) ?? [])]);
  let best: Candidate | null = null;
  for (const lemma of lemmas)
    for (const entry of context.grammar.framesByVerb.get(lemma) ?? []) {
      const candidate = tryFrame(entry.frame, entry.rest, clause, verb, context);
      if (candidate !== null && (best === null || candidate.score > best.score)) best = candidate;
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
  // An operation that acts is no second event: "Operation X had started to attack the city".
  if (draft.actor?.types.has('operation')) {
    const { phrase } = draft.actor;
    best.used.push(phrase, ...(phrase.apposition === null ? [] : [phrase.apposition]));
  }
  return { draft, used: best.used };
}

function tryFrame(
  frame: Frame,
  rest: readonly string[],
  clause: Clause,
  verb: VerbGroup,
  context: MatchContext,
): Candidate | null {
  const { units } = context;
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
  const slots = readSlots(clause, verb, objects, restObject, context);
  if (frame.objectNouns.length > 0) {
    const head = verb.voice === 'passive' ? clause.subject : (objects[0] ?? restObject?.object ?? null);
    const light = head === null ? null : headMatch(head, frame.objectNouns, units);
    if (head === null || light === null) return null;
    if (light.inner !== head) used.push(light.inner);
    used.push(head);
    score += 8 + (light.words - 1) * 2;
    slots.obj = null;
    if (verb.voice === 'passive') slots.subj = byPhrase(clause, context);
    for (const phrase of new Set([head, light.inner])) {
      for (const pp of phrase.post)
        if (!slots.pps.some((one) => one.pp.object === pp.object))
          slots.pps.push({ pp, referent: context.refer(pp.object) });
      if (phrase.of !== null)
        slots.pps.unshift({
          pp: { prep: 'of', at: phrase.to + 1, object: phrase.of },
          referent: context.refer(phrase.of),
        });
      for (const modifier of modifierPlaces(phrase, context)) slots.pps.push(modifier);
    }
    triggerEnd = Math.max(triggerEnd, verb.voice === 'passive' ? verb.head : head.head);
    const ditransitive = objects[1];
    if (ditransitive !== undefined && frame.roles.obj === undefined) slots.obj = context.refer(ditransitive);
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
    addPrepNoun(slots, hit, frame, context);
    slots.pps = slots.pps.filter((one) => one.pp.object !== hit.object);
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
    score += rate * 2;
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

/** "seized the opportunity", "attacked by critics": the words are there, the event is not. */
function isIdiom(frame: Frame, slots: Slots, context: MatchContext): boolean {
  const { cues } = context.grammar;
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
  if (slot === 'obj') return satisfies(slots.obj, need);
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
  if (object !== undefined && rest.length === 1) {
    const behind = matchAt(endOf(object) + 1);
    if (behind !== null) return { end: verb.head, object: null };
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
  const subject = clause.subject === null ? null : context.refer(clause.subject);
  const object = restObject?.object ?? objects[0] ?? null;
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
  if (verb.voice === 'passive') {
    return {
      subj: byPhrase(clause, context),
      obj: subject,
      pps: pps.filter(({ pp }) => pp.prep !== 'by' && pp.prep !== 'at the hands of'),
    };
  }
  return { subj: subject, obj: objectReferent, pps };
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

/** Whose a noun phrase is: its possessor, a possessive pronoun, or an actor named before its head. */
export function ownerOf(phrase: NounPhrase, context: MatchContext): Referent | null {
  if (phrase.possessor !== null) return context.refer(phrase.possessor);
  for (let at = phrase.head - 1; at >= phrase.from; at -= 1) {
    const unit = context.units[at];
    if (unit === undefined) continue;
    if (unit.pos === 'poss' || unit.role !== null || (unit.pos === 'name' && !isBacked(context.units, at))) {
      const referent = context.refer(part(at, unit.pos === 'name' || unit.role !== null ? phrase : null));
      if (
        unit.pos === 'poss' ||
        referent.actor !== null ||
        referent.unknownName !== null ||
        referent.country !== null ||
        referent.anaphor?.kind === 'role'
      )
        return referent;
    }
  }
  return null;
}

/** A phrase of one unit inside another. */
const part = (at: number, within: NounPhrase | null): NounPhrase => ({
  kind: 'np',
  from: within === null ? at : Math.max(within.from, at),
  to: at,
  head: at,
  possessor: null,
  of: null,
  post: [],
  governor: null,
  conjuncts: [],
  apposition: null,
  negated: false,
});

const isBacked = (units: readonly Unit[], at: number): boolean =>
  units[at + 1]?.pos === 'hyphen' &&
  !/^(?:led|linked|affiliated|run|dominated|aligned|allied)$/.test(units[at + 2]?.lower ?? '');

/** Places named before the head: "the Hajin offensive". */
function modifierPlaces(phrase: NounPhrase, context: MatchContext): Slots['pps'] {
  const made: Slots['pps'] = [];
  for (let at = phrase.from; at < phrase.head; at += 1) {
    const unit = context.units[at];
    if (unit?.pos !== 'name' || unit.names === null || isBacked(context.units, at)) continue;
    if (
      unit.names.some(
        (hit) => hit.kind === 'actor' || hit.kind === 'operation' || (hit.kind === 'country' && hit.demonym),
      )
    )
      continue;
    const referent = context.refer(part(at, phrase));
    if (referent.place !== null && !referent.types.has('country'))
      made.push({ pp: { prep: 'in', at, object: part(at, phrase) }, referent });
  }
  return made;
}

/** Whether a head (or the noun behind its "of") is one of these nouns; the longest match counts. */
function headMatch(
  phrase: NounPhrase,
  nouns: readonly string[],
  units: readonly Unit[],
): { words: number; inner: NounPhrase } | null {
  for (const inner of [phrase, ...(phrase.of === null ? [] : [phrase.of]), ...phrase.conjuncts]) {
    let best = 0;
    for (const noun of nouns) {
      const words = noun.split(' ');
      const from = inner.head - words.length + 1;
      if (from < inner.from) continue;
      const ok = words.every((word, i) => {
        const lower = units[from + i]?.lower ?? '';
        return lower === word || (i === words.length - 1 && singular(lower) === singular(word));
      });
      if (ok) best = Math.max(best, words.length);
    }
    if (best > 0) return { words: best, inner };
  }
  return null;
}

/** A crude singular, good enough to compare two forms of one noun. */
const singular = (word: string): string => word.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '');

function hasCount(clause: Clause, context: MatchContext): boolean {
  const subject = clause.subject;
  if (subject === null) return false;
  return context.units
    .slice(subject.from, subject.to + 1)
    .some((unit) => unit.pos === 'num' || /^(?:dozens|hundreds|scores|several|many)$/.test(unit.lower));
}

/** "still in their hands" with no verb of its own: whoever the clause is about is held. */
function matchHands(clause: Clause, context: MatchContext, used: Set<NounPhrase>): Draft[] {
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

// ---------------------------------------------------------------------------------------------- nouns

/** Further verbs over the same event noun: "the flow is continuing and will increase". */
function matchAgain(phrase: NounPhrase, first: Draft, context: MatchContext): Draft[] {
  const made: Draft[] = [];
  for (const clause of context.clauses) {
    if (clause === first.clause || clause.subject !== phrase || clause.verb === null || !clause.inherited) continue;
    const draft = matchNoun(phrase, context, clause);
    if (draft !== null && draft.governed.kind !== 'none')
      made.push({
        ...draft,
        trigger: { start: context.units[clause.verb.from]?.start ?? 0, end: context.units[clause.verb.to]?.end ?? 0 },
      });
  }
  return made;
}

function matchNoun(phrase: NounPhrase, context: MatchContext, within: Clause | null): Draft | null {
  const head = context.units[phrase.head];
  if (head === undefined) return null;
  const found = nounTrigger(phrase, context);
  if (found === null) return null;
  const { frame, from } = found;
  const before = context.units[from - 1]?.lower ?? '';
  if (from > phrase.from && (context.grammar.cues.eventlessModifiers.get(head.lower)?.has(before) ?? false))
    return null;
  const clause =
    within ??
    context.clauses.find(
      (one) => one.from <= phrase.from && phrase.to <= Math.max(one.to, one.verb?.to ?? 0) && holds(one, phrase),
    ) ??
    clauseAround(phrase, context);
  if (clause === null) return null;
  const governed = governing(phrase, clause, context);
  const draft: Draft = {
    frame,
    clause,
    noun: phrase,
    actor: null,
    recipient: null,
    places: [],
    origin: null,
    destinations: [],
    trigger: { start: context.units[from]?.start ?? head.start, end: head.end },
    governed: governed.effect,
    withActor: [],
  };
  const operation = head.names?.some((hit) => hit.kind === 'operation') ?? false;
  if (operation) draft.actor = context.refer(phrase);
  // Whose it is, nearest first: "Isis's attack", "the SDF-led offensive", "the attack by Isis", "launched an attack".
  const owner = operation ? null : ownerOf(phrase, context);
  if (owner !== null) placeOrActor(draft, owner, frame);
  for (const { pp, referent } of modifierPlaces(phrase, context)) assign(draft, referent, pp.prep, 'place');
  const ofPhrase = phrase.of ?? phrase.conjuncts.find((one) => one.of !== null)?.of ?? null;
  if (ofPhrase !== null) {
    const whose = frame.roles.of === undefined ? ofPhrase : null;
    if (whose !== null) for (const one of [whose, ...whose.conjuncts]) ofRole(draft, context.refer(one), frame);
    else assign(draft, context.refer(ofPhrase), 'of', frame.roles.of ?? 'none');
  }
  const traits = context.trait(frame.action);
  const own: Slots['pps'] = postPhrases(phrase, clause)
    .flatMap((pp) => [pp, ...pp.object.conjuncts.map((object) => ({ ...pp, object }))])
    .filter((pp) => context.units[pp.object.head]?.pos !== 'time')
    .map((pp) => ({ pp, referent: context.refer(pp.object) }));
  fillRoles(draft, { subj: null, obj: null, pps: own }, { passive: false, ...traits });
  if (governed.subject !== null && draft.actor === null && governed.subjectRole === 'actor')
    assign(draft, governed.subject, '', 'actor');
  if (governed.subject !== null && governed.subjectRole === 'recipient') assign(draft, governed.subject, '', 'target');
  if (governed.by !== null && draft.actor === null && governed.effect.kind === 'verb')
    assign(draft, governed.by, 'by', 'actor');
  if (
    frame.roles.complement === undefined &&
    (governed.effect.kind !== 'none' || governed.subjectRole !== null || draft.places.length === 0)
  )
    borrowPlaces(draft, clause, phrase, governed, context);
  const complement = frame.roles.complement;
  if (complement !== undefined && clause.verb?.lemma === 'be' && outermost(phrase, clause) === 'subject')
    for (const object of clause.objects.flatMap((one) => [one, ...one.conjuncts]))
      assign(draft, context.refer(object), '', complement);
  if (frame.action === 'attrition' && draft.actor === null) draft.actor = bearerOf(phrase, context);
  const anaphoric = isAnaphoric(phrase, context) && draft.governed.kind === 'verb';
  if (frame.requiresActor && draft.actor === null && !anaphoric) return null;
  if (frame.requiresPlace && draft.places.length === 0 && draft.destinations.length === 0) return null;
  if (frame.requiresRecipient && draft.recipient === null) return null;
  if (frame.needs.of === 'place' && ofPhrase !== null && satisfies(context.refer(ofPhrase), 'place') === 0) return null;
  if (frame.needs.of === 'place' && ofPhrase === null && draft.places.length === 0) return null;
  if (
    draft.actor === null &&
    draft.recipient === null &&
    draft.places.length === 0 &&
    draft.origin === null &&
    phrase.negated === false &&
    !anaphoric
  )
    return null;
  return draft;
}

/** "the flow continues": a definite event noun with nothing beside it goes back to an event told before. */
function isAnaphoric(phrase: NounPhrase, context: MatchContext): boolean {
  return (
    /^(?:the|this|that|these|those)$/.test(context.units[phrase.from]?.lower ?? '') &&
    phrase.of === null &&
    phrase.post.every((pp) => context.refer(pp.object).actor === null)
  );
}

/** Whose low morale it is: the nearest people named before it in the sentence. */
function bearerOf(phrase: NounPhrase, context: MatchContext): Referent | null {
  const before = context.phrases.filter((one) => one.to < phrase.from).map((one) => context.refer(one));
  return before.findLast((referent) => referent.types.has('armed')) ?? null;
}

function holds(clause: Clause, phrase: NounPhrase): boolean {
  const inside = (one: NounPhrase | null): boolean =>
    one !== null &&
    (one === phrase || one.conjuncts.includes(phrase) || inside(one.of) || one.post.some((pp) => inside(pp.object)));
  return inside(clause.subject) || clause.objects.some(inside) || clause.pps.some((pp) => inside(pp.object));
}

function clauseAround(phrase: NounPhrase, context: MatchContext): Clause | null {
  return context.clauses.findLast((one) => one.from <= phrase.from) ?? context.clauses[0] ?? null;
}

function nounTrigger(phrase: NounPhrase, context: MatchContext): { frame: Frame; from: number } | null {
  const { units, grammar } = context;
  const head = units[phrase.head];
  if (head === undefined || head.pos === 'time' || head.pos === 'pron') return null;
  if (head.names?.some((hit) => hit.kind === 'operation')) {
    const frame = grammar.frames.find((one) => one.id === 'offensive');
    return frame === undefined ? null : { frame, from: phrase.head };
  }
  for (let from = phrase.from; from <= phrase.head; from += 1) {
    const candidates = grammar.nounTriggers.get(units[from]?.lower.split(' ')[0] ?? '');
    if (candidates === undefined) continue;
    const lowers = units
      .slice(from, phrase.head + 1)
      .map((unit) => unit.lower)
      .join(' ')
      .replace(/ - /g, '-');
    const hit = candidates.find((one) => one.words.join(' ') === lowers);
    if (hit !== undefined) return { frame: hit.value, from };
  }
  return null;
}

/** A possessor or premodifier of an event noun: a place that something happens to, or the one who does it. */
function placeOrActor(draft: Draft, owner: Referent, frame: Frame): void {
  if (owner.actor === null && owner.place !== null && !owner.types.has('country')) {
    draft.places.push({ referent: owner, prep: 'in' });
    return;
  }
  const victim = owner.types.has('civilian') && frame.of !== 'actor';
  assign(draft, owner, '', victim ? 'recipient' : 'actor');
}

function ofRole(draft: Draft, referent: Referent, frame: Frame): void {
  const place =
    referent.place !== null ||
    referent.anaphor?.kind === 'place' ||
    (referent.types.has('place') && referent.actor === null);
  switch (frame.of) {
    case 'actor':
      if (place && !referent.types.has('country')) assign(draft, referent, 'of', 'place');
      else assign(draft, referent, 'of', 'actor');
      return;
    case 'recipient':
      assign(draft, referent, 'of', place ? 'place' : 'recipient');
      return;
    case 'place':
    case 'place-or-recipient':
    case 'place-or-property':
      assign(draft, referent, 'of', place || referent.unknownName !== null ? 'place' : 'recipient');
      return;
    default:
      // "an attack of the SDF" is the SDF's; "the attack of the base" is the base's.
      assign(draft, referent, 'of', place ? 'place' : 'actor');
  }
}

/** What follows an event noun and belongs to it. */
function postPhrases(phrase: NounPhrase, clause: Clause): PrepPhrase[] {
  const listed = [phrase, ...phrase.conjuncts].flatMap((one) => [...one.post, ...(one.of?.post ?? [])]);
  const beforeVerb =
    clause.subject !== null && (clause.subject === phrase || clause.subject.conjuncts.includes(phrase))
      ? clause.pps.filter((pp) => pp.at > phrase.to && (clause.verb === null || pp.at < clause.verb.from))
      : [];
  return [...new Set([...listed, ...beforeVerb])];
}

type Governing = {
  effect: Governed;
  subject: Referent | null;
  subjectRole: 'actor' | 'recipient' | null;
  by: Referent | null;
};

/** What the verb over an event noun makes of it: "launched an attack", "the attack was repelled", "plans an attack". */
function governing(phrase: NounPhrase, clause: Clause, context: MatchContext): Governing {
  const none: Governing = { effect: { kind: 'none' }, subject: null, subjectRole: null, by: null };
  const { verb } = clause;
  const { cues } = context.grammar;
  const nominal = nominalGovernor(phrase, context);
  if (nominal !== null) {
    const subject =
      clause.subject !== null && clause.subject !== phrase && !holdsPhrase(clause.subject, phrase)
        ? context.refer(clause.subject)
        : null;
    return {
      effect: { kind: 'effect', factuality: nominal },
      subject,
      subjectRole: subject === null ? null : 'actor',
      by: null,
    };
  }
  if (verb === null) return none;
  const top = outermost(phrase, clause);
  if (top === 'subject') {
    const by = clause.pps.find((pp) => pp.prep === 'by');
    if (verb.voice === 'passive') {
      const value = supportOf(verb, '', cues, context.units);
      if (value === null) return none;
      const byReferent = by === undefined ? null : context.refer(by.object);
      return withEffect(value, null, byReferent, true);
    }
    const value = supportOf(verb, '', cues, context.units, /^(?:occur|failing|ended|failed)$/);
    if (value === 'occur') return { ...none, effect: { kind: 'verb' } };
    if (value === 'failing') return { ...none, effect: { kind: 'effect', factuality: 'failed' } };
    if (value === 'ended') return { ...none, effect: { kind: 'verb' } };
    if (verb.lemma === 'be') return { ...none, effect: { kind: 'verb' } };
    return none;
  }
  const subject = clause.subject === null ? null : context.refer(clause.subject);
  if (top === 'object' && verb.voice === 'active') {
    const value = supportOf(verb, '', cues, context.units);
    if (value !== null && value !== 'occur' && value !== 'failing') return withEffect(value, subject, null, false);
    return none;
  }
  if (top !== null && typeof top === 'object') {
    const value = supportOf(verb, top.prep, cues, context.units);
    if (value !== null && value !== 'occur' && value !== 'failing') return withEffect(value, subject, null, false);
  }
  return none;
}

function withEffect(value: string, subject: Referent | null, by: Referent | null, passive: boolean): Governing {
  switch (value) {
    case 'actor':
      return { effect: { kind: 'verb' }, subject, subjectRole: 'actor', by };
    case 'recipient':
      return { effect: { kind: 'verb' }, subject, subjectRole: 'recipient', by };
    case 'failed':
      return {
        effect: { kind: 'effect', factuality: 'failed' },
        subject: passive ? by : subject,
        subjectRole: 'recipient',
        by: null,
      };
    case 'negated':
    case 'planned':
    case 'attempted':
      return { effect: { kind: 'effect', factuality: value }, subject, subjectRole: 'actor', by };
    case 'ended':
      return { effect: { kind: 'effect', factuality: 'ended' }, subject, subjectRole: 'actor', by };
    default:
      return { effect: { kind: 'none' }, subject: null, subjectRole: null, by };
  }
}

/** The support class of a verb, with the preposition or particle that it takes ("come under", "call off"). */
function supportOf(
  verb: VerbGroup,
  prep: string,
  cues: CueTables,
  units: readonly Unit[],
  only?: RegExp,
): string | null {
  const entries = (cues.support.get(verb.lemma) ?? []).filter((entry) => only === undefined || only.test(entry.value));
  const behind = units[verb.head + 1]?.lower ?? '';
  for (const { rest, value } of entries) {
    if (rest.length === 0) {
      if (prep === '') return value;
      continue;
    }
    const words = rest.join(' ');
    if (prep !== '' && (words === prep || words === `${behind} ${prep}`)) return value;
    if (
      prep === '' &&
      (words === behind ||
        words ===
          units
            .slice(verb.head + 1, verb.head + 1 + rest.length)
            .map((unit) => unit.lower)
            .join(' '))
    )
      return value;
  }
  return null;
}

const holdsPhrase = (outer: NounPhrase, inner: NounPhrase): boolean =>
  outer === inner ||
  outer.conjuncts.includes(inner) ||
  (outer.of !== null && holdsPhrase(outer.of, inner)) ||
  outer.post.some((pp) => holdsPhrase(pp.object, inner));

/** Where in the clause the phrase stands: in the subject, the object, or behind a preposition. */
function outermost(phrase: NounPhrase, clause: Clause): 'subject' | 'object' | PrepPhrase | null {
  const near = (outer: NounPhrase | null): boolean =>
    outer !== null && (outer === phrase || outer.conjuncts.includes(phrase) || (outer.of !== null && near(outer.of)));
  if (near(clause.subject)) return 'subject';
  if (clause.objects.some(near)) return 'object';
  return clause.pps.find((pp) => near(pp.object)) ?? null;
}

/** "plans for an attack", "the threat of an offensive", "attempts at negotiation": the noun over this one. */
function nominalGovernor(phrase: NounPhrase, context: MatchContext): 'planned' | 'attempted' | 'failed' | null {
  for (const outer of context.phrases) {
    if (outer === phrase) continue;
    const hangs =
      outer.of === phrase ||
      outer.post.some((pp) => pp.object === phrase && /^(?:for|of|on|against|at)$/.test(pp.prep));
    if (!hangs) continue;
    const value = context.grammar.cues.nominal.get(context.units[outer.head]?.lower ?? '');
    if (value === 'planned' || value === 'attempted' || value === 'failed') return value;
  }
  return null;
}

/** Places of the clause that a supported event noun shares ("In Hajin, the SDF launched an attack"). */
function borrowPlaces(
  draft: Draft,
  clause: Clause,
  phrase: NounPhrase,
  governed: Governing,
  context: MatchContext,
): void {
  const inside = governed.effect.kind !== 'none';
  const traits = context.trait(draft.frame.action);
  const pps = clause.pps.filter(
    (pp) => pp.object !== phrase && !holdsPhrase(pp.object, phrase) && context.units[pp.object.head]?.pos !== 'time',
  );
  const others = pps.filter(
    (pp) => !draft.places.some((fill) => fill.referent.phrase === pp.object) && draft.recipient?.phrase !== pp.object,
  );
  for (const pp of others) {
    const referent = context.refer(pp.object);
    const place = satisfies(referent, 'place') === 2;
    if (inside && draft.places.length === 0 && place)
      fillRoles(draft, { subj: null, obj: null, pps: [{ pp, referent }] }, { passive: false, ...traits });
    else if (inside && !place && draft.recipient === null && /^(?:against|on|with)$/.test(slotOf(pp.prep)))
      fillRoles(draft, { subj: null, obj: null, pps: [{ pp, referent }] }, { passive: false, ...traits });
    else if (!inside && draft.places.length === 0 && place && /^(?:in|at|near)$/.test(slotOf(pp.prep)))
      assign(draft, referent, pp.prep, 'place');
  }
}
