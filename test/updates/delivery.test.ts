import { describe, expect, it } from 'vitest';
import { turnOnAgain } from '../../src/updates/turn-off.ts';
import { ASKER, actor, capture, inChannel, place, running, statements } from './running.ts';

const SETTLED = 1_600;

/** How much is imported, or waits, at once; SITREP_BACKLOG sets it for a longer run. A multiple of 50. */
const BACKLOG = Number(process.env.SITREP_BACKLOG ?? 300);

describe('an update', () => {
  it('comes once, as what is reported with its quote, and is in the ledger', async () => {
    const r = await running();
    const id = await r.subscribe({ place: 'Hajin' });
    await r.article('a', capture('Hajin'));
    await r.pass(SETTLED, SETTLED);
    expect(r.sent).toHaveLength(1);
    expect(r.sent[0]).toMatchObject({ channel: ASKER.channel?.id, role: null });
    expect(r.sent[0]?.nonce).toMatch(/^[\w-]{22}$/);
    expect(r.sent[0]?.answer.title).toBe('Update: Hajin');
    expect(r.sent[0]?.answer.evidence.map(({ eventId }) => eventId)).toEqual(['a-0']);
    expect(await r.ledger(id)).toMatchObject([{ eventId: 'a-0', state: 'sent', messageId: 'm0', attempts: 1 }]);
  });

  it('is on its way within five seconds of being stored, also where others keep coming', async () => {
    const storedAt = new Map<string, number>();
    // The clock stands still while anything is done and goes on in the worker's pauses; at each end of one an article comes.
    const r = await running(async ({ clock, updates, article }, milliseconds) => {
      await updates.idle();
      clock.now += milliseconds;
      const n = storedAt.size;
      if (n === 12) return;
      storedAt.set(`a${n}`, clock.now);
      const day = { edtf: `2018-12-${n + 10}`, text: '', precision: 'day' } as const;
      await article(`a${n}`, capture('Hajin', { date: day }));
    });
    await r.subscribe({ place: 'Hajin' });
    const waited = await new Promise<ReadonlyMap<string, number>>((resolve) => {
      const found = new Map<string, number>();
      r.outcome.of = ({ answer }) => {
        for (const { articleId } of answer(25).evidence) {
          found.set(articleId, r.clock.now - (storedAt.get(articleId) ?? 0));
        }
        if (found.size === 12) resolve(found);
        return { status: 'sent', messageId: 'm' };
      };
      r.updates.start();
    });
    await r.updates.stop(1_000);
    expect(Math.max(...waited.values())).toBeGreaterThan(0);
    expect(Math.max(...waited.values())).toBeLessThanOrEqual(2_500);
  });

  it('says what it changes about who holds the place', async () => {
    const r = await running();
    const held = {
      place: place('Hajin'),
      holder: actor('ISIS'),
      loser: null,
      change: 'held',
      basis: 'stated',
    } as const;
    const before = capture('Hajin', { action: 'control', actor: actor('ISIS'), recipient: null, control: held });
    await r.article('old', { ...before, date: { edtf: '2018-12-01', text: '', precision: 'day' } });
    await r.pass();
    await r.subscribe({ place: 'Hajin' });
    await r.article('a', capture('Hajin'));
    await r.pass(SETTLED);
    expect(statements(r.sent[0] ?? { answer: {} as never })[0]).toMatch(
      /^Hajin: held by the Islamic State → held by the SDF, since 10 January 2019\.$/i,
    );
  });

  it('is no old news: nothing that was stored before the subscription is sent', async () => {
    const r = await running();
    await r.article('a', capture('Hajin'));
    r.clock.now += 1;
    await r.subscribe({ place: 'Hajin' });
    await r.pass(SETTLED);
    expect(r.sent).toEqual([]);
  });

  it('is sent for places inside the place, members of the actor, and types of any kind, and for nothing else', async () => {
    const r = await running();
    const options = [
      { place: 'Syria' },
      { place: 'Suweida' },
      { actor: 'SDF' },
      { actor: 'HTS' },
      { type: 'capture' },
      { type: 'Battles' },
      { place: 'Hajin', controlOnly: true },
      { place: 'Hajin', factuality: 'expected' },
      { place: 'Hajin', minConfidence: 'high' },
    ];
    const ids: string[] = [];
    for (const [n, option] of options.entries()) ids.push(await r.subscribe(option, inChannel(n)));
    await r.article('a', capture('Hajin', { factuality: 'planned', control: null }));
    await r.pass(SETTLED);
    const states = await Promise.all(ids.map(async (id) => (await r.ledger(id)).map(({ state }) => state).join()));
    const battles = capture('Hajin').eventType === 'Battles' ? 'sent' : '';
    expect(states).toEqual(['sent', '', 'sent', '', 'sent', battles, '', 'sent', '']);
  });

  it('is not sent again for a restatement or a further report of the same event', async () => {
    const r = await running();
    const id = await r.subscribe({ place: 'Hajin' });
    await r.article('a', capture('Hajin'), capture('Hajin', { sameAs: '0' }));
    await r.pass(SETTLED);
    await r.article('b', capture('Hajin'));
    await r.pass(SETTLED);
    expect(r.sent).toHaveLength(1);
    expect(await r.ledger(id)).toHaveLength(1);
  });

  it('is one message in a channel with two subscriptions to it, and one in each of two channels, with other nonces', async () => {
    const r = await running();
    const first = await r.subscribe({ place: 'Hajin' });
    const second = await r.subscribe({ actor: 'SDF' });
    await r.subscribe({ place: 'Hajin' }, inChannel(2));
    await r.article('a', capture('Hajin'));
    await r.pass(SETTLED);
    expect(r.sent.map(({ channel }) => channel).sort()).toEqual([ASKER.channel?.id, inChannel(2).channel?.id]);
    expect(new Set(r.sent.map(({ nonce }) => nonce)).size).toBe(2);
    expect((await r.ledger(first)).map(({ state }) => state)).toEqual(['sent']);
    expect(await r.ledger(second)).toMatchObject([{ state: 'filtered', reason: expect.stringContaining('another') }]);
  });

  it('is withdrawn where its article is corrected, and what it still says is not told again', async () => {
    const r = await running();
    const id = await r.subscribe({ place: 'Deir ez-Zor' });
    await r.article('a', capture('Hajin'), capture('Mayadin'));
    await r.pass(SETTLED);
    await r.article('a', capture('Mayadin'));
    await r.pass(SETTLED);
    expect(r.sent).toHaveLength(2);
    expect(statements(r.sent[1] ?? { answer: {} as never })).toEqual([
      'Hajin: held by the SDF → not known.',
      expect.stringMatching(/^Withdrawn: “The SDF captured Hajin.*” Its article no longer says so\.$/),
    ]);
    expect((await r.ledger(id)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'incident sent',
      'incident sent',
      'retraction sent',
    ]);
  });
});

