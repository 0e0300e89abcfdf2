/** The history of who holds a place: each change of its holder or status, with the reports that made it. */
import type { Status } from '../model/answer.ts';
import { reportDays } from '../model/days.ts';
import type { StoredEvent } from '../model/record.ts';
import type { PlaceRef, Ref } from '../model/ref.ts';
import type { Claim } from './claims.ts';
import type { Step } from './timeline.ts';
import { statusOf } from './timeline.ts';
import type { World } from './world.ts';
import { sameSide } from './world.ts';

/** How a place stands at one time, in short. `left` is who left it without a word on who has it then. */
export type Stand = { status: Status; holder: Ref | null; challengers: Ref[]; left: Ref | null };

export type ControlTurn = {
  place: PlaceRef;
  /** EDTF; `[..D]` for "on D at the latest"; null where no report says when. */
  date: string | null;
  /** The last day that it can have been, for putting it in order; '' where there is none. */
  day: string;
  before: Stand;
  after: Stand;
  /** What made it: claims about who has the place, what they are about first, or attacks on it. */
  claims: Claim[];
  attacks: StoredEvent[];
};

const NOTHING_KNOWN: Stand = { status: 'unknown', holder: null, challengers: [], left: null };

type Known = {
  place: PlaceRef;
  steps: readonly Step[];
  /** How the place stands in the end, with attacks weighed in. */
  now: Stand;
  /** Attacks in force that are no claims. */
  attacks: readonly StoredEvent[];
  world: World;
};

/** Every change, oldest first; what nobody can date comes before all else. The last one leads to `now`. */
export function historyOf({ place, steps, now, attacks, world }: Known): ControlTurn[] {
  const turns: ControlTurn[] = [];
  let stand = NOTHING_KNOWN;
  for (const { claims, standing } of steps) {
    const { holder, challengers, left } = standing;
    const after: Stand = { status: statusOf(standing), holder, challengers, left };
    if (isAsBefore(stand, after, world)) continue;
    const taking = isSameHolder(stand, after, world)
      ? []
      : claims.filter((claim) => sameSide(world, claim.holder, holder));
    const saying = taking.length === 0 ? claims : taking;
    turns.push({ place, ...dateOf(saying), before: stand, after, claims: saying, attacks: [] });
    stand = after;
  }
  if (isAsBefore(stand, now, world)) return turns;
  const last = turns.at(-1)?.day ?? '';
  const since = attacks.filter((attack) => (reportDays(attack)?.to ?? '') >= last);
  const fought = since.length === 0 ? [...attacks] : since;
  return [...turns, { place, ...dateOfFirst(fought), before: stand, after: now, claims: [], attacks: fought }];
}

/** A change of those who contest a place alone is none. */
const isAsBefore = (before: Stand, after: Stand, world: World): boolean =>
  before.status === after.status && isSameHolder(before, after, world);

const isSameHolder = (before: Stand, after: Stand, world: World): boolean =>
  before.holder === null || after.holder === null
    ? before.holder === after.holder
    : sameSide(world, before.holder, after.holder);

type Dated = Pick<ControlTurn, 'date' | 'day'>;

/** By the report's own date where one has it; else it was on the day of publication at the latest. */
function dateOf(claims: readonly Claim[]): Dated {
  return dateOfReport(claims.find(({ event }) => event.date !== null)?.event ?? claims[0]?.event);
}

/** Of the attack that came first. */
function dateOfFirst(attacks: readonly StoredEvent[]): Dated {
  const day = (attack: StoredEvent): string => reportDays(attack)?.to ?? '';
  return dateOfReport([...attacks].sort((a, b) => compare(day(a), day(b)) || compare(a.id, b.id))[0]);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function dateOfReport(report: StoredEvent | undefined): Dated {
  const day = report === undefined ? null : (reportDays(report)?.to ?? null);
  if (report === undefined || day === null) return { date: report?.date?.edtf ?? null, day: '' };
  return { date: report.date?.edtf ?? `[..${day}]`, day };
}
