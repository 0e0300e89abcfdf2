/** The embedded engine: SQLite through libsql, one file, several processes. */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type { SqliteDatabase, SqliteStatement } from 'kysely';
import { Kysely, SqliteDialect, sql } from 'kysely';
import Database from 'libsql';
import PromiseDatabase from 'libsql/promise';
import type { ColumnWords, Engine, SearchRow } from './engine.ts';
import { ExplainingDialect } from './explaining-dialect.ts';
import type { Db, Tables, Tx } from './schema.ts';
import type { StoreFault } from './store-error.ts';
import { storeError } from './store-error.ts';

const FILE = 'sitrep.db';

/** How long another process's transaction may block this thread, and how soon to look again after that. */
const BLOCKING_TIMEOUT_MS = 100;
/** How long opening a file may block this thread; nothing else goes on yet. */
const LONGEST_OPENING_MS = 5_000;
const LOCK_RETRY_MS = 5;

/** Statements kept ready; queries differ by the number of their parameters, so there are many but not endlessly many. */
const MAX_PREPARED = 300;

const MAX_ROWS = 64;

const WORDS: ColumnWords = {
  text: 'text',
  bigint: 'integer',
  counter: 'integer primary key autoincrement',
  indexOnly: 'without rowid',
};

const SEARCH_TABLES = [
  `create virtual table event_fts using fts5(text, content = '', contentless_delete = 1,
     tokenize = 'porter unicode61 remove_diacritics 2')`,
];

export type SqliteOptions = {
  dataDir: string;
  /** How long to wait for other processes' transactions, in milliseconds. */
  lockTimeoutMs: number;
};

/** Opens or creates `sitrep.db` in the folder. Throws a UserError where that cannot be done. */
export function openSqlite({ dataDir, lockTimeoutMs }: SqliteOptions): Engine {
  const file = join(dataDir, FILE);
  const explain = (error: unknown): unknown => explained(error, file);
  const opened = openFile(dataDir, file, lockTimeoutMs);
  const database = preparing(opened);
  const aside = (text: string): Promise<void> => runAside(opened, text);
  const begin = (): Promise<void> => beginImmediate(aside, lockTimeoutMs);
  const { between, after } = turns();
  const dialect = new ExplainingDialect(new SqliteDialect({ database }), {
    explain,
    begin,
    commit: () => aside('commit'),
    between,
    after,
  });
  const db: Db = new Kysely<Tables>({ dialect });
  // Questions have a connection of their own, so that they need not wait for a transaction to end.
  const questions = preparing(openFile(dataDir, file, lockTimeoutMs));
  return {
    dialect: 'sqlite',
    location: file,
    db,
    read: async <Row>(text: string, parameters: readonly unknown[]): Promise<Row[]> => {
      try {
        const rows = questions.prepare(text).all(parameters) as Row[];
        await between();
        return rows;
      } catch (error) {
        throw explain(error);
      }
    },
    words: WORDS,
    searchTables: SEARCH_TABLES,
    rowLocks: false,
    batch: powerOfTwo,
    indexText,
    unindexText: async (tx, { from, to }) => {
      const events = sql`select no from event where no between ${from} and ${to}`;
      await sql`delete from event_fts where rowid in (${events})`.execute(tx);
    },
    matching: (phrases) => {
      const all = phrases.map((words) => `"${words.join(' ')}"`).join(' AND ');
      return sql`select rowid as no from event_fts where event_fts match ${all}`;
    },
    transact: (work) => db.transaction().execute(work),
    latestOfEach: (values, of) => sql`(values ${values}) p cross join event e on e.no in (${of})`,
    snapshot: async () => {
      const reading = preparing(openFile(dataDir, file, lockTimeoutMs));
      const snapshot = new Kysely<Tables>({
        dialect: new ExplainingDialect(new SqliteDialect({ database: reading }), { explain, after }),
      });
      await sql`begin`.execute(snapshot);
      // A transaction sees what stood there when it read for the first time.
      await sql`select 1 from sqlite_master limit 1`.execute(snapshot);
      return { db: snapshot, close: () => snapshot.destroy() };
    },
    lockSchema: async () => {},
    lockIncidents: async () => {},
    hasTable: async (on, name) => {
      const found = await sql`select 1 from sqlite_master where type = 'table' and name = ${name}`.execute(on);
      return found.rows.length > 0;
    },
    isDuplicate: (error) => codeOf(error).startsWith('SQLITE_CONSTRAINT'),
    close: async () => {
      questions.close();
      // Leaves everything in the one file, so that it can be copied.
      await sql`pragma wal_checkpoint(truncate)`.execute(db).catch(() => {});
      await db.destroy();
    },
  };
}

const FOLDER_FAULTS: Readonly<Record<string, string>> = {
  EEXIST: 'it is a file',
  ENOTDIR: 'a part of its path is a file',
  EACCES: 'no permission to make it',
  EPERM: 'no permission to make it',
  EROFS: 'the file system is read-only',
  ENOENT: 'no folder can be made there',
  ENOSPC: 'no space is left on the disk',
};

