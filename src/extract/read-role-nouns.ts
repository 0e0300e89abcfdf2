/** Reads role nouns: whose soldiers, rebels, officials they are. */
import type { ActorEntry, ActorKind } from '../model/knowledge.ts';
import { byCountry, countryBefore, ownerOfPhrase, stateBody } from './noun-owner.ts';
import { type NounReading, nameStart, premodifiers, twoWordClasses, unknownBefore } from './noun-reading.ts';
import { isOffice } from './officials.ts';
import { type ActorReading, known, type Referent, unknownActor } from './referents.ts';

/** A role noun: whose it is is told by what stands around it, or by the text before. */
export function readRole(reading: NounReading): void {
  const made = reading.head.role;
  if (made === null) return;
  const { noun, plural } = made;
  const civilian =
    noun.suggests === 'civilians' ||
    noun.suggests === 'aid' ||
    noun.suggests === 'media' ||
    noun.suggests === 'protesters' ||
    noun.suggests === 'rioters';
  reading.types.add('actor').add('person');
  if (noun.suggests === 'protesters' || noun.suggests === 'rioters') reading.types.add('protesters');
  if (civilian) reading.types.add('civilian');
  else reading.types.add('armed').add('combatant').add('forces');
  if (noun.actsForOwner) {
    reading.types.delete('person');
    reading.types.add('thing');
  }
  const two = twoWordClasses(reading);
  for (const name of [...(reading.head.classes ?? []), ...(two ?? [])]) reading.types.add(name);
  if (two?.has('civilian') === true && !civilian) {
    // "a community leader": the two words are a civilian, whatever the second is by itself.
    for (const type of ['armed', 'combatant', 'forces']) reading.types.delete(type);
    const civilians = reading.context.knowledge.actors.get('civilians');
    reading.actor = civilians === undefined ? null : known(civilians);
    return;
  }
  if (/^(?:defectors?|fugitives?|deserters?|runaways?)$/.test(reading.head.lower)) reading.types.add('fugitive');
  if (!plural && /^(?:commander|leader|emir)$/.test(noun.singular ?? '')) reading.types.add('individual');
  if (noun.suggests === 'government' || isOffice(reading.head.lower)) reading.types.add('official');
  if (/^(?:our|my)$/.test(premodifiers(reading)[0]?.lower ?? '')) {
    // "our men", "our forces": those of whoever is quoted.
    reading.types.delete('civilian');
    for (const type of ['speaker', 'armed', 'combatant', 'forces']) reading.types.add(type);
    return;
  }
  const first = premodifiers(reading)[0]?.lower ?? '';
  if (reading.head.lower === 'men' && /^(?:its|their)$/.test(first)) {
    // "Hamas said its men had ambushed …": those who fight for it.
    reading.types.delete('civilian');
    for (const type of ['armed', 'combatant', 'forces']) reading.types.add(type);
    reading.anaphor = { kind: 'pronoun', word: first };
    return;
  }
  const { possessor } = reading.phrase;
  if (reading.head.lower === 'men' && possessor !== null && leadsFighters(reading.inner(possessor))) {
    // "Haftar's men", "the warlord's men".
    reading.types.delete('civilian');
    for (const type of ['armed', 'combatant', 'forces']) reading.types.add(type);
    const { actor, anaphor } = reading.inner(possessor);
    reading.actor = actor;
    reading.anaphor = actor === null ? anaphor : null;
    return;
  }
  if (/^members?$/.test(reading.head.lower) && ofCommunity(reading)) {
    for (const type of ['armed', 'combatant', 'forces']) reading.types.delete(type);
    reading.types.add('civilian');
    const people = reading.context.knowledge.actors.get('civilians');
    if (people !== undefined && reading.inner(reading.phrase.of ?? reading.phrase).actor?.entry == null) {
      reading.actor = known(people);
      return;
    }
  }
  const alone = noun.alone === null ? null : reading.context.knowledge.actors.get(noun.alone);
  const fallback = alone === undefined || alone === null ? null : known(alone);
  if (civilian && fallback !== null) {
    reading.actor = fallback;
    return;
  }
  const owner = ownerOfPhrase(reading);
  if (owner !== null && owner.entry?.kind !== 'civilians') {
    reading.actor =
      owner.entry?.kind === 'state' ||
      (owner.entry?.kind === 'government' && !isOneOfSeveral(reading, owner.entry, noun.suggests))
        ? (byCountry(reading, owner.entry.country, noun.suggests) ?? owner)
        : owner;
    return;
  }
  const code = countryBefore(reading);
  if (code !== null) {
    reading.actor = byCountry(reading, code, noun.suggests) ?? fallback;
    return;
  }
  const from = reading.phrase.post.find((pp) => pp.prep === 'from' && pp.at === reading.phrase.to + 1)?.object ?? null;
  const member = from === null ? null : reading.inner(from).actor;
  if (member?.entry != null && reading.inner(from ?? reading.phrase).country === null) {
    // "fighters from Hamas"
    reading.actor = member;
    return;
  }
  const holder = reading.phrase.of ?? from;
  const ofCountry = holder === null ? null : reading.inner(holder).country;
  if (ofCountry !== null) {
    reading.actor = byCountry(reading, ofCountry, noun.suggests) ?? fallback;
    return;
  }
  const name = unknownBefore(reading);
  if (name !== null && !(noun.sides === 'state' && OF_A_STATE.has(name))) {
    // "a Dinka ethnic militia": the people is not the militia.
    const own =
      /^(?:militia|gang|vigilante|tribesm[ae]n)s?$/.test(reading.head.lower) || /^\p{Lu}/u.test(reading.head.text);
    reading.actor = unknownActor(own ? reading.context.text.slice(nameStart(reading), reading.head.end) : name);
    return;
  }
  // "members of the Carlos Patino Front", "fighters of Ansar X": a group that nobody knows.
  const group = reading.phrase.of === null ? null : reading.inner(reading.phrase.of);
  if (group?.unknownName != null && group.types.has('name') && noun.sides !== 'state') {
    reading.actor = unknownActor(group.unknownName);
    return;
  }
  const local = noun.suggests === null ? null : localForces(reading, noun.suggests);
  if (local !== null) {
    reading.actor = local;
    return;
  }
  // "a military convoy", "a police patrol": whose it is stands before it.
  const owned = noun.suggests === null || noun.actsForOwner ? stateBody(reading) : null;
  const sides = owned === null ? noun.sides : 'state';
  if (sides === 'state') reading.types.add('state-side');
  reading.anaphor = {
    kind: 'role',
    sides,
    plural,
    suggests: owned ?? noun.suggests,
    alone: fallback,
    civilian,
  };
}

