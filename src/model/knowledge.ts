/** Knowledge of the world: actors and places, as the files in seeds/knowledge hold them and as other folders see them. */
import { z } from 'zod';
import { PlaceRelation } from './ref.ts';

/** What kind of actor, after ACLED's interaction codes, with what ACLED leaves out added. */
export const ActorKind = z.enum([
  'state-forces',
  'government',
  'police',
  'rebel-group',
  'political-militia',
  'identity-militia',
  'rioters',
  'protesters',
  'civilians',
  'external-forces',
  'alliance',
  'organisation',
  'media',
  'aid',
  'state',
]);
export type ActorKind = z.infer<typeof ActorKind>;

/** One actor of the world. `country` is ISO 3166-1 alpha-2 of the state it belongs to or mainly acts in. */
export const ActorEntry = z.object({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: z.string().min(1),
  kind: ActorKind,
  aliases: z.array(z.string().min(1)).default([]),
  abbreviations: z.array(z.string().min(2)).default([]),
  country: z.string().length(2).nullable().default(null),
  /** Id of the actor it is a part or member of. */
  parent: z.string().nullable().default(null),
  /** A short word for whom it fights beside: `government`, `opposition`, `sdf`, `isis` … */
  side: z.string().nullable().default(null),
  /** Years of activity, EDTF; null where open. */
  from: z.string().nullable().default(null),
  to: z.string().nullable().default(null),
  /** Id of the actor that it became. */
  successor: z.string().nullable().default(null),
});
export type ActorEntry = z.infer<typeof ActorEntry>;

export const PlaceKind = z.enum([
  'country',
  'admin1',
  'admin2',
  'city',
  'town',
  'village',
  'neighbourhood',
  'area',
  'desert',
  'river',
  'lake',
  'sea',
  'hill',
  'crossing',
  'airbase',
  'base',
  'dam',
  'camp',
  'road',
  'facility',
]);
export type PlaceKind = z.infer<typeof PlaceKind>;

/** One place of the world. `country` is ISO 3166-1 alpha-2; `parent` is the id of the place that directly contains it. */
export const PlaceEntry = z.object({
  id: z.string().min(1),
  name: z.string().min(1),
  kind: PlaceKind,
  aliases: z.array(z.string().min(1)).default([]),
  country: z.string().length(2).nullable(),
  parent: z.string().nullable().default(null),
  lat: z.number().nullable().default(null),
  lon: z.number().nullable().default(null),
  population: z.number().int().nonnegative().default(0),
  /** The reference point of a place that has no coordinates of its own. */
  relativeTo: z.object({ id: z.string(), relation: PlaceRelation }).optional(),
  /** Ids of the places it borders on; governorates and areas only. */
  neighbours: z.array(z.string()).optional(),
});
export type PlaceEntry = z.infer<typeof PlaceEntry>;

/** A named operation and whose it is. */
export const OperationEntry = z.object({
  id: z.string(),
  name: z.string(),
  aliases: z.array(z.string()).default([]),
  owner: z.string().describe('id of the actor that runs it'),
  against: z.string().nullable().default(null),
});
export type OperationEntry = z.infer<typeof OperationEntry>;

/** A role of which every country has a holder, whether or not somebody wrote it down. */
export const CountryRole = z.enum([
  'state',
  'government',
  'military',
  'police',
  'security-forces',
  'air-force',
  'navy',
  'border-guards',
  'intelligence',
  'rebels',
  'militia',
  'citizens',
]);
export type CountryRole = z.infer<typeof CountryRole>;

/**
 * A noun that stands for an actor by its role ("militants", "police", "villagers"). `suggests` is the kind of actor it
 * points to and `sides` whose it usually is; `alone` is the id of the actor it is when nothing tells whose, or null
 * where it is no actor by itself. `actsForOwner` marks things that act for whoever owns them (warplanes, artillery).
 */
export const RoleNoun = z.object({
  singular: z.string().nullable(),
  plural: z.string(),
  also: z.array(z.string()).default([]),
  suggests: ActorKind.nullable(),
  sides: z.enum(['state', 'non-state', 'any']),
  alone: z.string().nullable().default(null),
  actsForOwner: z.boolean().default(false),
});
export type RoleNoun = z.infer<typeof RoleNoun>;

/** A country's words: "Syria", "Syrian" (the adjective first), "Syrians", the capital that stands for its government. */
export const CountryEntry = z.object({
  code: z.string().length(2),
  name: z.string(),
  aliases: z.array(z.string()).default([]),
  demonyms: z.array(z.string()).default([]),
  capital: z.string().nullable().default(null),
});
export type CountryEntry = z.infer<typeof CountryEntry>;

/** What a name can stand for; ambiguous names give several, best first. */
export type NameHit =
  | { kind: 'actor'; actor: ActorEntry }
  | { kind: 'place'; place: PlaceEntry }
  | { kind: 'operation'; operation: OperationEntry }
  | { kind: 'country'; country: CountryEntry };

/**
 * The result of looking a person's words up: one thing, several equally good, or none with near misses. `near` where the
 * words are no known spelling and only sound like one.
 */
export type Resolution<T> =
  | { status: 'found'; entry: T; alternatives: T[]; near?: true }
  | { status: 'ambiguous'; candidates: T[]; near?: true }
  | { status: 'unknown'; suggestions: T[] };
