/** Keeps incidents up to date with an article's events, in the transaction that writes them, for every view that sees them. */
import { sql } from 'kysely';
import type { Engine } from './engine.ts';
import { writeIncidents } from './incident-rows.ts';
import { SHARED } from './leaders-before.ts';
import type { ProjectionPorts } from './project.ts';
import type { ReportNode } from './report-graph.ts';
import { ReportGraph } from './report-graph.ts';
import type { Tx } from './schema.ts';
import type { Seeds } from './view-links.ts';
import { ViewLinks } from './view-links.ts';

type Linker = { engine: Engine; ports: Pick<ProjectionPorts, 'incidents'> };

/** Numbers of events, both ends inclusive. */
type Range = { from: number; to: number };

/** By view: reports whose leader went away, and leaders that lost a report. */
export type LooseEnds = Map<string, { orphans: number[]; leaders: number[] }>;

/** Takes events that are about to go out of all incidents. */
export async function unlinkReports({ engine, ports }: Linker, tx: Tx, { from, to }: Range): Promise<LooseEnds> {
  const loose: LooseEnds = new Map();
  if (ports.incidents === undefined) return loose;
  await engine.lockIncidents(tx);
  const inside = (no: number): boolean => no >= from && no <= to;
  const { rows } = await sql<{ event: number; view: string; leader: number }>`select event, view, leader from incident
    where event between ${from} and ${to} union select event, view, leader from incident
    where leader between ${from} and ${to}`.execute(tx);
  for (const { event, view, leader } of rows) {
    const ends = loose.get(view) ?? { orphans: [], leaders: [] };
    if (!inside(event)) ends.orphans.push(event);
    else if (!inside(leader)) ends.leaders.push(leader);
    loose.set(view, ends);
  }
  await tx.deleteFrom('incident').where('event', '>=', from).where('event', '<=', to).execute();
  await tx.deleteFrom('incident').where('leader', '>=', from).where('leader', '<=', to).execute();
  return loose;
}

/**
 * Joins the events of an article, which have come in, with the reports of the same events, and settles what lost its
 * leader: for everybody where the article is shared, and for each scope that sees some of these reports in other company.
 * A scope's own reports change its own view only.
 */
export async function linkReports(
  { engine, ports }: Linker,
  tx: Tx,
  { scope, article }: { scope: string; article: number },
  loose: LooseEnds,
): Promise<void> {
  const rules = ports.incidents;
  if (rules === undefined) return;
  await engine.lockIncidents(tx);
  const graph = new ReportGraph(tx, rules);
  const came = await graph.inArticle(article);
  if (came.length === 0 && loose.size === 0) return;
  const seeds: Seeds = { nodes: came, fresh: new Set(came.map(({ no }) => no)), forced: false };
  const links = await settled(graph, scope, seeds, loose);
  const views = scope === SHARED ? await privateViews(tx, graph, links, loose) : [];
  const others: ViewLinks[] = [];
  for (const view of views) others.push(await settled(graph, view, seeds, loose));
  await writeIncidents({ engine, tx, graph }, links, others);
}

/**
 * Settles anew what stands around events that were put in, taken out or changed by a review: for everybody where `shared`,
 * and for these views.
 */
export async function relinkAround(
  { engine, ports }: Linker,
  tx: Tx,
  { numbers, shared, views }: { numbers: readonly number[]; shared: boolean; views: ReadonlySet<string> },
  loose: LooseEnds,
): Promise<void> {
  const rules = ports.incidents;
  if (rules === undefined) return;
  const graph = new ReportGraph(tx, rules);
  const nodes = await graph.nodes(numbers);
  const around = new Set([...nodes, ...(await graph.nodes(await graph.before.led(numbers)))]);
  for (const node of nodes) {
    for (const near of await matching(graph, node)) around.add(near);
    for (const near of await graph.inArticle(node.article)) around.add(near);
  }
  const seedsIn = (): Seeds => ({ nodes: [...around], fresh: new Set(numbers), forced: true });
  const all = new Set([...views, ...loose.keys()]);
  all.delete(SHARED);
  const written: ViewLinks[] = [];
  if (shared) {
    const links = await settled(graph, SHARED, seedsIn(), loose);
    for (const node of await graph.nodes([...links.settled, ...links.touched])) around.add(node);
    for (const view of await privateViews(tx, graph, links, loose)) all.add(view);
    written.push(links);
  }
  for (const view of all) written.push(await settled(graph, view, seedsIn(), loose));
  for (const links of written) links.touch(numbers);
  const [first, ...others] = written;
  if (first !== undefined) await writeIncidents({ engine, tx, graph }, first, others);
}

/** A view with the seeds settled, and with what lost its leader; every view is settled before any of them is written. */
async function settled(graph: ReportGraph, view: string, seeds: Seeds, loose: LooseEnds): Promise<ViewLinks> {
  const links = new ViewLinks(graph, view);
  const own = loose.get(view);
  const common = loose.get(SHARED)?.orphans ?? [];
  await graph.before.read(common);
  const orphans = [...(own?.orphans ?? []), ...common.filter((no) => !graph.before.isIn(no, view))];
  links.touch(own?.leaders ?? []);
  const nodes = [...new Set([...seeds.nodes, ...(await graph.nodes(orphans))])];
  await links.settle({ ...seeds, nodes, fresh: new Set([...seeds.fresh, ...orphans]) });
  return links;
}

/** The reports that match one, whoever sees them. */
async function matching(graph: ReportGraph, node: ReportNode): Promise<ReportNode[]> {
  const candidates = await graph.around(node);
  return (await graph.nodes(candidates.map(({ no }) => no))).filter((other) => graph.match(node, other) !== null);
}

/** The scopes that see some of what was settled for everybody in other company than everybody does. */
async function privateViews(
  tx: Tx,
  graph: ReportGraph,
  { settled, touched }: ViewLinks,
  loose: LooseEnds,
): Promise<Set<string>> {
  const views = new Set(loose.keys());
  const reached = await graph.nodes([...settled, ...touched]);
  for (const node of reached) {
    for (const view of await graph.viewsAround(node)) views.add(view);
  }
  const numbers = reached.map(({ no }) => no);
  for (let start = 0; start < numbers.length; start += 200) {
    const some = sql.join(numbers.slice(start, start + 200));
    const { rows } = await sql<{
      view: string;
    }>`select view from incident where view <> ${SHARED} and event in (${some})
      union select view from incident where view <> ${SHARED} and leader in (${some})`.execute(tx);
    for (const { view } of rows) views.add(view);
  }
  views.delete(SHARED);
  return views;
}
