/** What was told and is said otherwise now, or no longer: by another text of its article, or by an analyst's review. */
import { sayEvent } from '../answer/wording/say-event.ts';
import type { Delivery, NewDelivery } from '../model/delivery.ts';
import type { OutboxChange } from '../model/outbox-change.ts';
import { inForce, Review, reviewKey } from '../model/review.ts';
import type { Scope } from '../model/scope.ts';
import type { Subscription } from '../model/subscription.ts';
import type { OutboxRow } from '../store/store.ts';
import { aboutEvent, entry, onceFor } from './entry.ts';
import type { Matching } from './match.ts';

export type ReviewRow = OutboxRow & { change: Extract<OutboxChange, { kind: 'review' }> };

export const isOfReview = (row: OutboxRow): row is ReviewRow => row.change?.kind === 'review';

/** The last that was told about each event, by subscription. */
const lastTold = (told: readonly Delivery[]): Delivery[] => [
  ...new Map(told.map((delivery) => [`${delivery.subscription}\n${delivery.about}`, delivery])).values(),
];

/** The active subscriptions of deliveries, each beside its delivery. */
const withSubscriptions = async (
  told: readonly Delivery[],
  { store }: Pick<Matching, 'store'>,
): Promise<{ delivery: Delivery; subscription: Subscription }[]> => {
  const subscriptions = await store.subscribers.get([...new Set(told.map(({ subscription }) => subscription))]);
  const byId = new Map(subscriptions.map((one) => [one.id, one]));
  return told.flatMap((delivery) => {
    const subscription = byId.get(delivery.subscription);
    return subscription === undefined || subscription.state !== 'active' ? [] : [{ delivery, subscription }];
  });
};

/** Retractions of what was told from an article whose present text does not say it: `said` is all that it says. */
export const unsaid = async (
  row: OutboxRow,
  { told, said }: { told: readonly Delivery[]; said: ReadonlySet<string> },
  parts: Matching,
): Promise<NewDelivery[]> => {
  const gone = lastTold(told).filter((delivery) => delivery.kind !== 'retraction' && !said.has(delivery.said));
  return (await withSubscriptions(gone, parts)).map(({ delivery, subscription }) =>
    entry({
      subscription,
      kind: 'retraction',
      item: `withdrawn ${delivery.item} ${onceFor(row)}`,
      about: delivery.about,
      event: { scope: delivery.scope, articleId: delivery.articleId, id: delivery.eventId },
      said: delivery.said,
      detail: { of: 'correction', by: 'text', why: 'Its article no longer says so.' },
      now: parts.now(),
    }),
  );
};

/** Corrections for all who were told of the event; whether they still have something to say is seen when they are sent. */
export const inReview = async (row: ReviewRow, parts: Matching): Promise<NewDelivery[]> => {
  const { store } = parts;
  const { view, before, after } = row.change;
  const event = after ?? before;
  if (event === null) return [];
  const { knowledge } = parts.contextFor(view);
  const [was, is] = [before, after].map((one) => (one === null ? null : sayEvent(one, knowledge)));
  const about = aboutEvent(event);
  const told = (await store.ledger.toldFrom(row.articleId, row.scope)).filter(
    (delivery) => delivery.about === about || delivery.said === was,
  );
  const to = await withSubscriptions(lastTold(told), parts);
  const reached = await reachedBy(row.change, to, parts);
  const why = await whyOf(event.id, view, parts);
  return reached.map(({ delivery, subscription }) =>
    entry({
      subscription,
      kind: is == null ? 'retraction' : 'correction',
      item: `review ${onceFor(row)} ${delivery.about}`,
      about: delivery.about,
      event,
      said: is ?? delivery.said,
      detail: { of: 'correction', by: 'review', why },
      now: parts.now(),
    }),
  );
};

/** Those for whom a review counts: of its own scope; of any where it is for everybody, but not those with one of their own. */
export const reachedBy = async <T extends { subscription: Subscription }>(
  { view, before, after }: ReviewRow['change'],
  all: readonly T[],
  { store }: Pick<Matching, 'store'>,
): Promise<T[]> => {
  if (view !== 'shared') return all.filter(({ subscription }) => subscription.scope === view);
  const scopes = [...new Set(all.map(({ subscription }) => subscription.scope))].filter((scope) => scope !== 'shared');
  const id = (after ?? before)?.id ?? '';
  const found = await store.reviews.getMany<unknown>(scopes.map((scope) => reviewKey(scope, id)));
  const own = new Set<Scope>(scopes.filter((_, at) => found[at] !== undefined));
  return all.filter(({ subscription }) => !own.has(subscription.scope));
};

/** What the last verdict does, in a sentence, with the analyst's note. */
const whyOf = async (eventId: string, view: Scope, { store }: Pick<Matching, 'store'>): Promise<string> => {
  const parsed = Review.safeParse(await store.reviews.get(reviewKey(view, eventId)));
  if (!parsed.success) return 'The verdict on it was taken back.';
  const { last } = inForce(parsed.data);
  const note = last.note === null ? '.' : `: “${last.note}”`;
  if (last.verdict === 'wrong') return `An analyst judged it wrong${note}`;
  if (last.verdict === 'right') return `An analyst judged it right${note}`;
  return `An analyst corrected its ${last.field ?? 'parts'}${note}`;
};
