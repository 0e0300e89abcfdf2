/** Who holds a place, as an update of its own: told when it changes, whatever the event that changes it is. */
import { describe, expect, it } from 'vitest';
import { answerReview } from '../../src/answer/review.ts';
import type { Event } from '../../src/model/event.ts';
import { answerExplain } from '../../src/updates/history.ts';
import { ASKER, actor, capture, inChannel, place, type Running, running, statements } from './running.ts';

const SETTLED = 1_600;
const OTHER_SERVER = { ...inChannel(9), scope: 'guild:1200000000000000009', guildId: '1200000000000000009' } as const;

const on = (day: string): NonNullable<Event['date']> => ({ edtf: day, text: '', precision: 'day' });

/** Somebody is said to hold a place. */
const holds = (who: string, where: string, day: string, more: Partial<Event> = {}): Event =>
  capture(where, {
    action: 'control',
    actor: actor(who),
    recipient: null,
    control: { place: place(where), holder: actor(who), loser: null, change: 'held', basis: 'stated' },
    date: on(day),
    ...more,
  });

/** Changes that were told in a channel, in order. */
const changes = (r: Running, asker = ASKER): string[] =>
  r.sent
    .filter(({ channel }) => channel === asker.channel?.id)
    .flatMap((sent) => statements(sent))
    .filter((text) => text.includes('→'));

const review = async (r: Running, event: string, verdict: string): Promise<void> => {
  await answerReview(r.context(), { event, verdict });
  await r.pass(SETTLED, SETTLED);
};

const ISIS_TO_SDF = 'Hajin: held by the Islamic State → held by the SDF, since 14 December 2018.';
const SDF_TO_ISIS = 'Hajin: held by the SDF → held by the Islamic State.';

