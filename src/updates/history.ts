/** Answers `/subscriptions` log and explain: what became of each update, and why an event was sent or held back. */
import type { AnswerContext } from '../answer/context.ts';
import { EvidenceList, note } from '../answer/evidence-list.ts';
import { withText } from '../answer/plain-text.ts';
import { sayEvent, toneOf } from '../answer/wording/say-event.ts';
import { UserError } from '../errors.ts';
import type { Answer, Statement } from '../model/answer.ts';
import type { Delivery } from '../model/delivery.ts';
import { viewerOf } from '../model/scope.ts';
import { aboutOf, heldBack } from './about.ts';
import { subscriptionNamed } from './asking.ts';
import { itemOf } from './entry.ts';
import { titleOf } from './words.ts';

const PER_PAGE = 10;

/** `2018-12-14 08:30` in UTC. */
const moment = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ');

const became = ({ state, reason, sentAt, createdAt, dueAt, attempts, kind, said }: Delivery): string => {
  const when = state === 'sent' && sentAt !== null ? moment(sentAt) : moment(createdAt);
  const next = state === 'pending' || state === 'rate-limited' ? `, next try ${moment(dueAt)}` : '';
  const tries = attempts > 1 ? `, ${attempts} attempts` : '';
  const why = reason === null ? '' : ` (${reason})`;
  const what = kind === 'incident' ? '' : `${kind}: `;
  return `${when} · ${state}${why}${tries}${next} · ${what}${said}`;
};

export const answerLog = async (
  context: AnswerContext,
  id: string | undefined,
  { page = 1 }: { page?: number | undefined },
): Promise<Answer> => {
  const subscription = await subscriptionNamed(context, id);
  const offset = (Math.max(1, page) - 1) * PER_PAGE;
  const { deliveries, total } = await context.store.ledger.log(subscription.id, { limit: PER_PAGE, offset });
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  if (page < 1 || page > pages) {
    throw new UserError('bad-page', `There is no page ${page}: the pages are 1 to ${pages}.`, {
      context: { option: 'page' },
    });
  }
  return withText({
    command: 'subscriptions',
    title: `Log: ${titleOf(subscription)}`,
    headline:
      total === 0
        ? 'Nothing has come up yet.'
        : `${total} ${total === 1 ? 'update' : 'updates'}, newest first; times in UTC.`,
    sections: total === 0 ? [] : [{ heading: null, statements: deliveries.map((delivery) => note(became(delivery))) }],
    evidence: [],
    ...(pages > 1 ? { paging: { page, pages, total } } : {}),
  });
};

export const answerExplain = async (
  context: AnswerContext,
  { id, event: eventId }: { id: string | undefined; event: string },
): Promise<Answer> => {
  const subscription = await subscriptionNamed(context, id);
  const event = await context.store.event(eventId.trim(), viewerOf(subscription.scope));
  if (event === null) {
    throw new UserError('unknown-event', `There is no event “${eventId.slice(0, 40)}”.`, {
      context: { option: 'event' },
    });
  }
  const told = await context.store.ledger.ofUpdate(subscription.id, { eventId: event.id, item: itemOf(event) });
  const incidents = told.filter(({ kind }) => kind !== 'test');
  const held = heldBack(subscription, event, aboutOf(event, context), Date.parse(event.ingestedAt));
  const evidence = new EvidenceList();
  const what = evidence.statement(sayEvent(event, context.knowledge), toneOf(event), [event]);
  const history: Statement[] = told.map((delivery) => note(became(delivery)));
  return withText({
    command: 'subscriptions',
    title: `Why? ${titleOf(subscription)}`,
    headline: because(incidents[0], held?.text ?? null, event.id),
    sections: [
      { heading: 'The event', statements: [what] },
      ...(history.length === 0 ? [] : [{ heading: 'In the log', statements: history }]),
    ],
    evidence: evidence.all,
  });
};

const because = (told: Delivery | undefined, held: string | null, eventId: string): string => {
  if (told === undefined) return held === null ? 'It fits and waits to be matched.' : `Held back: ${held}.`;
  const another = told.eventId === eventId ? '' : ' with an earlier report of it';
  switch (told.state) {
    case 'sent':
      return `Sent${another}: it fits what is asked for.`;
    case 'filtered':
      return `Held back: ${told.reason}.`;
    case 'pending':
    case 'rate-limited':
      return `It fits and waits${another}${told.reason === null ? '' : ` (${told.reason})`}.`;
    case 'failed':
    case 'disabled':
      return `It fits, but could not be sent: ${told.reason}.`;
  }
};
