/** Notices to people that a subscription of theirs is off: few messages, however many channels refuse at once. */
import type { UpdateLog } from './deliver.ts';

export type Notices = {
  /** Keeps a line for a person. */
  add(userId: string, line: string): void;
  /** Sends what is ripe, or everything where `all` is given; never rejects. */
  flush(all?: boolean): Promise<void>;
};

export type NoticeParts = {
  /** Tells a person something in a direct message; true where it arrived. */
  tell: (userId: string, text: string) => Promise<boolean>;
  log: UpdateLog;
  now: () => number;
};

/** What comes within this time is one message, and a person gets the next one no sooner than so long after. */
const SETTLE_MS = 2_000;
const PAUSE_MS = 60_000;
/** Lines that one message has room for. */
const MOST_LINES = 12;

export const createNotices = ({ tell, log, now }: NoticeParts): Notices => {
  const waiting = new Map<string, { lines: string[]; since: number }>();
  const toldAt = new Map<string, number>();

  const send = async (userId: string, lines: readonly string[]): Promise<void> => {
    const left = lines.length - MOST_LINES;
    const more = left > 0 ? [`… and ${left} more channels; /subscriptions list shows what is off.`] : [];
    const text = [...lines.slice(0, MOST_LINES), ...more].join('\n');
    const told = await tell(userId, text).catch(() => false);
    if (!told) log.warn({ user: userId, channels: lines.length }, 'who subscribed could not be told');
  };

  return {
    add: (userId, line) => {
      const known = waiting.get(userId);
      if (known === undefined) waiting.set(userId, { lines: [line], since: now() });
      else known.lines.push(line);
    },
    flush: async (all = false) => {
      const ripe = [...waiting].filter(([userId, { since }]) => {
        const last = toldAt.get(userId) ?? Number.NEGATIVE_INFINITY;
        return all || (now() - since >= SETTLE_MS && now() - last >= PAUSE_MS);
      });
      for (const [userId] of ripe) waiting.delete(userId);
      for (const [userId, at] of toldAt) if (now() - at >= PAUSE_MS) toldAt.delete(userId);
      for (const [userId, { lines }] of ripe) {
        toldAt.set(userId, now());
        await send(userId, lines);
      }
    },
  };
};
