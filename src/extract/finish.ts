/** Drafts → events: resolves references, chooses the place, weighs control, names the ACLED type, keeps the evidence. */
import { createHash } from 'node:crypto';
import type { Article } from '../model/article.ts';
import type { Casualties, Event, EventDate, Factuality } from '../model/event.ts';
import type { PlaceKind } from '../model/knowledge.ts';
import type { PlaceRef, Ref } from '../model/ref.ts';
import { acledType } from './actions.ts';
import { type Source, sourceOf } from './attribution.ts';
import { circumstancesOf } from './circumstances.ts';
import { controlOf, type Extent } from './control.ts';
import type { DateMention } from './dates.ts';
import type { Discourse } from './discourse.ts';
import type { Draft, PlaceFill } from './draft.ts';
import { evidenceOf, span } from './evidence.ts';
import type { Rules } from './extract.ts';
import type { References } from './references.ts';
import type { ActorReading, PlaceReading, Referent } from './referents.ts';
import { actorRef, placeRef } from './refs.ts';
import { OBJECT_LIST } from './slots.ts';
import type { NounPhrase, ParsedSentence, Unit } from './syntax.ts';

/** What one sentence says happened, before references are resolved. */
export type SentenceEvents = {
  sentence: { start: number; end: number; heading: boolean };
  dates: readonly DateMention[];
  parsed: ParsedSentence;
  refer(phrase: NounPhrase): Referent;
  references: References;
  drafts: { draft: Draft; factuality: Factuality }[];
};

/** An event with what later passes need of how it was found. */
export type FoundEvent = { event: Event; draft: Draft; sentence: number };

export type FinishContext = { article: Article; discourse: Discourse; countries: readonly string[]; rules: Rules };

/** Actions that happen at a place even where a sentence leaves it to the one before. */
const SITUATED = new Set([
  'attack',
  'ambush',
  'clash',
  'kill',
  'execute',
  'torture',
  'arrest',
  'kidnap',
  'hold-hostages',
  'shell',
  'airstrike',
  'bombing',
  'suicide-bombing',
  'grenade',
  'chemical-attack',
  'clear',
  'repel',
  'offensive',
  'destroy',
  'loot',
  'expel',
  'seize-weapons',
  'protest',
  'riot',
  'mob-violence',
  'sexual-violence',
]);
/** Actions of which a list of places makes as many events. */
const PER_PLACE = new Set([
  'capture',
  'advance',
  'control',
  'hand-over',
  'withdraw',
  'attack',
  'shell',
  'airstrike',
  'besiege',
  'clash',
  'expel',
  'clear',
  'protest',
  'bombing',
]);

/** The events of one sentence, told to the discourse as they are found. */
export function finishSentence(found: SentenceEvents, index: number, context: FinishContext): FoundEvent[] {
  const made: FoundEvent[] = [];
  for (const { draft, factuality } of found.drafts) {
    const filled = fill(draft, found, context.discourse);
    const earlier =
      filled.actor === null && filled.recipient === null && draft.noun !== null && draft.places.length === 0
        ? context.discourse.lastEvent(draft.frame.action)
        : null;
    const places = choosePlaces(draft, filled.actor?.actor.id ?? null, found, context);
    for (const place of places) {
      const event = build({ draft, factuality, filled, place, found, context });
      if (event === null) continue;
      if (earlier !== null) recall(event, earlier);
      made.push({ event, draft, sentence: index });
      context.discourse.noteEvent(event);
      context.discourse.seeEvent({
        actor: filled.actor?.actor ?? null,
        recipient: filled.recipient?.actor ?? null,
        place: place?.place ?? null,
        // Whoever flees from somebody is at odds with him, too.
        hostile: draft.frame.action === 'flee' || (context.rules.actions.get(draft.frame.action)?.hostile ?? false),
        background:
          draft.clause.kind === 'adverbial' || draft.clause.kind === 'relative' || draft.clause.kind === 'reduced',
        at: draft.trigger.start,
      });
    }
  }
  shareWithinSentence(made, found);
  return made;
}

/** "The flow continues": participants are those of the event it goes back to. */
function recall(event: Event, earlier: Event): void {
  const again = <T extends { basis: string } | null>(ref: T): T => (ref === null ? ref : { ...ref, basis: 'coref' });
  event.actor = again(earlier.actor);
  event.recipient = again(earlier.recipient);
  event.place ??= again(earlier.place);
  event.destinations = earlier.destinations.map(again);
}

