import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmless, renderAnswer } from '../../src/cli/console-view.ts';
import type { Answer, Evidence } from '../../src/model/answer.ts';

const evidence = (quote: string, more: Partial<Evidence> = {}): Evidence => ({
  eventId: 'e1',
  articleId: 'a1',
  title: 'Army advances',
  source: 'Example',
  url: null,
  published: '2018-09-20',
  date: null,
  quote,
  start: 0,
  end: quote.length,
  supports: null,
  factuality: 'actual',
  ...more,
});

const answer = (more: Partial<Answer> = {}): Answer => ({
  command: 'who-controls',
  title: 'Who controls Suweida?',
  headline: 'Contested.',
  sections: [
    {
      heading: 'Parts',
      statements: [
        { text: 'The army took the dam.', tone: 'fact', evidence: [0] },
        { text: 'It plans to go on.', tone: 'planned', evidence: [0, 1] },
      ],
    },
  ],
  evidence: [evidence('took the dam'), evidence('will go on', { eventId: 'e2' })],
  text: '',
  ...more,
});

const PLAIN = { width: null, colour: false };

describe('renderAnswer', () => {
  it('lays an answer out with each quote once, below the first statement that rests on it', () => {
    expect(renderAnswer(answer(), PLAIN).split('\n')).toEqual([
      'Who controls Suweida?',
      'Contested.',
      '',
      'Parts',
      '  ● The army took the dam. [1]',
      '        [1] “took the dam” (e1)',
      '  ○ It plans to go on. [1][2]',
      '        [2] “will go on” (e2)',
      '',
      'Quoted from',
      '  [1–2] Army advances · Example · 2018-09-20',
    ]);
  });

  it('shows what somebody could have meant', () => {
    const unknown = answer({
      headline: 'No place is known as Hajjin.',
      sections: [],
      evidence: [],
      error: { code: 'unknown-place', message: 'No place is known as Hajjin.', suggestions: ['Hajin', 'Hajar'] },
    });
    expect(renderAnswer(unknown, PLAIN).split('\n')).toEqual([
      'Who controls Suweida?',
      'No place is known as Hajjin.',
      'Did you mean: Hajin, Hajar?',
    ]);
  });

  it('says how to get the next page', () => {
    const paged = answer({ sections: [], evidence: [], paging: { page: 2, pages: 5, total: 48 } });
    expect(renderAnswer(paged, PLAIN)).toContain('Page 2 of 5 (48 in all); add page:3 for more.');
  });

  it('uses colours where it is told to, and none otherwise', () => {
    expect(renderAnswer(answer(), { width: null, colour: true })).toContain('\u001b[1mWho controls Suweida?');
    expect(renderAnswer(answer(), PLAIN)).not.toContain('\u001b');
  });

  it('keeps every line within the width of the terminal', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abc'), minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(fc.array(word), fc.integer({ min: 40, max: 120 }), (words, width) => {
        const long = words.join(' ');
        const lines = renderAnswer(answer({ headline: long, evidence: [evidence(long), evidence('x')] }), {
          width,
          colour: false,
        }).split('\n');
        expect(lines.every((line) => line.length <= width)).toBe(true);
      }),
    );
  });
});

describe('harmless', () => {
  it.each([
    ['colours', 'a\u001b[31mred\u001b[0m', 'ared'],
    ['a window title', 'a\u001b]0;title\u0007b', 'ab'],
    ['a link', '\u001b]8;;http://x\u001b\\text\u001b]8;;\u001b\\', 'text'],
    ['eight-bit sequences', 'a\u009b2Jb', 'ab'],
    ['a bell and a backspace', 'a\u0007\u0008b', 'ab'],
    ['turned direction', 'a\u202egnirts\u2066b', 'agnirtsb'],
    ['line ends', 'a\r\nb\tc', 'a b c'],
  ])('takes out %s', (_, text, clean) => {
    expect(harmless(text)).toBe(clean);
  });

  it('leaves other scripts as they are', () => {
    expect(harmless('السويداء – Ра́кка 🙂')).toBe('السويداء – Ра́кка 🙂');
  });

  it('lets no control character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
        expect(harmless(text)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
      }),
    );
  });
});
