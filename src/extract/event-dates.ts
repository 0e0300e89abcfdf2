/** The date of an event: the one that stands with it, else the sentence's, unless that is told of something else. */
import type { EventDate, Factuality } from '../model/event.ts';
import type { DateMention } from './dates.ts';
import type { Draft } from './draft.ts';
import { TIME_MEASURES } from './noun-phrases.ts';
import type { SentenceEvents } from './sentence-events.ts';
import type { Clause, Unit } from './syntax.ts';

/** How far from its event, in characters, a date of the sentence may stand. */
const NEAR = 200;

/** The date that stands with the event: in its clause, else the sentence's first. */
export function dateOf(draft: Draft, found: SentenceEvents, factuality: Factuality): EventDate | null {
  const real = /^(?:actual|ongoing|failed|attempted)$/.test(factuality);
  const usable = found.dates.filter((date) => date.usable || !real);
  const { units } = found.parsed;
  if (usable.length === 0) return yearInside(draft, units);
  const own = startsOf([draft.clause], units);
  for (const pp of draft.noun?.post ?? []) own.add(units[pp.object.head]?.start ?? -1);
  const date =
    yearInside(draft, units) ??
    usable.find((one) => own.has(one.start)) ??
    whenBefore(draft.clause, usable, units) ??
    (isApart(draft.clause, units) ? null : shared(draft, usable, real, found));
  return date === null ? null : { edtf: date.edtf, text: date.text, precision: date.precision };
}

/** The sentence's first date that belongs to no other event alone. */
function shared(
  draft: Draft,
  usable: readonly DateMention[],
  real: boolean,
  found: SentenceEvents,
): DateMention | null {
  const { clause } = draft;
  // "said on Saturday that they would withdraw": the day of saying is not the day of what is still to come.
  const saying = real ? null : clause.parent;
  // "The rebels, who seized the port in 2008, were forced out": a relative clause keeps its date to itself.
  // "was driven out in 2011 but still controls …": so does what is over beside what goes on.
  const others = found.parsed.clauses.filter(
    (one) => one !== clause && (one === saying || isApartFrom(one, clause) || isOverBeside(one, clause)),
  );
  const taken = startsOf(others, found.parsed.units);
  // "…, which accused it of crimes, urged talks on Monday": what stands behind a relative clause is not its own, nor is
  // what stands behind a semicolon.
  const { units } = found.parsed;
  const end =
    clause.kind === 'relative' ? (units[clause.to]?.end ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
  const apart = (one: DateMention): boolean =>
    one.start > end || units.some(({ text, start }) => text === ';' && start > draft.trigger.end && start < one.start);
  const near = (one: DateMention): boolean => Math.abs(one.start - draft.trigger.end) < NEAR && !apart(one);
  return usable.find((one) => !taken.has(one.start) && near(one)) ?? null;
}

/** A relative clause; "a girl fetching water on 17 August" shares its date. */
const isApartFrom = (one: Clause, clause: Clause): boolean =>
  one.kind === 'relative' ||
  (one.kind === 'reduced' &&
    one.parent === clause &&
    !(one.verb?.shape === 'ing' || SUSPECTED.test(one.verb?.lemma ?? ''))) ||
  (one.kind === 'reduced' && one.parent !== clause);
/** What somebody is said to be has no day of its own. */
const SUSPECTED = /^(?:accuse|suspect|charge|want|know|name|call|dress|disguise|arm)$/;

const isOverBeside = (one: Clause, clause: Clause): boolean =>
  one.subject === clause.subject &&
  one.verb?.tense === 'past' &&
  clause.verb?.tense === 'present' &&
  !clause.verb.perfect;

const startsOf = (clauses: readonly Clause[], units: readonly Unit[]): Set<number> =>
  new Set(clauses.flatMap((one) => one.pps.map((pp) => units[pp.object.head]?.start ?? -1)));

/** "began on 15 April 2023, when fighting erupted": the date right before "when" is that of what follows it. */
function whenBefore(clause: Clause, dates: readonly DateMention[], units: readonly Unit[]): DateMention | null {
  const at = units.findIndex(
    ({ lower, pos }, i) => i >= clause.from - 1 && i <= clause.to && lower === 'when' && pos === 'sub',
  );
  if (at < 2 || (clause.introducer !== 'when' && units[at]?.start !== units[clause.from]?.start)) return null;
  const before = units[at - 1]?.text === ',' ? units[at - 2] : units[at - 1];
  return before?.pos === 'time' ? (dates.find((one) => one.start === before.start) ?? null) : null;
}

/** "a week after the RSF attacked A", "which Isis had captured": told of another day than the rest of the sentence. */
function isApart(clause: Clause, units: readonly Unit[]): boolean {
  const { kind, introducer, verb, from } = clause;
  if (kind === 'relative') return verb?.perfect === true && verb.tense === 'past';
  if (kind !== 'adverbial' && kind !== 'participle') return false;
  const words = `${units[from - 1]?.lower ?? ''} ${introducer ?? ''}`.split(' ');
  const measure = words.find((word) => TIME_MEASURES.has(word));
  return measure !== undefined && !/^(?:seconds|minutes?|hours?|moments)$/.test(measure);
}

/** "the 2013 Westgate attack". */
function yearInside({ noun }: Draft, units: readonly Unit[]): EventDate | null {
  if (noun === null) return null;
  const year = units.slice(noun.from, noun.head).find(({ text }) => /^(?:19|20)\d\d$/.test(text));
  return year === undefined ? null : { edtf: year.text, text: year.text, precision: 'year' };
}
