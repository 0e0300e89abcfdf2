/** What the store keeps: one document per article, and events as queries give them back. */
import { z } from 'zod';
import { Article } from './article.ts';
import { Event, Mention } from './event.ts';
import type { ReviewMark } from './review.ts';
import type { Viewer } from './scope.ts';
import { Scope } from './scope.ts';

/** The durable document: an article and everything extracted from it. The projection can be rebuilt from it. */
export const ArticleDocument = z.object({
  version: z.literal(1),
  article: Article,
  scope: Scope,
  /** When it was stored, ISO 8601 in UTC. */
  ingestedAt: z.string(),
  /** SHA-256 of the normalised text, for recognising the same article under another id. */
  contentHash: z.string(),
  events: z.array(Event),
  mentions: z.array(Mention),
});
export type ArticleDocument = z.infer<typeof ArticleDocument>;

/** An event with what a reader needs to know of the article it stands in. */
export type StoredEvent = Event & {
  articleId: string;
  title: string | null;
  source: string | null;
  url: string | null;
  published: string | null;
  ingestedAt: string;
  scope: Scope;
  /** Reports of one real event bear the same; the store gives it to every event, as the viewer may see the others. */
  incidentId?: string;
  /** Where an analyst corrected it. */
  review?: ReviewMark;
};

/** Which events to give back; everything given must hold. Days are `YYYY-MM-DD`, both ends inclusive. */
export type EventQuery = {
  viewer: Viewer;
  /** At this place or anywhere inside it; more than one id: in any of them. */
  places?: readonly string[];
  /** As actor or recipient. */
  actors?: readonly string[];
  /** Actions, ACLED event types or sub-event types, in any spelling of case. */
  types?: readonly string[];
  since?: string;
  until?: string;
  /** Only events that carry a control claim about the places asked for. */
  controlOnly?: boolean;
  /** Only events at the places themselves, not those inside them. */
  itself?: boolean;
  /** Of each of the places asked for no more than so many, the newest. */
  each?: number;
  /** Only events of which neither the day nor that of their publication is known. */
  undated?: boolean;
  /** Leave out restatements (`sameAs`) inside one article. */
  firstOnly?: boolean;
  articleId?: string;
  order?: 'newest' | 'article';
  limit?: number;
  offset?: number;
};
