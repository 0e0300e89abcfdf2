/** Folds what belongs to another event into it: victims into the violence that made them, an aim into what pursued it. */
import type { FoundEvent } from './sentence-events.ts';
import type { Clause, NounPhrase } from './syntax.ts';

const VIOLENT = new Set([
  'attack',
  'ambush',
  'clash',
  'airstrike',
  'shell',
  'bombing',
  'suicide-bombing',
  'grenade',
  'chemical-attack',
  'offensive',
  'mob-violence',
  'riot',
]);
/** Ground actions that cost lives too: "recaptured the town. Six fighters were killed." */
const GROUND = new Set(['capture', 'expel', 'advance', 'repel', 'clear', 'besiege', 'loot', 'destroy']);
/** Violence that says itself how it was done; an unspecific attack beside it is the same one. */
const REMOTE = new Set(['airstrike', 'shell', 'bombing', 'suicide-bombing', 'grenade', 'chemical-attack']);
/** Measures that a raid or operation is only the circumstance of. */
const MEASURES = new Set(['arrest', 'seize-weapons', 'disarm-bomb', 'kidnap']);
/** Frames that tell of victims and not, by themselves, of fighting. */
const VICTIM_FRAMES = new Set(['kill.verb', 'kill.unknown', 'kill.casualties', 'clash.kill-soldiers']);
/** How far back, in sentences, the cause of "Five people were killed." may be told. */
const REACH = 2;
const CAUSE = /^(?:in|by|during|after|following|from|as a result of|because of|due to|when|amid|with)$/;
const WHEN = /^(?:when|after|as|while|once|because|during|following|shortly after|just after|soon after|since)$/;

/** One event with victims where the text tells of violence and of whom it hit, not two. */
export function foldVictims(found: readonly FoundEvent[]): FoundEvent[] {
  const dropped = new Set<FoundEvent>();
  for (const [index, one] of found.entries()) {
    if (dropped.has(one)) continue;
    const others = around(found, index).filter((other) => other !== one && !dropped.has(other));
    if (isBackground(one, others)) {
      dropped.add(one);
      continue;
    }
    const into = isVictims(one) ? causeOf(one, others) : sameViolence(one, others);
    if (into === null) continue;
    take(into, one);
    dropped.add(one);
  }
  return found.filter((one) => !dropped.has(one));
}

/** The events of the same sentence and of those that reach it; all that an event can be a part of. */
function around(found: readonly FoundEvent[], index: number): readonly FoundEvent[] {
  const sentence = found[index]?.sentence ?? 0;
  let from = index;
  let to = index;
  while (from > 0 && sentence - (found[from - 1]?.sentence ?? 0) <= REACH) from -= 1;
  while (to < found.length && found[to]?.sentence === sentence) to += 1;
  return found.slice(from, to);
}

/** "…, wounding six" says whom the violence hit, whoever or whatever its subject is. */
const isVictims = ({ draft, event }: FoundEvent): boolean =>
  draft.noun === null &&
  (VICTIM_FRAMES.has(draft.frame.id) ||
    // "15 militants were killed and two captured during clashes"
    (event.action === 'arrest' && draft.actor === null && draft.recipient?.types.has('count') === true) ||
    (draft.clause.kind === 'participle' && HARM.test(draft.clause.verb?.lemma ?? '')));
const HARM = /^(?:kill|wound|injure|hurt|maim)$/;

/** Violence, or a demonstration that force was used against. */
const isViolent = ({ event }: FoundEvent): boolean =>
  VIOLENT.has(event.action) || (event.eventType === 'Protests' && event.subEventType !== 'Peaceful protest');

const alike = (one: FoundEvent, other: FoundEvent): boolean => one.event.factuality === other.event.factuality;

/** The violence that made these victims, or null where the text tells of none. */
function causeOf(victims: FoundEvent, others: readonly FoundEvent[]): FoundEvent | null {
  const violent = others.filter((other) => isViolent(other) && !isVictims(other) && alike(other, victims));
  const here = violent.filter((other) => other.sentence === victims.sentence);
  const told = here.find((other) => isSaidCause(other, victims));
  if (told !== undefined) return told;
  const { clause } = victims.draft;
  if (clause.kind === 'participle' || clause.inherited) {
    const beside = here.find(
      (other) =>
        other.draft.noun === null &&
        (other.draft.clause === clause.parent || other.draft.clause.subject === clause.subject),
    );
    if (beside !== undefined) return beside;
  }
  if (victims.event.actor !== null) return null;
  if (here.length > 0) return nearest(here, victims);
  const before = others.filter(
    (other) => (isViolent(other) || GROUND.has(other.event.action)) && !isVictims(other) && alike(other, victims),
  );
  return (
    before.findLast(
      (other) =>
        other.sentence < victims.sentence && victims.sentence - other.sentence <= REACH && mayBeOne(other, victims),
    ) ?? null
  );
}

/** "in an airstrike", "the attack killed", "when a bomb exploded". */
function isSaidCause(cause: FoundEvent, victims: FoundEvent): boolean {
  const { clause } = victims.draft;
  const { noun } = cause.draft;
  if (noun !== null) {
    const inside = (phrase: NounPhrase | null): boolean =>
      phrase !== null && (phrase === noun || phrase.conjuncts.includes(noun) || inside(phrase.of));
    // "carried out twin car bombings, killing 20": the outcome of what the clause above carries out.
    if (clause.kind === 'participle' && clause.parent === cause.draft.clause && cause.draft.governed.kind === 'verb')
      return true;
    return inside(clause.subject) || clause.pps.some((pp) => CAUSE.test(pp.prep) && inside(pp.object));
  }
  return hangsOn(cause.draft.clause, clause);
}