/** Words with which every state names its army and police: "the National Army", "the Federal Police". */
const OF_A_STATE: ReadonlySet<string> = new Set(
  'National Federal Republican Regular Royal Central State Presidential Judicial Criminal Military Special Civil Provincial Municipal'.split(
    ' ',
  ),
);

const leadsFighters = ({ actor, types }: Referent): boolean =>
  types.has('armed') && !types.has('country') && actor?.entry?.kind !== 'civilians';

/** "Kachin troops", "Puntland forces": named after a place, and not its country's army; "Kyiv troops" are the capital's. */
export function localForces(reading: NounReading, suggests: ActorKind | null): ActorReading | null {
  const { knowledge, units } = reading.context;
  const beside = premodifiers(reading).find(
    (unit) =>
      unit.names?.some((hit) => hit.kind === 'place') === true && units[units.indexOf(unit) + 1]?.pos !== 'hyphen',
  );
  const named = beside?.names?.find((hit) => hit.kind === 'place');
  const { possessor } = reading.phrase;
  // "Puntland's forces"
  const owner = possessor === null || possessor.from !== possessor.to ? null : reading.inner(possessor);
  const place = named?.kind === 'place' ? named.place : owner?.country == null ? owner?.place?.entry : null;
  if (place == null) return null;
  const capitalOf = knowledge.countryOfCapital(place.id);
  if (capitalOf !== null) return byCountry(reading, capitalOf.code, suggests);
  if (suggests === 'police') return byCountry(reading, place.country, suggests);
  return unknownActor(`${beside?.text ?? owner?.text} ${reading.head.text}`);
}

/** "GNA fighters": a government that is known by its own name keeps those whom no state's army would be called. */
function isOneOfSeveral(reading: NounReading, government: ActorEntry, suggests: ActorKind | null): boolean {
  if (government.country === null) return true;
  const first = reading.context.knowledge.actorOfCountry(government.country, 'government');
  return first.id !== government.id || suggests === 'rebel-group';
}

const CIVIL_SORT: ReadonlySet<string> = new Set(
  'missionary aid charity church religious medical relief humanitarian youth student women rights environmental media'.split(
    ' ',
  ),
);

/** "70 members of the Al Bu Nimr tribe": people, and no fighters. */
function ofCommunity({ phrase, context }: NounReading): boolean {
  const { of } = phrase;
  const head = of === null ? undefined : context.units[of.head];
  // "17 members of a US-based missionary group".
  const sort = of === null ? [] : context.units.slice(of.from, of.head);
  if (sort.some(({ lower }) => CIVIL_SORT.has(lower)) && of !== null && context.units[of.head]?.names === null)
    return true;
  return /^(?:tribe|clan|community|family|sect|minority|congregation|parish)$/.test(head?.lower ?? '');
}
