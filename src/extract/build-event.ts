/** Builds one event from a draft and what fills it: weighs control, names the ACLED type, keeps date, source and evidence. */
import { hash } from 'node:crypto';
import type { Event, Factuality } from '../model/event.ts';
import type { PlaceRef, Ref } from '../model/ref.ts';
import { acledType } from './actions.ts';
import { type Source, sourceOf } from './attribution.ts';
import { circumstancesOf } from './circumstances.ts';
import { controlOf, type Extent } from './control.ts';
import type { Draft, PlaceFill } from './draft.ts';
import { dateOf } from './event-dates.ts';
import { evidenceOf, sentenceAround, span } from './evidence.ts';
import type { ActorReading, Referent } from './referents.ts';
import { actorRef, placeRef } from './refs.ts';
import type { Filled, FilledPlace, FinishContext, SentenceEvents } from './sentence-events.ts';
import { OBJECT_LIST } from './slots.ts';

/** Words that set a group against itself. */
const AGAINST_OWN =
  /\b(?:own|comrades?|each other|one another|infighting|internal|rival|fratricid\w+|civilians|protesters)\b/i;

export function build(input: {
  draft: Draft;
  factuality: Factuality;
  filled: Filled;
  place: FilledPlace | null;
  found: SentenceEvents;
  context: FinishContext;
}): Event | null {
  const { draft, factuality, filled, found, context } = input;
  const { article, rules } = context;
  // "denied that it had lost X": X was not taken.
  const isLossDenied = draft.frame.state === 'lost' && factuality === 'negated';
  const row = rules.actions.get(isLossDenied ? 'capture' : draft.frame.action);
  // A hold on nothing that is a place is no statement about territory.
  if (row === undefined || (row.action === 'control' && input.place === null)) return null;
  if (factuality === 'negated' && isBare(draft)) return null;
  const here = context.discourse.countryHere ?? context.where;
  const toPlace = (one: FilledPlace): PlaceRef => placeRef({ ...one, refer: found.refer, rules, here });
  const place = input.place === null ? null : toPlace(input.place);
  const source = sourceOf(draft.clause, {
    units: found.parsed.units,
    clauses: found.parsed.clauses,
    cues: rules.grammar.cues,
    refer: found.refer,
  });
  const told = source === null ? null : attributionOf(source, found, article.text);
  // That nothing was lost is no event of its own; somebody's denial that it was is his account.
  if (isLossDenied && told?.stance !== 'denied') return null;
  const subject =
    filled.actor === null ? speakerOf(draft.actor, told) : actorRef(filled.actor.actor, filled.actor.referent);
  const actor = isLossDenied ? null : subject;
  const named = isLossDenied
    ? subject
    : filled.recipient === null
      ? (speakerOf(draft.recipient, told) ?? inferredEnemy(draft, filled, context))
      : actorRef(filled.recipient.actor, filled.recipient.referent);
  const attribution = row.hostile ? asClaim(told, actor) : told;
  if (row.hostile && actsInPeace(actor, context)) return null;
  const evidence = evidenceOf(draft, found, article.text);
  // Nobody fights himself unless the text says so: the second side was read wrongly.
  const recipient =
    row.hostile && named?.id === actor?.id && named?.id !== 'civilians' && !AGAINST_OWN.test(evidence.text)
      ? null
      : named;
  const readPlace = (fillOf: PlaceFill): PlaceRef[] => {
    const made = found.references.placeIn(fillOf.referent, null);
    return made === null ? [] : [toPlace({ ...fillOf, place: made })];
  };
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
      recipient: filled.recipient?.actor ?? null,
      company: companyOf(draft, found),
      place: input.place?.place ?? null,
      countries: context.countries,
      here,
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
    casualties: null,
    evidence,
    sentence: sentenceAround({
      evidence,
      named: [actor, recipient, place, source],
      sentence: found.sentence,
      text: article.text,
    }),
    trigger: span(article.text, draft.trigger.start, draft.trigger.end),
    rule: draft.frame.id,
    sameAs: null,
  };
}

