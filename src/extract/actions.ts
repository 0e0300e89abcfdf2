/** What an action is called in ACLED and PLOVER, and what it does to who holds a place. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ControlChange, Plover } from '../model/event.ts';

const ActionRow = z.object({
  action: z.string(),
  eventType: z.string(),
  subEventType: z.string(),
  plover: Plover,
  control: ControlChange.nullable(),
  hostile: z.boolean(),
  symmetric: z.boolean(),
  moves: z.boolean(),
});
export type ActionRow = z.infer<typeof ActionRow>;

/** The table of actions by name, from `actions.json` in the knowledge folder. */
export function loadActions(folder: string): ReadonlyMap<string, ActionRow> {
  const { entries } = z
    .object({ entries: z.array(ActionRow) })
    .parse(JSON.parse(readFileSync(join(folder, 'actions.json'), 'utf8')));
  return new Map(entries.map((row) => [row.action, row]));
}

/** What ACLED's territorial and target rules need to know of an event. */
export type Circumstances = {
  action: string;
  /** Whether the actor is the state of the place's country. */
  government: boolean;
  /** Whether ground changed hands for good. */
  changedHands: boolean;
  civilianTarget: boolean;
  /** Another actor took the place that was left. */
  leftToAnother: boolean;
  brief: boolean;
};

/**
 * ACLED event and sub-event type. Territorial rules after the ACLED codebook: regaining is the government's alone,
 * foreign states count with non-state actors, ground that is held for a day or less is an armed clash.
 */
export function acledType(row: ActionRow, of: Circumstances): { eventType: string; subEventType: string } {
  const territory = row.action === 'capture' || row.action === 'advance' || row.action === 'expel';
  if (territory) {
    const won = of.changedHands && !of.brief;
    return {
      eventType: 'Battles',
      subEventType: !won
        ? 'Armed clash'
        : of.government
          ? 'Government regains territory'
          : 'Non-state actor overtakes territory',
    };
  }
  if (of.civilianTarget && (row.action === 'attack' || row.action === 'ambush'))
    return { eventType: 'Violence against civilians', subEventType: 'Attack' };
  if (row.action === 'withdraw' && !of.leftToAnother) return { eventType: row.eventType, subEventType: 'Other' };
  return { eventType: row.eventType, subEventType: row.subEventType };
}
