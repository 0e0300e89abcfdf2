/** References to actors and places as an article words them. */
import { z } from 'zod';
import { Span } from './span.ts';

/** How a slot was filled: named in the clause, resolved from an anaphor, or supplied by context. */
export const Basis = z.enum(['direct', 'coref', 'inferred']);
export type Basis = z.infer<typeof Basis>;

/** An actor as one article names it. `id` is the knowledge base's id, or a slug of the name for an actor nobody knows. */
export const Ref = Span.extend({ id: z.string().min(1), name: z.string().min(1), basis: Basis });
export type Ref = z.infer<typeof Ref>;

export const PlaceRelation = z.enum([
  'in',
  'near',
  'north-of',
  'south-of',
  'east-of',
  'west-of',
  'towards',
  'from',
  'between',
]);
export type PlaceRelation = z.infer<typeof PlaceRelation>;

/** How well a place is located: a point, an area's centre, a governorate, a country, or a name only. */
export const PlacePrecision = z.enum(['exact', 'area', 'admin1', 'country', 'unlocated']);
export type PlacePrecision = z.infer<typeof PlacePrecision>;

/**
 * The reference point of a relative place ("the dam south of Al-Dars" is relative to Al-Dars); of one that nobody knows else
 * the country that the text speaks of.
 */
export const RelativeTo = z.object({ id: z.string(), name: z.string(), relation: PlaceRelation });
export type RelativeTo = z.infer<typeof RelativeTo>;

/** A place as one article names it. `lat`/`lon` are WGS 84 degrees; `admin1` and `country` are names; null where unknown. */
export const PlaceRef = Ref.extend({
  relation: PlaceRelation,
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  admin1: z.string().nullable(),
  country: z.string().nullable(),
  precision: PlacePrecision,
  relativeTo: RelativeTo.optional(),
});
export type PlaceRef = z.infer<typeof PlaceRef>;
