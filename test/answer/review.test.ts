/** `/review`: an analyst's verdict is kept, every answer follows it, and it can be taken back. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AnswerContext } from '../../src/answer/context.ts';
import { answerEvents } from '../../src/answer/events.ts';
import { answerEvidence } from '../../src/answer/evidence.ts';
import type { ReviewQuestion } from '../../src/answer/review.ts';
import { answerReview } from '../../src/answer/review.ts';
import { answerSummary } from '../../src/answer/summary.ts';
import { answerWhoControls } from '../../src/answer/who-controls.ts';
import type { Scope } from '../../src/model/scope.ts';
import { viewerOf } from '../../src/model/scope.ts';
import { checkAnswer } from './checks.ts';
import type { TestContext } from './context.ts';
import { contextWith } from './context.ts';
import { documentOf } from './documents.ts';
import { actorRef, madeEvent, placeRef } from './made-events.ts';

const TEXT = 'The SDF captured Hajin.';

let context: TestContext;
beforeEach(async () => {
  context = await contextWith((knowledge) => {
    const [sdf, isis, place] = [actorRef('SDF', knowledge), actorRef('ISIS', knowledge), placeRef('Hajin', knowledge)];
    return [
      documentOf({ id: 'a', text: TEXT, source: 'One', published: '2018-09-20' }, [
        madeEvent({
          action: 'capture',
          actor: sdf,
          recipient: isis,
          place,
          control: { place, holder: sdf, loser: isis, change: 'gained', basis: 'stated' },
        }),
      ]),
    ];
  });
});
afterEach(() => context.close());

const as = (scope: Scope, asker?: string): AnswerContext => ({
  ...context,
  viewer: viewerOf(scope),
  ...(asker === undefined ? {} : { asker }),
});
const review = (question: Partial<ReviewQuestion>, who: AnswerContext = context) =>
  answerReview(who, { event: 'a-0', verdict: 'correct', ...question });

describe('an event that is judged wrong', () => {
  it('is left out of every answer, and /evidence says so', async () => {
    const answer = await review({ verdict: 'wrong', note: 'It was   a rumour' });
    await checkAnswer(answer, context);
    expect(answer.headline).toBe('It is left out of every answer for everybody.');
    expect((await answerEvents(context, {})).headline).toBe('Nothing is known: no event in the store matches.');
    expect((await answerSummary(context, {})).evidence).toEqual([]);
    expect((await answerWhoControls(context, { place: 'Hajin' })).holder).toBeNull();
    const evidence = await answerEvidence(context, { event: 'a-0' });
    expect(evidence.sections.find(({ heading }) => heading === 'Review')?.statements.map(({ text }) => text)).toEqual([
      'The operator judged it wrong, 1 October 2018: “It was a rumour”.',
      'It is left out of every answer for everybody.',
    ]);
  });

  it('is so in one server only where that server’s analyst says so', async () => {
    const answer = await review({ verdict: 'wrong' }, as('guild:1', '42'));
    expect(answer.headline).toBe('It is left out of every answer in this server.');
    expect(answer.text).toContain('User 42 judged it wrong, 1 October 2018.');
    expect((await answerEvents(as('guild:1'), {})).evidence).toEqual([]);
    expect((await answerEvents(as('guild:2'), {})).evidence).toHaveLength(1);
    expect((await answerEvidence(as('guild:2'), { event: 'a-0' })).text).not.toContain('judged');
  });

  it('comes back when the verdict is taken back, one at a time', async () => {
    await review({ verdict: 'right' });
    await review({ verdict: 'wrong' });
    expect((await review({ verdict: 'undo' })).headline).toBe('The last verdict on event a-0 is taken back.');
    expect((await answerEvents(context, {})).evidence).toHaveLength(1);
    const last = await review({ verdict: 'undo' });
    expect(last.headline).toBe('The last verdict on event a-0 is taken back; it stands as it was read.');
    await expect(review({ verdict: 'undo' })).rejects.toThrow(
      'There is no verdict on event a-0 for everybody that could be taken back.',
    );
  });
});

describe('an event that is corrected', () => {
  it('is shown with what was set, marked, wherever it now belongs', async () => {
    await review({ field: 'place', value: 'Kobani' });
    await review({ field: 'actor', value: 'Syrian army' });
    await review({ field: 'killed', value: '7' });
    const answer = await answerEvents(context, {});
    await checkAnswer(answer, context);
    expect(answer.text).toContain(
      'The Syrian army captured Kobani from the Islamic State (7 killed) (corrected by an analyst: place, actor, killed).',
    );
    const controls = await answerWhoControls(context, { place: 'Kobani' });
    expect(controls.holder?.id).toBe('syrian-army');
    expect((await answerWhoControls(context, { place: 'Hajin' })).holder).toBeNull();
    const evidence = await answerEvidence(context, { event: 'a-0' });
    expect(evidence.text).toMatch(/Actor: Syrian [Aa]r[^\n]* – set by an analyst\./);
    expect(evidence.text).toContain('It is shown as corrected for everybody.');
    expect(evidence.evidence[0]?.quote).toBe(TEXT);
  });

  it('can have its action, date and certainty set, or a part taken away', async () => {
    await review({ field: 'action', value: 'attack' });
    await review({ field: 'date', value: '2018-09-19' });
    await review({ field: 'factuality', value: 'failed' });
    await review({ field: 'recipient', value: 'none' });
    expect(await context.store.event('a-0', context.viewer)).toMatchObject({
      action: 'attack',
      subEventType: 'Armed clash',
      date: { edtf: '2018-09-19', precision: 'day' },
      factuality: 'failed',
      recipient: null,
    });
    expect((await answerEvents(context, { type: 'attack' })).evidence).toHaveLength(1);
    expect((await answerEvents(context, { since: '2018-09-20' })).evidence).toEqual([]);
  });

  it('keeps its correction over a rebuild', async () => {
    await review({ field: 'place', value: 'Kobani' });
    for await (const document of context.store.documents()) await context.store.replaceExtraction(document);
    expect((await context.store.event('a-0', context.viewer))?.place?.name).toBe('Kobani');
  });

  it.each([
    [{ event: 'nothing' }, 'No event has the id “nothing”; /events lists them.'],
    [{ verdict: 'maybe' }, 'verdict: “maybe” is none of right, wrong, correct, undo.'],
    [{}, 'field: say which part is to be corrected, one of action, actor,'],
    [{ field: 'colour', value: 'red' }, 'field: say which part is to be corrected'],
    [{ field: 'place' }, 'value: say what the place should be, or none.'],
    [{ field: 'place', value: 'Xyzzyville' }, 'value: No place is known by the name “Xyzzyville”.'],
    [{ field: 'date', value: 'yesterday' }, 'value: “yesterday” is no date'],
    [{ field: 'action', value: 'dance' }, 'value: “dance” is no action, such as capture or airstrike.'],
    [{ field: 'factuality', value: 'sure' }, 'value: factuality is one of actual, ongoing,'],
    [{ field: 'killed', value: '-3' }, 'value: killed is a whole number, or none.'],
    [{ verdict: 'wrong', note: 'x'.repeat(501) }, 'note: it has 501 characters; at most 500 are kept.'],
  ])('refuses %j in words', async (question, message) => {
    await expect(review(question)).rejects.toThrow(message);
    expect(await context.store.reviews.get('shared/a-0')).toBeUndefined();
  });
});
