/** `/who-controls` on the founding article: answers that a person reviewed, and every way to ask. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plainText } from '../../src/answer/plain-text.ts';
import { answerWhoControls } from '../../src/answer/who-controls.ts';
import { UserError } from '../../src/errors.ts';
import type { Section } from '../../src/model/answer.ts';
import { WhoControlsAnswer } from '../../src/model/answer.ts';
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

/** Which other places have the name depends on how much of the world the knowledge base has. */
const isReviewed = ({ heading }: Section): boolean => heading !== 'Other places of that name';

const ask = (place: string, asOf?: string) => answerWhoControls(context, { place, asOf });

describe('on the founding article', () => {
  it.each(['Suweida', 'Hajin', 'Abu Kamal', 'Damascus', 'Deir ez-Zor', 'Damietta dam', 'Syria'])(
    'answers for %s as reviewed',
    async (place) => {
      const answer = await ask(place);
      await checkAnswer(answer, context);
      await expect(plainText({ ...answer, sections: answer.sections.filter(isReviewed) })).toMatchFileSnapshot(
        `../fixtures/answers/who-controls-${place.toLowerCase().replaceAll(' ', '-')}.txt`,
      );
    },
  );

  it('says of Suweida what the contract asks for, as data', async () => {
    const answer = await ask('Suweida');
    expect(WhoControlsAnswer.safeParse(answer).error).toBeUndefined();
    expect(answer).toMatchObject({
      command: 'who-controls',
      place: { id: 'suweida', precision: 'admin1', country: 'Syria' },
      asOf: null,
      status: 'contested',
      holder: null,
      since: null,
      confidence: { level: 'low', likelihood: 'likely' },
    });
    expect(answer.challengers.map(({ id }) => id)).toEqual(['syrian-army', 'isis']);
    expect(answer.parts.map(({ place, status, holder }) => [place.id, status, holder?.id])).toEqual([
      ['damietta-dam', 'changing', 'syrian-army'],
      ['al-safa', 'besieged', 'isis'],
      ['mountainous-area', 'held', 'isis'],
    ]);
    expect(answer.evidence.map(({ quote }) => quote)).toContain(
      'Daesh by now controls only a few kilometers of territory, in a mountainous area.',
    );
    expect(
      answer.evidence.find(({ quote }) => quote === 'The SAA conquers the Damietta dam and besieges Al-Safa'),
    ).toMatchObject({
      supports: 'syrian-army',
      factuality: 'actual',
      date: null,
    });
  });

  it('says of Hajin who is attacked and who attacks', async () => {
    const { status, holder, challengers, confidence } = await ask('Hajin');
    expect({
      status,
      holder: holder?.id,
      challengers: challengers.map(({ id }) => id),
      level: confidence.level,
    }).toEqual({
      status: 'contested',
      holder: 'isis',
      challengers: ['sdf'],
      level: 'low',
    });
  });

  it.each(['Suweida', 'As-Suwayda', 'Sweida', 'السويداء', 'suweida ', 'SUWEIDA', 'suweida'])(
    'understands "%s"',
    async (name) => {
      expect((await ask(name)).place?.id).toBe('suweida');
    },
  );

  it('answers for places that only the article names', async () => {
    const answer = await ask('mountainous area');
    expect(answer).toMatchObject({ status: 'held', holder: { id: 'isis' }, place: { precision: 'unlocated' } });
    expect((await ask('mountainous-area')).holder?.id).toBe('isis');
  });

  it('says that undated reports may be later than the day asked for', async () => {
    const answer = await ask('Al-Safa', '2018-09-30');
    expect(answer).toMatchObject({ asOf: '2018-09-30', status: 'besieged' });
    expect(answer.confidence.reasons.join(' ')).toContain('may be later than the day asked for');
    expect((await ask('Al-Safa', '2040')).status).toBe('besieged');
  });
});

