/** Which report leads which, as one view sees it: brought up to date from the reports that changed, no further than they reach. */
import { SHARED } from './leaders-before.ts';
import type { ReportGraph, ReportNode } from './report-graph.ts';
import { byRank } from './report-graph.ts';
import type { Leading } from './report-search.ts';
import { numbersIn } from './schema.ts';

/** The score of reports that do not match. */
const APART = Number.NEGATIVE_INFINITY;

export type Seeds = {
  nodes: readonly ReportNode[];
  /** Numbers of those that were in no incident before. */
  fresh: ReadonlySet<number>;
  /** Whether what is known of all seeds may be wrong, so that each is settled and written anew. */
  forced: boolean;
};

/**
 * Reports are settled from the one that tells most to the one that tells least, each by those that are settled before it;
 * so a change reaches only those that come after, and the outcome is that of settling all reports anew.
 */
export class ViewLinks {
  readonly view: string;
  readonly #graph: ReportGraph;
  readonly #leaders = new Map<number, number>();
  readonly #touched = new Set<number>();
  readonly #settled = new Set<number>();
  readonly #lately = new Set<number>();
  readonly #leading: Leading;

  constructor(graph: ReportGraph, view: string) {
    this.#graph = graph;
    this.view = view;
    this.#leading = { view, leaderOf: (no) => this.leaderOf(no), lately: this.#lately };
  }

  /** The number of the report that leads each of those that were settled otherwise than before; its own where it leads. */
  get changed(): ReadonlyMap<number, number> {
    return this.#leaders;
  }

  /** Leaders whose incidents changed. */
  get touched(): ReadonlySet<number> {
    return this.#touched;
  }

  get settled(): ReadonlySet<number> {
    return this.#settled;
  }

  touch(leaders: Iterable<number>): void {
    for (const leader of leaders) this.#touched.add(leader);
  }

  /** The report that leads one now; who led it before must have been read. */
  leaderOf(no: number): number {
    return this.#leaders.get(no) ?? this.#graph.before.of(no, this.view);
  }