/** "No clashes occurred": nothing happened, to nobody, nowhere in particular. */
const isBare = ({ frame, noun, actor, recipient, places }: Draft): boolean =>
  (noun !== null || frame.id === 'capture.change-hands') && actor === null && recipient === null && places.length === 0;

/** Aid organisations and newsrooms fight nobody: where one seems to, "operations" or "strikes" are something else. */
function actsInPeace(actor: Ref | null, { rules }: FinishContext): boolean {
  const kind = actor === null ? undefined : rules.knowledge.actors.get(actor.id)?.kind;
  return kind === 'aid' || kind === 'media';
}

/** The others of the list that the actor opens. */
const companyOf = ({ actor }: Draft, found: SentenceEvents): ActorReading[] =>
  (actor?.phrase.conjuncts ?? []).flatMap((phrase) => {
    const reading = found.references.actorIn(found.refer(phrase));
    return reading === null || reading.entry === null ? [] : [reading];
  });

/** How much of its place an event is about, by what was taken and how the place stands to it. */
function extentOf(draft: Draft, { referent, list, prep, place }: FilledPlace): Extent {
  if (referent.types.has('fringe')) return 'beside';
  if (referent.types.has('portion')) return 'part';
  const object = draft.places.find((fill) => fill.list === OBJECT_LIST)?.referent;
  if (object === undefined || list === OBJECT_LIST) {
    const site = referent.types.has('site') && !referent.types.has('settlement') && !referent.types.has('region');
    // "the last foothold in West Kordofan": what lies in a province is not the province.
    const around =
      /^(?:in|inside|within|across)$/.test(prep) && /^(?:admin1|area|desert)$/.test(place.entry?.kind ?? '');
    return around || (place.basis === 'inferred' && site) ? 'part' : 'whole';
  }
  if (prep === 'at' || prep === 'of') return 'whole';
  return /^(?:in|inside|within|across|throughout)$/.test(prep) ? 'part' : 'beside';
}

/** Ground actions whose other side may be left unsaid once the text has told who fights whom. */
const GROUND = new Set(['besiege', 'offensive', 'attack', 'capture', 'advance', 'expel', 'clear']);

/** Whom a ground action is against, where the text told before whom its actor fights. */
function inferredEnemy(draft: Draft, filled: Filled, context: FinishContext): Ref | null {
  if (!GROUND.has(draft.frame.action) || filled.actor === null) return null;
  const enemy = context.discourse.fights.enemyOf(filled.actor.actor.id);
  return enemy === null ? null : { ...actorRef(enemy, filled.actor.referent), basis: 'inferred' };
}

/** "We have taken the city", "our men": whoever is quoted. */
function speakerOf(referent: Referent | null, attribution: Event['attribution']): Ref | null {
  if (referent === null || !referent.types.has('speaker') || attribution?.ref == null) return null;
  const { text, start, end } = referent;
  return { ...attribution.ref, text, start, end, basis: 'coref' };
}

/** Who tells of his own deeds in a fight claims them. */
function asClaim(told: Event['attribution'], actor: Ref | null): Event['attribution'] {
  const own = told?.stance === 'reported' && told.ref !== null && told.ref.id === actor?.id;
  return own ? { ...told, stance: 'claimed' } : told;
}

function attributionOf(source: Source, found: SentenceEvents, text: string): Event['attribution'] {
  const actor = source.referent === null ? null : found.references.actorIn(source.referent);
  return {
    text: text.slice(source.start, source.end),
    ref: actor === null || source.referent === null ? null : actorRef(actor, source.referent),
    stance: source.stance,
  };
}

/** Hexadecimal digits of an id behind its first letter: 64 bits. */
const ID_LENGTH = 16;

/**
 * Stable over runs: the same article, frame and words give the same id. It is an "e" with hexadecimal digits, so
 * that nothing reads it as a number, an option or a formula.
 */
function eventId(articleId: string, draft: Draft, placeId: string): string {
  const { frame, trigger } = draft;
  const named = `${articleId}\u0000${frame.action}\u0000${trigger.start}\u0000${trigger.end}\u0000${placeId}`;
  return `e${hash('sha256', named).slice(0, ID_LENGTH)}`;
}
