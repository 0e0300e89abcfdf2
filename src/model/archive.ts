/** A whole store as lines of JSON: `export --documents` writes them, `ingest --documents` reads them, on any engine. */
import { z } from 'zod';
import { type Delivery, DeliveryDetail, DeliveryKind } from './delivery.ts';
import { OutboxChange } from './outbox-change.ts';
import { ArticleDocument } from './record.ts';
import { Review } from './review.ts';
import { Scope } from './scope.ts';
import { Subscription } from './subscription.ts';

/** Of the format; a line that means something else than before makes it another one. */
export const ARCHIVE_VERSION = 1;

/** The first line. */
export const ArchiveHead = z.object({ kind: z.literal('sitrep-documents'), version: z.number().int() });
export type ArchiveHead = z.infer<typeof ArchiveHead>;

/** The last line, with the number of records between head and end: without it the file was cut short. */
export const ArchiveEnd = z.object({ kind: z.literal('end'), records: z.number().int() });
export type ArchiveEnd = z.infer<typeof ArchiveEnd>;

const time = z.number().int();

/** What was or is to be sent, as the ledger has it, without its number. */
const LedgerEntry = z.object({
  subscription: z.string(),
  channel: z.string(),
  item: z.string(),
  kind: DeliveryKind,
  scope: Scope,
  articleId: z.string(),
  eventId: z.string(),
  about: z.string(),
  said: z.string(),
  detail: DeliveryDetail.nullable(),
  state: z.enum(['pending', 'rate-limited', 'sent', 'failed', 'filtered', 'disabled']),
  reason: z.string().nullable(),
  nonce: z.string().nullable(),
  attempts: z.number().int(),
  dueAt: time,
  createdAt: time,
  sentAt: time.nullable(),
  messageId: z.string().nullable(),
}) satisfies z.ZodType<Omit<Delivery, 'no'>>;

const keyed = { key: z.string().min(1), value: z.unknown(), expires: time.nullable() };

/**
 * Everything that is durable, one record each: documents, the ledger, and the articles and reviews that subscriptions have
 * not been matched against yet (`waiting`).
 */
export const ArchiveRecord = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('article'), document: ArticleDocument }),
  z.object({ kind: z.literal('review'), review: Review }),
  z.object({ kind: z.literal('subscription'), subscription: Subscription }),
  z.object({ kind: z.literal('feed'), ...keyed }),
  z.object({ kind: z.literal('setting'), ...keyed }),
  z.object({ kind: z.literal('delivery'), delivery: LedgerEntry }),
  z.object({
    kind: z.literal('waiting'),
    articleId: z.string(),
    scope: Scope,
    createdAt: time,
    change: OutboxChange.nullable(),
  }),
]);
export type ArchiveRecord = z.infer<typeof ArchiveRecord>;
