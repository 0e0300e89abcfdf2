/** What can be wrong with a store in a folder: one clear line each, nothing half written, and it goes on once mended. */
import { chmod, mkdir, mkdtemp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { SHARED_VIEWER as viewer } from '../../src/model/scope.ts';
import { foldName } from '../../src/store/fold-name.ts';
import { migrate, SCHEMA_VERSION } from '../../src/store/migrations.ts';
import { openStore } from '../../src/store/open-store.ts';
import { SqlStore } from '../../src/store/sql-store.ts';
import { openSqlite } from '../../src/store/sqlite.ts';
import { document, event } from './documents.ts';

const NOBODY = 65_534;
const isRoot = process.geteuid?.() === 0;

let dataDir: string;
const file = (): string => join(dataDir, 'sitrep.db');
/** Runs statements on the file, past the store. */
const inFile = async (...statements: string[]): Promise<void> => {
  const engine = openSqlite({ dataDir, lockTimeoutMs: 0 });
  for (const statement of statements) await sql.raw(statement).execute(engine.db);
  await engine.close();
};
const filled = async (articles = 1): Promise<void> => {
  const store = await openStore({ dataDir });
  for (let n = 0; n < articles; n += 1) await store.commit(document({ id: `a${n}` }));
  await store.close();
};

/** The error that opening the folder gives, which a person must be able to read. */
async function refusal(folder = dataDir): Promise<UserError> {
  const error = await openStore({ dataDir: folder, patienceMs: 50 }).then(
    async (store) => store.close().then(() => null),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw new Error(`no clear refusal but ${error}`);
  expect(error.message).toMatch(/^The store .+\. .+\.$/);
  expect(error.message).not.toContain('\n');
  return error;
}

/** Runs `work` as a user who owns nothing, where the tests run as root, whom no permission stops. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sitrep-fault-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

describe('opening a store in a folder', () => {
  it('makes the folder with all above it, and one file to copy once it is closed', async () => {
    const folder = join(dataDir, 'some', 'where');
    const store = await openStore({ dataDir: folder });
    expect(store.location).toBe(join(folder, 'sitrep.db'));
    await store.commit(document({ id: 'a' }));
    await store.close();
    await rm(join(folder, 'sitrep.db-wal'), { force: true });
    await rm(join(folder, 'sitrep.db-shm'), { force: true });
    const copy = await openStore({ dataDir: folder });
    expect(await copy.countEvents({ viewer })).toBe(1);
    await copy.close();
  });

  it('takes an empty file for a new store', async () => {
    await writeFile(file(), '');
    const store = await openStore({ dataDir });
    expect((await store.commit(document({ id: 'a' }))).status).toBe('new');
    await store.close();
  });

  it('refuses a store from a newer version', async () => {
    await filled();
    await inFile(`update schema_version set version = ${SCHEMA_VERSION + 1}`);
    const error = await refusal();
    expect(error.code).toBe('store-newer');
    expect(error.message).toContain(`schema ${SCHEMA_VERSION + 1}, this program knows ${SCHEMA_VERSION}`);
  });

  it("refuses another program's database", async () => {
    await inFile('create table doc (id integer)');
    const error = await openStore({ dataDir }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'UserError', code: 'store-foreign' });
  });

  it('refuses a file that is no database', async () => {
    await writeFile(file(), 'These are notes, not a database. '.repeat(300));
    expect((await refusal()).code).toBe('store-corrupt');
  });

  it('refuses a database whose pages are damaged', async () => {
    await filled(50);
    await rm(`${file()}-wal`, { force: true });
    await rm(`${file()}-shm`, { force: true });
    await truncate(file(), 4096 * 3);
    expect((await refusal()).code).toBe('store-corrupt');
  });

  it('refuses a folder that is a file, or below one', async () => {
    const notes = join(dataDir, 'notes');
    await writeFile(notes, 'x');
    expect((await refusal(notes)).message).toContain('it is a file');
    expect((await refusal(join(notes, 'below'))).code).toBe('store-folder');
  });
  it.skipIf(process.platform !== 'linux')(
    'is refused where no folder can be made, instead of trying for ever',
    async () => {
      expect((await refusal('/proc/sitrep/data')).code).toBe('store-folder');
    },
  );

  it('refuses a folder where the file should be', async () => {
    await mkdir(file());
    expect((await refusal()).code).toBe('store-folder');
  });

  it('refuses a file that it may not write', async () => {
    await filled();
    await chmod(dataDir, 0o777);
    for (const name of await readdir(dataDir)) await chmod(join(dataDir, name), 0o444);
    expect((await asNobody(() => refusal())).code).toBe('store-read-only');
  });

  it('refuses a folder that it may not write', async () => {
    await filled();
    await rm(`${file()}-wal`, { force: true });
    await rm(`${file()}-shm`, { force: true });
    await chmod(file(), 0o666);
    await chmod(dataDir, 0o555);
    expect((await asNobody(() => refusal())).code).toMatch(/^store-(read-only|folder)$/);
    expect((await asNobody(() => refusal(join(dataDir, 'new')))).message).toContain('no permission');
    await chmod(dataDir, 0o755);
  });

  it('refuses a store that another program keeps locked', async () => {
    await filled();
    const other = openSqlite({ dataDir, lockTimeoutMs: 0 });
    await other.transact(async () => {
      expect((await refusal()).code).toBe('store-locked');
    });
    await other.close();
    const store = await openStore({ dataDir });
    await store.close();
  });
});

describe('a store in a folder', () => {
  it('waits for another writer, says so when it takes too long, and goes on afterwards', async () => {
    const store = await openStore({ dataDir, patienceMs: 500 });
    const other = openSqlite({ dataDir, lockTimeoutMs: 0 });
    await other.transact(async () => {
      await expect(store.commit(document({ id: 'a' }))).rejects.toMatchObject({
        name: 'UserError',
        code: 'store-locked',
      });
      // Reading goes on meanwhile.
      expect(await store.countEvents({ viewer })).toBe(0);
    });
    expect((await store.commit(document({ id: 'a' }))).status).toBe('new');
    await other.close();
    await store.close();
  });

  it('keeps nothing of an article for which the disk is full, and takes it once there is room', async () => {
    const engine = openSqlite({ dataDir, lockTimeoutMs: 50 });
    await migrate(engine);
    const store = new SqlStore({ engine, ports: { ancestors: () => [], fold: foldName }, now: () => 0 });
    const pages = await sql<{ page_count: number }>`pragma page_count`.execute(engine.db);
    const allow = (more: number) =>
      sql.raw(`pragma max_page_count = ${(pages.rows[0]?.page_count ?? 0) + more}`).execute(engine.db);
    await allow(20);
    const large = document({ id: 'large', text: 'x'.repeat(300_000), events: [event('one'), event('two')] });
    await expect(store.commit(large)).rejects.toMatchObject({ name: 'UserError', code: 'store-full' });
    expect(await store.document('large', viewer)).toBeNull();
    expect(await store.counts(viewer)).toMatchObject({ articles: 0, events: 0 });
    expect(await store.claimOutbox(1)).toEqual([]);
    expect((await store.commit(document({ id: 'small' }))).status).toBe('new');
    await allow(10_000);
    expect((await store.commit(large)).status).toBe('new');
    expect(await store.counts(viewer)).toMatchObject({ articles: 2, events: 3 });
    await store.close();
  });
});
