/** Places where a test can open stores: a new temporary folder, or a new schema of the test database. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Engine } from '../../src/store/engine.ts';
import type { StorePlace } from '../../src/store/open-store.ts';
import { openPostgres } from '../../src/store/postgres.ts';
import { openSqlite } from '../../src/store/sqlite.ts';

export type TestPlace = { place: StorePlace; remove: () => Promise<void> };

export type Harness = { name: string; make: () => Promise<TestPlace> };

/** The engine alone, to look at or change what a store keeps. */
export const engineAt = async (place: StorePlace): Promise<Engine> =>
  'dataDir' in place
    ? openSqlite({ dataDir: place.dataDir, lockTimeoutMs: 5000 })
    : openPostgres({ databaseUrl: place.databaseUrl, patienceMs: 5000 });

/** The database that tests may use, set by .ci/run; the product's own variable would be a database with data in it. */
export const testDatabaseUrl: string | undefined = process.env.SITREP_TEST_DATABASE_URL;

export const sqliteHarness: Harness = {
  name: 'SQLite',
  make: async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'sitrep-store-'));
    return { place: { dataDir }, remove: () => rm(dataDir, { recursive: true, force: true }) };
  },
};

export const postgresHarness = (databaseUrl: string, suite: string): Harness => {
  let made = 0;
  return {
    name: 'PostgreSQL',
    make: async () => {
      made += 1;
      const schema = `sitrep_test_${suite}_${process.pid}_${made}`;
      await run(databaseUrl, `drop schema if exists ${schema} cascade; create schema ${schema}`);
      const url = new URL(databaseUrl);
      url.searchParams.set('options', `-c search_path=${schema}`);
      return {
        place: { databaseUrl: url.href },
        remove: () => run(databaseUrl, `drop schema ${schema} cascade`),
      };
    },
  };
};

async function run(databaseUrl: string, statements: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('set client_min_messages = warning');
    await client.query(statements);
  } finally {
    await client.end();
  }
}
