/** What a noun phrase stands for: an actor, a place, a thing, or something that only the text before can tell. */
import type { ActorEntry, ActorKind, PlaceEntry } from '../model/knowledge.ts';
import type { Basis } from '../model/ref.ts';
import type { NounPhrase } from './syntax.ts';

/** An actor as a noun phrase names it. `entry` is null for one that nobody knows. */
export type ActorReading = { id: string; name: string; basis: Basis; entry: ActorEntry | null };

/** A place as a noun phrase names it; `head` is the common noun it is called by, if any ("dam", "village"). */
export type PlaceReading = { id: string; name: string; basis: Basis; entry: PlaceEntry | null; head: string | null };

/** What must be looked for in the text before. */
export type Anaphor =
  | { kind: 'pronoun'; word: string }
  | {
      kind: 'role';
      sides: 'state' | 'non-state' | 'any';
      plural: boolean;
      suggests: ActorKind | null;
      alone: ActorReading | null;
      civilian: boolean;
    }
  | { kind: 'group'; word: string }
  | { kind: 'place'; word: string };

/** One noun phrase, read. `types` are what frames may ask for; `count` is how many, where a number says so. */
export type Referent = {
  phrase: NounPhrase;
  text: string;
  start: number;
  end: number;
  actor: ActorReading | null;
  place: PlaceReading | null;
  anaphor: Anaphor | null;
  /** A known country, whichever of state and place the slot makes of it. */
  country: string | null;
  types: ReadonlySet<string>;
  /** The name of something nobody knows; the slot decides whether it is an actor or a place. */
  unknownName: string | null;
  headWord: string;
};

/** The army or the police of the country that the text is in. */
export const bodyOfState = (suggests: ActorKind): Anaphor => ({
  kind: 'role',
  sides: 'state',
  plural: true,
  suggests,
  alone: null,
  civilian: false,
});

const SLUG_SEPARATOR = /[^\p{L}\p{N}]+/gu;

/** A stable id for a name that nobody knows ("Liwa Shuhada" → "liwa-shuhada"). */
export function slug(name: string): string {
  const made = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(SLUG_SEPARATOR, '-')
    .replace(/^-|-$/g, '');
  return made === '' ? 'unnamed' : made.slice(0, 80);
}

export const known = (entry: ActorEntry): ActorReading => ({ id: entry.id, name: entry.name, basis: 'direct', entry });

export const unknownActor = (name: string): ActorReading => ({ id: slug(name), name, basis: 'direct', entry: null });
