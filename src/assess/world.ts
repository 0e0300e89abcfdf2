/** What an assessment must know of the world, as ports on ids, so that assess/ needs no knowledge base. */
import type { PlaceRef, Ref } from '../model/ref.ts';

export type World = {
  /** Ids of an actor and of all that it is part of, itself first. */
  lineage: (actorId: string) => readonly string[];
  /** Whether a speaker is on the side of an actor and so speaks in its own cause: its government, its ally. */
  isPartial: (speakerId: string, actorId: string) => boolean;
  /** Whether an actor can hold or contest ground: civilians, aid workers and journalists cannot. */
  canHold: (actorId: string) => boolean;
  /** Whether a place is a region (a governorate, a country, a desert) rather than a town or a site. */
  isRegion: (placeId: string) => boolean;
  /** Whether a place lies inside another one; no place lies inside itself. */
  isInside: (place: PlaceRef, outerId: string) => boolean;
};

/** Whether one of two actors is the other or a part of it. */
export const sameSide = (world: Pick<World, 'lineage'>, a: Ref | null, b: Ref | null): boolean =>
  a !== null &&
  b !== null &&
  (a.id === b.id || world.lineage(a.id).includes(b.id) || world.lineage(b.id).includes(a.id));

/** `refs` with `ref` added, unless somebody of the same side is among them. */
export const withSide = (world: Pick<World, 'lineage'>, refs: readonly Ref[], ref: Ref | null): Ref[] =>
  ref === null || refs.some((known) => sameSide(world, known, ref)) ? [...refs] : [...refs, ref];

/** Whether a reference names the place itself and not a spot near it or the way there. */
export const isItself = ({ relation }: PlaceRef): boolean => relation === 'in' || relation === 'from';

/**
 * Which spot a reference names: the place itself ("in", "from"), or one north of it, near it … by its relation.
 * Equal keys are the same spot.
 */
export const spotOf = (place: PlaceRef): string => `${place.id} ${isItself(place) ? 'in' : place.relation}`;
