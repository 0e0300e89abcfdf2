/** Classes of ranges by their length. */
import { expect, it } from 'vitest';
import { daysOf } from '../../src/model/days.ts';
import { spanOf } from '../../src/store/day-spans.ts';

it('a range is one of a month, a year, or more', () => {
  const ranges = [
    '2018-07-25',
    '2018-07',
    '2018-07-01/2018-08-01',
    '2018-07-01/2018-08-02',
    '2018',
    '2016',
    '2016-01-01/2017-01-02',
    '201X',
    '2018/..',
  ];
  expect(ranges.map((edtf) => spanOf(daysOf(edtf) ?? { from: '', to: '' }))).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
});
