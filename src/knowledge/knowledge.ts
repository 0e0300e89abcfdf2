/** The face of knowledge/: who is who and where is what. Everything else in this folder is behind it. */
import type {
  ActorEntry,
  CountryEntry,
  CountryRole,
  NameHit,
  OperationEntry,
  PlaceEntry,
  Resolution,
  RoleNoun,
} from '../model/knowledge.ts';

/** A name that starts at a word: how many words it spans and all it can stand for, best first. */
export type NameMatch = { words: number; hits: readonly IndexedName[] };

/**
 * One reading of a name. `form` is the spelling in the knowledge base; `exactCase` names (abbreviations such as IS, US,
 * SAA, HTS) count only where the text has the very same letters.
 */
export type IndexedName = NameHit & {
  form: string;
  exactCase: boolean;
  /** Also an ordinary word or a person's name ("Reading", "Split", "Martin"): needs a context that asks for a name. */
  common: boolean;
  /** The country's adjective or the word for its people ("Syrian", "Syrians") rather than its name. */
  demonym: boolean;
};

/** A role noun at a word: how many words it spans, and whether it is the plural. */
export type RoleNounMatch = { words: number; noun: RoleNoun; plural: boolean };

export interface Knowledge {
  readonly actors: ReadonlyMap<string, ActorEntry>;
  readonly places: ReadonlyMap<string, PlaceEntry>;
  readonly operations: ReadonlyMap<string, OperationEntry>;
  /** By ISO 3166-1 alpha-2 code. */
  readonly countries: ReadonlyMap<string, CountryEntry>;

  /**
   * The longest known name that starts at `words[from]`, or null. `words` are the text's words as written, hyphens and
   * apostrophes already split off ("Deir ez-Zor" is three words, "Isis's" is "Isis"). Called once per word of every
   * article: a miss costs one map look-up. Knows patterns as well as names: "French troops" is France's military,
   * "Suweida province" the governorate. Places need a capital letter, abbreviations the very same letters.
   */
  longestName(words: readonly string[], from: number): NameMatch | null;
  /** The longest role noun ("militants", "aid workers") that starts at `words[from]`, or null. */
  roleNounAt(words: readonly string[], from: number): RoleNounMatch | null;

  /** Who holds a role in a country: the actor somebody wrote down, else one made by pattern. Throws for an unknown code. */
  actorOfCountry(code: string, role: CountryRole): ActorEntry;
  /** The country as a place. */
  placeOfCountry(code: string): PlaceEntry;
  /** The country whose capital, and so whose government by metonymy, a place is; null for other places. */
  countryOfCapital(placeId: string): CountryEntry | null;

  /**
   * An actor by any name or abbreviation, in any spelling of case, accents or script; countries, capitals and patterns
   * such as "French troops" too. `country` (ISO code) decides between actors of one name ("SNA").
   */
  findActor(name: string, context?: { country?: string }): Resolution<ActorEntry>;
  /** A place by any name. `country` (ISO code) breaks ties; ranking otherwise by kind and population. */
  findPlace(name: string, context?: { country?: string }): Resolution<PlaceEntry>;
  /** The places that contain a place, nearest first, up to its country. */
  ancestors(placeId: string): readonly PlaceEntry[];
  /** The places that lie in a place with no other between, divisions first and then the largest. */
  parts(placeId: string): readonly PlaceEntry[];
  /** The actor and what it is part of, itself first. */
  lineage(actorId: string): readonly ActorEntry[];
  /** The actor and all its members and parts, at any depth, itself first. */
  members(actorId: string): readonly ActorEntry[];
  /** Up to `limit` names that begin like `prefix` in any spelling, best known first. */
  completeActor(prefix: string, limit: number): readonly ActorEntry[];
  completePlace(prefix: string, limit: number): readonly PlaceEntry[];
}
