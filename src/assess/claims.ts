/** From events to control claims: what counts and what does not, with restatements and copies merged into one claim each. */

import type { DayRange } from '../model/days.ts';
import { reportDays } from '../model/days.ts';
import type { Control, ControlChange } from '../model/event.ts';
import type { StoredEvent } from '../model/record.ts';
import type { PlaceRef, Ref } from '../model/ref.ts';
import type { Extent } from './extent.ts';
import { extentOf } from './extent.ts';
import { quoteKey, sourceKey } from './sources.ts';
import type { World } from './world.ts';
import { sameSide, spotOf } from './world.ts';

/** One source's statement about who holds one place, with every report that merely repeats it. */
export type Claim = {
  /** The first report of it, and all of them, the first included. */
  event: StoredEvent;
  reports: StoredEvent[];
  place: PlaceRef;
  change: ControlChange;
  /** Who holds the place by this claim, and who lost or is losing it. */
  holder: Ref | null;
  loser: Ref | null;
  /** Who contests, besieges or takes it. */
  doer: Ref | null;
  basis: 'stated' | 'implied';
  /** Which part of the place the quote speaks of; null for the whole. */
  extent: Extent | null;
  /** Still going on when it was reported. */
  ongoing: boolean;
  /** Said by the side that it is good news for, and marked as that side's claim. */
  ownWord: boolean;
  days: DayRange | null;
  source: string;
  /** 1 for a plain statement; less for what is implied or comes from a party about itself. */
  weight: number;
};

/** Actions that show an actor to be at a place, which holds it by implication at most. */
const PRESENCE: ReadonlySet<string> = new Set(['deploy', 'establish-base']);

const isReal = (event: StoredEvent): boolean => event.factuality === 'actual' || event.factuality === 'ongoing';

/**
 * Whether an event counts in an assessment: only what is or was so. "No longer controls" is negated, yet what it states
 * – the loss – is a fact; a denial states none.
 */
export function counts(event: StoredEvent): boolean {
  if (event.attribution?.stance === 'denied') return false;
  return isReal(event) || (event.factuality === 'negated' && event.control?.change === 'lost');
}

/** The claims that events make about control, merged, in the order that the timeline is read in. */
export function claimsOf(events: readonly StoredEvent[], world: World): Claim[] {
  const claims = events.filter(counts).flatMap((event) => claimOf(event, world) ?? []);
  return merge(claims.sort(byTime));
}

function claimOf(event: StoredEvent, world: World): Claim | null {
  return event.control === null ? presenceOf(event, world) : statedClaim(event, event.control, world);
}

function presenceOf(event: StoredEvent, world: World): Claim | null {
  const { action, actor, place } = event;
  if (!PRESENCE.has(action) || !isReal(event) || actor === null || place === null) return null;
  if (place.relation !== 'in' || !world.canHold(actor.id)) return null;
  return {
    event,
    reports: [event],
    place,
    change: 'held',
    holder: actor,
    loser: null,
    doer: actor,
    basis: 'implied',
    extent: null,
    ongoing: false,
    ownWord: false,
    days: reportDays(event),
    source: sourceKey(event),
    weight: 0.5,
  };
}

function statedClaim(event: StoredEvent, control: Control, world: World): Claim {
  const { attribution, actor, recipient } = event;
  const { basis } = control;
  const holder = control.holder ?? impliedHolder(control.change, actor, recipient);
  const loser = control.loser ?? impliedLoser(control.change, actor, recipient);
  const extent = OF_THE_WHOLE.has(control.change) ? extentOf(event, control.place) : null;
  const speaker = attribution?.stance === 'denied' ? null : (attribution?.ref ?? null);
  const ownWord =
    sameSide(world, speaker, holder) || (speaker !== null && holder !== null && world.isPartial(speaker.id, holder.id));
  return {
    event,
    reports: [event],
    place: control.place,
    change: changeOf(control.change, extent),
    holder,
    loser,
    doer: actor,
    basis,
    extent,
    ongoing: event.factuality === 'ongoing',
    ownWord,
    days: reportDays(event),
    // Whoever prints what a side says of itself, it is the side that says it.
    source: ownWord && speaker !== null ? `said by ${speaker.id}` : sourceKey(event),
    weight: (basis === 'implied' ? 0.5 : 1) * (ownWord || attribution?.stance === 'accused' ? 0.5 : 1),
  };
}

/** Changes that speak of the whole place unless the quote says otherwise. */
const OF_THE_WHOLE: ReadonlySet<ControlChange> = new Set(['held', 'gained', 'handed-over', 'lost']);

