/** Which days a date can stand for, and what is seen as of a day. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween, daysOf, isDay, maybeLater, reportDays, seenAsOf } from '../../src/assess/days.ts';

describe('days of a date', () => {
  it.each([
    ['2018-09-20', '2018-09-20', '2018-09-20'],
    ['2018-09-20T23:30:00+02:00', '2018-09-20', '2018-09-20'],
    ['2018-09', '2018-09-01', '2018-09-30'],
    ['2018-02', '2018-02-01', '2018-02-28'],
    ['2018-09-XX', '2018-09-01', '2018-09-30'],
    ['2018', '2018-01-01', '2018-12-31'],
    ['2018-09~', '2018-09-01', '2018-09-30'],
    ['2018-22', '2018-06-01', '2018-08-31'],
    ['2018-24', '2018-12-01', '2019-02-28'],
    ['2018-09-01/2018-09-05', '2018-09-01', '2018-09-05'],
    ['../2018-09-05', '0000-01-01', '2018-09-05'],
    ['2018-09-05/..', '2018-09-05', '9999-12-31'],
    ['[..2018-12-14]', '0000-01-01', '2018-12-14'],
  ])('%s is from %s to %s', (edtf, from, to) => {
    expect(daysOf(edtf)).toEqual({ from, to });
  });

  it.each(['XXXX-07-25', '2018-13', '2018-02-30', 'soon', '', '2018-09-05/2018-09-01', '1/2/3'])(
    '%s names none',
    (edtf) => {
      expect(daysOf(edtf)).toBeNull();
    },
  );

  it('never throws, and gives days of the calendar', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const days = daysOf(text);
        if (days !== null) expect(days.from <= days.to).toBe(true);
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

  it('counts days', () => {
    expect(daysBetween('2018-02-27', '2018-03-01')).toBe(2);
    expect(daysBetween('2018-03-01', '2018-02-27')).toBe(-2);
  });
});

describe('reports', () => {
  const report = (edtf: string | null, published: string | null) => ({
    date: edtf === null ? null : { edtf },
    published,
  });

  it('are of their event’s days, cut at publication, or else of the day they were published', () => {
    expect(reportDays(report('2018-09-10', '2018-09-20'))).toEqual({ from: '2018-09-10', to: '2018-09-10' });
    expect(reportDays(report('2018', '2018-09-20'))).toEqual({ from: '2018-01-01', to: '2018-09-20' });
    expect(reportDays(report(null, '2018-09-20'))).toEqual({ from: '2018-09-20', to: '2018-09-20' });
    expect(reportDays(report('XXXX-07-25', null))).toBeNull();
  });

  it('are seen as of a day by event and by publication', () => {
    expect(seenAsOf(report('2018-09-10', '2018-09-20'), '2018-09-15')).toBe(false);
    expect(seenAsOf(report('2018-09-10', '2018-09-20'), '2018-09-20')).toBe(true);
    expect(seenAsOf(report('2018-10-10', '2018-09-20'), '2018-09-30')).toBe(false);
    expect(seenAsOf(report(null, null), '2018-09-15')).toBe(true);
    expect(maybeLater(report(null, null), '2018-09-15')).toBe(true);
    expect(maybeLater(report('2018-09', null), '2018-09-15')).toBe(true);
    expect(maybeLater(report('2018-09-10', null), '2018-09-15')).toBe(false);
  });
});
