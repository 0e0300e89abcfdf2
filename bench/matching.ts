/** How many events a second find their subscriptions among so many, and are entered for each in the ledger, on one core. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import { loadKnowledge } from '../src/knowledge/load-knowledge.ts';
import { viewerOf } from '../src/model/scope.ts';
import type { Subscription } from '../src/model/subscription.ts';
import { openStore } from '../src/store/open-store.ts';
import type { Store } from '../src/store/store.ts';
import type { MatchQuery } from '../src/store/subscription-index.ts';
import { createUpdates } from '../src/updates/updates.ts';
import { corpus, EVENTS_PER_ARTICLE } from './store-corpus.ts';
import { storeOptions } from './store-load.ts';

type Size = { sizes: readonly number[]; events: number; articles: number };

const PLACES = 20_000;
const ACTORS = 2_000;
const TYPES = ['battles', 'airstrike', 'capture', 'protests', 'agreement'];
const WRITTEN_AT_ONCE = 500;

/** As people subscribe: most to a place, fewer to an actor, a few to both, with or without a type. */
const made = (n: number): Subscription => {
  const place = { id: `place-${(n * 7919) % PLACES}`, name: 'Place' };
  const actor = { id: `actor-${(n * 104_729) % ACTORS}`, name: 'Actor' };
  return {
    version: 1,
    id: `s${n}`,
    scope: `guild:${n % 1000}`,
    channel: { id: `${n}`, name: '#reports', kind: 'text' },
    guildId: `${n % 1000}`,
    creator: '1',
    filter: {
      place: n % 4 === 3 ? null : place,
      actor: n % 4 < 2 ? null : actor,
      type: n % 3 === 0 ? (TYPES[n % TYPES.length] ?? null) : null,
      controlOnly: n % 7 === 0,
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

/** An event at a place with four around it, between two actors with one above each. */
const asked = (n: number): MatchQuery => ({
  scope: 'shared',
  committedAt: 1,
  places: [0, 1, 2, 3, 4].map((depth) => `place-${(n * 31 + depth * 4_001) % PLACES}`),
  actors: [0, 1, 2, 3].map((part) => `actor-${(n * 17 + part * 499) % ACTORS}`),
  types: [TYPES[n % TYPES.length] ?? '', 'strategic developments', 'other'],
});

const measure = async (store: Store, events: number): Promise<{ rate: number; matched: number }> => {
  let matched = 0;
  const start = performance.now();
  for (let n = 0; n < events; n += 1) {
    matched += (await store.subscribers.matching(asked(n))).length;
  }
  const seconds = (performance.now() - start) / 1000;
  return { rate: events / seconds, matched: matched / events };
};

/** As `made`, with a place or actor that there is. */
const madeOf = (n: number, knowledge: Knowledge, names: { places: readonly string[]; actors: readonly string[] }) => {
  const { filter, ...rest } = made(n);
  const nameOf = (all: readonly string[], at: number): string => all[at % all.length] ?? '';
  const place = nameOf(names.places, n * 7919);
  const actor = nameOf(names.actors, n * 104_729);
  return {
    ...rest,
    filter: {
      ...filter,
      place: filter.place === null ? null : { id: place, name: knowledge.places.get(place)?.name ?? place },
      actor: filter.actor === null ? null : { id: actor, name: knowledge.actors.get(actor)?.name ?? actor },
    },
  };
};

/** Articles taken from the outbox until it is empty: events read, matched, put into words and entered for each subscription. */
const enterAll = async (store: Store, knowledge: Knowledge): Promise<number> => {
  const updates = createUpdates({
    store,
    contextFor: (scope) => ({ store, knowledge, viewer: viewerOf(scope), now: () => new Date() }),
    send: async () => ({ status: 'unknown', reason: 'nothing is sent here' }),
    tell: async () => false,
    // The channels of these subscriptions are not the console: they are entered, and nothing is sent.
    console: true,
    now: Date.now,
    random: () => 0,
    log: { info: () => undefined, warn: () => undefined, error: (fields) => console.error(fields) },
    pause: async () => undefined,
  });
  const start = performance.now();
  while ((await updates.round()).articles > 0);
  return (performance.now() - start) / 1000;
};

const filled = async (
  store: Store,
  made: (n: number) => Subscription,
  { from, to }: { from: number; to: number },
): Promise<void> => {
  for (let stored = from; stored < to; stored += WRITTEN_AT_ONCE) {
    const some = Array.from({ length: WRITTEN_AT_ONCE }, (_, n) => made(stored + n));
    await store.subscriptions.setMany(some.map((value) => ({ key: value.id, value })));
  }
};

const inFolder = async (run: (dataDir: string) => Promise<void>): Promise<void> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sitrep-bench-'));
  try {
    await run(dataDir);
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
};

const count = (n: number): string => Math.round(n).toLocaleString('en');

/** Prints a line for each size, of both. */
export const benchMatching = async ({ sizes, events, articles }: Size): Promise<void> => {
  console.log('Matching events with subscriptions, embedded store');
  await inFolder(async (dataDir) => {
    const store = await openStore({ dataDir });
    let stored = 0;
    for (const size of sizes) {
      await filled(store, made, { from: stored, to: size });
      stored = size;
      await measure(store, events);
      const { rate, matched } = await measure(store, events);
      console.log(
        `  ${count(size)} subscriptions: ${count(rate)} events/s, ${matched.toFixed(1)} matches an event, ${count(rate * matched)} matches/s`,
      );
    }
    await store.close();
  });
  console.log('From the outbox into the ledger: articles of ten events on Syria and Iraq, durably entered');
  const knowledge = loadKnowledge({ folder: 'seeds/knowledge' });
  const names = { places: [...knowledge.places.keys()], actors: [...knowledge.actors.keys()] };
  await inFolder(async (dataDir) => {
    const store = await openStore(storeOptions({ dataDir }, knowledge));
    const all = corpus(knowledge, articles * (sizes.length + 1));
    const some = async (): Promise<void> => {
      for (let n = 0; n < articles; n += 1) {
        const { value } = all.next();
        if (value !== undefined) await store.commit({ ...value.document, ingestedAt: new Date().toISOString() });
      }
    };
    // The first articles warm everything up.
    await some();
    await enterAll(store, knowledge);
    const { enter } = store.ledger;
    let entered = 0;
    store.ledger.enter = (deliveries, row) => {
      entered += deliveries.length;
      return enter(deliveries, row);
    };
    let stored = 0;
    for (const size of sizes) {
      await filled(store, (n) => madeOf(n, knowledge, names), { from: stored, to: size });
      stored = size;
      await some();
      entered = 0;
      const seconds = await enterAll(store, knowledge);
      const told = articles * EVENTS_PER_ARTICLE;
      console.log(
        `  ${count(size)} subscriptions: ${count(told / seconds)} events/s, ${(entered / told).toFixed(1)} deliveries an event, ${count(entered / seconds)} deliveries/s`,
      );
    }
    await store.close();
  });
};
