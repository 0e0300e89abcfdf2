/** A store whose database can go away and come back, for tests. */
import type { Store } from '../../../src/store/store.ts';

export type Outage = {
  /** How many calls there were. */
  calls: number;
  /** The calls, by their numbers, that fail: from this one on, so many. */
  from: number;
  lasts: number;
};

/** The same store; while the database is away each call fails, half of them after having done what was asked. */
export const breakable = (store: Store, outage: Outage): Store => {
  const away = (): boolean => {
    outage.calls += 1;
    return outage.calls >= outage.from && outage.calls < outage.from + outage.lasts;
  };
  const wrapped = <T extends object>(target: T): T =>
    new Proxy(target, {
      get: (of, name) => {
        const value: unknown = Reflect.get(of, name, of);
        if (typeof value === 'object' && value !== null && INNER.has(String(name))) return wrapped(value);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          if (!away()) return value.apply(of, args);
          const gone = new Error('the database is away');
          if (outage.calls % 2 === 0) return Promise.reject(gone);
          return Promise.resolve(value.apply(of, args)).then(() => Promise.reject(gone));
        };
      },
    });
  return wrapped(store);
};

/** Parts of a store that are stores themselves. */
const INNER = new Set(['ledger', 'subscribers', 'subscriptions', 'reviews', 'settings']);
