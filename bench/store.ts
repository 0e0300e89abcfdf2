/** Benchmarks of the store: how fast it takes articles in, and what questions cost beside the same ones written by hand. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import pg from 'pg';
import type { StorePlace } from '../src/store/open-store.ts';
import { openStore } from '../src/store/open-store.ts';
import { corpus, corpusAncestors, EVENTS_PER_ARTICLE, mulberry32 } from './store-corpus.ts';
import type { Question } from './store-questions.ts';
import { QUESTIONS } from './store-questions.ts';

export type StoreBench = {
  /** How many events to measure at, one run each. */
  sizes: readonly number[];
  /** How often each question is asked. */
  rounds: number;
  /** An empty database to measure PostgreSQL on; its schema `sitrep_bench` is dropped before and after. */
  databaseUrl?: string;
};

/** Prints one table for each engine and size. */
export async function benchStore({ sizes, rounds, databaseUrl }: StoreBench): Promise<void> {
  for (const events of sizes) {
    const dataDir = mkdtempSync(join(tmpdir(), 'sitrep-bench-'));
    const database = (): ((text: string, parameters: unknown[]) => Promise<unknown[]>) => {
      const db = new Database(join(dataDir, 'sitrep.db'));
      return async (text, parameters) => db.prepare(text).all(parameters);
    };
    try {
      await benchPlace({ name: 'SQLite', place: { dataDir }, events, rounds, connect: async () => database() });
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
    if (databaseUrl !== undefined) await benchPostgres(databaseUrl, events, rounds);
  }
}

async function benchPostgres(databaseUrl: string, events: number, rounds: number): Promise<void> {
  const url = new URL(databaseUrl);
  url.searchParams.set('options', '-c search_path=sitrep_bench');
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query('drop schema if exists sitrep_bench cascade; create schema sitrep_bench');
  const connect = async () => {
    await client.query('analyze');
    return async (text: string, parameters: unknown[]): Promise<unknown[]> => {
      let n = 0;
      return (
        await client.query(
          text.replaceAll('?', () => `$${++n}`),
          parameters,
        )
      ).rows;
    };
  };
  try {
    await benchPlace({ name: 'PostgreSQL', place: { databaseUrl: url.href }, events, rounds, connect });
  } finally {
    await client.query('drop schema sitrep_bench cascade');
    await client.end();
  }
}

type PlaceBench = {
  name: string;
  place: StorePlace;
  events: number;
  rounds: number;
  connect: () => Promise<(text: string, parameters: unknown[]) => Promise<unknown[]>>;
};

async function benchPlace({ name, place, events, rounds, connect }: PlaceBench): Promise<void> {
  const articles = Math.ceil(events / EVENTS_PER_ARTICLE);
  const filling = await openStore({ ...place, ancestors: corpusAncestors });
  const begun = performance.now();
  for (const document of corpus(articles)) await filling.commit(document);
  const perSecond = articles / ((performance.now() - begun) / 1000);
  await filling.close();
  console.log(`store on ${name}, ${events.toLocaleString('en')} events: ${perSecond.toFixed(0)} durable articles/s`);
  console.log(`  ${startOf(place)}`);

  const byHand = await connect();
  const store = await openStore(place);
  console.log(
    `  ${'milliseconds'.padEnd(36)}${'p50'.padStart(9)}${'p99'.padStart(9)}${'by hand'.padStart(9)}${'×'.padStart(7)}`,
  );
  for (const question of QUESTIONS) {
    const asked = await times(rounds, question, (draw) => question.ask(store, draw));
    const hand = await times(rounds, question, async (draw) => {
      const { text, parameters } = question.byHand(draw);
      const rows = await byHand(text, parameters);
      for (const row of rows as { data?: string }[]) if (row.data !== undefined) JSON.parse(row.data);
      return rows.length;
    });
    const figures = [at(asked, 0.5), at(asked, 0.99), at(hand, 0.5)].map((ms) => ms.toFixed(2).padStart(9));
    const ratio = (at(asked, 0.5) / at(hand, 0.5)).toFixed(2).padStart(7);
    console.log(`  ${question.name.padEnd(36)}${figures.join('')}${ratio}`);
  }
  await store.close();
  console.log('');
}

async function times(
  rounds: number,
  question: Question,
  ask: (draw: { below: (n: number) => number }) => Promise<number>,
): Promise<number[]> {
  const random = mulberry32(question.name.length);
  const draw = { below: (n: number): number => Math.floor(random() * n) };
  const taken: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const begun = performance.now();
    await ask(draw);
    taken.push(performance.now() - begun);
  }
  return taken.sort((a, b) => a - b);
}

const at = (sorted: readonly number[], quantile: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * quantile))] ?? 0;

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
