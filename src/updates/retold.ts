/** What is still to be said, at the moment of sending, about what a channel was told before: corrections and changes of who holds a place. */
import type { AnswerContext } from '../answer/context.ts';
import { sayStep, standingNow } from '../answer/standing.ts';
import type { Told } from '../answer/update.ts';
import { sayEvent } from '../answer/wording/say-event.ts';
import type { Delivery, DeliveryDetail, DeliveryKind } from '../model/delivery.ts';
import type { StoredEvent } from '../model/record.ts';
import type { Subscription } from '../model/subscription.ts';
import { isLess, tooUnsure } from './about.ts';

/** A delivery as it is told: which kind it turns out to be, what it says, and the words and events for the message. */
export type Retold = {
  delivery: Delivery;
  kind: DeliveryKind;
  said: string;
  /** Where what is told is no longer as it was entered. */
  detail?: DeliveryDetail;
  shown: Told;
  /** What was told otherwise, the newest first. */
  corrects: readonly Delivery[];
};

/** Or why there is nothing to say. */
export type Dropped = { delivery: Delivery; reason: string };

type EventKey = Pick<Delivery, 'articleId' | 'eventId' | 'scope'>;

/** The event as the reader of a message sees it now; null where its article no longer has it, or an analyst took it out. */
export const eventNow = async (
  { articleId, eventId, scope }: EventKey,
  { store, viewer }: AnswerContext,
): Promise<StoredEvent | null> => {
  const found = (await store.seenEvents(eventId, viewer)).filter((event) => event.articleId === articleId);
  return found.find((event) => event.scope === scope) ?? found[0] ?? null;
};

/** A correction or retraction, held against what the channel was told last and what is so now. */
export const correctionNow = async (
  delivery: Delivery,
  { fresh, context }: { fresh: ReadonlySet<string>; context: AnswerContext },
): Promise<Retold | Dropped> => {
  const { store, knowledge } = context;
  const told = await store.ledger.told(delivery.channel, delivery.about, MOST_REWRITTEN);
  const [last] = told;
  if (fresh.has(delivery.about)) return { delivery, reason: 'it was told rightly from the start' };
  if (last === undefined) return { delivery, reason: 'nothing of it was told here' };
  const byText = delivery.detail?.of === 'correction' && delivery.detail.by === 'text';
  const event = byText ? await sameSaid(delivery, last.said, context) : await eventNow(delivery, context);
  const now = event === null ? null : sayEvent(event, knowledge);
  const was = last.kind === 'retraction' ? null : last.said;
  if (now === was) return { delivery, reason: 'what was told still holds' };
  const why = delivery.detail?.of === 'correction' ? delivery.detail.why : '';
  return {
    delivery,
    kind: now === null ? 'retraction' : 'correction',
    said: now ?? last.said,
    shown: { text: correctionWords({ now, was, last: last.said, why }), events: event === null ? [] : [event] },
    corrects: told,
  };
};

/** Of what was told of an event so many messages are rewritten when it changes, the newest first. */
const MOST_REWRITTEN = 5;

/** An article with another text says the same by an event of any id, and something else by one of the same id. */
const sameSaid = async (
  { articleId, scope }: Delivery,
  said: string,
  { store, viewer, knowledge }: AnswerContext,
): Promise<StoredEvent | null> => {
  const events = await store.events({ viewer, articleId, firstOnly: true });
  return events.find((event) => event.scope === scope && sayEvent(event, knowledge) === said) ?? null;
};

type Words = { now: string | null; was: string | null; last: string; why: string };

const correctionWords = ({ now, was, last, why }: Words): string => {
  if (now === null) return `Withdrawn: “${last}” ${why}`;
  if (was === null) return `It stands again: “${now}” ${why}`;
  return `Corrected: “${now}” It said before: “${was}” ${why}`;
};

type Steps = { steps: readonly Delivery[]; subscription: Subscription };

/**
 * Steps in who holds a place, made one: from what the channel was told last to what is so now. `steps` are of one place, in
 * the order in which they were entered, which is another than that of their articles where several workers matched them.
 */
export const stepNow = async (
  { steps, subscription }: Steps,
  context: AnswerContext,
): Promise<(Retold | Dropped)[]> => {
  const ordered = steps
    .flatMap((delivery) => (delivery.detail?.of === 'assessment' ? [{ delivery, detail: delivery.detail }] : []))
    .sort((a, b) => a.detail.at - b.detail.at || a.delivery.no - b.delivery.no);
  const [first] = ordered;
  const last = ordered.at(-1);
  if (first === undefined || last === undefined) return [];
  const all = (reason: string): Dropped[] => ordered.map(({ delivery }) => ({ delivery, reason }));
  const { place, ref } = last.detail;
  const after = ref === undefined ? last.detail.after : await standingNow(context, ref);
  const [told] = await context.store.ledger.told(last.delivery.channel, last.delivery.about);
  // What was told since the first of the articles was stored may have taken them into account.
  const known = told?.detail?.of === 'assessment' && (told.sentAt ?? 0) >= first.detail.at ? told.detail : null;
  const before = known?.after ?? first.detail.before;
  if (before.key === after.key) {
    if (known === null) return all('it changed back before it was told');
    return all(known.at > last.detail.at ? 'a later change was told already' : 'it was told already');
  }
  const { minConfidence } = subscription.filter;
  if (known === null && isLess(after.level, minConfidence)) return all(tooUnsure(after.level, minConfidence));
  const said = sayStep(place, before, after);
  return [
    ...ordered.slice(0, -1).map(({ delivery }) => ({ delivery, reason: 'it is told together with a later change' })),
    {
      delivery: last.delivery,
      kind: 'assessment',
      said,
      detail: { ...last.detail, before, after },
      shown: { text: said, events: await groundsNow(last.delivery, context) },
      corrects: [],
    },
  ];
};

/** A step that may have arrived already: as it was sent. */
export const stepAsSent = async (delivery: Delivery, context: AnswerContext): Promise<Retold> => {
  const { kind, said } = delivery;
  return { delivery, kind, said, shown: { text: said, events: await groundsNow(delivery, context) }, corrects: [] };
};

/** The events that make a step, as they are now. */
const groundsNow = async ({ detail, scope }: Delivery, context: AnswerContext): Promise<StoredEvent[]> => {
  if (detail?.of !== 'assessment') return [];
  const events = await Promise.all(detail.grounds.map((key) => eventNow({ ...key, scope }, context)));
  return events.filter((event) => event !== null);
};
