/** `sitrep ingest` while it is killed, while its database goes away and comes back: nothing acknowledged is lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '../ingest/support.ts';
import type { Harness } from '../store/places.ts';
import { postgresHarness, sqliteHarness, testDatabaseUrl } from '../store/places.ts';
import { noServer, startServer } from '../store/postgres-server.ts';
import type { Running } from './running-program.ts';
import { compile, jsonLines, sitrep } from './running-program.ts';
import { expectWhole } from './whole-store.ts';

/** 100 rounds are the figure of the fault tests; a few keep the suite quick. */
const KILLS = Number(process.env.SITREP_KILL_ROUNDS ?? 2);
const OUTAGES = Number(process.env.SITREP_OUTAGE_ROUNDS ?? 2);

beforeAll(compile, 120_000);

const TOWNS = ['Hajin', 'Raqqa', 'Sousa', 'Abu Kamal', 'Manbij'];

const lineOf = (id: string, n: number): string =>
  JSON.stringify({
    id,
    text: `The SDF captured ${TOWNS[n % TOWNS.length]} from Isis. Report ${id} says that 3 fighters were killed at Suweida.`,
    published: `2018-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`,
    source: `Source ${n % 7}`,
  });

/** The ids that the program acknowledged so far, and a promise of the moment when there are so many. */
function acknowledgements({ child, ended }: Running) {
  let out = '';
  const waiting = new Set<() => void>();
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
    for (const look of waiting) look();
  });
  const ids = (): string[] => jsonLines(out.slice(0, out.lastIndexOf('\n') + 1)).map(({ id }) => String(id));
  const reach = (count: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (ids().length >= count) resolve();
      };
      waiting.add(look);
      look();
      void ended.then(({ err }) => reject(new Error(`It ended after ${ids().length} articles: ${err}`)));
    });
  return { ids, reach };
}

const HARNESSES: Harness[] =
  testDatabaseUrl === undefined ? [sqliteHarness] : [sqliteHarness, postgresHarness(testDatabaseUrl, 'ingest')];

describe.each(HARNESSES.map((harness) => [harness.name, harness] as const))('ingest into %s', (_, harness) => {
  it(
    `that is killed loses nothing that it acknowledged and leaves nothing by half, ${KILLS} times`,
    async () => {
      const { place, remove } = await harness.make();
      onTestFinished(remove);
      const environment: Record<string, string> =
        'dataDir' in place ? { SITREP_DATA_DIR: place.dataDir } : { DATABASE_URL: place.databaseUrl };
      const acknowledged: string[] = [];
      for (let round = 0; round < KILLS; round += 1) {
        const program = sitrep(['ingest', '-', '--jsonl'], { environment });
        const { ids, reach } = acknowledgements(program);
        for (let n = 0; n < 400; n += 1) program.child.stdin.write(`${lineOf(`r${round}-${n}`, n)}\n`);
        // Not the same point each time, but the same points in each run.
        await reach(1 + ((round * 7919) % 23));
        program.child.kill('SIGKILL');
        expect((await program.ended).signal).toBe('SIGKILL');
        acknowledged.push(...ids());
      }
      expect(await expectWhole(environment, acknowledged)).toBeGreaterThanOrEqual(acknowledged.length);
    },
    60_000 + KILLS * 20_000,
  );
});

describe(`ingest into PostgreSQL that stops and starts${noServer === null ? '' : ` (skipped: ${noServer})`}`, () => {
  it.skipIf(noServer !== null)(
    `goes on by itself, loses nothing that it acknowledged and leaves nothing by half, ${OUTAGES} times`,
    async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'sitrep-server-'));
      const server = await startServer(folder);
      onTestFinished(() => {
        server.stop('immediate');
        rmSync(folder, { recursive: true });
      });
      const environment = { DATABASE_URL: server.databaseUrl, SITREP_DATA_DIR: temporaryFolder() };
      const program = sitrep(['ingest', '-', '--jsonl'], { environment });
      const { ids, reach } = acknowledgements(program);
      const each = 30;
      const articles = (OUTAGES + 1) * each;
      for (let n = 0; n < articles; n += 1) program.child.stdin.write(`${lineOf(`a${n}`, n)}\n`);
      program.child.stdin.end();
      for (let round = 1; round <= OUTAGES; round += 1) {
        await reach(round * each - 20);
        server.stop('immediate');
        server.start();
      }
      expect(await program.ended).toMatchObject({ code: 0, err: '' });
      expect(ids().toSorted()).toEqual(Array.from({ length: articles }, (_, n) => `a${n}`).toSorted());
      expect(await expectWhole(environment, ids())).toBe(articles);
    },
    60_000 + OUTAGES * 20_000,
  );

  it.skipIf(noServer !== null)(
    'ends with one line where it stays away, and takes the rest when it is run again',
    async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'sitrep-server-'));
      const server = await startServer(folder);
      let stopped = false;
      onTestFinished(() => {
        if (!stopped) server.stop('immediate');
        rmSync(folder, { recursive: true });
      });
      const environment = { DATABASE_URL: server.databaseUrl, SITREP_DATA_DIR: temporaryFolder() };
      const lines = Array.from({ length: 60 }, (_, n) => lineOf(`a${n}`, n)).join('\n');
      const first = sitrep(['ingest', '-', '--jsonl'], { environment });
      const { ids, reach } = acknowledgements(first);
      first.child.stdin.end(lines);
      await reach(5);
      server.stop('immediate');
      stopped = true;
      const { code, err } = await first.ended;
      expect(err).toMatch(/^sitrep: The database postgres:\/\/.+ does not answer .+Check that it runs.+\n$/);
      expect(code).toBe(1);
      server.start();
      stopped = false;
      const second = sitrep(['ingest', '-', '--jsonl'], { environment });
      second.child.stdin.end(lines);
      const { out } = await second.ended;
      const byId = new Map(jsonLines(out).map(({ id, status }) => [id, status]));
      expect(ids().map((id) => byId.get(id))).toEqual(ids().map(() => 'duplicate'));
      expect(await expectWhole(environment, [...ids(), ...byId.keys()].map(String))).toBe(60);
    },
    120_000,
  );
});
