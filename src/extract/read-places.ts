/** Reads common nouns for places: named beside the noun or behind "of", held by somebody, or known from before. */
import type { PlaceEntry } from '../model/knowledge.ts';
import { byCountry, countryBefore, ownerOfPhrase, stateBody } from './noun-owner.ts';
import { type NounReading, premodifier, premodifiers } from './noun-reading.ts';
import { isOffice } from './officials.ts';
import { type Anaphor, bodyOfState, slug, unknownActor } from './referents.ts';
import type { Unit } from './syntax.ts';

/** "Hajin town", "the village of Kaftin", "the Damietta dam"; alone, an anaphor ("the city"). */
export function readCommonPlace(reading: NounReading, classes: ReadonlySet<string>): boolean {
  const { units } = reading.context;
  // "the Kurdish-held neighbourhood": who holds it is not its name.
  const beside = [...premodifiers(reading)]
    .reverse()
    .find((unit) => unit.pos === 'name' && units[units.indexOf(unit) + 1]?.pos !== 'hyphen');
  // "SAA positions": whose they are, though a place has the same name.
  const isHeld = classes.has('base') && beside?.names?.[0]?.kind === 'actor';
  const hit = (isHeld ? [] : (beside?.names ?? [])).find(
    (one) => one.kind === 'place' || (one.kind === 'country' && !one.demonym),
  );
  const site = classes.has('site') && !classes.has('settlement') && !classes.has('region');
  // "the Red Sea port city of Hodeidah": what stands behind "of" is its name.
  const behind = reading.phrase.of !== null && classes.has('settlement') ? reading.inner(reading.phrase.of) : null;
  if (behind?.place != null) {
    reading.place = { ...behind.place, head: reading.head.lower };
    return true;
  }
  if (beside !== undefined && hit !== undefined) {
    if (hit.kind === 'place') {
      const chosen = pickPlace(reading, beside);
      // "Hajin town" is Hajin; "Hajin dam" is a dam of its own.
      if (chosen !== null && !site)
        reading.place = { id: chosen.id, name: chosen.name, basis: 'direct', entry: chosen, head: reading.head.lower };
      else setPlace(reading, nameWithHead(reading, beside), reading.head.lower);
      return true;
    }
  }
  // "took over the 16th Division command": an army's, and no name of a place.
  if (beside !== undefined && beside.names === null && classes.has('base') && isFormation(beside)) {
    if (!reading.phrase.post.some((pp) => /^(?:in|at|near)$/.test(pp.prep))) {
      const number = units[units.indexOf(beside) - 1];
      const counted = number?.pos === 'num' ? `${number.text} ` : '';
      setPlace(reading, counted + nameWithHead(reading, beside), reading.head.lower);
      return true;
    }
    reading.types.add('place').add('held-site').add('thing').add('named-base');
    reading.anaphor = bodyOfState('state-forces');
    return true;
  }
  if (beside !== undefined && beside.names === null && classes.has('base') && /^\p{Lu}{2,}s?$/u.test(beside.text)) {
    // "NDS outposts": whose they are.
    reading.types.add('place').add('held-site').add('thing');
    reading.actor = unknownActor(beside.text);
    return true;
  }
  const some = /^(?:a|an|some|several)$/.test(reading.context.units[reading.phrase.from]?.lower ?? '');
  // "a Shia mosque": of a kind, not named.
  if (beside !== undefined && beside.names === null && !(site && some)) {
    setPlace(reading, site ? nameWithHead(reading, beside) : beside.text, reading.head.lower);
    return true;
  }
  if (reading.phrase.of !== null && (classes.has('settlement') || classes.has('region'))) {
    const inner = reading.inner(reading.phrase.of);
    if (inner.place !== null) {
      reading.place = { ...inner.place, head: reading.head.lower };
      // "the Baltic state of Latvia" is Latvia.
      if (inner.country !== null) standFor(reading, inner.country);
      return true;
    }
    if (inner.unknownName !== null && inner.types.has('name')) {
      setPlace(reading, inner.unknownName, reading.head.lower);
      return true;
    }
  }
  if (reading.phrase.of !== null && classes.has('civil-site')) {
    // "the market of Togoga": where the market is.
    const inner = reading.inner(reading.phrase.of);
    if (inner.unknownName !== null && inner.types.has('place-like'))
      setPlace(reading, inner.unknownName, reading.head.lower);
    else if (inner.actor === null && inner.place !== null) reading.place = { ...inner.place, head: reading.head.lower };
    if (reading.place !== null) return true;
  }
  // "the river port of Izmail", "the outpost of Tal Rifaat": a site goes by the place behind "of".
  const named = reading.phrase.of !== null && site ? reading.inner(reading.phrase.of) : null;
  if (named?.place?.entry != null && named.actor === null && named.country === null) {
    reading.place = { ...named.place, head: reading.head.lower };
    return true;
  }
  // "the capital, Niamey", "the town (Ceel Buur)": the name stands beside it.
  const { apposition } = reading.phrase;
  if (
    apposition !== null &&
    apposition.conjuncts.length === 0 &&
    (classes.has('settlement') || classes.has('region'))
  ) {
    const inner = reading.inner(apposition);
    if (inner.place !== null && inner.actor === null) {
      reading.place = { ...inner.place, head: reading.head.lower };
      return true;
    }
  }
  const { of } = reading.phrase;
  const lies =
    of !== null && classes.has('base') && reading.phrase.from < reading.phrase.head ? reading.inner(of) : null;
  if (lies?.unknownName != null && lies.types.has('place-like')) {
    // "the AMISOM base of El Baraf": whose it is stands before, where it lies behind.
    const holder = ownerOfPhrase({ ...reading, phrase: { ...reading.phrase, of: null } });
    if (holder !== null) {
      setPlace(reading, lies.unknownName, reading.head.lower);
      reading.types.add('held-site').add('thing');
      reading.actor = holder;
      return true;
    }
  }
  const owner =
    ownerOfPhrase(reading) ?? (classes.has('base') ? byCountry(reading, countryBefore(reading), null) : null);
  if (owner !== null && classes.has('people-group')) return false;
  if (owner !== null) {
    // "a Syrian army base", "Isis positions": a place without a name, and whose it is.
    reading.types.add('place').add('held-site');
    reading.actor = owner;
    // "Poland's parliament" acts; "the Syrian army's base" does not.
    reading.types.add(isOffice(reading.head.lower) ? 'official' : 'thing');
    return true;
  }
  const holder = bodyBefore(reading);
  if (holder !== null) {
    // "the remaining regime bases", "rebel positions": whose they are, the text before tells.
    reading.types.add('place').add('held-site').add('thing');
    reading.anaphor = holder;
    return true;
  }
  reading.types.add('place');
  if (/^\p{Lu}.* /u.test(reading.head.text)) setPlace(reading, reading.head.text, reading.head.lower);
  else reading.anaphor = { kind: 'place', word: reading.head.lower };
  return true;
}

