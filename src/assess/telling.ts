/** What one report says that others can be compared with: who, where, when, in which kind of action, in which words. */

import type { DayRange } from '../model/days.ts';
import { daysBetween, daysOf, reportDays } from '../model/days.ts';
import type { StoredEvent } from '../model/record.ts';
import type { PlaceRef, Ref } from '../model/ref.ts';

/** Actions of which one and the same event may be told; one that stands in no family is told by its own name only. */
const FAMILIES: readonly (readonly string[])[] = [
  ['attack', 'ambush', 'clash', 'offensive', 'clear', 'repel', 'violate-ceasefire'],
  ['capture', 'advance', 'expel'],
  ['bombing', 'suicide-bombing'],
  ['airstrike'],
  ['shell'],
  ['kill', 'execute'],
  ['kidnap', 'hold-hostages'],
  ['withdraw', 'hand-over'],
  ['agreement', 'ceasefire'],
  ['loot', 'destroy'],
  ['riot', 'mob-violence'],
];

/** Whether an action is fighting on the ground. */
export const isFight = (action: string): boolean => FAMILIES[0]?.includes(action) === true;

/** Whether an action takes ground: to enter a town and to seize it are two steps of one event. */
export const takesGround = (action: string): boolean => FAMILIES[1]?.includes(action) === true;

/** Actions of one family that are never tellings of one event. */
const APART: ReadonlySet<string> = new Set(['ambush offensive', 'ambush clear', 'offensive violate-ceasefire']);

/** Deeds that kill; a report may name the deed or only its victims. */
const DEADLY: readonly string[] = ['attack', 'ambush', 'airstrike', 'shell', 'bombing', 'suicide-bombing', 'grenade'];

/** Words of a quote that say by what means people were killed or a place was bombed, the most telling first. */
const MEANS: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:air[ -]?strikes?|air raids?|drone strikes?|warplanes?|war planes?|jets?|aircraft|planes|helicopters?)\b/i,
    'airstrike',
  ],
  [/\bsuicide (?:bomb|attack)/i, 'suicide-bombing'],
  [/\b(?:shell(?:ed|ing|s)|artillery|missiles?|rockets?|mortars?)\b/i, 'shell'],
  [/\bbomb(?:s|ing|ings)?\b/i, 'bombing'],
];

/**
 * The action, or the deed behind it where the quote names it: "an air strike killed ten" is an air strike, and so is
 * "jets bombed the town".
 */
export function deedOf({ action, evidence, actor }: StoredEvent): string {
  if (action !== 'kill' && action !== 'bombing') return action;
  const means = MEANS.find(([words]) => words.test(evidence.text))?.[1];
  if (means !== undefined && (action === 'kill' || means === 'airstrike')) return means;
  return action === 'bombing' && /air-force|aerospace/.test(actor?.id ?? '') ? 'airstrike' : action;
}

/** States, talk and slow processes: no single event that two reports could both be of. */
const NO_INCIDENT: ReadonlySet<string> = new Set([
  'control',
  'attrition',
  'accuse',
  'demand',
  'threaten',
  'reject',
  'cooperate',
  'consult',
  'aid',
  'block-escape',
]);

/** Actions that happen to a place once in a while rather than every day. */
const RARE: ReadonlySet<string> = new Set([
  'capture',
  'hand-over',
  'break-siege',
  'withdraw',
  'surrender',
  'ceasefire',
  'protest',
]);

export const isRare = ({ action }: StoredEvent): boolean => RARE.has(action);

/** How two actions go together: as one kind of event, as deed and victims, or not at all. */
export function actionsTogether(a: string, b: string): 'same' | 'family' | 'victims' | null {
  if (NO_INCIDENT.has(a) || NO_INCIDENT.has(b)) return null;
  if (a === b) return 'same';
  if (APART.has([a, b].sort().join(' '))) return null;
  if (FAMILIES.some((family) => family.includes(a) && family.includes(b))) return 'family';
  const [deed, victims] = a === 'kill' ? [b, a] : [a, b];
  return victims === 'kill' && DEADLY.includes(deed) ? 'victims' : null;
}

/** All actions that go together with one. */
export function actionsWith(action: string): string[] {
  if (NO_INCIDENT.has(action)) return [];
  const near = [action, 'kill', ...DEADLY, ...(FAMILIES.find((family) => family.includes(action)) ?? [])];
  const told = (other: string): boolean => other === 'kill' || other === 'bombing';
  return [...new Set(near)].filter(
    (other) =>
      actionsTogether(action, other) !== null ||
      (DEADLY.includes(action) && told(other)) ||
      (told(action) && DEADLY.includes(other)),
  );
}

/** Where it happened: the event's own place, else the one whose control it tells of. */
export const whereOf = ({ place, control }: StoredEvent): PlaceRef | null => place ?? control?.place ?? null;

/** A few days at most: what is dated by a month or a year is of no day. */
const MOST_DAYS = 2;

export type When = DayRange & { own: boolean };

/** The day of an event: its own, else the day of its publication. Null where neither is exact enough. */
export function whenOf(report: StoredEvent): When | null {
  const own = daysOf(report.date?.edtf ?? null);
  const told = own ?? daysOf(report.published);
  const days = reportDays(report);
  if (told === null || days === null || daysBetween(told.from, told.to) >= MOST_DAYS) return null;
  return { ...days, own: own !== null };
}

/** Actors that stand for nobody in particular. */
const NOBODY: ReadonlySet<string> = new Set(['unidentified-armed-group', 'unidentified-communal-militia']);

export const isNamed = (ref: Ref | null): ref is Ref => ref !== null && !NOBODY.has(ref.id);

/** Who did it to whom. Who repels an attack is the one attacked. */
export const partiesOf = ({ action, actor, recipient }: StoredEvent): { doer: Ref | null; target: Ref | null } =>
  action === 'repel' ? { doer: recipient, target: actor } : { doer: actor, target: recipient };

/** Words that are in too many sentences to tell one from another. */
const COMMON = new Set(
  `a an the and or but of in on at to from by with for against near as is are was were be been has have had that which who
  it its their his her this these those after before during while when where into over between about more than also said
  say says according killed injured wounded people least monday tuesday wednesday thursday friday saturday sunday`.split(
    /\s+/,
  ),
);

/** The words of a quote, as `quoteKey` gives them, that tell it from others. */
export const wordsOf = (quote: string): Set<string> =>
  new Set(quote.split(' ').filter((word) => word.length > 1 && !COMMON.has(word)));

/** Figures in the quote that are no part of a date: how many were killed, taken, fired. One is no figure. */
export function figuresOf({ evidence, date }: StoredEvent): Set<string> {
  const text = date === null ? evidence.text : evidence.text.replace(date.text, ' ');
  const undated = text.replace(/\b\d{1,2} \p{Lu}\p{Ll}+ \d{4}\b/gu, ' ').replace(/\b(?:19|20)\d{2}\b/g, ' ');
  const figures =
    undated.toLowerCase().match(/\b(?:\d+(?:,\d{3})*)\b|\b(?:two|three|four|five|six|seven|eight|nine|ten)\b/g) ?? [];
  return new Set(
    figures.map((figure) => DIGITS[figure] ?? figure.replaceAll(',', '')).filter((figure) => Number(figure) > 1),
  );
}

const DIGITS: Readonly<Record<string, string>> = {
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
  ten: '10',
};

/** How much two sets have in common, 0 to 1. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((word) => b.has(word)).length;
  return both === 0 ? 0 : both / (a.size + b.size - both);
}
