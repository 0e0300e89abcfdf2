/** Scores of hand-made extractions whose mistakes are known. */
import { describe, expect, it } from 'vitest';
import { evaluate } from '../../src/evaluate/evaluate.ts';
import { type LabelledArticle, parseLabelledText } from '../../src/evaluate/labelled-text.ts';
import { report } from '../../src/evaluate/report.ts';
import type { Event, Mention } from '../../src/model/event.ts';
import { event, knowledge, placeRef, ref } from './samples.ts';

const line = (labels: object, id = 'a'): LabelledArticle =>
  parseLabelledText(JSON.stringify({ id, text: 'Isis attacked Hajin.', ...labels }), 'test')[0] as LabelledArticle;

const score = (lines: readonly LabelledArticle[], found: Readonly<Record<string, Event[]>>, mentions: Mention[] = []) =>
  evaluate({
    lines,
    knowledge,
    seed: 1,
    resamples: 50,
    extract: ({ id }) => ({ id, events: found[id] ?? [], mentions }),
  });

const attack = () =>
  event({ actor: ref('Daesh'), place: placeRef('Hajin'), date: { edtf: '2018-07-25', text: 'x', precision: 'day' } });

describe('events', () => {
  it('are wholly right when each labelled field is, names by their id', () => {
    const gold = [
      {
        action: 'attack',
        actor: 'Islamic State',
        place: 'hajin',
        date: '2018-07-25',
        factuality: 'actual',
        recipient: null,
      },
    ];
    const { events } = score([line({ gold })], { a: [attack()] });
    expect(events?.whollyRight).toMatchObject({ right: 1, of: 1 });
    expect(events?.overall).toMatchObject({ truePositives: 5, falsePositives: 0, falseNegatives: 0, f1: 1 });
  });

  it('count a wrong field as a miss and a false alarm, an empty one as a miss, an unwanted one as a false alarm', () => {
    const gold = [
      { action: 'attack', actor: 'SDF', recipient: 'Syrian army', place: null, factuality: ['planned', 'actual'] },
    ];
    const { events } = score([line({ gold })], { a: [attack()] });
    expect(events?.fields.actor).toMatchObject({ truePositives: 0, falsePositives: 1, falseNegatives: 1 });
    expect(events?.fields.recipient).toMatchObject({ truePositives: 0, falsePositives: 0, falseNegatives: 1 });
    expect(events?.fields.place).toMatchObject({ truePositives: 0, falsePositives: 1, falseNegatives: 0 });
    expect(events?.fields.factuality).toMatchObject({ truePositives: 1, falsePositives: 0, falseNegatives: 0 });
    expect(events?.fields.date).toBeUndefined();
    expect(events?.fieldsRight).toMatchObject({ right: 2, of: 5 });
    expect(events?.whollyRight.right).toBe(0);
  });

  it('that are missed count with all their fields; a field that should be empty does not', () => {
    const { events } = score([line({ gold: [{ action: 'capture', actor: 'SDF', recipient: null }] })], {
      a: [attack()],
    });
    expect(events?.fields.action).toMatchObject({ truePositives: 0, falsePositives: 1, falseNegatives: 1 });
    expect(events?.fields.actor).toMatchObject({ falseNegatives: 1 });
    expect(events).toMatchObject({ labelled: 1, found: 1, spurious: 1 });
  });

  it('are spurious unless allowed or a restatement', () => {
    const first = attack();
    const again = { ...attack(), sameAs: first.id };
    const gold = [{ action: 'attack' }];
    expect(score([line({ gold })], { a: [first, again] }).events?.spurious).toBe(0);
    expect(score([line({ gold, allow: ['kill'] })], { a: [first, event({ action: 'kill' })] }).events?.spurious).toBe(
      0,
    );
    expect(score([line({ gold })], { a: [first, event({ action: 'kill' })] }).events?.spurious).toBe(1);
    expect(score([line({ gold: [] })], { a: [] }).events?.whollyRight.right).toBe(1);
  });

  it('pair so that most fields are right', () => {
    const gold = [
      { action: 'attack', actor: 'SDF' },
      { action: 'attack', actor: 'Isis' },
    ];
    const { events } = score([line({ gold })], { a: [event({ actor: ref('Isis') }), event({ actor: ref('SDF') })] });
    expect(events?.whollyRight.right).toBe(1);
  });

  it('are compared in the labelled parts of control and in who said it', () => {
    const control = {
      place: placeRef('Hajin'),
      holder: ref('SDF'),
      loser: null,
      change: 'gained',
      basis: 'stated',
    } as const;
    const said = { text: 'the army', ref: ref('Syrian army'), stance: 'denied' } as const;
    const found = { a: [event({ control, attribution: said })] };
    const gold = [{ control: { place: 'Hajin', change: ['gained', 'held'] } }];
    const goldAttribution = [{ event: 0, by: 'Syrian army', stance: 'denied' }];
    expect(score([line({ gold, goldAttribution })], found).events?.whollyRight.right).toBe(1);
    expect(
      score([line({ gold: [{ control: { holder: 'Isis' } }] })], found).events?.fields.control?.falsePositives,
    ).toBe(1);
    expect(score([line({ gold: [{ control: null }] })], found).events?.fields.control?.falsePositives).toBe(1);
    const other = [{ event: 0, by: 'SDF', stance: 'denied' }];
    expect(score([line({ gold, goldAttribution: other })], found).events?.fields.attribution?.truePositives).toBe(0);
  });

  it('of unknown names are right when all words of one are in the other', () => {
    const gold = [{ action: 'attack', actor: 'Romendacil' }];
    const right = (name: string) =>
      score([line({ gold })], { a: [event({ actor: ref(name) })] }).events?.whollyRight.right;
    expect(right('Prime Minister Romendacil')).toBe(1);
    expect(right('the Romendacil')).toBe(1);
    expect(right('Prime Minister')).toBe(0);
  });

  it('of known names are not right because they share words', () => {
    const gold = [{ action: 'attack', actor: 'Islamic State' }];
    const found = { ...ref('Syrian army'), text: 'Islamic State Syrian army' };
    expect(score([line({ gold })], { a: [event({ actor: found })] }).events?.whollyRight.right).toBe(0);
  });
});

