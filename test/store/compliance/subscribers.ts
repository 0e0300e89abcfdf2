/** Subscriptions are found by what an event is about. */
import { expect, it } from 'vitest';
import { reviewKey } from '../../../src/model/review.ts';
import type { Subscription, SubscriptionFilter } from '../../../src/model/subscription.ts';
import type { MatchQuery } from '../../../src/store/subscription-index.ts';
import type { Bench } from '../compliance.ts';
import { document } from '../documents.ts';
import { subscription } from '../subscriptions.ts';

export function subscribersBehaviour(bench: Bench): void {
  const filter = (more: Partial<SubscriptionFilter>): SubscriptionFilter => ({ ...subscription('x').filter, ...more });
  const named = (id: string) => ({ id, name: id });
  const save = async (...all: Subscription[]): Promise<void> => {
    for (const one of all) await bench.store.subscriptions.set(one.id, one);
  };
  const about: MatchQuery = {
    scope: 'shared',
    committedAt: 10,
    places: ['hajin', 'deir-ez-zor', 'syria'],
    actors: ['sdf', 'isis'],
    types: ['capture', 'Strategic developments', 'Agreement'],
  };
  const matching = async (query: Partial<MatchQuery> = {}): Promise<string[]> =>
    (await bench.store.subscribers.matching({ ...about, ...query })).map(({ id }) => id).sort();

  it('finds those that ask for the event’s place, actor or type, or for any', async () => {
    const filters: Record<string, Partial<SubscriptionFilter>> = {
      any: {},
      place: { place: named('deir-ez-zor') },
      actor: { actor: named('isis') },
      type: { type: 'AGREEMENT' },
      all: { place: named('syria'), actor: named('sdf'), type: 'capture' },
      otherPlace: { place: named('suweida'), actor: named('sdf') },
      otherActor: { place: named('hajin'), actor: named('hts') },
      otherType: { type: 'battles' },
    };
    await save(
      ...Object.entries(filters).map(([id, more], n) =>
        subscription(id, { filter: filter(more), channel: { id: `${n}`, name: '', kind: 'text' } }),
      ),
    );
    expect(await matching()).toEqual(['actor', 'all', 'any', 'place', 'type']);
    expect(await matching({ places: [], actors: [], types: [] })).toEqual(['any']);
  });

  it('shows an article of one scope to that scope alone', async () => {
    await save(
      subscription('one'),
      subscription('two', { scope: 'guild:2', channel: { id: '2', name: '', kind: 'text' } }),
    );
    expect(await matching()).toEqual(['one', 'two']);
    expect(await matching({ scope: 'guild:2' })).toEqual(['two']);
    expect(await matching({ scope: 'guild:3' })).toEqual([]);
  });

  it('leaves out those that are off, and those younger than the article', async () => {
    await save(subscription('a', { state: 'paused' }));
    expect(await matching()).toEqual([]);
    await save(subscription('a', { since: 11 }));
    expect(await matching()).toEqual([]);
    expect(await matching({ committedAt: 11 })).toEqual(['a']);
    await bench.store.subscriptions.delete('a');
    expect(await matching({ committedAt: 11 })).toEqual([]);
  });

  it('knows whether anybody asks for a place, in a scope or at all, and which scopes see something of their own', async () => {
    await save(subscription('a', { filter: filter({ place: named('hajin') }), state: 'paused' }));
    expect(await bench.store.subscribers.anyAt(['hajin'])).toBe(false);
    await save(subscription('a', { filter: filter({ place: named('hajin'), type: 'capture' }) }));
    expect(await bench.store.subscribers.anyAt(['hajin'])).toBe(true);
    expect(await bench.store.subscribers.anyAt(['hajin'], 'guild:1')).toBe(true);
    expect(await bench.store.subscribers.anyAt(['hajin'], 'guild:2')).toBe(false);
    expect(await bench.store.subscribers.anyAt(['suweida'])).toBe(false);
    await save(subscription('b', { filter: filter({ actor: named('sdf') }) }));
    expect(await bench.store.subscribers.anyAt(['suweida'])).toBe(true);

    await bench.store.commit(document({ id: 'x' }));
    expect(await bench.store.subscribers.scopesApart()).toEqual([]);
    await bench.store.commit(document({ id: 'y', scope: 'guild:3' }));
    const entry = { verdict: 'right', field: null, value: null, changes: {}, note: null, by: 'u', at: '2018' };
    const review = { version: 1, eventId: 'e', scope: 'user:4', entries: [entry] };
    await bench.store.reviews.set(reviewKey('user:4', 'e'), review);
    expect((await bench.store.subscribers.scopesApart()).sort()).toEqual(['guild:3', 'user:4']);
  });

  it('knows one of the same channel to the same thing, and refuses a second', async () => {
    const first = subscription('a', { filter: filter({ place: named('hajin'), minConfidence: 'high' }) });
    await save(first);
    const again = subscription('b', { filter: filter({ place: named('hajin') }) });
    expect((await bench.store.subscribers.same(again))?.id).toBe('a');
    await expect(save(again)).rejects.toThrow();
    const elsewhere = { ...again, channel: { id: '2', name: '', kind: 'text' } as const };
    const control = { ...again, filter: filter({ place: named('hajin'), controlOnly: true }) };
    expect(await bench.store.subscribers.same(elsewhere)).toBeNull();
    expect(await bench.store.subscribers.same(control)).toBeNull();
  });

  it('lists those of a channel and of a scope, and gives them back whole', async () => {
    const a = subscription('a', { title: 'Hajin: “daily”', role: '9' });
    const b = subscription('b', { channel: { id: '2', name: 'x', kind: 'dm' } });
    await save(a, b);
    expect(await bench.store.subscribers.ofChannel('100')).toEqual([a]);
    expect(await bench.store.subscribers.ofScope('guild:1', 9)).toEqual([a, b]);
    expect(await bench.store.subscribers.ofScope('guild:1', 1)).toEqual([a]);
    expect(await bench.store.subscribers.ofScope('guild:2', 9)).toEqual([]);
    expect(await bench.store.subscribers.get(['b', 'none', 'a'])).toEqual([b, a]);
    const found = await bench.store.subscribers.matching(about);
    expect(found.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual([a, b]);
  });
}
