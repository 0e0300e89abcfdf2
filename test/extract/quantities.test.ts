/** Counts and their bounds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findQuantities } from '../../src/extract/quantities.ts';

const find = (text: string) =>
  findQuantities(text, 0, text.length).map((found) => [found.text, found.value, found.min, found.max]);

type Row = [text: string, words: string, value: number | null, min: number, max: number | null];

describe('one count', () => {
  it.each<Row>([
    ['killed 20 people', '20', 20, 20, 20],
    ['killed 1,200 people', '1,200', 1200, 1200, 1200],
    ['two soldiers died', 'two', 2, 2, 2],
    ['Twenty-five were hurt', 'Twenty-five', 25, 25, 25],
    ['one hundred and twenty fled', 'one hundred and twenty', 120, 120, 120],
    ['two thousand five hundred fled', 'two thousand five hundred', 2500, 2500, 2500],
    ['a dozen rockets', 'a dozen', 12, 12, 12],
    ['half a dozen rockets', 'half a dozen', 6, 6, 6],
    ['two dozen fighters', 'two dozen', 24, 24, 24],
    ['a couple of fighters', 'a couple', 2, 2, 2],
    ['2.5 million people', '2.5 million', 2_500_000, 2_500_000, 2_500_000],
    ['half a million people', 'half a million', 500_000, 500_000, 500_000],
    ['10k people', '10k', 10_000, 10_000, 10_000],
    ['at least 20 died', 'at least 20', 20, 20, null],
    ['no fewer than five died', 'no fewer than five', 5, 5, null],
    ['more than 100 died', 'more than 100', 100, 101, null],
    ['over a dozen died', 'over a dozen', 12, 13, null],
    ['20 or more died', '20 or more', 20, 20, null],
    ['60-plus nations', '60-plus', 60, 60, null],
    ['100+ fighters', '100+', 100, 100, null],
    ['up to 30 fighters', 'up to 30', 30, 0, 30],
    ['fewer than 10 died', 'fewer than 10', null, 0, 9],
    ['nearly 50 died', 'nearly 50', 50, 45, 50],
    ['about 50 died', 'about 50', 50, 45, 55],
    ['some 200 fled', 'some 200', 200, 180, 220],
    ['20–30 killed', '20–30', null, 20, 30],
    ['20 to 30 killed', '20 to 30', null, 20, 30],
    ['between 20 and 30 killed', 'between 20 and 30', null, 20, 30],
    ['two or three killed', 'two or three', null, 2, 3],
    ['dozens were killed', 'dozens', null, 24, null],
    ['scores of civilians', 'scores', null, 40, null],
    ['hundreds fled', 'hundreds', null, 200, null],
    ['tens of thousands fled', 'tens of thousands', null, 20_000, null],
    ['several dozen fled', 'several dozen', null, 36, null],
    ['several fighters', 'several', null, 3, null],
    ['a few hundred fled', 'a few hundred', null, 300, null],
    ['no casualties were reported', 'no', 0, 0, 0],
    ['no civilian deaths', 'no', 0, 0, 0],
    ['nobody was hurt', 'nobody', 0, 0, 0],
    ['the five villages', 'five', 5, 5, 5],
  ])('%s', (text, ...expected) => {
    expect(find(text)).toEqual([expected]);
  });
});

describe('several counts', () => {
  it('come in the order of the text, with offsets into the whole text', () => {
    const text = 'Before 9. It killed at least 20, including 5 civilians, and wounded dozens. After 9.';
    const found = findQuantities(text, 10, 75);
    expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(['at least 20', '5', 'dozens']);
  });
});

describe('is no count', () => {
  it.each([
    'on 25 July 2018',
    'on July 25, 2018',
    'in 2014',
    'at 5 p.m. or 10:30',
    'a T-72 tank and S-400 missiles',
    'a 34-year-old man',
    'the 30th Division',
    'Brigade 104 and Resolution 2254',
    'road No. 4',
    'it cost $5 and 7%',
    'version 3.5.1',
    'there is no agreement',
    'they met one another',
    'the Highway 5 crossing',
  ])('%s', (text) => {
    expect(find(text)).toEqual([]);
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    '5',
    '20',
    ',',
    '-',
    'to',
    'and',
    'two',
    'dozen',
    'a',
    'hundred',
    'at least',
    'no',
    '.',
    '%',
    '1,000',
    'million',
    'one',
    'several',
  );
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(' ')),
  );

  it('gives exact spans in order and bounds that hold the value', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let last = 0;
        for (const found of findQuantities(text, 0, text.length)) {
          expect(text.slice(found.start, found.end)).toBe(found.text);
          expect(found.start).toBeGreaterThanOrEqual(last);
          last = found.end;
          expect(found.min).toBeLessThanOrEqual(found.max ?? Number.POSITIVE_INFINITY);
          if (found.value !== null && found.max !== null) expect(found.value).toBeLessThanOrEqual(found.max);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each(['5 ', '5,', 'two ', 'a hundred ', 'at least ', '1,000,', 'hundred and ', 'no ', '5-'])(
    'of 2,000 characters gives counts inside the text: %j',
    (unit) => {
      const text = unit.repeat(Math.ceil(2_000 / unit.length));
      for (const found of findQuantities(text, 0, text.length))
        expect(text.slice(found.start, found.end)).toBe(found.text);
    },
  );
});
