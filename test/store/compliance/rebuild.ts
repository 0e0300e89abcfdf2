/** Reading every document and replacing what was extracted from it. */
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { ArticleDocument } from '../../../src/model/record.ts';
import { SHARED_VIEWER as viewer } from '../../../src/model/scope.ts';
import type { Bench } from '../compliance.ts';
import { document, event, placeRef } from '../documents.ts';

export function rebuildBehaviour(bench: Bench): void {
  const documents = async (): Promise<ArticleDocument[]> => {
    const all: ArticleDocument[] = [];
    for await (const one of bench.store.documents()) all.push(one);
    return all;
  };

  it('gives back every document in the order it was stored', async () => {
    const stored = Array.from({ length: 45 }, (_, n) =>
      document({ id: `${(n * 7) % 45}`, scope: n % 2 ? 'shared' : 'guild:1' }),
    );
    for (const one of stored) await bench.store.commit(one);
    expect(await documents()).toEqual(stored);
  });

  it('lets documents be replaced while it reads them, each once', async () => {
    for (let n = 0; n < 45; n += 1) await bench.store.commit(document({ id: `${n}` }));
    let read = 0;
    for await (const one of bench.store.documents()) {
      read += 1;
      await bench.store.replaceExtraction({ ...one, events: [event(`${one.article.id}:new`)] });
    }
    expect(read).toBe(45);
    expect((await bench.store.events({ viewer })).every(({ id }) => id.endsWith(':new'))).toBe(true);
  });

  it('replaces events, mentions and rows, leaves the article alone and tells no subscriber', async () => {
    const stored = document({ id: 'a' });
    await bench.store.commit(stored);
    await bench.store.doneOutbox((await bench.store.claimOutbox(9)).map(({ id }) => id));
    const events = [event('new', { place: placeRef('hajin') })];
    await bench.store.replaceExtraction({
      ...stored,
      article: { ...stored.article, title: 'Another title' },
      ingestedAt: '2020-01-01T00:00:00Z',
      events,
      mentions: [],
    });
    expect(await documents()).toEqual([{ ...stored, events, mentions: [] }]);
    expect((await bench.store.events({ viewer, places: ['syria'] })).map(({ id }) => id)).toEqual(['new']);
    expect(await bench.store.events({ viewer, places: ['suweida'] })).toEqual([]);
    expect(await bench.store.counts(viewer)).toMatchObject({ articles: 1, events: 1 });
    expect(await bench.store.mentioned('place', viewer, { limit: 9 })).toMatchObject([{ id: 'hajin', events: 1 }]);
    expect(await bench.store.claimOutbox(9)).toEqual([]);
  });

  it('keeps the search index in step with the events', async () => {
    const engine = await bench.engine();
    const match =
      engine.dialect === 'sqlite' ? sql`event_fts match 'bridge'` : sql`words @@ to_tsquery('english', 'bridge')`;
    const found = async (): Promise<number> => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from event_fts where ${match}`.execute(engine.db);
      return Number(rows[0]?.n);
    };
    const evidence = { text: 'They blew the bridges up.', start: 0, end: 25 };
    await bench.store.commit(document({ id: 'a', text: 'One.', events: [event('x', { evidence }), event('y')] }));
    expect(await found()).toBe(1);
    await bench.store.commit(
      document({ id: 'a', text: 'Two.', events: [event('x', { evidence }), event('y', { evidence })] }),
    );
    expect(await found()).toBe(2);
    await bench.store.articles.delete('shared/a');
    expect(await found()).toBe(0);
  });

  it('does not bring back an article that was deleted, nor an old text over a newer one', async () => {
    const old = document({ id: 'a', text: 'One.' });
    await bench.store.commit(old);
    await bench.store.commit(document({ id: 'a', text: 'Two.', events: [] }));
    await bench.store.replaceExtraction(old);
    expect((await bench.store.document('a', viewer))?.events).toEqual([]);
    await bench.store.articles.delete('shared/a');
    await bench.store.replaceExtraction(old);
    expect(await bench.store.document('a', viewer)).toBeNull();
  });
}
