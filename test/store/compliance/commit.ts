/** What committing an article does. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SHARED_VIEWER as viewer } from '../../../src/model/scope.ts';
import { articleDocument } from '../arbitrary-document.ts';
import type { Bench } from '../compliance.ts';
import { document, event } from '../documents.ts';

export function commitBehaviour(bench: Bench): void {
  it('stores a new article with its events', async () => {
    const stored = document({ id: 'a', events: [event('a:0'), event('a:1', { sameAs: 'a:0' })] });
    expect(await bench.store.commit(stored)).toEqual({ status: 'new', id: 'a' });
    expect(await bench.store.document('a', viewer)).toEqual(stored);
    expect(await bench.store.events({ viewer, order: 'article' })).toEqual(
      stored.events.map((one) => ({
        ...one,
        articleId: 'a',
        title: 'Title of a',
        source: 'Example',
        url: 'https://example.org/a',
        published: '2018-09-20',
        ingestedAt: '2018-09-21T08:00:00.000Z',
        scope: 'shared',
        incidentId: 'a:0',
      })),
    );
  });

  it('keeps what it acknowledged after it is closed', async () => {
    await bench.store.commit(document({ id: 'a' }));
    await bench.reopen();
    expect((await bench.store.document('a', viewer))?.article.id).toBe('a');
    expect(await bench.store.countEvents({ viewer })).toBe(1);
  });

  it('recognises the same text under another id and writes nothing', async () => {
    await bench.store.commit(document({ id: 'a', text: 'Same.' }));
    expect(await bench.store.commit(document({ id: 'b', text: 'Same.' }))).toEqual({ status: 'duplicate', id: 'a' });
    expect(await bench.store.document('b', viewer)).toBeNull();
    expect(await bench.store.countEvents({ viewer })).toBe(1);
    expect(await bench.store.claimOutbox(10)).toHaveLength(1);
  });

  it('replaces the events of an article that comes again with other text', async () => {
    await bench.store.commit(document({ id: 'a', text: 'One.', events: [event('a:0'), event('a:1')] }));
    const update = document({ id: 'a', text: 'Two.', published: '2018-10-01', events: [event('a:2')] });
    expect(await bench.store.commit(update)).toEqual({ status: 'updated', id: 'a' });
    expect((await bench.store.events({ viewer })).map((one) => [one.id, one.published])).toEqual([
      ['a:2', '2018-10-01'],
    ]);
    expect(await bench.store.event('a:0', viewer)).toBeNull();
    expect(await bench.store.document('a', viewer)).toEqual(update);
  });

  it('takes an update to text that another article has as a duplicate of that one', async () => {
    await bench.store.commit(document({ id: 'a', text: 'One.' }));
    await bench.store.commit(document({ id: 'b', text: 'Two.' }));
    expect(await bench.store.commit(document({ id: 'b', text: 'One.' }))).toEqual({ status: 'duplicate', id: 'a' });
    expect((await bench.store.document('b', viewer))?.article.text).toBe('Two.');
  });

  it('knows a text by its hash, in its own scope only', async () => {
    const stored = document({ id: 'a', scope: 'guild:1' });
    await bench.store.commit(stored);
    expect(await bench.store.known(stored.contentHash, 'guild:1')).toBe('a');
    expect(await bench.store.known(stored.contentHash, 'shared')).toBeNull();
    expect(await bench.store.known('0'.repeat(64), 'guild:1')).toBeNull();
  });

  it('stores an article once that two writers bring at the same time', async () => {
    const other = await bench.another();
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (n % 2 === 0 ? bench.store : other).commit(document({ id: `a${n}`, text: 'The very same.' })),
      ),
    );
    expect(results.filter(({ status }) => status === 'new')).toHaveLength(1);
    expect(new Set(results.map(({ id }) => id)).size).toBe(1);
    expect(await bench.store.countEvents({ viewer })).toBe(1);
    expect(await bench.store.claimOutbox(10)).toHaveLength(1);
  });

  it('keeps one version, whole, of an article that two writers bring with different texts', async () => {
    const other = await bench.another();
    await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (n % 2 === 0 ? bench.store : other).commit(document({ id: 'a', text: `Text ${n}.`, events: [event(`e${n}`)] })),
      ),
    );
    const kept = await bench.store.document('a', viewer);
    expect((await bench.store.events({ viewer })).map(({ id }) => id)).toEqual(kept?.events.map(({ id }) => id));
    expect(await bench.store.counts(viewer)).toMatchObject({ articles: 1, events: 1 });
  });

  it('gives back any document exactly as it was', async () => {
    await fc.assert(
      fc.asyncProperty(articleDocument, async (stored) => {
        const { status, id } = await bench.store.commit(stored);
        const own = { scopes: [stored.scope] } as const;
        if (status === 'duplicate') return;
        expect(await bench.store.document(id, own)).toEqual(stored);
        const events = await bench.store.events({ viewer: own, articleId: id, order: 'article' });
        expect(events).toEqual(
          stored.events.map((one) => ({
            ...one,
            articleId: stored.article.id,
            title: stored.article.title,
            source: stored.article.source,
            url: stored.article.url,
            published: stored.article.published,
            ingestedAt: stored.ingestedAt,
            scope: stored.scope,
            incidentId: expect.any(String),
          })),
        );
        await bench.store.articles.clear();
        expect(await bench.store.counts(own)).toEqual({
          articles: 0,
          events: 0,
          sources: 0,
          firstDay: null,
          lastDay: null,
        });
        expect(await bench.store.mentioned('actor', own, { limit: 5 })).toEqual([]);
      }),
      { numRuns: 60, seed: 20180925 },
    );
  });

  it('stores an article with thousands of events', async () => {
    const events = Array.from({ length: 2500 }, (_, n) => event(`e${n}`));
    await bench.store.commit(document({ id: 'a', events }));
    expect(await bench.store.countEvents({ viewer, places: ['syria'] })).toBe(2500);
    expect((await bench.store.events({ viewer, order: 'article' })).map(({ id }) => id)).toEqual(
      events.map(({ id }) => id),
    );
  });

  it('knows an article again whose id is too long for an index', async () => {
    const long = document({ id: `odd ${'\ue010'.repeat(100)}` });
    expect((await bench.store.commit(long)).status).toBe('new');
    expect(await bench.store.commit(long)).toEqual({ status: 'duplicate', id: long.article.id });
    expect(await bench.store.known(long.contentHash, 'shared')).toBe(long.article.id);
    const read: string[] = [];
    for await (const { article } of bench.store.documents()) read.push(article.id);
    expect(read).toEqual([long.article.id]);
  });
}
