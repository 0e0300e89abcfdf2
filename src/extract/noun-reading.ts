/** What reading one noun phrase has made out so far, and the words before its head. */
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Grammar } from './grammar.ts';
import { hasTitle, isOffice } from './officials.ts';
import type { ActorReading, Anaphor, PlaceReading, Referent } from './referents.ts';
import type { NounPhrase, Unit } from './syntax.ts';

export type ReadingContext = {
  text: string;
  units: readonly Unit[];
  knowledge: Knowledge;
  grammar: Grammar;
  /** ISO codes of the countries that the article is about, most mentioned first. */
  countries: readonly string[];
};

/** What reading one noun phrase has made out so far. */
export type NounReading = {
  readonly phrase: NounPhrase;
  readonly context: ReadingContext;
  readonly head: Unit;
  readonly types: Set<string>;
  actor: ActorReading | null;
  place: PlaceReading | null;
  anaphor: Anaphor | null;
  country: string | null;
  unknownName: string | null;
  /** Reads another phrase that this one holds. */
  inner(phrase: NounPhrase): Referent;
};

/** Whether a title or an office stands before the head. */
export function isTitled(reading: NounReading): boolean {
  return hasTitle(reading.head.text) || premodifiers(reading).some((unit) => isOffice(lastWord(unit.lower)));
}

/** The unit right before the head. */
export function premodifier(reading: NounReading): Unit | undefined {
  return reading.phrase.head > reading.phrase.from ? reading.context.units[reading.phrase.head - 1] : undefined;
}

/** The units before the head. */
export function premodifiers(reading: NounReading): Unit[] {
  return reading.context.units.slice(reading.phrase.from, reading.phrase.head);
}

/** The nearest name before the head that nobody knows; a make of weapon ("Shahed drones", "Iskander-M missiles") is none. */
export function unknownBefore(reading: NounReading): string | null {
  const { grammar } = reading.context;
  const names = premodifiers(reading).filter((unit) => unit.pos === 'name' && unit.names === null);
  const isMake = ({ lower }: Unit): boolean => {
    const classes = grammar.nounClasses.get(lower);
    return classes !== undefined && ['weapon', 'explosive', 'aircraft', 'artillery'].some((name) => classes.has(name));
  };
  if (names.some(isMake)) return null;
  return names.at(-1)?.text ?? null;
}

/** The classes of the head together with the word before it ("police station"). */
export function twoWordClasses(reading: NounReading): ReadonlySet<string> | null {
  const before = premodifier(reading);
  const { word, lower } = reading.head;
  if (before === undefined) return null;
  if (word.lower === lower ? !word.endsCompound : !reading.context.grammar.compoundHeads.has(lower)) return null;
  return reading.context.grammar.nounClasses.get(`${before.lower} ${reading.head.lower}`) ?? null;
}

/** Where the first name before the head starts. */
export function nameStart(reading: NounReading): number {
  const first = premodifiers(reading).find((unit) => unit.pos === 'name');
  return first?.start ?? reading.head.start;
}

export const lastWord = (lower: string): string => lower.slice(lower.lastIndexOf(' ') + 1);

const CIVIL = /^(?:civilians|aid|media)$/;

/** A word for somebody who bears no arms. */
export const isCivil = (unit: Unit | undefined): boolean =>
  (unit?.role == null ? unit?.classes?.has('civilian') === true : CIVIL.test(unit.role.noun.suggests ?? '')) ||
  unit?.names?.some((hit) => hit.kind === 'actor' && CIVIL.test(hit.actor.kind)) === true;
