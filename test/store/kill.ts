/** Kill −9 in the middle of commits: what was acknowledged is there, and nothing is there by half. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { StorePlace } from '../../src/store/open-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Harness } from './places.ts';
import { engineAt } from './places.ts';

/** 100 rounds are the figure of the fault tests; a few keep the suite quick. */
const ROUNDS = Number(process.env.SITREP_KILL_ROUNDS ?? 5);

const FIXTURE = fileURLToPath(new URL('./fixtures/commit-many.mjs', import.meta.url));

/** Runs the committing program and kills it after so many acknowledged articles; the ids it had acknowledged by then. */
async function killedAfter(place: StorePlace, prefix: string, articles: number): Promise<string[]> {
  const child = spawn(process.execPath, [FIXTURE, JSON.stringify(place), prefix, '100000'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const exited = new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_, signal) => resolve(signal)));
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === articles) child.kill('SIGKILL');
  }
  expect(await exited, errors.join('')).toBe('SIGKILL');
  return acknowledged;
}

/** Everything that does not belong to a whole article: documents without rows, rows without documents, counts that are off. */
async function halves(place: StorePlace): Promise<Record<string, number>> {
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

const NOTHING_HALF = {
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

export function killBehaviour(harness: Harness): void {
  describe(`a store on ${harness.name} whose process is killed`, () => {
    it(
      `keeps every acknowledged article and none by half, ${ROUNDS} times`,
      async () => {
        const { place, remove } = await harness.make();
        try {
          const acknowledged: string[] = [];
          for (let round = 0; round < ROUNDS; round += 1) {
            // Not the same point each time, but the same points in each run.
            acknowledged.push(...(await killedAfter(place, `r${round}-`, 1 + ((round * 7919) % 23))));
            const store = await openStore(place);
            const documents = await store.articles.getMany(acknowledged.map((id) => `shared/${id}`));
            const lost = acknowledged.filter((_, index) => documents[index] === undefined);
            await store.close();
            expect(lost).toEqual([]);
            expect(await halves(place)).toEqual(NOTHING_HALF);
          }
        } finally {
          await remove();
        }
      },
      20_000 + ROUNDS * 10_000,
    );
  });
}
