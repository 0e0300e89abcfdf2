/** Keyv's own behaviour over the adapter. */
import { Keyv } from 'keyv';
import { expect, it } from 'vitest';
import { KeyvStoreAdapter } from '../../../src/store/keyv-adapter.ts';
import type { Bench } from '../compliance.ts';
import { document } from '../documents.ts';

export function keyvBehaviour(bench: Bench): void {
  const entries = async (keyv: Keyv): Promise<[string, unknown][]> => {
    const all: [string, unknown][] = [];
    for await (const entry of keyv.iterator?.(undefined) ?? []) all.push(entry as [string, unknown]);
    return all;
  };

  it('sets, gets, has and deletes values of every JSON kind', async () => {
    const { settings } = bench.store;
    for (const value of [
      'text',
      ':text',
      ':base64:AAA',
      '',
      0,
      -1.5,
      true,
      false,
      null,
      [1, [2]],
      { a: { b: null } },
    ]) {
      expect(await settings.set('key', value)).toBe(true);
      expect(await settings.get('key')).toEqual(value);
      expect(await settings.has('key')).toBe(true);
    }
    expect(await settings.delete('key')).toBe(true);
    expect(await settings.delete('key')).toBe(false);
    expect(await settings.get('key')).toBeUndefined();
    expect(await settings.has('key')).toBe(false);
  });

  it('keeps values after it is closed', async () => {
    await bench.store.feeds.set('guild:1', { channel: '2' });
    await bench.reopen();
    expect(await bench.store.feeds.get('guild:1')).toEqual({ channel: '2' });
  });

  it('keeps namespaces apart', async () => {
    const { settings, feeds, reviews, cache } = bench.store;
    const all = [settings, feeds, reviews, cache];
    for (const [n, keyv] of all.entries()) await keyv.set('key', n);
    expect(await Promise.all(all.map((keyv) => keyv.get('key')))).toEqual([0, 1, 2, 3]);
    await settings.clear();
    expect(await Promise.all(all.map((keyv) => keyv.get('key')))).toEqual([undefined, 1, 2, 3]);
    expect(await entries(feeds)).toEqual([['key', 1]]);
  });

  it('takes any string as a key', async () => {
    const keys = ['a:b', 'settings:a', '', '\0', '\ud800', '%', "'", 'ü', '\ue0100000', 'x'.repeat(1000)];
    for (const key of keys) await bench.store.settings.set(key, key);
    expect(await bench.store.settings.getMany(keys)).toEqual(keys);
    expect((await entries(bench.store.settings)).map(([key]) => key).sort()).toEqual(keys.toSorted());
    await expect(bench.store.settings.set('x'.repeat(2000), 1)).rejects.toMatchObject({ code: 'store-key-too-long' });
  });

  it('gets, sets, asks for and deletes many', async () => {
    const { settings } = bench.store;
    const keys = Array.from({ length: 120 }, (_, n) => `k${n}`);
    expect(await settings.setMany(keys.map((key, n) => ({ key, value: n })))).toEqual(keys.map(() => true));
    expect(await settings.getMany([...keys, 'none', 'k0'])).toEqual([...keys.keys(), undefined, 0]);
    expect(await settings.hasMany(['k1', 'none'])).toEqual([true, false]);
    expect(await settings.deleteMany(['k0', 'k1', 'none'])).toBe(true);
    expect(await settings.deleteMany(['k0', 'none'])).toBe(false);
    expect(await settings.getMany(['k0', 'k2'])).toEqual([undefined, 2]);
    expect(await settings.getMany([])).toEqual([]);
  });

  it('iterates over more than a page, by key', async () => {
    const keys = Array.from({ length: 130 }, (_, n) => `k${String(n).padStart(3, '0')}`);
    await bench.store.settings.setMany(keys.map((key) => ({ key, value: key })));
    expect(await entries(bench.store.settings)).toEqual(keys.map((key) => [key, key]));
  });

  it('forgets values when their time has come', async () => {
    const { cache } = bench.store;
    bench.now = Date.now();
    await cache.set('short', 1, 60_000);
    await cache.set('long', 2, 120_000);
    await cache.set('ever', 3);
    expect(await cache.getMany(['short', 'long', 'ever'])).toEqual([1, 2, 3]);
    bench.now += 61_000;
    expect(await cache.getMany(['short', 'long', 'ever'])).toEqual([undefined, 2, 3]);
    expect(await cache.has('short')).toBe(false);
    expect((await entries(cache)).map(([key]) => key)).toEqual(['ever', 'long']);
    await cache.set('short', 4);
    expect(await cache.get('short')).toBe(4);
  });

  it('writes all of many entries or none', async () => {
    const entries = [
      { key: 'a', value: 1 },
      { key: 'x'.repeat(2000), value: 2 },
    ];
    await expect(bench.store.settings.setMany(entries)).rejects.toMatchObject({ code: 'store-key-too-long' });
    expect(await bench.store.settings.get('a')).toBeUndefined();
  });

  it('lets errors through instead of answering with nothing', async () => {
    const circular: { self?: unknown } = {};
    circular.self = circular;
    await expect(bench.store.settings.set('key', circular)).rejects.toThrow(/circular/i);
    const closed = await bench.another();
    await closed.close();
    await expect(closed.settings.get('key')).rejects.toThrow();
    await expect(closed.settings.set('key', 1)).rejects.toThrow();
    await expect(closed.settings.delete('key')).rejects.toThrow();
    await expect(closed.settings.clear()).rejects.toThrow();
  });

  it('refuses an article under a key that is not its own', async () => {
    await expect(bench.store.articles.set('shared/b', document({ id: 'a' }))).rejects.toMatchObject({
      code: 'store-bad-document',
    });
    expect(await bench.store.articles.get('shared/b')).toBeUndefined();
    await expect(bench.store.articles.set('shared/b', 'nonsense')).rejects.toMatchObject({
      code: 'store-bad-document',
    });
  });

  it('works under a Keyv that serialises by itself', async () => {
    const store = new KeyvStoreAdapter({ engine: await bench.engine(), namespace: 'own', now: Date.now });
    const json = { serialize: JSON.stringify, deserialize: JSON.parse };
    const own = new Keyv({ store, namespace: 'own', useKeyPrefix: false, throwOnErrors: true, ...json });
    expect(await own.set('key', { a: ':b' })).toBe(true);
    expect(await own.get('key')).toEqual({ a: ':b' });
    expect(await entries(own)).toEqual([['key', { a: ':b' }]]);
  });

  it('changes a value with no other writer in between', async () => {
    const engines = [await bench.engine(), await bench.engine()];
    const [one, two] = engines.map((engine) => new KeyvStoreAdapter({ engine, namespace: 'settings', now: Date.now }));
    await bench.store.settings.set('count', 0);
    const increase = (value: unknown): number => Number(value) + 1;
    await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? one : two)?.update('count', increase)));
    expect(await bench.store.settings.get('count')).toBe(20);
    await one?.update('none', increase);
    expect(await bench.store.settings.get('none')).toBeUndefined();
    await one?.update('count', () => undefined);
    expect(await bench.store.settings.get('count')).toBe(20);
  });

  it('does not end the engine that namespaces share when one disconnects', async () => {
    await bench.store.cache.disconnect();
    expect(await bench.store.settings.set('key', 1)).toBe(true);
  });
}
