/** Where stores are benchmarked: a new temporary folder, or a schema of its own in a database; both gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'libsql';
import pg from 'pg';
import type { StorePlace } from '../src/store/open-store.ts';

/** Runs SQL on the same data, past the store, with `?` for parameters. */
export type Run = (text: string, parameters: readonly unknown[]) => Promise<unknown[]>;

export type BenchPlace = {
  name: string;
  place: StorePlace;
  run: Run;
  remove: () => Promise<void>;
};

export const sqlitePlace = (): BenchPlace => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'sitrep-bench-'));
  const prepared = new Map<string, Database.Statement>();
  let database: Database.Database | null = null;
  return {
    name: 'SQLite',
    place: { dataDir },
    run: async (text, parameters) => {
      database ??= new Database(path.join(dataDir, 'sitrep.db'), { timeout: 10_000 });
      const statement = prepared.get(text) ?? database.prepare(text);
      prepared.set(text, statement);
      if (statement.reader) return statement.all([...parameters]);
      statement.run([...parameters]);
      return [];
    },
    remove: async () => {
      database?.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
};

export const postgresPlace = async (databaseUrl: string): Promise<BenchPlace> => {
  const url = new URL(databaseUrl);
  url.searchParams.set('options', '-c search_path=sitrep_bench');
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query('set client_min_messages = warning');
  await client.query('drop schema if exists sitrep_bench cascade; create schema sitrep_bench');
  return {
    name: 'PostgreSQL',
    place: { databaseUrl: url.href },
    run: async (text, parameters) => {
      let n = 0;
      return (
        await client.query(
          text.replaceAll('?', () => `$${++n}`),
          [...parameters],
        )
      ).rows;
    },
    remove: async () => {
      await client.query('drop schema sitrep_bench cascade');
      await client.end();
    },
  };
};
