/** Ground that changed hands without fighting: taken after the other side left, or under a deal. After the ACLED codebook. */
import { BySentence } from './by-sentence.ts';
import type { CueTables } from './cue-tables.ts';
import type { FoundEvent } from './sentence-events.ts';

const TAKES = new Set(['capture', 'advance', 'control', 'expel']);
const GIVES = new Set(['withdraw', 'hand-over', 'evacuate']);
const FIGHTS = /^(?:Battles|Explosions\/Remote violence|Violence against civilians)$/;
/** Leaving that is a defeat, not a transfer. */
const BEATEN = /^(?:retreat|flee|fall|rout)$/;

/** Names the ACLED type of what was taken, or left to another, where the text tells of no fighting for it. */
export function settleTransfers(
  found: readonly FoundEvent[],
  context: { sentences: readonly string[]; cues: CueTables },
): void {
  const says = (at: number, phrases: RegExp): boolean => phrases.test(context.sentences[at] ?? '');
  const { withoutFighting, fought } = context.cues;
  const bySentence = new BySentence(found);
  for (const one of found) {
    if (one.event.action === 'hand-over') nameTaker(one, bySentence.between(one.sentence - 1, one.sentence + 1));
    const takes = TAKES.has(one.event.action);
    if (!happened(one) || (!takes && one.event.action !== 'withdraw')) continue;
    const near = bySentence.between(one.sentence - 1, one.sentence + 1).filter((other) => other !== one);
    const peaceful = says(one.sentence, withoutFighting) || says(one.sentence + 1, withoutFighting);
    // "Fatalities unknown.": what closes a note on fighting.
    if (!peaceful && [0, 1, 2].some((ahead) => says(one.sentence + ahead, fought))) continue;
    if (takes && isTaking(one)) {
      if (near.some((other) => isFight(other) && !TAKES.has(other.event.action))) continue;
      if (peaceful || near.some((other) => leaves(other, one))) transfer(one);
    } else if (!takes) {
      const deal = near.some((other) => other.sentence === one.sentence && other.event.subEventType === 'Agreement');
      if (deal || peaceful || isLeftTo(one) || near.some((other) => isTaking(other) && leaves(one, other)))
        transfer(one);
    }
  }
}

/** "leaving the port to the LNA". */
const isLeftTo = ({ event, draft }: FoundEvent): boolean =>
  draft.frame.id === 'withdraw.leave' && event.recipient !== null && event.recipient.id !== event.actor?.id;

const happened = ({ event }: FoundEvent): boolean => event.factuality === 'actual' || event.factuality === 'ongoing';

const isFight = (one: FoundEvent): boolean => happened(one) && FIGHTS.test(one.event.eventType);

/** Comes to hold a place; a state of holding it counts only beside somebody's leaving. */
const isTaking = ({ event, draft }: FoundEvent): boolean =>
  TAKES.has(event.action) && (event.action !== 'control' || (event.actor !== null && draft.frame.state === 'held'));

/** Whether `one` tells how another actor left what `taking` took. */
function leaves(one: FoundEvent, taking: FoundEvent): boolean {
  if (!GIVES.has(one.event.action) || !happened(one)) return false;
  if (BEATEN.test(one.draft.clause.verb?.lemma ?? '')) return false;
  if (one.sentence !== taking.sentence) return false;
  if (one.event.actor !== null && one.event.actor.id === taking.event.actor?.id) return false;
  const [a, b] = [one.event.place, taking.event.place];
  return a === null || b === null || a.id === b.id || one.draft.clause.parent === taking.draft.clause;
}

/** "Azerbaijani forces entered Agdam, which was handed over by Armenia": who came in is who got it. */
function nameTaker({ event }: FoundEvent, near: readonly FoundEvent[]): void {
  if (event.control === null || event.control.holder !== null) return;
  const taker = near.find(
    (other) =>
      TAKES.has(other.event.action) &&
      happened(other) &&
      other.event.place?.id === event.place?.id &&
      other.event.actor !== null &&
      other.event.actor.id !== event.actor?.id,
  );
  if (taker === undefined) return;
  event.recipient ??= taker.event.actor;
  event.control = { ...event.control, holder: taker.event.actor };
}

function transfer({ event }: FoundEvent): void {
  event.eventType = 'Strategic developments';
  event.subEventType = 'Non-violent transfer of territory';
  // "moved into the village without resistance": whoever comes in unopposed has it.
  const { action, place, actor } = event;
  if ((action === 'advance' || action === 'capture') && place !== null && actor !== null)
    event.control ??= { place, holder: actor, loser: null, change: 'gained', basis: 'implied' };
}
