/** Where stores are benchmarked: a folder, or a schema of its own in a database; gone afterwards where it is not to be kept. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import pg from 'pg';
import type { StorePlace } from '../src/store/open-store.ts';

export type Row = Readonly<Record<string, unknown>>;

export type BenchPlace = {
  name: string;
  place: StorePlace;
  /** Runs SQL on the same data, past the store, with `?` for parameters. */
  run: (text: string, parameters: readonly unknown[]) => Promise<unknown[]>;
  /** Writes rows that have the same columns. */
  insert: (table: string, rows: readonly Row[]) => Promise<void>;
  insertTexts: (texts: readonly { no: number; text: string }[]) => Promise<void>;
  /** What the engine does by itself now and then, done at once. */
  tidy: () => Promise<void>;
  remove: () => Promise<void>;
};

/** `keptAs` names a place that stays and is found again. */
export type OpenPlace = (keptAs: string | null) => Promise<BenchPlace>;

/** Rows in one INSERT of SQLite; the widest has twelve columns. */
const ROWS = 64;
const KEPT_IN = 'sitrep-bench';

export const sqlitePlace: OpenPlace = async (keptAs) => {
  const kept = keptAs === null ? null : path.join(tmpdir(), KEPT_IN, keptAs);
  if (kept !== null) mkdirSync(kept, { recursive: true });
  const dataDir = kept ?? mkdtempSync(path.join(tmpdir(), 'sitrep-bench-'));
  const prepared = new Map<string, Database.Statement>();
  let database: Database.Database | null = null;
  const prepare = (text: string): Database.Statement => {
    if (database === null) {
      database = new Database(path.join(dataDir, 'sitrep.db'), { timeout: 10_000 });
      // As much as the store has.
      database.exec('pragma cache_size = -32000');
    }
    const statement = prepared.get(text) ?? database.prepare(text);
    prepared.set(text, statement);
    return statement;
  };
  const insert = (table: string, columns: readonly string[], rows: readonly (readonly unknown[])[]): void => {
    const one = `(${columns.map(() => '?').join(', ')})`;
    for (let start = 0; start < rows.length; ) {
      const many = rows.length - start >= ROWS ? ROWS : 1;
      const text = `insert into ${table} (${columns.join(', ')}) values ${Array(many).fill(one).join(', ')}`;
      prepare(text).run(rows.slice(start, start + many).flat());
      start += many;
    }
  };
  return {
    name: 'SQLite',
    place: { dataDir },
    run: async (text, parameters) => {
      const statement = prepare(text);
      if (statement.reader) return statement.all([...parameters]);
      statement.run([...parameters]);
      return [];
    },
    insert: async (table, rows) => {
      const columns = Object.keys(rows[0] ?? {});
      insert(
        table,
        columns,
        rows.map((row) => columns.map((column) => row[column])),
      );
    },
    insertTexts: async (texts) => {
      insert(
        'event_fts',
        ['rowid', 'text'],
        texts.map(({ no, text }) => [no, text]),
      );
    },
    tidy: async () => {},
    remove: async () => {
      database?.close();
      if (kept === null) rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

export const postgresPlace =
  (databaseUrl: string): OpenPlace =>
  async (keptAs) => {
    const schema = keptAs === null ? 'sitrep_bench' : `sitrep_bench_${keptAs}`;
    const url = new URL(databaseUrl);
    url.searchParams.set('options', `-c search_path=${schema}`);
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    await client.query('set client_min_messages = warning');
    if (keptAs === null) await client.query(`drop schema if exists ${schema} cascade`);
    await client.query(`create schema if not exists ${schema}`);
    return {
      name: 'PostgreSQL',
      place: { databaseUrl: url.href },
      run: async (text, parameters) => {
        let n = 0;
        const query = text.replaceAll('?', () => `$${++n}`);
        return (await client.query(query, [...parameters])).rows;
      },
      insert: async (table, rows) => {
        if (rows.length === 0) return;
        const columns = Object.keys(rows[0] ?? {}).join(', ');
        await client.query(
          `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${schema}.${table}, $1)`,
          [JSON.stringify(rows)],
        );
      },
      insertTexts: async (texts) => {
        await client.query(
          `insert into event_fts (no, words) select no, to_tsvector('english', text)
           from json_to_recordset($1) as r (no bigint, text text)`,
          [JSON.stringify(texts)],
        );
      },
      tidy: async () => {
        await client.query('vacuum analyze');
      },
      remove: async () => {
        if (keptAs === null) await client.query(`drop schema ${schema} cascade`);
        await client.end();
      },
    };
  };
