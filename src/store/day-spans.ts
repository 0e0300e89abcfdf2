/** Classes of ranges of days by their length, so that an index by the last day finds what began by a day. */
import type { DayRange } from '../model/days.ts';
import { addDays } from '../model/days.ts';

/**
 * How many days at most lie between first and last. Most ranges are short, so a search up to some day need not look at what
 * ends more than a month later, but for the few that are longer.
 */
export const SPANS: readonly number[] = [31, 366, Number.POSITIVE_INFINITY];

/** The index in SPANS of a range. */
export const spanOf = ({ from, to }: DayRange): number => SPANS.findIndex((days) => to <= addDays(from, days));
