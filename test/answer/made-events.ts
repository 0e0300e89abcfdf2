/** Events made for tests, with everything that a test does not care about filled in. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { placeRefOf } from '../../src/answer/place-ref.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { Event } from '../../src/model/event.ts';
import { Plover } from '../../src/model/event.ts';
import type { StoredEvent } from '../../src/model/record.ts';
import type { PlaceRef, Ref } from '../../src/model/ref.ts';

const ActionRow = z.object({ action: z.string(), eventType: z.string(), subEventType: z.string(), plover: Plover });
type ActionRow = z.infer<typeof ActionRow>;

/** Every action of the ontology with its ACLED and PLOVER names. */
export const ACTION_ROWS: readonly ActionRow[] = z
  .object({ entries: z.array(ActionRow) })
  .parse(JSON.parse(readFileSync('seeds/knowledge/actions.json', 'utf8'))).entries;

export function actionRow(action: string): ActionRow {
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
  return {
    id: entry?.id ?? slug(name),
    name: entry?.name ?? name,
    text: name,
    start: 0,
    end: name.length,
    basis: 'direct',
  };
}

export function placeRef(name: string, knowledge: Knowledge, more: Partial<PlaceRef> = {}): PlaceRef {
  const found = knowledge.findPlace(name);
  if (found.status === 'found') return { ...placeRefOf(found.entry, name, knowledge), ...more };
  const end = name.length;
  return {
    id: slug(name),
    name,
    text: name,
    start: 0,
    end,
    basis: 'direct',
    relation: 'in',
    lat: null,
    lon: null,
    admin1: null,
    country: null,
    precision: 'unlocated',
    ...more,
  };
}

/** An event that only says `action`; `more` says the rest. */
export function madeEvent(more: Partial<Event> & { action: string }): Event {
  return {
    id: 'e1',
    ...actionRow(more.action),
    actor: null,
    recipient: null,
    place: null,
    origin: null,
    destinations: [],
    date: null,
    factuality: 'actual',
    attribution: null,
    control: null,
    casualties: null,
    evidence: { text: 'It happened.', start: 0, end: 12 },
    trigger: { text: 'happened', start: 3, end: 11 },
    rule: 'made',
    sameAs: null,
    ...more,
  };
}

/** The same as queries give it back. */
export const stored = (event: Event, article: Partial<StoredEvent> = {}): StoredEvent => ({
  ...event,
  articleId: 'a1',
  title: null,
  source: null,
  url: null,
  published: null,
  ingestedAt: '2026-01-01T00:00:00.000Z',
  scope: 'shared',
  ...article,
});
