/** What assessments ask of the world, answered by the knowledge base. */
import type { World } from '../assess/world.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { ActorKind, PlaceKind } from '../model/knowledge.ts';

/** Kinds of actors that hold no ground and contest none. */
const UNARMED: ReadonlySet<ActorKind> = new Set(['protesters', 'rioters', 'civilians', 'media', 'aid', 'organisation']);
const REGIONS: ReadonlySet<PlaceKind> = new Set([
  'country',
  'admin1',
  'admin2',
  'area',
  'desert',
  'river',
  'lake',
  'sea',
  'road',
]);

/** The world as the knowledge base has it; actors and places it does not know stand for themselves. */
export function worldOf(knowledge: Knowledge): World {
  const lines = new Map<string, readonly string[]>();
  const outer = new Map<string, ReadonlySet<string>>();
  return {
    lineage: (actorId) =>
      remembered(lines, actorId, () => {
        const line = knowledge.lineage(actorId);
        return line.length === 0 ? [actorId] : line.map(({ id }) => id);
      }),
    canHold: (actorId) => {
      const kind = knowledge.actors.get(actorId)?.kind;
      return kind === undefined || !UNARMED.has(kind);
    },
    isRegion: (placeId) => REGIONS.has(knowledge.places.get(placeId)?.kind ?? 'facility'),
    isInside: (place, outerId) => {
      if (place.id === outerId) return false;
      const point = knowledge.places.has(place.id) ? undefined : place.relativeTo;
      if (point?.relation === 'in' && point.id === outerId) return true;
      const id = point?.id ?? place.id;
      return remembered(outer, id, () => new Set(knowledge.ancestors(id).map((above) => above.id))).has(outerId);
    },
  };
}

/** One assessment asks for the same few actors and places thousands of times. */
function remembered<T>(known: Map<string, T>, key: string, find: () => T): T {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}
