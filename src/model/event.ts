/** Events: who did what to whom, where, when and how certainly. */
import { z } from 'zod';
import { PlaceRef, Ref } from './ref.ts';
import { Span } from './span.ts';

export const Factuality = z.enum(['actual', 'ongoing', 'attempted', 'failed', 'planned', 'conditional', 'negated']);
export type Factuality = z.infer<typeof Factuality>;

export const DatePrecision = z.enum(['day', 'week', 'month', 'season', 'year', 'unknown']);

/** When it happened: an EDTF expression (`XXXX-07-25` where no year is known) and the words it was read from. */
export const EventDate = z.object({ edtf: z.string(), text: z.string(), precision: DatePrecision });
export type EventDate = z.infer<typeof EventDate>;

export const Stance = z.enum(['claimed', 'denied', 'accused', 'reported']);
export type Stance = z.infer<typeof Stance>;

/** Who says so, in the article's words. */
export const Attribution = z.object({ text: z.string(), ref: Ref.nullable(), stance: Stance });
export type Attribution = z.infer<typeof Attribution>;

export const ControlChange = z.enum([
  'gained',
  'partly-gained',
  'lost',
  'held',
  'besieged',
  'contested',
  'residual',
  'handed-over',
]);
export type ControlChange = z.infer<typeof ControlChange>;

/** One source's statement about who holds one place. */
export const Control = z.object({
  place: PlaceRef,
  holder: Ref.nullable(),
  loser: Ref.nullable(),
  change: ControlChange,
  basis: z.enum(['stated', 'implied']),
});
export type Control = z.infer<typeof Control>;

const count = z.number().int().nonnegative().nullable();
export const Casualties = z.object({ killed: count, wounded: count, captured: count });
export type Casualties = z.infer<typeof Casualties>;

export const Plover = z.object({ event: z.string().nullable(), mode: z.string().nullable() });

/** One event that one article reports. Its fields are explained in the README under "What an event holds". */
export const Event = z.object({
  id: z.string(),
  action: z.string(),
  eventType: z.string(),
  subEventType: z.string(),
  plover: Plover,
  actor: Ref.nullable(),
  recipient: Ref.nullable(),
  place: PlaceRef.nullable(),
  origin: PlaceRef.nullable(),
  destinations: z.array(PlaceRef),
  date: EventDate.nullable(),
  factuality: Factuality,
  attribution: Attribution.nullable(),
  control: Control.nullable(),
  casualties: Casualties.nullable(),
  evidence: Span,
  sentence: Span,
  trigger: Span,
  rule: z.string(),
  sameAs: z.string().nullable(),
});
export type Event = z.infer<typeof Event>;

export const MentionKind = z.enum(['actor', 'place', 'operation', 'date', 'quantity']);
export const Mention = Span.extend({ kind: MentionKind, id: z.string().nullable() });
export type Mention = z.infer<typeof Mention>;

/** What `extract` says about one article. */
export const Extraction = z.object({ id: z.string(), events: z.array(Event), mentions: z.array(Mention) });
export type Extraction = z.infer<typeof Extraction>;
