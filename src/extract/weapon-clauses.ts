/**
 * "a bomb planted by X blew up a bus", "mines laid by X were cleared": what a clause on the weapon tells is part of what
 * was done with it, and no second event.
 */
import type { FoundEvent } from './sentence-events.ts';
import type { Clause, NounPhrase } from './syntax.ts';

/** What a weapon is said to have gone through before it did, or failed to do, its harm. */
const HANDLED = /^(?:bombing|shell|airstrike|suicide-bombing|grenade)$/;
/** Weapons that were made harmless: whoever laid them is whom it was done to. */
const RENDERED_HARMLESS = /^(?:disarm-bomb|seize-weapons)$/;

/** Folds events of clauses on a weapon into the event that the clause above tells of it. */
export function foldWeaponClauses(found: readonly FoundEvent[]): FoundEvent[] {
  const dropped = new Set<FoundEvent>();
  for (const one of found) {
    const main = isOnWeapon(one) ? found.find((other) => other !== one && isAbove(other, one)) : undefined;
    if (main === undefined || dropped.has(main)) continue;
    take(main, one);
    dropped.add(one);
  }
  return dropped.size === 0 ? [...found] : found.filter((one) => !dropped.has(one));
}

const isOnWeapon = ({ event, draft }: FoundEvent): boolean =>
  draft.noun === null &&
  draft.clause.kind === 'reduced' &&
  draft.clause.antecedent !== null &&
  draft.clause.verb?.voice === 'passive' &&
  HANDLED.test(event.action);

function isAbove(main: FoundEvent, inner: FoundEvent): boolean {
  const { action } = main.event;
  const weapon = inner.draft.clause.antecedent;
  if (main.sentence !== inner.sentence || main.draft.clause === inner.draft.clause || weapon === null) return false;
  return (HANDLED.test(action) || RENDERED_HARMLESS.test(action)) && holds(main.draft.clause, weapon);
}

const holds = (clause: Clause, weapon: NounPhrase): boolean => {
  const inside = (phrase: NounPhrase | null): boolean =>
    phrase !== null && (phrase === weapon || phrase.conjuncts.includes(weapon) || inside(phrase.of));
  return inside(clause.subject) || clause.objects.some(inside) || clause.pps.some((pp) => inside(pp.object));
};

function take(main: FoundEvent, inner: FoundEvent): void {
  const { event } = main;
  if (RENDERED_HARMLESS.test(event.action)) event.recipient ??= inner.event.actor;
  else event.actor ??= inner.event.actor;
  if (event.place === null || event.place.basis === 'inferred') event.place = inner.event.place ?? event.place;
  event.date ??= inner.event.date;
}
