/** Answers: plain data with evidence. Only a view knows Discord or a terminal. */
import { z } from 'zod';
import { Factuality } from './event.ts';
import { PlaceRef, Ref } from './ref.ts';

/** The sentence a statement rests on. `quote` is the exact slice `start`–`end` of the article's text. */
export const Evidence = z.object({
  eventId: z.string(),
  articleId: z.string(),
  title: z.string().nullable(),
  source: z.string().nullable(),
  url: z.string().nullable(),
  published: z.string().nullable(),
  /** EDTF date of the event, or null. */
  date: z.string().nullable(),
  quote: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  /** Id of the actor that this evidence speaks for as holder or doer, or null. */
  supports: z.string().nullable(),
  factuality: Factuality,
});
export type Evidence = z.infer<typeof Evidence>;

/** How a statement is to be read; views give each its own mark. */
export const Tone = z.enum(['fact', 'ongoing', 'claim', 'planned', 'failed', 'denied', 'unknown', 'note']);
export type Tone = z.infer<typeof Tone>;

/** One statement in words, with the indices into `Answer.evidence` that it rests on (`note` alone may have none). */
export const Statement = z.object({ text: z.string(), tone: Tone, evidence: z.array(z.number().int()) });
export type Statement = z.infer<typeof Statement>;

export const Section = z.object({ heading: z.string().nullable(), statements: z.array(Statement) });
export type Section = z.infer<typeof Section>;

export const AnswerError = z.object({ code: z.string(), message: z.string(), suggestions: z.array(z.string()) });

/** Where the next and previous page of a long answer are: the same command, other offset. */
export const Paging = z.object({ page: z.number().int(), pages: z.number().int(), total: z.number().int() });

/** A question that goes on from an answer, for a view to offer as a button. */
export const Action = z.object({ label: z.string(), command: z.string(), options: z.record(z.string(), z.string()) });
export type Action = z.infer<typeof Action>;

/** Every command's answer. `sections` is what views lay out; `text` is the same as a person reads it, plain. */
export const Answer = z.object({
  command: z.string(),
  title: z.string(),
  /** The bottom line in one sentence. */
  headline: z.string(),
  sections: z.array(Section),
  evidence: z.array(Evidence),
  text: z.string(),
  paging: Paging.optional(),
  actions: z.array(Action).optional(),
  /** What shows this again, where asking the same a second time would do something a second time. */
  again: Action.omit({ label: true }).optional(),
  error: AnswerError.optional(),
});
export type Answer = z.infer<typeof Answer>;

export const Status = z.enum(['held', 'contested', 'besieged', 'changing', 'unknown']);
export type Status = z.infer<typeof Status>;

/** Confidence in words: level, an ICD 203 likelihood term, and the reasons for both. */
export const Confidence = z.object({
  level: z.enum(['low', 'moderate', 'high']),
  likelihood: z.string(),
  reasons: z.array(z.string()),
});
export type Confidence = z.infer<typeof Confidence>;

export const ControlPart = z.object({
  place: PlaceRef,
  status: Status,
  holder: Ref.nullable(),
  challengers: z.array(Ref),
});

const Stand = ControlPart.omit({ place: true });

/** One change of who holds a place or how it stands. `date` is EDTF, `[..D]` for "on D at the latest", null where nobody says. */
const ControlTurn = z.object({
  place: PlaceRef,
  date: z.string().nullable(),
  before: Stand,
  after: Stand,
  /** Ids of the events that made it. */
  events: z.array(z.string()),
});

/** The answer to `/who-controls`. */
export const WhoControlsAnswer = Answer.extend({
  command: z.literal('who-controls'),
  place: PlaceRef.nullable(),
  asOf: z.string().nullable(),
  status: Status,
  holder: Ref.nullable(),
  challengers: z.array(Ref),
  since: z.string().nullable(),
  confidence: Confidence,
  parts: z.array(ControlPart),
  /** How the place and its parts came to stand so, oldest first. */
  history: z.array(ControlTurn),
  alternatives: z.array(PlaceRef),
});
export type WhoControlsAnswer = z.infer<typeof WhoControlsAnswer>;
