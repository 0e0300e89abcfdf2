/** One event that several articles report is told once, with all its quotes and what the reports say differently. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerEvents } from '../../src/answer/events.ts';
import { answerEvidence } from '../../src/answer/evidence.ts';
import { answerSummary } from '../../src/answer/summary.ts';
import { answerWhoControls } from '../../src/answer/who-controls.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { Casualties, Event } from '../../src/model/event.ts';
import { checkAnswer } from './checks.ts';
import type { TestContext } from './context.ts';
import { contextWith } from './context.ts';
import { documentOf } from './documents.ts';
import { actorRef, madeEvent, placeRef } from './made-events.ts';

const killed = (count: number): Casualties => ({ killed: count, wounded: null, captured: null });

const reportOf = (knowledge: Knowledge, action: string, more: Partial<Event> = {}): Event => {
  const place = placeRef('Hajin', knowledge);
  return madeEvent({
    action,
    actor: actorRef('SDF', knowledge),
    recipient: actorRef('ISIS', knowledge),
    place,
    date: { edtf: '2018-09-20', text: 'on 20 September', precision: 'day' },
    ...more,
  });
};

const captured = (knowledge: Knowledge, action: 'capture' | 'advance'): Event => {
  const [holder, loser] = [actorRef('SDF', knowledge), actorRef('ISIS', knowledge)];
  const place = placeRef('Hajin', knowledge);
  const change = action === 'capture' ? 'gained' : 'partly-gained';
  return reportOf(knowledge, action, { control: { place, holder, loser, change, basis: 'stated' } });
};

let context: TestContext;
beforeAll(async () => {
  context = await contextWith((knowledge) => [
    documentOf(
      { id: 'a', text: 'The SDF attacked Isis in Hajin and killed five.', source: 'One', published: '2018-09-20' },
      [reportOf(knowledge, 'attack', { casualties: killed(5) })],
    ),
    documentOf({ id: 'b', text: 'Fighting in Hajin left eight dead.', source: 'Two', published: '2018-09-21' }, [
      reportOf(knowledge, 'clash', { casualties: killed(8) }),
    ]),
    documentOf({ id: 'c', text: 'The SDF seized the town of Hajin.', source: 'One', published: '2018-09-20' }, [
      captured(knowledge, 'capture'),
    ]),
    documentOf({ id: 'd', text: 'SDF troops pushed into Hajin.', source: 'Two', published: '2018-09-20' }, [
      captured(knowledge, 'advance'),
    ]),
  ]);
});
afterAll(() => context.close());

const FIGHT =
  'The SDF attacked the Islamic State in Hajin on 20 September 2018 (5 killed) (2 reports by 2 sources; they differ in what was done: attack or clash; killed: 5 or 8).';

describe('an event that several articles report', () => {
  it('is listed and counted once by /events, with every quote', async () => {
    const answer = await answerEvents(context, {});
    await checkAnswer(answer, context);
    expect(answer.paging?.total).toBe(2);
    const [first] = answer.sections.flatMap(({ statements }) => statements).filter(({ text }) => /attacked/.test(text));
    expect(first?.text).toBe(FIGHT);
    expect(first?.evidence.map((index) => answer.evidence[index]?.quote)).toEqual([
      'The SDF attacked Isis in Hajin and killed five.',
      'Fighting in Hajin left eight dead.',
    ]);
  });

  it('is told once by /summary', async () => {
    const answer = await answerSummary(context, {});
    await checkAnswer(answer, context);
    expect(answer.text.match(/2 reports by 2 sources/g)).toHaveLength(2);
    expect(answer.text).toContain('what was done: attack or clash; killed: 5 or 8');
  });

  it('shows in /who-controls what one report says beside what the other says', async () => {
    const answer = await answerWhoControls(context, { place: 'Hajin' });
    await checkAnswer(answer, context);
    expect(answer.holder?.id).toBe('sdf');
    expect(answer.text).toContain('The SDF seized the town of Hajin.');
    expect(answer.text).toContain('SDF troops pushed into Hajin.');
  });

  it('is explained by /evidence', async () => {
    const answer = await answerEvidence(context, { event: 'b-0' });
    await checkAnswer(answer, context);
    const section = answer.sections.find(({ heading }) => heading === 'Other reports of this event');
    expect(section?.statements.map(({ text }) => text)).toEqual([
      'It is one event in 2 reports by 2 sources.',
      'They differ in what was done: attack or clash; killed: 5 or 8.',
      'One, event a-0: “The SDF attacked Isis in Hajin and killed five.” Joined for actions that go together (attack, clash), the same place (Hajin), the same day (2018-09-20), the same actor (SDF), the same target (Islamic State).',
    ]);
  });
});