/** Makes a folder and those above it, one by one: Node's own recursive mkdir never returns below /proc. */
function makeFolder(folder: string): void {
  const above = dirname(folder);
  if (above !== folder && !existsSync(above)) makeFolder(above);
  try {
    mkdirSync(folder);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST' || !statSync(folder).isDirectory()) throw error;
  }
}

function openFile(dataDir: string, file: string, lockTimeoutMs: number): Database.Database {
  try {
    makeFolder(dataDir);
  } catch (error) {
    const code = codeOf(error);
    throw storeError('store-folder', dataDir, FOLDER_FAULTS[code] ?? code, error);
  }
  try {
    // Of processes that open a new file at once one makes it, and the others wait for that as for any lock.
    const database = new Database(file, { timeout: Math.min(lockTimeoutMs, LONGEST_OPENING_MS) });
    const pragmas = ['journal_mode = wal', 'synchronous = full', 'cache_size = -32000'];
    for (const pragma of [...pragmas, `busy_timeout = ${BLOCKING_TIMEOUT_MS}`]) database.exec(`pragma ${pragma}`);
    return database;
  } catch (error) {
    throw explained(error, file);
  }
}

/**
 * Runs a statement on a thread of libsql's: one that waits for a lock or for the disk must not keep the event loop
 * waiting. libsql has this in its other class only, over the same handle; that answers everything so, which for the
 * many short statements takes longer than they do.
 */
const runAside = async (database: Database.Database, text: string): Promise<void> => {
  await PromiseDatabase.prototype.exec.call(database, text);
};

/** How long queries in a transaction may go on without a turn of the event loop. */
const LONGEST_STRETCH_MS = 4;

/**
 * libsql answers at once. Without a turn of the event loop after each answer, and now and then in a transaction, a long
 * run of queries would let nothing else happen, and its freed memory would never come back.
 */
function turns(): { between: () => Promise<void> | undefined; after: () => Promise<void> } {
  let last = performance.now();
  const after = async (): Promise<void> => {
    await setImmediate();
    last = performance.now();
  };
  return { after, between: () => (performance.now() - last < LONGEST_STRETCH_MS ? undefined : after()) };
}

/** Prepares each text once: libsql takes longer to prepare a statement than to run it. */
function preparing(database: Database.Database): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    prepare: (text) => {
      const known = prepared.get(text);
      if (known !== undefined) return known;
      const statement = database.prepare(text) as unknown as SqliteStatement;
      if (prepared.size >= MAX_PREPARED) prepared.clear();
      prepared.set(text, statement);
      return statement;
    },
    close: () => {
      prepared.clear();
      database.close();
    },
  };
}

/** Takes the write lock when a transaction begins, so that none fails half way for another writer. */
async function beginImmediate(run: (text: string) => Promise<void>, lockTimeoutMs: number): Promise<void> {
  for (let waited = 0; ; waited += BLOCKING_TIMEOUT_MS + LOCK_RETRY_MS) {
    try {
      await run('begin immediate');
      return;
    } catch (error) {
      if (faultOf(error) !== 'store-locked' || waited >= lockTimeoutMs) throw error;
      await sleep(LOCK_RETRY_MS);
    }
  }
}

/** Few lengths of INSERT, so that few statements need be prepared and kept: each row more makes another statement. */
const powerOfTwo = (rows: number): number => Math.min(2 ** Math.floor(Math.log2(rows)), MAX_ROWS);

async function indexText(tx: Tx, rows: readonly SearchRow[]): Promise<void> {
  const values = rows.map(({ no, text }) => sql`(${no}, ${text})`);
  await sql`insert into event_fts (rowid, text) values ${sql.join(values)}`.execute(tx);
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** SQLite's primary result codes (https://sqlite.org/rescode.html); the upper bytes of a code only refine it. */
const FAULTS: ReadonlyMap<number, StoreFault> = new Map([
  [3, 'store-read-only'],
  [5, 'store-locked'],
  [6, 'store-locked'],
  [8, 'store-read-only'],
  [10, 'store-folder'],
  [11, 'store-corrupt'],
  [13, 'store-full'],
  [14, 'store-folder'],
  [26, 'store-corrupt'],
]);

const faultOf = (error: unknown): StoreFault | undefined =>
  error instanceof Error && 'rawCode' in error && typeof error.rawCode === 'number'
    ? FAULTS.get(error.rawCode & 0xff)
    : undefined;

/** What an error of libsql means for whoever has to mend it; others are given back as they are. */
function explained(error: unknown, file: string): unknown {
  if (!(error instanceof Error)) return error;
  const fault = faultOf(error);
  if (fault !== undefined) return storeError(fault, file, error.message, error);
  // Where it cannot even open the file, libsql gives no code.
  if (error.message.includes('Unable to open connection')) {
    return storeError('store-folder', file, 'it cannot be opened or made there', error);
  }
  return error;
}
