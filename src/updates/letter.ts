/** The letter for a message's updates: what it says, to whom, and which earlier messages it corrects. */
import type { AnswerContext } from '../answer/context.ts';
import { answerUpdate, type Told } from '../answer/update.ts';
import { sayEvent } from '../answer/wording/say-event.ts';
import type { Delivery, Letter, ToldNow } from '../model/delivery.ts';
import type { StoredEvent } from '../model/record.ts';
import type { Subscription } from '../model/subscription.ts';
import { aboutOf, heldBack } from './about.ts';
import { correctionNow, type Dropped, eventNow, type Retold, stepAsSent, stepNow } from './retold.ts';
import { titleOf } from './words.ts';

/** What a message says, and what became of the deliveries that were to be in it. */
export type Contents = {
  kept: readonly Delivery[];
  dropped: readonly Dropped[];
  /** By number, what a delivery turned out to be and to say, where that is no longer as it was entered. */
  told: ReadonlyMap<number, ToldNow>;
  answer: Letter['answer'];
  replyTo: string | null;
  edits: Letter['edits'];
};

/** The most events that are read for one message; the others are counted. */
const MOST_READ = 60;
/** The most earlier messages that one message rewrites. */
const MOST_EDITS = 5;

/**
 * What is to be said now. Deliveries that were sent already with an unknown outcome (`sealed`) are never dropped, since
 * they may have arrived.
 */
export const contentsOf = async (
  subscription: Subscription,
  deliveries: readonly Delivery[],
  context: AnswerContext,
): Promise<Contents> => {
  const sealed = deliveries.some(({ nonce }) => nonce !== null);
  const reports = deliveries.filter(({ kind }) => kind === 'incident' || kind === 'test');
  const read = await Promise.all(
    reports.slice(-MOST_READ).map((delivery) => reportNow(delivery, { subscription, sealed }, context)),
  );
  const unread = reports.slice(0, -MOST_READ);
  const fresh = new Set(read.flatMap((one) => ('reason' in one || sealed ? [] : [one.delivery.about])));
  const retold = await retoldOf(deliveries, { subscription, fresh, sealed }, context);
  const dropped = [...read, ...retold].filter(isDropped);
  const said = [...read, ...retold].filter((one): one is One => !isDropped(one));
  const gone = new Set(dropped.map(({ delivery }) => delivery.no));
  const corrected = retold.flatMap((one) => ('reason' in one ? [] : one.corrects));
  const messages = [...new Map(corrected.map((delivery) => [delivery.messageId, delivery])).values()];
  const kept = deliveries.filter(({ no }) => !gone.has(no));
  return {
    kept,
    dropped,
    told: new Map(
      said
        .filter(({ delivery, ...now }) => now.kind !== delivery.kind || now.said !== delivery.said || now.detail)
        .map(({ delivery, kind, said: words, detail = delivery.detail }) => [
          delivery.no,
          { kind, said: words, detail },
        ]),
    ),
    answer: answerOf(subscription, { said, unread: unread.length, deliveries: kept }, context),
    replyTo: retold.length === deliveries.length ? (messages[0]?.messageId ?? null) : null,
    edits: await Promise.all(
      messages.slice(0, MOST_EDITS).flatMap((delivery) => {
        const { messageId } = delivery;
        if (messageId === null) return [];
        return [rewritten(subscription, delivery, context).then((answer) => ({ messageId, answer }))];
      }),
    ),
  };
};

type One = Omit<Retold, 'shown'> & { shown: Told | StoredEvent };

const isDropped = (one: One | Dropped): one is Dropped => 'reason' in one;

/** A new event as it is now, or why it is not to be told after all. */
const reportNow = async (
  delivery: Delivery,
  { subscription, sealed }: { subscription: Subscription; sealed: boolean },
  context: AnswerContext,
): Promise<One | Dropped> => {
  const { kind } = delivery;
  const event = await eventNow(delivery, context);
  if (event === null) {
    if (!sealed) return { delivery, reason: 'its article no longer says so, or an analyst judged it wrong' };
    return { delivery, kind, said: delivery.said, shown: withdrawnLine(delivery.said), corrects: [] };
  }
  const held = event.review === undefined || sealed || kind === 'test' ? null : notAsked(subscription, event, context);
  if (held !== null) return { delivery, reason: `as an analyst corrected it, ${held}` };
  return { delivery, kind, said: sayEvent(event, context.knowledge), shown: event, corrects: [] };
};

const notAsked = (subscription: Subscription, event: StoredEvent, context: AnswerContext): string | null => {
  const always: Subscription = { ...subscription, state: 'active', since: 0 };
  return heldBack(always, event, aboutOf(event, context), 0)?.text ?? null;
};

const withdrawnLine = (said: string): Told => ({ text: `Withdrawn: “${said}”`, events: [] });

