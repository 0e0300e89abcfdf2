/** The reports around an event, as they stood before a transaction changes who leads whom: which could be of the same event, and how well they match. */
import { sql } from 'kysely';
import type { IncidentRules, ReportMatch, ReportSearch } from '../model/incident.ts';
import type { StoredEvent } from '../model/record.ts';
import { toKey } from './columns.ts';
import type { Condition } from './event-plan.ts';
import type { EventRow } from './event-row.ts';
import { reportColumns, toStoredEvent } from './event-row.ts';
import type { Tx } from './schema.ts';
import { EVENTS_PER_ARTICLE, numbersIn } from './schema.ts';

/** `scope` is whose event it is, `hiddenFrom` for whom an analyst took it out. */
export type ReportNode = {
  no: number;
  scope: string;
  article: number;
  report: StoredEvent;
  rank: string;
  quote: number;
  hiddenFrom: ReadonlySet<string>;
};

/** Negative where the first tells more. */
export const byRank = (a: ReportNode, b: ReportNode): number => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0);

export const SHARED = 'shared';

/**
 * Of reports about one place and its days (or of one sentence), so many that came last are looked through, with those
 * that lead them, so that a commit costs no more on a day of which everybody reports.
 */
const MOST_CANDIDATES = 400;
const PAGE = 200;

/** A report that may be of the same event: whose it is. */
type Candidate = { no: number; scope: string };

/** Reads each report, and what is around it, once. Restatements inside an article are no reports of their own. */
export class ReportGraph {
  readonly #tx: Tx;
  readonly #rules: IncidentRules;
  readonly #nodes = new Map<number, ReportNode | null>();
  readonly #searches = new Map<string, readonly Candidate[]>();
  readonly #articles = new Map<number, readonly ReportNode[]>();
  /** By event: the number of the leading report in each view that has a word on it. */
  readonly #leaders = new Map<number, Map<string, number>>();
  readonly #matches = new Map<ReportNode, Map<ReportNode, ReportMatch | null>>();
  readonly #kinds = new Map<string, readonly number[]>();
  #anyHidden: boolean | null = null;

  constructor(tx: Tx, rules: IncidentRules) {
    this.#tx = tx;
    this.#rules = rules;
  }

