/** Sentence bounds. Each row is one text with a bar where a sentence ends. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import data from '../../seeds/knowledge/english/abbreviations.json' with { type: 'json' };
import { splitSentences } from '../../src/extract/sentences.ts';

const sentencesOf = (text: string) =>
  splitSentences(text, 0, text.length).map(({ start, end }) => text.slice(start, end));

/** Takes `a.| b.`: the bars go, and the sentences must be the parts between them. */
const splitsAtBars = (marked: string) => {
  expect(sentencesOf(marked.replaceAll('|', ''))).toEqual(marked.split('|').map((part) => part.trim()));
};

describe('a stop ends a sentence', () => {
  it.each([
    'The SDF took Hajin.| Isis fled.',
    'Is it over?| Nobody knows!| The war goes on.',
    'What?!| The army denied it.',
    'Ten died in 2018.| The war went on.',
    'They took Hajin.| 25 fighters died.',
    'He said no.| The talks ended.',
    'It fired 3.5 tonnes of shells at Al-Safa.| Isis fled.',
    'The SDF said: “We took Hajin.”| The army denied it.',
    '"We took Hajin."| "It is ours."',
    'They left (in haste.)| Then Isis came.',
    'They left.| (Isis came later.)| Nobody stayed.',
    'They left.[12]| Isis came.',
    'They left. .| Then Isis came.',
    'They left ...| Then Isis came.',
    'They left…| The army came.',
    'The army took the town.| al-Qaeda fled.',
    'It was hit at 5 p.m.| The army came later.',
    'They crossed into the U.S.| However, they were sent back.',
    'It happened in Jan.| The army denied it.',
    'سقطت هجين.| انسحب داعش؟| نعم',
    '“Are they gone?”| The army came.',
    'It took 5 min.| The army came.',
    'They took wheat, oil, etc.| The rest burned.',
  ])('%s', splitsAtBars);
});

describe('a blank is missing after the stop', () => {
  it.each([
    'They killed ten fighters.|The army fled.',
    'They left in 2018.|The army came.',
    '“They left.”|The army came.',
    'They left!|The army came.',
    'He came.|I left.',
  ])('%s', splitsAtBars);
});

describe('a stop does not end a sentence', () => {
  it.each([
    'U.S. forces struck Hajin.',
    'U.S. Central Command said so.',
    'Gen. Joseph Votel visited Hajin.',
    'Brig. Gen. Y. A. Saree spoke for the Houthis.',
    'Lt. Col. Smith and Mr. Jones left St. George on No. 4 road.',
    'George W. Bush spoke.',
    'It happened on Jan. 5, 2018 at 5 a.m. local time.',
    'It happened on Sept. 11 in New York.',
    'Weapons (e.g. Grad rockets, i.e. Soviet ones) were found.',
    'Isis vs. Al-Qaeda is old news.',
    'He said "Stop!" and left.',
    '"Who is there?" he asked.',
    'They left ... and came back.',
    'Yahoo! said so.',
    'See www.example.Com or Node.Js for U.N.Resolution 2254.',
    'Acme Inc. Chairman Smith left.',
    'It lies 3.5 km. from Hajin.',
    '1. The SDF took Hajin.',
    'a. The SDF took Hajin.',
    'Al-Safa is in\nSuweida.',
    'The No. 2 of Isis died.',
    'Resolution (art. 5) holds.',
  ])('%s', splitsAtBars);
});

describe('ranges', () => {
  it('are kept to: offsets are those of the whole text', () => {
    const text = 'Before. The SDF took Hajin. Isis fled. After.';
    expect(splitSentences(text, 8, 38)).toEqual([
      { start: 8, end: 27 },
      { start: 28, end: 38 },
    ]);
  });

  it('end at an empty line', () => {
    expect(sentencesOf('SDF takes Hajin\n \nIsis flees')).toEqual(['SDF takes Hajin', 'Isis flees']);
  });
});

describe('the data', () => {
  it('has no abbreviation in two lists', () => {
    const words = [data.neverEnds.words, data.beforeNumber.words, data.mayEnd.words].flat();
    expect(words.length).toBe(new Set(words).size);
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    '.',
    '. ',
    '...',
    '? ',
    'U.S.',
    ' the',
    ' The',
    '"',
    '”',
    ')',
    '\n',
    '\n\n',
    '4',
    'Mr',
    ' ',
    '😀',
    'é',
  );
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join('')),
  );

  it('is covered but for blanks, in order, without overlap', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const sentences = splitSentences(text, 0, text.length);
        let last = 0;
        for (const { start, end } of sentences) {
          expect(text.slice(last, start)).toMatch(/^[\s\u200B\uFEFF]*$/);
          expect(end).toBeGreaterThan(start);
          last = end;
        }
        expect(text.slice(last)).toMatch(/^[\s\u200B\uFEFF]*$/);
      }),
    );
  });

  it.each(['.', '. ', 'a', ' ', '. A', '"', '.)', '.\n', 'U.', '\n', '(', '! ', '😀'])(
    'of a million characters gives no sentence over 2,000: %j',
    (unit) => {
      const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
      const sentences = splitSentences(text, 0, text.length);
      expect(Math.max(0, ...sentences.slice(0, 9999).map(({ start, end }) => end - start))).toBeLessThanOrEqual(2_000);
    },
  );
});