/** Everything in a message that goes back to what was told before. */
const retoldOf = async (
  deliveries: readonly Delivery[],
  { subscription, fresh, sealed }: { subscription: Subscription; fresh: ReadonlySet<string>; sealed: boolean },
  context: AnswerContext,
): Promise<(Retold | Dropped)[]> => {
  const retold: (Retold | Dropped)[] = [];
  const steps = deliveries.filter(({ kind }) => kind === 'assessment');
  if (sealed) for (const step of steps) retold.push(await stepAsSent(step, context));
  else
    for (const some of byAbout(steps).values()) retold.push(...(await stepNow({ steps: some, subscription }, context)));
  const corrections = byAbout(deliveries.filter(({ kind }) => kind === 'correction' || kind === 'retraction'));
  for (const some of corrections.values()) {
    const [last, ...earlier] = [...some].reverse();
    if (last === undefined) continue;
    retold.push(...earlier.map((delivery) => ({ delivery, reason: 'it is told together with a later one' })));
    retold.push(await correctionNow(last, { fresh, context }));
  }
  return sealed ? retold.map(asSealed) : retold;
};

/** What may have arrived already stays as it was sent. */
const asSealed = (one: Retold | Dropped): Retold => {
  const { delivery } = one;
  const { kind, said } = delivery;
  if (!('reason' in one)) return { ...one, kind, said };
  return { delivery, kind, said, shown: { text: said, events: [] }, corrects: [] };
};

const byAbout = (deliveries: readonly Delivery[]): Map<string, Delivery[]> => {
  const groups = new Map<string, Delivery[]>();
  for (const delivery of deliveries) groups.set(delivery.about, [...(groups.get(delivery.about) ?? []), delivery]);
  return groups;
};

const isEvent = (shown: Told | StoredEvent): shown is StoredEvent => 'articleId' in shown;

const answerOf = (
  subscription: Subscription,
  { said, unread, deliveries }: { said: readonly One[]; unread: number; deliveries: readonly Delivery[] },
  { knowledge }: AnswerContext,
): Letter['answer'] => {
  const { filter } = subscription;
  const isTest = deliveries.some(({ kind }) => kind === 'test');
  const options = [
    filter.place === null ? '' : ` place:${filter.place.id}`,
    filter.actor === null ? '' : ` actor:${filter.actor.id}`,
  ];
  const reported = new Set(deliveries.flatMap(({ kind, eventId }) => (kind === 'incident' ? [eventId] : [])));
  const isBesides = ({ detail }: Delivery): boolean =>
    detail?.of === 'assessment' && !detail.grounds.some(({ eventId }) => reported.has(eventId));
  const others = said.flatMap(({ kind, shown }) => (isEvent(shown) ? [] : [{ kind, shown }]));
  return answerUpdate(
    { knowledge },
    {
      title: `${isTest ? 'Test: ' : ''}${titleOf(subscription)}`,
      changes: others.filter(({ kind }) => kind === 'assessment').map(({ shown }) => shown),
      besides: deliveries.filter(isBesides).length,
      corrections: others.filter(({ kind }) => kind !== 'assessment').map(({ shown }) => shown),
      events: said.flatMap(({ shown }) => (isEvent(shown) ? [shown] : [])),
      left: unread,
      articles: new Set(deliveries.map(({ scope, articleId }) => `${scope}\n${articleId}`)).size,
      more: `/events${options.join('')}`,
    },
  );
};

/** An earlier message as it would be written today: what no longer holds is marked. */
const rewritten = async (
  subscription: Subscription,
  delivery: Delivery,
  context: AnswerContext,
): Promise<Letter['answer']> => {
  const deliveries = await context.store.ledger.inMessage(delivery);
  const reports = deliveries.filter(({ kind }) => kind === 'incident');
  const said = await Promise.all(
    reports.slice(-MOST_READ).map((one) => reportNow(one, { subscription, sealed: true }, context)),
  );
  const others = deliveries.filter(({ kind }) => kind !== 'incident');
  const kept = await Promise.all(others.map((one) => retoldToday(one, context)));
  const unread = Math.max(0, reports.length - MOST_READ);
  const shown = said.filter((one): one is One => !isDropped(one));
  return answerOf(subscription, { said: [...shown, ...kept], unread, deliveries }, context);
};

/** What an earlier message says besides new events, as it is today. */
const retoldToday = async (delivery: Delivery, context: AnswerContext): Promise<One> => {
  const { kind, said } = delivery;
  const event = kind === 'assessment' ? null : await eventNow(delivery, context);
  const holds = kind === 'assessment' || (event !== null && sayEvent(event, context.knowledge) === said);
  const shown = holds ? { text: said, events: event === null ? [] : [event] } : withdrawnLine(said);
  return { delivery, kind, said, shown, corrects: [] };
};
