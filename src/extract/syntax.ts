/** The pieces of a parsed sentence: units, noun phrases, verb groups, clauses. */
import type { IndexedName } from '../knowledge/knowledge.ts';
import type { RoleNoun } from '../model/knowledge.ts';
import type { ClosedPos } from './closed-class.ts';
import type { VerbForm } from './compromise.ts';
import type { Word } from './lexicon.ts';

export type Pos =
  | ClosedPos
  | 'to'
  | 'noun'
  | 'name'
  | 'verb'
  | 'adj'
  | 'num'
  | 'time'
  | 'punct'
  | 'hyphen'
  | 'possmark';

/** A word, or several that act as one (a known name, "as soon as"). Offsets are into the article. */
export type Unit = {
  text: string;
  lower: string;
  start: number;
  end: number;
  pos: Pos;
  /** What it may be as a verb; null where no verb table knows it. */
  forms: readonly VerbForm[] | null;
  plural: boolean;
  /** Readings of a known name, best first. */
  names: readonly IndexedName[] | null;
  role: { noun: RoleNoun; plural: boolean } | null;
  classes: ReadonlySet<string> | null;
  /** Its last word by itself; of a unit of one word that word. */
  word: Word;
};

export type NounPhrase = {
  kind: 'np';
  from: number;
  /** Index of the last unit, inclusive. */
  to: number;
  head: number;
  possessor: NounPhrase | null;
  /** The noun phrase behind "of". */
  of: NounPhrase | null;
  /** Prepositional phrases right behind it, "of" left out. */
  post: PrepPhrase[];
  /** The preposition it hangs on, or null. */
  governor: PrepPhrase | null;
  /** Others in the same list ("Hajin, Sousa and Baghouz"), itself left out. */
  conjuncts: NounPhrase[];
  /** What the sentence puts in brackets or commas behind it ("the Syrian army (SAA)"). */
  apposition: NounPhrase | null;
  negated: boolean;
};

export type PrepPhrase = { prep: string; at: number; object: NounPhrase };

export type Op =
  | { kind: 'modal'; word: string }
  | { kind: 'neg' }
  | {
      kind: 'cue';
      factuality: string;
      lemma: string;
      /** Index of the cue's unit ("agreed" in "agreed to withdraw"). */
      at: number;
      passive: boolean;
      progressive: boolean;
      negated: boolean;
    };

export type VerbGroup = {
  kind: 'vg';
  from: number;
  to: number;
  /** Index of the main verb's unit. */
  head: number;
  lemma: string;
  form: VerbForm['form'];
  shape: 'finite' | 'to' | 'ing' | 'part';
  voice: 'active' | 'passive';
  tense: 'past' | 'present' | null;
  progressive: boolean;
  perfect: boolean;
  ops: Op[];
};

export type ClauseKind =
  | 'main'
  | 'relative'
  | 'reduced'
  | 'participle'
  | 'purpose'
  | 'infinitive'
  | 'complement'
  | 'adverbial';

export type Clause = {
  kind: ClauseKind;
  /** The word that introduces it ("if", "after", "which"), or null. */
  introducer: string | null;
  subject: NounPhrase | null;
  verb: VerbGroup | null;
  objects: NounPhrase[];
  pps: PrepPhrase[];
  /** The clause it hangs on, or null for a main clause. */
  parent: Clause | null;
  /** The noun it modifies or completes, for relative and infinitive clauses. */
  antecedent: NounPhrase | null;
  /** Whether its subject was taken over from another clause. */
  inherited: boolean;
  from: number;
  to: number;
};

export type ParsedSentence = {
  units: Unit[];
  clauses: Clause[];
  phrases: NounPhrase[];
};

/** A stretch of units that stands as one: a phrase, a verb group, or a mark between them. */
export type Chunk =
  | NounPhrase
  | VerbGroup
  | { kind: 'prep' | 'sub' | 'rel' | 'conj' | 'comma' | 'stop' | 'adv'; from: number; to: number };