const hangsOn = (inner: Clause, outer: Clause): boolean =>
  inner.parent === outer && inner.kind === 'adverbial' && WHEN.test(inner.introducer ?? '');

const nearest = (list: readonly FoundEvent[], to: FoundEvent): FoundEvent | null =>
  list.reduce<FoundEvent | null>(
    (best, one) => (best === null || distance(one, to) < distance(best, to) ? one : best),
    null,
  );

const distance = (a: FoundEvent, b: FoundEvent): number => Math.abs(a.event.trigger.start - b.event.trigger.start);

/** Whether nothing said of the victims speaks against this cause: another day, another place, another doer. */
function mayBeOne(cause: FoundEvent, victims: FoundEvent): boolean {
  const [a, b] = [cause.event, victims.event];
  if (a.date !== null && b.date !== null && a.date.edtf !== b.date.edtf) return false;
  return a.place === null || b.place === null || b.place.basis !== 'direct' || a.place.id === b.place.id;
}

/** "…, targeting a convoy", "seized rifles in a raid": the other event of the clause that this one only describes. */
function sameViolence(one: FoundEvent, others: readonly FoundEvent[]): FoundEvent | null {
  const { draft, event } = one;
  const here = others.filter((other) => other.sentence === one.sentence && alike(other, one));
  if (event.action === 'attack' && draft.noun === null && draft.clause.kind === 'participle')
    return here.find((other) => REMOTE.has(other.event.action) && other.draft.clause === draft.clause.parent) ?? null;
  if (event.action === 'attack' && draft.noun === null && isHitAndRun(one)) {
    const taken = here.find((other) => other.event.action === 'kidnap' && follows(other, one));
    if (taken !== undefined) return taken;
  }
  if (event.action === 'attack' && draft.noun === null)
    return here.find((other) => other.draft.noun !== null && other.draft.noun === draft.clause.subject) ?? null;
  if (draft.noun === null) return null;
  const { noun, clause } = draft;
  const hangs = (prep: string): boolean => /^(?:in|during|at|after|following)$/.test(prep);
  const circumstance =
    hangs(noun.governor?.prep ?? '') || clause.pps.some((pp) => pp.object.of === noun && hangs(pp.prep));
  if (!circumstance || !/^(?:attack|offensive|clear)$/.test(event.action)) return null;
  return (
    here.find(
      (other) =>
        other.draft.noun === null &&
        (MEASURES.has(other.event.action) || (REMOTE.has(other.event.action) && other.draft.clause === clause)),
    ) ?? null
  );
}

/**
 * What a sentence only mentions: the fighting that a ceasefire ends. It is told on the way to something else, by a noun
 * that no verb carries out.
 */
function isBackground({ draft, event, sentence }: FoundEvent, others: readonly FoundEvent[]): boolean {
  const here = others.filter((other) => other.sentence === sentence);
  if (event.action === 'clash' && draft.noun !== null && draft.governed.kind !== 'effect') {
    const carried =
      draft.governed.kind === 'verb' && draft.clause.kind === 'main' && draft.clause.subject === draft.noun;
    return !carried && here.some((other) => SETTLES.test(other.event.subEventType));
  }
  return false;
}
const SETTLES = /^(?:Agreement|Non-violent transfer of territory)$/;

/** "attacked the school, abducting 28 students": an attack on no fighters that is told for what was taken. */
const isHitAndRun = ({ draft }: FoundEvent): boolean =>
  draft.recipient?.types.has('combatant') !== true && draft.frame.id === 'attack.verb';

const follows = (later: FoundEvent, first: FoundEvent): boolean =>
  later.draft.clause.inherited &&
  (later.draft.clause.parent === first.draft.clause || later.draft.clause.subject === first.draft.clause.subject);

/** What the second telling knows goes to the first. */
function take(cause: FoundEvent, victims: FoundEvent): void {
  const { event } = cause;
  const { draft } = victims;
  event.actor ??= victims.event.actor;
  if (mayBeRecipient(victims, cause)) event.recipient ??= victims.event.recipient;
  event.place ??= victims.event.place;
  event.date ??= victims.event.date;
  const civilian = draft.recipient?.types.has('civilian') === true;
  if (civilian && isVictims(victims) && (event.action === 'attack' || event.action === 'ambush') && !isArmed(cause)) {
    event.eventType = 'Violence against civilians';
    event.subEventType = 'Attack';
  }
}

/** Fighters who died may be the attacker's own; those told of in the same sentence as hit are the other side's. */
function mayBeRecipient(victims: FoundEvent, { event, sentence }: FoundEvent): boolean {
  const { recipient } = victims.event;
  if (recipient === null || recipient.id === event.actor?.id) return false;
  if (victims.draft.recipient?.types.has('civilian') === true) return true;
  return victims.sentence === sentence && recipient.id !== 'unidentified-armed-group';
}

/** An attack on fighters stays a battle, whoever else it hit. */
const isArmed = ({ draft }: FoundEvent): boolean =>
  draft.recipient?.types.has('combatant') === true ||
  draft.recipient?.types.has('held-site') === true ||
  draft.places.some(({ referent }) => referent.types.has('base') || referent.types.has('held-site'));
