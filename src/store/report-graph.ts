/** The reports around an event, as a transaction sees them: which others could be of the same event, and how well they match. */
import { sql } from 'kysely';
import type { IncidentRules, ReportMatch } from '../model/incident.ts';
import type { StoredEvent } from '../model/record.ts';
import { toKey } from './columns.ts';
import type { Condition } from './event-plan.ts';
import type { EventRow } from './event-row.ts';
import { eventColumns, toStoredEvent } from './event-row.ts';
import type { Tx } from './schema.ts';
import { EVENTS_PER_ARTICLE } from './schema.ts';

/** `scope` is whose event it is, `hiddenFrom` for whom an analyst took it out. */
export type ReportNode = {
  no: number;
  scope: string;
  report: StoredEvent;
  rank: string;
  hiddenFrom: ReadonlySet<string>;
};

/** Negative where the first tells more. */
export const byRank = (a: ReportNode, b: ReportNode): number => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0);
export type Neighbour = { node: ReportNode; match: ReportMatch };

export const SHARED = 'shared';

/** More reports than these about one place and day are not looked through. */
const MOST_CANDIDATES = 400;
const PAGE = 200;

/** Reads each report and its neighbours once. Restatements inside an article are no reports of their own. */
export class ReportGraph {
  readonly #tx: Tx;
  readonly #rules: IncidentRules;
  readonly #nodes = new Map<number, ReportNode>();
  readonly #neighbours = new Map<number, Neighbour[]>();
  readonly #kinds = new Map<string, number[]>();
  #anyHidden: boolean | null = null;

  constructor(tx: Tx, rules: IncidentRules) {
    this.#tx = tx;
    this.#rules = rules;
  }

  /** Those of the events that are reports, by number. */
  async nodes(numbers: readonly number[]): Promise<ReportNode[]> {
    const missing = [...new Set(numbers)].filter((no) => !this.#nodes.has(no));
    for (let start = 0; start < missing.length; start += PAGE) {
      await this.#load(sql`e.no in (${sql.join(missing.slice(start, start + PAGE))})`);
    }
    return numbers.flatMap((no) => this.#nodes.get(no) ?? []);
  }

  /** The reports of an article. */
  async nodesOf(range: { from: number; to: number }): Promise<ReportNode[]> {
    const found = await this.#load(sql`e.no between ${range.from} and ${range.to}`);
    return found.flatMap((no) => this.#nodes.get(no) ?? []);
  }

  /** Every report that matches, in any scope that can be seen together with the report's own. */
  async neighbours(node: ReportNode): Promise<Neighbour[]> {
    const known = this.#neighbours.get(node.no);
    if (known !== undefined) return known;
    const numbers = new Set<number>();
    for (const found of await this.#candidates(node)) numbers.add(found);
    numbers.delete(node.no);
    const near = (await this.nodes([...numbers])).flatMap((other): Neighbour[] => {
      if (other.scope !== node.scope && other.scope !== SHARED && node.scope !== SHARED) return [];
      const match = this.#rules.match(node.report, other.report);
      return match === null ? [] : [{ node: other, match }];
    });
    this.#neighbours.set(node.no, near);
    return near;
  }

  async #candidates({ no, report }: ReportNode): Promise<number[]> {
    const search = this.#rules.search(report);
    const words = this.#rules.words(report);
    const found: number[] = [];
    if (words !== null) {
      const copies = sql<{ no: number }>`select o.no from event e join event o on o.quote = e.quote and o.quote <> 0
        where e.no = ${no} limit ${sql.lit(MOST_CANDIDATES)}`;
      found.push(...(await copies.execute(this.#tx)).rows.map((copy) => copy.no));
    }
    if (search === null) return found;
    const kinds = await this.#kindsOf(search.actions);
    if (kinds.length === 0) return found;
    const place = toKey(search.place);
    const article = Math.floor(no / EVENTS_PER_ARTICLE) * EVENTS_PER_ARTICLE;
    const others = search.ownArticle
      ? sql``
      : sql` and d.event not between ${article} and ${article + EVENTS_PER_ARTICLE - 1}`;
    const when = sql`d.day_to between ${search.from} and ${search.to} and d.kind in (${sql.join(kinds)})
      and d.restated = 0${others}`;
    const at = await sql<{ event: number }>`select d.event from event_place d
      where d.place in (${sql.join([place, ...search.around.map(toKey)])}) and ${when}
        and (d.place = ${place} or d.depth = 0) limit ${sql.lit(MOST_CANDIDATES)}`.execute(this.#tx);
    found.push(...at.rows.map(({ event }) => event));
    if (search.actors.length > 0) {
      const by = await sql<{ event: number }>`select d.event from event_actor d
        where d.actor in (${sql.join(search.actors.map(toKey))}) and ${when} limit ${sql.lit(MOST_CANDIDATES)}`.execute(
        this.#tx,
      );
      found.push(...by.rows.map(({ event }) => event));
    }
    return found;
  }

  async #kindsOf(actions: readonly string[]): Promise<number[]> {
    const key = actions.join(' ');
    const known = this.#kinds.get(key);
    if (known !== undefined) return known;
    const rows = await this.#tx
      .selectFrom('kind')
      .select('no')
      .where('action', 'in', [...actions])
      .execute();
    const kinds = rows.map(({ no }) => no);
    this.#kinds.set(key, kinds);
    return kinds;
  }

  async #load(which: Condition): Promise<number[]> {
    const { rows } = await sql<EventRow & { no: number; own_scope: string }>`select e.no, e.scope as own_scope,
      ${eventColumns(SHARED)} from event e cross join article a where ${which} and e.restated = 0 and a.no = e.article`.execute(
      this.#tx,
    );
    const hidden = rows.length === 0 ? [] : await this.#hidden(rows.map(({ no }) => no));
    for (const row of rows) {
      const { no, own_scope: scope } = row;
      if (this.#nodes.has(no)) continue;
      const hiddenFrom = new Set(hidden.filter(({ event }) => event === no).map((one) => one.scope));
      const report = toStoredEvent(row);
      this.#nodes.set(no, { no, scope, report, rank: this.#rules.rank(report), hiddenFrom });
    }
    return rows.map(({ no }) => no);
  }

  async #hidden(events: readonly number[]): Promise<{ event: number; scope: string }[]> {
    this.#anyHidden ??= (await this.#tx.selectFrom('hidden').select('event').limit(1).execute()).length > 0;
    if (!this.#anyHidden) return [];
    return this.#tx
      .selectFrom('hidden')
      .select(['event', 'scope'])
      .where('event', 'in', [...events])
      .execute();
  }
}
