/** What is seen as of a day. */
import { expect, it } from 'vitest';
import { maybeLater, seenAsOf } from '../../src/assess/as-of.ts';

const report = (edtf: string | null, published: string | null) => ({
  date: edtf === null ? null : { edtf },
  published,
});

it('a report is seen as of a day by its event and by its publication', () => {
  expect(seenAsOf(report('2018-09-10', '2018-09-20'), '2018-09-15')).toBe(false);
  expect(seenAsOf(report('2018-09-10', '2018-09-20'), '2018-09-20')).toBe(true);
  expect(seenAsOf(report('2018-10-10', '2018-09-20'), '2018-09-30')).toBe(false);
  expect(seenAsOf(report('[..2018-10]', null), '2018-09-15')).toBe(true);
  expect(seenAsOf(report('2018-10/..', null), '2018-09-15')).toBe(false);
  expect(seenAsOf(report(null, null), '2018-09-15')).toBe(true);
});

it('a report may be later where its date is not exact enough', () => {
  expect(maybeLater(report(null, null), '2018-09-15')).toBe(true);
  expect(maybeLater(report('2018-09', null), '2018-09-15')).toBe(true);
  expect(maybeLater(report('2018-09-10', null), '2018-09-15')).toBe(false);
  expect(maybeLater(report(null, null), null)).toBe(false);
});
