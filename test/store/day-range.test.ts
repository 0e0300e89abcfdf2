/** Which days a date stands for. */
import { describe, expect, it } from 'vitest';
import { addDays, edtfDays, eventDays, spanOf } from '../../src/store/day-range.ts';

describe('the days of a date', () => {
  const cases: [string, string, string][] = [
    ['2018-07-25', '2018-07-25', '2018-07-25'],
    ['2018-07-25T23:30:00+03:00', '2018-07-25', '2018-07-25'],
    ['2018-07', '2018-07-01', '2018-07-31'],
    ['2018-07-XX', '2018-07-01', '2018-07-31'],
    ['2016-02', '2016-02-01', '2016-02-29'],
    ['2018-12', '2018-12-01', '2018-12-31'],
    ['2018', '2018-01-01', '2018-12-31'],
    ['2018-XX-XX', '2018-01-01', '2018-12-31'],
    ['201X', '2010-01-01', '2019-12-31'],
    ['20XX', '2000-01-01', '2099-12-31'],
    ['2018-21', '2018-03-01', '2018-05-31'],
    ['2018-22', '2018-06-01', '2018-08-31'],
    ['2018-23', '2018-09-01', '2018-11-30'],
    ['2018-24', '2018-12-01', '2019-02-28'],
    ['2018-07~', '2018-07-01', '2018-07-31'],
    ['2018?', '2018-01-01', '2018-12-31'],
    ['2018-07-25%', '2018-07-25', '2018-07-25'],
    ['2018-07-25/2018-08-03', '2018-07-25', '2018-08-03'],
    ['2018-07/2018-09', '2018-07-01', '2018-09-30'],
    ['2018-07-25/..', '2018-07-25', '2018-07-25'],
    ['/2018-07', '2018-07-01', '2018-07-31'],
    ['[..2018-07]', '2018-07-01', '2018-07-31'],
    ['[2018-07-25..]', '2018-07-25', '2018-07-25'],
  ];
  for (const [edtf, from, to] of cases) {
    it(`${edtf} is ${from} to ${to}`, () => expect(edtfDays(edtf)).toEqual({ from, to }));
  }

  for (const edtf of [
    '',
    'XXXX-07-25',
    'XXXX',
    '2018-13',
    '2018-00',
    '2018-02-30',
    '2018-25',
    '18',
    'soon',
    '../..',
    '2018/2017',
    'a/b/c',
  ]) {
    it(`${edtf || 'nothing'} has none`, () => expect(edtfDays(edtf)).toBeNull());
  }
});

describe('the days of an event', () => {
  it('are its own, whatever the article says', () =>
    expect(eventDays('2018-07-25', '2018-09-20')).toEqual({ from: '2018-07-25', to: '2018-07-25' }));
  it("are its article's where it has none or no year", () => {
    expect(eventDays(null, '2018-09-20')).toEqual({ from: '2018-09-20', to: '2018-09-20' });
    expect(eventDays('XXXX-07-25', '2018')).toEqual({ from: '2018-01-01', to: '2018-12-31' });
  });
  it('are unknown where neither has any', () => {
    expect(eventDays('XXXX-07-25', null)).toBeNull();
    expect(eventDays(null, 'lately')).toBeNull();
  });
});

describe('the length of a range', () => {
  it('falls into a month, a year, or more', () => {
    const spans = [
      '2018-07-25',
      '2018-07',
      '2018-07-01/2018-08-01',
      '2018-07-01/2018-08-02',
      '2018',
      '2016',
      '2016-01-01/2017-01-02',
      '201X',
    ];
    expect(spans.map((edtf) => spanOf(edtfDays(edtf) ?? { from: '', to: '' }))).toEqual([0, 0, 0, 1, 1, 1, 2, 2]);
  });
  it('is measured in days of the calendar', () => {
    expect(addDays('2018-02-28', 1)).toBe('2018-03-01');
    expect(addDays('9999-12-31', 1)).toBe('9999-12-31');
    expect(addDays('0000-01-01', 31)).toBe('0000-02-01');
    expect(addDays('never', 31)).toBe('9999-12-31');
    expect(addDays('2018-01-01', Number.POSITIVE_INFINITY)).toBe('9999-12-31');
  });
});