describe('sub-event types', () => {
  const protest = { eventType: 'Protests', subEventType: 'Peaceful protest' };
  const arrest = { eventType: 'Strategic developments', subEventType: 'Arrests' };

  it('are those of the main event: what happened before plans, violence before developments, then the first', () => {
    const lines = [
      line({ gold: [{ subEventType: 'Armed clash' }] }, 'a'),
      line({ gold: [{ subEventType: 'Arrests' }] }, 'b'),
    ];
    const late = { trigger: { text: 'x', start: 5, end: 6 } };
    const { types } = score(lines, {
      a: [
        event({ ...protest, factuality: 'planned' }),
        event(arrest),
        event(late),
        event({ ...protest, trigger: { text: 'x', start: 9, end: 10 } }),
      ],
      b: [event(arrest), event(protest)],
    });
    expect(types?.main).toMatchObject({ right: 1, of: 2 });
    expect(types?.any).toMatchObject({ right: 2, of: 2 });
    expect(types?.confusion).toEqual([{ wanted: 'Arrests', found: 'Peaceful protest', count: 1 }]);
  });

  it('score as macro and weighted F1 over the labelled types', () => {
    const lines = ['a', 'b', 'c'].map((id) =>
      line({ gold: [{ subEventType: id === 'c' ? 'Arrests' : 'Armed clash' }] }, id),
    );
    const { types } = score(lines, { a: [event()], b: [], c: [event()] });
    // Armed clash: 1 right, 1 missed, 1 false: F1 .5; Arrests: 0.
    expect(types?.macroF1.value).toBeCloseTo(0.25);
    expect(types?.weightedF1.value).toBeCloseTo(1 / 3);
    expect(types?.confusion[0]).toEqual({ wanted: 'Armed clash', found: 'none', count: 1 });
  });
});

