/** Compares one labelled event with one found event, field by field. */
import type { Attribution, Event } from '../model/event.ts';
import { alternatives, type GoldControl, type GoldEvent, type LabelledArticle } from './labelled-text.ts';
import type { NameComparison } from './same-name.ts';

export const FIELDS = [
  'action',
  'subEventType',
  'actor',
  'recipient',
  'place',
  'date',
  'factuality',
  'control',
  'attribution',
] as const;
export type Field = (typeof FIELDS)[number];

/**
 * `right`: as labelled; `empty`: rightly empty; `wrong`: something else is there; `missing`: nothing is there;
 * `spurious`: something is there and nothing should be.
 */
export type Verdict = 'right' | 'empty' | 'wrong' | 'missing' | 'spurious';

export const isRight = (verdict: Verdict): boolean => verdict === 'right' || verdict === 'empty';

export type GoldAttribution = NonNullable<LabelledArticle['goldAttribution']>[number];

/** A labelled event with its attribution and, for PLOVER records, the event type that also counts as the right action. */
export type Wanted = { gold: GoldEvent; attribution: GoldAttribution | null; ploverEvent: string | null };

/** The labelled fields of `wanted` and how `found` (null: no event) does on each. */
export function verdicts(wanted: Wanted, found: Event | null, names: NameComparison): [Field, Verdict][] {
  const { gold } = wanted;
  const all: [Field, Verdict][] = [];
  const judge = <T, F>(
    field: Field,
    label: Label<T>,
    value: F | null | undefined,
    same: (one: T, other: F) => boolean,
  ) => {
    if (label === undefined) return;
    const verdict = verdictOf<T, F>(label as Given<T>, value ?? null, same);
    // A missed event has no field that is rightly empty.
    if (found !== null || verdict !== 'empty') all.push([field, verdict]);
  };
  judge('action', gold.action, found, (name, event) => isAction(name, event, wanted.ploverEvent));
  judge('subEventType', gold.subEventType, found?.subEventType, isEqual);
  judge('actor', gold.actor, found?.actor, names.isActor);
  judge('recipient', gold.recipient, found?.recipient, names.isActor);
  judge('place', gold.place, found?.place, names.isPlace);
  judge('date', gold.date, found?.date?.edtf, isEqual);
  judge('factuality', gold.factuality, found?.factuality, isEqual);
  judge('control', gold.control, found?.control, (label, control) => isControl(label, control, names));
  if (wanted.attribution !== null) {
    const label = wanted.attribution;
    judge('attribution', label, found?.attribution, (one, other) => isAttribution(one, other, names));
  }
  return all;
}

type Given<T> = T | null | readonly (T | null)[];
type Label<T> = Given<T> | undefined;

const isEqual = (one: string, other: string): boolean => one === other;

/** Whether `event` may stand for `wanted` at all. */
export function isCandidate({ gold, ploverEvent }: Wanted, event: Event): boolean {
  if (gold.action === undefined) return true;
  return alternatives(gold.action).some((name) => name !== null && isAction(name, event, ploverEvent));
}

function isAction(name: string, event: Event, ploverEvent: string | null): boolean {
  return event.action === name || (ploverEvent !== null && event.plover.event === ploverEvent);
}

function verdictOf<T, F>(label: Given<T>, value: F | null, same: (one: T, other: F) => boolean): Verdict {
  const wanted = alternatives<T>(label);
  if (value === null) return wanted.includes(null) ? 'empty' : 'missing';
  const named = wanted.filter((one): one is T & {} => one !== null);
  if (named.some((one) => same(one, value))) return 'right';
  return named.length === 0 ? 'spurious' : 'wrong';
}

function isControl(label: GoldControl, control: NonNullable<Event['control']>, names: NameComparison): boolean {
  const fits = <T, F>(one: Label<T>, value: F | null, same: (a: T, b: F) => boolean): boolean =>
    one === undefined || isRight(verdictOf<T, F>(one as Given<T>, value, same));
  return (
    fits(label.place, control.place, names.isPlace) &&
    fits(label.holder, control.holder, names.isActor) &&
    fits(label.loser, control.loser, names.isActor) &&
    fits(label.change, control.change, isEqual)
  );
}

function isAttribution(label: GoldAttribution, found: Attribution, names: NameComparison): boolean {
  const span = { start: 0, end: 0, basis: 'direct' as const };
  const by = found.ref ?? { ...span, id: found.text, name: found.text, text: found.text };
  return (
    (label.by === undefined || isRight(verdictOf(label.by, by, names.isActor))) &&
    (label.stance === undefined || isRight(verdictOf(label.stance, found.stance, isEqual)))
  );
}
