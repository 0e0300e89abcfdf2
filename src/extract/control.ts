/** What an event says about who holds its place. */
import type { Control, ControlChange, Factuality } from '../model/event.ts';
import type { PlaceRef, Ref } from '../model/ref.ts';
import type { ActionRow } from './actions.ts';
import type { Draft } from './draft.ts';

const RESIDUAL =
  /\b(?:only|just|merely)\s+(?:a\s+)?(?:few|small|handful|pocket|\d+)|\b(?:last|remaining|residual|shrinking|final)\s+(?:\w+\s+)?(?:pocket|stronghold|enclave|bastion|area|village|foothold|sliver)|\bpockets? of\b/i;

/** The control claim of an event, or null: plans, failures and denials never move a place. */
export function controlOf(input: {
  draft: Draft;
  factuality: Factuality;
  actor: Ref | null;
  recipient: Ref | null;
  place: PlaceRef | null;
  evidence: string;
  row: ActionRow;
}): Control | null {
  const { draft, factuality, actor, recipient, place, row } = input;
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
  switch (row.action) {
    case 'control':
      if (factuality === 'negated') return claim('lost', null, actor);
      if (!done && !going) return null;
      if (frame.state === 'lost') return claim('lost', null, actor);
      return actor === null ? null : claim(RESIDUAL.test(input.evidence) ? 'residual' : 'held', actor, null);
    case 'capture':
      if (done && frame.id !== 'capture.change-hands') return claim('gained', actor, recipient);
      return going ? claim('contested', null, null, 'implied') : null;
    case 'expel':
      if (done) return claim('gained', actor, recipient);
      return going ? claim('contested', null, null, 'implied') : null;
    case 'advance':
      return frame.partial && (done || going) ? claim('partly-gained', actor, recipient) : null;
    case 'besiege':
      return done || going ? claim('besieged', recipient, null, 'implied') : null;
    case 'hand-over':
      return done ? claim('handed-over', recipient, actor) : null;
    case 'withdraw':
      return done && (place.relation === 'from' || place.relation === 'in') ? claim('lost', null, actor) : null;
    case 'deploy':
    case 'establish-base':
      return (done || going) && actor !== null && draft.noun === null && place.basis !== 'inferred'
        ? claim('held', actor, null, 'implied')
        : null;
    default:
      return null;
  }
}
