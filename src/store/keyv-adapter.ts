/** KeyvStoreAdapter over the `doc` table: one instance per namespace; what a value stands for is written in the same transaction. */
import { EventEmitter } from 'node:events';
import type { KeyvStoreAdapter as AdapterFace, StoredData } from 'keyv';
import { Keyv } from 'keyv';
import { AppError } from '../errors.ts';
import { fromText, toText } from './columns.ts';
import type { Engine } from './engine.ts';
import type { Tx } from './schema.ts';
import { storeError } from './store-error.ts';

/** Rows in one page of the iterator, and keys in one look-up of many. */
const PAGE = 50;
const MAX_KEY_BYTES = 1024;
/** How many expired rows a write clears away in passing. */
const SWEEP = 20;

/** What else changes when documents do, in the same transaction. */
export type Companion = {
  written(tx: Tx, key: string, value: unknown): Promise<void>;
  removed(tx: Tx, key: string): Promise<void>;
};

export type AdapterOptions = { engine: Engine; namespace: string; now: () => number; companion?: Companion };

/** What Keyv hands over and gets back: the value and when it expires, or text of a Keyv that serialises by itself. */
type Envelope = { value?: unknown; expires?: number | null };
type Entry = { key: string; value: unknown; ttl?: number };

/** Keyv's storage contract over SQL. Errors are thrown, never emitted: an `error` listener would turn them into misses. */
export class KeyvStoreAdapter extends EventEmitter implements AdapterFace {
  readonly opts: { dialect: string };
  namespace: string;
  readonly #engine: Engine;
  readonly #now: () => number;
  readonly #companion: Companion | undefined;

  constructor(options: AdapterOptions) {
    super();
    this.#engine = options.engine;
    this.namespace = options.namespace;
    this.#now = options.now;
    this.#companion = options.companion;
    this.opts = { dialect: options.engine.dialect };
  }

  async get<Value>(key: string): Promise<StoredData<Value> | undefined> {
    const [data] = await this.getMany<Value>([key]);
    return data as StoredData<Value> | undefined;
  }

  async getMany<Value>(keys: string[]): Promise<StoredData<Value | undefined>[]> {
    const found = new Map<string, string>();
    for (let start = 0; start < keys.length; start += PAGE) {
      const rows = await this.#engine.db
        .selectFrom('doc')
        .select(['key', 'value'])
        .where('ns', '=', this.namespace)
        .where('key', 'in', keys.slice(start, start + PAGE).map(toText))
        .where((where) => where.or([where('expires', 'is', null), where('expires', '>', this.#now())]))
        .execute();
      for (const row of rows) found.set(row.key, row.value);
    }
    return keys.map((key) => {
      const value = found.get(toText(key));
      return value === undefined ? undefined : (this.#parse(key, value) as StoredData<Value>);
    });
  }

  async has(key: string): Promise<boolean> {
    return (await this.get(key)) !== undefined;
  }

  async hasMany(keys: string[]): Promise<boolean[]> {
    return (await this.getMany(keys)).map((data) => data !== undefined);
  }

  async set(key: string, value: unknown, ttl?: number): Promise<true> {
    await this.#engine.transact((tx) => this.#write(tx, { key, value, ...(ttl === undefined ? {} : { ttl }) }));
    return true;
  }

  /** Writes a value under a key that is not there yet; false, and nothing written, where it is. */
  async insert(key: string, value: unknown): Promise<boolean> {
    return this.#engine.transact(async (tx) => {
      const there = await tx
        .selectFrom('doc')
        .select('key')
        .where('ns', '=', this.namespace)
        .where('key', '=', toText(key))
        .executeTakeFirst();
      if (there === undefined) await this.#write(tx, { key, value: { value } });
      return there === undefined;
    });
  }

  /**
   * Replaces the value of a key by what `change` makes of it, with no other writer in between; nothing is written where the
   * key is not there or `change` gives undefined.
   */
  async update(key: string, change: (value: unknown) => unknown): Promise<void> {
    await this.#engine.transact(async (tx) => {
      let find = tx.selectFrom('doc').select('value').where('ns', '=', this.namespace).where('key', '=', toText(key));
      if (this.#engine.rowLocks) find = find.forUpdate();
      const row = await find.executeTakeFirst();
      if (row === undefined) return;
      const envelope = this.#parse(key, row.value) as Envelope;
      const value = change(envelope.value);
      if (value !== undefined) await this.#write(tx, { key, value: { ...envelope, value } });
    });
  }

  /** All or none of the entries are written. */
  // biome-ignore lint/suspicious/noExplicitAny: Keyv's type says void, its code hands the booleans on.
  async setMany(entries: Entry[]): Promise<any> {
    await this.#engine.transact(async (tx) => {
      for (const entry of entries) await this.#write(tx, entry);
    });
    return entries.map(() => true);
  }

