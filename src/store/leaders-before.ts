/** Which report led which before a transaction changes it, in every view that has a word on it; each event is read once. */
import { sql } from 'kysely';
import type { Tx } from './schema.ts';
import { articleOf, numbersIn } from './schema.ts';

/** Everybody's view. */
export const SHARED = 'shared';

/** Numbers, or ranges of numbers, in one query. */
const PAGE = 200;
export const RANGES = 50;

/** View and leader are null for an event that is in no incident with others. */
export type LeaderRow = { event: number; view: string | null; leader: number | null };

export class LeadersBefore {
  readonly #tx: Tx;
  readonly #leaders = new Map<number, Map<string, number>>();
  readonly #company = new Map<number, Set<number>>();

  constructor(tx: Tx) {
    this.#tx = tx;
  }

  /** The report that led one, as a view saw it; itself where it led or was alone. It must have been read. */
  of(event: number, view: string): number {
    const leaders = this.#leaders.get(event);
    return leaders?.get(view) ?? leaders?.get(SHARED) ?? event;
  }

  /** Whether a view had a word of its own on an event that has been read. */
  isIn(event: number, view: string): boolean {
    return this.#leaders.get(event)?.has(view) === true;
  }

  /** The views that had a word of their own on an event that has been read. */
  viewsOf(event: number): string[] {
    return [...(this.#leaders.get(event)?.keys() ?? [])];
  }

  /** The events of an article that were in company, once it has been read. */
  inCompany(article: number): ReadonlySet<number> {
    return this.#company.get(article) ?? new Set();
  }

  async read(events: Iterable<number>): Promise<void> {
    const missing = [...new Set(events)].filter((no) => !this.#leaders.has(no));
    for (const some of pages(missing, PAGE)) {
      const rows = this.#tx.selectFrom('incident').select(['event', 'view', 'leader']).where('event', 'in', some);
      this.keep(some.map((event) => ({ event, view: null, leader: null })));
      this.keep(await rows.execute());
    }
  }

  async readArticles(articles: Iterable<number>): Promise<void> {
    const missing = [...new Set(articles)].filter((article) => !this.#company.has(article));
    for (const some of pages(missing, RANGES)) {
      for (const article of some) this.#company.set(article, new Set());
      const ranges = some.map(numbersIn).map(({ from, to }) => sql`event between ${from} and ${to}`);
      const { rows } = await sql<LeaderRow>`select event, view, leader from incident
        where ${sql.join(ranges, sql` or `)}`.execute(this.#tx);
      this.keep(rows);
      for (const { event } of rows) this.#company.get(articleOf(event))?.add(event);
    }
  }

  /** The events, restatements among them, that these led in any view; they are read then. */
  async led(leaders: readonly number[]): Promise<number[]> {
    const found: number[] = [];
    for (const some of pages(leaders, PAGE)) {
      const rows = this.#tx.selectFrom('incident').select('event').distinct().where('leader', 'in', some);
      found.push(...(await rows.execute()).map(({ event }) => event));
    }
    await this.read(found);
    return found;
  }

  /** Takes in rows that were read elsewhere: all those of their events. */
  keep(rows: readonly LeaderRow[]): void {
    for (const { event, view, leader } of rows) {
      const leaders = this.#leaders.get(event) ?? new Map<string, number>();
      if (view !== null && leader !== null) leaders.set(view, leader);
      this.#leaders.set(event, leaders);
    }
  }
}

export function* pages<T>(all: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < all.length; start += size) yield all.slice(start, start + size);
}
