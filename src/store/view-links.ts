/** Which report leads which, as one view sees it: brought up to date from the reports that changed, no further than they reach. */
import { sql } from 'kysely';
import type { IncidentRules } from '../model/incident.ts';
import { incidentIdOf } from '../model/incident.ts';
import type { Scope } from '../model/scope.ts';
import { fromText, toKey } from './columns.ts';
import type { Engine } from './engine.ts';
import { batches } from './engine.ts';
import type { Neighbour, ReportGraph, ReportNode } from './report-graph.ts';
import { byRank, SHARED } from './report-graph.ts';
import type { IncidentTable, Tx } from './schema.ts';
import { EVENTS_PER_ARTICLE } from './schema.ts';

export type ViewLinksParts = { engine: Engine; tx: Tx; rules: IncidentRules; graph: ReportGraph; view: string };

type Root = { no: number; id: string; scope: string; article: number };

/**
 * Reports are settled from the one that tells most to the one that tells least, each by those that are settled before it;
 * so a change reaches only those that come after, and the outcome is that of settling all reports anew.
 */
export class ViewLinks {
  readonly #parts: ViewLinksParts;
  /** Number of the report that leads each; its own where it leads. */
  readonly #leaders = new Map<number, number>();
  readonly #changed = new Set<number>();
  readonly #touched = new Set<number>();
  readonly settled = new Set<number>();

  constructor(parts: ViewLinksParts) {
    this.#parts = parts;
  }

  /** Leaders whose incidents changed. */
  get touched(): ReadonlySet<number> {
    return this.#touched;
  }

  touch(leaders: Iterable<number>): void {
    for (const leader of leaders) this.#touched.add(leader);
  }

