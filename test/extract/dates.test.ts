/** Dates and where they lie. Unless a row says otherwise the article was published on Thursday 20 September 2018. */
import edtf from 'edtf';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findDates } from '../../src/extract/dates.ts';

const find = (text: string, published: string | null = '2018-09-20', anchor: string | null = null) =>
  findDates({ text, start: 0, end: text.length, published, anchor });

type Row = [text: string, words: string, date: string, precision: string];

const isPlaced = (published: string | null) => (text: string, words: string, date: string, precision: string) => {
  const mentions = find(text, published);
  expect(mentions.map((mention) => [mention.text, mention.edtf, mention.precision])).toEqual([
    [words, date, precision],
  ]);
  expect(() => edtf(date)).not.toThrow();
  for (const { start, end, text: found } of mentions) expect(text.slice(start, end)).toBe(found);
};

describe('days', () => {
  it.each<Row>([
    ['on 25 July 2018', '25 July 2018', '2018-07-25', 'day'],
    ['on July 25, 2018, it fell', 'July 25, 2018', '2018-07-25', 'day'],
    ['on July 25th.', 'July 25th', '2018-07-25', 'day'],
    ['on Jul 25', 'Jul 25', '2018-07-25', 'day'],
    ['on the 25th of July', '25th of July', '2018-07-25', 'day'],
    ['On February 2nd', 'February 2nd', '2018-02-02', 'day'],
    ['on 1 Sept.', '1 Sept', '2018-09-01', 'day'],
    ['on Dec. 25', 'Dec. 25', '2017-12-25', 'day'],
    ['his Dec.14th conference', 'Dec.14th', '2017-12-14', 'day'],
    ['on 25 October', '25 October', '2017-10-25', 'day'],
    ['on 20 September', '20 September', '2018-09-20', 'day'],
    ['on 29 February', '29 February', '2016-02-29', 'day'],
    ['on 2018-07-25', '2018-07-25', '2018-07-25', 'day'],
    ['on 25/07/2018', '25/07/2018', '2018-07-25', 'day'],
    ['on 07/25/2018', '07/25/2018', '2018-07-25', 'day'],
    ['on 25.07.2018', '25.07.2018', '2018-07-25', 'day'],
    ['on 4/5/18', '4/5/18', '2018-05-04', 'day'],
    ['on Thursday, September 13, 2018', 'Thursday, September 13, 2018', '2018-09-13', 'day'],
    ['on Monday 17 September', 'Monday 17 September', '2018-09-17', 'day'],
    ["on New Year's Eve", "New Year's Eve", '2017-12-31', 'day'],
    ['ON 25 JULY', '25 JULY', '2018-07-25', 'day'],
    ['on 5 march 2018', '5 march 2018', '2018-03-05', 'day'],
    ['on Saturday (21 January)', '21 January', '2018-01-21', 'day'],
    ['Sept. 11 attack', 'Sept. 11', '2018-09-11', 'day'],
  ])('%s', isPlaced('2018-09-20'));
});

describe('ranges of days', () => {
  it.each<Row>([
    ['from 3 to 5 May', 'from 3 to 5 May', '2018-05-03/2018-05-05', 'day'],
    ['between 3 and 5 May 2017', 'between 3 and 5 May 2017', '2017-05-03/2017-05-05', 'day'],
    ['on 25-26 July', '25-26 July', '2018-07-25/2018-07-26', 'day'],
    ['on the night of 4–5 May', 'the night of 4–5 May', '2018-05-04/2018-05-05', 'day'],
    ['on October 25-26, 2016', 'October 25-26, 2016', '2016-10-25/2016-10-26', 'day'],
    ['Nov. 16 - 17', 'Nov. 16 - 17', '2017-11-16/2017-11-17', 'day'],
    ['from 28 April to 3 May', 'from 28 April to 3 May', '2018-04-28/2018-05-03', 'day'],
    ['between January 4 and February 7', 'between January 4 and February 7', '2018-01-04/2018-02-07', 'day'],
    ['on 3, 4 and 5 May', '3, 4 and 5 May', '2018-05-03/2018-05-05', 'day'],
    [
      'from 30 December 2016 to 2 January 2017',
      'from 30 December 2016 to 2 January 2017',
      '2016-12-30/2017-01-02',
      'day',
    ],
    ['from 30 December to 2 January', 'from 30 December to 2 January', '2017-12-30/2018-01-02', 'day'],
    ['between Monday and Wednesday', 'between Monday and Wednesday', '2018-09-17/2018-09-19', 'day'],
    ['from Friday to Sunday', 'from Friday to Sunday', '2018-09-14/2018-09-16', 'day'],
  ])('%s', isPlaced('2018-09-20'));
});

