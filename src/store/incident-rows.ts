/** Writes who leads whom: the rows of incidents that changed, and no others. */
import { sql } from 'kysely';
import { incidentIdOf } from '../model/incident.ts';
import type { Scope } from '../model/scope.ts';
import { fromText, toKey } from './columns.ts';
import type { Engine } from './engine.ts';
import { batches } from './engine.ts';
import { pages, RANGES, SHARED } from './leaders-before.ts';
import type { ReportGraph } from './report-graph.ts';
import type { Tx } from './schema.ts';
import { articleOf, numbersIn } from './schema.ts';
import type { ViewLinks } from './view-links.ts';

type Writer = { engine: Engine; tx: Tx; graph: ReportGraph };

/** Writes the view that was settled first, everybody's where it is among them, and then the others beside it. */
export async function writeIncidents(writer: Writer, first: ViewLinks, others: readonly ViewLinks[]): Promise<void> {
  const shared = first.view === SHARED ? first : null;
  for (const links of [first, ...others]) await new IncidentRows(writer, links, shared).write();
}

class IncidentRows {
  readonly #writer: Writer;
  readonly #links: ViewLinks;
  /** What was settled for everybody in the same transaction, if anything was. */
  readonly #shared: ViewLinks | null;

  constructor(writer: Writer, links: ViewLinks, shared: ViewLinks | null) {
    this.#writer = writer;
    this.#links = links;
    this.#shared = shared;
  }

  async write(): Promise<void> {
    const { graph } = this.#writer;
    const { changed, touched } = this.#links;
    const all = new Set([...changed.keys(), ...(this.#shared?.changed.keys() ?? [])]);
    await graph.before.read([...all, ...touched]);
    const rows = new Map<number, number>();
    const leaders = new Set<number>();
    for (const no of all) {
      if (!this.#needsRow(no)) continue;
      rows.set(no, this.#links.leaderOf(no));
      for (const leader of [this.#links.leaderOf(no), this.#leaderForAll(no)]) leaders.add(leader);
    }
    for (const leader of await this.#withRows(touched)) leaders.add(leader);
    await graph.before.read(leaders);
    const leading = [...leaders].filter((no) => this.#links.leaderOf(no) === no);
    for (const node of await graph.nodes(leading)) if (this.#links.sees(node)) rows.set(node.no, node.no);
    await this.#put(rows);
    for (const leader of leading) await this.#finish(leader);
  }

  get #isShared(): boolean {
    return this.#links.view === SHARED;
  }

  /** Everybody's view has rows of what is in company; another one of what it sees otherwise, or saw so once. */
  #needsRow(no: number): boolean {
    const { graph } = this.#writer;
    const { view } = this.#links;
    const leader = this.#links.leaderOf(no);
    return graph.before.isIn(no, view) || leader !== (this.#isShared ? no : this.#leaderForAll(no));
  }

  #leaderForAll(no: number): number {
    return this.#shared?.leaderOf(no) ?? this.#writer.graph.before.of(no, SHARED);
  }

  /** Those of the leaders that the view has, or is to have, rows of. */
  async #withRows(leaders: ReadonlySet<number>): Promise<readonly number[]> {
    if (this.#isShared) return [...leaders];
    const { tx } = this.#writer;
    const { view } = this.#links;
    const found: number[] = [];
    for (const leader of leaders) {
      const of = tx.selectFrom('incident').select('event').where('leader', '=', leader).where('view', '=', view);
      if ((await of.limit(1).execute()).length > 0) found.push(leader);
    }
    return found;
  }

  /** Rows of reports and of what their articles say again, by the report that leads each; ids follow. */
  async #put(leaders: ReadonlyMap<number, number>): Promise<void> {
    const { engine, tx } = this.#writer;
    const { view } = this.#links;
    const rows = [...leaders].map(([event, leader]) => ({ event, view, leader, id: '' }));
    const again = await this.#restated([...leaders.keys()]);
    for (const { no, of } of again) rows.push({ event: no, view, leader: leaders.get(of) ?? of, id: '' });
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

  /** The restatements of reports inside their articles. */
  async #restated(reports: readonly number[]): Promise<{ no: number; of: number }[]> {
    const { tx, graph } = this.#writer;
    const found: { no: number; of: number }[] = [];
    const byId = new Map<string, number>();
    for (const { no, article, report } of await graph.nodes(reports)) byId.set(`${article} ${report.id}`, no);
    for (const some of pages([...new Set(reports.map(articleOf))], RANGES)) {
      const ranges = some.map(numbersIn).map(({ from, to }) => sql`no between ${from} and ${to}`);
      const { rows } = await sql<{ no: number; data: string }>`select no, data from event
        where restated = 1 and (${sql.join(ranges, sql` or `)})`.execute(tx);
      for (const { no, data } of rows) {
        const of = byId.get(`${articleOf(no)} ${(JSON.parse(data) as { sameAs: string | null }).sameAs}`);
        if (of !== undefined) found.push({ no, of });
      }
    }
    return found;
  }

  /** Gives the rows of one incident its id; takes them out where it is a single report that nobody need be told of. */
  async #finish(leader: number): Promise<void> {
    const { tx, graph } = this.#writer;
    const { view } = this.#links;
    if (!this.#isShared) await this.#completeFromShared(leader);
    await graph.forgetHidden(leader, view);
    const { rows } = await sql<{ no: number; id: string; scope: string }>`select e.no, e.id, a.scope from incident i
      cross join event e cross join article a where i.leader = ${leader} and i.view = ${view} and e.no = i.event
        and e.restated = 0 and a.no = e.article order by i.event limit 2`.execute(tx);
    const [oldest, second] = rows;
    if (oldest === undefined || (second === undefined && !(await this.#isInShared(leader)))) {
      await tx.deleteFrom('incident').where('leader', '=', leader).where('view', '=', view).execute();
      return;
    }
    const id = toKey(incidentIdOf({ id: fromText(oldest.id), scope: fromText(oldest.scope) as Scope }));
    await tx
      .updateTable('incident')
      .set({ id })
      .where('leader', '=', leader)
      .where('view', '=', view)
      .where('id', '<>', id)
      .execute();
  }

  /** A view that has rows of an incident has them all. */
  async #completeFromShared(leader: number): Promise<void> {
    const { view } = this.#links;
    await sql`insert into incident (event, view, leader, id) select s.event, ${view}, s.leader, '' from incident s
      where s.leader = ${leader} and s.view = ${SHARED}
        and not exists (select 1 from incident o where o.event = s.event and o.view = ${view})`.execute(
      this.#writer.tx,
    );
  }

  /** Whether everybody sees a report in company, so that a view in which it is alone must say so. */
  async #isInShared(event: number): Promise<boolean> {
    if (this.#isShared) return false;
    const row = await this.#writer.tx
      .selectFrom('incident')
      .select('event')
      .where('event', '=', event)
      .where('view', '=', SHARED)
      .executeTakeFirst();
    return row !== undefined;
  }
}