  /** Settles the seeds and everything that depends on them. */
  async settle({ nodes, fresh, forced }: Seeds): Promise<void> {
    const seeds = nodes.filter((node) => this.sees(node));
    await this.#graph.before.read(seeds.map(({ no }) => no));
    await this.#graph.readAround(seeds, this.#leading);
    const pending = new Pending();
    for (const seed of seeds) pending.addAnew(seed);
    const forcing = new Set(forced ? seeds.map(({ no }) => no) : []);
    for (const { node, rivals } of pending.inOrder()) {
      this.#settled.add(node.no);
      const before = fresh.has(node.no) ? null : this.leaderOf(node.no);
      const after = (await this.#bestLeader(node, rivals))?.no ?? node.no;
      if (after !== before || forcing.has(node.no)) this.#leaders.set(node.no, after);
      if (forcing.has(node.no)) this.touch([after]);
      if (after === before) continue;
      // One that is new and alone is as if it were in no incident.
      if (before !== null || after !== node.no) this.touch([before ?? after, after]);
      await this.#askNeighboursInArticle(node, [before ?? after, after], pending);
      if (after === node.no) {
        this.#lately.add(node.no);
        await this.#offer(node, pending);
      }
      if (before === node.no) await this.#release(node, pending);
    }
  }

  /** The matching leader that tells more and fits best, unless it has another event of the same article. */
  async #bestLeader(node: ReportNode, rivals: readonly ReportNode[] | null): Promise<ReportNode | null> {
    const leaders = rivals ?? (await this.#leadersAround(node));
    const current = rivals === null ? [] : await this.#graph.nodes([this.leaderOf(node.no)]);
    const fitting = [...leaders, ...current]
      .filter((other) => other.no !== node.no && byRank(other, node) < 0 && this.leaderOf(other.no) === other.no)
      .map((other) => ({ other, score: this.#score(other, node) }))
      .filter(({ score }) => score > APART)
      .sort((a, b) => b.score - a.score || byRank(a.other, b.other));
    for (const { other } of fitting) if (!(await this.#isTaken(other, node))) return other;
    return null;
  }

  /** How well a report that the view sees fits another. */
  #score(a: ReportNode, b: ReportNode): number {
    return this.sees(a) ? (this.#graph.match(a, b)?.score ?? APART) : APART;
  }

  async #leadersAround(node: ReportNode): Promise<ReportNode[]> {
    const leaders = await this.#graph.leadersAround(node, this.#leading);
    await this.#graph.before.read(leaders);
    return this.#graph.nodes(leaders);
  }

  async #isTaken(leader: ReportNode, node: ReportNode): Promise<boolean> {
    const { from, to } = numbersIn(node.article);
    await this.#graph.before.readArticles([node.article]);
    const now = [...this.#leaders.keys()].filter((no) => no >= from && no <= to);
    const inIt = [...this.#graph.before.inCompany(node.article), ...now].filter(
      (no) => no !== node.no && this.leaderOf(no) === leader.no,
    );
    return (await this.#graph.nodes(inIt)).some(
      (other) =>
        this.sees(other) &&
        sameArticle(other, node) &&
        byRank(other, node) < 0 &&
        this.#graph.match(other, node) === null,
    );
  }

  /** Whom a report may have kept out of an incident, or may keep out now: others of its article. */
  async #askNeighboursInArticle(node: ReportNode, leaders: readonly number[], pending: Pending): Promise<void> {
    for (const leader of await this.#graph.nodes(leaders.filter((no) => no !== node.no))) {
      for (const other of await this.#graph.inArticleNear(node.article, leader)) {
        const mayMove = sameArticle(other, node) && this.#follows(other, node);
        if (mayMove && this.#graph.match(leader, other) !== null) pending.addAnew(other);
      }
    }
  }

  /** A report that leads now may fit others better than those that lead them. */
  async #offer(node: ReportNode, pending: Pending): Promise<void> {
    const candidates = (await this.#graph.around(node)).map(({ no }) => no);
    const leaders = candidates.map((no) => this.leaderOf(no));
    await this.#graph.before.read(leaders);
    for (const other of await this.#graph.nodes([...candidates, ...leaders])) {
      const score = this.#follows(other, node) ? this.#score(node, other) : APART;
      if (score === APART) continue;
      const [leader] = await this.#graph.nodes([this.leaderOf(other.no)]);
      const now = leader === undefined || leader === other ? APART : this.#score(leader, other);
      const isBefore = leader !== undefined && byRank(node, leader) < 0;
      if (score > now || (score === now && isBefore)) pending.addRival(other, node);
    }
  }

  /** Those that a report led need another leader. */
  async #release(node: ReportNode, pending: Pending): Promise<void> {
    const led = (await this.#graph.before.led([node.no])).filter((no) => this.leaderOf(no) === node.no);
    const released = (await this.#graph.nodes(led)).filter((other) => this.#follows(other, node));
    await this.#graph.before.readArticles(released.map(({ article }) => article));
    for (const other of released) pending.addAnew(other);
  }

  /** Whether the view sees a report that is settled after this one. */
  #follows(other: ReportNode, node: ReportNode): boolean {
    return byRank(node, other) < 0 && this.sees(other);
  }

  /** Whether a report is anybody's or the view's own, and not taken out by a review. */
  sees({ scope, hiddenFrom }: ReportNode): boolean {
    return (scope === SHARED || scope === this.view) && !hiddenFrom.has(SHARED) && !hiddenFrom.has(this.view);
  }
}

const sameArticle = (a: ReportNode, b: ReportNode): boolean =>
  a.report.articleId === b.report.articleId && a.report.scope === b.report.scope;

/** `rivals` are those that lead since; null where the report is to be settled anew. */
type Waiting = { node: ReportNode; rivals: ReportNode[] | null };

/** Reports yet to be settled, given out by rank; further ones may come in meanwhile. */
class Pending {
  /** The first to be given out stands last. */
  readonly #queue: Waiting[] = [];
  readonly #waiting = new Map<number, Waiting>();

  addAnew(node: ReportNode): void {
    this.#entry(node).rivals = null;
  }

  addRival(node: ReportNode, rival: ReportNode): void {
    this.#entry(node).rivals?.push(rival);
  }

  *inOrder(): Generator<Waiting> {
    for (let next = this.#queue.pop(); next !== undefined; next = this.#queue.pop()) {
      this.#waiting.delete(next.node.no);
      yield next;
    }
  }

  #entry(node: ReportNode): Waiting {
    const known = this.#waiting.get(node.no);
    if (known !== undefined) return known;
    const entry: Waiting = { node, rivals: [] };
    this.#waiting.set(node.no, entry);
    let [low, high] = [0, this.#queue.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.#queue[middle];
      if (other !== undefined && byRank(node, other.node) < 0) low = middle + 1;
      else high = middle;
    }
    this.#queue.splice(low, 0, entry);
    return entry;
  }
}
