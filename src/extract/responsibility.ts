/** Who is said in a sentence of its own to have done what was told before: "BLF claimed.", "Boko Haram is suspected." */
import type { ActionRow } from './actions.ts';
import { BySentence } from './by-sentence.ts';
import type { NameSpan } from './names.ts';
import { actorRefAt } from './refs.ts';
import type { FoundEvent } from './sentence-events.ts';
import type { Token } from './tokens.ts';

type Told = { tokens: readonly Token[]; names: readonly NameSpan[] };

/** A longer sentence says more than that. */
const MAX_TOKENS = 16;
/** How far back, in sentences, the deed may be told. */
const REACH = 2;
/** Words that lay a deed at somebody's door. */
const CUES: ReadonlySet<string> = new Set(
  'claimed claims suspected blamed responsible attributed responsibility'.split(' '),
);
const DOUBTS: ReadonlySet<string> = new Set(
  'no not nobody none denied denies never unclear unknown neither nor if'.split(' '),
);
/** What may be claimed; anything else is a statement. */
const CLAIMED: ReadonlySet<string> = new Set(
  '. ; , responsibility the attack attacks blast explosion bombing ambush killing killings assault raid it this for in on both'.split(
    ' ',
  ),
);

/** Gives a deed that nobody is said to have done to whom the next sentences lay it. */
export function settleResponsibility(
  found: readonly FoundEvent[],
  context: { text: string; sentences: readonly Told[]; actions: ReadonlyMap<string, ActionRow> },
): void {
  const open = found.filter((one) => isUnclaimed(one, context.actions));
  if (open.length === 0) return;
  const bySentence = new BySentence(open);
  const first = Math.min(...open.map(({ sentence }) => sentence));
  for (let at = first + 1; at < context.sentences.length; at += 1) {
    const told = context.sentences[at];
    const span = told === undefined ? null : blamed(told);
    if (told === undefined || span === null) continue;
    const deed = bySentence.between(at - REACH, at - 1).findLast(({ event }) => event.actor === null);
    const hit = span.names?.find((one) => one.kind === 'actor');
    if (deed === undefined || hit?.kind !== 'actor' || hit.actor.id === deed.event.recipient?.id) continue;
    deed.event.actor = actorRefAt(hit.actor, told.tokens.slice(span.from, span.to + 1), context.text);
  }
}

const isUnclaimed = ({ event }: FoundEvent, actions: ReadonlyMap<string, ActionRow>): boolean =>
  event.actor === null &&
  (event.factuality === 'actual' || event.factuality === 'ongoing') &&
  actions.get(event.action)?.hostile === true;

/** Who is blamed in a sentence that says nothing else, or null. */
function blamed({ tokens, names }: Told): NameSpan | null {
  if (tokens.length > MAX_TOKENS || !tokens.some(({ lower }) => CUES.has(lower))) return null;
  if (tokens.some(({ lower }) => DOUBTS.has(lower))) return null;
  const opening = names.find((span) => span.names?.some((hit) => hit.kind === 'actor') === true);
  if (opening === undefined) return null;
  const behind = tokens.slice(opening.to + 1, opening.to + 5).map(({ lower }) => lower);
  const before = tokens.slice(0, opening.from).map(({ lower }) => lower);
  // "Claimed by the TTP.", "The attack was attributed to JNIM."
  const by = before.at(-1) === 'the' ? before.at(-2) : before.at(-1);
  if (/^(?:by|to|on)$/.test(by ?? '')) return before.some((word) => CUES.has(word)) ? opening : null;
  if (before.some((word) => word !== 'the')) return null;
  const cue = behind.findIndex((word) => CUES.has(word));
  if (cue < 0) return null;
  const next = tokens[opening.to + 2 + cue]?.lower ?? '.';
  return !/^claim/.test(behind[cue] ?? '') || CLAIMED.has(next) ? opening : null;
}