describe('names and dates that do not work', () => {
  it('is an answer with an error for a place nobody knows', async () => {
    const answer = await ask('Atlantis');
    await checkAnswer(answer, context);
    expect(answer).toMatchObject({
      place: null,
      status: 'unknown',
      evidence: [],
      error: { code: 'unknown-place', message: 'No place is known by the name “Atlantis”.' },
    });
  });

  it('says what can be done about a name that nobody knows', async () => {
    const { sections } = await ask('Atlantis');
    expect(sections.flatMap(({ statements }) => statements.map(({ text }) => text))).toEqual([
      '/search text:"Atlantis" looks for the words themselves.',
      'How to add a place stands in the README under “Teaching it”.',
    ]);
  });

  it('says how it reads a name that only sounds like a known one, and nothing of a known spelling', async () => {
    expect((await ask('Sewaida')).text).toContain(
      '- “Sewaida” is read as Suweida (region), Syria; it could also be Suweida (city), Syria (suweida-city).',
    );
    expect((await ask('As-Suwayda')).text).not.toContain('is read as');
    expect((await ask('suweida')).text).not.toContain('is read as');
  });

  it('names places with a like name that stored articles tell of, where nothing is known of the one asked for', async () => {
    const told = await contextWith((knowledge) => [
      documentOf({ id: 'tabqa', text: 'It happened there.' }, [
        madeEvent({ action: 'attack', place: placeRef('Tabqa airbase', knowledge) }),
      ]),
    ]);
    expect((await answerWhoControls(told, { place: 'Tabqa' })).text).toContain(
      '- Stored articles tell of Tabqa airbase: /who-controls place:"Tabqa airbase"',
    );
    await told.close();
  });

  it('means the namesake that stored articles tell of', async () => {
    const elsewhere = context.knowledge.findPlace('Springfield');
    const [best, other] = elsewhere.status === 'ambiguous' ? elsewhere.candidates : [];
    const told = await contextWith((knowledge) => [
      documentOf({ id: 'us', text: 'It happened there.' }, [
        madeEvent({ action: 'attack', place: placeRef('Springfield', knowledge, { id: other?.id ?? '' }) }),
      ]),
    ]);
    const answer = await answerWhoControls(told, { place: 'Springfield' });
    expect(best?.id).not.toBe(other?.id);
    expect(answer.place?.id).toBe(other?.id);
    expect(answer.alternatives.map(({ id }) => id)).toContain(best?.id);
    expect(answer.text).toMatch(/“Springfield” is read as Springfield, .*; it could also be Springfield/);
    await told.close();
  });

  it('suggests what could have been meant', async () => {
    const answer = await ask('Bhagdad');
    expect(answer.error).toMatchObject({ code: 'unknown-place' });
    expect(answer.error?.suggestions).toContain('Baghdad');
    expect(answer.text).toMatch(/^Did you mean: .*Baghdad.*\?$/m);
    expect((await ask('Suwaydaq')).error?.suggestions.filter((name) => name === 'Suweida')).toHaveLength(1);
  });

  it('answers for the best reading of an ambiguous name and lists the others', async () => {
    const answer = await ask('Springfield');
    expect(answer.place?.name).toBe('Springfield');
    expect(answer.alternatives.length).toBeGreaterThan(1);
    expect(answer.text).toContain('OTHER PLACES OF THAT NAME');
    const [other] = answer.alternatives;
    expect((await ask(other?.id ?? '')).place?.id).toBe(other?.id);
  });

  it.each(['x'.repeat(6000), '__proto__', 'constructor', '\u0000', '@everyone', '<@&1>', '[a](http://b)', '🜁', '   '])(
    'stands hostile names (%#)',
    async (name) => {
      const answer = await ask(name);
      expect(answer.error?.code).toBe('unknown-place');
      expect(answer.headline.length).toBeLessThan(200);
    },
  );

  it.each(['2018-13-01', '2018-02-30', 'yesterday', '30.09.2018', '2018-9-3', "'; drop table"])(
    'refuses the date "%s"',
    async (date) => {
      const asked = ask('Hajin', date);
      await expect(asked).rejects.toThrow(UserError);
      await expect(asked).rejects.toThrow(
        /^as-of: “.*” is no date; write a day as 2018-09-30, a month as 2018-09 or a year as 2018\.$/,
      );
    },
  );
});