type FilledActor = { actor: ActorReading; referent: Referent };
type Filled = { actor: FilledActor | null; recipient: FilledActor | null };
type FilledPlace = { place: PlaceReading; referent: Referent; prep: string; list: number };

function fill(draft: Draft, found: SentenceEvents, discourse: Discourse): Filled {
  const read = (referent: Referent | null): FilledActor | null => {
    if (referent === null) return null;
    const actor = found.references.actorIn(referent);
    return actor === null ? null : { actor, referent };
  };
  // "clashes between the two sides", "both armies agreed": those who were last said to fight each other.
  const pair = draft.actor !== null && isBothSides(draft.actor, found.parsed.units) ? discourse.lastPair() : null;
  if (pair !== null && draft.actor !== null)
    return { actor: { actor: pair[0], referent: draft.actor }, recipient: { actor: pair[1], referent: draft.actor } };
  return { actor: read(draft.actor), recipient: read(draft.recipient) };
}

const isBothSides = ({ phrase, headWord }: Referent, units: readonly Unit[]): boolean =>
  /^(?:sides|parties|armies|groups|factions|forces|countries|both)$/.test(headWord) &&
  units.slice(phrase.from, phrase.head + 1).some(({ lower }) => /^(?:both|two|warring|rival)$/.test(lower));

/** The places of an event, most telling first; one null entry where it has none. */
function choosePlaces(
  draft: Draft,
  actorId: string | null,
  found: SentenceEvents,
  context: FinishContext,
): (FilledPlace | null)[] {
  const read = (fillOf: PlaceFill): FilledPlace | null => {
    const place = found.references.placeIn(fillOf.referent, actorId);
    return place === null ? null : { place, referent: fillOf.referent, prep: fillOf.prep, list: fillOf.list };
  };
  const direct = draft.places.map(read).filter((one) => one !== null);
  const moves = context.rules.actions.get(draft.frame.action)?.moves ?? false;
  if (direct.length === 0 && draft.origin !== null) {
    const origin = read(draft.origin);
    if (origin !== null) direct.push({ ...origin, prep: moves ? 'from' : origin.prep });
  }
  if (direct.length === 0 && !moves) for (const one of draft.destinations.map(read)) if (one !== null) direct.push(one);
  if (direct.length > 0) {
    const first = direct[0];
    if (first === undefined) return [null];
    const list = direct.filter((one) => one.list === first.list && one.prep !== 'between');
    // "two towns, A and B": the names, not what "two towns" could refer back to.
    const named = list.filter((one) => one.place.basis === 'direct');
    if (PER_PLACE.has(draft.frame.action) && list.length > 1) return named.length > 0 ? named : list;
    return [mostPrecise(direct, context)];
  }
  const vague = draft.places.find(
    (one) =>
      one.referent.anaphor?.kind === 'place' || one.referent.types.has('ground') || one.referent.types.has('held-site'),
  );
  if (vague !== undefined || SITUATED.has(draft.frame.action) || draft.clause.kind === 'purpose') {
    const near =
      matrixPlace(found, draft) ?? (draft.clause.kind === 'purpose' && moves ? null : nearPlace(found, draft));
    const ground = vague?.referent.types.has('ground') === true && vague.referent.anaphor === null;
    const current =
      (ground ? context.discourse.placeFor('province', actorId, draft.trigger.start) : null) ??
      near ??
      context.discourse.currentPlace({ within: vague === undefined ? 1 : 3 });
    if (current !== null) {
      const wording = ground ? draft.places.find((one) => one.referent.anaphor?.kind === 'place')?.referent : undefined;
      const referent = wording ?? vague?.referent ?? draft.actor ?? draft.recipient;
      if (referent != null) return [{ place: { ...current, basis: 'inferred' }, referent, prep: 'in', list: 0 }];
    }
  }
  return [null];
}

/** How wide a place is; a name that nobody knows is rather small. */
const WIDTH: Partial<Record<PlaceKind, number>> = { country: 3, admin1: 2, admin2: 1, area: 1, desert: 1 };
const widthOf = ({ place }: FilledPlace): number => (place.entry === null ? 0 : (WIDTH[place.entry.kind] ?? 0));

