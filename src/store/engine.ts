/** What a SQL engine must bring; sqlite.ts and postgres.ts are the only two that do. */
import type { RawBuilder } from 'kysely';
import type { Db, Tx } from './schema.ts';

/** Words of the engine's SQL that table definitions need. */
export type ColumnWords = {
  /** Text compared by its bytes, the same on every engine. */
  text: string;
  bigint: string;
  /** An integer primary key that counts by itself. */
  counter: string;
  /** What closes a table that is nothing but its primary key's index. */
  indexOnly: string;
};

/** Words that stand one after the other; one word or more. */
export type Phrase = readonly [string, ...string[]];

/** What full-text search needs to know of one event. */
export type SearchRow = { no: number; text: string };

export type Snapshot = { readonly db: Db; close(): Promise<void> };

export interface Engine {
  readonly dialect: 'sqlite' | 'postgres';
  /** Where the data is, for people; never with a password. */
  readonly location: string;
  readonly db: Db;
  /** Answers a question outside of any transaction, without waiting for one; the same text again costs least. */
  read<Row>(text: string, parameters: readonly unknown[]): Promise<Row[]>;
  readonly words: ColumnWords;
  /** Creates whatever full-text search keeps. */
  readonly searchTables: readonly string[];
  /** How many of the rows still to be inserted the next INSERT takes. */
  batch(rows: number): number;
  indexText(tx: Tx, rows: readonly SearchRow[]): Promise<void>;
  unindexText(tx: Tx, range: { from: number; to: number }): Promise<void>;
  /** SQL that selects the numbers (`no`) of events whose text has all the phrases, words in any inflection. */
  matching(phrases: readonly Phrase[]): RawBuilder<unknown>;
  /**
   * SQL for a FROM clause that gives, as `e`, the rows of `event` that `of` selects the numbers of (`event`) for each
   * `p.column1` of some values.
   */
  latestOfEach(values: RawBuilder<unknown>, of: RawBuilder<unknown>): RawBuilder<unknown>;
  /** Runs `work` in one durable transaction, alone among writers; tries again where another writer or a lost connection was in the way. */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * What is stored at this moment, on a connection of its own: nothing that is written meanwhile is seen, and nobody is
   * kept from writing. To be closed.
   */
  snapshot(): Promise<Snapshot>;
  /** Lets only one process at a time change the tables; called inside a transaction. */
  lockSchema(tx: Tx): Promise<void>;
  /** Lets only one transaction at a time see which reports are of one event. */
  lockIncidents(tx: Tx): Promise<void>;
  hasTable(on: Db, name: string): Promise<boolean>;
  /** Whether rows can be locked one by one; where not, a transaction is alone among writers anyway. */
  readonly rowLocks: boolean;
  /** Whether the error says that a unique index already holds the row. */
  isDuplicate(error: unknown): boolean;
  close(): Promise<void>;
}

/** The rows in runs as long as the engine takes them at once. */
export function* batches<T>(engine: Engine, rows: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; ) {
    const end = start + engine.batch(rows.length - start);
    yield rows.slice(start, end);
    start = end;
  }
}
