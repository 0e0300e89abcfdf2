/** Benchmarks of the store: what questions cost beside the same ones written by hand, what whole answers cost, and a start. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { shippedSeeds } from '../src/config.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import { loadKnowledge } from '../src/knowledge/load-knowledge.ts';
import type { StorePlace } from '../src/store/open-store.ts';
import { openStore } from '../src/store/open-store.ts';
import { ANSWERS } from './store-answers.ts';
import type { Draw } from './store-corpus.ts';
import { dayAfter, drawer } from './store-corpus.ts';
import { fillStore, isFilled, storeOptions } from './store-load.ts';
import type { BenchPlace } from './store-places.ts';
import { postgresPlace, sqlitePlace } from './store-places.ts';
import { QUESTIONS, viewer } from './store-questions.ts';

export type StoreBench = {
  /** How many events to measure at, one run each. */
  sizes: readonly number[];
  /** How often each question is asked, after a third as many times that do not count. */
  rounds: number;
  /** A database to measure PostgreSQL on; its schemas `sitrep_bench…` are made anew and dropped. */
  databaseUrl?: string;
  /** Whether filled stores stay, and those that stayed are measured as they are. */
  keep: boolean;
};

/** Prints the tables of each engine and size, and how much longer each question takes at the last size than at the first. */
export async function benchStore({ sizes, rounds, databaseUrl, keep }: StoreBench): Promise<void> {
  const knowledge = loadKnowledge({ folder: path.join(shippedSeeds(), 'knowledge') });
  const engines = [sqlitePlace, ...(databaseUrl === undefined ? [] : [postgresPlace(databaseUrl)])];
  for (const open of engines) {
    const medians = new Map<string, number[]>();
    let name = '';
    for (const events of sizes) {
      const place = await open(keep ? String(events) : null);
      name = place.name;
      try {
        const begun = performance.now();
        if (!(await isFilled(place, knowledge))) {
          await fillStore(place, knowledge, events);
          const seconds = Math.round((performance.now() - begun) / 1000);
          console.log(`${name}, ${inWords(events)} events written in ${seconds} s`);
        }
        console.log(`${name}, ${inWords(events)} events; ${startOf(place.place)}`);
        await benchPlace({ place, knowledge, events, rounds, medians });
      } finally {
        await place.remove();
      }
    }
    printGrowth(name, sizes, medians);
  }
}

const inWords = (n: number): string => n.toLocaleString('en');

type Measured = {
  place: BenchPlace;
  knowledge: Knowledge;
  events: number;
  rounds: number;
  medians: Map<string, number[]>;
};

async function benchPlace({ place, knowledge, events, rounds, medians }: Measured): Promise<void> {
  const store = await openStore(storeOptions(place.place, knowledge));
  const dialect = 'dataDir' in place.place ? 'sqlite' : 'postgres';
  const measured = <Ways extends readonly Way[]>(ask: (draw: Draw) => readonly [...Ways]) =>
    times(rounds, drawer(knowledge, { seed: 99, events }), ask);
  const keep = (name: string, sorted: readonly number[]): void => {
    medians.set(name, [...(medians.get(name) ?? []), at(sorted, 0.5)]);
  };
  console.log(`  ${row('query, milliseconds', ['p50', 'p99', 'by hand', 'p99', '× p50', 'rows'])}`);
  for (const { name, draw } of QUESTIONS) {
    const rows: number[] = [];
    const [asked, hand] = await measured((draws) => {
      const { ask, text, parameters } = draw({ ...draws, dialect });
      return [
        async () => rows.push(await ask(store)),
        async () => {
          for (const { data } of (await place.run(text, parameters)) as { data?: string }[])
            if (data !== undefined) JSON.parse(data);
        },
      ];
    });
    keep(name, asked);
    const figures = [at(asked, 0.5), at(asked, 0.99), at(hand, 0.5), at(hand, 0.99)].map(ms);
    const ratio = (at(asked, 0.5) / at(hand, 0.5)).toFixed(2);
    rows.sort((a, b) => a - b);
    console.log(`  ${row(name, [...figures, ratio, String(at(rows, 0.5))])}`);
  }
  console.log(`  ${row('whole answer, milliseconds', ['p50', 'p99'])}`);
  const context = { store, knowledge, viewer, now: () => dayAfter(events) };
  for (const { name, ask } of ANSWERS) {
    const [asked] = await measured((draws) => [() => ask(context, draws)]);
    keep(name, asked);
    console.log(`  ${row(name, [at(asked, 0.5), at(asked, 0.99)].map(ms))}`);
  }
  await store.close();
  console.log('');
}

const ms = (milliseconds: number): string => milliseconds.toFixed(2);

const row = (name: string, figures: readonly string[]): string =>
  name.padEnd(52) + figures.map((figure) => figure.padStart(9)).join('');

/** One way to ask a question. */
type Way = () => Promise<unknown>;

/** How long each way took in each round, the shortest first. Of two ways, each is the first to read the pages every other round. */
async function times<Ways extends readonly Way[]>(
  rounds: number,
  draw: Draw,
  ask: (draw: Draw) => readonly [...Ways],
): Promise<{ [Index in keyof Ways]: number[] }> {
  const taken = ask(draw).map((): number[] => []) as { [Index in keyof Ways]: number[] };
  for (let round = -rounds / WARMED_UP; round < rounds; round += 1) {
    const ways = [...ask(draw).entries()];
    for (const [index, way] of round % 2 === 0 ? ways : ways.reverse()) {
      const begun = performance.now();
      await way();
      if (round >= 0) taken[index]?.push(performance.now() - begun);
    }
  }
  for (const times of taken) times.sort((a, b) => a - b);
  return taken;
}

/** A part of the rounds before those that count: a bot that runs has done this before. */
const WARMED_UP = 3;

const at = (sorted: readonly number[], quantile: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? 0;

function printGrowth(engine: string, sizes: readonly number[], medians: ReadonlyMap<string, readonly number[]>): void {
  console.log(`${engine}, p50 at ${sizes.map(inWords).join(', ')} events, and the last by the first`);
  for (const [name, of] of medians) {
    const growth = (of.at(-1) ?? 0) / (of[0] ?? 1);
    console.log(`  ${row(name, [...of.map(ms), growth.toFixed(2)])}`);
  }
  console.log('');
}

/** Opens the store in a process of its own, as a start does: how long that takes and how much memory it has then. */
function startOf(place: StorePlace): string {
  const module = fileURLToPath(new URL('../src/store/open-store.js', import.meta.url));
  const script = `const begun = performance.now();
    const { openStore } = await import(${JSON.stringify(module)});
    const store = await openStore(${JSON.stringify(place)});
    const counts = await store.counts({ scopes: ['shared'] });
    console.log((performance.now() - begun).toFixed(0) + ' ms and ' + Math.round(process.memoryUsage().rss / 1e6) + ' MB to open it and count ' + counts.events + ' shared events');
    await store.close();`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }).stdout.trim();
}