/** "in Hajin, in Deir ez-Zor": of places that contain each other, or differ in size, the smallest; otherwise the first. */
function mostPrecise(places: readonly FilledPlace[], context: FinishContext): FilledPlace | null {
  let best = places[0] ?? null;
  for (const one of places.slice(1)) {
    if (best === null) break;
    const above = context.rules.knowledge.ancestors(one.place.id);
    const within = /^(?:in|at|near|inside|)$/.test(one.prep) && /^(?:in|inside|across)$/.test(best.prep);
    if (above.some((place) => place.id === best?.place.id) || (within && widthOf(one) < widthOf(best))) best = one;
  }
  return best;
}

/**
 * The place of the clause that this one hangs on: "is closing ranks at Abu Kamal, to prevent escapes", "launched drones
 * at Odesa, wounding three", and where those are from who tell it ("residents of Namkham said …").
 */
function matrixPlace(found: SentenceEvents, draft: Draft): PlaceReading | null {
  const { clause } = draft;
  const { parent } = clause;
  if (parent === null) return null;
  const matrix = found.drafts.find((other) => other.draft !== draft && other.draft.clause === parent);
  const telling = clause.kind === 'complement' && parent.subject !== null ? found.refer(parent.subject) : null;
  const phrases =
    telling !== null && telling.types.has('person')
      ? [telling.phrase.of, ...telling.phrase.post.map((pp) => pp.object)]
      : clause.kind === 'participle' || clause.kind === 'purpose'
        ? parent.pps
            .filter((pp) => /^(?:in|at|on|near|against|into|outside|inside|towards?)$/.test(pp.prep))
            .map((pp) => pp.object)
        : [];
  const referents = [
    ...(matrix?.draft.places ?? []).map((fillOf) => fillOf.referent),
    ...phrases.flatMap((phrase) => (phrase === null ? [] : [found.refer(phrase)])),
  ];
  for (const referent of referents) {
    const place = found.references.placeIn(referent, null);
    if (place !== null && place.entry?.kind !== 'country') return place;
  }
  return null;
}

/** A place that another event of the same sentence has. */
function nearPlace(found: SentenceEvents, draft: Draft): PlaceReading | null {
  for (const other of found.drafts) {
    if (other.draft === draft) continue;
    for (const fillOf of other.draft.places) {
      const place = found.references.placeIn(fillOf.referent, null);
      if (place !== null && place.entry?.kind !== 'country') return place;
    }
  }
  return null;
}

function build(input: {
  draft: Draft;
  factuality: Factuality;
  filled: Filled;
  place: FilledPlace | null;
  found: SentenceEvents;
  context: FinishContext;
}): Event | null {
  const { draft, factuality, filled, found, context } = input;
  const { article, rules } = context;
  const row = rules.actions.get(draft.frame.action);
  // A hold on nothing that is a place is no statement about territory.
  if (row === undefined || (row.action === 'control' && input.place === null)) return null;
  const toPlace = (one: FilledPlace): PlaceRef => placeRef({ ...one, refer: found.refer, rules });
  const place = input.place === null ? null : toPlace(input.place);
  const source = sourceOf(draft.clause, {
    units: found.parsed.units,
    clauses: found.parsed.clauses,
    cues: rules.grammar.cues,
    refer: found.refer,
  });
  const attribution = source === null ? null : attributionOf(source, found, article.text);
  const actor =
    filled.actor === null ? speakerOf(draft.actor, attribution) : actorRef(filled.actor.actor, filled.actor.referent);
  const recipient =
    filled.recipient === null
      ? inferredEnemy(draft, filled, context)
      : actorRef(filled.recipient.actor, filled.recipient.referent);
  const readPlace = (fillOf: PlaceFill): PlaceRef[] => {
    const made = found.references.placeIn(fillOf.referent, null);
    return made === null ? [] : [toPlace({ ...fillOf, place: made })];
  };
  const evidence = evidenceOf(draft, found, article.text);
  const control = controlOf({
    draft,
    factuality,
    actor,
    recipient,
    place,
    prep: input.place?.prep ?? '',
    extent: input.place === null ? 'whole' : extentOf(draft, input.place),
    evidence: evidence.text,
    row,
  });
  const types = acledType(
    row,
    circumstancesOf({
      draft,
      factuality,
      actor: filled.actor?.actor ?? null,
      place: input.place?.place ?? null,
      countries: context.countries,
      evidence: evidence.text,
    }),
  );
  return {
    id: eventId(article.id, draft, input.place?.place.id ?? ''),
    action: row.action,
    ...types,
    plover: row.plover,
    actor,
    recipient,
    place,
    origin: draft.origin === null ? null : (readPlace(draft.origin)[0] ?? null),
    destinations: draft.destinations.flatMap(readPlace),
    date: dateOf(draft, found, factuality),
    factuality,
    attribution,
    control,
    casualties: null satisfies Casualties | null,
    evidence,
    trigger: span(article.text, draft.trigger.start, draft.trigger.end),
    rule: draft.frame.id,
    sameAs: null,
  };
}

