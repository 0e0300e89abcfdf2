/** Turns the subscriptions of a channel off, for a reason, and tells those who made them; nothing is deleted. */
import type { OffReason, Subscription } from '../model/subscription.ts';
import type { Store } from '../store/store.ts';
import type { UpdateLog } from './deliver.ts';
import type { Notices } from './notices.ts';
import { titleOf } from './words.ts';

export type TurningOff = { store: Store; notices: Notices; log: UpdateLog };

/** As many as a server may have. */
const MOST = 5_000;

export const turnOff = async (
  channelId: string,
  reason: OffReason,
  { store, notices, log }: TurningOff,
): Promise<void> => {
  const all = await store.subscribers.ofChannel(channelId);
  const active = all.filter(({ state }) => state === 'active');
  for (const { before, ...now } of active) {
    await store.subscriptions.set(now.id, { ...now, state: 'disabled', reason, before });
  }
  const ids = active.map(({ id }) => id);
  log.warn(
    { channel: channelId, subscriptions: ids, code: reason.code, reason: reason.text },
    'subscriptions turned off',
  );
  for (const creator of new Set(active.map((subscription) => subscription.creator))) {
    const own = active.filter((subscription) => subscription.creator === creator);
    const names = own.map((one) => `“${titleOf(one)}” (${one.id})`).join(', ');
    const where = own[0]?.channel.name ?? channelId;
    notices.add(
      creator,
      `I can no longer post in ${where}: ${reason.text}. Turned off: ${names}. /subscriptions resume turns it on again.`,
    );
  }
};

/** What no longer holds when the bot is invited to a server again: it is gone, or may not see the channel. */
const GONE: ReadonlySet<string> = new Set(['10004', '50001']);

export type TurningOn = Pick<TurningOff, 'store' | 'log'> & {
  now: () => number;
  /** Whether the bot may see a channel of the server now. */
  sees: (channel: Subscription['channel']) => boolean;
};

/**
 * Turns on again what was turned off because the bot had left the server or might not see the channel, where it may now; what
 * came up meanwhile is not posted.
 */
export const turnOnAgain = async (guildId: string, { store, now, log, sees }: TurningOn): Promise<void> => {
  const all = await store.subscribers.ofScope(`guild:${guildId}`, MOST);
  const back = all.filter(
    ({ state, reason, channel }) => state === 'disabled' && GONE.has(reason?.code ?? '') && sees(channel),
  );
  for (const one of back) {
    await store.subscriptions.set(one.id, { ...one, state: 'active', reason: null, since: now() });
  }
  if (back.length > 0) log.info({ guild: guildId, subscriptions: back.map(({ id }) => id) }, 'subscriptions on again');
};
