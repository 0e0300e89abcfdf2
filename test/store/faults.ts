/** What may go wrong with a store in use, on either engine: damaged documents are named and mended, and two processes may write. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { UserError } from '../../src/errors.ts';
import { SHARED_VIEWER as viewer } from '../../src/model/scope.ts';
import type { StorePlace } from '../../src/store/open-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { compile } from '../cli/running-program.ts';
import { document, event } from './documents.ts';
import type { Harness } from './places.ts';
import { engineAt } from './places.ts';
import { subscription } from './subscriptions.ts';

const FIXTURE = fileURLToPath(new URL('./fixtures/commit-many.mjs', import.meta.url));

/** Another process that commits so many articles; its exit status. */
const writeMany = (place: StorePlace, prefix: string, articles: number): Promise<number | null> =>
  new Promise((resolve) => {
    const args = [FIXTURE, JSON.stringify(place), prefix, String(articles)];
    spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] }).once('close', resolve);
  });

export function faultBehaviour(harness: Harness): void {
  const made = async (): Promise<StorePlace> => {
    const { place, remove } = await harness.make();
    onTestFinished(remove);
    return place;
  };
  const opened = async (place: StorePlace): Promise<Store> => {
    const store = await openStore(place);
    onTestFinished(() => store.close());
    return store;
  };
  /** Overwrites what is stored under a key, as a broken disk would. */
  const spoil = async (place: StorePlace, ns: string, key: string, value: string): Promise<void> => {
    const engine = await engineAt(place);
    await engine.db.updateTable('doc').set({ value }).where('ns', '=', ns).where('key', '=', key).execute();
    await engine.close();
  };

  describe(`a document that is damaged, on ${harness.name}`, () => {
    const spoilt = async (): Promise<{ place: StorePlace; store: Store }> => {
      const place = await made();
      const store = await opened(place);
      for (const id of ['a0', 'a1', 'a2']) await store.commit(document({ id }));
      await store.doneOutbox((await store.claimOutbox(9)).map(({ id }) => id));
      await spoil(place, 'articles', 'shared/a1', '{"value":{"version":1,"arti');
      await spoil(place, 'articles', 'shared/a2', '{"value":{"version":1}}');
      return { place, store };
    };

    it('is named with what to do, and all others are given', async () => {
      const { store } = await spoilt();
      for (const id of ['a1', 'a2']) {
        const error = await store.document(id, viewer).catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({ name: 'UserError', code: 'store-document' });
        expect((error as UserError).message).toMatch(
          new RegExp(`${id}.*Ingest that article again, or take it from a backup`),
        );
      }
      const read: string[] = [];
      const damaged: Error[] = [];
      for await (const one of store.documents(viewer, (error) => damaged.push(error))) read.push(one.article.id);
      expect(read).toEqual(['a0']);
      expect(damaged).toHaveLength(2);
      await expect(async () => {
        for await (const _ of store.documents(viewer));
      }).rejects.toMatchObject({ code: 'store-document' });
      expect(await store.countEvents({ viewer })).toBe(3);
    });

    it('is mended when its article comes again, under whatever id, and nobody is told of it twice', async () => {
      const { store } = await spoilt();
      const text = 'The text of a1.';
      expect(await store.known(document({ id: 'a1' }).contentHash, 'shared')).toBeNull();
      expect(await store.commit(document({ id: 'another id', text, events: [event('new')] }))).toEqual({
        status: 'updated',
        id: 'a1',
      });
      expect((await store.document('a1', viewer))?.events.map(({ id }) => id)).toEqual(['new']);
      expect(await store.commit(document({ id: 'a1' }))).toEqual({ status: 'duplicate', id: 'a1' });
      expect(await store.known(document({ id: 'a1' }).contentHash, 'shared')).toBe('a1');
      expect((await store.commit(document({ id: 'a2' }))).status).toBe('updated');
      expect(await store.counts(viewer)).toMatchObject({ articles: 3, events: 3 });
      expect(await store.claimOutbox(9)).toEqual([]);
    });

    it('is mended from an archive, whatever it is', async () => {
      const { place, store } = await spoilt();
      await store.settings.set('seeds', 'done');
      await spoil(place, 'settings', 'seeds', '{');
      expect(await store.restore({ kind: 'article', document: document({ id: 'a2' }) })).toBe('updated');
      expect(await store.restore({ kind: 'setting', key: 'seeds', value: 'done', expires: null })).toBe('new');
      expect((await store.document('a2', viewer))?.article.id).toBe('a2');
      expect(await store.settings.get('seeds')).toBe('done');
    });

    it('keeps no other subscription from being served', async () => {
      const { place, store } = await spoilt();
      for (const id of ['s1', 's2', 's3']) {
        await store.subscriptions.set(id, subscription(id, { channel: { id, name: id, kind: 'text' } }));
      }
      await spoil(place, 'subscriptions', 's2', '{"value":');
      expect((await store.subscribers.get(['s1', 's2', 's3'])).map(({ id }) => id)).toEqual(['s1', 's3']);
    });
  });

  describe(`two processes that write to ${harness.name} at once`, () => {
    beforeAll(compile, 120_000);

    it('have each of their articles there', async () => {
      const place = await made();
      expect(await Promise.all([writeMany(place, 'x', 40), writeMany(place, 'y', 40)])).toEqual([0, 0]);
      const store = await opened(place);
      expect(await store.counts(viewer)).toMatchObject({ articles: 80, events: 320 });
      expect(await store.countEvents({ viewer, places: ['syria'] })).toBe(320);
      expect(await store.claimOutbox(100)).toHaveLength(80);
    }, 60_000);
  });
}
