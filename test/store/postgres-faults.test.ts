/** What can be wrong with a store on PostgreSQL: one clear line each, never the password, and lost connections mend themselves. */
import { createServer } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { SHARED_VIEWER as viewer } from '../../src/model/scope.ts';
import { openStore } from '../../src/store/open-store.ts';
import { document } from './documents.ts';
import type { TestPlace } from './places.ts';
import { postgresHarness, testDatabaseUrl } from './places.ts';

async function refusal(databaseUrl: string): Promise<UserError> {
  const error = await openStore({ databaseUrl, patienceMs: 50 }).then(
    async (store) => store.close().then(() => null),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw new Error(`no clear refusal but ${error}`);
  expect(error.message).not.toContain('\n');
  expect(error.message).not.toContain('swordfish');
  return error;
}

/** A port at which nobody listens. */
const closedPort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 1));
    });
  });

describe('a database that cannot be used', () => {
  it('is refused where nothing answers, with its address but not its password', async () => {
    const port = await closedPort();
    const error = await refusal(`postgres://me:swordfish@127.0.0.1:${port}/news`);
    expect(error.code).toBe('store-unreachable');
    expect(error.message).toContain(`postgres://me@127.0.0.1:${port}/news`);
    expect(error.message).toContain('DATABASE_URL');
  });

  it('is refused where the address is none', async () => {
    expect((await refusal('postgres://me:swordfish@[/news')).code).toBe('store-address');
  });
});

const withDatabase = testDatabaseUrl === undefined ? describe.skip : describe;

withDatabase(
  `a store on PostgreSQL${testDatabaseUrl === undefined ? ' (skipped: SITREP_TEST_DATABASE_URL names no database)' : ''}`,
  () => {
    const base = new URL(testDatabaseUrl ?? 'postgres://none');
    const changed = (change: (url: URL) => void): string => {
      const url = new URL(base);
      change(url);
      return url.href;
    };
    let at: TestPlace;
    let admin: pg.Client;
    let databaseUrl: string;

    beforeAll(async () => {
      at = await postgresHarness(base.href, 'faults').make();
      const url = new URL('databaseUrl' in at.place ? at.place.databaseUrl : '');
      url.searchParams.set('application_name', `sitrep-faults-${process.pid}`);
      databaseUrl = url.href;
      admin = new pg.Client({ connectionString: base.href });
      await admin.connect();
    });
    afterAll(async () => {
      await admin?.end();
      await at?.remove();
    });

    it('is refused with a wrong password', async () => {
      const error = await refusal(changed((url) => (url.password = 'swordfish')));
      expect(error.code).toBe('store-refused');
      expect(error.message).toContain('password');
    });

    it('is refused where the database does not exist', async () => {
      const error = await refusal(changed((url) => (url.pathname = '/atlantis')));
      expect(error.code).toBe('store-refused');
      expect(error.message).toContain('atlantis');
    });

    it('is refused where it may not be written', async () => {
      const error = await refusal(
        changed((url) => url.searchParams.set('options', '-c default_transaction_read_only=on')),
      );
      expect(error.code).toBe('store-read-only');
    });

    it('waits for whoever has locked its tables, reads meanwhile, and goes on afterwards', async () => {
      const { place, remove } = await postgresHarness(base.href, 'locked').make();
      const url = 'databaseUrl' in place ? place.databaseUrl : '';
      const other = new pg.Client({ connectionString: url });
      await other.connect();
      const store = await openStore({ databaseUrl: url });
      await other.query('begin; lock table doc, article in exclusive mode');
      const committed = store.commit(document({ id: 'a' }));
      expect(await store.counts(viewer)).toMatchObject({ articles: 0 });
      await other.query('commit');
      expect((await committed).status).toBe('new');
      expect(await store.counts(viewer)).toMatchObject({ articles: 1 });
      await store.close();
      await other.end();
      await remove();
    });

    it('loses nothing that it acknowledged when its connections are cut while it writes', async () => {
      const store = await openStore({ databaseUrl });
      const cuts: Promise<pg.QueryResult>[] = [];
      const cut = (): void => {
        const mine = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1`;
        cuts.push(admin.query(mine, [`sitrep-faults-${process.pid}`]));
      };
      const ids = Array.from({ length: 60 }, (_, n) => `a${n}`);
      const results: string[] = [];
      await Promise.all(
        [0, 1, 2].map(async (writer) => {
          for (let n = writer; n < ids.length; n += 3) {
            results.push((await store.commit(document({ id: `a${n}` }))).id);
            if (results.length % 7 === 0) cut();
          }
        }),
      );
      expect((await Promise.all(cuts)).reduce((cut, { rowCount }) => cut + (rowCount ?? 0), 0)).toBeGreaterThan(5);
      expect(results.toSorted()).toEqual(ids.toSorted());
      await store.close();
      const again = await openStore({ databaseUrl });
      expect(await again.counts(viewer)).toMatchObject({ articles: 60, events: 60 });
      expect(await again.countEvents({ viewer, actors: ['isis'] })).toBe(60);
      expect(await again.claimOutbox(100)).toHaveLength(60);
      await again.close();
    });
  },
);
