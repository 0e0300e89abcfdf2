/** How the program ends, and the one line that says why. */
import { UserError } from '../errors.ts';

export const STATUS = { done: 0, failed: 1, wrongUsage: 2 } as const;

/** A mistake in the command line itself: status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const statusOf = (error: unknown): number => (error instanceof UsageError ? STATUS.wrongUsage : STATUS.failed);

/** One line for standard error, `sitrep: …`, that says what was wrong. */
export const lineOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  const line = message.replace(/\s+/g, ' ').trim();
  const known = error instanceof UserError || error instanceof UsageError;
  return `sitrep: ${known ? line : `something went wrong: ${line} (LOG_LEVEL=debug shows where)`}`;
};
