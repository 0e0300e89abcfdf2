/** Events made for tests with names that the real knowledge resolves and the types of the real ontology. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { placeRefOf } from '../../src/answer/place-ref.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { Event } from '../../src/model/event.ts';
import { Plover } from '../../src/model/event.ts';
import type { PlaceRef, Ref } from '../../src/model/ref.ts';
import { madeEvent as made, madePlace, madeRef } from '../model/made.ts';

const ActionRow = z.object({ action: z.string(), eventType: z.string(), subEventType: z.string(), plover: Plover });
type ActionRow = z.infer<typeof ActionRow>;

/** Every action of the ontology with its ACLED and PLOVER names. */
export const ACTION_ROWS: readonly ActionRow[] = z
  .object({ entries: z.array(ActionRow) })
  .parse(JSON.parse(readFileSync('seeds/knowledge/actions.json', 'utf8'))).entries;

function actionRow(action: string): ActionRow {
  const row = ACTION_ROWS.find((one) => one.action === action);
  if (row === undefined) throw new Error(`no action ${action}`);
  const { eventType, subEventType, plover } = row;
  return { action, eventType, subEventType, plover };
}

const slug = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');

export function actorRef(name: string, knowledge: Knowledge): Ref {
  const known = knowledge.actors.get(name);
  const found = knowledge.findActor(name);
  const entry = known ?? (found.status === 'found' ? found.entry : undefined);
  return madeRef(entry?.id ?? slug(name), { name: entry?.name ?? name, text: name, end: name.length });
}

export function placeRef(name: string, knowledge: Knowledge, more: Partial<PlaceRef> = {}): PlaceRef {
  const found = knowledge.findPlace(name);
  if (found.status === 'found') return { ...placeRefOf(found.entry, name, knowledge), ...more };
  return madePlace(slug(name), { name, text: name, end: name.length, ...more });
}

/** An event that only says `action`, with the types that the ontology has for it; `more` says the rest. */
export const madeEvent = (more: Partial<Event> & { action: string }): Event =>
  made({ ...actionRow(more.action), trigger: { text: 'happened', start: 3, end: 11 }, ...more });
