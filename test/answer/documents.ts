/** Articles with made events, as documents for the store; every event is read from the whole text. */
import type { Event } from '../../src/model/event.ts';
import type { ArticleDocument } from '../../src/model/record.ts';

type ArticleOf = { id: string; text: string; source?: string; published?: string; title?: string };

export function documentOf(
  { id, text, source, published, title }: ArticleOf,
  events: readonly Event[],
): ArticleDocument {
  return {
    version: 1,
    article: { id, text, title: title ?? null, url: null, source: source ?? null, published: published ?? null },
    scope: 'shared',
    ingestedAt: '2019-01-01T00:00:00.000Z',
    contentHash: `${id} ${text}`,
    events: events.map((event, index) => ({
      ...event,
      id: `${id}-${index}`,
      evidence: { text, start: 0, end: text.length },
      sameAs: event.sameAs === null ? null : `${id}-${event.sameAs}`,
    })),
    mentions: [],
  };
}
