/** What is entered into the ledger for a subscription, and by what it is known to be the same. */
import type { DeliveryDetail, DeliveryKind, NewDelivery } from '../model/delivery.ts';
import type { StoredEvent } from '../model/record.ts';
import { Frequency, type Subscription } from '../model/subscription.ts';
import type { OutboxRow } from '../store/store.ts';
import { dueTimes } from './timetable.ts';

/** What stands for the real event in the ledger, so that a further report of it is no new update. */
export const itemOf = ({ incidentId, id }: StoredEvent): string => `incident ${incidentId ?? id}`;

/** What tells apart what different rows of the outbox say of one thing, also after the store was moved and counts anew. */
export const onceFor = ({ id, createdAt }: Pick<OutboxRow, 'id' | 'createdAt'>): string => `${createdAt}-${id}`;

/** The order in which subscriptions get what is for one channel only once: what comes at once before digests. */
export const rankOf = ({ timetable, createdAt }: Subscription): number =>
  Frequency.options.indexOf(timetable.every) * 1e15 + createdAt;

type EventKey = Pick<StoredEvent, 'scope' | 'articleId' | 'id'>;

/** The event, whatever is told of it. */
export const aboutEvent = ({ scope, articleId, id }: EventKey): string => JSON.stringify([scope, articleId, id]);

/** A place, whoever holds it. */
export const aboutPlace = (placeId: string): string => `place ${placeId}`;

export type Telling = {
  subscription: Subscription;
  kind: DeliveryKind;
  item: string;
  about: string;
  /** The event that makes it so. */
  event: EventKey;
  said: string;
  detail?: DeliveryDetail;
  /** Milliseconds since 1970. */
  now: number;
};

/** A delivery that waits for the subscription's time. */
export const entry = ({ subscription, kind, item, about, event, said, detail, now }: Telling): NewDelivery => ({
  subscription: subscription.id,
  channel: subscription.channel.id,
  item,
  kind,
  scope: event.scope,
  articleId: event.articleId,
  eventId: event.id,
  about,
  said,
  detail: detail ?? null,
  state: 'pending',
  reason: null,
  dueAt: dueTimes(subscription.timetable)(now),
});
