/** From what a person typed to what a question is asked with: names as they are looked up, dates, periods. */
import { UserError } from '../errors.ts';
import { daysOf, isDay } from '../model/days.ts';
import type { AnswerContext } from './context.ts';

/** The longest name that is looked up; autocomplete gives at most 100 characters. */
const MAX_NAME = 100;

/** The words as typed, on one line and no longer than a name can be. */
export const cleanName = (typed: string): string =>
  typed
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, MAX_NAME);

/** A day, month or year as a person types it. */
const TYPED_DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** The days of a date option; throws a UserError that names the option where it is no date. */
export function dateOption(name: string, typed: string | undefined): { edtf: string; from: string; to: string } | null {
  const edtf = typed?.trim() ?? '';
  if (edtf === '') return null;
  const days = TYPED_DATE.test(edtf) && (edtf.length < 10 || isDay(edtf)) ? daysOf(edtf) : null;
  if (days === null) {
    throw new UserError(
      'bad-date',
      `${name}: “${cleanName(edtf)}” is no date; write a day as 2018-09-30, a month as 2018-09 or a year as 2018.`,
      { context: { option: name } },
    );
  }
  return { edtf, ...days };
}

/** The period asked for, as days; throws a UserError where it ends before it begins. */
export function periodOf(since: string | undefined, until: string | undefined): { since?: string; until?: string } {
  const from = dateOption('since', since);
  const to = dateOption('until', until);
  if (from !== null && to !== null && from.from > to.to) {
    throw new UserError('bad-period', `since ${from.edtf} is after until ${to.edtf}; put the earlier date in since.`, {
      context: { option: 'since' },
    });
  }
  return { ...(from === null ? {} : { since: from.from }), ...(to === null ? {} : { until: to.to }) };
}

/** The day of the question, `YYYY-MM-DD` in UTC. */
export const todayOf = ({ now }: Pick<AnswerContext, 'now'>): string => now().toISOString().slice(0, 10);
