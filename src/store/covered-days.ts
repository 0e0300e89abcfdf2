/** The first and last day that the events which a viewer may see are dated to. */
import { sql } from 'kysely';
import type { Viewer } from '../model/scope.ts';
import type { Condition } from './event-plan.ts';
import { notHidden, scopesOf } from './event-plan.ts';
import { reviewCounts } from './review-counts.ts';
import type { Db } from './schema.ts';
import { EVENTS_PER_ARTICLE } from './schema.ts';

const PAGE = 20;

type End = {
  article: 'first_day' | 'last_day';
  most: Condition;
  order: 'asc' | 'desc';
  beyond(a: string, b: string): boolean;
};

const FIRST: End = { article: 'first_day', most: sql`min(e.day_from)`, order: 'asc', beyond: (a, b) => a < b };
const LAST: End = { article: 'last_day', most: sql`max(e.day_to)`, order: 'desc', beyond: (a, b) => a > b };

/** Null where no event is dated. `reviewed`: whether any review of the viewer's makes a difference. */
export async function coveredDays(
  db: Db,
  viewer: Viewer,
  reviewed: boolean,
): Promise<{ firstDay: string | null; lastDay: string | null }> {
  const [firstDay, lastDay] = [await dayAt(FIRST, db, viewer, reviewed), await dayAt(LAST, db, viewer, reviewed)];
  return { firstDay, lastDay };
}

async function dayAt(end: End, db: Db, viewer: Viewer, reviewed: boolean): Promise<string | null> {
  let best: string | null = null;
  const take = (day: string | null | undefined): void => {
    if (day != null && (best === null || end.beyond(day, best))) best = day;
  };
  /** Of what the viewer sees of some events. */
  const seen = async (events: Condition): Promise<void> => {
    const { rows } = await sql<{ day: string | null }>`select ${end.most} as day from event e
      where ${events} and e.day_to > '' and e.scope in (${sql.join(scopesOf(viewer))})
      and ${notHidden(sql`e.no`, sql.join(scopesOf(viewer)))}`.execute(db);
    take(rows[0]?.day);
  };
  if (reviewed)
    await seen(
      sql`e.no in (select r.event from (${reviewCounts(sql`'event'`, sql.join(scopesOf(viewer)))}) r where r.events = 1)`,
    );
  for (const scope of scopesOf(viewer)) {
    for await (const { no, day } of articlesBy(end, db, scope)) {
      // No event of this article or a later one lies beyond the best.
      if (best !== null && !end.beyond(day, best)) break;
      if (!reviewed) take(day);
      else await seen(sql`e.no between ${no * EVENTS_PER_ARTICLE} and ${(no + 1) * EVENTS_PER_ARTICLE - 1}`);
    }
  }
  return best;
}

/** A scope's articles, that with the outermost day first. */
async function* articlesBy(end: End, db: Db, scope: string): AsyncGenerator<{ no: number; day: string }> {
  for (let offset = 0; ; offset += PAGE) {
    const rows = await db
      .selectFrom('article')
      .select(['no', `${end.article} as day`])
      .where('scope', '=', scope)
      .where(end.article, '>', '')
      .orderBy(end.article, end.order)
      .orderBy('no')
      .limit(PAGE)
      .offset(offset)
      .execute();
    yield* rows;
    if (rows.length < PAGE) return;
  }
}
