/** Reads one base noun phrase: its determiner, modifiers, possessors and head. */
import type { NounPhrase, Unit } from './syntax.ts';
import { isQuotationMark } from './unit-neighbours.ts';

/** Words for stretches of time. */
export const TIME_MEASURES: ReadonlySet<string> = new Set(
  'seconds minute minutes hour hours day days night nights week weeks month months year years moments'.split(' '),
);

/** What a verb may have behind its preposition before a long object follows ("put to death", "took into custody"). */
const SHIFTED: ReadonlySet<string> = new Set(
  'death custody detention captivity prison jail hospital shreds ashes ground flames fire hostage prisoner captive'.split(
    ' ',
  ),
);

/** Whether a verb and a preposition stand right before a word. */
const isVerbPhrase = (units: readonly Unit[], at: number): boolean =>
  /^(?:prep|to)$/.test(units[at - 1]?.pos ?? '') && units[at - 2]?.forms != null && units[at - 2]?.pos === 'verb';

/** Words between a number and what it counts. */
const AFTER_NUMBER = new Set(['other', 'more', 'such']);

/** One base noun phrase at `at`, possessors inside ("Isis's attack" is "attack" with the possessor "Isis"). */
export function readNounPhrase(units: readonly Unit[], at: number): NounPhrase | null {
  const first = units[at];
  if (first === undefined) return null;
  if (first.pos === 'pron' || first.pos === 'time') return phrase(at, at, at, null);
  let to = at;
  let head = -1;
  let possessor: NounPhrase | null = null;
  let from = at;
  for (; to < units.length; to += 1) {
    const unit = units[to];
    if (unit === undefined) break;
    if (unit.pos === 'possmark') {
      if (head < 0) break;
      possessor = phrase(from, to - 1, head, possessor);
      from = to + 1;
      head = -1;
      continue;
    }
    // "dismissed as false a claim": a determiner behind an adjective opens another phrase.
    if (unit.pos === 'det' && units[to - 1]?.pos === 'adj' && to > at) break;
    if ((unit.pos === 'det' || unit.pos === 'poss') && head < 0) continue;
    // "two other groups".
    if (
      head >= 0 &&
      head === to - 1 &&
      units[head]?.pos === 'num' &&
      AFTER_NUMBER.has(unit.lower) &&
      nounFollows(units, to)
    )
      continue;
    if (unit.pos === 'num' && head >= 0 && units[head]?.pos === 'name' && quantifies(units, to)) break;
    // "took into custody Miguel Mora", "beat to death three detainees": the object stands behind the verb's phrase.
    if (head === to - 1 && head === at && SHIFTED.has(units[head]?.lower ?? '') && isVerbPhrase(units, at)) break;
    // "bombed Baalbek hours after …": a measure of time is no part of a name.
    if (unit.pos === 'noun' && units[head]?.pos === 'name' && TIME_MEASURES.has(unit.lower)) break;
    // "the girls Boko Haram abducted": a plural noun is no part of the name of those who act behind it.
    if (unit.pos === 'name' && head === to - 1 && isCommonPlural(units[head]) && isActorName(unit)) break;
    // "gave the RSF control of the base": who gets it, and what.
    if (unit.lower === 'control' && head >= 0 && units[at - 1]?.forms?.some(({ lemma }) => lemma === 'give')) break;
    // "took fighters of the militia prisoner": what was made of them is no part of the phrase.
    if (CAPTIVE.has(unit.lower) && head >= 0 && isTaken(units, at)) break;
    if (unit.pos === 'noun' || unit.pos === 'name' || unit.pos === 'num') {
      // "several hours Isis": two noun phrases only where a determiner starts the second.
      head = to;
      continue;
    }
    if (unit.pos === 'adj' && (head < 0 || nounFollows(units, to))) continue;
    if (unit.pos === 'hyphen' && to > at && units[to + 1] !== undefined && !units[to + 1]?.text.startsWith(' ')) {
      if (/noun|name|num|adj|verb/.test(units[to + 1]?.pos ?? '')) continue;
    }
    // "SDF-led forces": the participle behind a hyphen belongs to the noun phrase.
    if (unit.pos === 'verb' && units[to - 1]?.pos === 'hyphen') continue;
    // "42 locally made guns".
    const counted = head < 0 || (head === to - 1 && units[head]?.pos === 'num');
    if (unit.pos === 'adv' && counted && units[to + 1]?.pos === 'adj') continue;
    if (
      unit.pos === 'adv' &&
      head < 0 &&
      (units[to + 1]?.pos === 'num' || units[to + 1]?.pos === 'det') &&
      /^(?:at least|nearly|almost|about|around|over|only|just|far|so)$/.test(unit.lower)
    )
      continue;
    // "about 4,000 people": a preposition before a number is part of how many.
    if (
      unit.pos === 'prep' &&
      head < 0 &&
      units[to + 1]?.pos === 'num' &&
      /^(?:about|around|over|up to)$/.test(unit.lower)
    )
      continue;
    // "between 10,000 and 15,000 people": how many, from and to.
    if (unit.lower === 'between' && head < 0 && spansNumbers(units, to)) {
      to += 2;
      continue;
    }
    // "hundreds to 2,000 people", "two to three missiles".
    if (
      (unit.lower === 'to' || unit.lower === 'than') &&
      head >= 0 &&
      (units[to - 1]?.pos === 'num' || units[to - 1]?.pos === 'det') &&
      units[to + 1]?.pos === 'num'
    )
      continue;
    if (unit.lower === 'than' && units[to + 1]?.pos === 'num') continue;
    if (head < 0 && to > at && isQuotationMark(unit)) continue;
    break;
  }
  if (head < 0) {
    const determiner = units[at];
    if (possessor !== null) return possessor;
    // A determiner alone is a pronoun ("some were executed", "both agreed").
    // "raped her repeatedly".
    if (determiner?.lower === 'her' && to === at + 1) return phrase(at, at, at, null);
    const lone = determiner?.pos === 'det' && to === at + 1 && !/^(?:the|a|an|every|no)$/.test(determiner.lower);
    return lone ? phrase(at, at, at, null) : null;
  }
  return { ...phrase(at, to - 1, head, possessor), negated: isNegated(units, at) };
}

