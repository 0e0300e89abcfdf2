/** Events that are no control claims but say how a place stands: under attack, about to be attacked, tried for in vain. */
import type { StoredEvent } from '../model/record.ts';
import type { Ref } from '../model/ref.ts';
import { counts } from './claims.ts';
import type { World } from './world.ts';
import { sameSide } from './world.ts';

/** Fighting on the ground: it contests a place that is held (ONTOLOGY: what control an action implies). */
const GROUND: ReadonlySet<string> = new Set(['attack', 'ambush', 'offensive', 'clear', 'clash', 'expel', 'advance']);
/** Actions that aim at taking the place itself, so that whoever they are aimed at has it. */
const AIMED: ReadonlySet<string> = new Set(['offensive', 'clear', 'expel', 'besiege']);
/** Fire from a distance takes no ground. */
const REMOTE: ReadonlySet<string> = new Set([
  'airstrike',
  'shell',
  'bombing',
  'suicide-bombing',
  'grenade',
  'chemical-attack',
]);
/** What changes control if it happens. */
const DECISIVE: ReadonlySet<string> = new Set([
  ...GROUND,
  'capture',
  'besiege',
  'break-siege',
  'control',
  'withdraw',
  'hand-over',
  'surrender',
]);

export type Context = {
  /** Ground fighting, actual or going on, that contests the place now; and what came before its holder took it. */
  attacks: StoredEvent[];
  past: StoredEvent[];
  /** Air strikes, shelling, bombs. */
  fire: StoredEvent[];
  /** Planned or conditional. */
  expected: StoredEvent[];
  /** Tried, with no success or no known outcome. */
  failed: StoredEvent[];
  /** Said not to have happened or not to be so. */
  denied: StoredEvent[];
};

/** What events at a place add to its control claims. */
export function contextOf(events: readonly StoredEvent[]): Context {
  const context: Context = { attacks: [], past: [], fire: [], expected: [], failed: [], denied: [] };
  for (const event of events) {
    const { action, factuality } = event;
    const decisive = DECISIVE.has(action) || event.control !== null;
    if (event.attribution?.stance === 'denied' || factuality === 'negated') {
      if (decisive && !counts(event)) context.denied.push(event);
    } else if (factuality === 'planned' || factuality === 'conditional') {
      if (decisive || REMOTE.has(action)) context.expected.push(event);
    } else if (factuality === 'failed' || factuality === 'attempted') {
      if (decisive) context.failed.push(event);
    } else if (event.control === null) {
      if (GROUND.has(action)) context.attacks.push(event);
      else if (REMOTE.has(action)) context.fire.push(event);
    }
  }
  return context;
}

/** Whether an event is ground fighting that was or is so, without a claim about who holds the place. */
export const isAttack = (event: StoredEvent): boolean =>
  GROUND.has(event.action) && event.control === null && event.factuality !== 'negated' && counts(event);

/** Who must have the place that is attacked, and the reports that say so. */
export type Defence = { defender: Ref; reports: StoredEvent[] };

/** The one side that attacks on a place are aimed at: it has the place by implication. Null unless exactly one side fits. */
export function defenceOf(attacks: readonly StoredEvent[], world: World): Defence | null {
  const aimed = attacks.filter(({ action, actor }) => AIMED.has(action) && actor !== null);
  const targets = aimed.flatMap(({ recipient }) => (recipient && world.canHold(recipient.id) ? recipient : []));
  const [first] = targets;
  if (first === undefined || !targets.every((ref) => sameSide(world, first, ref))) return null;
  if (aimed.some(({ actor }) => sameSide(world, actor, first))) return null;
  return { defender: first, reports: aimed };
}

/** Whether no quote names the side that attacks are aimed at: it was inferred in each of them. */
export const isUnnamed = (reports: readonly StoredEvent[]): boolean =>
  reports.every(({ recipient }) => recipient === null || recipient.basis === 'inferred');

/** Those who fight over a place besides its holder. */
export function attackersOf(attacks: readonly StoredEvent[], holder: Ref | null, world: World): Ref[] {
  const sides = attacks.flatMap(({ action, actor, recipient }) => (action === 'clash' ? [actor, recipient] : [actor]));
  return sides.filter((ref) => ref !== null).filter((ref) => world.canHold(ref.id) && !sameSide(world, ref, holder));
}
