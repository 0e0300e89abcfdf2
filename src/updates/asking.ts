/** What every command about subscriptions checks first: who asks, from where, and which subscription is meant. */
import type { AnswerContext } from '../answer/context.ts';
import { UserError } from '../errors.ts';
import { type Asker, type AskerChannel, MANAGING_PERMISSION } from '../model/asker.ts';
import type { Subscription, SubscriptionSettings } from '../model/subscription.ts';
import { filterWords } from './words.ts';

export const askerOf = ({ askedFrom }: AnswerContext): Asker => {
  if (askedFrom !== undefined) return askedFrom;
  throw new UserError('nobody-asks', 'Subscriptions are for Discord and the console.');
};

/** The same person as if asking from the channel that was chosen; throws a UserError where updates cannot go there. */
export const contextIn = async (context: AnswerContext, channelId: string | undefined): Promise<AnswerContext> => {
  if (channelId === undefined) return context;
  const asker = askerOf(context);
  if (asker.in === undefined) {
    throw new UserError('unknown-channel', 'channel: another channel can be chosen on Discord only.', {
      context: { option: 'channel' },
    });
  }
  return { ...context, askedFrom: await asker.in(channelId) };
};

/** Throws a UserError where the person may not change what is posted in the channel. */
export const requireManager = (context: AnswerContext): Asker => {
  const asker = askerOf(context);
  if (asker.mayManage) return asker;
  throw notAllowed('this channel');
};

const notAllowed = (where: string): UserError =>
  new UserError(
    'not-allowed',
    `You need the permission ${MANAGING_PERMISSION} in ${where} to change what is posted there.`,
  );

/** The channel that updates can go to. Throws a UserError that names what is missing. */
export const requireChannel = ({ channel, botLacks }: Asker): AskerChannel => {
  if (channel === null) {
    throw new UserError(
      'cannot-post-here',
      'I cannot post here on my own account: add me to this server, or subscribe in a direct message to me.',
    );
  }
  if (botLacks.length > 0) {
    throw new UserError(
      'bot-lacks-permission',
      `I may not post in this channel: give my role ${botLacks.join(' and ')} here, then try again.`,
    );
  }
  return channel;
};

/** More than anybody can look after. */
export const MOST_SUBSCRIPTIONS = 5_000;

/** Those that the asker may see: of the server, or the person's own. */
export const subscriptionsOf = (context: AnswerContext): Promise<Subscription[]> =>
  context.store.subscribers.ofScope(askerOf(context).scope, MOST_SUBSCRIPTIONS);

/** The one of that id; without an id the only one of this channel. Throws a UserError where there is none, or several. */
export const subscriptionNamed = async (context: AnswerContext, typed: string | undefined): Promise<Subscription> => {
  const named = await subscriptionsNamed(context, typed);
  const [only, another] = named;
  if (only !== undefined && another === undefined) return only;
  const shown = named.slice(0, MOST_SUGGESTED).map(({ id, filter }) => `${id} (${filterWords(filter)})`);
  const more = named.length > shown.length ? ', …' : '';
  throw new UserError(
    'which-subscription',
    `This channel has several subscriptions: ${shown.join(', ')}${more}. Say which one.`,
    {
      context: { option: 'id' },
      suggestions: named.slice(0, MOST_SUGGESTED).map(({ id }) => id),
    },
  );
};

/** Ids that a mistake shows. */
const MOST_SUGGESTED = 5;

/** The one of that id; without an id all of this channel, one at least. Throws a UserError where there is none. */
export const subscriptionsNamed = async (
  context: AnswerContext,
  typed: string | undefined,
): Promise<Subscription[]> => {
  const { scope, channel } = askerOf(context);
  const id = typed?.trim().toLowerCase() ?? '';
  if (id !== '') {
    const [found] = await context.store.subscribers.get([id.slice(0, 100)]);
    if (found !== undefined && found.scope === scope) return [found];
  }
  const all = await subscriptionsOf(context);
  const here = all.filter((one) => one.channel.id === channel?.id);
  if (id === '' && here.length > 0) return here;
  const message =
    id === ''
      ? 'This channel has no subscription; /subscribe makes one.'
      : `There is no subscription “${id.slice(0, 40)}” here; /subscriptions list shows them.`;
  throw new UserError(id === '' ? 'which-subscription' : 'unknown-subscription', message, {
    context: { option: 'id' },
    suggestions: (here.length > 0 ? here : all).slice(0, MOST_SUGGESTED).map((one) => one.id),
  });
};

/** As `subscriptionNamed`, for who may change what is posted in its channel, which may be another than the person is in. */
export const subscriptionToChange = async (
  context: AnswerContext,
  typed: string | undefined,
): Promise<Subscription> => {
  const asker = typed === undefined ? requireManager(context) : askerOf(context);
  const subscription = await subscriptionNamed(context, typed);
  const { id, name } = subscription.channel;
  // Where the channel is gone, who may manage this one may clear up.
  const there = id === asker.channel?.id ? asker : ((await asker.in?.(id).catch(() => null)) ?? asker);
  if (there.mayManage) return subscription;
  throw notAllowed(id === asker.channel?.id ? 'this channel' : name);
};

/** Stores a changed subscription; what it was before can be taken back. Whoever sends looks at its channel again. */
export const save = async (
  { store }: AnswerContext,
  settings: SubscriptionSettings,
  before: SubscriptionSettings | null,
): Promise<Subscription> => {
  const changed: Subscription = { ...settings, before };
  await store.subscriptions.set(changed.id, changed);
  await store.ledger.wakeChannel(changed.channel.id);
  return changed;
};

/** A subscription without what it was before. */
export const settingsOf = ({ before, ...settings }: Subscription): SubscriptionSettings => {
  void before;
  return settings;
};
