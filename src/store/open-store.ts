/** Opens the store: embedded SQLite in a folder, or PostgreSQL at an address. */
import type { IncidentRules } from '../model/incident.ts';
import type { Engine } from './engine.ts';
import { foldName } from './fold-name.ts';
import { migrate } from './migrations.ts';
import { openPostgres } from './postgres.ts';
import { SqlStore } from './sql-store.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';

export type StorePlace = { dataDir: string } | { databaseUrl: string };

export type OpenStoreOptions = StorePlace & {
  /** Ids of the places that contain a place, nearest first; without it a region does not take in its places. */
  ancestors?: (placeId: string) => readonly string[];
  /** One spelling for all spellings of a name. */
  fold?: (name: string) => string;
  /** By which rules reports are told to be of one event; without them each event is an incident of its own. */
  incidents?: IncidentRules;
  /** Milliseconds since 1970. */
  now?: () => number;
  /** How long the store waits where it is locked or away before it fails, in milliseconds. */
  patienceMs?: number;
};

const PATIENCE_MS = 10_000;

/**
 * The store, with today's schema. Throws a UserError, one line that says how to mend it, where the store is locked,
 * read-only, damaged, from a newer version or out of reach.
 */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const { ancestors = () => [], fold = foldName, incidents, now = Date.now, patienceMs = PATIENCE_MS } = options;
  const engine =
    'dataDir' in options
      ? openSqlite({ dataDir: options.dataDir, lockTimeoutMs: patienceMs })
      : await openPostgres({ databaseUrl: options.databaseUrl, patienceMs });
  try {
    await migrate(engine);
    await checkWritable(engine);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return new SqlStore({ engine, ports: { ancestors, fold, ...(incidents === undefined ? {} : { incidents }) }, now });
}

/** Writes nothing that stays, but tells at once where nothing could be written. */
const checkWritable = (engine: Engine): Promise<unknown> =>
  engine.transact((tx) => tx.deleteFrom('doc').where('ns', '=', 'cache').where('expires', '<', 0).execute());
