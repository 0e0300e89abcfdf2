/** What looks like a date and is none. */
import { describe, expect, it } from 'vitest';
import { findDates } from '../../src/extract/dates.ts';

const wordsOf = (text: string) =>
  findDates({ text, start: 0, end: text.length, published: '2018-09-20' }).map((mention) => mention.text);

describe('is no date', () => {
  it.each([
    'They may attack Hajin.',
    'May God protect them.',
    'Some 5 may have died.',
    'Prime Minister May and the army march on Damascus.',
    'About 30 march in protest.',
    'The March on Rome was long.',
    'The sun sat low for a second.',
    'Some 2,000 fighters and 2000 troops left.',
    'The homes of 2000 families burned.',
    'Brigade 104 and the 30th Division arrived.',
    'The 8 March forces and the March 14 alliance agreed.',
    'The 17 November group attacked.',
    'UN resolution 2254 was adopted.',
    'Resolutions 2042 and 2043 were adopted.',
    'Road No. 4 May be closed.',
    'It costs $2018 or 2,018 pounds.',
    'The rocket flew 2018 km.',
    'A 34-year-old man was held for two weeks.',
    'The 30-day siege went on around the clock.',
    'Operation Peace Spring began after the Arab Spring.',
    'Demand to fall back; the fall of Raqqa.',
    'The Sunday Times and the Sun reported it.',
    'On Black Friday.',
    'USA Today reported it.',
    'By Jun Ji-hye and Jan Smith.',
    'Its dams were opened; augur and decide.',
    'Server 10.2.2018.4 and version 3.5.18 failed.',
    'Call 555-2018-11.',
    'The score was 24/7.',
    'They left for the night.',
  ])('%s', (text) => {
    expect(wordsOf(text)).toEqual([]);
  });
});

describe('a count next to a month is no day', () => {
  it.each([
    ['In May 25 fighters were killed.', ['May']],
    ['On Dec. 25, 14 people were killed.', ['Dec. 25']],
    ['On July 25 and 26 people died.', ['July 25']],
    ['In Brigade 13, 25 July is a holiday.', ['25 July']],
  ])('%s', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });
});

describe('a day that the calendar does not have', () => {
  it.each(['on 31 June', 'on 30/02/2018', 'on 2018-13-01', 'on 29 February 2018', 'from 5 to 3 May 2018'])(
    '%s',
    (text) => {
      expect(wordsOf(text).join()).not.toMatch(/31 June|30\/02|2018-13|29 Feb|from 5/);
    },
  );
});
