/** Reads one noun phrase by its own words: what its head is decides how. */
import type { ActorKind } from '../model/knowledge.ts';
import { countryBefore, isCommonUse, ownerOfPhrase, stateBody } from './noun-owner.ts';
import {
  isTitled,
  type NounReading,
  premodifier,
  premodifiers,
  type ReadingContext,
  twoWordClasses,
} from './noun-reading.ts';
import { readGroup } from './read-groups.ts';
import { readKnown, readUnknown } from './read-names.ts';
import { readPerson } from './read-persons.ts';
import { readCommonPlace } from './read-places.ts';
import { measures, readMeasured, readNumber, readPronoun } from './read-pronouns.ts';
import { readRole } from './read-role-nouns.ts';
import { bodyOfState, known, type Referent } from './referents.ts';
import type { NounPhrase, Unit } from './syntax.ts';

const ARMED: ReadonlySet<ActorKind> = new Set([
  'state-forces',
  'police',
  'rebel-group',
  'political-militia',
  'identity-militia',
  'external-forces',
  'alliance',
  'government',
  'state',
]);

const AIR_FORCE = /\bair ?force\b|\baerospace\b/i;

/** Reads one noun phrase by its own words alone; what it refers back to is left to coreference. */
export function readReferent(phrase: NounPhrase, context: ReadingContext): Referent {
  const head = context.units[phrase.head];
  if (head === undefined) throw new RangeError('a noun phrase without a head');
  const reading: NounReading = {
    phrase,
    context,
    head,
    types: new Set(),
    actor: null,
    place: null,
    anaphor: null,
    country: null,
    unknownName: null,
    inner: (other) => readReferent(other, context),
  };
  readHead(reading);
  byApposition(reading);
  typeByActor(reading);
  if (reading.place !== null) reading.types.add('place');
  const start = context.units[phrase.from]?.start ?? head.start;
  const end = context.units[phrase.to]?.end ?? head.end;
  return {
    phrase,
    text: context.text.slice(start, end),
    start,
    end,
    actor: reading.actor,
    place: reading.place,
    anaphor: reading.anaphor,
    country: reading.country,
    types: reading.types,
    unknownName: reading.unknownName,
    headWord: head.lower,
  };
}

/** Reads a phrase by what its head is. */
function readHead(reading: NounReading): void {
  const { head } = reading;
  if (head.pos === 'time') reading.types.add('time');
  else if (measures(reading)) readMeasured(reading);
  else if (head.pos === 'pron' || head.pos === 'det' || head.pos === 'poss') readPronoun(reading);
  else if (head.names !== null && isTitledPerson(reading)) readUnknown(reading);
  else if (head.names !== null && isCommonUse(reading.context, reading.phrase.head)) readGroup(reading);
  else if (head.names !== null) readKnown(reading);
  else if (head.role !== null) readRole(reading);
  else if (head.pos === 'name') readUnknown(reading);
  else if (head.pos === 'num') readNumber(reading);
  else readCommon(reading);
}

/** "Prime Minister Ryutaro Hashimoto": a surname that is also a town's name. */
function isTitledPerson(reading: NounReading): boolean {
  const before = premodifier(reading);
  return (
    before?.pos === 'name' &&
    before.names === null &&
    reading.head.names?.every((hit) => hit.kind === 'place') === true &&
    isTitled(reading)
  );
}

/** "the rebel coalition known as CSP-DPA": the name that follows. */
function calledName({ phrase, context }: NounReading): NounPhrase | null {
  const { units } = context;
  const called = units[phrase.to + 1]?.lower;
  const as = called === 'known' && units[phrase.to + 2]?.lower === 'as';
  if (!as && called !== 'called' && called !== 'dubbed') return null;
  const at = phrase.to + (as ? 3 : 2);
  const index = units[at]?.pos === 'det' ? at + 1 : at;
  if (units[index]?.names == null) return null;
  return {
    ...phrase,
    from: index,
    to: index,
    head: index,
    possessor: null,
    of: null,
    post: [],
    conjuncts: [],
    apposition: null,
  };
}

