/** Events and a small knowledge to score with. */
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { Event } from '../../src/model/event.ts';
import type { ActorEntry, PlaceEntry, Resolution } from '../../src/model/knowledge.ts';
import type { PlaceRef, Ref } from '../../src/model/ref.ts';
import { madeEvent, madePlace, madeRef } from '../model/made.ts';

const ACTORS: Readonly<Record<string, string>> = {
  isis: 'islamic-state',
  daesh: 'islamic-state',
  'islamic state': 'islamic-state',
  sdf: 'sdf',
  'syrian army': 'syrian-army',
};
const PLACES: Readonly<Record<string, string>> = { hajin: 'hajin', suweida: 'suweida', sweida: 'suweida' };

const look = <T extends { id: string }>(ids: Readonly<Record<string, string>>, name: string): Resolution<T> => {
  const id = ids[name.toLowerCase()];
  // Only the id is ever looked at.
  return id === undefined
    ? { status: 'unknown', suggestions: [] }
    : { status: 'found', entry: { id } as T, alternatives: [] };
};

export const knowledge: Pick<Knowledge, 'findActor' | 'findPlace'> = {
  findActor: (name) => look<ActorEntry>(ACTORS, name),
  findPlace: (name) => look<PlaceEntry>(PLACES, name),
};

const slug = (name: string): string => name.toLowerCase().replaceAll(' ', '-');

export const ref = (name: string): Ref =>
  madeRef(ACTORS[name.toLowerCase()] ?? PLACES[name.toLowerCase()] ?? slug(name), {
    name,
    text: name,
    end: name.length,
  });

export const placeRef = (name: string): PlaceRef => madePlace(ref(name).id, ref(name));

let events = 0;

export const event = (given: Partial<Event> = {}): Event => madeEvent({ id: `e${++events}`, ...given });
