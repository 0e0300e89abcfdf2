/** Articles with made events, as documents for the store; every event is read from the whole text. */
import type { Event } from '../../src/model/event.ts';
import type { ArticleDocument } from '../../src/model/record.ts';
import { madeArticle, madeDocument } from '../model/made.ts';

type ArticleOf = { id: string; text: string; source?: string; published?: string; title?: string };

export const documentOf = ({ id, text, ...more }: ArticleOf, events: readonly Event[]): ArticleDocument =>
  madeDocument(
    madeArticle(id, text, more),
    events.map((event, index) => ({
      ...event,
      id: `${id}-${index}`,
      evidence: { text, start: 0, end: text.length },
      sentence: { text, start: 0, end: text.length },
      sameAs: event.sameAs === null ? null : `${id}-${event.sameAs}`,
    })),
    { contentHash: `${id} ${text}` },
  );
