/** Articles: what comes in. */
import { z } from 'zod';

/** The largest article that is accepted, in UTF-16 code units (five megabytes of ASCII). */
export const MAX_ARTICLE_LENGTH = 5_000_000;

/** Whether the day at the beginning exists; true where there is none. */
function isCalendarDay(value: string): boolean {
  const day = value.slice(0, 10);
  const time = Date.parse(`${day}T00:00:00Z`);
  return day.length < 10 || (!Number.isNaN(time) && new Date(time).toISOString().startsWith(day));
}

/** A publication date: an EDTF level 0 date or an ISO timestamp. */
export const Published = z
  .string()
  .regex(
    /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/,
    'must be a date such as 2018-09-20 or an ISO timestamp',
  )
  .refine(isCalendarDay, 'is not a day of the calendar');

/** One article as it is given to `extract` and `ingest`; only `text` is required. */
export const ArticleInput = z.object({
  id: z.string().min(1).max(200).optional(),
  text: z.string().min(1, 'is empty').max(MAX_ARTICLE_LENGTH, `is longer than ${MAX_ARTICLE_LENGTH} characters`),
  title: z.string().max(1000).nullish(),
  url: z.url().max(2000).nullish(),
  source: z.string().max(200).nullish(),
  published: Published.nullish(),
});
export type ArticleInput = z.infer<typeof ArticleInput>;

/** An article with everything that was left out made explicit. `published` is as given; `id` is never empty. */
export const Article = z.object({
  id: z.string().min(1),
  text: z.string(),
  title: z.string().nullable(),
  url: z.string().nullable(),
  source: z.string().nullable(),
  published: z.string().nullable(),
});
export type Article = z.infer<typeof Article>;
