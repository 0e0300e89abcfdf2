/** What an event says about who holds its place. */
import type { Control, ControlChange, Factuality } from '../model/event.ts';
import type { PlaceRef, Ref } from '../model/ref.ts';
import type { ActionRow } from './actions.ts';
import type { Draft } from './draft.ts';

const RESIDUAL =
  /\b(?:only|just|merely)\s+(?:a\s+)?(?:few|small|handful|pocket|\d+)|\b(?:last|remaining|residual|shrinking|final)\s+(?:\w+\s+)?(?:pocket|stronghold|enclave|bastion|area|village|foothold|sliver)|\bpockets? of\b/i;
/** Words of a hold that is over, or was never for long: nothing is known of who holds the place now. */
const PASSING =
  /\b(?:briefly|temporarily|formerly|previously|once|until|never|for (?:a few|several|some|two|three|four) hours|for a day)\b/i;

/**
 * How much of its place an event is about: all of it, a part ("parts of Toretsk", "a base in Galcad"), or ground that
 * only lies near it ("outposts on the road to Bhamo").
 */
export type Extent = 'whole' | 'part' | 'beside';

export type ControlInput = {
  draft: Draft;
  factuality: Factuality;
  actor: Ref | null;
  recipient: Ref | null;
  place: PlaceRef | null;
  /** The preposition that led to the place; empty where it is the object itself. */
  prep: string;
  extent: Extent;
  evidence: string;
  row: ActionRow;
};

/** The control claim of an event, or null: plans, failures and denials never move a place, nor does a brief hold. */
export function controlOf(input: ControlInput): Control | null {
  const { draft, factuality, actor, recipient, place, extent, row } = input;
  if (place === null || place.precision === 'country') return null;
  const { frame } = draft;
  const done = factuality === 'actual';
  const going = factuality === 'ongoing';
  const claim = (
    change: ControlChange,
    holder: Ref | null,
    loser: Ref | null,
    basis: Control['basis'] = 'stated',
  ): Control => ({ place, holder, loser, change, basis });
  // A side that is only inferred is not said to have lost anything.
  const loser = recipient?.basis === 'inferred' ? null : recipient;
  const contested = claim('contested', null, null, 'implied');
  const passing = PASSING.test(input.evidence);
  switch (row.action) {
    case 'control':
      return stateOf(input, claim);
    case 'capture':
      if (going) return contested;
      if (!done || passing || extent === 'beside') return null;
      return claim(extent === 'part' ? 'partly-gained' : 'gained', actor, loser);
    case 'expel':
      if (going) return contested;
      if (!done || passing) return null;
      return isLeft(place, input.prep) ? claim('gained', actor, loser) : contested;
    case 'advance':
      // "advanced in Toretsk": ground inside it; "advanced into", "near", "north of" it say less.
      return (frame.partial || extent === 'part' || isInside(input, place)) && (done || going)
        ? claim('partly-gained', actor, loser)
        : null;
    case 'besiege':
      return done || going ? claim('besieged', recipient, null, 'implied') : null;
    case 'hand-over':
      return done ? claim('handed-over', recipient, actor) : null;
    case 'withdraw':
      return done && isLeft(place, input.prep) && place.basis !== 'inferred' ? claim('lost', null, actor) : null;
    case 'deploy':
    case 'establish-base':
      return (done || going) &&
        actor !== null &&
        draft.noun === null &&
        /^(?:in|at|)$/.test(input.prep) &&
        place.basis !== 'inferred'
        ? claim('held', actor, null, 'implied')
        : null;
    default:
      return null;
  }
}

/** A state of control: held, the last that is held, or no longer held. */
function stateOf(
  { draft, factuality, actor, evidence, extent }: ControlInput,
  claim: (change: ControlChange, holder: Ref | null, loser: Ref | null) => Control,
): Control | null {
  if (extent === 'beside') return null;
  // "denied that the town had been lost" leaves it with whoever had it.
  const lost = draft.frame.state === 'lost';
  if (factuality === 'negated') return lost || /\bnever\b/i.test(evidence) ? null : claim('lost', null, actor);
  if (factuality !== 'actual' && factuality !== 'ongoing') return null;
  if (lost) return claim('lost', null, actor);
  const over = PASSING.test(evidence) || (draft.clause.verb?.perfect === true && draft.clause.verb.tense === 'past');
  if (actor === null || over) return null;
  // "El Fasher is its last stronghold": the town itself is held, and all of it.
  const last = RESIDUAL.test(evidence) && draft.frame.roles.poss !== 'actor';
  return claim(last ? 'residual' : 'held', actor, null);
}

const isInside = ({ prep, draft }: ControlInput, place: PlaceRef): boolean =>
  /^(?:in|within|inside)$/.test(prep) && draft.noun === null && place.start > draft.trigger.start;

/** Whether a place is what is left ("from Hajin", "abandoned Hajin"), not where the leaving happens. */
const isLeft = (place: PlaceRef, prep: string): boolean => place.relation === 'from' || prep === '' || prep === 'of';