/** "Somalia's al-Qaeda affiliate, al-Shabaab": a common noun is who the name beside it is. */
function byApposition(reading: NounReading): void {
  const apposition = reading.phrase.apposition ?? calledName(reading);
  if (apposition === null || apposition.conjuncts.length > 0 || reading.place !== null) return;
  if ((reading.head.names !== null && !isCommonUse(reading.context, reading.phrase.head)) || reading.types.has('thing'))
    return;
  if (reading.head.pos !== 'noun' && !isCommonUse(reading.context, reading.phrase.head)) return;
  const inner = reading.inner(apposition);
  if (inner.actor?.entry == null || inner.types.has('thing') || reading.context.units[apposition.head]?.names == null)
    return;
  if (reading.types.has('civilian') || (inner.country !== null && inner.actor.entry.kind === 'state')) return;
  reading.actor = inner.actor;
  reading.anaphor = null;
  reading.unknownName = null;
  reading.types.add('actor');
}

const SUPPORTERS = /^(?:supporters?|sympathi[sz]ers?|followers?|backers?)$/;

function typeByActor(reading: NounReading): void {
  const kind = reading.actor?.entry?.kind;
  if (reading.actor === null) return;
  reading.types.add('actor');
  if (AIR_FORCE.test(reading.actor.entry?.name ?? '')) reading.types.add('aircraft');
  if (reading.types.has('thing')) return;
  if (SUPPORTERS.test(reading.head.lower)) {
    // "Houthi supporters": people of no arms, who stand for a side.
    reading.types.add('person').add('mob');
    return;
  }
  if (kind === 'protesters' || kind === 'rioters') reading.types.add('protesters');
  if (
    reading.actor.id === 'civilians' ||
    kind === 'civilians' ||
    kind === 'protesters' ||
    kind === 'rioters' ||
    kind === 'aid' ||
    kind === 'media'
  )
    reading.types.add('civilian').add('person');
  else if (kind === undefined || ARMED.has(kind)) {
    if (!reading.types.has('civilian')) reading.types.add('armed');
    reading.types.add('person');
    if (kind !== 'state' && kind !== 'government' && !reading.types.has('civilian'))
      reading.types.add('combatant').add('forces');
  }
  if (kind === 'organisation') reading.types.add('person');
}

const isSuicidal = ({ lower }: Unit): boolean => lower === 'suicide';

/** A common noun. */
function readCommon(reading: NounReading): void {
  const { head } = reading;
  const two = twoWordClasses(reading);
  const classes = head.classes === null ? two : new Set([...head.classes, ...(two ?? [])]);
  for (const name of classes ?? []) reading.types.add(name);
  // "a suicide car bomb", "a suicide vehicle": also in three words.
  if ((classes?.has('explosive') || classes?.has('property')) && premodifiers(reading).some(isSuicidal))
    reading.types.add('suicide-bomber');
  const placeLike = classes !== null && (classes.has('settlement') || classes.has('region') || classes.has('site'));
  if (placeLike && readCommonPlace(reading, classes)) return;
  if (classes?.has('people-group') || head.lower === 'forces') {
    readGroup(reading);
    return;
  }
  if (classes?.has('person') || classes?.has('civilian') || classes?.has('mob') || classes?.has('suicide-bomber')) {
    readPerson(reading, classes);
    return;
  }
  if (
    classes?.has('aircraft') ||
    classes?.has('artillery') ||
    classes?.has('explosive') ||
    classes?.has('grenade') ||
    classes?.has('weapon')
  ) {
    reading.types.add('thing');
    const owner = ownerOfPhrase(reading);
    const code = owner === null ? countryBefore(reading) : null;
    reading.actor = owner ?? (code === null ? null : known(reading.context.knowledge.actorOfCountry(code, 'military')));
    // "their mortars": of whoever fires them.
    const first = reading.context.units[reading.phrase.from];
    if (reading.actor === null && first?.pos === 'poss') reading.anaphor = { kind: 'pronoun', word: first.lower };
    // "artillery fire of the military": whose the text before tells.
    if (reading.actor === null && reading.phrase.of !== null) {
      const { anaphor } = reading.inner(reading.phrase.of);
      if (anaphor?.kind === 'role') reading.anaphor = anaphor;
    }
    return;
  }
  if (classes?.has('property')) readVehicle(reading);
}

const FORCES = /^(?:state-forces|police|external-forces)$/;

/** "a police van", "army trucks": whose it is, and whom an attack on it hits. */
function readVehicle(reading: NounReading): void {
  const owner = ownerOfPhrase(reading);
  if (owner !== null && FORCES.test(owner.entry?.kind ?? '')) {
    // "a Kenyan police truck".
    reading.actor = owner;
    for (const type of ['held-vehicle', 'thing']) reading.types.add(type);
    return;
  }
  const body = stateBody(reading);
  if (body === null) return;
  reading.types.add('state-side');
  reading.anaphor = bodyOfState(body);
}
