/** Reads control claims about one place in the order of time: who holds it, who contests it, since when, what disagrees. */
import type { Status } from '../model/answer.ts';
import type { ControlChange } from '../model/event.ts';
import type { Ref } from '../model/ref.ts';
import type { Claim } from './claims.ts';
import { weightOf } from './claims.ts';
import type { World } from './world.ts';
import { sameSide, withSide } from './world.ts';

/** Two groups of claims that cannot both be true, in one article (headline and body) or between sources. */
export type Dispute = { within: 'article' | 'sources'; claims: Claim[]; against: Claim[] };

/** What the claims about one place come to. */
export type Standing = {
  holder: Ref | null;
  challengers: Ref[];
  /** EDTF date on which the holder took it; null where no report says so. */
  since: string | null;
  /** Somebody is in the act of taking it, and no report settles the outcome. */
  changing: boolean;
  besieged: boolean;
  /** Who left or lost it without a word on who has it now. */
  left: Ref | null;
  /** The claims in force, oldest first, and those that newer ones overtook. */
  claims: Claim[];
  overtaken: Claim[];
  disputes: Dispute[];
};

const NOTHING: Standing = {
  holder: null,
  challengers: [],
  since: null,
  changing: false,
  besieged: false,
  left: null,
  claims: [],
  overtaken: [],
  disputes: [],
};

/** How a place stands after the claims of one moment. */
export type Step = { claims: Claim[]; standing: Standing };

/** The standings that the claims about one place lead to, moment by moment; `claims` come in the order of `claimsOf`. */
export function stepsOf(claims: readonly Claim[], world: World): Step[] {
  let standing = NOTHING;
  return moments(claims).map((moment) => {
    standing = afterMoment(standing, moment, world);
    return { claims: moment, standing };
  });
}

/** The standing after all of them. */
export const standingOf = (steps: readonly Step[]): Standing => steps.at(-1)?.standing ?? NOTHING;

/** The same in a word. */
export function statusOf({ holder, challengers, changing, besieged, left }: Standing): Status {
  if (changing) return 'changing';
  if (besieged) return 'besieged';
  if (challengers.length > 0) return 'contested';
  return holder !== null && left === null ? 'held' : 'unknown';
}

/** Claims that nobody can put in an order: of the same days and the same publication. */
function moments(claims: readonly Claim[]): Claim[][] {
  const grouped = new Map<string, Claim[]>();
  for (const claim of claims) {
    const key = `${claim.days?.to ?? ''} ${claim.event.published ?? ''}`;
    const moment = grouped.get(key);
    if (moment === undefined) grouped.set(key, [claim]);
    else moment.push(claim);
  }
  return [...grouped.values()];
}

/** One side that has the place by the claims of a moment: 2 took it, 1 is said to hold it. */
type Taker = { ref: Ref; rank: 1 | 2; weight: number; claims: Claim[] };

function afterMoment(before: Standing, moment: readonly Claim[], world: World): Standing {
  const takers = takersOf(moment, world);
  const taken = takers.flatMap(({ claims }) => claims);
  let standing = takers.length === 0 ? before : afterTakers(before, takers, world);
  for (const claim of inReadingOrder(moment)) {
    if (!taken.includes(claim)) standing = afterClaim(standing, claim, moment, world);
  }
  return standing;
}

function takersOf(moment: readonly Claim[], world: World): Taker[] {
  const takers: Taker[] = [];
  for (const claim of moment) {
    const rank = rankOf(claim);
    const ref = claim.holder;
    if (rank === 0 || ref === null) continue;
    const known = takers.find((taker) => taker.rank === rank && sameSide(world, taker.ref, ref));
    if (known === undefined) takers.push({ ref, rank, weight: 0, claims: [claim] });
    else known.claims.push(claim);
  }
  for (const taker of takers) taker.weight = weightOf(taker.claims);
  return takers.sort((a, b) => b.weight - a.weight || b.rank - a.rank || (a.ref.id < b.ref.id ? -1 : 1));
}

