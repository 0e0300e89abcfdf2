/** What ACLED's rules need to know of an event: whose government it is, whether ground changed hands, who was hit. */
import type { Factuality } from '../model/event.ts';
import type { Circumstances } from './actions.ts';
import type { Draft } from './draft.ts';
import type { ActorReading, PlaceReading, Referent } from './referents.ts';

const STATE_KINDS = /^(?:state-forces|police|government|state)$/;
const CIVIL = /^(?:civilians|aid|media)$/;
const BRIEF =
  /\b(?:briefly|temporarily|for (?:a few |several |some |two |three |four )?hours|the previous day|(?:later )?(?:on )?the same (?:day|evening|night|afternoon)|hours later)\b/i;

export function circumstancesOf(input: {
  draft: Draft;
  factuality: Factuality;
  actor: ActorReading | null;
  recipient: ActorReading | null;
  /** Those who act in one list with the actor. */
  company: readonly ActorReading[];
  place: PlaceReading | null;
  countries: readonly string[];
  /** The country that the text speaks of here, for a place that nobody knows. */
  here: string | null;
  evidence: string;
}): Circumstances {
  const { draft, factuality } = input;
  const { action } = draft.frame;
  const real = factuality === 'actual';
  const placed = draft.places.length > 0 || input.place !== null;
  return {
    action,
    // "Wagner mercenaries and FACA soldiers retook the town": it is back in the state's hands.
    government: [input.actor, ...input.company].some((actor) => isGovernment({ ...input, actor })),
    changedHands:
      (real && action === 'capture' && draft.frame.id !== 'capture.change-hands') ||
      (real && action === 'expel' && placed) ||
      (draft.frame.partial && (real || factuality === 'ongoing')),
    civilianTarget: isCivilianTarget(draft) || CIVIL.test(input.recipient?.entry?.kind ?? ''),
    leftToAnother: false,
    brief: BRIEF.test(input.evidence),
  };
}

/**
 * Whether the actor is the state of the place's country, or fights on its side as one of its own. Forces that only the
 * words call a state's ("army units") are the country's own.
 */
function isGovernment(input: {
  draft: Draft;
  actor: ActorReading | null;
  place: PlaceReading | null;
  countries: readonly string[];
  /** The country that the text speaks of here, for a place that nobody knows. */
  here: string | null;
}): boolean {
  const { actor, place, countries, here } = input;
  const country = place?.entry?.country ?? here ?? countries[0] ?? null;
  const entry = actor?.entry ?? null;
  if (entry === null) return input.draft.actor?.types.has('state-side') === true;
  const own =
    entry.country === country ||
    (place?.entry == null && here === null && entry.country !== null && countries.includes(entry.country));
  if (!own) return false;
  return STATE_KINDS.test(entry.kind) || (/militia$/.test(entry.kind) && entry.side === 'government');
}

/** People who are not fighting, or – where no state attacks – where such people live, pray, learn and buy. */
function isCivilianTarget(draft: Draft): boolean {
  const { recipient, actor } = draft;
  if (recipient?.types.has('civilian') === true) return true;
  // "returned fire": at those who had fired.
  if (draft.frame.id === 'attack.open-fire' && draft.clause.verb?.lemma === 'return') return false;
  if (draft.frame.action !== 'attack' || isState(actor) || isFighting(recipient)) return false;
  const hit = [recipient, ...draft.places.map((fill) => fill.referent)].filter((one) => one !== null);
  if (hit.some((one) => one.types.has('base') || one.types.has('held-site'))) return false;
  if (draft.places.some(({ prep, referent }) => prep === '' && isCivilSite(referent))) return true;
  if (recipient !== null && isCivilSite(recipient)) return true;
  return draft.frame.id === 'attack.open-fire' && recipient === null && actor !== null;
}

const CIVIL_HEAD = /^(?:village|hamlet|community|settlement)s?$/;
const isCivilSite = ({ types, place }: Referent): boolean =>
  types.has('civil-site') || CIVIL_HEAD.test(place?.head ?? '');

const isFighting = (referent: Referent | null): boolean =>
  referent !== null && (referent.types.has('combatant') || referent.actor !== null);

const isState = (referent: Referent | null): boolean =>
  referent !== null &&
  (referent.types.has('state-side') ||
    STATE_KINDS.test(referent.actor?.entry?.kind ?? '') ||
    referent.actor?.entry?.kind === 'external-forces');
