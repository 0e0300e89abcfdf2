/** The outbox: each committed article is handed to one worker, until it is done. */
import { expect, it } from 'vitest';
import { reviewKey } from '../../../src/model/review.ts';
import type { Bench } from '../compliance.ts';
import { document, event } from '../documents.ts';

export function outboxBehaviour(bench: Bench): void {
  const commit = async (...ids: string[]): Promise<void> => {
    for (const id of ids) {
      bench.now += 1;
      await bench.store.commit(document({ id, text: `${id} ${bench.now}` }));
    }
  };
  const articles = (rows: { articleId: string }[]): string[] => rows.map(({ articleId }) => articleId);

  it('hands out each article once, oldest first', async () => {
    await commit('a', 'b', 'c');
    const first = await bench.store.claimOutbox(2);
    expect(first).toMatchObject([
      { articleId: 'a', scope: 'shared', attempts: 1 },
      { articleId: 'b', scope: 'shared', attempts: 1 },
    ]);
    expect(articles(await bench.store.claimOutbox(2))).toEqual(['c']);
    expect(await bench.store.claimOutbox(2)).toEqual([]);
  });

  it('hands out an article with its scope', async () => {
    await bench.store.commit(document({ id: 'a', scope: 'guild:1' }));
    expect(await bench.store.claimOutbox(1)).toMatchObject([{ articleId: 'a', scope: 'guild:1' }]);
  });

  it('hands a released article out again and counts the attempts; a finished one never', async () => {
    await commit('a', 'b');
    const [a, b] = await bench.store.claimOutbox(2);
    await bench.store.releaseOutbox(a ? [a.id] : []);
    await bench.store.doneOutbox(b ? [b.id] : []);
    expect(await bench.store.claimOutbox(2)).toMatchObject([{ articleId: 'a', attempts: 2 }]);
    await bench.store.releaseOutbox([]);
    await bench.store.doneOutbox([]);
  });

  it("takes a dead worker's articles back after 15 seconds", async () => {
    await commit('a');
    await bench.store.claimOutbox(1);
    bench.now += 14_000;
    expect(await bench.store.claimOutbox(1)).toEqual([]);
    bench.now += 1_000;
    expect(await bench.store.claimOutbox(1)).toMatchObject([{ articleId: 'a', attempts: 2 }]);
  });

  it('hands an article out again when its text changed', async () => {
    await commit('a');
    await bench.store.doneOutbox((await bench.store.claimOutbox(9)).map(({ id }) => id));
    await commit('a');
    expect(articles(await bench.store.claimOutbox(9))).toEqual(['a']);
  });

  it('hands out with a changed text what was read from the old one', async () => {
    await bench.store.commit(document({ id: 'a', text: 'One.', events: [event('e1'), event('e2', { sameAs: 'e1' })] }));
    await bench.store.commit(document({ id: 'a', text: 'Two.', events: [event('e3')] }));
    const [first, second] = await bench.store.claimOutbox(9);
    expect(first?.change).toBeNull();
    expect(second?.change).toMatchObject({ kind: 'text', before: [{ id: 'e1', articleId: 'a' }] });
  });

  it('hands out what a review changes for those whom it is for, and nothing where it changes nothing', async () => {
    await bench.store.commit(document({ id: 'a', events: [event('e1')] }));
    await bench.store.doneOutbox((await bench.store.claimOutbox(9)).map(({ id }) => id));
    const entry = { field: null, value: null, changes: {}, note: null, by: 'u', at: '2018-09-21T08:00:00.000Z' };
    const review = (verdict: 'right' | 'wrong') => ({
      version: 1,
      eventId: 'e1',
      scope: 'guild:1',
      entries: [{ verdict, ...entry }],
    });
    const key = reviewKey('guild:1', 'e1');
    await bench.store.reviews.set(key, review('right'));
    expect(await bench.store.claimOutbox(9)).toEqual([]);
    await bench.store.reviews.set(key, review('wrong'));
    bench.now += 1;
    await bench.store.reviews.delete(key);
    expect(await bench.store.claimOutbox(9)).toMatchObject([
      {
        articleId: 'a',
        scope: 'shared',
        change: { kind: 'review', view: 'guild:1', before: { id: 'e1', articleId: 'a' }, after: null },
      },
      { articleId: 'a', change: { kind: 'review', view: 'guild:1', before: null, after: { id: 'e1' } } },
    ]);
  });

  it('knows which articles are new in it, claimed or not, of their own scope', async () => {
    const long = 'x'.repeat(500);
    await commit('a', 'b', 'c', long);
    const [a] = await bench.store.claimOutbox(2);
    await bench.store.doneOutbox([a?.id ?? 0]);
    await commit('a');
    const all = ['a', 'b', 'c', long, 'd'].map((articleId) => ({ articleId, scope: 'shared' }) as const);
    const waiting = await bench.store.waitingAmong([...all, { articleId: 'b', scope: 'guild:1' }]);
    expect(waiting).toEqual(all.slice(1, 4));
    expect(await bench.store.waitingAmong([])).toEqual([]);
  });

  it('never hands one article to two workers at once', async () => {
    await commit(...Array.from({ length: 40 }, (_, n) => `a${n}`));
    const other = await bench.another();
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? bench.store : other).claimOutbox(3)),
    );
    const claimed = claims.flatMap(articles);
    expect(claimed).toHaveLength(40);
    expect(new Set(claimed).size).toBe(40);
  });

  it('outlives the process', async () => {
    await commit('a');
    await bench.reopen();
    expect(articles(await bench.store.claimOutbox(1))).toEqual(['a']);
  });
}