function rankOf({ change, holder, ongoing, basis }: Claim): 0 | 1 | 2 {
  if (change === 'held') return basis === 'stated' ? 1 : 0;
  if (change === 'lost') return holder === null ? 0 : 2;
  return (change === 'gained' || change === 'handed-over') && !ongoing ? 2 : 0;
}

/** The heaviest side of the moment has the place. What one side only says of itself does not outweigh a plain report. */
function afterTakers(before: Standing, takers: readonly Taker[], world: World): Standing {
  const [best, ...others] = takers;
  if (best === undefined) return before;
  const rivals = others.filter((other) => !sameSide(world, other.ref, best.ref) && !isOverBy(other, best));
  // Who only says of itself that it took the place is not ahead of who is said to have it still.
  const tied = rivals.filter(({ rank, weight }) => (rank === best.rank || isBoast(best)) && weight === best.weight);
  const claims = takers.flatMap((taker) => taker.claims);
  const disputes = rivals.map((rival) => dispute(best.claims, rival.claims));

  const unsure = isBoast(best) && outweighs(before, best, world);
  if (tied.length > 0 || unsure) {
    const all = [best, ...rivals].map(({ ref }) => ref);
    const holder = unsure || all.some((ref) => sameSide(world, ref, before.holder)) ? before.holder : null;
    return {
      ...before,
      holder,
      since: holder === null ? null : before.since,
      challengers: challengersOf(world, holder, [...before.challengers, ...all]),
      claims: [...before.claims, ...claims],
      disputes: [...before.disputes, ...disputes, ...(unsure ? [dispute(best.claims, holdersOf(before))] : [])],
    };
  }

  const stays = sameSide(world, before.holder, best.ref);
  const kept = stays && best.rank === 1;
  // Who had the place keeps the rest of it where only most of it was taken.
  const isPart = !stays && best.claims.every(({ extent }) => extent !== null);
  const left = isPart && before.holder !== null ? [before.holder] : [];
  const challengers = [...(kept ? before.challengers : []), ...left, ...rivals.map(({ ref }) => ref)];
  return {
    holder: best.ref,
    since: stays ? (before.since ?? startOf(best)) : startOf(best),
    challengers: challengersOf(world, best.ref, challengers),
    changing: kept && before.changing,
    besieged: kept && before.besieged,
    left: null,
    claims: stays ? [...before.claims, ...claims] : claims,
    overtaken: stays ? before.overtaken : [...before.overtaken, ...before.claims],
    disputes: [...before.disputes.filter((old) => sameMoment(old, best)), ...disputes],
  };
}

/** Whether nobody but the side itself says so. */
const isBoast = ({ claims }: Taker): boolean => claims.every(({ ownWord }) => ownWord);

/** "X took it" and "Y held it" of the same sources is a change, not a contradiction, unless only X says so. */
const isOverBy = (held: Taker, taken: Taker): boolean =>
  held.rank === 1 &&
  taken.rank === 2 &&
  !isBoast(taken) &&
  held.claims.every(({ source }) => taken.claims.some((claim) => claim.source === source));

const holdersOf = (standing: Standing): Claim[] => standing.claims.filter((claim) => rankOf(claim) > 0);

const outweighs = (before: Standing, best: Taker, world: World): boolean =>
  before.holder !== null && !sameSide(world, before.holder, best.ref) && weightOf(holdersOf(before)) > best.weight;

const dispute = (claims: Claim[], against: Claim[]): Dispute => ({
  within: [...claims, ...against].every(({ event }) => event.articleId === claims[0]?.event.articleId)
    ? 'article'
    : 'sources',
  claims,
  against,
});

const sameMoment = (old: Dispute, best: Taker): boolean =>
  old.claims.some((claim) => best.claims.some(({ days }) => days?.to !== undefined && days.to === claim.days?.to));

