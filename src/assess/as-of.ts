/** What was known as of a day: which reports are seen, and which may be later. */
import type { Dated } from '../model/days.ts';
import { daysOf, reportDays } from '../model/days.ts';

/**
 * Whether a report can have been known at the end of `asOf`'s last day: neither what it tells of nor its publication is
 * certainly later. An undated report can; the assessment says that it may be later.
 */
export function seenAsOf(report: Dated, asOf: string | null): boolean {
  const limit = daysOf(asOf)?.to;
  if (limit === undefined) return true;
  const own = daysOf(report.date?.edtf ?? null);
  const published = daysOf(report.published);
  return (own === null || own.from <= limit) && (published === null || published.from <= limit);
}

/** Whether nobody can tell that a report is not later than `asOf`. */
export function maybeLater(report: Dated, asOf: string | null): boolean {
  const limit = daysOf(asOf)?.to;
  const days = reportDays(report);
  return limit !== undefined && (days === null || days.to > limit);
}