describe('days of the week and days near the publication', () => {
  it.each<Row>([
    ['on Tuesday', 'Tuesday', '2018-09-18', 'day'],
    ['on Thursday', 'Thursday', '2018-09-20', 'day'],
    ['on Friday', 'Friday', '2018-09-14', 'day'],
    ['last Thursday', 'last Thursday', '2018-09-13', 'day'],
    ["Sunday's attack", 'Sunday', '2018-09-16', 'day'],
    ['on Tuesday evening', 'Tuesday evening', '2018-09-18', 'day'],
    ['in the early hours of Monday', 'the early hours of Monday', '2018-09-17', 'day'],
    ['late on Tuesday', 'late on Tuesday', '2018-09-18', 'day'],
    ['Tuesday last week', 'Tuesday last week', '2018-09-11', 'day'],
    ['on Sat and', 'Sat', '2018-09-15', 'day'],
    ['yesterday', 'yesterday', '2018-09-19', 'day'],
    ['the day before yesterday', 'the day before yesterday', '2018-09-18', 'day'],
    ['earlier today', 'earlier today', '2018-09-20', 'day'],
    ['this morning', 'this morning', '2018-09-20', 'day'],
    ['overnight', 'overnight', '2018-09-19/2018-09-20', 'day'],
    ['two days ago', 'two days ago', '2018-09-18', 'day'],
    ['12 days ago', '12 days ago', '2018-09-08', 'day'],
    ['six hours ago', 'six hours ago', '2018-09-20', 'day'],
    ['in the last 48 hours', 'the last 48 hours', '2018-09-18/2018-09-20', 'day'],
    ['over the past two days', 'the past two days', '2018-09-18/2018-09-20', 'day'],
    ['over the weekend', 'the weekend', '2018-09-15/2018-09-16', 'day'],
    ['last weekend', 'last weekend', '2018-09-15/2018-09-16', 'day'],
  ])('%s', isPlaced('2018-09-20'));
});

describe('weeks, months, seasons and years', () => {
  it.each<Row>([
    ['last week', 'last week', '2018-09-10/2018-09-16', 'week'],
    ['two weeks ago', 'two weeks ago', '2018-09-03/2018-09-09', 'week'],
    ['over the past two weeks', 'the past two weeks', '2018-09-06/2018-09-20', 'week'],
    ['this week', 'this week', '2018-09-17/2018-09-20', 'week'],
    ['last month', 'last month', '2018-08', 'month'],
    ['earlier this month', 'earlier this month', '2018-09', 'month'],
    ['three months ago', 'three months ago', '2018-06', 'month'],
    ['last year', 'last year', '2017', 'year'],
    ['five years ago', 'five years ago', '2013', 'year'],
    ['in July', 'July', '2018-07', 'month'],
    ['in May', 'May', '2018-05', 'month'],
    ['in July 2016', 'July 2016', '2016-07', 'month'],
    ['In November', 'November', '2017-11', 'month'],
    ['since January', 'January', '2018-01/..', 'month'],
    ['until 5 May', '5 May', '../2018-05-05', 'day'],
    ['last September', 'last September', '2017-09', 'month'],
    ['mid-July', 'mid-July', '2018-07-11/2018-07-20', 'week'],
    ['in early March', 'early March', '2018-03-01/2018-03-10', 'week'],
    ['at the end of February', 'the end of February', '2018-02-21/2018-02-28', 'week'],
    ['in the first week of May', 'the first week of May', '2018-05-01/2018-05-07', 'week'],
    ['from January to March 2017', 'from January to March 2017', '2017-01/2017-03', 'month'],
    ['late 2017', 'late 2017', '2017-09/2017-12', 'season'],
    ['in the second half of 2016', 'the second half of 2016', '2016-07/2016-12', 'season'],
    ['in the summer of 2015', 'in the summer of 2015', '2015-22', 'season'],
    ['last winter', 'last winter', '2017-24', 'season'],
    ['this summer', 'this summer', '2018-22', 'season'],
    ['in 2014', '2014', '2014', 'year'],
    ['In 2014 militants seized Mosul', '2014', '2014', 'year'],
    ['the 2003 invasion', '2003', '2003', 'year'],
    ['since 2011', '2011', '2011/..', 'year'],
    ['from 2011 to 2014', 'from 2011 to 2014', '2011/2014', 'year'],
    ['the 1990s', 'the 1990s', '199X', 'unknown'],
    ['in recent days', 'recent days', '2018-09-17/2018-09-20', 'day'],
  ])('%s', isPlaced('2018-09-20'));
});

