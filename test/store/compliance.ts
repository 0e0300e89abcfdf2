/** The compliance suite: whatever engine is behind it, a Store behaves like this. */
import { afterEach, beforeEach, describe } from 'vitest';
import type { Engine } from '../../src/store/engine.ts';
import type { OpenStoreOptions } from '../../src/store/open-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { commitBehaviour } from './compliance/commit.ts';
import { incidentBehaviour } from './compliance/incidents.ts';
import { keyvBehaviour } from './compliance/keyv.ts';
import { ledgerBehaviour } from './compliance/ledger.ts';
import { migrateBehaviour } from './compliance/migrate.ts';
import { outboxBehaviour } from './compliance/outbox.ts';
import { queryBehaviour } from './compliance/query.ts';
import { queryModelBehaviour } from './compliance/query-model.ts';
import { rebuildBehaviour } from './compliance/rebuild.ts';
import { reviewCountsBehaviour } from './compliance/review-counts.ts';
import { reviewBehaviour } from './compliance/reviews.ts';
import { scopeBehaviour } from './compliance/scope.ts';
import { searchBehaviour } from './compliance/search.ts';
import { standingBehaviour } from './compliance/standing.ts';
import { subscribersBehaviour } from './compliance/subscribers.ts';
import { ANCESTORS, INCIDENT_RULES } from './documents.ts';
import type { Harness, TestPlace } from './places.ts';
import { engineAt } from './places.ts';

export type Bench = {
  /** The store of the current test, opened before it. */
  readonly store: Store;
  /** The clock of every store of the current test, milliseconds since 1970. */
  now: number;
  /** Another store over the same data, closed after the test. */
  another(): Promise<Store>;
  /** The engine over the same data, to look past the store. */
  engine(): Promise<Engine>;
  /** Closes the current store and opens it again. */
  reopen(): Promise<void>;
};

export function storeCompliance(harness: Harness): void {
  describe(`a store on ${harness.name}`, () => {
    let at: TestPlace;
    let open: Store[] = [];
    let engines: Engine[] = [];
    const options = (): OpenStoreOptions => ({
      ...at.place,
      ancestors: (place) => ANCESTORS.get(place) ?? [],
      now: () => bench.now,
      incidents: INCIDENT_RULES,
    });
    const bench: Bench = {
      now: 0,
      get store(): Store {
        const [store] = open;
        if (store === undefined) throw new Error('no store is open');
        return store;
      },
      another: async () => {
        const store = await openStore(options());
        open.push(store);
        return store;
      },
      engine: async () => {
        const engine = await engineAt(at.place);
        engines.push(engine);
        return engine;
      },
      reopen: async () => {
        await open.shift()?.close();
        open.unshift(await openStore(options()));
      },
    };

    beforeEach(async () => {
      bench.now = Date.parse('2018-09-21T08:00:00Z');
      at = await harness.make();
      open = [await openStore(options())];
      engines = [];
    });
    afterEach(async () => {
      for (const each of [...open, ...engines]) await each.close();
      await at.remove();
    });

    describe('commit', () => commitBehaviour(bench));
    describe('events', () => queryBehaviour(bench));
    describe('any query', () => queryModelBehaviour(bench));
    describe('scopes', () => scopeBehaviour(bench));
    describe('counts and names', () => standingBehaviour(bench));
    describe('rebuild', () => rebuildBehaviour(bench));
    describe('migration', () => migrateBehaviour(bench));
    describe('incidents', () => incidentBehaviour(bench));
    describe('reviews', () => reviewBehaviour(bench));
    describe('counts and names under review', () => reviewCountsBehaviour(bench));
    describe('search', () => searchBehaviour(bench));
    describe('outbox', () => outboxBehaviour(bench));
    describe('subscriptions', () => subscribersBehaviour(bench));
    describe('the ledger', () => ledgerBehaviour(bench));
    describe('Keyv', () => keyvBehaviour(bench));
  });
}
