/** Which actors a common noun can mean: whose side it is of, what body it names, what is part of a name. */
import type { ActorEntry, ActorKind } from '../model/knowledge.ts';
import type { ActorReading } from './referents.ts';

const STATE: ReadonlySet<ActorKind> = new Set([
  'state-forces',
  'police',
  'government',
  'external-forces',
  'state',
  'alliance',
]);

/** Nouns for bodies of a state, or for groups of states. */
export const STATE_GROUP =
  /^(?:army|force|forces|coalition|government|regime|administration|authority|authorities|police|military|navy|ministry|state|troops|junta|leadership|division|brigade|unit|regiment)$/;

/** Bodies of which a text has one: "regime jets", "army artillery". */
export const INSTITUTION = /^(?:army|government|regime|administration|authorities|police|military|navy|junta)$/;

/** Words for fighters of jihadist groups, and the sides they are used of. */
export const JIHADIST_NOUN = /^(?:jihadi|jihadist|terrorist|extremist|islamist|takfiri)s?$/;
export const JIHADIST_SIDE = /^(?:isis|jihadist|al-qaeda|hts)$/;

/** Words for fighters of whom nobody says whose they are. */
export const UNKNOWN = /^(?:gunm[ae]n|attackers?|assailants?|bandits?|robbers?|raiders?|shooters?)$/;

const GOVERNING = /^(?:government|regime|administration|authority|authorities|ministry|state|leadership|junta)$/;
const ARMED_BODY = /^(?:army|military|troops|navy|forces?|division|brigade|unit|regiment)$/;
/** Words that every group goes by, and that say nothing of its name. */
const ANY_GROUP = /^(?:group|organi[sz]ation|faction|forces?|unit|side|party|team|cell|squad|command|state)$/;

/** What a country has of what a noun for a body of a state names; null where it need not have one. */
export function roleOf(word: string): 'police' | 'government' | 'military' | null {
  if (word === 'police') return 'police';
  if (GOVERNING.test(word)) return 'government';
  return /^(?:army|military|navy|troops|forces)$/.test(word) ? 'military' : null;
}

/** Whether an actor stands on a side that a word for fighters is used of. */
export function onSide(actor: ActorReading, sides: 'state' | 'non-state' | 'any'): boolean {
  const kind = actor.entry?.kind;
  if (kind === 'media' || kind === 'aid' || kind === 'organisation' || kind === 'civilians' || kind === 'protesters')
    return false;
  if (actor.id === 'unidentified-armed-group') return sides !== 'state';
  if (sides === 'any') return kind === undefined || !STATE.has(kind);
  if (kind === undefined) return sides === 'non-state';
  return sides === 'state' ? STATE.has(kind) : !STATE.has(kind);
}

/** "the army" is no ministry, "the government" no army and no alliance. */
export function mayBeCalled({ entry }: ActorReading, word: string): boolean {
  if (entry === null) return true;
  if (ARMED_BODY.test(word)) return isArmed({ entry });
  if (GOVERNING.test(word)) return entry.kind === 'government' || entry.kind === 'state';
  return true;
}

const namesOf = (entry: ActorEntry): string => [entry.name, ...entry.aliases].join(' ');

/** "the movement", "the alliance", "the front": the word is a part of the actor's own name. */
export function isNamed({ entry, name }: ActorReading, word: string): boolean {
  if (ANY_GROUP.test(word)) return false;
  return ` ${(entry === null ? name : namesOf(entry)).toLowerCase()} `.includes(` ${word} `);
}

/** "the army" is no government, nor is "the police" an army; other words leave it open. */
export function isBody({ entry }: ActorReading, word: string): boolean {
  if (entry === null) return true;
  if (/^(?:army|military)$/.test(word))
    return (
      /^(?:state|external)-forces$/.test(entry.kind) &&
      /\b(?:army|military|armed forces|defen[cs]e forces?)\b/i.test(namesOf(entry))
    );
  return word !== 'police' || entry.kind === 'police';
}

/** Whether an actor is one that bears arms, as "the army" does. */
export const isArmed = ({ entry }: Pick<ActorReading, 'entry'>): boolean =>
  entry === null || !/^(?:government|state|alliance)$/.test(entry.kind);
