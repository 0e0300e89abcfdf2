/** What every command about subscriptions checks first: who asks, from where, and which subscription is meant. */
import type { AnswerContext } from '../answer/context.ts';
import { UserError } from '../errors.ts';
import { type Asker, type AskerChannel, MANAGING_PERMISSION } from '../model/asker.ts';
import type { Subscription, SubscriptionSettings } from '../model/subscription.ts';

export const askerOf = ({ askedFrom }: AnswerContext): Asker => {
  if (askedFrom !== undefined) return askedFrom;
  throw new UserError('nobody-asks', 'Subscriptions are for Discord and the console.');
};

/** Throws a UserError where the person may not change what is posted here. */
export const requireManager = (context: AnswerContext): Asker => {
  const asker = askerOf(context);
  if (asker.mayManage) return asker;
  throw new UserError(
    'not-allowed',
    `You need the permission ${MANAGING_PERMISSION} in this channel to change what is posted here.`,
  );
};

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
  const { scope, channel } = askerOf(context);
  const id = typed?.trim().toLowerCase() ?? '';
  if (id !== '') {
    const [found] = await context.store.subscribers.get([id.slice(0, 100)]);
    if (found !== undefined && found.scope === scope) return found;
  }
  const all = await subscriptionsOf(context);
  const here = all.filter((one) => one.channel.id === channel?.id);
  const [only, another] = here;
  if (id === '' && only !== undefined && another === undefined) return only;
  const suggestions = (here.length > 0 ? here : all).slice(0, 5).map((one) => one.id);
  if (id !== '') {
    const message = `There is no subscription “${id.slice(0, 40)}” here; /subscriptions list shows them.`;
    throw new UserError('unknown-subscription', message, { context: { option: 'id' }, suggestions });
  }
  const message =
    here.length === 0
      ? 'This channel has no subscription; /subscribe makes one.'
      : 'This channel has several subscriptions: say which one.';
  throw new UserError('which-subscription', message, { context: { option: 'id' }, suggestions });
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
