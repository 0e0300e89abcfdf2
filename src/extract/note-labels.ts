/** Headings that coders put before their notes ("Weapons seizure: On 3 May …"): no part of what is told, but they state its type. */
import data from '../../seeds/knowledge/english/note-labels.json' with { type: 'json' };
import type { ActionRow } from './actions.ts';
import type { FoundEvent } from './sentence-events.ts';

/** The heading of a note: where its text starts, and the ACLED sub-event type that the heading states, if any. */
export type NoteLabel = { end: number; subEventType: string | null };

const labels: ReadonlyMap<string, string | null> = new Map(Object.entries(data.labels));
/** No heading is longer. */
const MAX_LABEL = 60;
const LABEL = /([\p{L}][\p{L} /-]*):\s+(?=\S)/uy;
/** How far into a note, in sentences, what its heading states is told. */
const REACH = 1;

/** The heading at `start`, or null where none stands there. */
export function noteLabelAt(text: string, start: number, end: number): NoteLabel | null {
  const head = text.slice(start, Math.min(end, start + MAX_LABEL));
  LABEL.lastIndex = 0;
  const found = LABEL.exec(head);
  const subEventType = labels.get(found?.[1]?.toLowerCase() ?? '');
  if (found === null || subEventType === undefined) return null;
  return { end: start + found[0].length, subEventType };
}

/** Gives the first event of a note the type that its heading states, where no event near its start has it. */
export function settleLabels(
  found: readonly FoundEvent[],
  context: { labelled: ReadonlyMap<number, string>; actions: ReadonlyMap<string, ActionRow> },
): void {
  for (const [sentence, subEventType] of context.labelled) {
    const near = found.filter(
      (one) => one.sentence >= sentence && one.sentence <= sentence + REACH && one.event.factuality === 'actual',
    );
    const [first] = near;
    const row = [...context.actions.values()].find((one) => one.subEventType === subEventType);
    if (first === undefined || row === undefined) continue;
    if (near.some(({ event }) => event.subEventType === subEventType)) continue;
    first.event.eventType = row.eventType;
    first.event.subEventType = subEventType;
  }
}
