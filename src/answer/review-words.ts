/** Reviews in words: what an analyst said of an event, and for whom that holds. */
import type { Review, ReviewEntry, ReviewMark } from '../model/review.ts';
import { inForce, Review as ReviewSchema, reviewKey } from '../model/review.ts';
import type { Scope } from '../model/scope.ts';
import type { AnswerContext } from './context.ts';
import { dateWords } from './wording/dates.ts';

/** The reviews that hold for a viewer, the more private first. */
export async function reviewsOf({ store, viewer }: AnswerContext, eventId: string): Promise<Review[]> {
  const keys = viewer.scopes.map((scope) => reviewKey(scope, eventId)).reverse();
  const found = await store.reviews.getMany<unknown>(keys);
  return found.flatMap((value) => {
    const parsed = ReviewSchema.safeParse(value);
    return parsed.success ? [parsed.data] : [];
  });
}

/** "for this server", "for you", "for everybody". */
export const forWhom = (scope: Scope): string =>
  scope === 'shared' ? 'for everybody' : scope.startsWith('guild:') ? 'in this server' : 'for you';

const byWhom = (by: string): string => (by === 'operator' ? 'the operator' : `user ${by}`);

/** One verdict with who gave it and when. */
function sayEntry({ verdict, field, value, note, by, at }: ReviewEntry): string {
  const what = verdict === 'corrected' ? `corrected ${field ?? 'it'}: ${value ?? 'none'}` : `judged it ${verdict}`;
  const when = dateWords(at.slice(0, 10)) ?? at;
  return `${byWhom(by)} ${what}, ${when}${note === null ? '' : `: “${note}”`}`;
}

/** What holds now by a review, for whom, and what it does. */
export function sayReview(review: Review): string[] {
  const { last, corrections } = inForce(review);
  const whom = forWhom(review.scope);
  const effect =
    last.verdict === 'wrong'
      ? `It is left out of every answer ${whom}.`
      : last.verdict === 'corrected'
        ? `It is shown as corrected ${whom}.`
        : `It stands as it was read ${whom}.`;
  const entries = corrections.length === 0 ? [last] : corrections;
  return [...entries.map((entry) => `${sentenceOf(sayEntry(entry))}.`), effect];
}

const sentenceOf = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "corrected by an analyst: place", for the end of a sentence about the event. */
export const markWords = ({ fields }: ReviewMark): string => `corrected by an analyst: ${fields.join(', ')}`;