/** How much of its place an event is about, by what was taken and how the place stands to it. */
function extentOf(draft: Draft, { referent, list, prep, place }: FilledPlace): Extent {
  if (referent.types.has('fringe')) return 'beside';
  if (referent.types.has('portion')) return 'part';
  const object = draft.places.find((fill) => fill.list === OBJECT_LIST)?.referent;
  if (object === undefined || list === OBJECT_LIST) {
    const site = referent.types.has('site') && !referent.types.has('settlement') && !referent.types.has('region');
    return place.basis === 'inferred' && site ? 'part' : 'whole';
  }
  if (prep === 'at' || prep === 'of') return 'whole';
  return /^(?:in|inside|within|across|throughout)$/.test(prep) ? 'part' : 'beside';
}

/** Ground actions whose other side may be left unsaid once the text has told who fights whom. */
const GROUND = new Set(['besiege', 'offensive', 'attack', 'capture', 'advance', 'expel', 'clear']);

/** Whom a ground action is against, where the text told before whom its actor fights. */
function inferredEnemy(draft: Draft, filled: Filled, context: FinishContext): Ref | null {
  if (!GROUND.has(draft.frame.action) || filled.actor === null) return null;
  const enemy = context.discourse.enemyOf(filled.actor.actor.id);
  return enemy === null ? null : { ...actorRef(enemy, filled.actor.referent), basis: 'inferred' };
}

/** "We have taken the city", "our men": whoever is quoted. */
function speakerOf(referent: Referent | null, attribution: Event['attribution']): Ref | null {
  if (referent === null || !referent.types.has('speaker') || attribution?.ref == null) return null;
  const { text, start, end } = referent;
  return { ...attribution.ref, text, start, end, basis: 'coref' };
}

function attributionOf(source: Source, found: SentenceEvents, text: string): Event['attribution'] {
  const actor = source.referent === null ? null : found.references.actorIn(source.referent);
  return {
    text: text.slice(source.start, source.end),
    ref: actor === null || source.referent === null ? null : actorRef(actor, source.referent),
    stance: source.stance,
  };
}

/** The date that stands with the event: in its clause, else the sentence's first. */
function dateOf(draft: Draft, found: SentenceEvents, factuality: Factuality): EventDate | null {
  const real =
    factuality === 'actual' || factuality === 'ongoing' || factuality === 'failed' || factuality === 'attempted';
  const usable = found.dates.filter((date) => date.usable || !real);
  const { units } = found.parsed;
  const own = new Set([...draft.clause.pps, ...(draft.noun?.post ?? [])].map((pp) => units[pp.object.head]?.start));
  // "The rebels, who seized the port in 2008, were forced out": a relative clause keeps its date to itself.
  const others = found.parsed.clauses.filter((one) => one !== draft.clause && /^(?:relative|reduced)$/.test(one.kind));
  const taken = new Set(others.flatMap((one) => one.pps.map((pp) => units[pp.object.head]?.start)));
  const date =
    usable.find((one) => own.has(one.start)) ??
    usable.find((one) => !taken.has(one.start) && Math.abs(one.start - draft.trigger.end) < 200) ??
    null;
  return date === null ? null : { edtf: date.edtf, text: date.text, precision: date.precision };
}

/** Stable over runs: the same article, frame and words give the same id. */
function eventId(articleId: string, draft: Draft, placeId: string): string {
  return createHash('sha256')
    .update([articleId, draft.frame.action, draft.trigger.start, draft.trigger.end, placeId].join('\u0000'))
    .digest('base64url')
    .slice(0, 16);
}

/** Who holds hostages took them, unless the sentence says otherwise. */
function shareWithinSentence(made: readonly FoundEvent[], found: SentenceEvents): void {
  void found;
  const holding = made.find(({ event }) => event.action === 'hold-hostages' && event.actor !== null);
  if (holding === undefined) return;
  for (const { event } of made)
    if (
      event.action === 'kidnap' &&
      event.actor === null &&
      event.recipient?.id === holding.event.recipient?.id &&
      holding.event.actor !== null
    ) {
      event.actor = { ...holding.event.actor, basis: 'inferred' };
      holding.event.place ??= event.place;
    }
}
