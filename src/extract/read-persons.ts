/** Reads nouns for single people: leaders, ministers, students. */
import { countryBefore, ownerOfPhrase } from './noun-owner.ts';
import { type NounReading, premodifiers, unknownBefore } from './noun-reading.ts';
import { isOffice } from './officials.ts';
import { known, unknownActor } from './referents.ts';

/** Trades that armies have as well. */
const TRADES: ReadonlySet<string> = new Set(
  'engineer engineers technician technicians pilot pilots driver drivers mechanic mechanics recruit recruits trainee trainees'.split(
    ' ',
  ),
);
const ARMS = /^(?:state-forces|police|rebel-group|political-militia|identity-militia|external-forces)$/;

/** "leader of X", "X's commander", "the Russian foreign minister", "two students". */
export function readPerson(reading: NounReading, classes: ReadonlySet<string>): void {
  reading.types.add('person').add('actor');
  if (classes.has('civilian')) reading.types.add('civilian');
  if (!reading.head.plural) reading.types.add('individual');
  const owner = ownerOfPhrase(reading);
  const official = isOffice(reading.head.lower);
  if (official) reading.types.add('official');
  if (owner !== null && /^suspects?$/.test(reading.head.lower) && ARMS.test(owner.entry?.kind ?? '')) {
    // "three NRF suspects": thought to be the group's.
    reading.types.delete('civilian');
    reading.actor = owner;
    return;
  }
  if (owner !== null && TRADES.has(reading.head.lower) && ARMS.test(owner.entry?.kind ?? '')) {
    // "Iraqi army engineers": soldiers.
    reading.types.delete('civilian');
    for (const type of ['armed', 'combatant', 'forces']) reading.types.add(type);
    reading.actor = owner;
    return;
  }
  if (owner !== null && (official || !classes.has('civilian') || classes.has('suicide-bomber'))) {
    reading.actor = owner;
    if (owner.entry?.kind === 'state' && official) {
      const government =
        owner.entry.country === null
          ? null
          : reading.context.knowledge.actorOfCountry(owner.entry.country, 'government');
      if (government !== null) reading.actor = known(government);
    }
    return;
  }
  const seat = official && reading.phrase.possessor !== null ? reading.inner(reading.phrase.possessor).place : null;
  const code =
    countryBefore(reading) ??
    // "Washington's special envoy"
    (seat === null ? undefined : reading.context.knowledge.countryOfCapital(seat.id)?.code) ??
    (reading.phrase.of === null ? null : reading.inner(reading.phrase.of).country);
  if (code !== null && (official || !classes.has('civilian'))) {
    reading.actor = known(reading.context.knowledge.actorOfCountry(code, official ? 'government' : 'state'));
    return;
  }
  const name =
    unknownBefore(reading) ??
    (reading.phrase.possessor === null ? null : reading.inner(reading.phrase.possessor).unknownName);
  if (name !== null && (official || !classes.has('civilian'))) {
    reading.actor = unknownActor(name);
    return;
  }
  const poss = premodifiers(reading).find((unit) => unit.pos === 'poss');
  if (poss !== undefined && !classes.has('civilian')) {
    reading.anaphor = { kind: 'pronoun', word: poss.lower };
    return;
  }
  if (classes.has('civilian')) {
    const civilians = reading.context.knowledge.actors.get('civilians');
    if (civilians !== undefined) reading.actor = known(civilians);
  }
}
