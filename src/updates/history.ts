/** Answers `/subscriptions` log and explain: what became of each update, and why an event was sent or held back. */
import type { AnswerContext } from '../answer/context.ts';
import { EvidenceList, note } from '../answer/evidence-list.ts';
import { withText } from '../answer/plain-text.ts';
import { sayEvent, toneOf } from '../answer/wording/say-event.ts';
import { UserError } from '../errors.ts';
import type { Answer, Statement } from '../model/answer.ts';
import type { Delivery } from '../model/delivery.ts';
import type { StoredEvent } from '../model/record.ts';
import { viewerOf } from '../model/scope.ts';
import type { Subscription } from '../model/subscription.ts';
import { aboutOf, heldBack } from './about.ts';
import { askerOf, subscriptionsNamed } from './asking.ts';
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

/** Of the subscription named; without an id, of all in the channel. */
export const answerLog = async (
  context: AnswerContext,
  id: string | undefined,
  { page = 1 }: { page?: number | undefined },
): Promise<Answer> => {
  const subscriptions = await subscriptionsNamed(context, id);
  const [only, another] = subscriptions;
  const offset = (Math.max(1, page) - 1) * PER_PAGE;
  const ids = subscriptions.map((one) => one.id);
  const { deliveries, total } = await context.store.ledger.log(ids, { limit: PER_PAGE, offset });
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  if (page < 1 || page > pages) {
    throw new UserError('bad-page', `There is no page ${page}: the pages are 1 to ${pages}.`, {
      context: { option: 'page' },
    });
  }
  const line = (delivery: Delivery): string =>
    [
      became(delivery),
      ...(delivery.eventId === '' ? [] : [`event ${delivery.eventId}`]),
      ...(another === undefined ? [] : [`subscription ${delivery.subscription}`]),
    ].join(' · ');
  return withText({
    command: 'subscriptions',
    title: only !== undefined && another === undefined ? `Log: ${titleOf(only)}` : 'Log of this channel',
    headline:
      total === 0
        ? 'Nothing has come up yet.'
        : `${total} ${total === 1 ? 'update' : 'updates'}, newest first; times in UTC.`,
    sections: total === 0 ? [] : [{ heading: null, statements: deliveries.map((delivery) => note(line(delivery))) }],
    evidence: [],
    ...(pages > 1 ? { paging: { page, pages, total } } : {}),
  });
};

/** For the subscription named; without an id, for each in the channel. */
export const answerExplain = async (
  context: AnswerContext,
  { id, event: eventId }: { id: string | undefined; event: string },
): Promise<Answer> => {
  const subscriptions = await subscriptionsNamed(context, id);
  const [only, another] = subscriptions;
  const event = await context.store.event(eventId.trim(), viewerOf(askerOf(context).scope));
  if (event === null) {
    throw new UserError('unknown-event', `There is no event “${eventId.slice(0, 40)}”.`, {
      context: { option: 'event' },
    });
  }
  const reasons: { subscription: Subscription; why: string; history: Delivery[] }[] = [];
  for (const subscription of subscriptions) reasons.push(await reasonOf(context, subscription, event));
  const [first] = reasons;
  const alone = only !== undefined && another === undefined && first !== undefined;
  const evidence = new EvidenceList();
  const what = evidence.statement(sayEvent(event, context.knowledge), toneOf(event), [event]);
  const history = reasons.flatMap((reason) => reason.history);
  const each: Statement[] = reasons.map(({ subscription, why }) =>
    note(`${subscription.id} · ${titleOf(subscription)} · ${why}`),
  );
  return withText({
    command: 'subscriptions',
    title: alone ? `Why? ${titleOf(only)}` : 'Why? The subscriptions of this channel',
    headline: alone ? first.why : `${subscriptions.length} subscriptions of this channel were asked.`,
    sections: [
      { heading: 'The event', statements: [what] },
      ...(alone ? [] : [{ heading: 'What each makes of it', statements: each }]),
      ...(history.length === 0
        ? []
        : [{ heading: 'In the log', statements: history.map((told) => note(became(told))) }]),
    ],
    evidence: evidence.all,
  });
};

const reasonOf = async (
  context: AnswerContext,
  subscription: Subscription,
  event: StoredEvent,
): Promise<{ subscription: Subscription; why: string; history: Delivery[] }> => {
  const history = await context.store.ledger.ofUpdate(subscription.id, { eventId: event.id, item: itemOf(event) });
  const told = history.find(({ kind }) => kind === 'incident');
  const seen = await context.store.seenEvents(event.id, viewerOf(subscription.scope));
  const fits = heldBack(subscription, event, aboutOf(event, context), Date.parse(event.ingestedAt));
  const held = seen.length === 0 ? 'an analyst judged it wrong' : (fits?.text ?? null);
  const changed = history.find(({ kind, state }) => kind === 'assessment' && state === 'sent');
  const besides = told === undefined && changed !== undefined ? ` What it changes was sent: ${changed.said}` : '';
  return { subscription, why: because(told, held, event.id) + besides, history };
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