describe('many updates', () => {
  it('of one article are one message', async () => {
    const r = await running();
    await r.subscribe({ place: 'Syria' });
    await r.article('a', ...['Hajin', 'Mayadin', 'Raqqa', 'Idlib'].map((name) => capture(name)));
    await r.pass(SETTLED);
    expect(r.sent).toHaveLength(1);
    expect(r.sent[0]?.answer.headline).toBe('4 updates.');
  });

  it(
    `an import of ${BACKLOG} old articles is one digest, though the worker is another from the middle on`,
    async () => {
      const r = await running();
      const id = await r.subscribe({ place: 'Syria' });
      const date = (n: number) => new Date(Date.UTC(1990, 0, 1 + n)).toISOString().slice(0, 10);
      for (let n = 0; n < BACKLOG; n += 1) {
        await r.article(`a${n}`, capture('Hajin', { date: { edtf: date(n), text: '', precision: 'day' } }));
      }
      await r.pass(...Array<number>(BACKLOG / 50).fill(400));
      const other = await r.another();
      for (let n = 0; n < BACKLOG / 25; n += 1) {
        r.clock.now += 400;
        await other.round();
        await other.idle();
      }
      r.clock.now += 11_000;
      await other.round();
      await other.idle();
      expect(r.sent).toHaveLength(1);
      expect(r.sent[0]?.answer.headline).toBe(`${BACKLOG} updates from ${BACKLOG} articles.`);
      expect((await r.ledger(id)).filter(({ state }) => state === 'sent')).toHaveLength(BACKLOG);
    },
    60_000 + BACKLOG * 200,
  );

  it(
    `${BACKLOG} that waited while nobody sent are one message in each channel, in the order in which they came`,
    async () => {
      const r = await running();
      const channels = Array.from({ length: BACKLOG / 20 }, (_, n) => inChannel(n));
      for (const channel of channels) await r.subscribe({ place: 'Hajin' }, channel);
      for (let n = 1; n <= 20; n += 1) {
        const day = { edtf: `2019-01-${String(n).padStart(2, '0')}`, text: '', precision: 'day' } as const;
        await r.article(`a${n}`, capture('Hajin', { date: day }));
      }
      // Matched, and then the worker is gone for a day.
      await r.updates.round();
      await r.updates.idle();
      r.clock.now += 24 * 3_600_000;
      const other = await r.another();
      while ((await other.round()).channels > 0) await other.idle();
      expect(r.sent).toHaveLength(channels.length);
      for (const { answer } of r.sent) {
        expect(answer.headline).toBe('20 updates from 20 articles.');
        const days = statements({ answer }).flatMap(
          (text) => /captured Hajin.* on (\d+) January/.exec(text)?.[1] ?? [],
        );
        expect(days.map(Number)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
      }
      expect(new Set(r.sent.map(({ channel }) => channel)).size).toBe(channels.length);
    },
    60_000 + BACKLOG * 200,
  );

  it('beyond the cap wait and are coalesced, and the ledger says why', async () => {
    const r = await running();
    const id = await r.subscribe({ place: 'Hajin' });
    for (let n = 0; n < 15; n += 1) {
      const day = { edtf: `2018-12-${n + 10}`, text: '', precision: 'day' } as const;
      await r.article(`a${n}`, capture('Hajin', { date: day }));
      await r.pass(SETTLED);
    }
    expect(r.sent).toHaveLength(12);
    expect((await r.ledger(id)).at(-1)).toMatchObject({
      state: 'rate-limited',
      reason: expect.stringContaining('12 messages'),
    });
    await r.pass(60_000);
    expect(r.sent).toHaveLength(13);
    expect(r.sent[12]?.answer.headline).toBe('3 updates from 3 articles.');
  });

  it('come daily in one digest at the local time, not in quiet hours, also when clocks change', async () => {
    const r = await running();
    r.clock.now = Date.parse('2019-03-30T12:00:00Z');
    await r.subscribe({ place: 'Hajin', every: 'daily', at: '08:00', timeZone: 'Europe/Berlin' });
    await r.article('a', capture('Hajin'));
    await r.article(
      'b',
      capture('Mayadin'),
      capture('Hajin', { date: { edtf: '2019-03-29', text: '', precision: 'day' } }),
    );
    await r.pass(SETTLED, 60_000);
    r.clock.now = Date.parse('2019-03-31T05:59:00Z');
    await r.pass();
    expect(r.sent).toEqual([]);
    r.clock.now = Date.parse('2019-03-31T06:00:00Z');
    await r.pass();
    expect(r.sent.map(({ answer }) => answer.headline)).toEqual(['2 updates from 2 articles.']);
  });
});

describe('sending that fails', () => {
  it('with an unknown outcome is tried again with the same nonce, with growing pauses, and arrives once', async () => {
    const r = await running();
    const id = await r.subscribe({ place: 'Hajin' });
    r.outcome.arrives = true;
    r.outcome.of = () => ({ status: 'unknown', reason: 'no answer' });
    await r.article('a', capture('Hajin'));
    await r.pass(SETTLED, 999, 1_999);
    expect(await r.ledger(id)).toMatchObject([{ state: 'pending', attempts: 2, reason: 'no answer' }]);
    r.outcome.of = () => ({ status: 'sent', messageId: 'm' });
    await r.pass(2, 4_000);
    expect(r.sent).toHaveLength(1);
    expect(await r.ledger(id)).toMatchObject([{ state: 'sent', attempts: 3 }]);
  });

  it('keeps the order in its channel and holds up no other', async () => {
    const r = await running();
    await r.subscribe({ place: 'Syria' });
    await r.subscribe({ place: 'Syria' }, inChannel(2));
    let away = true;
    r.outcome.of = ({ channelId }) =>
      away && channelId === ASKER.channel?.id
        ? { status: 'unknown', reason: '500' }
        : { status: 'sent', messageId: 'm' };
    await r.article('a', capture('Hajin'));
    await r.pass(SETTLED);
    await r.article('b', capture('Mayadin'));
    await r.pass(800, 800);
    expect(r.sent.map(({ channel }) => channel)).toEqual([inChannel(2).channel?.id, inChannel(2).channel?.id]);
    away = false;
    await r.pass(60_000);
    const here = r.sent.filter(({ channel }) => channel === ASKER.channel?.id);
    expect(here.map(({ answer }) => answer.evidence[0]?.eventId)).toEqual(['a-0', 'b-0']);
  });

  it('to a channel that refuses for good costs one request, turns all its subscriptions off, and tells who made them', async () => {
    const r = await running();
    const first = await r.subscribe({ place: 'Hajin' });
    const second = await r.subscribe({ place: 'Suweida' });
    let requests = 0;
    r.outcome.of = () => {
      requests += 1;
      return { status: 'refused', code: '50013', reason: 'the bot may not post there', sure: true };
    };
    await r.article('a', capture('Hajin'), capture('Suweida'));
    await r.pass(SETTLED, 60_000, 600_000);
    expect(requests).toBe(1);
    expect(await r.store.subscribers.get([first, second])).toMatchObject([
      { state: 'disabled', reason: { code: '50013', text: 'the bot may not post there' } },
      { state: 'disabled' },
    ]);
    expect(await r.ledger(first)).toMatchObject([{ state: 'disabled', reason: 'the bot may not post there' }]);
    expect(await r.ledger(second)).toMatchObject([{ state: 'disabled' }]);
    expect(r.told).toMatchObject([{ user: ASKER.userId, text: expect.stringContaining('the bot may not post there') }]);
  });

  it('because the bot left the server is on again when it comes back, without what came up meanwhile', async () => {
    const r = await running();
    const gone = await r.subscribe({ place: 'Hajin' });
    const forbidden = await r.subscribe({ place: 'Hajin' }, inChannel(2));
    r.outcome.of = ({ channelId }) => {
      const code = channelId === ASKER.channel?.id ? '50001' : '50013';
      return { status: 'refused', code, reason: 'refused', sure: true };
    };
    await r.article('a', capture('Hajin'));
    await r.pass(SETTLED);
    await r.article('b', capture('Hajin', { date: { edtf: '2019-01-08', text: '', precision: 'day' } }));
    r.clock.now += 1;
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    await turnOnAgain(ASKER.guildId ?? '', { store: r.store, log, now: () => r.clock.now, sees: () => true });
    expect(await r.store.subscribers.get([gone, forbidden])).toMatchObject([
      { state: 'active' },
      { state: 'disabled' },
    ]);
    r.outcome.of = () => ({ status: 'sent', messageId: 'm' });
    await r.pass(SETTLED);
    expect(r.sent).toEqual([]);
  });

  it('to a channel that refuses without a known reason is tried three times', async () => {
    const r = await running();
    const id = await r.subscribe({ place: 'Hajin' });
    let requests = 0;
    r.outcome.of = () => {
      requests += 1;
      return { status: 'refused', code: '403', reason: 'who knows', sure: false };
    };
    await r.article('a', capture('Hajin'));
    await r.pass(SETTLED, 60_000, 60_000, 60_000, 60_000);
    expect(requests).toBe(3);
    expect(await r.store.subscribers.get([id])).toMatchObject([{ state: 'disabled' }]);
  });

  it('for Discord’s rate limit waits as long as Discord says', async () => {
    const r = await running();
    const id = await r.subscribe({ place: 'Hajin' });
    r.outcome.of = () => ({ status: 'rate-limited', retryAfterMs: 90_000 });
    await r.article('a', capture('Hajin'));
    await r.pass(SETTLED);
    expect(await r.ledger(id)).toMatchObject([{ state: 'rate-limited' }]);
    r.outcome.of = () => ({ status: 'sent', messageId: 'm' });
    await r.pass(89_000);
    expect(r.sent).toHaveLength(0);
    await r.pass(1_000);
    expect(r.sent).toHaveLength(1);
  });
});

describe('several workers', () => {
  it('send each update once, whoever matches and whoever sends', async () => {
    const r = await running();
    const other = await r.another();
    for (let n = 0; n < 12; n += 1) await r.subscribe({ place: 'Hajin' }, inChannel(n));
    for (let n = 1; n <= 9; n += 1) {
      await r.article(`a${n}`, capture('Hajin', { date: { edtf: `2019-01-0${n}`, text: '', precision: 'day' } }));
    }
    for (let step = 0; step < 6; step += 1) {
      await Promise.all([r.updates.round(), other.round()]);
      await Promise.all([r.updates.idle(), other.idle()]);
      r.clock.now += 800;
    }
    const told = r.sent.flatMap(({ channel, answer }) => answer.evidence.map(({ eventId }) => `${channel} ${eventId}`));
    expect(told).toHaveLength(12 * 9);
    expect(new Set(told).size).toBe(12 * 9);
  });

  it('send each update once also where one is so slow that another has taken its channel over', async () => {
    const r = await running();
    await r.subscribe({ place: 'Hajin' });
    await r.article('a', capture('Hajin'));
    await r.pass();
    const { seal } = r.store.ledger;
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let isHeld: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      isHeld = resolve;
    });
    r.store.ledger.seal = async (...given) => {
      isHeld();
      await held;
      return seal(...given);
    };
    r.clock.now += SETTLED;
    await r.updates.round();
    await reached;
    // More comes, so that the other makes another message of it.
    await r.article('b', capture('Hajin', { date: { edtf: '2019-01-09', text: '', precision: 'day' } }));
    const other = await r.another();
    for (const step of [0, 7_000, SETTLED]) {
      r.clock.now += step;
      await other.round();
      await other.idle();
    }
    goOn();
    await r.updates.idle();
    await r.pass(SETTLED, SETTLED);
    expect(r.sent.map(({ answer }) => answer.evidence.map(({ eventId }) => eventId))).toEqual([['a-0', 'b-0']]);
  });

  it('take over what a dead one had sealed, with its nonce', async () => {
    const r = await running();
    await r.subscribe({ place: 'Hajin' });
    await r.article('a', capture('Hajin'));
    const nonces: string[] = [];
    r.outcome.of = ({ nonce }) => {
      nonces.push(nonce);
      // As if the process ended here.
      if (nonces.length === 1) throw new Error('killed');
      return { status: 'sent', messageId: 'm' };
    };
    await r.pass(SETTLED);
    await r.article('b', capture('Hajin', { date: { edtf: '2019-01-09', text: '', precision: 'day' } }));
    await r.pass(15_000, SETTLED);
    expect(nonces[1]).toBe(nonces[0]);
    expect(r.sent.map(({ answer }) => answer.evidence.map(({ eventId }) => eventId))).toEqual([['a-0'], ['b-0']]);
  });
});

describe('stopping', () => {
  it('waits for what is being sent and begins nothing new', async () => {
    const r = await running();
    await r.subscribe({ place: 'Hajin' });
    await r.article('a', capture('Hajin'));
    await r.pass();
    let finish: () => void = () => undefined;
    const begun = new Promise<void>((begin) => {
      r.outcome.of = () =>
        new Promise((sent) => {
          finish = () => sent({ status: 'sent', messageId: 'm' });
          begin();
        });
    });
    r.clock.now += SETTLED;
    await r.updates.round();
    await begun;
    await r.article('b', capture('Mayadin'));
    const stopped = r.updates.stop(1_000);
    finish();
    expect(await stopped).toBe(true);
    expect(r.sent).toHaveLength(1);
    await r.updates.round();
    await r.updates.idle();
    expect(await r.store.claimOutbox(9)).toMatchObject([{ articleId: 'b' }]);
  });
});
