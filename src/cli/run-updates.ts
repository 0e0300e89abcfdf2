/** Runs the updates of a program: with the real clock, until they are stopped. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { SendLetter } from '../model/delivery.ts';
import { createUpdates, type Updates } from '../updates/updates.ts';
import type { Core } from './core.ts';

export type UpdateSender = {
  send: SendLetter;
  tell: (userId: string, text: string) => Promise<boolean>;
};

/** Begins at once; `console` takes what goes to the console instead of what goes to Discord. */
export const startUpdates = (
  { store, contextFor, log }: Core,
  { send, tell, console }: UpdateSender & { console: boolean },
): Updates => {
  const updates = createUpdates({
    store,
    contextFor,
    send,
    tell,
    console,
    now: Date.now,
    random: Math.random,
    log,
    pause: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => undefined),
  });
  updates.start();
  return updates;
};
