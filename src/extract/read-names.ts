/** Reads heads that are names: known ones, and those that nobody knows. */
import type { ActorKind, PlaceEntry } from '../model/knowledge.ts';
import { byCountry, chooseActor, countryBefore, ownerOfPhrase } from './noun-owner.ts';
import { isCivil, isTitled, lastWord, type NounReading, premodifier } from './noun-reading.ts';
import { isOffice } from './officials.ts';
import { setPlace } from './read-places.ts';
import { type ActorReading, bodyOfState, known } from './referents.ts';
import type { Unit } from './syntax.ts';

/** A head that the knowledge base knows. */
export function readKnown(reading: NounReading): void {
  const hits = reading.head.names ?? [];
  const operation = hits.find((hit) => hit.kind === 'operation');
  if (operation?.kind === 'operation') {
    const owner = reading.context.knowledge.actors.get(operation.operation.owner);
    if (owner !== undefined) reading.actor = { id: owner.id, name: owner.name, basis: 'coref', entry: owner };
    reading.types.add('operation').add('armed');
    return;
  }
  // "coalition warplanes" in one name: the last word tells what acts.
  for (const type of reading.head.word.classes ?? [])
    if (/^(?:aircraft|artillery|explosive|grenade)$/.test(type)) reading.types.add(type).add('thing');
  const actor = chooseActor(reading);
  const country = hits.find((hit) => hit.kind === 'country');
  const settlement = reading.context.grammar.nounClasses.get(premodifier(reading)?.lower ?? '');
  if (actor?.kind === 'actor' && !(settlement?.has('settlement') ?? false)) {
    reading.actor = known(actor.actor);
    reading.types.add('named');
  }
  const place = choosePlace(reading);
  if (country?.kind === 'country') {
    reading.country = country.country.code;
    if (country.demonym) {
      // "seven Palestinians": people of a country, not its state.
      if (reading.head.plural && countsPeople(reading)) {
        const people = reading.context.knowledge.actors.get('civilians');
        if (people !== undefined) reading.actor ??= known(people);
      }
      // "Azerbaijani and Armenian forces": the noun of the last of a list is everyone's.
      const shared = reading.context.units[reading.phrase.conjuncts.at(-1)?.head ?? -1];
      reading.actor ??=
        sharedForces(reading, country.country.code, shared) ??
        known(reading.context.knowledge.actorOfCountry(country.country.code, 'state'));
    } else {
      const entry = reading.context.knowledge.placeOfCountry(country.country.code);
      reading.place = { id: entry.id, name: entry.name, basis: 'direct', entry, head: null };
      reading.types.add('country');
    }
  }
  if (reading.actor === null && reading.place === null && place !== null)
    reading.place = { id: place.id, name: place.name, basis: 'direct', entry: place, head: null };
  if (reading.actor !== null && reading.phrase.possessor !== null && reading.actor.id === 'unidentified-armed-group')
    reading.actor = ownerOfPhrase(reading) ?? reading.actor;
}

/** Whether a number stands before a demonym, and nothing of arms with it. */
const countsPeople = (reading: NounReading): boolean => {
  const { units } = reading.context;
  const { from, head } = reading.phrase;
  return units.slice(from, head).some(({ pos, lower }) => pos === 'num' || COUNT.test(lower));
};
const COUNT = /^(?:several|many|some|dozens|hundreds|scores|a)$/;

/** What a country has of the noun that ends a list of demonyms, or null where that is no kind of forces. */
function sharedForces(reading: NounReading, code: string, last: Unit | undefined): ActorReading | null {
  if (last?.role != null) return byCountry(reading, code, last.role.noun.suggests);
  const forces =
    last?.names?.some((hit) => hit.kind === 'actor' && hit.actor.kind === 'state-forces') === true ||
    (last?.classes?.has('people-group') === true && !isOffice(last.lower));
  return forces ? known(reading.context.knowledge.actorOfCountry(code, 'military')) : null;
}

function choosePlace(reading: NounReading): PlaceEntry | null {
  const places: PlaceEntry[] = [];
  for (const hit of reading.head.names ?? []) if (hit.kind === 'place') places.push(hit.place);
  if (places.length > 1)
    for (const code of reading.context.countries) {
      const found = places.find(({ country }) => country === code);
      if (found !== undefined) return found;
    }
  return places[0] ?? null;
}

