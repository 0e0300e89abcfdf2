/** What a row of each file in seeds/knowledge may hold. */
import { z } from 'zod';
import {
  ActorEntry,
  CountryEntry,
  CountryRole,
  OperationEntry,
  PlaceEntry,
  PlaceKind,
  RoleNoun,
} from '../model/knowledge.ts';

const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be lower-case words joined by hyphens, such as "syrian-army"');
const code = z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 code of two capital letters, such as "SY"');
const years = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?[~?]?$/, 'must be a year or date such as "2014" or "2018-07-25"');

export const ActorRow = z.strictObject({
  ...ActorEntry.shape,
  id,
  country: code.nullable().default(null),
  parent: id.nullable().default(null),
  side: id.nullable().default(null),
  from: years.nullable().default(null),
  to: years.nullable().default(null),
  successor: id.nullable().default(null),
});
export type ActorRow = z.infer<typeof ActorRow>;

export const PlaceRow = z.strictObject({
  ...PlaceEntry.shape,
  id,
  country: code.nullable(),
  parent: id.nullable().default(null),
  lat: z.number().min(-90).max(90).nullable().default(null),
  lon: z.number().min(-180).max(180).nullable().default(null),
  /** GeoNames number, so that a GeoNames dump given as gazetteer does not bring the place a second time. */
  geonames: z.number().int().optional(),
  /** GeoNames code of an admin1 ("SY.05"): towns of GeoNames with this code lie in it. */
  admin1: z.string().optional(),
  /** GeoNames code of the admin1 that a place without `parent` lies in. */
  division: z.string().optional(),
  /** This reading comes first where the bare name has several ("Suweida": the governorate; "Aleppo": the city). */
  preferred: z.boolean().default(false),
  source: z.string().optional(),
  /** The coordinate is weak and wants checking. */
  verify: z.boolean().optional(),
});
export type PlaceRow = z.infer<typeof PlaceRow>;

export const OperationRow = z.strictObject({
  ...OperationEntry.shape,
  id,
  owner: id,
  against: id.nullable().default(null),
});

export const CountryRow = z.strictObject({
  ...CountryEntry.shape,
  code,
  abbreviations: z.array(z.string().min(2)).default([]),
  lat: z.number().min(-90).max(90),
  lon: z.number().min(-180).max(180),
  /** Curated actors that hold a role here, instead of one made by pattern. */
  forces: z.partialRecord(CountryRole, id).default({}),
});
export type CountryRow = z.infer<typeof CountryRow>;

/** The nouns that follow a demonym and name a role of that country ("French" + "troops"). */
export const CountryForceRow = z.strictObject({ role: CountryRole, nouns: z.array(z.string().min(2)) });

/** The nouns that follow or precede a place's name and say its kind ("Suweida" + "governorate", "city of" + "Hajin"). */
export const PlaceNounRow = z.strictObject({ noun: z.string().min(2), kinds: z.array(PlaceKind).min(1) });

/** Words that may stand before a name without changing what it names ("new", "in central"). */
export const ModifierRow = z.strictObject({ words: z.string().min(2), before: z.enum(['actor', 'place']) });

/** A name that rightly stands for several actors; `actors` best first. */
export const AmbiguousRow = z.strictObject({ name: z.string().min(2), actors: z.array(id).min(2) });

export const CommonWordRow = z.string().min(1);

export const RoleNounRow = z.strictObject(RoleNoun.shape);
