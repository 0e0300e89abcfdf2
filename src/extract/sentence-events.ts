/** What one sentence says happened, before and after its references are resolved. */
import type { Article } from '../model/article.ts';
import type { Event, Factuality } from '../model/event.ts';
import type { DateMention } from './dates.ts';
import type { Discourse } from './discourse.ts';
import type { Draft } from './draft.ts';
import type { Rules } from './extract.ts';
import type { References } from './references.ts';
import type { ActorReading, PlaceReading, Referent } from './referents.ts';
import type { NounPhrase, ParsedSentence } from './syntax.ts';

/** What one sentence says happened, before references are resolved. */
export type SentenceEvents = {
  sentence: { start: number; end: number; heading: boolean };
  dates: readonly DateMention[];
  parsed: ParsedSentence;
  refer(phrase: NounPhrase): Referent;
  references: References;
  drafts: { draft: Draft; factuality: Factuality }[];
};

/** An event with what later passes need of how it was found. */
export type FoundEvent = { event: Event; draft: Draft; sentence: number };

export type FinishContext = {
  article: Article;
  discourse: Discourse;
  countries: readonly string[];
  /** The country that most places of the article lie in. */
  where: string | null;
  rules: Rules;
};

export type FilledActor = { actor: ActorReading; referent: Referent };

export type Filled = { actor: FilledActor | null; recipient: FilledActor | null };

export type FilledPlace = { place: PlaceReading; referent: Referent; prep: string; list: number };
