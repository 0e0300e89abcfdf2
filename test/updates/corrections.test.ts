/** What was told and is reviewed afterwards: who was told hears of it once, and nobody else. */
import { describe, expect, it } from 'vitest';
import { answerReview } from '../../src/answer/review.ts';
import type { Letter } from '../../src/model/delivery.ts';
import { ASKER, capture, inChannel, place, type Running, running, statements } from './running.ts';

const SETTLED = 1_600;

const OPERATOR = { ...ASKER, scope: 'shared', guildId: null } as const;
const OTHER_SERVER = { ...inChannel(9), scope: 'guild:1200000000000000009', guildId: '1200000000000000009' } as const;

/** A review of an event by the analysts of a server, or by the operator for everybody. */
const review = async (
  r: Running,
  event: string,
  verdict: string,
  more: { field?: string; value?: string; note?: string } = {},
  asker: typeof ASKER = ASKER,
): Promise<void> => {
  await answerReview(r.context(asker), { event, verdict, ...more });
  await r.pass(SETTLED, SETTLED);
};

/** What the messages after the first so many say about events, without what changed about places. */
const saidSince = (r: Running, count: number): string[] =>
  r.sent
    .slice(count)
    .flatMap((sent) => statements(sent))
    .filter((text) => !text.includes('→'));

const FELL = 'The SDF captured Hajin from the Islamic State on 10 January 2019.';

describe('an event that was told', () => {
  const told = async (...askers: (typeof ASKER)[]): Promise<{ r: Running; ids: string[] }> => {
    const r = await running();
    const ids: string[] = [];
    for (const asker of askers) ids.push(await r.subscribe({ place: 'Hajin' }, asker));
    await r.article('a', capture('Hajin'));
    await r.pass(SETTLED);
    expect(r.sent).toHaveLength(askers.length);
    return { r, ids };
  };

  it('and is judged wrong is withdrawn once, as an answer to the message that told it, which is rewritten', async () => {
    const { r, ids } = await told(ASKER);
    let letter: Letter | null = null;
    r.outcome.of = (sent) => {
      letter = sent;
      return { status: 'sent', messageId: 'second' };
    };
    await review(r, 'a-0', 'wrong', { note: 'an old report' });
    await r.pass(SETTLED, 60_000);
    expect(r.sent).toHaveLength(2);
    expect(statements(r.sent[1] ?? { answer: {} as never })).toEqual([
      'Hajin: held by the SDF → not known.',
      `Withdrawn: “${FELL}” An analyst judged it wrong: “an old report”`,
    ]);
    const { replyTo, edits } = letter ?? { replyTo: null, edits: [] as Letter['edits'] };
    expect(replyTo).toBe('m0');
    expect(edits.map(({ messageId }) => messageId)).toEqual(['m0']);
    expect(statements({ answer: edits[0]?.answer(25) ?? ({} as never) })).toContain(`Withdrawn: “${FELL}”`);
    expect((await r.ledger(ids[0] ?? '')).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'incident sent',
      'retraction sent',
    ]);
  });

  it('and is corrected is told as it is now, and stands again when the review is taken back', async () => {
    const { r } = await told(ASKER);
    const letters: Letter[] = [];
    r.outcome.of = (letter) => ({ status: 'sent', messageId: `m${letters.push(letter)}` });
    await review(r, 'a-0', 'correct', { field: 'actor', value: 'Syrian army' });
    expect(saidSince(r, 1)).toEqual([
      expect.stringMatching(
        /^Corrected: “The Syrian army captured Hajin.*” It said before: “The SDF captured Hajin.*” An analyst corrected its actor\./,
      ),
    ]);
    await review(r, 'a-0', 'wrong');
    expect(saidSince(r, 2)).toEqual([expect.stringMatching(/^Withdrawn: “The Syrian army captured Hajin/)]);
    // Whatever was told of it before is marked, the first message and its correction.
    const edits = letters[1]?.edits ?? [];
    expect(letters[1]?.replyTo).toBe('m1');
    expect(edits.map(({ messageId }) => messageId)).toEqual(['m1', 'm0']);
    expect(edits.map(({ answer }) => statements({ answer: answer(9) }).at(-1))).toEqual([
      expect.stringMatching(/^Withdrawn: “The Syrian army captured Hajin/),
      expect.stringMatching(/^Withdrawn: “The SDF captured Hajin/),
    ]);
    await review(r, 'a-0', 'undo');
    expect(saidSince(r, 3)).toEqual([expect.stringMatching(/^It stands again: “The Syrian army captured Hajin/)]);
    await review(r, 'a-0', 'undo');
    expect(saidSince(r, 4)).toEqual([
      expect.stringMatching(/^Corrected: “The SDF captured Hajin.*” It said before: “The Syrian army/),
    ]);
    expect(r.sent).toHaveLength(5);
  });

  it('and is judged right, or corrected in what its sentence does not say, is not told again', async () => {
    const { r } = await told(ASKER);
    await review(r, 'a-0', 'right');
    await review(r, 'a-0', 'correct', { field: 'recipient', value: 'ISIS' });
    expect(r.sent).toHaveLength(1);
  });

  it('and is judged wrong and right again before that is sent is not told again', async () => {
    const { r, ids } = await told(ASKER);
    await answerReview(r.context(), { event: 'a-0', verdict: 'wrong' });
    await r.pass();
    await answerReview(r.context(), { event: 'a-0', verdict: 'undo' });
    await r.pass(SETTLED, SETTLED);
    expect(r.sent).toHaveLength(1);
    expect((await r.ledger(ids[0] ?? '')).map(({ reason }) => reason)).toEqual([
      null,
      'it is told together with a later one',
      'what was told still holds',
    ]);
  });

  it('and is reviewed by one server is corrected there alone, by the operator everywhere but where it was reviewed', async () => {
    const { r } = await told(ASKER, OTHER_SERVER);
    await review(r, 'a-0', 'wrong');
    expect(r.sent.slice(2).map(({ channel }) => channel)).toEqual([ASKER.channel?.id]);
    await review(r, 'a-0', 'correct', { field: 'actor', value: 'Syrian army' }, OPERATOR);
    expect(r.sent.slice(3).map(({ channel }) => channel)).toEqual([OTHER_SERVER.channel?.id]);
  });

  it('and is corrected to another place is news for those who ask for that place, not for those who came later', async () => {
    const { r } = await told(ASKER);
    await r.subscribe({ place: 'Mayadin' }, inChannel(2));
    await r.article('b', capture('Hajin', { date: { edtf: '2019-01-02', text: '', precision: 'day' } }));
    await r.pass(SETTLED);
    await r.subscribe({ place: 'Mayadin' }, inChannel(3));
    const before = r.sent.length;
    await review(r, 'b-0', 'correct', { field: 'place', value: 'Mayadin' });
    const there = r.sent.slice(before);
    const said = (asker: typeof ASKER): string[] =>
      there.filter(({ channel }) => channel === asker.channel?.id).flatMap((sent) => statements(sent));
    const changed = 'Mayadin: not known → held by the SDF, since 2 January 2019.';
    expect(said(ASKER)[0]).toMatch(/^Corrected: “The SDF captured Mayadin/);
    expect(said(inChannel(2))).toEqual([changed, expect.stringMatching(/^The SDF captured Mayadin/)]);
    // Who holds a place changes today, though the report is old.
    expect(said(inChannel(3))).toEqual([changed]);
  });

  it('with a message whose fate is unknown is corrected after it, however that ends', async () => {
    const r = await running();
    await r.subscribe({ place: 'Hajin' });
    r.outcome.arrives = true;
    r.outcome.of = () => ({ status: 'unknown', reason: 'no answer' });
    await r.article('a', capture('Hajin'));
    await r.pass(SETTLED);
    expect(r.sent).toHaveLength(1);
    await answerReview(r.context(), { event: 'a-0', verdict: 'wrong' });
    await r.pass();
    r.outcome.of = () => ({ status: 'sent', messageId: 'm' });
    await r.pass(SETTLED, 60_000);
    expect(r.sent).toHaveLength(2);
    expect(saidSince(r, 1)).toEqual([expect.stringMatching(/^Withdrawn: “The SDF captured Hajin/)]);
  });
});

