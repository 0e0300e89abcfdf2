/** `/search`: sentences by their words, marked, with the event that was read from each. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerSearch } from '../../src/answer/search.ts';
import { checkAnswer } from './checks.ts';
import type { TestContext } from './context.ts';
import { contextWith } from './context.ts';
import { documentOf } from './documents.ts';
import { foundingDocument } from './founding-article.ts';
import { actorRef, madeEvent, placeRef } from './made-events.ts';

let context: TestContext;
beforeAll(async () => {
  context = await contextWith((knowledge) => [
    foundingDocument(knowledge),
    documentOf(
      { id: 'long', text: `${'Long before that, '.repeat(20)}the army captured Hajin${', and so on'.repeat(30)}.` },
      [
        madeEvent({
          action: 'capture',
          actor: actorRef('Syrian army', knowledge),
          place: placeRef('Hajin', knowledge),
        }),
      ],
    ),
  ]);
});
afterAll(() => context.close());

describe('/search', () => {
  it('shows each sentence once, with its words marked and all that was read from it', async () => {
    const answer = await answerSearch(context, { text: 'Damietta' });
    await checkAnswer(answer, context);
    const texts = answer.sections.flatMap(({ statements }) => statements.map(({ text }) => text));
    expect(answer.headline).toBe('4 matches in sentences with these words, the latest stored first.');
    expect(texts).toEqual([
      expect.stringMatching(
        /^“The soldiers.*»Damietta«.*” – The Syrian army is driving .* out of the .*\. The Syrian army is besieging Al-Safa\.$/,
      ),
      expect.stringMatching(
        /^“The SAA.*»Damietta«.*” – The Syrian army captured the .*\. The Syrian army is besieging Al-Safa\.$/,
      ),
    ]);
  });

  it('cuts a long sentence around what was found', async () => {
    const answer = await answerSearch(context, { text: 'Hajin army' });
    const text = answer.sections[0]?.statements[0]?.text ?? '';
    expect(text).toMatch(/^“… .*the »army« captured »Hajin«, and so on.* …” – The Syrian army captured Hajin\.$/);
    expect(text.length).toBeLessThan(320);
  });

  it('shows a sentence whole on one page, also where its events would stand on two', async () => {
    const texts = Array.from({ length: 9 }, (_, n) => `Report ${n}: the army shelled Hajin.`);
    const many = await contextWith((knowledge) => {
      const at = { actor: actorRef('Syrian army', knowledge), place: placeRef('Hajin', knowledge) };
      const shelled = madeEvent({ action: 'shell', ...at });
      return [
        documentOf({ id: 'first', text: 'The army shelled, attacked and took Hajin.' }, [
          shelled,
          madeEvent({ action: 'attack', ...at }),
          madeEvent({ action: 'capture', ...at }),
        ]),
        ...texts.map((text, n) => documentOf({ id: `a${n}`, text }, [shelled])),
      ];
    });
    const pages = await Promise.all([1, 2].map((page) => answerSearch(many, { text: 'Hajin', page })));
    expect(pages.map(({ evidence }) => evidence.length)).toEqual([12, 0]);
    expect(pages[1]?.text).toContain('a sentence that stands on the page before');
    await many.close();
  });

  it('pages, ten at a time', async () => {
    const first = await answerSearch(context, { text: 'isis' });
    const { pages = 0, total = 0 } = first.paging ?? {};
    expect(first.evidence).toHaveLength(Math.min(10, total));
    expect(pages).toBe(Math.ceil(total / 10));
    await expect(answerSearch(context, { text: 'isis', page: pages + 1 })).rejects.toThrow(
      `There is no page ${pages + 1}`,
    );
  });

  it('says that nothing is found, and refuses a text without a word', async () => {
    expect((await answerSearch(context, { text: 'unicorn' })).headline).toMatch(/^Nothing is found/);
    expect((await answerSearch(context, { text: 'the of' })).headline).toMatch(/^Nothing is found/);
    await expect(answerSearch(context, { text: ' "*" ' })).rejects.toThrow('text: there is no word to look for');
  });
});
