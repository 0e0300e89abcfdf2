/** What the store holds at this moment, from its running counts: how much, and whom and where its events mention. */
import { sql } from 'kysely';
import type { Viewer } from '../model/scope.ts';
import type { Asking } from './asking.ts';
import { slot, slots } from './asking.ts';
import { fromText } from './columns.ts';
import { coveredDays } from './covered-days.ts';
import { scopesOf } from './event-plan.ts';
import { reviewCounts } from './review-counts.ts';
import type { Db } from './schema.ts';
import type { StoreCounts } from './store.ts';

/** Above every code point, for the end of a range of prefixes. */
const LAST = '\u{10ffff}';

/** What a viewer may see, without what analysts took out of it and with what they put right. */
export async function storeCounts(db: Db, viewer: Viewer): Promise<StoreCounts> {
  const scopes = scopesOf(viewer);
  const total = await db
    .selectFrom('total')
    .select(({ fn }) => [fn.sum<number>('articles').as('articles'), fn.sum<number>('events').as('events')])
    .where('scope', 'in', scopes)
    .executeTakeFirst();
  const sources = await db
    .selectFrom('name')
    .select('id')
    .distinct()
    .where('scope', 'in', scopes)
    .where('kind', '=', 'source')
    .execute();
  const { rows: reviews } = await sql<{ rows: number; events: number | null }>`select count(*) as rows,
    sum(r.events) as events from (${reviewCounts(sql`'event'`, sql.join(scopes))}) r`.execute(db);
  const [reviewed] = reviews;
  return {
    articles: Number(total?.articles ?? 0),
    events: Number(total?.events ?? 0) + Number(reviewed?.events ?? 0),
    sources: sources.length,
    ...(await coveredDays(db, viewer, Number(reviewed?.rows ?? 0) > 0)),
  };
}

type NameQuery = { kind: 'actor' | 'place'; viewer: Viewer; fold: string; limit: number };

/** Names that begin with the folded prefix, most mentioned first; the same name in several scopes counts once, with all its events. */
export async function mentionedNames(
  asking: Asking,
  { kind, viewer, fold, limit }: NameQuery,
): Promise<{ id: string; name: string; events: number }[]> {
  const scopes = scopesOf(viewer);
  const rows = await asking.ask<{ id: string; name: string; events: number }>(
    `names ${scopes.length} ${fold === ''}`,
    { kind, scopes, fold, last: fold + LAST, limit },
    () => {
      const [seen, of] = [slots('scopes', scopes.length), slot('kind')];
      const beginning = fold === '' ? sql`` : sql` and fold >= ${slot('fold')} and fold < ${slot('last')}`;
      return sql`select m.id, max(m.name) as name, sum(m.events) as events from (
        select id, name, events from name where scope in (${seen}) and kind = ${of}${beginning}
        union all select r.id, r.name, r.events from (${reviewCounts(of, seen)}${beginning}) r
      ) m group by m.id having sum(m.events) > 0 order by events desc, m.id limit ${slot('limit')}`;
    },
  );
  return rows.map(({ id, name, events }) => ({ id: fromText(id), name: fromText(name), events: Number(events) }));
}
