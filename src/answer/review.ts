/** Answers `/review`: keeps an analyst's verdict on an event, or takes the last one back. */
import { UserError } from '../errors.ts';
import type { Answer } from '../model/answer.ts';
import type { StoredEvent } from '../model/record.ts';
import type { Review, ReviewEntry } from '../model/review.ts';
import { Review as ReviewSchema, reviewed, reviewKey } from '../model/review.ts';
import type { Scope } from '../model/scope.ts';
import type { AnswerContext } from './context.ts';
import { EvidenceList, note } from './evidence-list.ts';
import { cleanName } from './parameters.ts';
import { withText } from './plain-text.ts';
import { correctionOf } from './review-changes.ts';
import { forWhom, sayReview } from './review-words.ts';
import { sayEvent } from './wording/say-event.ts';

export type ReviewQuestion = {
  event: string;
  verdict: string;
  field?: string | undefined;
  value?: string | undefined;
  note?: string | undefined;
};

export const VERDICTS = ['right', 'wrong', 'correct', 'undo'] as const;
type Asked = (typeof VERDICTS)[number];

const MAX_NOTE = 500;
/** How many verdicts on one event are kept, so many can be taken back. */
const MAX_ENTRIES = 50;

/** Throws a UserError for what cannot be kept: an unknown event, field or value, or nothing to undo. */
export async function answerReview(context: AnswerContext, question: ReviewQuestion): Promise<Answer> {
  const { store, viewer } = context;
  const verdict = verdictOf(question.verdict);
  const event = await store.event(question.event.trim(), viewer);
  if (event === null) {
    throw new UserError('unknown-event', `No event has the id “${cleanName(question.event)}”; /events lists them.`, {
      context: { option: 'event' },
    });
  }
  const scope = ownScope(context);
  const key = reviewKey(scope, event.id);
  const parsed = ReviewSchema.safeParse(await store.reviews.get(key));
  const before = parsed.success ? parsed.data : null;
  const after =
    verdict === 'undo' ? undone(before, event, scope) : await said(context, { verdict, event, before, question });
  if (after === null) await store.reviews.delete(key);
  else await store.reviews.set(key, after);
  return told(context, event, after, verdict);
}

/** A review is for those whose own data the asker may add to: the server, the person, or everybody. */
const ownScope = ({ viewer }: AnswerContext): Scope => viewer.scopes[viewer.scopes.length - 1] ?? 'shared';

function verdictOf(typed: string): Asked {
  const asked = typed.trim().toLowerCase();
  const known = VERDICTS.find((verdict) => verdict === (asked === 'corrected' ? 'correct' : asked));
  if (known !== undefined) return known;
  throw new UserError('bad-verdict', `verdict: “${cleanName(typed)}” is none of ${VERDICTS.join(', ')}.`, {
    context: { option: 'verdict' },
    suggestions: [...VERDICTS],
  });
}

function undone(before: Review | null, { id }: StoredEvent, scope: Scope): Review | null {
  if (before === null) {
    throw new UserError(
      'nothing-to-undo',
      `There is no verdict on event ${id} ${forWhom(scope)} that could be taken back.`,
    );
  }
  const entries = before.entries.slice(0, -1);
  return entries.length === 0 ? null : { ...before, entries };
}

type Saying = { verdict: Exclude<Asked, 'undo'>; event: StoredEvent; before: Review | null; question: ReviewQuestion };

async function said(context: AnswerContext, { verdict, event, before, question }: Saying): Promise<Review> {
  const common = { note: noteOf(question.note), by: context.asker ?? 'operator', at: context.now().toISOString() };
  const entry: ReviewEntry =
    verdict === 'correct'
      ? { verdict: 'corrected', ...(await correctionOf({ context, event, ...fieldOf(question) })), ...common }
      : { verdict, field: null, value: null, changes: {}, ...common };
  const entries = [...(before?.entries ?? []), entry].slice(-MAX_ENTRIES);
  return { version: 1, eventId: event.id, scope: ownScope(context), entries };
}

const fieldOf = ({ field, value }: ReviewQuestion) => ({ field, value });

function noteOf(typed: string | undefined): string | null {
  const text = (typed ?? '').replace(/[\s\p{Cc}]+/gu, ' ').trim();
  if (text.length > MAX_NOTE) {
    throw new UserError('too-long', `note: it has ${text.length} characters; at most ${MAX_NOTE} are kept.`, {
      context: { option: 'note' },
    });
  }
  return text === '' ? null : text;
}

async function told(
  context: AnswerContext,
  before: StoredEvent,
  review: Review | null,
  verdict: Asked,
): Promise<Answer> {
  const { store, viewer, knowledge } = context;
  const event = (await store.event(before.id, viewer)) ?? before;
  const evidence = new EvidenceList();
  const shown = review === null ? event : (reviewed(event, review) ?? event);
  const statement = evidence.statement(sayEvent(shown, knowledge), 'note', [event]);
  const lines = review === null ? [] : sayReview(review);
  const undo = `/review event:${event.id} verdict:undo takes the last verdict back.`;
  return withText({
    command: 'review',
    title: `Review of event ${event.id}`,
    headline:
      verdict === 'undo'
        ? `The last verdict on event ${event.id} is taken back${review === null ? '; it stands as it was read.' : '.'}`
        : (lines.at(-1) ?? ''),
    sections: [
      { heading: 'The event', statements: [statement] },
      { heading: 'The verdict', statements: [...lines, ...(review === null ? [] : [undo])].map(note) },
    ].filter(({ statements }) => statements.length > 0),
    evidence: evidence.all,
    again: { command: 'evidence', options: { event: event.id } },
  });
}
