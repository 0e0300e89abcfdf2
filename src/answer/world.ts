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
  return {
    lineage: (actorId) => {
      const line = knowledge.lineage(actorId);
      return line.length === 0 ? [actorId] : line.map(({ id }) => id);
    },
    canHold: (actorId) => {
      const kind = knowledge.actors.get(actorId)?.kind;
      return kind === undefined || !UNARMED.has(kind);
    },
    isRegion: (placeId) => REGIONS.has(knowledge.places.get(placeId)?.kind ?? 'facility'),
    isInside: (place, outerId) => {
      if (place.id === outerId) return false;
      const known = knowledge.places.has(place.id);
      const point = known ? undefined : place.relativeTo;
      if (point?.relation === 'in' && point.id === outerId) return true;
      return knowledge.ancestors(point?.id ?? place.id).some(({ id }) => id === outerId);
    },
  };
}
