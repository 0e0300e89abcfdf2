/** The ledger: each update once for each channel, in order, by one worker at a time. */
import { expect, it } from 'vitest';
import type { DeliveryDetail, NewDelivery, ToldNow } from '../../../src/model/delivery.ts';
import type { Bench } from '../compliance.ts';
import { document } from '../documents.ts';
import { delivery, subscription } from '../subscriptions.ts';

export function ledgerBehaviour(bench: Bench): void {
  const enter = (...deliveries: NewDelivery[]): Promise<void> => bench.store.ledger.enter(deliveries, null);
  const claim = (limit = 9): Promise<string[]> => bench.store.ledger.claimChannels({ console: false, limit });
  const items = async (channel: string): Promise<string[]> =>
    (await bench.store.ledger.open(channel)).map(({ item }) => item);

  it('enters what was matched and takes the article out of the outbox, both or none', async () => {
    await bench.store.commit(document({ id: 'a' }));
    const [row] = await bench.store.claimOutbox(1);
    const bad = { ...delivery('s', 'e2'), said: null as unknown as string };
    await expect(bench.store.ledger.enter([delivery('s', 'e1'), bad], row?.id ?? 0)).rejects.toThrow();
    expect(await items('100')).toEqual([]);
    await bench.store.ledger.enter([delivery('s', 'e1'), delivery('s', 'e2')], row?.id ?? 0);
    expect(await items('100')).toEqual(['e1', 'e2']);
    bench.now += 60_000;
    expect(await bench.store.claimOutbox(1)).toEqual([]);
  });

  it('enters an update once for a subscription, however often', async () => {
    await enter(delivery('s', 'e1'));
    await enter(delivery('s', 'e1', { said: 'Again.' }), delivery('s', 'e2'));
    expect((await bench.store.ledger.open('100')).map(({ said }) => said)).toEqual(['e1 happened.', 'e2 happened.']);
  });

  it('tells a channel once, though several subscriptions ask for it, and says why the other was held back', async () => {
    await enter(delivery('s', 'e1'), delivery('t', 'e1'));
    await enter(delivery('u', 'e1'), delivery('u', 'e1', { channel: '200' }));
    expect(await items('100')).toEqual(['e1']);
    expect((await bench.store.ledger.log(['t'], { limit: 9, offset: 0 })).deliveries).toMatchObject([
      { state: 'filtered', reason: 'told in this channel by another subscription already' },
    ]);
  });

  it('hands out channels with something due, the longest due first, and none twice', async () => {
    bench.now = 1000;
    await enter(
      delivery('a', 'e', { channel: '1', dueAt: 900 }),
      delivery('b', 'e', { channel: '2', dueAt: 800 }),
      delivery('c', 'e', { channel: '3', dueAt: 1001 }),
      delivery('d', 'e', { channel: 'console' }),
    );
    expect(await claim(1)).toEqual(['2']);
    expect(await claim()).toEqual(['1']);
    expect(await claim()).toEqual([]);
    expect(await bench.store.ledger.claimChannels({ console: true, limit: 9 })).toEqual(['console']);
    bench.now = 1001;
    expect(await claim()).toEqual(['3']);
  });

  it("takes a dead worker's channel back after 6 seconds, unless it says that it lives", async () => {
    await enter(delivery('s', 'e'));
    await claim();
    bench.now += 5_000;
    await bench.store.ledger.renewChannels(['100']);
    bench.now += 5_000;
    expect(await claim()).toEqual([]);
    bench.now += 1_000;
    expect(await claim()).toEqual(['100']);
  });

  it('is released until a time, or at once where more has come', async () => {
    await enter(delivery('s', 'e1'));
    await claim();
    const seen = (await bench.store.ledger.open('100')).at(-1)?.no ?? 0;
    await bench.store.ledger.releaseChannel('100', bench.now + 500, seen);
    expect(await claim()).toEqual([]);
    bench.now += 500;
    expect(await claim()).toEqual(['100']);
    await enter(delivery('s', 'e2', { dueAt: bench.now + 9000 }));
    await bench.store.ledger.releaseChannel('100', null, seen);
    expect(await claim()).toEqual(['100']);
    await bench.store.ledger.releaseChannel('100', null, seen + 9);
    await bench.store.ledger.wakeChannel('100');
    expect(await claim()).toEqual([]);
    await enter(delivery('s', 'e3'));
    expect(await claim()).toEqual(['100']);
  });

  it('never hands one channel to two workers at once', async () => {
    await enter(...Array.from({ length: 40 }, (_, n) => delivery(`s${n}`, 'e', { channel: `${n}` })));
    const other = await bench.another();
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        (n % 2 === 0 ? bench.store : other).ledger.claimChannels({ console: false, limit: 3 }),
      ),
    );
    expect(claims.flat()).toHaveLength(40);
    expect(new Set(claims.flat()).size).toBe(40);
  });

  it('tells an update once, though two workers enter it at the same time', async () => {
    const other = await bench.another();
    await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        (n % 2 === 0 ? bench.store : other).ledger.enter([delivery(`s${n}`, 'e1'), delivery(`s${n}`, 'e2')], null),
      ),
    );
    expect((await items('100')).sort()).toEqual(['e1', 'e2']);
  });

  it('seals a message once, and keeps what became of it', async () => {
    await enter(delivery('s', 'e1'), delivery('s', 'e2'), delivery('s', 'e3'));
    const [first, second, third] = (await bench.store.ledger.open('100')).map(({ no }) => no);
    await bench.store.ledger.seal([first ?? 0, second ?? 0], 'n1');
    await bench.store.ledger.seal([first ?? 0, third ?? 0], 'n2');
    expect((await bench.store.ledger.open('100')).map(({ nonce }) => nonce)).toEqual(['n1', 'n1', 'n2']);
    await bench.store.ledger.change([first ?? 0, second ?? 0], {
      state: 'pending',
      reason: 'busy',
      dueAt: 5,
      tried: true,
    });
    expect(await bench.store.ledger.open('100')).toMatchObject([{ attempts: 1, dueAt: 5, reason: 'busy' }, {}, {}]);
    await bench.store.ledger.change([first ?? 0, second ?? 0], {
      state: 'sent',
      reason: null,
      messageId: '55',
      tried: true,
    });
    expect(await items('100')).toEqual(['e3']);
    expect(await bench.store.ledger.log(['s'], { limit: 2, offset: 1 })).toMatchObject({
      total: 3,
      deliveries: [
        { item: 'e2', state: 'sent', messageId: '55', sentAt: bench.now, attempts: 2, reason: null },
        { item: 'e1', nonce: 'n1' },
      ],
    });
    expect(await bench.store.ledger.ofUpdate('s', { eventId: 'none', item: 'e2' })).toMatchObject([{ state: 'sent' }]);
    expect(await bench.store.ledger.messageTimes('s', bench.now)).toEqual([bench.now]);
    expect(await bench.store.ledger.messageTimes('s', bench.now + 1)).toEqual([]);
  });

  it('knows what was told from an article', async () => {
    await enter(
      delivery('s', 'e1', { articleId: 'a' }),
      delivery('s', 't1', { articleId: 'a', kind: 'test' }),
      delivery('s', 'e2', { articleId: 'b' }),
      delivery('s', 'e3', { articleId: 'a', state: 'filtered' }),
    );
    expect((await bench.store.ledger.toldFrom('a', 'shared')).map(({ item }) => item)).toEqual(['e1']);
    expect(await bench.store.ledger.toldFrom('a', 'guild:1')).toEqual([]);
  });

  it('knows what a channel was told last of an event or place, and what else that message said', async () => {
    const standing = { key: 'held a', words: 'held by A', since: '', level: 'high' } as const;
    const detail: DeliveryDetail = {
      of: 'assessment',
      place: 'Hajin',
      before: standing,
      after: { ...standing, key: 'held b' },
      at: 5,
      grounds: [],
    };
    await enter(
      delivery('s', 'e1', { about: 'x' }),
      delivery('s', 'e2', { about: 'x', kind: 'assessment', detail }),
      delivery('s', 'e3', { about: 'x' }),
      delivery('s', 'e4', { about: 'x', kind: 'test' }),
      delivery('t', 'e1', { about: 'x', channel: '200' }),
    );
    const nos = (await bench.store.ledger.open('100')).map(({ no }) => no);
    const [first = 0, second = 0, , test = 0] = nos;
    expect(await bench.store.ledger.told('100', 'x')).toEqual([]);
    const turned = { ...detail, after: { ...standing, key: 'held c' } };
    const toldNow: ReadonlyMap<number, ToldNow> = new Map([
      [first, { kind: 'correction', said: 'Else.', detail: null }],
      [second, { kind: 'assessment', said: 'Turned.', detail: turned }],
    ]);
    const tooLate: ToldNow = { kind: 'incident', said: 'Too late.', detail: null };
    expect(await bench.store.ledger.seal([first, second], 'n1', toldNow)).toBe(true);
    expect(await bench.store.ledger.seal([first], 'n2', new Map([[first, tooLate]]))).toBe(false);
    expect(await bench.store.ledger.seal([first, second], 'n1')).toBe(true);
    await bench.store.ledger.change([first, second, test], { state: 'sent', reason: null, messageId: '9' });
    expect(await bench.store.ledger.seal([first, second], 'n1')).toBe(false);
    const [last = null] = await bench.store.ledger.told('100', 'x');
    expect((await bench.store.ledger.told('100', 'x', 9)).map(({ item }) => item)).toEqual(['e2', 'e1']);
    expect(last).toMatchObject({ item: 'e2', detail: turned, messageId: '9' });
    expect(await bench.store.ledger.told('200', 'x')).toEqual([]);
    expect(await bench.store.ledger.told('100', 'y')).toEqual([]);
    const entered = await bench.store.ledger.entered('100', 'x', 2);
    expect(entered.map(({ item, state }) => `${item} ${state}`)).toEqual(['e3 pending', 'e2 sent']);
    const inMessage = last === null ? [] : await bench.store.ledger.inMessage(last);
    expect(inMessage.map(({ item, kind, said }) => `${item} ${kind} ${said}`)).toEqual([
      'e1 correction Else.',
      'e2 assessment Turned.',
    ]);
  });

  it('drops what was to be sent for a subscription that is removed, and keeps what was sent', async () => {
    await bench.store.subscriptions.set('s', subscription('s'));
    await enter(delivery('s', 'e1'), delivery('s', 'e2'));
    const [first] = await bench.store.ledger.open('100');
    await bench.store.ledger.change([first?.no ?? 0], { state: 'sent', reason: null, messageId: '5' });
    await bench.store.subscriptions.delete('s');
    expect((await bench.store.ledger.log(['s'], { limit: 9, offset: 0 })).deliveries).toMatchObject([
      { state: 'sent' },
    ]);
  });

  it('forgets what is old and done', async () => {
    await enter(delivery('s', 'e1'), delivery('s', 'e2', { state: 'filtered' }));
    await bench.store.ledger.prune(bench.now + 1);
    expect((await bench.store.ledger.log(['s'], { limit: 9, offset: 0 })).deliveries).toMatchObject([{ item: 'e1' }]);
  });

  it('outlives the process', async () => {
    await enter(delivery('s', 'e1'));
    await bench.reopen();
    expect(await items('100')).toEqual(['e1']);
    expect(await claim()).toEqual(['100']);
  });
}
