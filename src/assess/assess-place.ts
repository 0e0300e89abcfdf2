/** Assesses who holds a place: its own claims, the fighting around them, and the places inside it. */
import type { Confidence, Status } from '../model/answer.ts';
import { daysBetween, daysOf, reportDays } from '../model/days.ts';
import type { StoredEvent } from '../model/record.ts';
import type { PlaceRef, Ref } from '../model/ref.ts';
import { seenAsOf } from './as-of.ts';
import type { Claim } from './claims.ts';
import { claimsOf } from './claims.ts';
import { confidenceOf } from './confidence.ts';
import type { Context } from './context.ts';
import { attackersOf, contextOf, defenceOf, isAttack, isUnnamed } from './context.ts';
import type { Extent } from './extent.ts';
import type { ControlTurn } from './history.ts';
import { historyOf } from './history.ts';
import type { Dispute, Standing } from './timeline.ts';
import { standingOf, statusOf, stepsOf } from './timeline.ts';
import type { World } from './world.ts';
import { sameSide, spotOf, withSide } from './world.ts';

/** Who holds one place, with everything that speaks for and against it. */
export type Assessment = {
  place: PlaceRef;
  status: Status;
  holder: Ref | null;
  challengers: Ref[];
  /** EDTF; `[..D]` for "on D at the latest"; null where no report says when. */
  since: string | null;
  /**
   * How the holder is known: said so, by claims in whose quotes it is not named, by its presence, or by being the one
   * attacked there; null without a holder.
   */
  heldBy: 'statement' | 'inference' | 'presence' | 'defence' | null;
  /** Which part of the place the holder is said to hold, by the newest report; null for the whole. */
  extent: Extent | null;
  /** The reports that imply the holder, where it is held by defence. */
  defence: StoredEvent[];
  /** Who left it without a word on who has it now. */
  left: Ref | null;
  confidence: Confidence;
  /** Claims in force and those that newer ones overtook, oldest first. */
  claims: Claim[];
  overtaken: Claim[];
  disputes: Dispute[];
  /** How it came to stand as it does, oldest first; of the place itself, each part has its own. */
  history: ControlTurn[];
  context: Context;
  /** The places in it that are held or fought over by what is reported, most claims first. */
  parts: Assessment[];
  /** What is north of, near … the place: reported beside it, and no part of it. */
  around: Assessment[];
};

export type AssessmentInput = {
  place: PlaceRef;
  /** Every event that may matter: at the place or inside it, with or without a control claim, in any order. */
  events: readonly StoredEvent[];
  /** EDTF; reports that are certainly later are not seen. */
  asOf: string | null;
  /** The day of the question, `YYYY-MM-DD`. */
  today: string;
  world: World;
};

/** Fighting this many days before the newest report on a place no longer contests it. */
const FIGHTING_DAYS = 90;

/** Assesses a place and its parts. The order of `events`, and copies among them, make no difference. */
export function assessPlace({ place, events, asOf, today, world }: AssessmentInput): Assessment {
  const day = daysOf(asOf)?.to ?? today;
  const sites = sitesOf(
    events.filter((event) => seenAsOf(event, asOf)),
    { ...place, relation: 'in' },
    world,
  );
  const [own, ...others] = sites.map((site) => assessSite(site, world));
  if (own === undefined) throw new Error('the place asked for is always among the sites');
  const parts = others
    .filter((site) => world.isInside(site.place, place.id) && isHeldOrFought(site))
    .sort((a, b) => b.claims.length - a.claims.length || compareText(spotOf(a.place), spotOf(b.place)));
  const alone = (site: Unweighed): Assessment => ({ ...weighed(site, [], asOf, day), parts: [], around: [] });
  return {
    ...weighed(withParts(own, parts, world), parts, asOf, day),
    parts: parts.map(alone),
    around: others.filter((site) => site.place.id === place.id).map(alone),
  };
}

/** A place with the claims about it and the events at it. */
type Site = { place: PlaceRef; claims: Claim[]; events: StoredEvent[] };

