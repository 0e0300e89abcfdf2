/** Reads pronouns, numbers and amounts. */
import type { NounReading } from './noun-reading.ts';

/** Nouns that only say how many. */
const MEASURES: ReadonlySet<string> = new Set(
  (
    'number total majority handful couple pair trio scores dozens hundreds thousands tens batch spate wave elements rest ' +
    'remainder remnant remnants dozen score contingent column last bulk heroes lions'
  ).split(' '),
);

/** Nouns that say how much there is of a weapon or an explosive, and are things of their own beside anything else. */
const AMOUNTS: ReadonlySet<string> = new Set(
  (
    'kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes gram grams ton tons tonne tonnes litre litres liter ' +
    'liters pound pounds quantity quantities amount amounts box boxes crate crates case cases bag bags sack sacks ' +
    'container containers truckload truckloads carton cartons bundle bundles piece pieces round rounds stick sticks ' +
    'network series string load rest remainder set sets assortment variety shipment shipments cargo truck boat stock store'
  ).split(' '),
);

/** "a number of soldiers", "scores of rebels", "some of the fighters": an amount, not a thing. */
export function measures(reading: NounReading): boolean {
  if (reading.phrase.of === null || reading.phrase.possessor !== null) return false;
  if (reading.head.pos === 'det' || MEASURES.has(reading.head.lower)) return true;
  if (!AMOUNTS.has(reading.head.lower)) return false;
  const { types } = reading.inner(reading.phrase.of);
  return types.has('weapon') || types.has('explosive');
}

/** An amount stands for what it is an amount of. */
export function readMeasured(reading: NounReading): void {
  if (reading.phrase.of === null) return;
  const inner = reading.inner(reading.phrase.of);
  for (const type of inner.types) reading.types.add(type);
  reading.actor = inner.actor;
  reading.anaphor = inner.anaphor;
  reading.country = inner.country;
  reading.unknownName = inner.unknownName;
  if (inner.types.has('country') && /^(?:most|half|much|all|parts?|majority)$/.test(reading.head.lower)) {
    // "most of Sudan": land, and not the state.
    for (const type of ['country', 'actor', 'person', 'armed', 'named']) reading.types.delete(type);
    reading.types.add('place').add('portion');
    reading.actor = null;
    reading.country = null;
    reading.place = inner.place;
    return;
  }
  if (!inner.types.has('country')) reading.place = inner.place;
  if (reading.head.pos === 'det' && reading.place === null) reading.types.add('person');
}

export function readPronoun(reading: NounReading): void {
  const { lower } = reading.head;
  if (lower === 'there' || lower === 'what') return;
  if (/^(?:dozens|scores|hundreds|thousands)$/.test(lower)) {
    // "thousands have fled": people, whoever was spoken of before.
    reading.types.add('person').add('count');
    return;
  }
  if (/^(?:itself|themselves|himself|herself)$/.test(lower)) reading.types.add('reflexive');
  reading.types.add('person').add('pronoun');
  if (/^(?:he|she|him|her|his|himself|herself)$/.test(lower)) reading.types.add('individual');
  if (/^(?:i|we|us|you)$/.test(lower)) {
    reading.types.add('speaker');
    if (/^(?:we|us)$/.test(lower)) reading.types.add('armed');
    return;
  }
  reading.types.add('actor');
  if (
    /^(?:it|its|they|their|them|themselves|itself|some|both|many|most|all|several|others|those|these|none)$/.test(lower)
  )
    reading.types.add('armed').add('combatant');
  reading.anaphor = { kind: 'pronoun', word: lower };
}

export function readNumber(reading: NounReading): void {
  // "killed 12 and wounded 5": people, by default.
  reading.types.add('person').add('count');
  if (reading.phrase.of !== null) {
    const inner = reading.inner(reading.phrase.of);
    reading.actor = inner.actor;
    reading.anaphor = inner.anaphor;
    for (const type of inner.types) reading.types.add(type);
  }
}
