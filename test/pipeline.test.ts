import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Event } from '../src/model/event.ts';
import { SHARED_VIEWER, viewerOf } from '../src/model/scope.ts';
import { createPipeline, type Extract, seedStore } from '../src/pipeline.ts';
import { openStore } from '../src/store/open-store.ts';
import type { Store } from '../src/store/store.ts';
import { temporaryFolder } from './ingest/support.ts';
import { madeArticle as article, madeEvent } from './model/made.ts';

const event = (id: string, text: string): Event =>
  madeEvent({ id, action: 'capture', evidence: { text, start: 0, end: text.length } });

/** One event for each article, and a count of how often it was asked. */
const countingExtract = () => {
  const seen: string[] = [];
  const extract: Extract = async ({ id, text }) => {
    seen.push(id);
    return { id, events: [event(`${id}-1`, text)], mentions: [] };
  };
  return { seen, extract };
};

const openTemporary = async (dataDir = temporaryFolder()): Promise<Store> => {
  const store = await openStore({ dataDir });
  onTestFinished(() => store.close());
  return store;
};

const opened = async (dataDir?: string) => {
  const store = await openTemporary(dataDir);
  const { seen, extract } = countingExtract();
  return { store, seen, pipeline: createPipeline({ store, extract, now: () => new Date('2018-09-20T12:00:00Z') }) };
};

describe('the pipeline', () => {
  it('stores an article with its events', async () => {
    const { store, pipeline } = await opened();
    expect(await pipeline.ingest(article('a1', 'Hajin fell.'))).toEqual({ id: 'a1', status: 'new', events: 1 });
    expect(await store.document('a1', SHARED_VIEWER)).toMatchObject({
      article: { id: 'a1', text: 'Hajin fell.' },
      scope: 'shared',
      ingestedAt: '2018-09-20T12:00:00.000Z',
      events: [{ id: 'a1-1' }],
    });
  });

  it('recognises the same text without extracting it again, and says under which id it is', async () => {
    const { seen, pipeline } = await opened();
    await pipeline.ingest(article('a1', 'Hajin fell.'));
    expect(await pipeline.ingest(article('a1', 'Hajin fell.'))).toEqual({ id: 'a1', status: 'duplicate', events: 1 });
    expect(await pipeline.ingest(article('a2', ' HAJIN  fell.'))).toEqual({
      id: 'a2',
      status: 'duplicate',
      events: 1,
      duplicateOf: 'a1',
    });
    expect(seen).toEqual(['a1']);
  });

  it('takes another text under the same id for an update', async () => {
    const { store, pipeline } = await opened();
    await pipeline.ingest(article('a1', 'Hajin fell.'));
    expect(await pipeline.ingest(article('a1', 'Hajin held.'))).toMatchObject({ id: 'a1', status: 'updated' });
    expect((await store.document('a1', SHARED_VIEWER))?.article.text).toBe('Hajin held.');
  });

  it('stores the same text once where it is prepared twice before it is committed', async () => {
    const { store, pipeline } = await opened();
    const both = await Promise.all([
      pipeline.prepare(article('a1', 'Hajin fell.')),
      pipeline.prepare(article('a2', 'Hajin fell.')),
    ]);
    const statuses = [];
    for (const prepared of both) statuses.push((await prepared.commit()).status);
    expect(statuses).toEqual(['new', 'duplicate']);
    expect((await store.counts(SHARED_VIEWER)).articles).toBe(1);
  });

  it('keeps what one guild added from everybody else', async () => {
    const { store, pipeline } = await opened();
    await pipeline.ingest(article('a1', 'Hajin fell.'), 'guild:1');
    expect((await store.counts(SHARED_VIEWER)).articles).toBe(0);
    expect((await store.counts(viewerOf('guild:1'))).articles).toBe(1);
    expect(await pipeline.ingest(article('a1', 'Hajin fell.'), 'guild:2')).toMatchObject({ status: 'new' });
  });

  it('refuses a text with a NUL character', async () => {
    const { store, pipeline } = await opened();
    await expect(pipeline.ingest(article('a1', 'Hajin\0fell.'))).rejects.toMatchObject({ code: 'binary' });
    expect((await store.counts(SHARED_VIEWER)).articles).toBe(0);
  });

  it('stores nothing where extraction fails', async () => {
    const store = await openTemporary();
    const extract: Extract = () => Promise.reject(new Error('broken rule'));
    const pipeline = createPipeline({ store, extract, now: () => new Date(0) });
    await expect(pipeline.ingest(article('a1', 'Hajin fell.'))).rejects.toThrow('broken rule');
    expect((await store.counts(SHARED_VIEWER)).articles).toBe(0);
  });
});

describe('seedStore', () => {
  const seeds = (...texts: string[]): string => {
    const folder = path.join(temporaryFolder(), 'articles');
    mkdirSync(folder);
    for (const [i, text] of texts.entries()) writeFileSync(path.join(folder, `${i}.txt`), text);
    return folder;
  };

  it('fills an empty store, once', async () => {
    const { store, seen, pipeline } = await opened();
    const folder = seeds('One.', 'Two.');
    expect(await seedStore({ store, pipeline, folder })).toEqual({ articles: 2, events: 2 });
    expect(await seedStore({ store, pipeline, folder })).toBeNull();
    expect(seen).toEqual(['0', '1']);
  });

  it('leaves a store alone that has articles of its own', async () => {
    const { store, pipeline } = await opened();
    await pipeline.ingest(article('a1', 'Hajin fell.'));
    expect(await seedStore({ store, pipeline, folder: seeds('One.') })).toBeNull();
    expect((await store.counts(SHARED_VIEWER)).articles).toBe(1);
  });

  it('finishes a filling that was cut short', async () => {
    const { store, pipeline } = await opened();
    const folder = seeds('One.', 'Two.');
    let extracted = 0;
    const dying = createPipeline({
      store,
      now: () => new Date(0),
      extract: async ({ id }) => {
        extracted += 1;
        if (extracted === 2) throw new Error('killed');
        return { id, events: [], mentions: [] };
      },
    });
    await expect(seedStore({ store, pipeline: dying, folder })).rejects.toThrow('killed');
    expect(await seedStore({ store, pipeline, folder })).toEqual({ articles: 1, events: 1 });
    expect((await store.counts(SHARED_VIEWER)).articles).toBe(2);
  });

  it('stores each article once where two processes fill at the same time', async () => {
    const dataDir = temporaryFolder();
    const [one, other] = await Promise.all([opened(dataDir), opened(dataDir)]);
    const folder = seeds('One.', 'Two.', 'Three.');
    const seeded = await Promise.all([one, other].map(({ store, pipeline }) => seedStore({ store, pipeline, folder })));
    expect(seeded.reduce((sum, each) => sum + (each?.articles ?? 0), 0)).toBe(3);
    expect((await one.store.counts(SHARED_VIEWER)).articles).toBe(3);
  });

  it('does nothing with a folder that does not exist', async () => {
    const { store, pipeline } = await opened();
    expect(await seedStore({ store, pipeline, folder: '/no/such/folder' })).toEqual({ articles: 0, events: 0 });
  });
});
