/** Reads nouns for groups of people: whose forces, factions, delegations they are. */
import { byCountry, countryBefore, ownerOfPhrase } from './noun-owner.ts';
import { isCivil, type NounReading, nameStart, premodifier, premodifiers, unknownBefore } from './noun-reading.ts';
import { isOffice } from './officials.ts';
import { localForces } from './read-role-nouns.ts';
import { bodyOfState, known, unknownActor } from './referents.ts';

const STATE_WORD = /^(?:government|regime|army|military|federal|state|pro-government|police)$/;

const NO_TROOPS =
  /^(?:part(?:y|ies)|delegations?|councils?|commissions?|committees?|courts?|parliament|ministr(?:y|ies)|offices?|departments?|unions?|agenc(?:y|ies)|embass(?:y|ies)|compan(?:y|ies))$/;

const CIVIL_BODY =
  /^(?:groups?|organi[sz]ations?|unions?|associations?|committees?|movements?|coalitions?|bodies|networks?)$/;

/** "the X group", "Turkish-backed factions", "government forces". */
export function readGroup(reading: NounReading): void {
  reading.types.add('actor').add('person').add('armed').add('combatant').add('forces');
  // "bringing the warring parties to the table": sides and bodies are no troops that are sent.
  if (NO_TROOPS.test(reading.head.lower)) for (const type of ['forces', 'combatant']) reading.types.delete(type);
  if (isOffice(reading.head.lower)) reading.types.add('official');
  if (isCivil(premodifier(reading)) && CIVIL_BODY.test(reading.head.lower)) {
    // "student groups", "women's organisations": people of no arms.
    disarm(reading);
    const people = reading.context.knowledge.actors.get('civilians');
    if (people !== undefined) reading.actor = known(people);
    return;
  }
  const ofState = STATE_WORD.test(premodifier(reading)?.lower ?? '');
  if (ofState) reading.types.add('state-side');
  const owner = ownerOfPhrase(reading);
  if (AFFILIATES.has(reading.head.lower) && owner !== null) {
    // "the al-Qaeda affiliate": a group that was named before, and not al-Qaeda.
    reading.anaphor = { kind: 'group', word: 'group' };
    return;
  }
  if (isOfNoState(reading) && (owner?.entry?.kind === 'state' || (owner === null && countryBefore(reading) !== null))) {
    // "Sudan's paramilitary force": no army of the country.
    reading.anaphor = {
      kind: 'role',
      sides: 'non-state',
      plural: true,
      suggests: 'rebel-group',
      alone: byCountry(reading, owner?.entry?.country ?? countryBefore(reading), 'rebel-group'),
      civilian: false,
    };
    return;
  }
  if (owner !== null) {
    reading.actor = owner;
    if (/^(?:civilians|protesters|rioters)$/.test(owner.entry?.kind ?? '')) disarm(reading);
    if (owner.entry?.kind === 'state' && !isOffice(reading.head.lower))
      reading.actor = byCountry(reading, owner.entry.country, 'state-forces') ?? owner;
    return;
  }
  const poss = premodifiers(reading).find((unit) => unit.pos === 'poss');
  if (poss !== undefined) {
    // "its forces": whoever "its" stands for.
    reading.anaphor = { kind: 'pronoun', word: poss.lower };
    return;
  }
  const code = countryBefore(reading);
  if (code !== null) {
    const role = isOffice(reading.head.lower)
      ? 'government'
      : /^(?:side|state|delegation)$/.test(reading.head.lower)
        ? 'state'
        : 'military';
    reading.actor = known(reading.context.knowledge.actorOfCountry(code, role));
    return;
  }
  const name = unknownBefore(reading);
  if (name !== null) {
    reading.actor = unknownActor(reading.context.text.slice(nameStart(reading), reading.head.end));
    return;
  }
  if (reading.phrase.of !== null) {
    const inner = reading.inner(reading.phrase.of);
    if (inner.country !== null) {
      reading.actor = known(
        reading.context.knowledge.actorOfCountry(
          inner.country,
          isOffice(reading.head.lower) ? 'government' : 'military',
        ),
      );
      return;
    }
    if (inner.unknownName !== null) {
      reading.actor = unknownActor(inner.unknownName);
      return;
    }
    if (inner.types.has('civilian') || inner.types.has('person')) {
      for (const type of inner.types) reading.types.add(type);
      reading.actor = inner.actor;
      if (inner.types.has('civilian')) disarm(reading);
      reading.anaphor = inner.anaphor;
      return;
    }
  }
  const local = reading.head.lower === 'forces' ? localForces(reading, 'state-forces') : null;
  if (local !== null) {
    reading.actor = local;
    return;
  }
  if (ofState) {
    // "government forces", "army units": the country's own, whether or not the text spoke of them before.
    reading.anaphor = bodyOfState('state-forces');
    return;
  }
  reading.anaphor = { kind: 'group', word: reading.head.lower };
}

/** "paramilitary force", "separatist group": a word before the head says that it is none of the state's. */
const isOfNoState = (reading: NounReading): boolean =>
  premodifiers(reading).some(({ role, lower }) => role?.noun.sides === 'non-state' || NO_STATE.has(lower));

const AFFILIATES: ReadonlySet<string> = new Set('affiliate offshoot franchise'.split(' '));

const NO_STATE: ReadonlySet<string> = new Set(
  'paramilitary militant rebel insurgent separatist jihadist jihadi extremist guerrilla terrorist secessionist breakaway'.split(
    ' ',
  ),
);

/** "two groups of villagers": whoever they are, they are no armed group. */
function disarm(reading: NounReading): void {
  for (const type of ['armed', 'combatant', 'forces']) reading.types.delete(type);
  reading.types.add('civilian').add('mob');
}
