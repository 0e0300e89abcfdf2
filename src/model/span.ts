/** Spans of article text: the provenance that every statement carries. */
import { z } from 'zod';

/**
 * A slice of an article's text exactly as it was given.
 * `start` and `end` are UTF-16 code units, end exclusive: `article.text.slice(start, end) === text`.
 */
export const Span = z.object({
  text: z.string(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
});
export type Span = z.infer<typeof Span>;
