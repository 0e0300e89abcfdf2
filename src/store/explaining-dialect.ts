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
  /** How a transaction begins, where it is not the dialect's own way. */
  begin?: (connection: DatabaseConnection) => Promise<void>;
  /** What to wait for when a query or transaction is over. */
  after?: () => Promise<unknown>;
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
  readonly #explain: Explain;

  constructor(inner: DatabaseConnection, explain: Explain) {
    this.inner = inner;
    this.#explain = explain;
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    return explaining(this.#explain, () => this.inner.executeQuery<R>(query));
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

  acquireConnection(): Promise<DatabaseConnection> {
    const { explain } = this.#overrides;
    return this.#explaining(async () => new ExplainingConnection(await this.#inner.acquireConnection(), explain));
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const { begin } = this.#overrides;
    if (begin !== undefined) return begin(connection);
    return this.#explaining(() => this.#inner.beginTransaction(innerOf(connection), settings));
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#explaining(() => this.#inner.commitTransaction(innerOf(connection)));
  }

  /** Quiet where nothing is left to roll back (a full disk, a lost connection): what went wrong before is what matters. */
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#inner.rollbackTransaction(innerOf(connection)).catch(() => {});
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
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
