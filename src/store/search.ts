/** Full-text search over the sentences that events were read from, the latest stored first. */
import { sql } from 'kysely';
import type { Engine } from './engine.ts';
import { notHidden, scopesOf } from './event-plan.ts';
import type { EventRow } from './event-row.ts';
import { eventColumns, toStoredEvent, viewOf } from './event-row.ts';
import { searchPhrases } from './search-words.ts';
import type { SearchQuery, SearchResult } from './store.ts';

/** It is not counted further: a word that is everywhere is no search. */
const MOST_COUNTED = 1000;

/** A page of what is found, and how much there is; nothing where the text has no word to look for. */
export async function searchEvents(
  engine: Engine,
  { text, viewer, limit, offset = 0 }: SearchQuery,
): Promise<SearchResult> {
  const phrases = searchPhrases(text);
  if (phrases.length === 0) return { events: [], total: 0, more: false };
  const { db } = engine;
  const found = sql`(${engine.matching(phrases)}) m cross join event e
    where e.no = m.no and e.scope in (${sql.join(scopesOf(viewer))}) and ${notHidden(sql`e.no`, sql.join(scopesOf(viewer)))}`;
  const page = sql<EventRow>`select ${eventColumns(viewOf(viewer))} from (select e.no from ${found}
    order by m.no desc limit ${limit} offset ${offset}) p cross join event e cross join article a
    where e.no = p.no and a.no = e.article order by e.no desc`;
  const counted = sql<{ found: number }>`select count(*) as found from (select e.no from ${found}
    limit ${sql.lit(MOST_COUNTED + 1)}) c`;
  const [{ rows }, count] = [await page.execute(db), await counted.execute(db)];
  const total = Number(count.rows[0]?.found ?? 0);
  return { events: rows.map(toStoredEvent), total: Math.min(total, MOST_COUNTED), more: total > MOST_COUNTED };
}
