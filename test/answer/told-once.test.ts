/** What one article tells by two names, and places that are doubtful: told once, and with what is doubtful about them. */
import { describe, expect, it } from 'vitest';
import { answerActor } from '../../src/answer/actor.ts';
import { areaOf, DOUBTFUL_AREA } from '../../src/answer/areas.ts';
import { answerSummary } from '../../src/answer/summary.ts';
import { answerWhoControls } from '../../src/answer/who-controls.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import type { Event } from '../../src/model/event.ts';
import { storedEvent as stored } from '../model/made.ts';
import { checkAnswer } from './checks.ts';
import { contextWith } from './context.ts';
import { documentOf } from './documents.ts';
import { actorRef, madeEvent, placeRef } from './made-events.ts';

const knowledge = loadKnowledge({ folder: 'seeds/knowledge' });
const TARHUNA = placeRef('Tarhuna', knowledge);
const GNA = actorRef('gna', knowledge);
const GOVERNMENT = actorRef('ly-government', knowledge);
const LNA = actorRef('lna', knowledge);
const M23 = actorRef('m23', knowledge);
const WALIKALE = placeRef('Walikale', knowledge);
const day = (edtf: string) => ({ edtf, text: edtf, precision: 'day' as const });
const rebels = { ...M23, id: 'cd-rebels', name: 'Congolese rebels' };

const capture = (actor: typeof GNA, more: Partial<Event> = {}): Event =>
  madeEvent({
    action: 'capture',
    actor,
    place: TARHUNA,
    control: { place: TARHUNA, holder: actor, loser: null, change: 'gained', basis: 'stated' },
    ...more,
  });

const withArticle = (...events: Event[]) =>
  contextWith(() => [documentOf({ id: 'a', source: 'Wire', published: '2020-06-07', text: 'It happened.' }, events)]);

describe('one event told by two names', () => {
  it('is not current and overtaken at once', async () => {
    const context = await withArticle(capture(GNA), capture(GOVERNMENT, { date: day('2020-06-05') }));
    const answer = await answerWhoControls(context, { place: 'Tarhuna' });
    await checkAnswer(answer, context);
    const headings = answer.sections.map(({ heading }) => heading);
    expect(headings).not.toContain('Overtaken by newer reports');
    expect(headings).not.toContain('How it changed');
    expect(answer.history.map(({ date, events }) => [date, events.length])).toEqual([['2020-06-05', 2]]);
    expect(answer.sections[0]?.statements[0]?.evidence).toHaveLength(2);
    await context.close();
  });

  it('is a change of its own where another side did it', async () => {
    const context = await withArticle(capture(GNA), capture(LNA, { date: day('2020-06-05') }));
    const answer = await answerWhoControls(context, { place: 'Tarhuna' });
    const changes = answer.sections.find(({ heading }) => heading === 'How it changed')?.statements ?? [];
    expect(changes.map(({ text }) => text)).toEqual([
      'By 7 June 2020: held by the Libyan National Army → held by the Government of National Accord.',
      'On 5 June 2020: held by the Libyan National Army.',
    ]);
    await context.close();
  });

  it('is one plan, told by the name that says most', async () => {
    const leave = { action: 'withdraw', factuality: 'planned' as const };
    const context = await withArticle(
      madeEvent({
        action: 'control',
        actor: M23,
        place: WALIKALE,
        control: { place: WALIKALE, holder: M23, loser: null, change: 'held', basis: 'stated' },
      }),
      madeEvent({ ...leave, actor: rebels, place: { ...WALIKALE, relation: 'from' } }),
      madeEvent({ ...leave, actor: M23, place: WALIKALE, date: day('2020-06-06') }),
      madeEvent({ ...leave, actor: actorRef('wazalendo', knowledge), place: WALIKALE }),
    );
    const answer = await answerSummary(context, {});
    await checkAnswer(answer, context);
    expect((await answerWhoControls(context, { place: 'Walikale' })).headline).not.toContain('Congolese rebels');
    const expected = answer.sections.find(({ heading }) => heading === 'What is only expected')?.statements ?? [];
    expect(expected.map(({ text, evidence }) => [text, evidence.length])).toEqual([
      ['The M23 plans to withdraw from Walikale on 6 June 2020.', 2],
      ['Wazalendo plans to withdraw from Walikale.', 1],
    ]);
    await context.close();
  });
});

describe('what is doubtful about a place', () => {
  it('is said where it is inferred and in a country of neither side', () => {
    const mubi = placeRef('Mubi', knowledge);
    const clash = { action: 'clash', actor: M23, recipient: actorRef('wazalendo', knowledge) };
    const area = (more: Partial<Event>): string => areaOf(stored(madeEvent({ ...clash, ...more })), knowledge);
    expect(area({ place: { ...mubi, basis: 'inferred' } })).toBe(DOUBTFUL_AREA);
    expect(area({ place: { ...WALIKALE, basis: 'inferred' } })).toContain('Congo');
    expect(area({ place: mubi })).toContain('Nigeria');
  });
});

describe('the side of an actor', () => {
  it('is no line of its own where it is the actor itself', async () => {
    const context = await withArticle();
    expect((await answerActor(context, { name: 'SDF' })).text).not.toMatch(/^- Side:/m);
    expect((await answerActor(context, { name: 'YPG' })).text).toContain('- Side: SDF.');
    await context.close();
  });
});
