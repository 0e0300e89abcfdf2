import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  customId,
  type QuestionStore,
  questionReference,
  questionText,
  readButton,
} from '../../src/discord/button-state.ts';

const memory = (): QuestionStore => {
  const values = new Map<string, string>();
  return { get: async (key) => values.get(key), set: async (key, value) => values.set(key, value) };
};

const name = fc.stringMatching(/^[a-z][a-z-]{0,31}$/).filter((text) => text !== 'page');
const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: fc.constantFrom('%', '&', '=', '|', '?', '#', '2', '5'), maxLength: 30 }),
);
const options = fc.dictionary(name, value, { maxKeys: 4, noNullPrototype: true });
const position = fc.record({
  page: fc.integer({ min: 1, max: 99_999 }),
  part: fc.integer({ min: -1, max: 99_999 }),
  quotes: fc.boolean(),
});
const owner = fc.bigInt({ min: 1n, max: 99_999_999_999_999_999_999n }).map(String);

describe('a button', () => {
  it('says what was asked in at most 100 characters, and reads as the same', async () => {
    await fc.assert(
      fc.asyncProperty(name, options, position, owner, async (command, asked, at, who) => {
        const store = memory();
        const reference = (await questionReference(questionText(command, asked), store)) ?? '';
        const id = customId('next', who, at, reference, 12);
        expect(id.length).toBeLessThanOrEqual(100);
        expect(await readButton(id, store)).toEqual({
          action: 'next',
          owner: who,
          ...at,
          command,
          options: new Map(Object.entries(asked)),
        });
      }),
    );
  });

  it('holds a usual question by itself', async () => {
    const question = questionText('who-controls', { place: 'Suweida', 'as-of': '2018-09-30', page: 3 });
    expect(await questionReference(question, null)).toBe('?who-controls?place=Suweida&as-of=2018-09-30');
  });

  it('of a question that is kept nowhere is none', async () => {
    expect(await questionReference('x'.repeat(80), null)).toBeNull();
  });

  it('with anything else as its id is forged, and reading it never fails', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 120 }), async (id) => {
        expect(await readButton(id, null)).toBe('forged');
      }),
    );
  });

  it('whose question is no longer kept is stale', async () => {
    const id = customId('next', '1', { page: 1, part: 0, quotes: true }, `#${'A'.repeat(22)}`);
    expect(await readButton(id, memory())).toBe('stale');
    expect(await readButton(id, null)).toBe('stale');
  });
});