describe('PLOVER records', () => {
  it('ask for an event of the right type and do not count what is found beside it', () => {
    const plover = { event: 'AGREE', mode: null };
    const gold = [{ action: ['agreement'], actor: ['SDF', 'Isis'], recipient: ['Hajin'] }];
    const lines = [line({ plover, gold }, 'a'), line({ plover, gold }, 'b')];
    const byType = event({ action: 'pact', plover: { event: 'AGREE', mode: null }, actor: ref('SDF') });
    const result = score(lines, { a: [byType, event()], b: [event()] });
    expect(result.plover?.typeFound).toMatchObject({ right: 1, of: 2 });
    expect(result.plover?.actorRight).toMatchObject({ right: 1, of: 1 });
    expect(result.plover?.recipientRight).toMatchObject({ right: 0, of: 1 });
    expect(result.events).toBeNull();
  });
});

describe('mentions', () => {
  it('match by the same span or by overlap, one to one', () => {
    const gold = [
      { kind: 'actor', start: 0, end: 8 },
      { kind: 'actor', start: 10, end: 14 },
      { kind: 'place', start: 20, end: 25 },
      { kind: 'date', start: 30, end: 34 },
    ];
    const mention = (kind: 'actor' | 'place', start: number, end: number): Mention => ({
      kind,
      id: null,
      text: '',
      start,
      end,
    });
    const found = [
      mention('actor', 4, 8),
      mention('actor', 10, 14),
      mention('actor', 40, 44),
      mention('place', 20, 25),
    ];
    const { mentions } = score([line({ goldMentions: gold })], {}, found);
    expect(mentions?.actor.exact).toMatchObject({ truePositives: 1, falsePositives: 2, falseNegatives: 1 });
    expect(mentions?.actor.overlap).toMatchObject({ truePositives: 2, falsePositives: 1, falseNegatives: 0 });
    expect(mentions?.both.exact).toMatchObject({ truePositives: 2, falsePositives: 2, falseNegatives: 1 });
  });
});

describe('the whole evaluation', () => {
  const lines = ['a', 'b', 'c', 'd'].map((id) => line({ gold: [{ action: 'attack' }] }, id));

  it('gives the same intervals for the same seed, and they hold the value', () => {
    const found = { a: [event()], b: [event()], c: [event()] };
    const one = score(lines, found).events?.overall;
    expect(score(lines, found).events?.overall).toEqual(one);
    expect(one?.interval?.[0]).toBeLessThanOrEqual(one?.f1 ?? 0);
    expect(one?.interval?.[1]).toBeGreaterThanOrEqual(one?.f1 ?? 1);
  });

  it('goes on where extraction fails, and says so', () => {
    const result = evaluate({
      lines,
      knowledge,
      seed: 1,
      resamples: 10,
      extract: ({ id }) => {
        if (id === 'b') throw new Error('broken');
        return { id, events: [event()], mentions: [] };
      },
    });
    expect(result.failures).toEqual([{ id: 'b', message: 'broken' }]);
    expect(result.events?.whollyRight).toMatchObject({ right: 3, of: 4 });
  });

  it('lists the worst first and prints expected and found', () => {
    const gold = [{ action: 'attack', actor: 'SDF' }];
    const result = score([line({ gold }, 'a'), line({ gold }, 'b')], { a: [attack()], b: [] });
    expect(result.worst.map(({ id }) => id)).toEqual(['b', 'a']);
    const text = report(result, { title: 'small.jsonl', worst: 2 });
    expect(text).toContain('events: 2 labelled, 1 found, 0 spurious');
    expect(text).toContain('wholly right             .00');
    expect(text).toContain('expected  attack · actor: SDF');
    expect(text).toContain('found     attack · actor: Daesh');
  });
});
