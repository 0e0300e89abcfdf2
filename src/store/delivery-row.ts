/** A row of the ledger as the rest of the program sees it. */
import type { Selectable } from 'kysely';
import type { Delivery, DeliveryKind, DeliveryState } from '../model/delivery.ts';
import type { Scope } from '../model/scope.ts';
import { fromText, fromTextOrNull } from './columns.ts';
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
  said: fromText(row.said),
  state: row.state as DeliveryState,
  reason: fromTextOrNull(row.reason),
  nonce: row.nonce,
  attempts: row.attempts,
  dueAt: row.due_at,
  createdAt: row.created_at,
  sentAt: row.sent_at,
  messageId: row.message,
});