/** Names of bodies that every state has: "Defence Ministry", "Ministry of the Interior", "General Staff". */
const BODIES =
  /(?:^|\s)(?:(?<arms>general staff|high command|armed forces|air force|national guard)|ministry|cabinet|presidency)$/;

/** Whose body it is: of the country beside it ("Syria's Interior Ministry", "the Defence Ministry in Ankara"), else of the one the text is in. */
function readBody(reading: NounReading, suggests: ActorKind): void {
  for (const type of ['actor', 'person', 'named']) reading.types.add(type);
  if (suggests === 'government') reading.types.add('official');
  else for (const type of ['armed', 'combatant', 'forces']) reading.types.add(type);
  const seat = reading.phrase.post.find((pp) => pp.prep === 'in')?.object;
  const at = seat === undefined ? null : reading.inner(seat);
  const capital = at?.place == null ? null : reading.context.knowledge.countryOfCapital(at.place.id);
  const code = countryBefore(reading) ?? at?.country ?? capital?.code ?? null;
  reading.actor = byCountry(reading, code, suggests);
  if (reading.actor === null) reading.anaphor = bodyOfState(suggests);
}

/** Formations of an army, by the last word of their names. */
const UNIT = /^(?:brigade|division|regiment|battalion|corps|company|squadron|flotilla|group)$/;

/** "the Ukrainian 72nd Mechanized Brigade" fights for its country; without one, its number is part of its name. */
function readUnit(reading: NounReading): boolean {
  reading.types.add('forces').delete('place-like');
  const code = countryBefore(reading);
  if (code !== null) {
    reading.actor = known(reading.context.knowledge.actorOfCountry(code, 'military'));
    reading.unknownName = null;
    return true;
  }
  const first = reading.context.units[reading.phrase.from];
  if (first?.pos === 'poss') {
    // "said its 92nd Brigade had …": of whoever "its" stands for.
    reading.anaphor = { kind: 'pronoun', word: first.lower };
    reading.unknownName = null;
    return true;
  }
  const number = premodifier(reading);
  if (number?.pos === 'num') reading.unknownName = `${number.text} ${reading.head.text}`;
  return false;
}

/** A name that nobody knows. */
export function readUnknown(reading: NounReading): void {
  const body = BODIES.exec(reading.head.text.toLowerCase())?.groups;
  if (body !== undefined) {
    readBody(reading, body.arms === undefined ? 'government' : 'state-forces');
    return;
  }
  reading.types.add('name').add('actor').add('person').add('armed').add('combatant').add('place-like');
  reading.unknownName = reading.head.text;
  if (
    /^(?:mr|mrs|ms|dr|gen|col|lt|capt|sgt|president|minister|sheikh|sheik|imam)$/.test(
      premodifier(reading)?.lower ?? '',
    )
  ) {
    reading.types.delete('place-like');
  }
  // "the cargo ship Galaxy Leader": a name of a thing.
  if (premodifier(reading)?.pos === 'noun' && premodifier(reading)?.classes?.has('property')) {
    for (const type of ['actor', 'person', 'armed', 'combatant', 'place-like']) reading.types.delete(type);
    reading.types.add('property').add('thing');
    return;
  }
  // "President Bashar", "commander Abu X": a person; "the village of X" is read from its head.
  const classes = premodifier(reading)?.classes;
  if (classes?.has('person')) reading.types.delete('place-like');
  const titled = isTitled(reading);
  if (!titled && (isCivil(premodifier(reading)) || premodifier(reading)?.lower === 'ethnic')) {
    // "the journalist Olivier Dubois", "student Saeed Ahmad".
    for (const type of ['armed', 'combatant', 'place-like']) reading.types.delete(type);
    reading.types.add('civilian').add('individual');
  }
  const owner = ownerOfPhrase(reading);
  if (UNIT.test(lastWord(reading.head.lower)) && readUnit(reading)) return;
  if (owner !== null && (titled || classes?.has('person'))) {
    reading.actor = owner;
    reading.unknownName = null;
  }
  if (titled) {
    // "Iraqi President X", "Lebanon's new President Y": an official speaks for the state.
    reading.types.add('official').add('individual').delete('place-like');
    const code = countryBefore(reading);
    const government = code === null ? null : byCountry(reading, code, 'government');
    if (government !== null) {
      reading.actor = government;
      reading.unknownName = null;
    }
  }
  if (classes?.has('settlement') || classes?.has('region'))
    setPlace(reading, reading.head.text, premodifier(reading)?.lower ?? null);
}
