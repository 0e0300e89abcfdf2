/** From a row of the outbox to the deliveries that its events make: which subscription is to be told what. */
import type { AnswerContext } from '../answer/context.ts';
import { sayEvent } from '../answer/wording/say-event.ts';
import type { NewDelivery } from '../model/delivery.ts';
import type { StoredEvent } from '../model/record.ts';
import type { Scope } from '../model/scope.ts';
import type { Subscription } from '../model/subscription.ts';
import type { OutboxRow, Store } from '../store/store.ts';
import { aboutOf, heldBack } from './about.ts';
import { inReview, isOfReview, type ReviewRow, reachedBy, unsaid } from './corrections.ts';
import { aboutEvent, entry, itemOf, onceFor, rankOf } from './entry.ts';

export type Matching = { store: Store; contextFor: (scope: Scope) => AnswerContext; now: () => number };

export type Match = { event: StoredEvent; subscription: Subscription };

/** The deliveries of one article or review; each event is held only against the subscriptions that ask for such. */
export const deliveriesOf = async (row: OutboxRow, parts: Matching): Promise<NewDelivery[]> =>
  isOfReview(row) ? ofReview(row, parts) : ofArticle(row, parts);

const ofArticle = async (row: OutboxRow, parts: Matching): Promise<NewDelivery[]> => {
  const { store, now } = parts;
  const { articleId, scope } = row;
  const { knowledge, viewer } = parts.contextFor(scope);
  const all = await store.events({ viewer, articleId, order: 'article' });
  const events = all.filter((event) => event.scope === scope);
  const told = await store.ledger.toldFrom(articleId, scope);
  const toldWords = new Set(told.map(({ subscription, said }) => `${subscription}\n${said}`));
  const matches = await matchesOf(
    events.filter(({ sameAs }) => sameAs === null),
    { scope, committedAt: row.createdAt },
    parts,
  );
  const deliveries = matches.flatMap(({ event, subscription }) => {
    const said = sayEvent(event, knowledge);
    // An article that was corrected elsewhere says this still; only its id is another.
    if (toldWords.has(`${subscription.id}\n${said}`)) return [];
    return [incident({ event, subscription }, { item: itemOf(event), said, now: now() })];
  });
  const said = new Set(events.map((event) => sayEvent(event, knowledge)));
  return [...(await unsaid(row, { told, said }, parts)), ...deliveries];
};

const ofReview = async (row: ReviewRow, parts: Matching): Promise<NewDelivery[]> => {
  const { store, now } = parts;
  const corrections = await inReview(row, parts);
  const { view, after } = row.change;
  if (after === null || after.sameAs !== null) return corrections;
  const { knowledge } = parts.contextFor(view);
  const scope = view === 'shared' ? row.scope : view;
  const matches = await matchesOf([after], { scope, committedAt: Date.parse(after.ingestedAt) }, parts);
  const news: NewDelivery[] = [];
  for (const { event, subscription } of await reachedBy(row.change, matches, parts)) {
    if ((await store.ledger.told(subscription.channel.id, aboutEvent(event))).length > 0) continue;
    const item = itemOf(event);
    const known = await store.ledger.ofUpdate(subscription.id, { eventId: event.id, item });
    if (known.some(({ kind, state }) => kind === 'incident' && state !== 'filtered')) continue;
    const again = known.length === 0 ? item : `${item} review ${onceFor(row)}`;
    news.push(incident({ event, subscription }, { item: again, said: sayEvent(event, knowledge), now: now() }));
  }
  return [...corrections, ...news];
};

const incident = (
  { event, subscription }: Match,
  { item, said, now }: { item: string; said: string; now: number },
): NewDelivery => entry({ subscription, kind: 'incident', item, about: aboutEvent(event), event, said, now });

/** Who gets which of the events, in the order in which it is to be entered. */
const matchesOf = async (
  events: readonly StoredEvent[],
  { scope, committedAt }: { scope: Scope; committedAt: number },
  { store, contextFor }: Matching,
): Promise<Match[]> => {
  const context = contextFor(scope);
  const matches: Match[] = [];
  for (const event of events) {
    const about = aboutOf(event, context);
    const asking = await store.subscribers.matching({
      scope,
      committedAt,
      places: [...about.places.keys()],
      actors: [...about.actors],
      types: [...about.types],
    });
    for (const subscription of asking) {
      if (heldBack(subscription, event, about, committedAt) === null) matches.push({ event, subscription });
    }
  }
  // Where one channel has several that ask for an event, the others are held back.
  return matches.sort((a, b) => rankOf(a.subscription) - rankOf(b.subscription));
};
