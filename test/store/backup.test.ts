/** Backups of a store that is being written to: what was acknowledged before is in them, and nothing by half. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import pg from 'pg';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { SHARED_VIEWER } from '../../src/model/scope.ts';
import type { StorePlace } from '../../src/store/open-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import { compile } from '../cli/running-program.ts';
import { halves, NOTHING_HALF } from './halves.ts';
import type { Harness } from './places.ts';
import { engineAt, postgresHarness, sqliteHarness, testDatabaseUrl } from './places.ts';
import { folderWith } from './postgres-server.ts';

const SLOW = 120_000;
const FIXTURE = fileURLToPath(new URL('./fixtures/commit-many.mjs', import.meta.url));

beforeAll(compile, SLOW);

/** Another process that writes until the test is over; resolves with what it had acknowledged when it was well on its way. */
async function writing(place: StorePlace): Promise<string[]> {
  const child = spawn(process.execPath, [FIXTURE, JSON.stringify(place), 'w', '100000'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  const acknowledged: string[] = [];
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (id) => acknowledged.push(id) === 60 && resolve());
    void exited.then(() => reject(new Error('the writer ended')));
  });
  return [...acknowledged];
}

const made = async (harness: Harness): Promise<StorePlace> => {
  const { place, remove } = await harness.make();
  onTestFinished(remove);
  return place;
};

async function isWhole(copy: StorePlace, acknowledged: readonly string[]): Promise<void> {
  const store = await openStore(copy);
  const { articles } = await store.counts(SHARED_VIEWER);
  const documents = await store.articles.getMany(acknowledged.map((id) => `shared/${id}`));
  expect(documents.filter((document) => document === undefined)).toEqual([]);
  expect(articles).toBeGreaterThanOrEqual(acknowledged.length);
  await store.close();
  expect(await halves(copy)).toEqual(NOTHING_HALF);
}

const postgres = testDatabaseUrl === undefined ? null : postgresHarness(testDatabaseUrl, 'backup');

const HARNESSES = postgres === null ? [sqliteHarness] : [sqliteHarness, postgres];

describe.each(HARNESSES.map((harness) => [harness.name, harness] as const))(
  'a backup of a store on %s',
  (_, harness) => {
    it(
      'is what export --documents writes, while others go on writing',
      async () => {
        const place = await made(harness);
        await (await openStore(place)).close();
        const acknowledged = await writing(place);
        const copy = await made(harness);
        const ancestors = (id: string) => (id === 'suweida' ? ['syria'] : []);
        const [from, to] = [await openStore(place), await openStore({ ...copy, ancestors })];
        for await (const record of from.archive((error) => expect.fail(error.message))) await to.restore(record);
        for (const store of [from, to]) await store.close();
        await isWhole(copy, acknowledged);
      },
      SLOW,
    );
  },
);

describe('a backup of a store on SQLite by its own means', () => {
  it(
    'is what VACUUM INTO writes',
    async () => {
      const place = await made(sqliteHarness);
      await (await openStore(place)).close();
      const acknowledged = await writing(place);
      const dataDir = await mkdtemp(join(tmpdir(), 'sitrep-copy-'));
      const engine = await engineAt(place);
      await sql`vacuum into ${join(dataDir, 'sitrep.db')}`.execute(engine.db);
      await engine.close();
      await isWhole({ dataDir }, acknowledged);
    },
    SLOW,
  );
});

const programs = folderWith('pg_dump');
const missing =
  testDatabaseUrl === undefined
    ? 'SITREP_TEST_DATABASE_URL names no database'
    : programs === null
      ? 'pg_dump is not installed'
      : null;

describe(`a backup of a store on PostgreSQL by its own means${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  it.skipIf(missing !== null)(
    'is what pg_dump writes',
    async () => {
      const base = new URL(testDatabaseUrl ?? '');
      const admin = new pg.Client({ connectionString: base.href });
      await admin.connect();
      const [here, there] = [`sitrep_live_${process.pid}`, `sitrep_copy_${process.pid}`];
      for (const name of [here, there]) await admin.query(`create database ${name}`);
      const at = (name: string): string => Object.assign(new URL(base), { pathname: `/${name}` }).href;
      onTestFinished(async () => {
        for (const name of [here, there]) await admin.query(`drop database ${name} with (force)`);
        await admin.end();
      }, SLOW);
      const place = { databaseUrl: at(here) };
      await (await openStore(place)).close();
      const acknowledged = await writing(place);
      const dump = execFileSync(join(programs ?? '', 'pg_dump'), ['-Fc', at(here)], { maxBuffer: 2 ** 30 });
      execFileSync(join(programs ?? '', 'pg_restore'), ['-d', at(there)], { input: dump });
      await isWhole({ databaseUrl: at(there) }, acknowledged);
    },
    SLOW,
  );
});
