/** The letter for a message's updates: what it says, to whom. */
import type { AnswerContext } from '../answer/context.ts';
import { answerUpdate } from '../answer/update.ts';
import type { Delivery, Letter } from '../model/delivery.ts';
import type { StoredEvent } from '../model/record.ts';
import type { Subscription } from '../model/subscription.ts';
import { titleOf } from './words.ts';

/** What an event of a delivery says now, or null where its article says it no longer. */
const eventOf = ({ eventId, scope }: Delivery, { store }: AnswerContext): Promise<StoredEvent | null> =>
  store.event(eventId, { scopes: [scope] });

/** The most events that are read for one message; the others are counted. */
const MOST_READ = 60;

/** Null where nothing is left to tell: what was to be told is no longer said by its article. */
export const letterOf = async (
  subscription: Subscription,
  deliveries: readonly Delivery[],
  nonce: string,
  context: AnswerContext,
): Promise<Letter | null> => {
  const withdrawn = deliveries.filter(({ kind }) => kind === 'retraction');
  const news = deliveries.filter(({ kind }) => kind !== 'retraction');
  const read = news.slice(-MOST_READ);
  const events = (await Promise.all(read.map((delivery) => eventOf(delivery, context)))).filter(
    (event) => event !== null,
  );
  if (events.length === 0 && withdrawn.length === 0) return null;
  const isTest = deliveries.some(({ kind }) => kind === 'test');
  const { filter, channel, creator, role, guildId } = subscription;
  const options = [
    filter.place === null ? '' : ` place:${filter.place.id}`,
    filter.actor === null ? '' : ` actor:${filter.actor.id}`,
  ];
  const answer = await answerUpdate(context, {
    title: `${isTest ? 'Test: ' : ''}${titleOf(subscription)}`,
    events,
    withdrawn: withdrawn.map(({ said }) => `Withdrawn: “${said}” Its article no longer says so.`),
    left: news.length - read.length,
    articles: new Set(deliveries.map(({ scope, articleId }) => `${scope}\n${articleId}`)).size,
    more: `/events${options.join('')}`,
  });
  return {
    channelId: channel.id,
    nonce,
    role: role === null || guildId === null ? null : { id: role, guildId },
    creator,
    answer,
  };
};
