/** The updates of a running program: takes articles from the outbox, matches them, and sends what came of it, until stopped. */
import type { NewDelivery } from '../model/delivery.ts';
import type { OutboxRow } from '../store/store.ts';
import { type Delivering, deliverChannel } from './deliver.ts';
import { deliveriesOf } from './match.ts';
import { createNotices, type NoticeParts } from './notices.ts';
import { createStandings, type Standings } from './standings.ts';

export type UpdateSettings = Omit<Delivering, 'stopping' | 'notices'> & {
  /** Tells a person something in a direct message; true where it arrived. */
  tell: NoticeParts['tell'];
  /** Sends to the local console instead of Discord. */
  console: boolean;
  /** Resolves after so many milliseconds, or as soon as the signal is aborted; never rejects. */
  pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
};

export type Updates = {
  /** Looks once: matches what is new and begins to send what is due. Resolves with what there was to do. */
  round(): Promise<{ articles: number; channels: number }>;
  /** Resolves when nothing is being sent. */
  idle(): Promise<void>;
  /** Looks again and again until `stop`. */
  start(): void;
  /** Takes in nothing new and waits for what is being sent, at most so long; true where all of it was settled. */
  stop(withinMs: number): Promise<boolean>;
};

const ARTICLES_AT_ONCE = 25;
const CHANNELS_AT_ONCE = 8;
/** An article that fails so often is passed over. */
const MOST_ATTEMPTS = 5;
const POLL_MS = 400;
/** Longest pause where the store fails again and again. */
const LONGEST_PAUSE_MS = 10_000;
const RENEW_MS = 2_000;
const PRUNE_MS = 86_400_000;
/** How long the ledger remembers what is done. */
const KEEP_MS = 90 * 86_400_000;

export const createUpdates = (settings: UpdateSettings): Updates => {
  const { store, contextFor, now, log, pause } = settings;
  const running = new Map<string, Promise<void>>();
  const notices = createNotices(settings);
  const abort = new AbortController();
  let looping: Promise<void> = Promise.resolve();
  let telling: Promise<void> = Promise.resolve();
  let renewedAt = now();
  let prunedAt = Number.NEGATIVE_INFINITY;
  const stopping = (): boolean => abort.signal.aborted;

  const matching = { store, contextFor, now };

  const changesOf = async (row: OutboxRow, standings: Standings): Promise<NewDelivery[]> => {
    try {
      return await standings.of(row);
    } catch (error) {
      if (row.attempts < MOST_ATTEMPTS) throw error;
      // What is reported is not given up for what it changes.
      log.error({ article: row.articleId, err: error }, 'changes of control were passed over');
      return [];
    }
  };

  /** Channels that are being sent to stay this worker's. */
  const renew = async (): Promise<void> => {
    if (running.size === 0 || now() - renewedAt < RENEW_MS) return;
    await store.ledger.renewChannels([...running.keys()]);
    renewedAt = now();
  };

  const match = async (): Promise<number> => {
    const rows = await store.claimOutbox(ARTICLES_AT_ONCE);
    const standings = createStandings(matching);
    for (const row of rows) {
      await renew();
      if (stopping()) {
        await store.releaseOutbox([row.id]);
        continue;
      }
      try {
        const deliveries = [...(await changesOf(row, standings)), ...(await deliveriesOf(row, matching))];
        await store.ledger.enter(deliveries, row.id);
        standings.done(row);
      } catch (error) {
        // One article that cannot be matched must not hold up the others; its claim runs out and it is tried again.
        const given = row.attempts >= MOST_ATTEMPTS;
        log.error({ article: row.articleId, attempts: row.attempts, given, err: error }, 'an article was not matched');
        if (given) await store.doneOutbox([row.id]);
      }
    }
    return rows.length;
  };

  const begin = (channel: string): void => {
    const work = deliverChannel(channel, { ...settings, notices, stopping })
      .then(() => undefined)
      .catch((error: unknown) => log.error({ channel, err: error }, 'sending updates failed'))
      .finally(() => running.delete(channel));
    running.set(channel, work);
  };

  const round = async (): Promise<{ articles: number; channels: number }> => {
    await renew();
    if (now() - prunedAt >= PRUNE_MS) {
      await store.ledger.prune(now() - KEEP_MS);
      prunedAt = now();
    }
    const articles = await match();
    const limit = CHANNELS_AT_ONCE - running.size;
    const claimed =
      limit > 0 && !stopping() ? await store.ledger.claimChannels({ console: settings.console, limit }) : [];
    const channels = claimed.filter((channel) => !running.has(channel));
    for (const channel of channels) begin(channel);
    telling = telling.then(() => notices.flush());
    return { articles, channels: channels.length };
  };

  const loop = async (): Promise<void> => {
    let failures = 0;
    while (!stopping()) {
      let wait = POLL_MS;
      try {
        const { articles } = await round();
        failures = 0;
        if (articles === ARTICLES_AT_ONCE) wait = 0;
      } catch (error) {
        failures += 1;
        wait = Math.min(LONGEST_PAUSE_MS, POLL_MS * 2 ** failures);
        log.error({ err: error, waitMs: wait }, 'updates stand still');
      }
      await pause(wait, abort.signal);
    }
  };

  const idle = async (): Promise<void> => {
    while (running.size > 0) await Promise.all(running.values());
    await telling;
  };

  return {
    round,
    idle,
    start: () => {
      looping = loop();
    },
    stop: async (withinMs) => {
      abort.abort();
      const late = new AbortController();
      const settled = await Promise.race([
        Promise.all([looping, idle()])
          .then(() => notices.flush(true))
          .then(() => true),
        pause(withinMs, late.signal).then(() => false),
      ]);
      late.abort();
      return settled;
    },
  };
};
