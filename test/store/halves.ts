/** Looks past the store for anything that is there by half, where only `fixtures/commit-many.mjs` has written. */
import { sql } from 'kysely';
import type { StorePlace } from '../../src/store/open-store.ts';
import { engineAt } from './places.ts';

/** Everything that does not belong to a whole article: documents without rows, rows without documents, counts that are off. */
export async function halves(place: StorePlace): Promise<Record<string, number>> {
  const engine = await engineAt(place);
  const CHECKS = {
    documentsWithoutArticle: sql`select count(*) as n from doc where ns = 'articles' and not exists
      (select 1 from article where 'shared/' || article.id = doc.key)`,
    articlesWithoutDocument: sql`select count(*) as n from article where not exists
      (select 1 from doc where ns = 'articles' and key = 'shared/' || article.id)`,
    articlesWithoutTheirEvents: sql`select count(*) as n from article where
      (select count(*) from event where event.article = article.no) <> 4`,
    eventsWithoutTheirPlaces: sql`select count(*) as n from event where
      (select count(*) from event_place where event_place.event = event.no) <> 2`,
    eventsWithoutTheirActors: sql`select count(*) as n from event where
      (select count(*) from event_actor where event_actor.event = event.no) <> 2`,
    articlesNotInTheOutboxOnce: sql`select count(*) as n from article where
      (select count(*) from outbox where outbox.article = article.id) <> 1`,
    outboxRowsWithoutArticle: sql`select count(*) as n from outbox where not exists
      (select 1 from article where article.id = outbox.article)`,
    totalsOff: sql`select (select count(*) from article) - (select articles from total) +
      (select count(*) from event) - (select events from total) as n`,
    eventsNotInTheSearchIndex: sql`select (select count(*) from event) - (select count(*) from event_fts) as n`,
    namesOff: sql`select (select count(*) from event) - (select events from name where id = 'isis') +
      (select count(*) from event_place) - (select sum(events) from name where kind = 'within') as n`,
  };
  try {
    const counts: Record<string, number> = {};
    for (const [name, check] of Object.entries(CHECKS)) {
      const { rows } = await check.execute(engine.db);
      counts[name] = Number((rows[0] as { n: unknown } | undefined)?.n);
    }
    return counts;
  } finally {
    await engine.close();
  }
}

export const NOTHING_HALF = {
  documentsWithoutArticle: 0,
  articlesWithoutDocument: 0,
  articlesWithoutTheirEvents: 0,
  eventsWithoutTheirPlaces: 0,
  eventsWithoutTheirActors: 0,
  articlesNotInTheOutboxOnce: 0,
  outboxRowsWithoutArticle: 0,
  totalsOff: 0,
  eventsNotInTheSearchIndex: 0,
  namesOff: 0,
};
