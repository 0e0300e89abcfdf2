/** What the store holds at this moment, from its running counts: how much, and whom and where its events mention. */
import type { Viewer } from '../model/scope.ts';
import { fromText } from './columns.ts';
import { scopesOf } from './event-plan.ts';
import type { Db } from './schema.ts';
import type { StoreCounts } from './store.ts';

/** Above every code point, for the end of a range of prefixes. */
const LAST = '\u{10ffff}';

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
  const days = await Promise.all(
    scopes.map(async (scope) => {
      const of = db.selectFrom('article').where('scope', '=', scope);
      const first = await of.where('first_day', '>', '').select('first_day').orderBy('first_day').limit(1).execute();
      const last = await of
        .where('last_day', '>', '')
        .select('last_day')
        .orderBy('last_day', 'desc')
        .limit(1)
        .execute();
      return { first: first[0]?.first_day, last: last[0]?.last_day };
    }),
  );
  const firsts = days.flatMap(({ first }) => first ?? []).sort();
  const lasts = days.flatMap(({ last }) => last ?? []).sort();
  return {
    articles: Number(total?.articles ?? 0),
    events: Number(total?.events ?? 0),
    sources: sources.length,
    firstDay: firsts[0] ?? null,
    lastDay: lasts.at(-1) ?? null,
  };
}

type NameQuery = { kind: 'actor' | 'place'; viewer: Viewer; fold: string; limit: number };

/** Names that begin with the folded prefix, most mentioned first; the same name in several scopes counts once, with all its events. */
export async function mentionedNames(
  db: Db,
  { kind, viewer, fold, limit }: NameQuery,
): Promise<{ id: string; name: string; events: number }[]> {
  let query = db
    .selectFrom('name')
    .select(({ fn }) => ['id', fn.max('name').as('name'), fn.sum<number>('events').as('events')])
    .where('scope', 'in', scopesOf(viewer))
    .where('kind', '=', kind);
  if (fold !== '') query = query.where('fold', '>=', fold).where('fold', '<', fold + LAST);
  const rows = await query.groupBy('id').orderBy('events', 'desc').orderBy('id').limit(limit).execute();
  return rows.map(({ id, name, events }) => ({ id: fromText(id), name: fromText(name), events: Number(events) }));
}
