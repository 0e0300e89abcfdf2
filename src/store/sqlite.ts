/** The embedded engine: SQLite through libsql, one file, several processes. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CompiledQuery, DatabaseConnection, QueryResult, SqliteStatement, TransactionSettings } from 'kysely';
import { CompiledQuery as Compiled, Kysely, SqliteDialect, SqliteDriver, sql } from 'kysely';
import Database from 'libsql';
import type { ColumnWords, Engine, SearchRow } from './engine.ts';
import type { Db, Tables, Tx } from './schema.ts';
import { storeError } from './store-error.ts';

const FILE = 'sitrep.db';

/** How long to wait for another process's transaction before giving up, and how long of it to block this thread. */
const LOCK_TIMEOUT_MS = 10_000;
const BLOCKING_TIMEOUT_MS = 200;
const LOCK_RETRY_MS = 5;

const WORDS: ColumnWords = {
  text: 'text',
  bigint: 'integer',
  counter: 'integer primary key autoincrement',
  indexOnly: 'without rowid',
};

/** Opens or creates `sitrep.db` in the folder. Throws a UserError where that cannot be done. */
export function openSqlite(dataDir: string, lockTimeoutMs: number = LOCK_TIMEOUT_MS): Engine {
  const file = join(dataDir, FILE);
  const database = openFile(dataDir, file);
  const prepared = new Map<string, SqliteStatement>();
  const dialect = new ImmediateSqliteDialect(
    {
      database: {
        close: () => database.close(),
        prepare: (text) => {
          const known = prepared.get(text);
          if (known !== undefined) return known;
          const statement = database.prepare(text) as unknown as SqliteStatement;
          if (prepared.size >= MAX_PREPARED) prepared.clear();
          prepared.set(text, statement);
          return statement;
        },
      },
    },
    { file, lockTimeoutMs },
  );
  const db: Db = new Kysely<Tables>({ dialect });
  return {
    dialect: 'sqlite',
    location: file,
    db,
    words: WORDS,
    searchTables: [
      `create virtual table event_fts using fts5(text, content = '', contentless_delete = 1,
         tokenize = 'porter unicode61 remove_diacritics 2')`,
    ],
    skipLocked: false,
    indexText,
    unindexText: async (tx, { from, to }) => {
      await sql`delete from event_fts where rowid in (select no from event where no between ${from} and ${to})`.execute(
        tx,
      );
    },
    transact: (work) => db.transaction().execute(work),
    lockSchema: async () => {},
    hasTable: async (tx, name) => {
      const found = await sql`select 1 from sqlite_master where type = 'table' and name = ${name}`.execute(tx);
      return found.rows.length > 0;
    },
    isDuplicate: (error) => codeOf(error).startsWith('SQLITE_CONSTRAINT'),
    close: () => db.destroy(),
  };
}

/** Statements kept ready; queries differ by the number of their parameters, so there are many but not endlessly many. */
const MAX_PREPARED = 500;

function openFile(dataDir: string, file: string): Database.Database {
  try {
    mkdirSync(dataDir, { recursive: true });
  } catch (error) {
    throw storeError('store-folder', dataDir, codeOf(error), error);
  }
  try {
    const database = new Database(file, { timeout: BLOCKING_TIMEOUT_MS });
    for (const pragma of ['journal_mode = wal', 'synchronous = full', 'cache_size = -32000']) {
      database.exec(`pragma ${pragma}`);
    }
    return database;
  } catch (error) {
    throw explained(error, file);
  }
}

async function indexText(tx: Tx, rows: readonly SearchRow[]): Promise<void> {
  const values = rows.map(({ no, text }) => sql`(${no}, ${text})`);
  await sql`insert into event_fts (rowid, text) values ${sql.join(values)}`.execute(tx);
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** What an error of libsql means for whoever has to mend it; others are given back as they are. */
function explained(error: unknown, file: string): unknown {
  const code = codeOf(error);
  const detail = error instanceof Error ? error.message : '';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return storeError('store-locked', file, '', error);
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_PERM')) {
    return storeError('store-read-only', file, '', error);
  }
  if (code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')) {
    return storeError('store-corrupt', file, detail, error);
  }
  if (code.startsWith('SQLITE_FULL')) return storeError('store-full', file, '', error);
  if (code.startsWith('SQLITE_CANTOPEN') || /Unable to open connection/.test(detail)) {
    return storeError('store-folder', file, 'the file cannot be opened', error);
  }
  return error;
}

type SqliteOptions = { file: string; lockTimeoutMs: number };

class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: ConstructorParameters<typeof SqliteDialect>[0];
  readonly #options: SqliteOptions;

  constructor(config: ConstructorParameters<typeof SqliteDialect>[0], options: SqliteOptions) {
    super(config);
    this.#config = config;
    this.#options = options;
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver(this.#config, this.#options);
  }
}

/**
 * Takes the write lock when a transaction begins, so that none fails half way for another writer, and waits for it
 * without blocking the event loop for long.
 */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #options: SqliteOptions;

  constructor(config: ConstructorParameters<typeof SqliteDialect>[0], options: SqliteOptions) {
    super(config);
    this.#options = options;
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection();
    return explaining(connection, this.#options.file);
  }

  override async beginTransaction(connection: DatabaseConnection, _settings?: TransactionSettings): Promise<void> {
    const begin = Compiled.raw('begin immediate');
    for (let waited = 0; ; waited += BLOCKING_TIMEOUT_MS + LOCK_RETRY_MS) {
      try {
        await connection.executeQuery(begin);
        return;
      } catch (error) {
        if (codeOf(error) !== 'store-locked' || waited >= this.#options.lockTimeoutMs) throw error;
        await sleep(LOCK_RETRY_MS);
      }
    }
  }
}

const explaining = (connection: DatabaseConnection, file: string): DatabaseConnection => ({
  executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> => {
    try {
      return await connection.executeQuery<R>(query);
    } catch (error) {
      throw explained(error, file);
    }
  },
  streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
});