/** The place asked for, then every other one that claims are about or that is fought for, in a fixed order. */
function sitesOf(events: readonly StoredEvent[], asked: PlaceRef, world: World): Site[] {
  const sites = new Map<string, Site>();
  const siteOf = (place: PlaceRef): Site => {
    const site = sites.get(spotOf(place)) ?? { place, claims: [], events: [] };
    sites.set(spotOf(place), site);
    return site;
  };
  siteOf(asked);
  for (const claim of claimsOf(events, world)) siteOf(claim.place).claims.push(claim);
  for (const { place } of events.filter(isAttack)) if (place !== null) siteOf(place);
  for (const event of events) {
    const keys = new Set([event.place, event.control?.place].flatMap((place) => (place ? spotOf(place) : [])));
    for (const key of keys) sites.get(key)?.events.push(event);
  }
  const [own, ...others] = sites.values();
  others.sort((a, b) => compareText(spotOf(a.place), spotOf(b.place)));
  return own === undefined ? others : [own, ...others];
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const isHeldOrFought = ({ holder, challengers, left }: Unweighed): boolean =>
  holder !== null || challengers.length > 0 || left !== null;

/** An assessment before it is said how sure it is. */
type Unweighed = Omit<Assessment, 'confidence' | 'parts' | 'around'> & { inferredFrom: StoredEvent[] };

function assessSite({ place, claims, events }: Site, world: World): Unweighed {
  const steps = stepsOf(claims, world);
  const standing = standingOf(steps);
  const found = contextOf(events);
  const attacks = inForce(found.attacks, standing);
  const context = { ...found, attacks, past: found.attacks.filter((event) => !attacks.includes(event)) };
  const unheld = standing.holder === null && standing.challengers.length === 0 && standing.left === null;
  const defence = unheld && !world.isRegion(place.id) ? defenceOf(attacks, world) : null;
  const holder = standing.holder ?? defence?.defender ?? null;
  const fought = holder !== null || attacks.some(({ action }) => action === 'clash');
  const attackers = fought ? attackersOf(attacks, holder, world) : [];
  const challengers = attackers.reduce<Ref[]>((all, ref) => withSide(world, all, ref), standing.challengers);
  const { since, left, overtaken, disputes } = standing;
  const status = statusOf({ ...standing, holder, challengers });
  return {
    place,
    status,
    holder,
    challengers,
    since,
    history: historyOf({ place, steps, now: { status, holder, challengers, left }, attacks, world }),
    heldBy: heldByOf(standing, defence !== null, world),
    extent: extentHeld(standing, world),
    defence: defence?.reports ?? [],
    left,
    claims: standing.claims,
    overtaken,
    disputes,
    context,
    inferredFrom: defence?.reports ?? (holder === null && challengers.length === 0 ? [] : attacks),
  };
}

function heldByOf({ holder, claims }: Standing, defended: boolean, world: World): Assessment['heldBy'] {
  if (holder === null) return defended ? 'defence' : null;
  const naming = claims.filter((claim) => sameSide(world, claim.holder, holder));
  const said = naming.filter(({ basis, change }) => basis === 'stated' || change === 'besieged');
  if (said.length === 0) return 'presence';
  return said.some((claim) => claim.holder?.basis !== 'inferred') ? 'statement' : 'inference';
}

function extentHeld({ holder, claims }: Standing, world: World): Extent | null {
  const saysSo = (claim: Claim): boolean => claim.basis === 'stated' && HOLDING.has(claim.change);
  return claims.findLast((claim) => saysSo(claim) && sameSide(world, claim.holder, holder))?.extent ?? null;
}

/** Claims that say who has the place. */
const HOLDING: ReadonlySet<Claim['change']> = new Set(['held', 'gained', 'handed-over', 'lost']);

/** Attacks that came after the holder took the place (or whose order nobody can tell) and are not long past. */
function inForce(attacks: readonly StoredEvent[], { since, claims }: Standing): StoredEvent[] {
  const taken = daysOf(since);
  const newest = [
    ...claims.flatMap(({ days }) => days?.to ?? []),
    ...attacks.flatMap((event) => reportDays(event)?.to ?? []),
  ]
    .sort()
    .at(-1);
  return attacks.filter((event) => {
    const days = reportDays(event);
    if (days === null) return newest === undefined;
    if (newest !== undefined && daysBetween(days.to, newest) > FIGHTING_DAYS) return false;
    // What still goes on at the end of the day on which the place was taken was not over with the taking.
    return taken === null || days.to > taken.to || (days.to === taken.to && event.factuality === 'ongoing');
  });
}

/** A region is contested where its parts have different holders or are fought over; parts alone never say who holds it all. */
function withParts(own: Unweighed, parts: readonly Unweighed[], world: World): Unweighed {
  const holders = [own.holder, ...parts.map(({ holder }) => holder)]
    .filter((ref) => ref !== null)
    .reduce<Ref[]>((all, ref) => withSide(world, all, ref), []);
  const fought = parts.some(({ status }) => status !== 'held' && status !== 'unknown');
  if (holders.length < 2 && !fought) return own;
  const challengers = [...holders, ...parts.flatMap((part) => part.challengers)]
    .filter((ref) => !sameSide(world, ref, own.holder))
    .reduce<Ref[]>((all, ref) => withSide(world, all, ref), own.challengers);
  return { ...own, status: own.status === 'held' || own.status === 'unknown' ? 'contested' : own.status, challengers };
}

/** Weighs what an assessment rests on: its own claims, and those about its parts where they make it what it is. */
function weighed(
  of: Unweighed,
  parts: readonly Unweighed[],
  asOf: string | null,
  day: string,
): Omit<Assessment, 'parts' | 'around'> {
  const { inferredFrom, ...assessment } = of;
  const grounds = of.claims.length === 0 || of.status === 'contested' ? [of, ...parts] : [of];
  const confidence = confidenceOf({
    claims: grounds.flatMap(({ claims }) => claims),
    inferredFrom: grounds.flatMap((ground) => ground.inferredFrom),
    disputes: grounds.flatMap(({ disputes }) => disputes),
    implied: of.heldBy === null ? null : of.heldBy !== 'statement',
    unnamed: of.heldBy === 'inference' || (of.heldBy === 'defence' && isUnnamed(of.defence)),
    extent: of.extent,
    asOf,
    day,
  });
  return { ...assessment, confidence };
}