describe('a change of who holds a place', () => {
  it('is told where the event that makes it is not what is asked for: its type apart', async () => {
    const r = await running();
    await r.article('old', holds('ISIS', 'Hajin', '2018-12-01'));
    await r.pass();
    const askers = {
      least: { place: 'Hajin', minConfidence: 'moderate' },
      control: { place: 'Syria', controlOnly: true },
      before: { actor: 'ISIS' },
      sort: { place: 'Hajin', type: 'protest' },
      plans: { place: 'Hajin', factuality: 'expected' },
      elsewhere: { place: 'Suweida' },
    };
    for (const [n, options] of Object.values(askers).entries()) await r.subscribe(options, inChannel(n));
    const claim = { text: 'the SDF', ref: actor('SDF'), stance: 'claimed' } as const;
    await r.article('a', capture('Hajin', { date: on('2018-12-14'), attribution: claim, recipient: null }));
    await r.article('b', capture('Hajin', { date: on('2018-12-14') }));
    await r.article('c', capture('Hajin', { date: on('2018-12-14') }));
    await r.pass(SETTLED);
    const told = Object.keys(askers).filter((_, n) => changes(r, inChannel(n)).includes(ISIS_TO_SDF));
    expect(told).toEqual(['least', 'control', 'before']);
    expect(changes(r, inChannel(0))).toEqual([ISIS_TO_SDF]);
  });

  it('is part of the explanation of an event that is held back itself', async () => {
    const r = await running();
    await r.article('old', holds('ISIS', 'Hajin', '2018-12-01'));
    await r.pass();
    const id = await r.subscribe({ actor: 'ISIS' });
    const fell = capture('Hajin', { date: on('2018-12-14'), recipient: null });
    const control = fell.control === null ? null : { ...fell.control, loser: null };
    await r.article('a', { ...fell, control });
    await r.pass(SETTLED);
    const { headline } = await answerExplain(r.context(), { id, event: 'a-0' });
    expect(headline).toBe(
      `Held back: neither Islamic State nor a member of it takes part. What it changes was sent: ${ISIS_TO_SDF}`,
    );
  });

  it('is not told by another report of it, nor by news of the past', async () => {
    const r = await running();
    const id = await r.subscribe({ place: 'Hajin', controlOnly: true });
    await r.article('a', capture('Hajin', { date: on('2018-12-14') }));
    await r.pass(SETTLED);
    await r.article('b', capture('Hajin', { date: on('2018-12-14') }));
    await r.article('c', holds('ISIS', 'Hajin', '2017-05-01'));
    await r.pass(SETTLED);
    expect(changes(r)).toEqual(['Hajin: not known → held by the SDF, since 14 December 2018.']);
    expect(await r.steps(id)).toHaveLength(1);
  });

  it('is told in one line where several articles make it, and not at all where it changed back', async () => {
    const r = await running();
    await r.article('old', holds('ISIS', 'Hajin', '2018-12-01'));
    await r.pass();
    const id = await r.subscribe({ place: 'Hajin', every: 'daily', controlOnly: true });
    await r.article('a', capture('Hajin', { date: on('2018-12-14') }));
    await r.pass();
    await r.article('b', holds('ISIS', 'Hajin', '2018-12-20'));
    await r.pass(24 * 3_600_000);
    expect(changes(r)).toEqual([]);
    expect((await r.steps(id)).map(({ state, reason }) => `${state}: ${reason}`)).toEqual([
      'filtered: it changed back before it was told',
      'filtered: it changed back before it was told',
    ]);
    await r.article('c', capture('Hajin', { date: on('2018-12-24') }));
    await r.pass();
    await r.article('d', holds('Syrian army', 'Hajin', '2018-12-28'));
    await r.pass(24 * 3_600_000);
    expect(changes(r)).toEqual(['Hajin: held by the Islamic State → held by the Syrian army.']);
  });

  it('is told when a review makes it, when it is taken back, and when the article is corrected', async () => {
    const r = await running();
    await r.article('old', holds('ISIS', 'Hajin', '2018-12-01'));
    await r.pass();
    // Reports of one side alone are not what this one asks for.
    await r.subscribe({ actor: 'ISIS', controlOnly: true, minConfidence: 'low' });
    await r.article('a', capture('Hajin', { date: on('2018-12-14'), recipient: null }));
    await r.pass(SETTLED);
    await review(r, 'a-0', 'wrong');
    await review(r, 'a-0', 'undo');
    await r.article('a', capture('Mayadin', { control: null }), capture('Raqqa', { control: null }));
    await r.pass(SETTLED);
    expect(changes(r)).toEqual([ISIS_TO_SDF, SDF_TO_ISIS, ISIS_TO_SDF, SDF_TO_ISIS]);
  });

  it('is told as each server sees it', async () => {
    const r = await running();
    await r.article('old', holds('ISIS', 'Hajin', '2018-12-01'));
    await r.article('new', capture('Hajin', { date: on('2018-12-14') }));
    await r.pass();
    await r.subscribe({ place: 'Hajin' });
    await r.subscribe({ place: 'Hajin' }, OTHER_SERVER);
    await review(r, 'new-0', 'wrong');
    expect(changes(r, OTHER_SERVER)).toEqual([]);
    await r.article('third', holds('Syrian army', 'Hajin', '2018-12-20'));
    await r.pass(SETTLED);
    expect(changes(r)).toEqual([SDF_TO_ISIS, 'Hajin: held by the Islamic State → held by the Syrian army.']);
    expect(changes(r, OTHER_SERVER)).toEqual(['Hajin: held by the SDF → held by the Syrian army.']);
  });

  it('is told although too little is known now, where the channel was told what no longer holds', async () => {
    const r = await running();
    await r.subscribe({ place: 'Hajin', controlOnly: true, minConfidence: 'moderate' });
    const day = on('2018-12-14');
    for (const id of ['a', 'b', 'c']) await r.article(id, capture('Hajin', { date: day }));
    await r.pass(SETTLED);
    expect(changes(r)).toHaveLength(1);
    for (const id of ['a', 'b', 'c']) await answerReview(r.context(), { event: `${id}-0`, verdict: 'wrong' });
    await r.pass(SETTLED);
    expect(changes(r)[1]).toBe('Hajin: held by the SDF → not known.');
  });

  it('is one message in a channel with two subscriptions, of which one asks for the event and one does not', async () => {
    const r = await running();
    await r.subscribe({ place: 'Hajin' });
    await r.subscribe({ actor: 'SDF', controlOnly: true });
    await r.article('a', capture('Hajin'));
    await r.pass(SETTLED);
    expect(r.sent).toHaveLength(1);
    expect(r.sent[0]?.answer.headline).toBe('1 update.');
    expect(changes(r)).toHaveLength(1);
  });

  it('is told step by step where the articles are already stored that make the next', async () => {
    const r = await running();
    await r.subscribe({ place: 'Hajin', controlOnly: true });
    await r.article('a', capture('Hajin', { date: on('2018-12-14') }));
    await r.article('b', holds('ISIS', 'Hajin', '2018-12-20'));
    const claim = r.store.claimOutbox.bind(r.store);
    const limits = [1, 0, 1, 0];
    r.store.claimOutbox = async () => claim(limits.shift() ?? 0);
    await r.pass(SETTLED, 0, SETTLED);
    expect(changes(r)).toEqual(['Hajin: not known → held by the SDF, since 14 December 2018.', SDF_TO_ISIS]);
  });

  it('that another worker has overtaken is not told after what came later', async () => {
    const r = await running();
    const id = await r.subscribe({ place: 'Hajin', controlOnly: true, minConfidence: 'low', factuality: 'happened' });
    const other = await r.another();
    await r.article('a', capture('Hajin', { date: on('2018-12-14') }));
    let enterNow: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      enterNow = resolve;
    });
    const { enter } = r.store.ledger;
    let isHeld: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      isHeld = resolve;
    });
    r.store.ledger.enter = async (deliveries, row) => {
      isHeld();
      await held;
      return enter(deliveries, row);
    };
    const slow = r.updates.round();
    await reached;
    r.clock.now += 1;
    await r.article('b', holds('ISIS', 'Hajin', '2018-12-20'));
    for (const step of [0, SETTLED]) {
      r.clock.now += step;
      await other.round();
      await other.idle();
    }
    enterNow();
    await slow;
    await r.pass(SETTLED, SETTLED);
    expect(changes(r)).toEqual(['Hajin: not known → held by the Islamic State.']);
    expect((await r.steps(id)).map(({ said, state, reason }) => `${state} ${said} ${reason}`)).toEqual([
      'sent Hajin: not known → held by the Islamic State. null',
      'filtered Hajin: not known → held by the SDF, since 14 December 2018. a later change was told already',
    ]);
  });

  it('is told from where it began where the worker died before the message of several changes was sealed', async () => {
    const r = await running();
    await r.article('old', holds('ISIS', 'Hajin', '2018-12-01'));
    await r.pass();
    await r.subscribe({ place: 'Hajin', every: 'daily', controlOnly: true });
    await r.article('a', capture('Hajin', { date: on('2018-12-14') }));
    await r.pass();
    await r.article('b', holds('Syrian army', 'Hajin', '2018-12-28'));
    await r.pass();
    const { seal } = r.store.ledger;
    r.store.ledger.seal = async () => {
      r.store.ledger.seal = seal;
      throw new Error('killed');
    };
    await r.pass(24 * 3_600_000, 10_000);
    expect(changes(r)).toEqual(['Hajin: held by the Islamic State → held by the Syrian army.']);
  });

  it('is told as it is in the end where two workers matched at the same time, each without what the other had', async () => {
    const r = await running();
    await r.subscribe({ place: 'Hajin', controlOnly: true });
    const other = await r.another();
    // The later article tells of the earlier day.
    await r.article('a', capture('Hajin', { date: on('2018-12-20') }));
    r.clock.now += 1;
    await r.article('b', holds('ISIS', 'Hajin', '2018-12-14'));
    const claim = r.store.claimOutbox.bind(r.store);
    r.store.claimOutbox = async () => claim(1);
    let enterNow: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      enterNow = resolve;
    });
    let isHeld: () => void = () => undefined;
    const reached = new Promise<void>((resolve) => {
      isHeld = resolve;
    });
    const { enter } = r.store.ledger;
    r.store.ledger.enter = async (deliveries, row) => {
      isHeld();
      await held;
      return enter(deliveries, row);
    };
    const slow = r.updates.round();
    await reached;
    for (const step of [0, SETTLED]) {
      r.clock.now += step;
      await other.round();
      await other.idle();
    }
    expect(changes(r)).toEqual(['Hajin: not known → held by the Islamic State.']);
    enterNow();
    await slow;
    await r.pass(SETTLED, SETTLED);
    expect(changes(r).slice(1)).toEqual([
      'Hajin: held by the Islamic State → held by the SDF, since 20 December 2018.',
    ]);
  });

  it('is told by the report that makes it sure enough, from what held before', async () => {
    const r = await running();
    await r.article('old', holds('ISIS', 'Hajin', '2018-12-01'));
    await r.pass();
    const id = await r.subscribe({ place: 'Hajin', controlOnly: true, minConfidence: 'moderate' });
    const claim = { text: 'the SDF', ref: actor('SDF'), stance: 'claimed' } as const;
    await r.article('a', capture('Hajin', { date: on('2018-12-14'), attribution: claim }));
    await r.pass(SETTLED);
    expect(changes(r)).toEqual([]);
    expect((await r.steps(id)).map(({ state, reason }) => `${state}: ${reason}`)).toEqual([
      'filtered: confidence in it is low, and at least moderate is asked for',
    ]);
    for (const article of ['b', 'c']) {
      await r.article(article, capture('Hajin', { date: on('2018-12-14') }));
      await r.pass(SETTLED);
    }
    expect(changes(r)).toEqual([ISIS_TO_SDF]);
  });

  it('is told once where a worker died between two articles that make it', async () => {
    const r = await running();
    await r.subscribe({ place: 'Hajin', controlOnly: true });
    const enter = r.store.ledger.enter;
    let entered = 0;
    r.store.ledger.enter = async (deliveries, row) => {
      entered += 1;
      if (entered === 2) throw new Error('killed');
      return enter(deliveries, row);
    };
    await r.article('a', capture('Hajin', { date: on('2018-12-14') }));
    await r.article('b', holds('ISIS', 'Hajin', '2018-12-20'));
    await r.pass(SETTLED);
    expect(changes(r)).toEqual(['Hajin: not known → held by the SDF, since 14 December 2018.']);
    // What it left and what came then are steps of their own.
    await r.article('c', holds('Syrian army', 'Hajin', '2018-12-28'));
    await r.pass(20_000, SETTLED);
    expect(changes(r).slice(1)).toEqual(['Hajin: held by the SDF → held by the Syrian army.']);
    await r.article('d', capture('Hajin', { date: on('2019-01-02') }));
    await r.pass(SETTLED);
    expect(changes(r).at(-1)).toBe('Hajin: held by the Syrian army → held by the SDF, since 2 January 2019.');
    expect(await r.store.claimOutbox(9)).toEqual([]);
  });
});
