/** The engine for several machines: PostgreSQL through pg. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { UserError } from '../errors.ts';
import type { ColumnWords, Engine, SearchRow } from './engine.ts';
import { type DialectOverrides, ExplainingDialect } from './explaining-dialect.ts';
import type { Db, Tables, Tx } from './schema.ts';
import { storeError } from './store-error.ts';

const CONNECTIONS = 8;
const CONNECT_TIMEOUT_MS = 5_000;
/** Any number that no other program on the same database takes. */
const SCHEMA_LOCK = 7_483_671;
const INCIDENT_LOCK = 7_483_672;
const INT8 = 20;
/** The widest row has 11 columns, and a statement takes 65,535 parameters. */
const MAX_ROWS = 1000;

/** Texts are compared by their bytes, as SQLite does, whatever the database's own collation. */
const WORDS: ColumnWords = {
  text: 'text collate "C"',
  bigint: 'bigint',
  counter: 'bigint generated always as identity primary key',
  indexOnly: '',
};

const SEARCH_TABLES = [
  `create table event_fts (no bigint primary key, words tsvector not null)`,
  `create index event_fts_words on event_fts using gin (words)`,
];

export type PostgresOptions = {
  databaseUrl: string;
  /** How long a query or write keeps trying while the database is away, in milliseconds. */
  patienceMs: number;
};

/** Connects, so that a wrong address or password is told at once. Throws a UserError where that fails. */
export async function openPostgres({ databaseUrl, patienceMs }: PostgresOptions): Promise<Engine> {
  const location = locationOf(databaseUrl);
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'sitrep',
    types: { getTypeParser },
  });
  // A connection that breaks fails the query it is busy with and is replaced by the pool; without listeners, for idle
  // ones and for all, it would end the process as well.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const explain = (error: unknown): unknown => explained(error, location);
  const over = (overrides: DialectOverrides): Db =>
    new Kysely<Tables>({ dialect: new ExplainingDialect(new PostgresDialect({ pool }), overrides) });
  /** For transactions, which are tried again as a whole. */
  const once = over({ explain });
  const db = over({ explain, persist: (work) => persistently(work, patienceMs) });
  try {
    await sql`select 1`.execute(once);
  } catch (error) {
    await once.destroy();
    throw error;
  }
  return {
    dialect: 'postgres',
    location,
    db,
    read: (text, parameters) =>
      persistently(async () => {
        try {
          return (await pool.query(text, [...parameters])).rows;
        } catch (error) {
          throw explain(error);
        }
      }, patienceMs),
    words: WORDS,
    searchTables: SEARCH_TABLES,
    rowLocks: true,
    batch: (rows) => Math.min(rows, MAX_ROWS),
    indexText,
    unindexText: async (tx, { from, to }) => {
      await sql`delete from event_fts where no between ${from} and ${to}`.execute(tx);
    },
    matching: (phrases) => {
      const all = phrases.map((words) => sql`phraseto_tsquery('english', ${words.join(' ')})`);
      return sql`select no from event_fts where words @@ (${sql.join(all, sql` && `)})`;
    },
    latestOfEach: (values, of) => sql`(values ${values}) p cross join lateral (${of}) x join event e on e.no = x.event`,
    snapshot: async () => {
      const begun = await once
        .startTransaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute();
      // A transaction sees what stood there when it read for the first time.
      await sql`select 1`.execute(begun);
      return { db: begun, close: () => begun.rollback().execute() };
    },
    transact: (work) => persistently(() => once.transaction().execute(work), patienceMs),
    lockSchema: async (tx) => {
      await sql`select pg_advisory_xact_lock(${SCHEMA_LOCK})`.execute(tx);
    },
    lockIncidents: async (tx) => {
      await sql`select pg_advisory_xact_lock(${INCIDENT_LOCK})`.execute(tx);
    },
    hasTable: async (on, name) => {
      const found = await sql<{ there: boolean }>`select to_regclass(${name}) is not null as there`.execute(on);
      return found.rows[0]?.there === true;
    },
    isDuplicate: (error) => codeOf(error) === '23505',
    // Both use one pool, which can be ended once only.
    close: () => once.destroy(),
  };
}

/** Counts and row numbers come as numbers; those of the store stay far below 2⁵³. */
const getTypeParser: typeof pg.types.getTypeParser = (oid, format) =>
  oid === INT8 ? Number : pg.types.getTypeParser(oid, format);

async function indexText(tx: Tx, rows: readonly SearchRow[]): Promise<void> {
  const values = rows.map(({ no, text }) => sql`(${no}::bigint, to_tsvector('english', ${text}))`);
  await sql`insert into event_fts (no, words) values ${sql.join(values)}`.execute(tx);
}

const RETRY_MS = 50;
const MAX_RETRY_MS = 1_000;

/**
 * Runs a query or transaction again where it lost a deadlock, and for a while where the database went away. A commit whose
 * answer was lost is safe to run again: every write of the store says what is to be there, not what to add.
 */
async function persistently<T>(work: () => Promise<T>, patienceMs: number): Promise<T> {
  for (let waited = 0, pause = RETRY_MS; ; waited += pause, pause = Math.min(pause * 2, MAX_RETRY_MS)) {
    try {
      return await work();
    } catch (error) {
      const code = codeOf(error);
      const again = code === '40P01' || code === '40001' || code === 'store-unreachable';
      if (!again || waited >= patienceMs) throw error;
      await sleep(pause);
    }
  }
}

/** Host, port and database without the password, as pg understands the address. */
function locationOf(databaseUrl: string): string {
  try {
    const { user, host, port, database } = new pg.Client({ connectionString: databaseUrl });
    return `postgres://${user === undefined ? '' : `${user}@`}${host}:${port}/${database ?? ''}`;
  } catch (cause) {
    // The cause quotes the address, password and all.
    void cause;
    throw new UserError(
      'store-address',
      'DATABASE_URL is not an address such as postgres://user:password@host:5432/name.',
    );
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EPIPE',
  'ENOENT',
  'EACCES',
]);

/** What an error of pg or PostgreSQL means for whoever has to mend it; others are given back as they are. */
function explained(error: unknown, location: string): unknown {
  const code = codeOf(error);
  const detail = error instanceof Error ? error.message || code : '';
  // 57P: shutting down or starting up; 08: connection exceptions; 53300: too many connections.
  if (UNREACHABLE.has(code) || /^(57P0[1-3]|08|53300)/.test(code) || isLostConnection(code, detail)) {
    return storeError('store-unreachable', location, detail, error);
  }
  // 28: authorisation; 3D: no such database.
  if (/^(28|3D)/.test(code) || detail.startsWith('SASL')) return storeError('store-refused', location, detail, error);
  if (code === '25006' || code === '42501') return storeError('store-read-only', location, detail, error);
  if (code === '53100') return storeError('store-full', location, '', error);
  if (code === '55P03') return storeError('store-locked', location, '', error);
  if (/^XX00[12]/.test(code)) return storeError('store-corrupt', location, detail, error);
  return error;
}

/** pg's own complaints carry no code. */
const isLostConnection = (code: string, message: string): boolean =>
  code === '' &&
  /connection terminated|timeout exceeded when trying to connect|connection error|not queryable/i.test(message);