describe('over several articles', () => {
  it('follows who took it when, and how that changed', async () => {
    const story = await contextWith((knowledge) => {
      const hajin = placeRef('Hajin', knowledge);
      const isis = actorRef('Islamic State', knowledge);
      const sdf = actorRef('SDF', knowledge);
      const day = (edtf: string) => ({ edtf, text: edtf, precision: 'day' as const });
      return [
        documentOf(
          { id: 'a1', source: 'Alpha News', published: '2018-09-11', text: 'The Islamic State controls Hajin.' },
          [
            madeEvent({
              action: 'control',
              actor: isis,
              place: hajin,
              date: day('2018-09-10'),
              control: { place: hajin, holder: isis, loser: null, change: 'held', basis: 'stated' },
            }),
          ],
        ),
        documentOf(
          { id: 'a2', source: 'Beta Wire', published: '2018-09-14', text: 'The SDF captured Hajin on Friday.' },
          [
            madeEvent({
              action: 'capture',
              actor: sdf,
              recipient: isis,
              place: hajin,
              date: day('2018-09-14'),
              control: { place: hajin, holder: sdf, loser: isis, change: 'gained', basis: 'stated' },
            }),
          ],
        ),
      ];
    });
    const now = await answerWhoControls(story, { place: 'Hajin' });
    await checkAnswer(now, story);
    expect(now).toMatchObject({ status: 'held', holder: { id: 'sdf' }, since: '2018-09-14' });
    expect(now.headline).toBe('Hajin has been held by the SDF since 14 September 2018.');
    expect(now.text).toContain(
      [
        'HOW IT CHANGED',
        '- On 14 September 2018: held by the Islamic State → held by the SDF. [1]',
        '- On 10 September 2018: held by the Islamic State. [2]',
      ].join('\n'),
    );
    expect(now.text).not.toContain('OVERTAKEN');
    expect(now.history).toMatchObject([
      {
        place: { id: 'hajin' },
        date: '2018-09-10',
        before: { status: 'unknown', holder: null, challengers: [] },
        after: { status: 'held', holder: { id: 'isis' }, challengers: [] },
        events: ['a1-0'],
      },
      { date: '2018-09-14', before: { holder: { id: 'isis' } }, after: { holder: { id: 'sdf' } }, events: ['a2-0'] },
    ]);
    const then = await answerWhoControls(story, { place: 'Hajin', asOf: '2018-09-13' });
    expect(then).toMatchObject({ status: 'held', holder: { id: 'isis' } });
    expect(then.evidence).toHaveLength(1);
    expect(then.history.map(({ date }) => date)).toEqual(['2018-09-10']);
    const before = await answerWhoControls(story, { place: 'Hajin', asOf: '2018-09-01' });
    expect(before).toMatchObject({ status: 'unknown', evidence: [] });
    await story.close();
  });

  it('says that nothing is known where the store is empty', async () => {
    const empty = await contextWith(() => []);
    const answer = await answerWhoControls(empty, { place: 'Hajin' });
    expect(answer.text).toBe(
      'Who controls Hajin?\nNothing is known about who controls Hajin: nothing in the store says so.\n\n- The store holds no articles yet.',
    );
    await empty.close();
  });

  it('tells of a quiet part of a region as well as of one of which there is much news', async () => {
    const busy = await contextWith((knowledge) => {
      const held = (by: string, name: string, edtf: string) => {
        const [holder, place] = [actorRef(by, knowledge), placeRef(name, knowledge)];
        const control = { place, holder, loser: null, change: 'gained', basis: 'stated' } as const;
        const date = { edtf, text: 'then', precision: 'day' } as const;
        return madeEvent({ action: 'capture', actor: holder, place, control, date });
      };
      const often = Array.from({ length: 120 }, (_, n) => ({
        ...held('SDF', 'Hajin', '2018-09-20'),
        id: `often-${n}`,
      }));
      return [
        documentOf({ id: 'quiet', text: 'Isis captured Suweida.' }, [held('Isis', 'Suweida', '2016-05-01')]),
        documentOf({ id: 'busy', text: 'The SDF captured Hajin.' }, often),
      ];
    });
    const { parts } = await answerWhoControls(busy, { place: 'Syria' });
    expect(parts.map(({ place, holder }) => [place.id, holder?.id])).toEqual([
      ['hajin', 'sdf'],
      ['suweida', 'isis'],
    ]);
    await busy.close();
  });
});
