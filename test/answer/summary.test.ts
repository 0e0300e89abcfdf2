/** `/summary`: a briefing that a person reviewed, its filters, and what it says it does not know. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerSummary } from '../../src/answer/summary.ts';
import type { Answer } from '../../src/model/answer.ts';
import { checkAnswer } from './checks.ts';
import type { TestContext } from './context.ts';
import { contextWith } from './context.ts';
import { documentOf } from './documents.ts';
import { foundingDocument } from './founding-article.ts';
import { actorRef, madeEvent, placeRef } from './made-events.ts';

let context: TestContext;
beforeAll(async () => {
  context = await contextWith((knowledge) => [foundingDocument(knowledge)]);
});
afterAll(() => context.close());

const section = (answer: Answer, heading: string): string[] =>
  answer.sections.find((one) => one.heading === heading)?.statements.map(({ text }) => text) ?? [];

describe('the briefing on the founding article', () => {
  it('reads as reviewed', async () => {
    const answer = await answerSummary(context, {});
    await checkAnswer(answer, context);
    await expect(answer.text).toMatchFileSnapshot('../fixtures/answers/summary.txt');
  });

  it('tells every event exactly once', async () => {
    const answer = await answerSummary(context, {});
    const used = answer.sections.flatMap(({ statements }) => statements.flatMap(({ evidence }) => evidence));
    expect([...used].sort((a, b) => a - b)).toEqual(answer.evidence.map((_, index) => index));
    expect(answer.evidence).toHaveLength(32);
  });

  it('turns no plan, attempt or failure into a fact', async () => {
    const answer = await answerSummary(context, {});
    for (const { statements } of answer.sections) {
      for (const { text, tone, evidence } of statements) {
        const told = evidence.map((index) => answer.evidence[index]?.factuality);
        const unreal = told.filter((factuality) => factuality !== 'actual' && factuality !== 'ongoing');
        if (tone === 'fact' || tone === 'ongoing') expect(unreal, text).toEqual([]);
      }
    }
    expect(section(answer, 'What is only expected')).toHaveLength(5);
    expect(answer.headline).not.toMatch(/plan|could|tried|failed/);
  });

  it('joins restatements into one statement with all its quotes', async () => {
    const answer = await answerSummary(context, {});
    const advance = answer.sections
      .flatMap(({ statements }) => statements)
      .find(({ text }) => text === 'The Syrian army is gaining ground from the Islamic State in Suweida.');
    expect(advance?.evidence.map((index) => answer.evidence[index]?.eventId)).toEqual(['E19', 'E22a']);
  });

  it('takes a place with what lies in it, and an actor with its members', async () => {
    const suweida = await answerSummary(context, { place: 'Suweida' });
    await checkAnswer(suweida, context);
    expect(suweida.title).toBe('Summary: Suweida (region), Syria');
    expect(section(suweida, 'Control of places')).toContain(
      'The Syrian army is besieging Al-Safa, which the Islamic State still holds (by implication).',
    );
    expect(suweida.text).not.toContain('Hajin');

    const sdf = await answerSummary(context, { actor: 'QSD' });
    await checkAnswer(sdf, context);
    expect(sdf.headline).toBe('The SDF is pressing an offensive on Hajin.');
    expect((await answerSummary(context, { actor: 'syrian-government' })).text).toContain(
      'The Syrian army is besieging Al-Safa',
    );
  });

  it('leaves undated events out of a period, and says so', async () => {
    const answer = await answerSummary(context, { since: '2018', until: '2018-12' });
    expect(answer.headline).toBe('Nothing is known: no event in the store matches since 2018, until 2018-12.');
    expect(section(answer, 'What is not known')).toEqual([
      '26 undated events are left out, because a period was asked for.',
    ]);
  });

  it('answers with an error for names that nobody knows, and refuses dates that are none', async () => {
    expect((await answerSummary(context, { place: 'Atlantis' })).error?.code).toBe('unknown-place');
    expect((await answerSummary(context, { actor: 'The Nobodies' })).error?.code).toBe('unknown-actor');
    await expect(answerSummary(context, { since: 'soon' })).rejects.toThrow(/^since: “soon” is no date/);
    await expect(answerSummary(context, { since: '2018-09', until: '2018-08' })).rejects.toThrow(
      'since 2018-09 is after until 2018-08; put the earlier date in since.',
    );
  });
});

describe('briefings on other articles', () => {
  const day = (edtf: string) => ({ edtf, text: edtf, precision: 'day' as const });

  it('say that nothing is known where the store is empty', async () => {
    const empty = await contextWith(() => []);
    expect((await answerSummary(empty, {})).text).toBe('Summary\nNothing is known: the store holds no articles yet.');
    await empty.close();
  });

  it('put first what weighs most, and never what is only planned', async () => {
    const several = await contextWith((knowledge) => {
      const at = placeRef('Hajin', knowledge);
      const sdf = actorRef('SDF', knowledge);
      const isis = actorRef('Islamic State', knowledge);
      const control = { place: at, holder: sdf, loser: isis, change: 'gained' as const, basis: 'stated' as const };
      return [
        documentOf({ id: 'a', text: 'Some article text.', source: 'Alpha', published: '2018-12-15' }, [
          madeEvent({
            action: 'airstrike',
            actor: sdf,
            recipient: isis,
            place: placeRef('Raqqa', knowledge),
            date: day('2018-12-13'),
          }),
          madeEvent({ action: 'capture', actor: sdf, recipient: isis, place: at, date: day('2018-12-14'), control }),
          madeEvent({ action: 'capture', factuality: 'planned', actor: isis, place: placeRef('Damascus', knowledge) }),
        ]),
        documentOf({ id: 'b', text: 'Another article text.', source: 'Beta', published: '2018-12-16' }, [
          madeEvent({ action: 'capture', actor: sdf, recipient: isis, place: at, date: day('2018-12-14'), control }),
        ]),
      ];
    });
    const answer = await answerSummary(several, {});
    await checkAnswer(answer, several);
    expect(answer.headline).toBe(
      'The SDF captured Hajin from the Islamic State on 14 December 2018; the SDF carried out an air strike on the Islamic State in Raqqa on 13 December 2018.',
    );
    expect(section(answer, 'What is only expected')).toEqual(['The Islamic State plans to capture Damascus.']);
    expect(section(answer, 'Sources')).toHaveLength(2);
    expect(answer.text).not.toContain('nothing confirms it');
    const december = await answerSummary(several, { since: '2018-12-14', until: '2018-12-14' });
    expect(december.text).not.toContain('air strike');
    await several.close();
  });

  it('say so where nothing happened but plans and failures', async () => {
    const plans = await contextWith((knowledge) => [
      documentOf({ id: 'a', text: 'Some article text.' }, [
        madeEvent({
          action: 'attack',
          factuality: 'planned',
          actor: actorRef('SDF', knowledge),
          place: placeRef('Hajin', knowledge),
        }),
      ]),
    ]);
    expect((await answerSummary(plans, {})).headline).toBe(
      'Nothing is reported as done. The SDF plans to attack Hajin.',
    );
    await plans.close();
  });

  it('are bounded, and point to the rest', async () => {
    const many = await contextWith((knowledge) => [
      documentOf(
        { id: 'a', text: 'A long article.' },
        Array.from({ length: 40 }, (_, index) =>
          madeEvent({
            action: 'attack',
            actor: actorRef(`Brigade ${index}`, knowledge),
            place: placeRef('Hajin', knowledge),
          }),
        ),
      ),
    ]);
    const answer = await answerSummary(many, {});
    await checkAnswer(answer, many);
    const told = section(answer, 'Developments: Deir ez-Zor, Syria');
    expect(told).toHaveLength(9);
    expect(told.at(-1)).toBe('… and 32 more: /events lists them all');
    await many.close();
  });
});
