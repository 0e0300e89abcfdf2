/** Whom a demand, a refusal or an accusation is towards, where no slot of its frame says it. */
import type { Draft } from './draft.ts';
import type { MatchContext } from './match-context.ts';
import { partyOf } from './phrase-owner.ts';
import type { Referent } from './referents.ts';
import { slotOf } from './slots.ts';
import type { VerbGroup } from './syntax.ts';

/** Who must do what is demanded, or whose the object is. */
export function otherParty(draft: Draft, verb: VerbGroup, context: MatchContext): Referent | null {
  const { frame, clause } = draft;
  if (frame.roles.complement === 'recipient') {
    const told = context.clauses.find((other) => other.kind === 'complement' && other.parent === clause);
    if (told?.subject != null) return context.refer(told.subject);
  }
  const object = verb.voice === 'passive' ? clause.subject : (draft.recipient?.phrase ?? clause.objects[0]);
  if (frame.via.length === 0) return null;
  const behind = clause.pps.filter((pp) => frame.via.includes(slotOf(pp.prep))).map((pp) => pp.object);
  for (const phrase of [...(object == null ? [] : [object]), ...behind]) {
    const party = partyOf(phrase, frame.via, context);
    if (party !== null && party.phrase !== draft.actor?.phrase) return party;
  }
  return null;
}
