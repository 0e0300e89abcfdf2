/** The reports around an event, as they stood before a transaction changes who leads whom: which could be of the same event, and how well they match. */
import { sql } from 'kysely';
import type { IncidentRules, ReportMatch } from '../model/incident.ts';
import type { StoredEvent } from '../model/record.ts';
import type { Condition } from './event-plan.ts';
import type { EventRow } from './event-row.ts';
import { reportColumns, toStoredEvent } from './event-row.ts';
import { LeadersBefore, pages, SHARED } from './leaders-before.ts';
import { typeKey } from './project.ts';
import type { Candidate, Copies, Leading, Search } from './report-search.ts';
import { once, ReportSearches, searchCopies, searchesNear } from './report-search.ts';
import type { Tx } from './schema.ts';
import { articleOf, numbersIn } from './schema.ts';

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

/** Reports in one query. */
const PAGE = 200;

/** Reads each report, and what is around it, once. Restatements inside an article are no reports of their own. */
export class ReportGraph {
  readonly before: LeadersBefore;
  readonly #tx: Tx;
  readonly #rules: IncidentRules;
  readonly #found: ReportSearches;
  readonly #nodes = new Map<number, ReportNode | null>();
  readonly #searches = new Map<ReportNode, readonly Search[]>();
  readonly #articles = new Map<number, readonly ReportNode[]>();
  readonly #matches = new Map<ReportNode, Map<ReportNode, ReportMatch | null>>();
  #kinds: readonly { no: number; action: string }[] | null = null;
  #anyHidden: boolean | null = null;

  constructor(tx: Tx, rules: IncidentRules) {
    this.#tx = tx;
    this.#rules = rules;
    this.before = new LeadersBefore(tx);
    this.#found = new ReportSearches(tx, this.before);
  }

  /** Those of the events that are reports, by number. */
  async nodes(numbers: Iterable<number>): Promise<ReportNode[]> {
    const asked = [...new Set(numbers)];
    const missing = asked.filter((no) => !this.#nodes.has(no));
    for (const some of pages(missing, PAGE)) {
      await this.#load(sql`e.no in (${sql.join(some)})`);
      for (const no of some) if (!this.#nodes.has(no)) this.#nodes.set(no, null);
    }
    return asked.flatMap((no) => this.#nodes.get(no) ?? []);
  }

  /** All reports of an article, by its number. */
  async inArticle(article: number): Promise<readonly ReportNode[]> {
    return once(this.#articles, article, async () => {
      const { from, to } = numbersIn(article);
      const found = await this.#load(sql`e.no between ${from} and ${to}`);
      return found.flatMap((no) => this.#nodes.get(no) ?? []);
    });
  }

  /** The reports of an article that may match a leader; all of them where they are read already. */
  async inArticleNear(article: number, leader: ReportNode): Promise<readonly ReportNode[]> {
    const known = this.#articles.get(article);
    if (known !== undefined) return known;
    const found = (await this.around(leader)).map(({ no }) => no).filter((no) => articleOf(no) === article);
    return found.length === 0 ? [] : this.nodes(found);
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

  /** Reads in few queries what settling these reports will ask for first. */
  async readAround(nodes: readonly ReportNode[], view: Leading): Promise<void> {
    await this.#found.findCopies(nodes.flatMap((node) => this.#copiesOf(node) ?? []));
    const leaders = new Set<number>();
    for (const node of nodes) for (const no of await this.leadersAround(node, view)) leaders.add(no);
    await this.before.read(leaders);
    await this.nodes(leaders);
  }

  /** Reports that may match one, in any scope that can be seen together with its own, itself perhaps included. */
  async around(node: ReportNode): Promise<readonly Candidate[]> {
    const found: Candidate[] = [];
    for (const search of await this.#searchesOf(node)) found.push(...(await this.#found.found(search)));
    return found.filter((one) => mayMeet(one, node));
  }

  /** The numbers of those that lead the reports around one in a view. */
  async leadersAround(node: ReportNode, view: Leading): Promise<ReadonlySet<number>> {
    const leaders = new Set<number>();
    for (const search of await this.#searchesOf(node)) {
      for (const no of await this.#found.leadersOf(search, view)) leaders.add(no);
    }
    return leaders;
  }

  /** The views other than everybody's that have reports of their own around one, or see some of them otherwise. */
  async viewsAround(node: ReportNode): Promise<Set<string>> {
    const views = new Set(node.hiddenFrom);
    for (const search of await this.#searchesOf(node)) {
      for (const view of await this.#found.viewsOf(search)) views.add(view);
    }
    views.delete(SHARED);
    return views;
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

  async #searchesOf(node: ReportNode): Promise<readonly Search[]> {
    return once(this.#searches, node, async () => {
      const near = this.#rules.search(node.report);
      const kinds = near === null ? [] : await this.#kindsOf(near.actions);
      const copies = this.#copiesOf(node);
      return [
        ...(copies === null ? [] : [searchCopies(copies)]),
        ...(near === null || kinds.length === 0 ? [] : searchesNear(near, kinds)),
      ];
    });
  }

  #copiesOf({ quote, report }: ReportNode): Copies | null {
    return quote === 0 ? null : { quote, days: this.#rules.copies(report) };
  }

  /** All kinds are read for the first question: there are few, and an article asks for many of them. */
  async #kindsOf(actions: readonly string[]): Promise<readonly number[]> {
    this.#kinds ??= await this.#tx.selectFrom('kind').select(['no', 'action']).execute();
    const keys = actions.map(typeKey);
    return this.#kinds.filter(({ action }) => keys.includes(action)).map(({ no }) => no);
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
      const article = articleOf(no);
      this.#nodes.set(no, { no, scope, article, report, quote, rank: this.#rules.rank(report), hiddenFrom });
    }
    return rows.map(({ no }) => no);
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