describe('a channel with two subscriptions to an event', () => {
  it('gets one correction of it', async () => {
    const r = await running();
    await r.subscribe({ place: 'Hajin' });
    await r.subscribe({ place: 'Syria' });
    await r.article('a', capture('Hajin', { control: null }));
    await r.pass(SETTLED);
    await review(r, 'a-0', 'correct', { field: 'actor', value: 'Syrian army' });
    await r.pass(SETTLED, 60_000);
    expect(saidSince(r, 1)).toEqual([expect.stringMatching(/^Corrected: “The Syrian army captured Hajin/)]);
  });
});

describe('an event that waits to be told', () => {
  it('is told as it was corrected a moment before, and no correction follows', async () => {
    const r = await running();
    const id = await r.subscribe({ place: 'Hajin' });
    await r.article('a', capture('Hajin', { control: null }));
    await r.pass();
    await answerReview(r.context(), { event: 'a-0', verdict: 'correct', field: 'actor', value: 'Syrian army' });
    const { claimOutbox } = r.store;
    r.store.claimOutbox = async () => [];
    await r.pass(SETTLED);
    expect(r.sent).toHaveLength(1);
    r.store.claimOutbox = claimOutbox.bind(r.store);
    await r.pass(SETTLED, SETTLED);
    expect(saidSince(r, 0)).toEqual([expect.stringMatching(/^The Syrian army captured Hajin/)]);
    expect((await r.ledger(id)).map(({ said }) => said.slice(0, 16))).toEqual(['The Syrian army ', 'The Syrian army ']);
  });

  it('is told as it was corrected, once, or not at all where it is judged wrong', async () => {
    const r = await running();
    const id = await r.subscribe({ place: 'Hajin', every: 'daily' });
    await r.article('a', capture('Hajin'), capture('Hajin', { action: 'shell', control: null }));
    await r.pass();
    await review(r, 'a-0', 'wrong');
    await review(r, 'a-1', 'correct', { field: 'actor', value: 'Syrian army' });
    await r.pass(24 * 3_600_000);
    expect(r.sent).toHaveLength(1);
    expect(saidSince(r, 0)).toEqual([expect.stringMatching(/^The Syrian army shelled/)]);
    expect((await r.ledger(id)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'incident filtered',
      'incident sent',
      'retraction filtered',
      'correction filtered',
    ]);
    await review(r, 'a-0', 'undo');
    await r.pass(24 * 3_600_000);
    expect(saidSince(r, 1)).toEqual([expect.stringMatching(/^The SDF captured Hajin/)]);
  });

  it('is not told where its correction takes it out of what is asked for', async () => {
    const r = await running();
    const id = await r.subscribe({ place: 'Hajin', every: 'daily' });
    await r.article('a', capture('Hajin', { control: null, action: 'shell', place: place('Hajin') }));
    await r.pass();
    await review(r, 'a-0', 'correct', { field: 'place', value: 'Mayadin' });
    await r.pass(24 * 3_600_000);
    expect(r.sent).toEqual([]);
    expect((await r.ledger(id))[0]).toMatchObject({
      state: 'filtered',
      reason: expect.stringContaining('not at Hajin'),
    });
  });
});
