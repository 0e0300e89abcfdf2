/** Keeps incidents up to date with an article's events, in the transaction that writes them, for every view that sees them. */
import { sql } from 'kysely';
import type { Engine } from './engine.ts';
import type { ProjectionPorts } from './project.ts';
import type { ReportNode } from './report-graph.ts';
import { ReportGraph, SHARED } from './report-graph.ts';
import type { Tx } from './schema.ts';
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
 * leader. What is everybody's is settled first; then each scope whose own reports are among those around. A scope's own
 * reports change its own view only.
 */
export async function linkReports(
  { engine, ports }: Linker,
  tx: Tx,
  { scope, ...range }: Range & { scope: string },
  loose: LooseEnds,
): Promise<void> {
  const rules = ports.incidents;
  if (rules === undefined) return;
  await engine.lockIncidents(tx);
  const graph = new ReportGraph(tx, rules);
  const came = await graph.nodesOf(range);
  if (came.length === 0 && loose.size === 0) return;
  const fresh = new Set(came.map(({ no }) => no));
  const settle = async (view: string, seeds: readonly ReportNode[], forced: boolean): Promise<ViewLinks> => {
    const links = new ViewLinks({ engine, tx, rules, graph, view });
    const ends = loose.get(view);
    const orphans = ends === undefined ? [] : await graph.nodes(ends.orphans);
    if (ends !== undefined) links.touch(ends.leaders);
    const anew = [...orphans.map(({ no }) => no), ...(forced ? [] : fresh)];
    await links.settle([...seeds, ...orphans], new Set(anew), forced);
    await links.write();
    return links;
  };
  if (scope !== SHARED) {
    await settle(scope, came, false);
    return;
  }
  const shared = await settle(SHARED, came, false);
  const reached = await graph.nodes([...shared.settled, ...shared.touched]);
  for (const view of await privateViews(tx, graph, reached, loose)) await settle(view, reached, true);
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
  const around = new Set(nodes);
  for (const node of nodes) for (const near of await graph.neighbours(node)) around.add(near.node);
  for (const ends of loose.values())
    for (const node of await graph.nodes([...ends.orphans, ...ends.leaders])) around.add(node);
  const settle = async (view: string): Promise<ViewLinks> => {
    const links = new ViewLinks({ engine, tx, rules, graph, view });
    const ends = loose.get(view);
    if (ends !== undefined) links.touch(ends.leaders);
    await links.settle([...around], new Set([...numbers, ...(ends?.orphans ?? [])]), true);
    await links.write();
    return links;
  };
  const all = new Set([...views, ...loose.keys()]);
  if (shared) {
    const links = await settle(SHARED);
    for (const node of await graph.nodes([...links.settled, ...links.touched])) around.add(node);
    for (const view of await privateViews(tx, graph, [...around], loose)) all.add(view);
  }
  all.delete(SHARED);
  for (const view of all) await settle(view);
}

/** The scopes that see some of these reports in other company than everybody does. */
async function privateViews(
  tx: Tx,
  graph: ReportGraph,
  reached: readonly ReportNode[],
  loose: LooseEnds,
): Promise<Set<string>> {
  const views = new Set(loose.keys());
  for (const node of reached) {
    for (const { node: other } of await graph.neighbours(node)) views.add(other.scope);
    for (const scope of node.hiddenFrom) views.add(scope);
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
