/** Notices when the program is to end: a signal, or the death of the process that started it. */

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGBREAK'] as const;

/** How often it is looked whether the parent still lives. */
const WATCH_MS = 1_000;

export type StopSignal = {
  /** Resolves with the reason, once. Further signals are ignored: npm hands on those that the terminal sent already. */
  stopped: Promise<string>;
  /** Signals end the process again as they do by default. */
  release(): void;
};

/**
 * Listens from now on. Started by npm through a shell, the program may outlive both without having got the signal that
 * ended them; so it stops as well when it is handed to another parent.
 */
export const onStop = (process: NodeJS.Process): StopSignal => {
  let stop: (reason: string) => void = () => undefined;
  const stopped = new Promise<string>((resolve) => {
    stop = resolve;
  });
  const listener = (signal: NodeJS.Signals): void => stop(signal);
  for (const signal of SIGNALS) process.on(signal, listener);
  const parent = process.ppid;
  const watched = process.env.npm_lifecycle_event !== undefined;
  const timer = setInterval(() => {
    if (process.ppid !== parent) stop('the process that started it is gone');
  }, WATCH_MS);
  timer.unref();
  if (!watched) clearInterval(timer);
  return {
    stopped,
    release: () => {
      clearInterval(timer);
      for (const signal of SIGNALS) process.off(signal, listener);
    },
  };
};