const CAPTIVE = new Set(['prisoner', 'captive', 'hostage']);

const isTaken = (units: readonly Unit[], at: number): boolean =>
  units
    .slice(Math.max(0, at - 6), at)
    .some(({ forms }) => forms?.some(({ lemma }) => lemma === 'take' || lemma === 'hold') === true);

const isCommonPlural = (unit: Unit | undefined): boolean =>
  unit?.pos === 'noun' && unit.names === null && unit.plural && unit.role?.noun.sides !== 'state';

const isActorName = ({ names }: Unit): boolean => names?.[0]?.kind === 'actor';

const NEGATIVES = new Set(['no', 'none', 'neither']);

/** "no attack", "neither side", not "no fewer than ten". */
function isNegated(units: readonly Unit[], at: number): boolean {
  if (units[at - 1]?.lower === 'neither') return true;
  return (
    NEGATIVES.has(units[at]?.lower ?? '') && !/^(?:fewer|less|more|longer|doubt)$/.test(units[at + 1]?.lower ?? '')
  );
}

/** "gave Tanzania two planes": a number behind a known name opens a noun phrase of its own. */
function quantifies(units: readonly Unit[], at: number): boolean {
  const next = units[at + 1];
  return /^(?:noun|adj|num|det)$/.test(next?.pos ?? '') || next?.lower === 'of';
}

function nounFollows(units: readonly Unit[], at: number): boolean {
  const next = units[at + 1];
  return next?.pos === 'noun' || next?.pos === 'name' || next?.pos === 'adj' || next?.pos === 'hyphen';
}

const phrase = (from: number, to: number, head: number, possessor: NounPhrase | null): NounPhrase => ({
  kind: 'np',
  from,
  to,
  head,
  possessor,
  of: null,
  post: [],
  governor: null,
  conjuncts: [],
  apposition: null,
  negated: false,
});

const spansNumbers = (units: readonly Unit[], at: number): boolean =>
  units[at + 1]?.pos === 'num' &&
  units[at + 2]?.lower === 'and' &&
  units[at + 3]?.pos === 'num' &&
  units[at + 4]?.pos === 'noun';