/** The fighters or the body of a state that a word right before a site names as its holder. */
function bodyBefore(reading: NounReading): Anaphor | null {
  if (!reading.types.has('base') && !/^(?:stronghold|hideout|position|tunnel)s?$/.test(reading.head.lower)) return null;
  // "an army base", "a police post": the country's own.
  const body = stateBody(reading);
  if (body !== null) return bodyOfState(body);
  const before = premodifier(reading);
  if (before?.role != null && !before.role.noun.actsForOwner) {
    const { sides, suggests } = before.role.noun;
    return { kind: 'role', sides, plural: true, suggests, alone: null, civilian: false };
  }
  return before?.lower === 'junta' ? { kind: 'group', word: before.lower } : null;
}

const FORMATION = /(?:^|\s)(?:division|brigade|battalion|regiment|corps|command|squadron)$/;

/** Formations of an army, by the last word of their names. */
const isFormation = ({ lower }: Unit): boolean => FORMATION.test(lower);

function standFor(reading: NounReading, country: string): void {
  if (!/^(?:state|republic|kingdom|country|nation|sultanate|emirate)$/.test(reading.head.lower)) return;
  reading.country = country;
  reading.types.add('country');
}

function pickPlace(reading: NounReading, unit: Unit): PlaceEntry | null {
  const places = unit.names?.flatMap((one) => (one.kind === 'place' ? [one.place] : [])) ?? [];
  const settlement = reading.types.has('settlement');
  const kinds = settlement ? /^(?:city|town|village|neighbourhood|camp)$/ : /^(?:admin1|admin2|area|desert)$/;
  const fits = places.filter((place) => kinds.test(place.kind));
  for (const list of [fits, places])
    for (const code of reading.context.countries) {
      const found = list.find((place) => place.country === code);
      if (found !== undefined) return found;
    }
  return fits[0] ?? places[0] ?? null;
}

/** "Hajin dam", "the Milimani-Baure road", "15th Division base": the name with what it names. */
function nameWithHead(reading: NounReading, unit: Unit): string {
  const { units } = reading.context;
  const at = units.indexOf(unit);
  const [first, hyphen] = [units[at - 2], units[at - 1]];
  const paired = hyphen?.pos === 'hyphen' && first?.pos === 'name' && at - 2 >= reading.phrase.from;
  return `${paired ? `${first.text}-` : ''}${unit.text} ${reading.head.text}`;
}

/** Makes a name a place, known or not, and nothing else. */
export function setPlace(reading: NounReading, name: string, head: string | null): void {
  const words = name.split(/[\s-]+/u);
  const match = reading.context.knowledge.longestName(words, 0);
  const hit = match?.words === words.length ? match.hits.find((one) => one.kind === 'place') : undefined;
  if (hit?.kind === 'place')
    reading.place = { id: hit.place.id, name: hit.place.name, basis: 'direct', entry: hit.place, head };
  else reading.place = { id: slug(name), name, basis: 'direct', entry: null, head };
  reading.unknownName = null;
  for (const type of ['actor', 'person', 'armed', 'combatant', 'name', 'place-like']) reading.types.delete(type);
}
