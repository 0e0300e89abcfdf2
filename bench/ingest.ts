/** How many articles a second go all the way, extraction in one thread and every commit durable, and how the event loop fares meanwhile. */
import path from 'node:path';
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import { ahead } from '../src/cli/ahead.ts';
import { createExtractionThreads, openExtractionThread } from '../src/cli/extraction-threads.ts';
import { startUpdates } from '../src/cli/run-updates.ts';
import { shippedSeeds } from '../src/config.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import { loadKnowledge } from '../src/knowledge/load-knowledge.ts';
import { createLog } from '../src/log.ts';
import type { Article } from '../src/model/article.ts';
import type { Letter } from '../src/model/delivery.ts';
import { viewerOf } from '../src/model/scope.ts';
import type { Subscription } from '../src/model/subscription.ts';
import { createPipeline } from '../src/pipeline.ts';
import { openStore } from '../src/store/open-store.ts';
import { storeOptions } from './store-load.ts';
import type { BenchPlace } from './store-places.ts';
import { postgresPlace, sqlitePlace } from './store-places.ts';
import { news } from './text.ts';

export type IngestBench = {
  articles: number;
  /** A database to measure PostgreSQL on; its schema `sitrep_bench` is made anew and dropped. */
  databaseUrl?: string;
};

const FOLDER = path.join(shippedSeeds(), 'knowledge');
/** As `sitrep ingest` does: so many articles are extracted while those before them are written. */
const AHEAD = 8;
const DAYS = 365;
const FIRST_DAY = Date.UTC(2018, 0, 1);
/** How often the delay of the event loop is looked at; what is measured includes this. */
const RESOLUTION_MS = 10;

/** Prints a line for each of the runs on each engine. */
export const benchIngest = async ({ articles, databaseUrl }: IngestBench): Promise<void> => {
  const knowledge = loadKnowledge({ folder: FOLDER });
  const engines = [sqlitePlace, ...(databaseUrl === undefined ? [] : [postgresPlace(databaseUrl)])];
  for (const open of engines) {
    for (const { paragraphs, channels } of RUNS) {
      const place = await open(null);
      try {
        await ingestInto(place, { knowledge, articles: articlesOf(articles, paragraphs), channels });
      } finally {
        await place.remove();
      }
    }
  }
  console.log('');
};

/** Short news and long, and long news while a bot tells a hundred channels of it. */
const RUNS = [
  { paragraphs: 4, channels: 0 },
  { paragraphs: 12, channels: 0 },
  { paragraphs: 12, channels: 100 },
];

/** News of a year, from twenty sources, in no order of days. */
const articlesOf = (count: number, paragraphs: number): Article[] => {
  const texts = news(count * 5_000).articles.slice(0, count);
  return texts.map((text, n) => ({
    id: `news-${n}`,
    text: text.split('\n\n').slice(0, paragraphs).join('\n\n'),
    title: `News ${n}`,
    url: `https://example.org/${n}`,
    source: `Source ${n % 20}`,
    published: new Date(FIRST_DAY + ((n * 37) % DAYS) * 86_400_000).toISOString().slice(0, 10),
  }));
};

type Run = { knowledge: Knowledge; articles: readonly Article[]; channels: number };

async function ingestInto({ name, place }: BenchPlace, { knowledge, articles, channels }: Run): Promise<void> {
  const store = await openStore(storeOptions(place, knowledge));
  const threads = createExtractionThreads({
    threads: 1,
    open: () => openExtractionThread({ folder: FOLDER, gazetteers: [] }),
  });
  const pipeline = createPipeline({ store, extract: threads.extract, now: () => new Date() });
  await pipeline.ingest({ id: 'first', text: 'It was quiet.', title: null, url: null, source: null, published: null });

  let sent = 0;
  for (let n = 0; n < channels; n += 1) await store.subscriptions.set(`s${n}`, subscription(n, knowledge));
  const log = createLog({ level: 'silent', format: 'json', destination: process.stderr, colour: false, secrets: [] });
  const contextFor = () => ({ store, knowledge, viewer: viewerOf('shared'), now: () => new Date() });
  const send = async (letter: Letter) => {
    letter.answer(10);
    sent += 1;
    return { status: 'sent', messageId: `m${sent}` } as const;
  };
  const parts = { store, contextFor, log, knowledge, pipeline, consoleContext: contextFor, close: async () => {} };
  const updates = channels === 0 ? null : startUpdates(parts, { send, tell: async () => true, console: false });

  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const begun = performance.now();
  let events = 0;
  for await (const prepared of ahead(asStream(articles), AHEAD, (article) => pipeline.prepare(article))) {
    events += (await prepared.commit()).events;
  }
  const seconds = (performance.now() - begun) / 1000;
  delay.disable();
  await updates?.stop(10_000);
  await threads.close();
  await store.close();
  const kilobytes = articles.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0) / articles.length / 1000;
  const what = `${articles.length} articles of ${kilobytes.toFixed(1)} kB, ${events} events`;
  const who = channels === 0 ? 'ingest' : `a bot with ${channels} channels, ${sent} messages`;
  console.log(`${name}, ${who}: ${what}, ${Math.round(articles.length / seconds)} articles/s; ${delays(delay)}`);
}

const delays = (delay: IntervalHistogram): string => {
  const ms = (nanoseconds: number): string => (nanoseconds / 1e6).toFixed(1);
  return `event loop every ${RESOLUTION_MS} ms, p50 ${ms(delay.percentile(50))}, p99 ${ms(delay.percentile(99))}, max ${ms(delay.max)} ms`;
};

async function* asStream(articles: readonly Article[]): AsyncGenerator<Article> {
  yield* articles;
}

const PLACES = ['suweida', 'hajin', 'aleppo', 'idlib', 'mosul', 'raqqa', 'deir-ez-zor', 'afrin', 'homs', 'kirkuk'];

/** To what happens at one of ten places; one in ten to changes of control only. */
const subscription = (n: number, knowledge: Knowledge): Subscription => {
  const id = PLACES[n % PLACES.length] ?? 'suweida';
  return {
    version: 1,
    id: `s${n}`,
    scope: 'shared',
    channel: { id: `${1000 + n}`, name: `#news-${n}`, kind: 'text' },
    guildId: `${n % 20}`,
    creator: '1',
    filter: {
      place: { id, name: knowledge.places.get(id)?.name ?? id },
      actor: null,
      type: null,
      controlOnly: n % 10 === 0,
      minConfidence: null,
      factuality: [],
    },
    timetable: { every: 'instant', at: '08:00', weekday: 1, zone: 'UTC', quiet: null },
    role: null,
    title: null,
    state: 'active',
    reason: null,
    createdAt: 0,
    since: 0,
    before: null,
  };
};
