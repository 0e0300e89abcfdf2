/** Whether a store that the program has written to holds what was acknowledged, and nothing by half. */
import { inspect } from 'node:util';
import { sql } from 'kysely';
import pino from 'pino';
import { expect } from 'vitest';
import { openCore } from '../../src/cli/core.ts';
import { parseConfig } from '../../src/config.ts';
import { SHARED_VIEWER } from '../../src/model/scope.ts';
import type { Engine } from '../../src/store/engine.ts';
import { engineAt } from '../store/places.ts';

const DERIVED = ['article', 'event', 'event_place', 'event_actor', 'name', 'total', 'incident'] as const;

/** All rows that stand for documents, as text; of an event's own JSON, the order of its keys says nothing. */
async function derived({ db }: Engine): Promise<Set<string>> {
  const found: string[] = [];
  for (const table of DERIVED) {
    const { rows } = await sql<{ data?: string }>`select * from ${sql.table(table)}`.execute(db);
    for (const { data, ...row } of rows)
      found.push(
        `${table} ${JSON.stringify(row)} ${data === undefined ? '' : inspect(JSON.parse(data), { depth: null, sorted: true })}`,
      );
  }
  const { rows } = await sql`select count(*) as n from event_fts`.execute(db);
  return new Set([...found, `to be searched: ${JSON.stringify(rows)}`]);
}

/**
 * Fails where an acknowledged article is missing, where what is derived from the documents is not what it would be if it were
 * made anew, or where an article is not in the outbox exactly once. How many articles there are.
 */
export async function expectWhole(
  environment: Readonly<Record<string, string>>,
  acknowledged: readonly string[],
): Promise<number> {
  const config = parseConfig(environment, '/');
  const core = await openCore(config, pino({ level: 'silent' }), 'here');
  const engine = await engineAt(
    config.databaseUrl === null ? { dataDir: config.dataDir } : { databaseUrl: config.databaseUrl },
  );
  try {
    const found = await core.store.articles.getMany<unknown>(acknowledged.map((id) => `shared/${id}`));
    expect(acknowledged.filter((_, index) => found[index] === undefined)).toEqual([]);
    const before = await derived(engine);
    let documents = 0;
    for await (const document of core.store.documents()) {
      documents += 1;
      await core.store.replaceExtraction(document);
    }
    const after = await derived(engine);
    expect([...after].filter((row) => !before.has(row))).toEqual([]);
    expect([...before].filter((row) => !after.has(row))).toEqual([]);
    expect((await core.store.counts(SHARED_VIEWER)).articles).toBe(documents);
    const { rows } = await sql<{
      article: string;
      n: number;
    }>`select article.id as article, count(outbox.id) as n from article
      left join outbox on outbox.article = article.id group by article.id having count(outbox.id) <> 1`.execute(
      engine.db,
    );
    expect(rows).toEqual([]);
    return documents;
  } finally {
    await core.close();
    await engine.close();
  }
}
