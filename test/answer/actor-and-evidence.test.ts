/** `/actor` and `/evidence` on the founding article. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerActor } from '../../src/answer/actor.ts';
import { answerEvidence } from '../../src/answer/evidence.ts';
import { plainText } from '../../src/answer/plain-text.ts';
import type { Answer } from '../../src/model/answer.ts';
import { checkAnswer } from './checks.ts';
import type { TestContext } from './context.ts';
import { contextWith } from './context.ts';
import { documentOf } from './documents.ts';
import { FOUNDING_TEXT, foundingDocument } from './founding-article.ts';
import { actorRef, madeEvent, placeRef } from './made-events.ts';

let context: TestContext;
beforeAll(async () => {
  context = await contextWith((knowledge) => [
    foundingDocument(knowledge),
    documentOf({ id: 'b', text: 'The Black Sand Brigade attacked.' }, [
      madeEvent({ action: 'attack', actor: actorRef('Black Sand Brigade', knowledge) }),
    ]),
  ]);
});
afterAll(() => context.close());

const section = (answer: Answer, heading: string): string[] =>
  answer.sections.find((one) => one.heading === heading)?.statements.map(({ text }) => text) ?? [];

describe('/actor', () => {
  it('reads as reviewed', async () => {
    const answer = await answerActor(context, { name: 'Syrian army' });
    await checkAnswer(answer, context);
    // Aliases and members grow with the knowledge base.
    const sections = answer.sections.filter(({ heading }) => heading !== 'Who it is');
    await expect(plainText({ ...answer, sections })).toMatchFileSnapshot('../fixtures/answers/actor-syrian-army.txt');
  });

  it('says who it is, which places it holds and which it contests', async () => {
    const answer = await answerActor(context, { name: 'daesh' });
    await checkAnswer(answer, context);
    expect(answer.title).toBe('Islamic State');
    expect(section(answer, 'Who it is')[0]).toBe('Kind: a rebel group.');
    expect(section(answer, 'Places it holds')).toEqual([
      'The Syrian army is besieging Al-Safa, which the Islamic State still holds (by implication).',
      'The Islamic State keeps a residual pocket in a mountainous area in Suweida.',
      'Hajin is held by the Islamic State, by implication, and is under attack by the SDF; an invasion by the SDF is planned. No quote names the holder.',
    ]);
    expect(section(answer, 'Places it contests')[0]).toMatch(/^Suweida is contested/);
    expect(section(answer, 'What was done to it')).toContain(
      'The Iraqi Security Forces arrested 3 members of the Islamic State in Anbar.',
    );
  });

  it('knows actors that only articles name', async () => {
    for (const name of ['Black Sand Brigade', 'black-sand-brigade']) {
      const answer = await answerActor(context, { name });
      await checkAnswer(answer, context);
      expect(answer.headline).toBe(
        'The Black Sand Brigade is known only from stored articles; 1 report of an event in the store.',
      );
    }
  });

  it('holds a quiet place as well as one of which there is much news', async () => {
    const busy = await contextWith((knowledge) => {
      const holder = actorRef('SDF', knowledge);
      const held = (name: string, date: string) => {
        const place = placeRef(name, knowledge);
        const control = { place, holder, loser: null, change: 'gained', basis: 'stated' } as const;
        return madeEvent({
          action: 'capture',
          actor: holder,
          place,
          control,
          date: { edtf: date, text: 'then', precision: 'day' },
        });
      };
      const often = Array.from({ length: 170 }, (_, n) => ({ ...held('Manbij', '2018-09-20'), id: `often-${n}` }));
      return [
        documentOf({ id: 'quiet', text: 'The SDF captured Kobani.' }, [held('Kobani', '2016-05-01')]),
        documentOf({ id: 'busy', text: 'The SDF captured Manbij.' }, often),
      ];
    });
    const answer = await answerActor(busy, { name: 'SDF' });
    expect(section(answer, 'Places it holds').join(' ')).toMatch(/Manbij.*Kobani|Kobani.*Manbij/);
    await busy.close();
  });

  it('says what is known of an actor that no event is about', async () => {
    const answer = await answerActor(context, { name: 'Boko Haram' });
    expect(answer.headline).toMatch(/no event in the store is about it\.$/);
    expect(answer.evidence).toEqual([]);
  });

  it('is an answer with an error for an actor nobody knows', async () => {
    const answer = await answerActor(context, { name: 'Isiss' });
    expect(answer.error).toMatchObject({ code: 'unknown-actor', message: 'No actor is known by the name “Isiss”.' });
    expect(answer.error?.suggestions).toContain('Islamic State');
  });
});

describe('/evidence', () => {
  it('reads as reviewed', async () => {
    const answer = await answerEvidence(context, { event: 'E22' });
    await checkAnswer(answer, context);
    await expect(answer.text).toMatchFileSnapshot('../fixtures/answers/evidence-e22.txt');
  });

  it('marks the quote in the words around it', async () => {
    const answer = await answerEvidence(context, { event: ' E21 ' });
    const [around = '', where] = section(answer, 'In its context');
    expect(around).toContain('The SAA conquers the Damietta dam and »besieges Al-Safa« ¶ In the meanwhile');
    expect(where).toBe(
      `It stands in a heading of the article, characters ${FOUNDING_TEXT.indexOf('besieges Al-Safa')} to 1329.`,
    );
    expect(around.length).toBeLessThan(600);
  });

  it('shows where the article says it again, from either side', async () => {
    expect(section(await answerEvidence(context, { event: 'E21' }), 'Restated')).toEqual([
      'The same article says it again, in event E24: “The soldiers are chasing the Islamic State away from the Damietta dam south of Al-Dars and besieging Al-Safa.”',
    ]);
    expect(section(await answerEvidence(context, { event: 'E24' }), 'Restated')).toEqual([
      'The same article says it again, in event E21: “The SAA conquers the Damietta dam and besieges Al-Safa”',
    ]);
  });

  it('shows every event of the article without a hitch', async () => {
    for (const { id } of foundingDocument(context.knowledge).events) {
      await checkAnswer(await answerEvidence(context, { event: id }), context);
    }
  });

  it.each(['nope', '', '__proto__', 'x'.repeat(5000)])(
    'is an answer with an error for an id that stands for nothing (%#)',
    async (event) => {
      expect((await answerEvidence(context, { event })).error?.code).toBe('unknown-event');
    },
  );
});
