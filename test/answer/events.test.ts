/** `/events`: dated, filtered, in pages of ten. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { completeTypes, EVENT_TYPES } from '../../src/answer/event-types.ts';
import { answerEvents } from '../../src/answer/events.ts';
import { UserError } from '../../src/errors.ts';
import { checkAnswer } from './checks.ts';
import type { TestContext } from './context.ts';
import { contextWith } from './context.ts';
import { documentOf } from './documents.ts';
import { foundingDocument } from './founding-article.ts';
import { ACTION_ROWS, actorRef, madeEvent, placeRef } from './made-events.ts';

let context: TestContext;
beforeAll(async () => {
  context = await contextWith((knowledge) => [foundingDocument(knowledge)]);
});
afterAll(() => context.close());

describe('/events', () => {
  it('lists events in pages of ten, restatements once', async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => answerEvents(context, { page })));
    for (const answer of pages) await checkAnswer(answer, context);
    expect(pages.map(({ evidence }) => evidence.length)).toEqual([10, 10, 6]);
    expect(pages[1]?.paging).toEqual({ page: 2, pages: 3, total: 26 });
    expect(new Set(pages.flatMap(({ evidence }) => evidence.map(({ eventId }) => eventId))).size).toBe(26);
    expect(pages[2]?.text).toContain('Page 3 of 3 (26 in all)');
  });

  it('refuses a page that does not exist', async () => {
    await expect(answerEvents(context, { page: 4 })).rejects.toThrow('There is no page 4: the pages are 1 to 3.');
    await expect(answerEvents(context, { page: 0 })).rejects.toThrow(UserError);
  });

  it('filters by type: an action, an ACLED event type or sub-event type, in any spelling of case', async () => {
    const count = async (type: string) => (await answerEvents(context, { type })).paging?.total;
    expect(await count('flee')).toBe(4);
    expect(await count('BATTLES')).toBe(9);
    expect(await count('abduction/forced disappearance')).toBe(2);
    expect(await count('hold hostages')).toBe(1);
    expect(await count('Battles (event type)')).toBe(9);
  });

  it('refuses a type that does not exist, and says what there is', async () => {
    const asked = answerEvents(context, { type: 'sieg' });
    await expect(asked).rejects.toMatchObject({ code: 'unknown-type', suggestions: ['besiege', 'break-siege'] });
    const misspelt = answerEvents(context, { type: 'beseige' });
    await expect(misspelt).rejects.toMatchObject({ code: 'unknown-type', suggestions: ['besiege'] });
  });

  it('filters by place and actor together', async () => {
    const answer = await answerEvents(context, { place: 'Hajin', actor: 'SDF' });
    expect(answer.title).toBe('Events: Hajin, SDF');
    expect(answer.evidence.map(({ eventId }) => eventId)).toEqual(['E05', 'E07', 'E11', 'E17']);
  });

  it('groups by day, newest first, and counts both ends of a period', async () => {
    const dated = await contextWith((knowledge) => [
      documentOf(
        { id: 'a', text: 'Some text.', published: '2018-09-20' },
        ['2018-09-10', '2018-09-12', '2018-09-11'].map((edtf) =>
          madeEvent({
            action: 'attack',
            actor: actorRef('SDF', knowledge),
            place: placeRef('Hajin', knowledge),
            date: { edtf, text: edtf, precision: 'day' },
          }),
        ),
      ),
      documentOf({ id: 'b', text: 'More text.', published: '2018-09-21' }, [madeEvent({ action: 'clash' })]),
    ]);
    const headings = async (period: object) =>
      (await answerEvents(dated, period)).sections.map(({ heading }) => heading);
    expect(await headings({})).toEqual([
      'Reported on 21 September 2018',
      '12 September 2018',
      '11 September 2018',
      '10 September 2018',
    ]);
    expect(await headings({ since: '2018-09-11', until: '2018-09-12' })).toEqual([
      '12 September 2018',
      '11 September 2018',
    ]);
    await dated.close();
  });

  it('says that nothing is known where nothing matches', async () => {
    const answer = await answerEvents(context, { place: 'Damascus' });
    expect(answer.headline).toBe('Nothing is known: no event in the store matches.');
    expect(answer.paging).toBeUndefined();
    const empty = await contextWith(() => []);
    expect((await answerEvents(empty, {})).headline).toBe('Nothing is known: the store holds no articles yet.');
    await empty.close();
  });
});

describe('types of events', () => {
  it('are all that the ontology has, each once', () => {
    const values = new Set(EVENT_TYPES.map(({ value }) => value));
    const wanted = ACTION_ROWS.flatMap(({ action, eventType, subEventType }) => [action, eventType, subEventType]);
    expect(wanted.filter((type) => !values.has(type))).toEqual([]);
    expect(new Set(EVENT_TYPES.map(({ name }) => name)).size).toBe(EVENT_TYPES.length);
  });

  it('complete from any part of their name', () => {
    expect(completeTypes('sie', 25).map(({ value }) => value)).toEqual(['besiege', 'break-siege']);
    expect(completeTypes('', 25)).toHaveLength(25);
    expect(completeTypes('battles', 1)).toEqual([{ name: 'Battles (event type)', value: 'Battles' }]);
  });
});
