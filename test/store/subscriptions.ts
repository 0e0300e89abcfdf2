/** Subscriptions and deliveries for tests: whole, and different where a test says so. */
import type { NewDelivery } from '../../src/model/delivery.ts';
import type { Subscription } from '../../src/model/subscription.ts';

export const subscription = (id: string, more: Partial<Subscription> = {}): Subscription => ({
  version: 1,
  id,
  scope: 'guild:1',
  channel: { id: '100', name: 'reports', kind: 'text' },
  guildId: '1',
  creator: '7',
  filter: { place: null, actor: null, type: null, controlOnly: false, minConfidence: null, factuality: [] },
  timetable: { every: 'instant', at: '08:00', weekday: 1, zone: 'UTC', quiet: null },
  role: null,
  title: null,
  state: 'active',
  reason: null,
  createdAt: 0,
  since: 0,
  before: null,
  ...more,
});

export const delivery = (subscriptionId: string, item: string, more: Partial<NewDelivery> = {}): NewDelivery => ({
  subscription: subscriptionId,
  channel: '100',
  item,
  kind: 'incident',
  scope: 'shared',
  articleId: 'a',
  eventId: item,
  about: item,
  detail: null,
  said: `${item} happened.`,
  state: 'pending',
  reason: null,
  dueAt: 0,
  ...more,
});
