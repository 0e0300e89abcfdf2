/** From the founding article's words to the answers it is there for, with nothing in between made by hand. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerSummary } from '../../src/answer/summary.ts';
import { answerWhoControls } from '../../src/answer/who-controls.ts';
import { createExtractor } from '../../src/extract/extract.ts';
import type { Article } from '../../src/model/article.ts';
import { checkAnswer } from './checks.ts';
import type { TestContext } from './context.ts';
import { contextWith } from './context.ts';

let context: TestContext;
beforeAll(async () => {
  const text = readFileSync('seeds/articles/founding-article.txt', 'utf8');
  const article: Article = { id: 'founding-article', text, title: null, url: null, source: null, published: null };
  context = await contextWith((knowledge) => {
    const { events, mentions } = createExtractor({ knowledge, folder: 'seeds/knowledge' }).extract(article);
    return [
      {
        version: 1,
        article,
        scope: 'shared',
        ingestedAt: '2026-01-01T00:00:00.000Z',
        contentHash: 'founding',
        events,
        mentions,
      },
    ];
  });
});
afterAll(() => context.close());

describe('the founding article, extracted and asked about', () => {
  it('answers who controls Suweida', async () => {
    const answer = await answerWhoControls(context, { place: 'Suweida' });
    await checkAnswer(answer, context);
    expect(answer.status).toBe('contested');
    expect(answer.headline).toBe('Suweida is contested: the Syrian army is gaining ground from the Islamic State.');
    for (const words of [
      /The Islamic State keeps a residual pocket in a mountainous area/,
      /The Syrian army captured the Damietta dam[^.]*, the headline says\./,
      /The body of the same article says that this is still in progress: the Syrian army is driving the Islamic State out of the Damietta dam/,
      /The Syrian army is besieging Al-Safa, which the Islamic State still holds \(by implication\)\./,
      /Low confidence\./,
      /There is one source only, and it is not named\./,
      /There is no date/,
    ]) {
      expect(answer.text).toMatch(words);
    }
  });

  it('answers who controls Hajin', async () => {
    const answer = await answerWhoControls(context, { place: 'Hajin' });
    await checkAnswer(answer, context);
    expect(answer).toMatchObject({ status: 'contested', holder: { id: 'isis' }, challengers: [{ id: 'sdf' }] });
    expect(answer.headline).toBe(
      'Hajin is held by the Islamic State, by implication, and is under attack by the SDF; an invasion by the SDF is planned.',
    );
  });

  it('answers who controls Abu Kamal and Damascus', async () => {
    const abuKamal = await answerWhoControls(context, { place: 'Abu Kamal' });
    expect(abuKamal.headline).toBe(
      'The Syrian army is reported to be present at Abu Kamal, which it holds by implication only.',
    );
    const damascus = await answerWhoControls(context, { place: 'Damascus' });
    expect(damascus.headline).toBe('Nothing is known about who controls Damascus: nothing in the store says so.');
    expect(damascus.evidence).toEqual([]);
  });

  it('gives a briefing', async () => {
    const answer = await answerSummary(context, {});
    await checkAnswer(answer, context);
    for (const heading of [
      'Developments: Deir ez-Zor, Syria',
      'Control of places',
      'People taken, held or released',
      'What failed or was only tried',
      'What is only expected',
      'What is not known',
      'Sources',
    ]) {
      expect(answer.sections.map((section) => section.heading)).toContain(heading);
    }
    expect(answer.headline).toMatch(/^The Syrian army is gaining ground from the Islamic State in Suweida; /);
  });
});
