/** A disk that really is full: the store says so, keeps what it acknowledged and nothing by half, and goes on once there is room. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { SHARED_VIEWER as viewer } from '../../src/model/scope.ts';
import type { StorePlace } from '../../src/store/open-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { document, event } from './documents.ts';
import { noServer, startServer } from './postgres-server.ts';

const MEGABYTE = 2 ** 20;

/** Why no small disk can be made here, or null. */
const noDisk: string | null = ((): string | null => {
  if (process.platform !== 'linux' || process.geteuid?.() !== 0) return 'only root on Linux can make a small disk';
  const folder = mkdtempSync(path.join(tmpdir(), 'sitrep-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
  if (status === 0) execFileSync('umount', [folder]);
  rmSync(folder, { recursive: true });
  return status === 0 ? null : 'this machine mounts no tmpfs';
})();

type Disk = { folder: string; resize(megabytes: number): void; free(): number };

/** A disk in memory; it goes with the test, after everything that the test began later. */
function smallDisk(megabytes: number): Disk {
  const folder = mkdtempSync(path.join(tmpdir(), 'sitrep-disk-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  onTestFinished(() => {
    execFileSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true });
  });
  return {
    folder,
    resize: (size) => void execFileSync('mount', ['-o', `remount,size=${size}m`, folder]),
    free: () => {
      const { bavail, bsize } = statfsSync(folder);
      return bavail * bsize;
    },
  };
}

const large = (n: number) =>
  document({ id: `large ${n}`, text: randomText(n, 200_000), events: [event(`${n}:0`), event(`${n}:1`)] });

/** Text that does not get smaller by compression. */
function randomText(seed: number, length: number): string {
  let state = seed + 1;
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state;
  };
  return Array.from({ length }, () => String.fromCharCode(32 + (next() % 90))).join('');
}

/** Commits until the store refuses; how many it took, and why it refused. */
async function fill(store: Store): Promise<{ taken: number; error: UserError }> {
  for (let taken = 0; taken < 1000; taken += 1) {
    try {
      await store.commit(large(taken));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { taken, error };
    }
  }
  throw new Error('the disk was never full');
}

/** That exactly these articles are there, and can be read. */
async function holds(store: Store, articles: number): Promise<void> {
  expect(await store.counts(viewer)).toMatchObject({ articles, events: 2 * articles });
  expect(await store.countEvents({ viewer, places: ['suweida'] })).toBe(2 * articles);
  const ids: string[] = [];
  for await (const { article } of store.documents()) ids.push(article.id);
  expect(ids).toEqual(Array.from({ length: articles }, (_, n) => `large ${n}`));
}

describe(`a store on a disk that is full${noDisk === null ? '' : ` (skipped: ${noDisk})`}`, () => {
  const opened = async (place: StorePlace): Promise<Store> => {
    const store = await openStore({ ...place, patienceMs: 5_000 });
    onTestFinished(() => store.close());
    return store;
  };

  it.skipIf(noDisk !== null)('keeps on SQLite what it has, and takes the rest once there is room', async () => {
    const disk = smallDisk(8);
    const store = await opened({ dataDir: disk.folder });
    const { taken, error } = await fill(store);
    expect(taken).toBeGreaterThan(3);
    expect(error).toMatchObject({ code: 'store-full', message: expect.stringContaining('Free some space') });
    await holds(store, taken);
    disk.resize(32);
    expect((await store.commit(large(taken))).status).toBe('new');
    await holds(store, taken + 1);
    await holds(await opened({ dataDir: disk.folder }), taken + 1);
  });

  it.skipIf(noDisk !== null)('is not opened where not even an empty one fits, and is where there is room', async () => {
    const disk = smallDisk(1);
    writeFileSync(path.join(disk.folder, 'filler'), Buffer.alloc(disk.free()));
    await expect(openStore({ dataDir: disk.folder, patienceMs: 50 })).rejects.toMatchObject({ name: 'UserError' });
    rmSync(path.join(disk.folder, 'filler'));
    await holds(await opened({ dataDir: disk.folder }), 0);
  });

  const without = noDisk ?? noServer;
  it.skipIf(without !== null)(
    `keeps on PostgreSQL what it has, and takes the rest once there is room${without === null ? '' : ` (skipped: ${without})`}`,
    async () => {
      const disk = smallDisk(256);
      const server = await startServer(disk.folder);
      onTestFinished(() => server.stop('immediate'));
      const store = await opened({ databaseUrl: server.databaseUrl });
      const filler = path.join(disk.folder, 'filler');
      writeFileSync(filler, Buffer.alloc(Math.max(0, disk.free() - 6 * MEGABYTE)));
      const { taken, error } = await fill(store);
      expect(error.code).toMatch(/^store-(full|unreachable)$/);
      rmSync(filler);
      expect((await store.commit(large(taken))).status).toMatch(/^(new|duplicate)$/);
      await holds(store, taken + 1);
    },
    120_000,
  );
});