  /**
   * Settles the seeds and everything that depends on them. `fresh` are those that were in no incident before; with
   * `forced`, everything around the seeds is settled anew, whether or not they change.
   */
  async settle(seeds: readonly ReportNode[], fresh: ReadonlySet<number>, forced: boolean): Promise<void> {
    const pending = new Pending(seeds.filter((seed) => this.#sees(seed)));
    const forcing = new Set(forced ? seeds.map(({ no }) => no) : []);
    const unsettled = new Set(fresh);
    for (const node of pending.inOrder()) {
      this.settled.add(node.no);
      const near = await this.#near(node);
      const before = unsettled.delete(node.no) ? null : (this.#leaders.get(node.no) ?? node.no);
      const after = (await this.#bestLeader(node, near)) ?? node.no;
      const push = (others: readonly Neighbour[]): void => {
        for (const { node: other } of others) {
          if (other.no !== node.no && byRank(node, other) < 0) pending.add(other);
        }
      };
      if (forcing.has(node.no)) this.touch([after]);
      if (after !== before) {
        this.#leaders.set(node.no, after);
        this.#changed.add(node.no);
        this.touch(before === null ? [after] : [before, after]);
        for (const leader of await this.#parts.graph.nodes([before ?? after, after])) {
          push((await this.#near(leader)).filter(({ node: other }) => sameArticle(other, node)));
        }
      }
      const led = before === null ? false : before === node.no;
      if (led !== (after === node.no) || forcing.has(node.no)) push(near);
    }
  }

  /** The matching leader that tells more and fits best, unless it has another event of the same article. */
  async #bestLeader(node: ReportNode, near: readonly Neighbour[]): Promise<number | null> {
    let best: { no: number; score: number } | null = null;
    for (const { node: other, match } of near) {
      if (byRank(other, node) > 0) break;
      if (this.#leaders.get(other.no) !== other.no || (best !== null && match.score <= best.score)) continue;
      if (!(await this.#isTaken(other, node))) best = { no: other.no, score: match.score };
    }
    return best?.no ?? null;
  }

  async #isTaken(leader: ReportNode, node: ReportNode): Promise<boolean> {
    const { rules } = this.#parts;
    return (await this.#near(leader)).some(
      ({ node: other }) =>
        other.no !== node.no &&
        sameArticle(other, node) &&
        this.#leaders.get(other.no) === leader.no &&
        byRank(other, node) < 0 &&
        rules.match(other.report, node.report) === null,
    );
  }

  /** What the view sees around a report, the most telling first, with their leaders at hand. */
  async #near(node: ReportNode): Promise<Neighbour[]> {
    const { graph } = this.#parts;
    const near = (await graph.neighbours(node)).filter(({ node: other }) => this.#sees(other));
    near.sort((a, b) => byRank(a.node, b.node));
    await this.#loadLeaders([node.no, ...near.map(({ node: other }) => other.no)]);
    return near;
  }

  #sees({ scope, hiddenFrom }: ReportNode): boolean {
    const { view } = this.#parts;
    return (scope === SHARED || scope === view) && !hiddenFrom.has(SHARED) && !hiddenFrom.has(view);
  }

  async #loadLeaders(numbers: readonly number[]): Promise<void> {
    const { tx, view } = this.#parts;
    const missing = numbers.filter((no) => !this.#leaders.has(no));
    if (missing.length === 0) return;
    const rows = await tx
      .selectFrom('incident')
      .select(['event', 'view', 'leader'])
      .where('event', 'in', missing)
      .where('view', 'in', [SHARED, view])
      .execute();
    for (const no of missing) {
      const of = rows.filter(({ event }) => event === no);
      this.#leaders.set(no, (of.find((row) => row.view === view) ?? of[0])?.leader ?? no);
    }
  }

  /** Writes what changed. */
  async write(): Promise<void> {
    const { view } = this.#parts;
    await this.#put(
      [...this.#changed].map((event) => ({ event, view, leader: this.#leaders.get(event) ?? event, id: '' })),
    );
    await this.#loadLeaders([...this.#touched]);
    for (const leader of this.#touched) {
      if (this.#leaders.get(leader) === leader) await this.#rewrite(leader);
    }
  }

  /** The rows of one incident, with its id and the restatements of its reports. */
  async #rewrite(leader: number): Promise<void> {
    const { tx, view } = this.#parts;
    const roots = await this.#roots(leader);
    const [oldest] = roots;
    await tx.deleteFrom('incident').where('leader', '=', leader).where('view', '=', view).execute();
    if (oldest === undefined) return;
    // An event that is alone needs no row, unless the view must be told that it is.
    if (roots.length === 1 && (view === SHARED || !(await this.#isShared(leader)))) return;
    const id = incidentIdOf({ id: fromText(oldest.id), scope: fromText(oldest.scope) as Scope });
    const events = [...roots.map(({ no }) => no), ...(await this.#restated(roots))];
    await this.#put(events.map((event) => ({ event, view, leader, id: toKey(id) })));
  }

  /** The reports that an incident has in the view, the oldest first. */
  async #roots(leader: number): Promise<Root[]> {
    const { tx, view } = this.#parts;
    const { rows } = await sql<Root>`select e.no, e.id, a.scope, e.article from event e cross join article a
      where a.no = e.article and e.restated = 0 and e.scope in (${SHARED}, ${view}) and e.no in (
        select ${leader} as event union select i.event from incident i where i.leader = ${leader} and i.view = ${view}
        union select s.event from incident s where s.leader = ${leader} and s.view = ${SHARED}
          and not exists (select 1 from incident o where o.event = s.event and o.view = ${view}))
      and not exists (select 1 from hidden h where h.event = e.no and h.scope in (${SHARED}, ${view}))
      order by e.no`.execute(tx);
    return rows;
  }

  async #restated(roots: readonly Root[]): Promise<number[]> {
    const events: number[] = [];
    for (const { article, id } of roots) {
      const from = article * EVENTS_PER_ARTICLE;
      const rows = await this.#parts.tx
        .selectFrom('event')
        .select(['no', 'data'])
        .where('no', '>=', from)
        .where('no', '<', from + EVENTS_PER_ARTICLE)
        .where('restated', '=', 1)
        .execute();
      for (const { no, data } of rows) {
        const { sameAs } = JSON.parse(data) as { sameAs: string | null };
        if (sameAs !== null && toKey(sameAs) === id) events.push(no);
      }
    }
    return events;
  }

  async #isShared(event: number): Promise<boolean> {
    const row = await this.#parts.tx
      .selectFrom('incident')
      .select('event')
      .where('event', '=', event)
      .where('view', '=', SHARED)
      .executeTakeFirst();
    return row !== undefined;
  }

  async #put(rows: readonly IncidentTable[]): Promise<void> {
    const { engine, tx } = this.#parts;
    for (const some of batches(engine, rows)) {
      await tx
        .insertInto('incident')
        .values([...some])
        .onConflict((conflict) =>
          conflict.columns(['event', 'view']).doUpdateSet({
            leader: sql<number>`excluded.leader`,
            id: sql<string>`excluded.id`,
          }),
        )
        .execute();
    }
  }
}

const sameArticle = (a: ReportNode, b: ReportNode): boolean =>
  a.report.articleId === b.report.articleId && a.report.scope === b.report.scope;

/** Reports yet to be settled, given out by rank; further ones may come in meanwhile. */
class Pending {
  /** The first to be given out stands last. */
  readonly #queue: ReportNode[];
  readonly #waiting: Set<number>;

  constructor(nodes: readonly ReportNode[]) {
    const unique = new Map(nodes.map((node) => [node.no, node]));
    this.#queue = [...unique.values()].sort((a, b) => byRank(b, a));
    this.#waiting = new Set(unique.keys());
  }

  add(node: ReportNode): void {
    if (this.#waiting.has(node.no)) return;
    this.#waiting.add(node.no);
    let [low, high] = [0, this.#queue.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#queue[middle];
      if (other !== undefined && byRank(node, other) < 0) low = middle + 1;
      else high = middle;
    }
    this.#queue.splice(low, 0, node);
  }

  *inOrder(): Generator<ReportNode> {
    for (let node = this.#queue.pop(); node !== undefined; node = this.#queue.pop()) {
      this.#waiting.delete(node.no);
      yield node;
    }
  }
}
