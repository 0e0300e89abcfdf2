/** Opens the store: embedded SQLite in a folder, or PostgreSQL at an address. */
import { foldName } from './fold-name.ts';
import { migrate } from './migrations.ts';
import { SqlStore } from './sql-store.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

export type StorePlace = { dataDir: string } | { databaseUrl: string };

export type OpenStoreOptions = StorePlace & {
  /** Ids of the places that contain a place, nearest first; without it a region does not take in its places. */
  ancestors?: (placeId: string) => readonly string[];
  /** One spelling for all spellings of a name. */
  fold?: (name: string) => string;
  /** Milliseconds since 1970. */
  now?: () => number;
};

/**
 * The store, with today's schema. Throws a UserError, one line that says how to mend it, where the store is locked,
 * read-only, damaged, from a newer version or out of reach.
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  if (!('dataDir' in options)) throw new Error('PostgreSQL is not there yet');
  const engine = openSqlite(options.dataDir);
  try {
    await migrate(engine);
  } catch (error) {
    await engine.close();
    throw error;
  }
  const { ancestors = () => [], fold = foldName, now = Date.now } = options;
  return new SqlStore({ engine, ports: { ancestors, fold }, now });
}
