/** Pairs the labelled events of one article with the found ones, and says what was missed and what is spurious. */
import type { Event } from '../model/event.ts';
import { assign } from './assignment.ts';
import { type Field, isCandidate, isRight, type Verdict, verdicts, type Wanted } from './fields.ts';
import type { LabelledArticle } from './labelled-text.ts';
import type { NameComparison } from './same-name.ts';

export type Pair = { wanted: Wanted; found: Event | null; fields: [Field, Verdict][] };

/** `spurious` events are neither paired, nor allowed, nor restatements of a paired one. */
export type Alignment = { pairs: Pair[]; spurious: Event[]; isWhollyRight: boolean };

/** A pair at all is worth more than any field; each right field more than the order of the text. */
const PAIR = 1000;
const RIGHT_FIELD = 10;

/**
 * The best one-to-one assignment: as many pairs of one action as can be, with as many right fields as can be. Events of
 * PLOVER records are labelled in part, so nothing found beside them is spurious.
 */
export function align(labelled: LabelledArticle, found: readonly Event[], names: NameComparison): Alignment {
  const gold = labelled.gold ?? [];
  const wanted = gold.map<Wanted>((event, index) => ({
    gold: event,
    attribution: labelled.goldAttribution?.find((attribution) => attribution.event === index) ?? null,
    ploverEvent: labelled.plover?.event ?? null,
  }));
  const assigned = assign(wanted.length, found.length, (row, column) => {
    const one = wanted[row];
    const other = found[column];
    if (one === undefined || other === undefined || !isCandidate(one, other)) return 0;
    const right = verdicts(one, other, names).filter(([, verdict]) => isRight(verdict)).length;
    const distance = Math.abs(row / wanted.length - column / found.length);
    return PAIR + RIGHT_FIELD * right - (other.sameAs === null ? 0 : 1) - distance;
  });
  const pairs = wanted.map<Pair>((one, index) => {
    const event = found[assigned[index] ?? -1] ?? null;
    return { wanted: one, found: event, fields: verdicts(one, event, names) };
  });
  const spurious = labelled.plover === undefined ? unexplained(labelled, found, pairs) : [];
  const areRight = pairs.every((pair) => pair.found !== null && pair.fields.every(([, verdict]) => isRight(verdict)));
  return { pairs, spurious, isWhollyRight: areRight && spurious.length === 0 };
}

function unexplained(labelled: LabelledArticle, found: readonly Event[], pairs: readonly Pair[]): Event[] {
  const allowed = new Set(labelled.allow ?? []);
  const told = new Set(pairs.flatMap((pair) => (pair.found === null ? [] : [tellingOf(pair.found)])));
  return found.filter((event) => {
    const isPaired = pairs.some((pair) => pair.found === event);
    return !isPaired && !allowed.has(event.action) && event.sameAs === null && !told.has(tellingOf(event));
  });
}

/** The first event of those that restate each other. */
const tellingOf = (event: Event): string => event.sameAs ?? event.id;
