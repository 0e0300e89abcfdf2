/** Questions to the tables, whose SQL is made once for each shape of a question: making it takes longer than many an answer. */
import type { RawBuilder } from 'kysely';
import { CompiledQuery, sql } from 'kysely';
import type { Engine } from './engine.ts';
import type { Db, Tx } from './schema.ts';

/** What stands in SQL for a value that is given when it is run. */
class Slot {
  readonly name: string;
  readonly index: number | null;

  constructor(name: string, index: number | null) {
    this.name = name;
    this.index = index;
  }

  in(values: Values): unknown {
    const value = values[this.name];
    return this.index === null ? value : (value as readonly unknown[])[this.index];
  }
}

/** By the names of their slots. */
export type Values = Readonly<Record<string, unknown>>;

/** The value of a name, or one of its values. */
export const slot = (name: string, index: number | null = null): RawBuilder<unknown> => sql`${new Slot(name, index)}`;

/** All values of a name, with commas between them. */
export const slots = (name: string, count: number): RawBuilder<unknown> =>
  sql.join(Array.from({ length: count }, (_, index) => new Slot(name, index)));

/** Shapes kept; there are many, by how many ids and kinds are asked for, but not endlessly many. */
const MAX_SHAPES = 500;

type Made = { text: string; parameters: readonly unknown[] };

export class Asking {
  readonly latestOfEach: Engine['latestOfEach'];
  readonly #db: Db;
  readonly #read: Engine['read'];
  readonly #made = new Map<string, Made>();

  constructor({ db, read, latestOfEach }: Pick<Engine, 'db' | 'read' | 'latestOfEach'>) {
    this.#db = db;
    this.#read = read;
    this.latestOfEach = latestOfEach;
  }

  /** Asks inside a transaction, seeing what it wrote. */
  static within(tx: Tx, { latestOfEach }: Pick<Engine, 'latestOfEach'>): Asking {
    const read = async <Row>(text: string, parameters: readonly unknown[]): Promise<Row[]> =>
      (await tx.executeQuery<Row>(CompiledQuery.raw(text, [...parameters]))).rows;
    return new Asking({ db: tx, read, latestOfEach });
  }

  /** The rows of what `make` makes, which must depend on the shape alone and take its values from slots. */
  async ask<Row>(shape: string, values: Values, make: () => RawBuilder<unknown>): Promise<Row[]> {
    const made = this.#made.get(shape) ?? this.#keep(shape, make());
    const parameters = made.parameters.map((one) => (one instanceof Slot ? one.in(values) : one));
    return this.#read<Row>(made.text, parameters);
  }

  #keep(shape: string, query: RawBuilder<unknown>): Made {
    const { sql: text, parameters } = query.compile(this.#db);
    if (this.#made.size >= MAX_SHAPES) this.#made.clear();
    this.#made.set(shape, { text, parameters });
    return { text, parameters };
  }
}
