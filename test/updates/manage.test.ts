/** `/subscriptions` as it answers: each subcommand over a real store. */
import { describe, expect, it } from 'vitest';
import { answerReview } from '../../src/answer/review.ts';
import { completeSubscription, completeTimeZone } from '../../src/updates/complete.ts';
import { answerExport, answerImport } from '../../src/updates/exchange.ts';
import { answerExplain, answerLog } from '../../src/updates/history.ts';
import {
  answerEdit,
  answerList,
  answerMove,
  answerPause,
  answerRemove,
  answerResume,
  answerShow,
  answerTest,
  answerUndo,
} from '../../src/updates/manage.ts';
import { ASKER, capture, inChannel, running, statements } from './running.ts';

const SETTLED = 1_600;

describe('/subscriptions', () => {
  it('pauses, resumes without what came meanwhile, and takes the last change back', async () => {
    const r = await running();
    const id = await r.subscribe({ place: 'Hajin' });
    expect((await answerPause(r.context(), id)).headline).toContain('paused');
    await r.article('a', capture('Hajin'));
    await r.pass(SETTLED);
    await answerResume(r.context(), id);
    r.clock.now += 1;
    await r.article('b', capture('Hajin', { date: { edtf: '2019-01-09', text: '', precision: 'day' } }));
    await r.pass(SETTLED);
    expect(r.sent.map(({ answer }) => answer.evidence[0]?.eventId)).toEqual(['b-0']);
    expect((await answerUndo(r.context(), id)).headline).toContain('paused');
    await expect(answerPause(r.context(), id)).rejects.toThrow('It is paused already');
  });

  it('undoes a subscription that was just made, and removes one for good', async () => {
    const r = await running();
    const id = await r.subscribe({ place: 'Hajin' });
    expect((await answerUndo(r.context(), undefined)).title).toBe('Removed: Update: Hajin');
    await expect(answerShow(r.context(), id)).rejects.toMatchObject({ code: 'unknown-subscription' });
    await r.subscribe({ place: 'Hajin' });
    await answerRemove(r.context(), undefined);
    expect((await answerList(r.context(), {})).headline).toBe('There are none; /subscribe makes one.');
  });

  it('drops what waits when it is paused or removed, and says so', async () => {
    const r = await running();
    const id = await r.subscribe({ place: 'Hajin', every: 'daily' });
    await r.article('a', capture('Hajin'));
    await r.pass();
    await answerPause(r.context(), id);
    await r.pass(1);
    expect(await r.ledger(id)).toMatchObject([{ state: 'filtered', reason: expect.stringContaining('paused') }]);
  });

  it('sends at once what waited for a digest when it is edited so', async () => {
    const r = await running();
    const id = await r.subscribe({ place: 'Hajin', every: 'weekly' });
    await r.article('a', capture('Hajin'));
    await r.pass(SETTLED);
    expect(r.sent).toHaveLength(0);
    await answerEdit(r.context(), id, { every: 'instant' });
    await r.pass(1);
    expect(r.sent).toHaveLength(1);
  });

  it('refuses to edit one into another of the channel', async () => {
    const r = await running();
    await r.subscribe({ place: 'Hajin' });
    const id = await r.subscribe({ place: 'Suweida' });
    await expect(answerEdit(r.context(), id, { place: 'Hajin' })).rejects.toMatchObject({ code: 'subscribed-already' });
  });

  it('moves to where it is asked, and posts there', async () => {
    const r = await running();
    const id = await r.subscribe({ place: 'Hajin' });
    await answerMove(r.context(inChannel(2)), id);
    await r.article('a', capture('Hajin'));
    await r.pass(SETTLED);
    expect(r.sent.map(({ channel }) => channel)).toEqual([inChannel(2).channel?.id]);
  });

  it('shows nothing of another server', async () => {
    const r = await running();
    const id = await r.subscribe({ place: 'Hajin' });
    const foreign = r.context({ ...ASKER, scope: 'guild:9', guildId: '9' });
    await expect(answerShow(foreign, id)).rejects.toMatchObject({ code: 'unknown-subscription', suggestions: [] });
    expect(await completeSubscription(foreign, '')).toEqual([]);
    expect((await completeSubscription(r.context(), 'haj')).map(({ value }) => value)).toEqual([id]);
  });

  it('tests with the latest fitting event, though it is old news', async () => {
    const r = await running();
    await r.article('a', capture('Hajin'));
    await r.pass();
    r.clock.now += 1;
    const id = await r.subscribe({ place: 'Hajin', every: 'weekly', role: '12345678901234567' });
    await answerTest(r.context(), id);
    await r.pass();
    expect(r.sent[0]).toMatchObject({ answer: { title: 'Test: Update: Hajin' }, role: { id: '12345678901234567' } });
  });

  it('logs each update with its state, and explains why an event was sent or held back', async () => {
    const r = await running();
    const id = await r.subscribe({ place: 'Hajin', controlOnly: true });
    await r.article('a', capture('Hajin'), capture('Hajin', { action: 'airstrike', control: null }), capture('Idlib'));
    await r.pass(SETTLED);
    const log = await answerLog(r.context(), id, {});
    expect(log.sections[0]?.statements.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^2019-01-10 12:00 · sent · The SDF captured Hajin/),
      expect.stringMatching(/^2019-01-10 12:00 · sent · assessment: Hajin: not known → held by the SDF/),
    ]);
    const why = async (event: string) => (await answerExplain(r.context(), { id, event })).headline;
    expect(await why('a-0')).toBe('Sent: it fits what is asked for.');
    expect(await why('a-1')).toBe('Held back: it does not say who holds a place.');
    expect(await why('a-2')).toBe('Held back: it is not at Hajin or inside it.');
    await expect(why('nonsense')).rejects.toMatchObject({ code: 'unknown-event' });
  });

  it('logs and explains all subscriptions of a channel where none is named, with the ids to ask further', async () => {
    const r = await running();
    await expect(answerLog(r.context(), undefined, {})).rejects.toThrow('This channel has no subscription');
    const hajin = await r.subscribe({ place: 'Hajin' });
    const sdf = await r.subscribe({ actor: 'SDF', minConfidence: 'high' });
    await r.subscribe({ place: 'Hajin' }, inChannel(2));
    await r.article('a', capture('Hajin', { control: null, attribution: { text: '', ref: null, stance: 'claimed' } }));
    await r.pass(SETTLED);
    const log = await answerLog(r.context(), undefined, {});
    expect(log.title).toBe('Log of this channel');
    expect(log.sections[0]?.statements.map(({ text }) => text)).toEqual([
      expect.stringMatching(new RegExp(`The SDF captured Hajin.* · event a-0 · subscription ${hajin}$`)),
    ]);
    const why = await answerExplain(r.context(), { id: undefined, event: 'a-0' });
    expect(why.sections[1]?.statements.map(({ text }) => text)).toEqual(
      [
        `${hajin} · Update: Hajin · Sent: it fits what is asked for.`,
        `${sdf} · Update: SDF · Held back: confidence in it is low, and at least high is asked for.`,
      ].sort(),
    );
    await answerReview(r.context(), { event: 'a-0', verdict: 'wrong' });
    expect((await answerExplain(r.context(), { id: sdf, event: 'a-0' })).headline).toBe(
      'Held back: an analyst judged it wrong.',
    );
    await expect(answerShow(r.context(), undefined)).rejects.toThrow(`${hajin} (Hajin)`);
  });

  it('exports what another channel imports', async () => {
    const r = await running();
    await r.subscribe({
      place: 'Hajin',
      every: 'weekly',
      at: 'Friday 9',
      timeZone: 'Asia/Damascus',
      quiet: '22-7',
      title: 'Hajin “weekly”',
    });
    await r.subscribe({ actor: 'ISIS', minConfidence: 'high', factuality: 'happened' });
    const lines = statements({ answer: await answerExport(r.context()) });
    const there = r.context(inChannel(2));
    const imported = await answerImport(there, [...lines, '{"place":"Qwxzyv"}', '{"every":"never"}'].join('\n'));
    expect(statements({ answer: imported })).toEqual([
      expect.stringContaining('1: Subscribed'),
      expect.stringContaining('2: Subscribed'),
      expect.stringContaining('3: refused: No place is known'),
      expect.stringContaining('4: refused: every:'),
    ]);
    expect(statements({ answer: await answerExport(there) }).sort()).toEqual(lines.sort());
    await expect(answerImport(there, 'nonsense')).rejects.toMatchObject({ code: 'bad-import' });
  });

  it('completes time zones', () => {
    expect(completeTimeZone('damas')).toEqual([{ name: 'Asia/Damascus', value: 'Asia/Damascus' }]);
    expect(completeTimeZone('').length).toBeGreaterThan(3);
  });
});
