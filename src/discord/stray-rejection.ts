/** Keeps a malformed gateway event, which discord.js lets fall as an unhandled rejection, from ending the process. */
import { errorFields } from './discord-error.ts';
import type { LogPort } from './log-port.ts';

/** The part of `process` that reports rejections nobody handles. */
export type RejectionSource = {
  on(event: 'unhandledRejection', listener: (reason: unknown) => void): unknown;
  off(event: 'unhandledRejection', listener: (reason: unknown) => void): unknown;
};

/** Logs such rejections and goes on, until the returned function is called. */
export const logStrayRejections = (source: RejectionSource, log: LogPort): (() => void) => {
  const listener = (reason: unknown): void => log.error(errorFields(reason), 'a gateway event could not be read');
  source.on('unhandledRejection', listener);
  return () => void source.off('unhandledRejection', listener);
};