describe('without a publication date', () => {
  it.each<Row>([
    ['kidnapped on 25 July in the quadrant', '25 July', 'XXXX-07-25', 'day'],
    ['from 3 to 5 May', 'from 3 to 5 May', 'XXXX-05-03/XXXX-05-05', 'day'],
    ['in July', 'July', 'XXXX-07', 'month'],
    ['mid-July', 'mid-July', 'XXXX-07-11/XXXX-07-20', 'week'],
    ['on 25 July 2018', '25 July 2018', '2018-07-25', 'day'],
    ['in 2014', '2014', '2014', 'year'],
    ['last summer', 'last summer', 'XXXX', 'season'],
    ['on Tuesday', 'Tuesday', 'XXXX-XX-XX', 'unknown'],
    ['yesterday', 'yesterday', 'XXXX-XX-XX', 'unknown'],
    ['last week', 'last week', 'XXXX-XX-XX', 'unknown'],
    ['two days ago', 'two days ago', 'XXXX-XX-XX', 'unknown'],
    ['the next day', 'the next day', 'XXXX-XX-XX', 'unknown'],
  ])('no year is invented: %s', isPlaced(null));
});

describe('a publication known to the month or the year', () => {
  it('places months and days of months but no days of the week', () => {
    expect(find('on 25 July', '2018-09')[0]?.edtf).toBe('2018-07-25');
    expect(find('on 25 October', '2018-09')[0]?.edtf).toBe('2017-10-25');
    expect(find('on 25 October', '2018')[0]?.edtf).toBe('2018-10-25');
    expect(find('on Tuesday', '2018-09')[0]?.edtf).toBe('XXXX-XX-XX');
    expect(find('last month', '2018-09')[0]?.edtf).toBe('2018-08');
  });

  it('takes the day of a timestamp as it is written', () => {
    expect(find('yesterday', '2018-09-20T23:30:00-05:00')[0]?.edtf).toBe('2018-09-19');
  });
});

describe('the future', () => {
  it.each([
    ['next week', '2018-09-24/2018-09-30'],
    ['tomorrow', '2018-09-21'],
    ['on 25 October 2018', '2018-10-25'],
    ['elections will be held on 25 October', '2018-10-25'],
    ['they will meet on Sunday', '2018-09-23'],
    ['next Tuesday', '2018-09-25'],
    ['next month', '2018-10'],
    ['later this year', '2018'],
    ['by 2030', '2030'],
  ])('is no date of what happened: %s', (text, date) => {
    const [mention] = find(text);
    expect([mention?.edtf, mention?.usable]).toEqual([date, false]);
  });

  it('is told from the past', () => {
    expect(find('on Tuesday, in 2014, last week and in May').map((mention) => mention.usable)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
});

describe('days counted from another day', () => {
  it.each([
    ['the following day', '2018-07-26'],
    ['two days later', '2018-07-27'],
    ['a day earlier', '2018-07-24'],
    ['the same day', '2018-07-25'],
    ['the following Sunday', '2018-07-29'],
  ])('%s', (text, date) => {
    expect(find(text, '2018-09-20', '2018-07-25')[0]?.edtf).toBe(date);
  });

  it('count from what the sentence itself said first', () => {
    const found = find('They crossed on 6 August and took the town nine days later.', '2018-09-20', '2018-01-01');
    expect(found.map(({ edtf }) => edtf)).toEqual(['2018-08-06', '2018-08-15']);
  });

  it.each([
    ['By the end of that year it held both.', '2016'],
    ['By August of that year it held both.', '2016-08'],
    ['In March the following year it held both.', '2017-03'],
    ['Within days the group held both.', '2016-04'],
  ])('months and years count, too: %s', (text, date) => {
    expect(find(text, '2018-09-20', '2016-04')[0]?.edtf).toBe(date);
  });
});

describe('several dates', () => {
  it('come in the order of the text with offsets into the whole text', () => {
    const text = 'Before. On Tuesday and on 25 July it fell. In 2011 too.';
    const mentions = findDates({ text, start: 8, end: 42, published: '2018-09-20' });
    expect(mentions.map(({ start, end, edtf: date }) => [text.slice(start, end), date])).toEqual([
      ['Tuesday', '2018-09-18'],
      ['25 July', '2018-07-25'],
    ]);
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    ' ',
    'May',
    '5',
    '31',
    '2018',
    'of',
    'to',
    '-',
    'Feb',
    'Tuesday',
    'last',
    'week',
    'the',
    '29',
    '/',
    '.',
    'ago',
    'from',
    'winter',
    'and',
    '30 February',
    'late',
  );
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(' ')),
  );
  const published = fc.constantFrom(null, '2018', '2018-02', '2020-02-29', '2018-09-20T10:00:00Z');

  it('gives valid EDTF and exact spans in order, and nothing usable after the publication', () => {
    fc.assert(
      fc.property(anyText, published, (text, day) => {
        let last = 0;
        for (const mention of find(text, day)) {
          expect(() => edtf(mention.edtf)).not.toThrow();
          expect(text.slice(mention.start, mention.end)).toBe(mention.text);
          expect(mention.start).toBeGreaterThanOrEqual(last);
          last = mention.end;
          const first = mention.edtf.slice(0, 4);
          if (mention.usable && day !== null && /^\d{4}$/.test(first)) expect(first <= day.slice(0, 4)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});
