/** How many events a second find their subscriptions among so many, each read from the store, on one core. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Subscription } from '../src/model/subscription.ts';
import { openStore } from '../src/store/open-store.ts';
import type { Store } from '../src/store/store.ts';
import type { MatchQuery } from '../src/store/subscription-index.ts';

type Size = { sizes: readonly number[]; events: number };

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

/** Prints a line for each size. */
export const benchMatching = async ({ sizes, events }: Size): Promise<void> => {
  console.log('Matching events with subscriptions, embedded store');
  const dataDir = await mkdtemp(join(tmpdir(), 'sitrep-bench-'));
  const store = await openStore({ dataDir });
  try {
    let stored = 0;
    for (const size of sizes) {
      for (; stored < size; stored += WRITTEN_AT_ONCE) {
        const some = Array.from({ length: WRITTEN_AT_ONCE }, (_, n) => made(stored + n));
        await store.subscriptions.setMany(some.map((value) => ({ key: value.id, value })));
      }
      await measure(store, events / 10);
      const { rate, matched } = await measure(store, events);
      console.log(
        `  ${size.toLocaleString('en')} subscriptions: ${Math.round(rate).toLocaleString('en')} events/s, ${matched.toFixed(1)} matches an event, ${Math.round(rate * matched).toLocaleString('en')} matches/s`,
      );
    }
  } finally {
    await store.close();
    await rm(dataDir, { recursive: true, force: true });
  }
};