  /** Those of the events that are reports, by number. */
  async nodes(numbers: Iterable<number>): Promise<ReportNode[]> {
    const asked = [...new Set(numbers)];
    const missing = asked.filter((no) => !this.#nodes.has(no));
    for (const some of pages(missing)) {
      await this.#load(sql`e.no in (${sql.join(some)})`);
      for (const no of some) if (!this.#nodes.has(no)) this.#nodes.set(no, null);
    }
    return asked.flatMap((no) => this.#nodes.get(no) ?? []);
  }

  /** All reports of an article, by its number. */
  async inArticle(article: number): Promise<readonly ReportNode[]> {
    const known = this.#articles.get(article);
    if (known !== undefined) return known;
    const { from, to } = numbersIn(article);
    const found = await this.#load(sql`e.no between ${from} and ${to}`);
    const nodes = found.flatMap((no) => this.#nodes.get(no) ?? []);
    this.#articles.set(article, nodes);
    return nodes;
  }

  /** How well two reports fit, or null. */
  match(a: ReportNode, b: ReportNode): ReportMatch | null {
    const [x, y] = a.no < b.no ? [a, b] : [b, a];
    const known = this.#matches.get(x) ?? new Map<ReportNode, ReportMatch | null>();
    this.#matches.set(x, known);
    const match = known.get(y);
    if (match !== undefined) return match;
    const found = mayMeet(x, y) ? this.#rules.match(x.report, y.report) : null;
    known.set(y, found);
    return found;
  }

  /** Reports that may match one, in any scope that can be seen together with its own; not itself. */
  async around(node: ReportNode): Promise<readonly Candidate[]> {
    const { no, report, quote, article } = node;
    const search = this.#rules.search(report);
    const found = new Map<number, Candidate>();
    const add = (some: readonly Candidate[]): void => {
      for (const one of some) if (one.no !== no && mayMeet(one, node)) found.set(one.no, one);
    };
    const copies = sql`e.quote = ${quote} and e.quote <> 0 and e.restated = 0`;
    if (quote !== 0) add(await this.#find(copies, `quote ${quote}`));
    if (search === null) return [...found.values()];
    const near = await this.#near(search);
    add(search.ownArticle ? near : near.filter((one) => Math.floor(one.no / EVENTS_PER_ARTICLE) !== article));
    return [...found.values()];
  }

  /**
   * The report that led one before this transaction, as a view saw it; itself where it led or was alone. `know` or
   * `around` must have read it.
   */
  leaderBefore(no: number, view: string): number {
    const leaders = this.#leaders.get(no);
    return leaders?.get(view) ?? leaders?.get(SHARED) ?? no;
  }

  /** The views other than everybody's that have a word of their own on an event. */
  viewsOf(no: number): string[] {
    return [...(this.#leaders.get(no)?.keys() ?? [])].filter((view) => view !== SHARED);
  }

  /** Whether a view has a word of its own on an event. */
  isIn(no: number, view: string): boolean {
    return this.#leaders.get(no)?.has(view) === true;
  }

  /** Reads who leads these. */
  async know(numbers: Iterable<number>): Promise<void> {
    const missing = [...new Set(numbers)].filter((no) => !this.#leaders.has(no));
    for (const some of pages(missing)) {
      for (const no of some) this.#leaders.set(no, new Map());
      const rows = await this.#tx
        .selectFrom('incident')
        .select(['event', 'view', 'leader'])
        .where('event', 'in', some)
        .execute();
      for (const { event, view, leader } of rows) this.#leaders.get(event)?.set(view, leader);
    }
  }

  /** The reports, and restatements, that these led in any view; with `within`, those among these numbers alone. */
  async led(leaders: readonly number[], within?: { from: number; to: number }): Promise<number[]> {
    const found: number[] = [];
    for (const some of pages(leaders)) {
      let query = this.#tx.selectFrom('incident').select('event').distinct().where('leader', 'in', some);
      if (within !== undefined) query = query.where('event', '>=', within.from).where('event', '<=', within.to);
      found.push(...(await query.execute()).map(({ event }) => event));
    }
    await this.know(found);
    return found;
  }

  async #near({ place, around, actors, from, to, actions }: ReportSearch): Promise<Candidate[]> {
    const kinds = await this.#kindsOf(actions);
    if (kinds.length === 0) return [];
    const when = sql`d.day_to between ${from} and ${to} and d.kind in (${sql.join(kinds)}) and d.restated = 0`;
    const key = JSON.stringify([place, around, from, to, actions]);
    const at = sql.join([place, ...around].map(toKey));
    const found = [
      ...(await this.#find(
        sql`d.place in (${at}) and ${when} and (d.place = ${toKey(place)} or d.depth = 0)`,
        key,
        sql`event_place`,
      )),
    ];
    for (const actor of actors) {
      const by = await this.#find(sql`d.actor = ${toKey(actor)} and ${when}`, `${key} ${actor}`, sql`event_actor`);
      found.push(...by);
    }
    return found;
  }

  /** Those that came last among what is found, with who leads them; asked once for each key. */
  async #find(which: Condition, key: string, index?: Condition): Promise<readonly Candidate[]> {
    const known = this.#searches.get(key);
    if (known !== undefined) return known;
    const [no, table] = index === undefined ? [sql`e.no`, sql`event e`] : [sql`d.event`, sql`${index} d`];
    const scope = index === undefined ? sql`e.scope` : sql`d.scope`;
    const { rows } = await sql<{ no: number; scope: string; view: string | null; leader: number | null }>`
      select c.no, c.scope, i.view, i.leader from (select distinct ${no} as no, ${scope} as scope from ${table}
        where ${which} order by ${no} desc limit ${sql.lit(MOST_CANDIDATES)}) c
      left join incident i on i.event = c.no`.execute(this.#tx);
    const found = new Map<number, Candidate>();
    for (const row of rows) {
      found.set(row.no, { no: row.no, scope: row.scope });
      const leaders = this.#leaders.get(row.no) ?? new Map<string, number>();
      if (row.view !== null && row.leader !== null) leaders.set(row.view, row.leader);
      this.#leaders.set(row.no, leaders);
    }
    const candidates = [...found.values()];
    this.#searches.set(key, candidates);
    return candidates;
  }

  async #kindsOf(actions: readonly string[]): Promise<readonly number[]> {
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
    const { rows } = await sql<EventRow & { no: number; own_scope: string; quote: number }>`select e.no, e.quote,
      e.scope as own_scope, ${reportColumns} from event e cross join article a
      where ${which} and e.restated = 0 and a.no = e.article`.execute(this.#tx);
    const missing = rows.filter(({ no }) => (this.#nodes.get(no) ?? null) === null);
    const hidden = missing.length === 0 ? [] : await this.#hidden(missing.map(({ no }) => no));
    for (const row of missing) {
      const { no, own_scope: scope, quote } = row;
      const hiddenFrom = new Set(hidden.filter(({ event }) => event === no).map((one) => one.scope));
      const report = toStoredEvent(row);
      const article = Math.floor(no / EVENTS_PER_ARTICLE);
      this.#nodes.set(no, { no, scope, article, report, quote, rank: this.#rules.rank(report), hiddenFrom });
    }
    return rows.map(({ no }) => no);
  }

  /** Takes reports that the view does not see out of an incident. */
  async forgetHidden(leader: number, view: string): Promise<void> {
    if (!(await this.#isAnyHidden())) return;
    await this.#tx
      .deleteFrom('incident')
      .where('leader', '=', leader)
      .where('view', '=', view)
      .where('event', 'in', (hidden) =>
        hidden.selectFrom('hidden').select('event').where('scope', 'in', [SHARED, view]),
      )
      .execute();
  }

  async #isAnyHidden(): Promise<boolean> {
    this.#anyHidden ??= (await this.#tx.selectFrom('hidden').select('event').limit(1).execute()).length > 0;
    return this.#anyHidden;
  }

  async #hidden(events: readonly number[]): Promise<{ event: number; scope: string }[]> {
    if (!(await this.#isAnyHidden())) return [];
    return this.#tx
      .selectFrom('hidden')
      .select(['event', 'scope'])
      .where('event', 'in', [...events])
      .execute();
  }
}

/** Whether somebody sees both. */
const mayMeet = (a: { scope: string }, b: { scope: string }): boolean =>
  a.scope === b.scope || a.scope === SHARED || b.scope === SHARED;

function* pages<T>(all: readonly T[]): Generator<T[]> {
  for (let start = 0; start < all.length; start += PAGE) yield all.slice(start, start + PAGE);
}
