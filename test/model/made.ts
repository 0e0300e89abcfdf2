/** Refs, events, articles and documents made for tests: whole, with everything that a test does not care about filled in. */
import { createHash } from 'node:crypto';
import type { Article } from '../../src/model/article.ts';
import type { Event } from '../../src/model/event.ts';
import type { ArticleDocument, StoredEvent } from '../../src/model/record.ts';
import type { PlaceRef, Ref } from '../../src/model/ref.ts';

/** An actor, named by its id. */
export const madeRef = (id: string, more: Partial<Ref> = {}): Ref => ({
  id,
  name: id,
  text: id,
  start: 0,
  end: id.length,
  basis: 'direct',
  ...more,
});

/** A place that nothing is known of but its id. */
export const madePlace = (id: string, more: Partial<PlaceRef> = {}): PlaceRef => ({
  ...madeRef(id),
  relation: 'in',
  lat: null,
  lon: null,
  admin1: null,
  country: null,
  precision: 'unlocated',
  ...more,
});

/** Something that happened and nothing else; a clause that is given stands alone in its sentence. */
export const madeEvent = (more: Partial<Event> = {}): Event => {
  const evidence = more.evidence ?? { text: 'It happened.', start: 0, end: 12 };
  return {
    id: 'e1',
    action: 'attack',
    eventType: 'Battles',
    subEventType: 'Armed clash',
    plover: { event: 'ASSAULT', mode: null },
    actor: null,
    recipient: null,
    place: null,
    origin: null,
    destinations: [],
    date: null,
    factuality: 'actual',
    attribution: null,
    control: null,
    casualties: null,
    evidence,
    sentence: evidence,
    trigger: evidence,
    rule: 'made',
    sameAs: null,
    ...more,
  };
};

/** An event as queries give it back. */
export const storedEvent = (event: Partial<Event>, more: Partial<StoredEvent> = {}): StoredEvent => ({
  ...madeEvent(event),
  articleId: 'a1',
  title: null,
  source: null,
  url: null,
  published: null,
  ingestedAt: '2019-01-01T00:00:00.000Z',
  scope: 'shared',
  ...more,
});

/** An article that says nothing of itself. */
export const madeArticle = (id: string, text: string, more: Partial<Article> = {}): Article => ({
  id,
  text,
  title: null,
  url: null,
  source: null,
  published: null,
  ...more,
});

/** The document of an article; the same text has the same hash. */
export const madeDocument = (
  article: Article,
  events: readonly Event[],
  more: Partial<ArticleDocument> = {},
): ArticleDocument => ({
  version: 1,
  article,
  scope: 'shared',
  ingestedAt: '2019-01-01T00:00:00.000Z',
  contentHash: createHash('sha256').update(article.text).digest('hex'),
  events: [...events],
  mentions: [],
  ...more,
});