/** Who has a part of a place contests it; only who has most of it holds it. Who lost a part may still have the rest. */
function changeOf(change: ControlChange, extent: Extent | null): ControlChange {
  return extent === null || (extent.most && change !== 'lost') ? change : 'partly-gained';
}

function impliedHolder(change: ControlChange, actor: Ref | null, recipient: Ref | null): Ref | null {
  if (change === 'besieged' || change === 'handed-over') return recipient;
  return change === 'lost' || change === 'contested' ? null : actor;
}

function impliedLoser(change: ControlChange, actor: Ref | null, recipient: Ref | null): Ref | null {
  if (change === 'lost' || change === 'handed-over') return actor;
  return change === 'gained' || change === 'partly-gained' || change === 'contested' ? recipient : null;
}

/** Undated before dated, then by the last possible day, then by publication; the rest only makes the order complete. */
function byTime(a: Claim, b: Claim): number {
  return (
    compare(a.days?.to ?? '', b.days?.to ?? '') ||
    compare(a.event.published ?? '', b.event.published ?? '') ||
    compare(a.event.articleId, b.event.articleId) ||
    a.event.evidence.start - b.event.evidence.start ||
    compare(a.event.id, b.event.id)
  );
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Restatements in one article, the same statement of one source again, and copies of one sentence each become one claim. */
function merge(claims: readonly Claim[]): Claim[] {
  const merged: Claim[] = [];
  const byKey = new Map<string, Claim>();
  const byRoot = new Map<string, Claim[]>();
  for (const claim of claims) {
    const keys = keysOf(claim);
    const root = rootOf(claim);
    const toldHere = byRoot.get(root) ?? [];
    const restated = toldHere.find((other) => isSaidAgain(other, claim));
    const first = restated ?? keys.map((key) => byKey.get(key)).find((found) => found !== undefined);
    if (first === undefined) {
      merged.push(claim);
      byRoot.set(root, [...toldHere, claim]);
    } else absorb(first, claim, restated !== undefined);
    for (const key of keys) if (!byKey.has(key)) byKey.set(key, first ?? claim);
  }
  return merged;
}

/** What one article tells as one event of one place. */
const rootOf = ({ event, place, change }: Claim): string =>
  `${event.scope} ${event.articleId} ${event.sameAs ?? event.id} ${spotOf(place)} ${change}`;

/** Whether two tellings of one event are one claim: one may leave out a side or the part of the place. */
const isSaidAgain = (a: Claim, b: Claim): boolean =>
  isCompatible(a.holder?.id, b.holder?.id) &&
  isCompatible(a.loser?.id, b.loser?.id) &&
  isCompatible(a.extent?.words, b.extent?.words);

const isCompatible = (a: string | undefined, b: string | undefined): boolean =>
  a === undefined || b === undefined || a === b;

/**
 * What is stated once outweighs what is only implied or claimed another time. But where an article tells it again, the
 * telling that says who claims it stands: a headline leaves that out.
 */
function absorb(first: Claim, again: Claim, restated: boolean): void {
  if (!first.reports.some(({ id }) => id === again.event.id)) first.reports.push(again.event);
  first.ownWord = restated ? first.ownWord || again.ownWord : first.ownWord && again.ownWord;
  const stated = Math.max(first.weight, again.weight);
  first.weight = restated && first.ownWord ? Math.min(first.weight, again.weight) : stated;
  first.ongoing &&= again.ongoing;
  if (again.basis === 'stated') first.basis = 'stated';
  if ((first.holder === null || first.holder.basis === 'inferred') && again.holder !== null)
    first.holder = again.holder;
  if ((first.loser === null || first.loser.basis === 'inferred') && again.loser !== null) first.loser = again.loser;
  first.doer ??= again.doer;
  first.extent ??= again.extent;
}

/** From this length on, two sources that use the very same words are one source and its copy. */
const COPIED_WORDS = 7;

function keysOf({ event, place, change, holder, loser, extent, days, source }: Claim): string[] {
  const said = `${spotOf(place)} ${change} ${holder?.id} ${loser?.id} ${extent?.words}`;
  const { text } = event.evidence;
  const quote = text.length < 3 * COPIED_WORDS ? '' : quoteKey(text);
  return [
    `repeated ${source} ${days?.from} ${days?.to} ${said}`,
    ...(quote.split(' ').length < COPIED_WORDS ? [] : [`copied ${quote} ${said}`]),
  ];
}

/** How heavily claims weigh together: independent sources add up, what one source says counts once. */
export function weightOf(claims: readonly Claim[]): number {
  const bySource = new Map<string, number>();
  for (const { source, weight } of claims) bySource.set(source, Math.max(weight, bySource.get(source) ?? 0));
  return [...bySource.values()].reduce((sum, weight) => sum + weight, 0);
}
