/** Reviews: an analyst's verdict on an event, a document of its own that outlives every rebuild. */
import { z } from 'zod';
import { Event } from './event.ts';
import { Scope } from './scope.ts';

export const Verdict = z.enum(['right', 'wrong', 'corrected']);
export type Verdict = z.infer<typeof Verdict>;

/** What of an event an analyst can put right. */
export const ReviewField = z.enum([
  'action',
  'actor',
  'recipient',
  'place',
  'date',
  'factuality',
  'killed',
  'wounded',
  'captured',
]);
export type ReviewField = z.infer<typeof ReviewField>;

/** Parts of the event as they should be; what is left out stays as it was read. */
export const ReviewChanges = Event.pick({
  action: true,
  eventType: true,
  subEventType: true,
  plover: true,
  actor: true,
  recipient: true,
  place: true,
  date: true,
  factuality: true,
  control: true,
  casualties: true,
}).partial();
export type ReviewChanges = z.infer<typeof ReviewChanges>;

/** One verdict: what, by whom (`by`: a user's id, or `operator`), and when (ISO 8601 in UTC). */
export const ReviewEntry = z.object({
  verdict: Verdict,
  field: ReviewField.nullable(),
  /** The new value in the analyst's words; null for "none". */
  value: z.string().nullable(),
  changes: ReviewChanges,
  note: z.string().nullable(),
  by: z.string(),
  at: z.string(),
});
export type ReviewEntry = z.infer<typeof ReviewEntry>;

/** All verdicts of one scope on one event, oldest first; the last is in force, with the corrections right before it. */
export const Review = z.object({
  version: z.literal(1),
  eventId: z.string(),
  scope: Scope,
  entries: z.array(ReviewEntry).min(1),
});
export type Review = z.infer<typeof Review>;

/** How an event that was corrected is marked where it is shown. */
export const ReviewMark = z.object({
  fields: z.array(z.string()),
  by: z.string(),
  at: z.string(),
  note: z.string().nullable(),
});
export type ReviewMark = z.infer<typeof ReviewMark>;

/** The key of a review's document. */
export const reviewKey = (scope: Scope, eventId: string): string =>
  `${scope.replaceAll('%', '%25').replaceAll('/', '%2F')}/${eventId}`;

/** What a review comes to: the verdict in force, and all corrections that stand together. */
export function inForce({ entries }: Review): {
  last: ReviewEntry;
  corrections: ReviewEntry[];
  changes: ReviewChanges;
} {
  const last = entries[entries.length - 1] as ReviewEntry;
  const others = entries.findLastIndex(({ verdict }) => verdict !== 'corrected');
  const corrections = entries.slice(others + 1);
  return { last, corrections, changes: Object.assign({}, ...corrections.map(({ changes }) => changes)) };
}

/** The event as a review has it; null where the review takes it out, the event itself where nothing is changed. */
export function reviewed<T extends Event>(event: T, review: Review): (T & { review?: ReviewMark }) | null {
  const { last, corrections, changes } = inForce(review);
  if (last.verdict === 'wrong') return null;
  if (last.verdict === 'right') return event;
  const { by, at, note } = last;
  const fields = [...new Set(corrections.flatMap(({ field }) => field ?? []))];
  return { ...event, ...changes, review: { fields, by, at, note } };
}
