/** What assessments ask of the world, answered by the knowledge base. */
import type { IncidentWorld } from '../assess/match-reports.ts';
import type { World } from '../assess/world.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { ActorKind, PlaceKind } from '../model/knowledge.ts';
import type { PlaceRef } from '../model/ref.ts';

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

/** Kinds of actors that act for their state. */
const STATE: ReadonlySet<ActorKind> = new Set(['state-forces', 'government', 'police', 'state']);

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
    isPartial: (speakerId, actorId) => areAllies(speakerId, actorId, knowledge),
    canHold: (actorId) => {
      const kind = knowledge.actors.get(actorId)?.kind;
      return kind === undefined || !UNARMED.has(kind);
    },
    isRegion: (placeId) => isRegion(placeId, knowledge),
    isInside: (place, outerId) => {
      if (place.id === outerId) return false;
      const point = knowledge.places.has(place.id) ? undefined : place.relativeTo;
      if (point?.relation === 'in' && point.id === outerId) return true;
      const id = point?.id ?? place.id;
      return remembered(outer, id, () => new Set(knowledge.ancestors(id).map((above) => above.id))).has(outerId);
    },
  };
}

/** Sides that every country has of its own. */
const NATIONAL_SIDES: ReadonlySet<string> = new Set(['government', 'junta', 'opposition', 'republic', 'resistance']);

/** Whether two actors act for one state, or stand on one side of a war. */
function areAllies(a: string, b: string, { actors }: Knowledge): boolean {
  const [one, other] = [actors.get(a), actors.get(b)];
  if (one === undefined || other === undefined) return false;
  const compatriots = one.country !== null && one.country === other.country;
  if (compatriots && STATE.has(one.kind) && STATE.has(other.kind)) return true;
  return one.side !== null && one.side === other.side && (compatriots || !NATIONAL_SIDES.has(one.side));
}

/** One assessment asks for the same few actors and places thousands of times. */
function remembered<T>(known: Map<string, T>, key: string, find: () => T): T {
  const value = known.get(key) ?? find();
  known.set(key, value);
  return value;
}

/** What grouping reports into incidents asks of the world besides. */
export const incidentWorldOf = (knowledge: Knowledge): IncidentWorld => ({
  isRegion: (placeId) => isRegion(placeId, knowledge),
  isInside: (place, outerId) => place.id !== outerId && aroundOf(place, knowledge).includes(outerId),
  lineage: (actorId) => {
    const line = knowledge.lineage(actorId);
    const [self] = line;
    const ids = self === undefined ? [actorId] : line.map(({ id }) => id);
    // An army may be named by its country alone.
    const country = self !== undefined && STATE.has(self.kind) ? self.country : null;
    return country !== null && knowledge.countries.has(country)
      ? [...ids, knowledge.actorOfCountry(country, 'state').id]
      : ids;
  },
  ancestors: (place) => aroundOf(place, knowledge),
  isCountry: (placeId) => knowledge.places.get(placeId)?.kind === 'country',
});

const isRegion = (placeId: string, knowledge: Knowledge): boolean =>
  REGIONS.has(knowledge.places.get(placeId)?.kind ?? 'facility');

/** Ids of what contains a place; one that nobody knows lies where its reference point lies. */
function aroundOf({ id, relativeTo }: PlaceRef, knowledge: Knowledge): string[] {
  const point = knowledge.places.has(id) ? undefined : relativeTo;
  const around = knowledge.ancestors(point?.id ?? id).map((place) => place.id);
  return point?.relation === 'in' ? [point.id, ...around] : around;
}
