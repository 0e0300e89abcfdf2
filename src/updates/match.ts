/** From a stored article to the deliveries that it makes: which subscription is to be told what. */
import type { AnswerContext } from '../answer/context.ts';
import { sayEvent } from '../answer/wording/say-event.ts';
import type { NewDelivery } from '../model/delivery.ts';
import type { StoredEvent } from '../model/record.ts';
import { viewerOf } from '../model/scope.ts';
import { Frequency, type Subscription } from '../model/subscription.ts';
import type { OutboxRow, Store } from '../store/store.ts';
import { aboutOf, heldBack } from './about.ts';
import { dueTimes } from './timetable.ts';

export type Matching = { store: Store; knowledge: AnswerContext['knowledge']; now: () => number };

/** What stands for the real event in the ledger, so that a further report of it is no new update. */
export const itemOf = ({ incidentId, id }: StoredEvent): string => `incident ${incidentId ?? id}`;

/** The deliveries of one article of the outbox; each event is held only against the subscriptions that ask for such. */
export const deliveriesOf = async (row: OutboxRow, { store, knowledge, now }: Matching): Promise<NewDelivery[]> => {
  const { articleId, scope } = row;
  const all = await store.events({ viewer: viewerOf(scope), articleId, order: 'article' });
  const events = all.filter((event) => event.scope === scope);
  const told = await store.ledger.toldFrom(articleId, scope);
  const toldWords = new Set(told.map(({ subscription, said }) => `${subscription}\n${said}`));
  const subscriptions = new Map<string, Subscription>();
  const deliveries: { delivery: NewDelivery; subscription: Subscription }[] = [];

  for (const event of events) {
    if (event.sameAs !== null) continue;
    const about = aboutOf(event, { knowledge });
    const ids = await store.subscribers.matching({
      scope,
      committedAt: row.createdAt,
      places: [...about.places.keys()],
      actors: [...about.actors],
      types: [...about.types],
    });
    const unknown = ids.filter((id) => !subscriptions.has(id));
    for (const one of await store.subscribers.get(unknown)) subscriptions.set(one.id, one);
    if (ids.length === 0) continue;
    const said = sayEvent(event, knowledge);
    for (const id of ids) {
      const subscription = subscriptions.get(id);
      if (subscription === undefined || heldBack(subscription, event, about, row.createdAt) !== null) continue;
      // An article that was corrected elsewhere says this still; only its id is another.
      if (toldWords.has(`${id}\n${said}`)) continue;
      const delivery = entry(subscription, event, said, now());
      deliveries.push({ subscription, delivery });
    }
  }

  // What comes at once comes before digests, so that where one channel has both, the digest is the one held back.
  deliveries.sort((a, b) => rank(a.subscription) - rank(b.subscription));
  const said = new Set(events.map((event) => sayEvent(event, knowledge)));
  const withdrawn = told.filter((delivery) => delivery.state === 'sent' && !said.has(delivery.said));
  return [...(await retractions(withdrawn, { store, now })), ...deliveries.map(({ delivery }) => delivery)];
};

const rank = ({ timetable, createdAt }: Subscription): number =>
  Frequency.options.indexOf(timetable.every) * 1e15 + createdAt;

const entry = (subscription: Subscription, event: StoredEvent, said: string, now: number): NewDelivery => ({
  subscription: subscription.id,
  channel: subscription.channel.id,
  item: itemOf(event),
  kind: 'incident',
  scope: event.scope,
  articleId: event.articleId,
  eventId: event.id,
  said,
  state: 'pending',
  reason: null,
  dueAt: dueTimes(subscription.timetable)(now),
});

/** Whoever was told something that its article no longer says is told so. */
const retractions = async (
  withdrawn: Awaited<ReturnType<Store['ledger']['toldFrom']>>,
  { store, now }: Pick<Matching, 'store' | 'now'>,
): Promise<NewDelivery[]> => {
  const subscriptions = await store.subscribers.get([...new Set(withdrawn.map(({ subscription }) => subscription))]);
  const byId = new Map(subscriptions.map((one) => [one.id, one]));
  return withdrawn.flatMap((told) => {
    const subscription = byId.get(told.subscription);
    if (subscription === undefined || subscription.state !== 'active') return [];
    const { scope, articleId, eventId, said } = told;
    return [
      {
        subscription: subscription.id,
        channel: subscription.channel.id,
        item: `withdrawn ${told.item} ${told.createdAt}`,
        kind: 'retraction' as const,
        scope,
        articleId,
        eventId,
        said,
        state: 'pending' as const,
        reason: null,
        dueAt: dueTimes(subscription.timetable)(now()),
      },
    ];
  });
};