  async delete(key: string): Promise<boolean> {
    return this.deleteMany([key]);
  }

  /** True where any of the keys was there. */
  async deleteMany(keys: string[]): Promise<boolean> {
    return this.#engine.transact(async (tx) => {
      let deleted = 0;
      for (const key of keys) {
        const result = await tx
          .deleteFrom('doc')
          .where('ns', '=', this.namespace)
          .where('key', '=', toText(key))
          .executeTakeFirst();
        if (result.numDeletedRows > 0n) await this.#companion?.removed(tx, key);
        deleted += Number(result.numDeletedRows);
      }
      return deleted > 0;
    });
  }

  async clear(): Promise<void> {
    await this.#engine.transact(async (tx) => {
      if (this.#companion !== undefined) {
        const rows = await tx.selectFrom('doc').select('key').where('ns', '=', this.namespace).execute();
        for (const row of rows) await this.#companion.removed(tx, fromText(row.key));
      }
      await tx.deleteFrom('doc').where('ns', '=', this.namespace).execute();
    });
  }

  /** Every entry that has not expired, by key, a page at a time. */
  // biome-ignore lint/suspicious/noExplicitAny: Keyv's own type for what its iterator yields.
  async *iterator(namespace: string = this.namespace): AsyncGenerator<any, void> {
    for (let after: string | null = null; ; ) {
      let page = this.#engine.db
        .selectFrom('doc')
        .select(['key', 'value'])
        .where('ns', '=', namespace)
        .where((where) => where.or([where('expires', 'is', null), where('expires', '>', this.#now())]))
        .orderBy('key')
        .limit(PAGE);
      if (after !== null) page = page.where('key', '>', after);
      const rows: { key: string; value: string }[] = await page.execute();
      for (const row of rows) yield [fromText(row.key), this.#parse(fromText(row.key), row.value)];
      after = rows.at(-1)?.key ?? null;
      if (after === null || rows.length < PAGE) return;
    }
  }

  /** The store closes its engine itself: several namespaces share it. */
  async disconnect(): Promise<void> {}

  async #write(tx: Tx, { key, value, ttl }: Entry): Promise<void> {
    const text = JSON.stringify(value);
    const envelope: Envelope = typeof value === 'object' && value !== null ? value : {};
    const expires = envelope.expires ?? (ttl === undefined ? null : this.#now() + ttl);
    const row = { ns: this.namespace, key: storableKey(key), value: text, expires };
    await tx
      .insertInto('doc')
      .values(row)
      .onConflict((conflict) => conflict.columns(['ns', 'key']).doUpdateSet({ value: text, expires }))
      .execute();
    await this.#companion?.written(tx, key, envelope.value);
    if (expires !== null) await this.#sweep(tx);
  }

  async #sweep(tx: Tx): Promise<void> {
    const expired = tx
      .selectFrom('doc')
      .select('key')
      .where('ns', '=', this.namespace)
      .where('expires', '<=', this.#now())
      .limit(SWEEP);
    await tx.deleteFrom('doc').where('ns', '=', this.namespace).where('key', 'in', expired).execute();
  }

  #parse(key: string, text: string): unknown {
    try {
      return JSON.parse(text);
    } catch (cause) {
      throw storeError('store-document', this.#engine.location, `${this.namespace} "${key}" is not JSON`, cause);
    }
  }
}

/** A Keyv over the adapter that hides no error and adds nothing to keys or values. */
export function durableKeyv(store: KeyvStoreAdapter): Keyv {
  const keyv = new Keyv({ store, namespace: store.namespace, useKeyPrefix: false, throwOnErrors: true });
  // The adapter writes plain JSON itself, once; Keyv's own serializer would escape values that begin with a colon.
  keyv.serialize = undefined;
  keyv.deserialize = undefined;
  return keyv;
}

function storableKey(key: string): string {
  const text = toText(key);
  if (Buffer.byteLength(text) <= MAX_KEY_BYTES) return text;
  throw new AppError('store-key-too-long', `The key "${key.slice(0, 40)}…" is longer than ${MAX_KEY_BYTES} bytes.`);
}