/** The day on which the side took the place, or before which it must have; null where nothing is said. */
function startOf({ rank, claims }: Taker): string | null {
  const [first] = claims;
  if (rank !== 2 || first === undefined) return null;
  if (first.event.date !== null) return first.event.date.edtf;
  return first.days === null ? null : `[..${first.days.to}]`;
}

const challengersOf = (world: World, holder: Ref | null, refs: readonly Ref[]): Ref[] =>
  refs.filter((ref) => !sameSide(world, ref, holder)).reduce<Ref[]>((all, ref) => withSide(world, all, ref), []);

/** Everything that leaves the holder in place, or takes it away without a successor. */
function afterClaim(before: Standing, claim: Claim, moment: readonly Claim[], world: World): Standing {
  const { holder } = before;
  const standing = { ...before, claims: [...before.claims, claim] };
  const isHolder = (ref: Ref | null): boolean => sameSide(world, holder, ref);
  /** The same standing with a holder (perhaps the same) and with these sides against it. */
  const contest = (now: Ref | null, ...against: (Ref | null)[]): Standing => {
    const named = against.filter((ref) => ref !== null);
    return { ...standing, holder: now, challengers: challengersOf(world, now, [...before.challengers, ...named]) };
  };
  const takenNow = moment.filter((other) => rankOf(other) === 2 && isHolder(other.holder));

  switch (claim.change) {
    case 'held': {
      // Presence alone: it fills an empty place and takes nothing away from a holder.
      const empty = holder === null && before.left === null && before.challengers.length === 0;
      return empty ? { ...standing, holder: claim.holder } : standing;
    }
    case 'residual': {
      const alone = holder === null && claim.place.precision === 'unlocated';
      return alone ? { ...standing, holder: claim.holder } : contest(holder, claim.holder);
    }
    case 'lost':
      if (!isHolder(claim.loser)) return standing;
      return { ...standing, holder: null, since: null, left: claim.loser, besieged: false, changing: false };
    case 'besieged': {
      if (claim.event.action === 'break-siege') return { ...standing, besieged: false };
      // Taken and besieged by one side at one time: the taking is not complete.
      if (isHolder(claim.doer) && takenNow.length > 0) return { ...contest(holder, claim.holder), changing: true };
      const inside = holder === null || isHolder(claim.doer) ? claim.holder : holder;
      return { ...contest(inside, claim.doer), since: isHolder(inside) ? before.since : null, besieged: true };
    }
    case 'partly-gained':
      return isHolder(claim.holder) && takenNow.length > 0 ? standing : contest(holder, claim.holder, claim.loser);
    default: {
      // That it was taken, without a word on by whom, is no doubt about who took it.
      if (claim.change === 'gained' && claim.holder === null && !claim.ongoing && takenNow.length > 0) return standing;
      // Contested, or a gain that is still going on: the doer against whoever is there.
      const doer = claim.doer ?? (claim.change === 'contested' ? null : claim.holder);
      const inPlace = claim.change === 'contested' && !sameSide(world, claim.holder, doer) ? claim.holder : null;
      const contested = contest(holder ?? inPlace, doer, claim.loser, inPlace);
      const unfinished = takenNow.length > 0 && isHolder(doer);
      const disputes = unfinished ? [...before.disputes, dispute(takenNow, [claim])] : before.disputes;
      return { ...contested, changing: before.changing || unfinished || claim.change !== 'contested', disputes };
    }
  }
}

/** In which order claims of one moment are read after those that say who has the place. */
const READING_ORDER: readonly ControlChange[] = ['lost', 'besieged', 'held', 'residual', 'partly-gained', 'contested'];

const inReadingOrder = (claims: readonly Claim[]): Claim[] =>
  [...claims].sort((a, b) => READING_ORDER.indexOf(a.change) - READING_ORDER.indexOf(b.change));
