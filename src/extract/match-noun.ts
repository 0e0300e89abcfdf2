/** Events named by nouns: "the SDF offensive at Hajin", "an attack on the base by gunmen". */
import type { Draft, PlaceFill } from './draft.ts';
import type { Frame } from './frame.ts';
import { type Governing, governing, isAbility, outermost } from './governing.ts';
import { launchedIn, otherSide, sidesOf, wonBy } from './implied-sides.ts';
import type { MatchContext } from './match-context.ts';
import { TIME_MEASURES } from './noun-phrases.ts';
import { holdsPhrase, modifierPlaces, ownerOf } from './phrase-owner.ts';
import type { Referent } from './referents.ts';
import { assign, fillRoles, type Slots, satisfies, slotOf } from './slots.ts';
import type { Clause, NounPhrase, PrepPhrase } from './syntax.ts';
import { describesSource } from './verb-slots.ts';

/** Further verbs over the same event noun: "the flow is continuing and will increase". */
export function matchAgain(phrase: NounPhrase, first: Draft, context: MatchContext): Draft[] {
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

/** "The Joint Forces, an alliance of former rebels": beside a name, the noun for a group is who that is. */
const isWho = (phrase: NounPhrase, { units, phrases }: MatchContext): boolean =>
  units[phrase.head]?.classes?.has('people-group') === true &&
  phrases.some((outer) => outer.apposition === phrase && units[outer.head]?.pos === 'name');

/** "the commander of Operation X", "the ability to conduct operations": what somebody is, or could do, and no event. */
function isOnlyKind(phrase: NounPhrase, clause: Clause, context: MatchContext): boolean {
  const says = (outer: NounPhrase | null): boolean =>
    outer !== null && context.grammar.cues.eventlessGovernors.has(context.units[outer.head]?.lower ?? '');
  if (isAbility(clause, context)) return true;
  if (isWho(phrase, context)) return true;
  const about = (outer: NounPhrase): boolean => outer.post.some((pp) => pp.prep === 'about' && pp.object === phrase);
  return context.phrases.some((outer) => (outer.of === phrase || about(outer)) && says(outer));
}

export function matchNoun(phrase: NounPhrase, context: MatchContext, within: Clause | null): Draft | null {
  const head = context.units[phrase.head];
  if (head === undefined) return null;
  const found = nounTrigger(phrase, context);
  if (found === null) return null;
  const { frame, from } = found;
  const before = context.units[from - 1]?.lower ?? '';
  if (from > phrase.from && (context.grammar.cues.eventlessModifiers.get(head.lower)?.has(before) ?? false))
    return null;
  const clause = within ?? launchedIn(phrase, context) ?? clauseOf(phrase, context) ?? clauseAround(phrase, context);
  if (clause === null || isOnlyKind(phrase, clause, context)) return null;
  if (isTreatyByName(phrase, context)) return null;
  // "withdrew to avoid encirclement"
  if (frame.action === 'besiege' && /^(?:avoid|evade|elude|escape)$/.test(clause.verb?.lemma ?? '')) return null;
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
  const operation = head.names?.some((hit) => hit.kind === 'operation' || hit.kind === 'actor') ?? false;
  const named = head.names?.some((hit) => hit.kind === 'operation') ?? false;
  if (operation) draft.actor = context.refer(phrase);
  // Whose it is, nearest first: "Isis's attack", "the SDF-led offensive", "the attack by Isis", "launched an attack".
  const owner = operation ? null : ownerOf(phrase, context);
  // "carried out the Westgate attack": beside the one who did it a name that nobody knows is not another's.
  const told = governed.subjectRole === 'actor' && governed.subject !== null && owner?.phrase.from === owner?.phrase.to;
  const label = NAMED_AFTER.test(frame.action) && owner?.unknownName != null && phrase.possessor === null;
  if (owner !== null && !label && !(told && owner.unknownName !== null && phrase.possessor === null))
    placeOrActor(draft, owner, frame);
  for (const { pp, referent } of modifierPlaces(phrase, context)) assign(draft, referent, pp.prep, 'place', pp.at);
  const placed = draft.places.length > 0;
  const inside = phrase.of ?? phrase.conjuncts.find((one) => one.of !== null)?.of ?? null;
  // "a ceasefire of six months": how long, and nobody's.
  const ofPhrase = inside !== null && TIME_MEASURES.has(context.units[inside.head]?.lower ?? '') ? null : inside;
  if (ofPhrase !== null) {
    const inner = frame.roles.of === undefined ? ofPhrase : null;
    if (inner !== null) for (const one of [inner, ...inner.conjuncts]) ofRole(draft, context.refer(one), frame);
    else assign(draft, context.refer(ofPhrase), 'of', frame.roles.of ?? 'none');
  }
  const traits = context.trait(frame.action);
  const own: Slots['pps'] = postPhrases(phrase, clause)
    .flatMap((pp) => [pp, ...pp.object.conjuncts.map((object) => ({ ...pp, object }))])
    .filter((pp) => context.units[pp.object.head]?.pos !== 'time')
    .flatMap((pp) => [pp, ...otherSide(pp, context)])
    .map((pp) => ({ pp, referent: context.refer(pp.object) }));
  fillRoles(draft, { subj: null, obj: null, pps: own }, { passive: false, ...traits });
  // An operation that is only named is a label: it needs a place of its own, or a verb that carries it out.
  if (named && draft.places.length === 0 && governed.effect.kind === 'none') return null;
  wonBy(draft, phrase, clause, context);
  if (phrase.governor?.prep === 'under') sufferedBy(draft, phrase, clause, context);
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
  if (complement === 'recipient' && draft.recipient === null) {
    const told = context.clauses.find(
      (one) => one.kind === 'infinitive' && one.antecedent === phrase && !one.inherited,
    );
    if (told?.subject != null) draft.recipient = context.refer(told.subject);
  }
  if (
    complement !== undefined &&
    complement !== 'recipient' &&
    clause.verb?.lemma === 'be' &&
    outermost(phrase, clause) === 'subject'
  )
    for (const object of clause.objects.flatMap((one) => [one, ...one.conjuncts]))
      assign(draft, context.refer(object), '', complement);
  if (frame.action === 'attrition' && draft.actor === null) draft.actor = bearerOf(phrase, context);
  if (hitsObject(phrase, clause))
    for (const object of clause.objects.flatMap((one) => [one, ...one.conjuncts]))
      assign(draft, context.refer(object), '', 'target');
  const harmful = explainsHarm(phrase, clause);
  if (frame.asInstrument && !harmful) return null;
  const anaphoric = isAnaphoric(phrase, context) && draft.governed.kind === 'verb';
  if (frame.requiresActor && draft.actor === null && !anaphoric) return null;
  if (frame.requiresPlace && draft.places.length === 0 && draft.destinations.length === 0) return null;
  if (frame.requiresParty && draft.actor === null && draft.recipient === null) return null;
  if (frame.requiresRecipient && draft.recipient === null) return null;
  if (frame.needs.of === 'place' && ofPhrase !== null && satisfies(context.refer(ofPhrase), 'place') === 0) return null;
  if (frame.needs.of === 'place' && ofPhrase === null && !placed) return null;
  if (frame.needs.to === 'actor' && draft.actor === null) return null;
  if (
    draft.actor === null &&
    draft.recipient === null &&
    draft.places.length === 0 &&
    draft.origin === null &&
    phrase.negated === false &&
    !anaphoric &&
    !harmful
  )
    return null;
  return draft;
}

/** "the Haigeng accord" goes by the name of a place or of who brought it about. */
const NAMED_AFTER = /^(?:agreement|ceasefire|negotiate|exchange)$/;

/** "Under attack from Isis, the army withdrew": who is under attack is the clause's subject, who attacks stands behind. */
function sufferedBy(draft: Draft, phrase: NounPhrase, clause: Clause, context: MatchContext): void {
  const from = [...phrase.post, ...clause.pps].find((pp) => pp.at === phrase.to + 1 && /^(?:from|by)$/.test(pp.prep));
  if (from === undefined) return;
  draft.actor = context.refer(from.object);
  draft.recipient = null;
  draft.origin = null;
  if (clause.subject !== null) assign(draft, context.refer(clause.subject), '', 'target');
}

/** "in line with the Stockholm Agreement", "under the Oslo Accords": a treaty that is only named. */
const isTreatyByName = ({ head, governor }: NounPhrase, { units }: MatchContext): boolean =>
  governor !== null &&
  /^(?:with|under|to|by|of)$/.test(governor.prep) &&
  /^\p{Lu}/u.test(units[head]?.text ?? '') &&
  /(?:agreements?|accords?|pacts?|treat(?:y|ies))$/.test(units[head]?.lower ?? '');

/** "the flow continues": a definite event noun with nothing beside it goes back to an event told before. */
function isAnaphoric(phrase: NounPhrase, context: MatchContext): boolean {
  return (
    /^(?:the|this|that|these|those)$/.test(context.units[phrase.from]?.lower ?? '') &&
    phrase.of === null &&
    phrase.post.every((pp) => context.refer(pp.object).actor === null)
  );
}

/** "killed in an airstrike", "wounded by a mine": the noun says how people came to harm. */
function explainsHarm(phrase: NounPhrase, clause: Clause): boolean {
  if (clause.verb === null || !HARM.test(clause.verb.lemma)) return false;
  const top = outermost(phrase, clause);
  return top !== null && typeof top === 'object' && HOW.test(top.prep);
}
const HARM = /^(?:kill|wound|injure|die|hurt|perish|maim|harm|murder|slay|destroy|damage|hit|level|ruin|flatten)$/;
const HOW = /^(?:in|by|during|after|following|from|as a result of|due to|because of|when|amid|with)$/;

/** "air strikes hit the town", "the shelling killed a child": the verb over the noun says whom or what it struck. */
const hitsObject = (phrase: NounPhrase, clause: Clause): boolean =>
  clause.verb !== null &&
  clause.verb.voice === 'active' &&
  HITS.test(clause.verb.lemma) &&
  outermost(phrase, clause) === 'subject';
const HITS = /^(?:hit|strike|target|pound|rock|kill|wound|injure|destroy|damage|shake|level|devastate)$/;

/** "Israeli strikes" are no walk-out, "a workers' strike" no air raid. */
function hasOwnerNeeded(frame: Frame, phrase: NounPhrase, context: MatchContext): boolean {
  const need = frame.needs.owner;
  if (frame.needs.on === 'place' && !isOnTown(phrase, context)) return false;
  if (need === undefined) return true;
  const owner = ownerOf(phrase, context);
  const by = phrase.post.find((pp) => pp.prep === 'by') ?? null;
  return (
    satisfies(owner, need) > 0 ||
    (owner?.country ?? null) !== null ||
    (by !== null && satisfies(context.refer(by.object), need) > 0) ||
    // "three dead in Gaza strike": a walkout kills nobody.
    context.clauses.some((clause) => explainsHarm(phrase, clause)) ||
    hasTarget(phrase, context)
  );
}

/** "his march on Tripoli" is no procession. */
const isOnTown = (phrase: NounPhrase, context: MatchContext): boolean =>
  phrase.post.some(
    ({ prep, object }) =>
      prep === 'on' && /^(?:city|town|village)$/.test(context.refer(object).place?.entry?.kind ?? ''),
  );

/** "strikes on Odesa", "strikes against the rebels": what is struck tells violence from a walkout. */
const hasTarget = (phrase: NounPhrase, context: MatchContext): boolean =>
  phrase.post.some((pp) => {
    const referent = /^(?:on|against)$/.test(pp.prep) ? context.refer(pp.object) : null;
    return (
      referent !== null &&
      (referent.types.has('site') || satisfies(referent, 'place') > 0 || referent.types.has('forces'))
    );
  });

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

/** The clause that a phrase stands in: "a truce brokered by Egypt took effect" took effect. */
function clauseOf(phrase: NounPhrase, { clauses }: MatchContext): Clause | null {
  let brief: Clause | null = null;
  for (const one of clauses) {
    if (one.from > phrase.from || phrase.to > Math.max(one.to, one.verb?.to ?? 0) || !holds(one, phrase)) continue;
    if (one.kind !== 'reduced' || one.antecedent !== phrase) return one;
    brief ??= one;
  }
  return brief;
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
  // Most heads end no event noun.
  if (!head.word.endsEvent) return null;
  for (let from = phrase.from; from <= phrase.head; from += 1) {
    const behind = units.slice(from + 1, phrase.head + 1).map((unit) => unit.lower);
    // "US drone" strike, "Syrian air strikes": a name may end with the first words of what happened.
    const words = units[from]?.lower.split(' ') ?? [];
    for (let skipped = 0; skipped < words.length; skipped += 1) {
      const candidates = grammar.nounTriggers.get(words[skipped] ?? '');
      if (candidates === undefined) continue;
      // "the Brotherhood Alliance" is who it is, "a US airstrike" is not; "US drone" strike needs a noun of its own.
      const within = skipped > 0 && from === phrase.head;
      const lowers = [...words.slice(skipped), ...behind].join(' ').replace(/ - /g, '-');
      const hit = candidates.find(
        (one) =>
          one.text === lowers &&
          (!within || one.value.action === 'airstrike') &&
          hasOwnerNeeded(one.value, phrase, context),
      );
      if (hit !== undefined) return { frame: hit.value, from };
    }
  }
  return null;
}

/** A possessor or premodifier of an event noun: a place that something happens to, or the one who does it. */
function placeOrActor(draft: Draft, owner: Referent, frame: Frame): void {
  if (owner.actor === null && owner.place !== null && !owner.types.has('country')) {
    draft.places.push({ referent: owner, prep: 'in', list: owner.start });
    return;
  }
  const victim = (owner.types.has('civilian') && frame.of !== 'actor') || frame.roles.poss === 'recipient';
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

/** "in the forest near Tekalguda": a place without a name of its own leaves room for one that has it. */
const isNamed = ({ referent }: PlaceFill): boolean => referent.place !== null || referent.unknownName !== null;

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
    (pp) =>
      pp.object !== phrase &&
      !holdsPhrase(pp.object, phrase) &&
      !describesSource(pp, clause) &&
      context.units[pp.object.head]?.pos !== 'time',
  );
  const others = pps.filter(
    (pp) => !draft.places.some((fill) => fill.referent.phrase === pp.object) && draft.recipient?.phrase !== pp.object,
  );
  for (const pp of others) {
    const referent = context.refer(pp.object);
    // A name that nobody knows is a place where only a place can stand: "took place in Bariire".
    const sure = /^(?:in|at|near|around|outside)$/.test(pp.prep) ? 1 : 2;
    const place = satisfies(referent, 'place') >= sure;
    if (!place && traits.symmetric && /^(?:between|among)$/.test(pp.prep)) {
      for (const party of sidesOf(pp, context)) assign(draft, context.refer(party), pp.prep, 'parties');
      continue;
    }
    if (inside && !draft.places.some(isNamed) && place)
      fillRoles(draft, { subj: null, obj: null, pps: [{ pp, referent }] }, { passive: false, ...traits });
    else if (inside && draft.actor === null && traits.symmetric && /^(?:between|among)$/.test(pp.prep))
      for (const object of sidesOf(pp, context)) assign(draft, context.refer(object), pp.prep, 'parties');
    else if (inside && !place && draft.recipient === null && /^(?:against|on|with)$/.test(slotOf(pp.prep)))
      fillRoles(draft, { subj: null, obj: null, pps: [{ pp, referent }] }, { passive: false, ...traits });
    else if (!inside && draft.places.length === 0 && place && /^(?:in|at|near)$/.test(slotOf(pp.prep)))
      assign(draft, referent, pp.prep, 'place', pp.at);
  }
}
