/** Rows of the ledger, and what the rest of the program sees of them. */
import type { Selectable } from 'kysely';
import {
  type Delivery,
  DeliveryDetail,
  type DeliveryKind,
  type DeliveryState,
  type NewDelivery,
} from '../model/delivery.ts';
import type { Scope } from '../model/scope.ts';
import { fromText, fromTextOrNull, toKey, toText, toTextOrNull } from './columns.ts';
import type { DeliveryTable } from './schema.ts';

export const deliveryOf = (row: Selectable<DeliveryTable>): Delivery => ({
  no: row.no,
  subscription: fromText(row.subscription),
  channel: fromText(row.channel),
  item: fromText(row.item),
  kind: row.kind as DeliveryKind,
  scope: fromText(row.scope) as Scope,
  articleId: fromText(row.article),
  eventId: fromText(row.event),
  about: fromText(row.about),
  said: fromText(row.said),
  detail: row.detail === null ? null : DeliveryDetail.parse(JSON.parse(fromText(row.detail))),
  state: row.state as DeliveryState,
  reason: fromTextOrNull(row.reason),
  nonce: row.nonce,
  attempts: row.attempts,
  dueAt: row.due_at,
  createdAt: row.created_at,
  sentAt: row.sent_at,
  messageId: row.message,
});

/** The row of a delivery that nothing has been tried with. */
export const rowOf = (
  delivery: Omit<NewDelivery, 'state'> & { state: DeliveryState },
  createdAt: number,
): Omit<DeliveryTable, 'no'> => ({
  subscription: toKey(delivery.subscription),
  channel: toKey(delivery.channel),
  item: toKey(delivery.item),
  kind: delivery.kind,
  scope: toKey(delivery.scope),
  article: toKey(delivery.articleId),
  event: toKey(delivery.eventId),
  about: toKey(delivery.about),
  said: toText(delivery.said),
  detail: detailText(delivery.detail),
  state: delivery.state,
  reason: toTextOrNull(delivery.reason),
  nonce: null,
  attempts: 0,
  due_at: delivery.dueAt,
  created_at: createdAt,
  sent_at: null,
  message: null,
});

export const detailText = (detail: DeliveryDetail | null): string | null =>
  detail === null ? null : toText(JSON.stringify(detail));
