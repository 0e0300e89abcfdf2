/** What happened to an article that was stored before, for those who were told of it. */
import { z } from 'zod';
import { Event } from './event.ts';
import type { StoredEvent } from './record.ts';
import { ReviewMark } from './review.ts';
import { Scope } from './scope.ts';

const text = z.string().nullable();

const Stored = Event.extend({
  articleId: z.string(),
  title: text,
  source: text,
  url: text,
  published: text,
  ingestedAt: z.string(),
  scope: Scope,
  incidentId: z.string().exactOptional(),
  review: ReviewMark.exactOptional(),
}) satisfies z.ZodType<StoredEvent>;

export const OutboxChange = z.discriminatedUnion('kind', [
  /** It has another text now; what was read from it before. */
  z.object({ kind: z.literal('text'), before: z.array(Stored) }),
  /** A review changed what `view` sees of one of its events; null where it is not seen. */
  z.object({ kind: z.literal('review'), view: Scope, before: Stored.nullable(), after: Stored.nullable() }),
]);
export type OutboxChange = z.infer<typeof OutboxChange>;
