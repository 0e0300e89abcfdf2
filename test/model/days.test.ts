/** Which days a date can stand for, and which a report counts as speaking of. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, daysOf, isDay, reportDays } from '../../src/model/days.ts';
import type { Factuality } from '../../src/model/event.ts';

describe('the days that a date can stand for', () => {
  it.each([
    ['2018-07-25', '2018-07-25', '2018-07-25'],
    ['2018-07-25T23:30:00+03:00', '2018-07-25', '2018-07-25'],
    ['2018-07', '2018-07-01', '2018-07-31'],
    ['2018-07-XX', '2018-07-01', '2018-07-31'],
    ['2016-02', '2016-02-01', '2016-02-29'],
    ['1900-02', '1900-02-01', '1900-02-28'],
    ['2018-12', '2018-12-01', '2018-12-31'],
    ['2018', '2018-01-01', '2018-12-31'],
    ['2018-XX-XX', '2018-01-01', '2018-12-31'],
    ['0018', '0018-01-01', '0018-12-31'],
    ['201X', '2010-01-01', '2019-12-31'],
    ['20XX', '2000-01-01', '2099-12-31'],
    ['201X-02', '2010-02-01', '2019-02-28'],
    ['2018-21', '2018-03-01', '2018-05-31'],
    ['2018-22', '2018-06-01', '2018-08-31'],
    ['2018-23', '2018-09-01', '2018-11-30'],
    ['2018-24', '2018-12-01', '2019-02-28'],
    ['2019-24', '2019-12-01', '2020-02-29'],
    ['2018-07~', '2018-07-01', '2018-07-31'],
    ['2018?', '2018-01-01', '2018-12-31'],
    ['2018?-07-25%', '2018-07-25', '2018-07-25'],
    ['2018-07-25/2018-08-03', '2018-07-25', '2018-08-03'],
    ['2018-07/2018-09', '2018-07-01', '2018-09-30'],
    ['2018-07-25/..', '2018-07-25', '9999-12-31'],
    ['2018-07-25/', '2018-07-25', '9999-12-31'],
    ['../2018-07', '0000-01-01', '2018-07-31'],
    ['/2018-07', '0000-01-01', '2018-07-31'],
    ['[..2018-07]', '0000-01-01', '2018-07-31'],
    ['[2018-07-25..]', '2018-07-25', '9999-12-31'],
  ])('%s is from %s to %s', (edtf, from, to) => expect(daysOf(edtf)).toEqual({ from, to }));

  it.each([
    '',
    'XXXX-07-25',
    'XXXX',
    '2018-13',
    '2018-00',
    '2018-02-30',
    '2018-25',
    '18',
    'soon',
    '..',
    '../..',
    '[..]',
    '2018/2017',
    'a/b/c',
  ])('"%s" has none', (edtf) => {
    expect(daysOf(edtf)).toBeNull();
    expect(reportDays({ date: { edtf }, published: null })).toBeNull();
  });

  it('are in order and of the calendar, whatever is written', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\dX]{4}(-[\dX]{2}){0,2}(\/[\d.X-]{0,10})?$/)), (text) => {
        for (const days of [daysOf(text), reportDays({ date: { edtf: text }, published: '2018-09-20' })]) {
          if (days === null) continue;
          expect(days.from <= days.to).toBe(true);
          expect([days.from, days.to].map(isDay)).toEqual([true, true]);
        }
      }),
    );
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10);
          expect(isDay(day)).toBe(true);
          expect(daysOf(day)).toEqual({ from: day, to: day });
        },
      ),
    );
    expect(['2018-02-29', '2018-04-31', '2018-00-10', '2018-01-00', '1900-02-29'].filter(isDay)).toEqual([]);
    expect(['2016-02-29', '2000-02-29', '2018-12-31'].filter(isDay)).toHaveLength(3);
  });
});

describe('the days that a report counts as speaking of', () => {
  const days = (edtf: string | null, published: string | null, factuality?: Factuality) => {
    const date = edtf === null ? null : { edtf };
    const range = reportDays({ date, published, ...(factuality === undefined ? {} : { factuality }) });
    return range === null ? null : `${range.from} ${range.to}`;
  };

  it.each([
    ['are its own', '2018-09-10', '2018-09-20', '2018-09-10 2018-09-10'],
    ['are those of its publication where it has none', null, '2018-09-20', '2018-09-20 2018-09-20'],
    ['are those of its publication where its own have no year', 'XXXX-07-25', '2018', '2018-01-01 2018-12-31'],
    ['are those of its publication where its own cannot be read', 'soon', '2018-09', '2018-09-01 2018-09-30'],
    ['end with its publication: nothing later can have happened', '2018', '2018-09-20', '2018-01-01 2018-09-20'],
    ['end with its publication, interval or not', '2018-09-10/2018-09-30', '2018-09-20', '2018-09-10 2018-09-20'],
    ['are its own where these are all later', '2018-10', '2018-09-20', '2018-10-01 2018-10-31'],
    ['go on until its publication where it is said since when', '2018-01/..', '2018-09-20', '2018-01-01 2018-09-20'],
    ['go on as long in a set', '[2018-01-05..]', '2018-09-20', '2018-01-05 2018-09-20'],
    ['are those from which it goes on, without a publication', '2018-01/..', null, '2018-01-01 2018-01-31'],
    ['are those by which it was', '[..2018-07]', '2018-09-20', '2018-07-01 2018-07-31'],
    ['are those until which it was', '../2018-07-25', null, '2018-07-25 2018-07-25'],
  ])('%s', (_, edtf, published, expected) => expect(days(edtf, published)).toBe(expected));

  it('are unknown where neither has any', () => {
    expect(days('XXXX-07-25', null)).toBeNull();
    expect(days(null, null)).toBeNull();
    expect(days(null, 'lately')).toBeNull();
  });

  it('are all of them where it is only expected, whenever that was written', () => {
    for (const factuality of ['planned', 'conditional'] as const) {
      expect(days('2018-09', '2018-09-20', factuality)).toBe('2018-09-01 2018-09-30');
      expect(days('2018-10-01/..', '2018-09-20', factuality)).toBe('2018-10-01 2018-10-01');
      expect(days('2018-09/..', '2018-09-20', factuality)).toBe('2018-09-01 2018-09-30');
    }
    expect(days('2018-09', '2018-09-20', 'ongoing')).toBe('2018-09-01 2018-09-20');
  });
});

describe('days', () => {
  it('are counted by the calendar', () => {
    expect(daysBetween('2018-02-27', '2018-03-01')).toBe(2);
    expect(daysBetween('2018-03-01', '2018-02-27')).toBe(-2);
    expect(addDays('2018-02-28', 1)).toBe('2018-03-01');
    expect(addDays('2018-03-01', -1)).toBe('2018-02-28');
    expect(addDays('9999-12-31', 1)).toBe('9999-12-31');
    expect(addDays('0000-01-01', 31)).toBe('0000-02-01');
    expect(addDays('never', 31)).toBe('9999-12-31');
    expect(addDays('2018-01-01', Number.POSITIVE_INFINITY)).toBe('9999-12-31');
  });
});
