import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ahead } from '../../src/cli/ahead.ts';
import { collect } from '../ingest/support.ts';

async function* from<T>(...items: T[]): AsyncGenerator<T> {
  yield* items;
}

/** A promise and the function that fulfils it. */
const later = <T>() => {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
};

describe('ahead', () => {
  it('keeps the order of its source, whatever is done first', async () => {
    const first = later<string>();
    const results = collect(ahead(from('a', 'b'), 2, (item) => (item === 'a' ? first.promise : Promise.resolve('B'))));
    first.resolve('A');
    expect(await results).toEqual(['A', 'B']);
  });

  it('works on no more than its limit at once', async () => {
    let running = 0;
    let most = 0;
    const work = async (item: number) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return item;
    };
    await collect(ahead(from(...Array(20).keys()), 3, work));
    expect(most).toBe(3);
  });

  it('gives a result while the source is still silent', async () => {
    const second = later<void>();
    async function* slow(): AsyncGenerator<string> {
      yield 'a';
      await second.promise;
      yield 'b';
    }
    const results = ahead(slow(), 8, async (item) => item.toUpperCase());
    expect((await results.next()).value).toBe('A');
    second.resolve();
    expect((await results.next()).value).toBe('B');
    expect((await results.next()).done).toBe(true);
  });

  it('passes on what goes wrong in the source and in the work', async () => {
    async function* broken(): AsyncGenerator<string> {
      yield 'a';
      throw new Error('source');
    }
    await expect(collect(ahead(broken(), 2, async (item) => item))).rejects.toThrow('source');
    const failing = ahead(from('a', 'b'), 2, (item) =>
      item === 'b' ? Promise.reject(new Error('work')) : Promise.resolve(item),
    );
    expect((await failing.next()).value).toBe('a');
    await expect(failing.next()).rejects.toThrow('work');
  });

  it('gives every result once, for any source and limit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat()), fc.integer({ min: 1, max: 9 }), async (items, limit) => {
        expect(await collect(ahead(from(...items), limit, async (item) => item))).toEqual(items);
      }),
    );
  });
});
