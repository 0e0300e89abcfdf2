/** A Kysely dialect whose errors have been looked at: those that a person can mend come out as UserErrors. */
import type {
  CompiledQuery,
  DatabaseConnection,
  DatabaseIntrospector,
  Dialect,
  DialectAdapter,
  Driver,
  Kysely,
  QueryCompiler,
  QueryResult,
  TransactionSettings,
} from 'kysely';

/** The error to throw instead, or the very same one. */
export type Explain = (error: unknown) => unknown;

export type DialectOverrides = {
  explain: Explain;
  /** How a transaction begins and ends, where it is not the dialect's own way. */
  begin?: () => Promise<void>;
  commit?: () => Promise<void>;
  /** What to wait for after each query, and when a query or transaction is over. */
  between?: () => Promise<unknown> | undefined;
  after?: () => Promise<unknown>;
  /** Runs a query until it works or is given up, each time on another connection; for a Kysely that begins no transactions. */
  persist?: <T>(work: () => Promise<T>) => Promise<T>;
};

export class ExplainingDialect implements Dialect {
  readonly #inner: Dialect;
  readonly #overrides: DialectOverrides;

  constructor(inner: Dialect, overrides: DialectOverrides) {
    this.#inner = inner;
    this.#overrides = overrides;
  }

  createDriver(): Driver {
    return new ExplainingDriver(this.#inner.createDriver(), this.#overrides);
  }

  createQueryCompiler(): QueryCompiler {
    return this.#inner.createQueryCompiler();
  }

  createAdapter(): DialectAdapter {
    return this.#inner.createAdapter();
  }

  // biome-ignore lint/suspicious/noExplicitAny: Kysely's own signature.
  createIntrospector(db: Kysely<any>): DatabaseIntrospector {
    return this.#inner.createIntrospector(db);
  }
}

class ExplainingConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  readonly #overrides: DialectOverrides;

  constructor(inner: DatabaseConnection, overrides: DialectOverrides) {
    this.inner = inner;
    this.#overrides = overrides;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { explain, between } = this.#overrides;
    const result = await explaining(explain, () => this.inner.executeQuery<R>(query));
    await between?.();
    return result;
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('the store reads page by page');
  }
}

/** Takes a connection for each query and each try of it, since one that broke is of no use any more. */
class PersistentConnection implements DatabaseConnection {
  readonly #driver: Driver;
  readonly #overrides: DialectOverrides;

  constructor(driver: Driver, overrides: DialectOverrides) {
    this.#driver = driver;
    this.#overrides = overrides;
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { explain, persist = (work) => work() } = this.#overrides;
    return persist(() =>
      explaining(explain, async () => {
        const connection = await this.#driver.acquireConnection();
        try {
          return await connection.executeQuery<R>(query);
        } finally {
          await this.#driver.releaseConnection(connection);
        }
      }),
    );
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('the store reads page by page');
  }
}

class ExplainingDriver implements Driver {
  readonly #inner: Driver;
  readonly #overrides: DialectOverrides;

  constructor(inner: Driver, overrides: DialectOverrides) {
    this.#inner = inner;
    this.#overrides = overrides;
  }

  init(): Promise<void> {
    return this.#explaining(() => this.#inner.init());
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    if (this.#overrides.persist !== undefined) return new PersistentConnection(this.#inner, this.#overrides);
    return this.#explaining(async () => {
      const connection = await this.#inner.acquireConnection();
      return new ExplainingConnection(connection, this.#overrides);
    });
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const { begin } = this.#overrides;
    return this.#explaining(begin ?? (() => this.#inner.beginTransaction(innerOf(connection), settings)));
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    const { commit } = this.#overrides;
    return this.#explaining(commit ?? (() => this.#inner.commitTransaction(innerOf(connection))));
  }

  /** Quiet where nothing is left to roll back (a full disk, a lost connection): what went wrong before is what matters. */
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#inner.rollbackTransaction(innerOf(connection)).catch(() => {});
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    if (connection instanceof PersistentConnection) return;
    await this.#explaining(() => this.#inner.releaseConnection(innerOf(connection)));
    await this.#overrides.after?.();
  }

  destroy(): Promise<void> {
    return this.#inner.destroy();
  }

  #explaining<T>(work: () => Promise<T>): Promise<T> {
    return explaining(this.#overrides.explain, work);
  }
}

const innerOf = (connection: DatabaseConnection): DatabaseConnection =>
  connection instanceof ExplainingConnection ? connection.inner : connection;

async function explaining<T>(explain: Explain, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explain(error);
  }
}
