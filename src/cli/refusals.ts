/** What was not taken in: a line of JSON for each, and one line for a person that says why. */
import type { AppError } from '../errors.ts';
import { harmless } from './console-view.ts';

export type Refused = { id: string; status: 'refused'; events: 0; error: { code: string; message: string } };

export const refused = (id: string, { code, message }: AppError): Refused => ({
  id,
  status: 'refused',
  events: 0,
  error: { code, message },
});

/** How many reasons are said, and how many of the things that each holds for. */
const REASONS = 5;
const NAMED = 3;

/** What was refused and why, in one line; the same reason once for all that it holds for. */
export function sayRefusals(refusals: readonly Refused[], what: string): string {
  const byReason = new Map<string, string[]>();
  for (const { id, error } of refusals) byReason.set(error.message, [...(byReason.get(error.message) ?? []), id]);
  const reasons = [...byReason].slice(0, REASONS).map(([reason, ids]) => {
    const who = `${ids.slice(0, NAMED).join(', ')}${ids.length > NAMED ? ` and ${ids.length - NAMED} more` : ''}`;
    return harmless(reason.startsWith(`${who} `) ? reason : `${who}: ${reason}`);
  });
  const left = byReason.size - reasons.length;
  return [
    `${refusals.length} ${what}${refusals.length === 1 ? ' was' : 's were'} refused.`,
    ...reasons,
    ...(left === 0 ? [] : [`The lines on standard output give ${left} more ${left === 1 ? 'reason' : 'reasons'}.`]),
  ].join(' ');
}
