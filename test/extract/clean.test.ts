/** Blocks of an article, and the furniture that is no part of it. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import data from '../../seeds/knowledge/english/boilerplate.json' with { type: 'json' };
import { BOILERPLATE_RULES, boilerplateRule } from '../../src/extract/boilerplate.ts';
import { clean } from '../../src/extract/clean.ts';

const blocksOf = (text: string) => clean(text).map(({ kind, start, end }) => [kind, text.slice(start, end)]);

describe('the founding article', () => {
  const text = readFileSync(new URL('../../seeds/articles/founding-article.txt', import.meta.url), 'utf8');
  const blocks = blocksOf(text);

  it('loses its navigation and the title that is repeated in Title Case', () => {
    expect(blocks.map(([kind, words]) => [kind, words?.slice(0, 40)])).toEqual([
      ['heading', 'Syria, mass escapes of Isis from the SDF'],
      ['body', 'Mass escapes of Isis militaries continue'],
      ['body', 'Isis militiamen continue trying to escap'],
      ['heading', 'Meanwhile, the Syrian army (SAA) is taki'],
      ['body', 'In the meanwhile, the Syrian army takes '],
    ]);
  });

  it('keeps a sub-heading of two sentences whole', () => {
    expect(blocks[3]?.[1]).toBe(
      'Meanwhile, the Syrian army (SAA) is taking land away from the Islamic State at Suweida. The SAA conquers the Damietta dam and besieges Al-Safa',
    );
  });
});

describe('headings', () => {
  it('are short paragraphs without a final stop that body follows', () => {
    expect(blocksOf('SDF takes Hajin\n\nThe SDF took Hajin on Tuesday.')).toEqual([
      ['heading', 'SDF takes Hajin'],
      ['body', 'The SDF took Hajin on Tuesday.'],
    ]);
  });

  it('are found without a blank line below them', () => {
    expect(blocksOf('SDF takes Hajin\nThe SDF took Hajin on Tuesday, officials said.')[0]).toEqual([
      'heading',
      'SDF takes Hajin',
    ]);
  });

  it('are marked by number signs', () => {
    expect(blocksOf('The SDF took Hajin.\n\n## Suweida\n\nThe army besieges Al-Safa.')[1]).toEqual([
      'heading',
      'Suweida',
    ]);
  });

  it('are not the only or the last block', () => {
    expect(blocksOf('SDF takes Hajin')).toEqual([['body', 'SDF takes Hajin']]);
    expect(blocksOf('The SDF took Hajin.\n\nIsis fled')[1]).toEqual(['body', 'Isis fled']);
  });

  it('are not a row of short reports', () => {
    const kinds = clean(
      'One\n\nSDF shells Hajin\n\nSAA shells Idlib\n\nIsis flees\n\nIsis attacks\n\nThe war went on.',
    ).map((block) => block.kind);
    expect(kinds).toEqual(['heading', 'body', 'heading', 'heading', 'heading', 'body']);
  });

  it('may end with a question mark but not with a comma', () => {
    expect(blocksOf('Who holds Hajin?\n\nNobody knows.')[0]?.[0]).toBe('heading');
    expect(blocksOf('On Tuesday,\n\nIsis attacked.')[0]?.[0]).toBe('body');
  });
});

describe('paragraphs', () => {
  it('join lines wrapped by hand', () => {
    const text =
      'The Syrian army on Tuesday captured three villages in the south of the\ncountry, after a night of heavy shelling.  A spokesman said that the last\nfighters had left. The SDF did not take part.\n\nIsis fled.';
    expect(blocksOf(text)).toEqual([
      ['body', text.slice(0, text.indexOf('\n\n'))],
      ['body', 'Isis fled.'],
    ]);
  });

  it('keep one paragraph a line apart', () => {
    const long = 'The Syrian army captured Hajin on Tuesday, and '.repeat(4);
    expect(clean(`${long}so on.\n${long}so forth.`)).toHaveLength(2);
  });

  it('join a line that begins in the middle of a sentence', () => {
    expect(clean(`${'The army said on Tuesday that it had captured the town '.repeat(3)}\nof Hajin.`)).toHaveLength(1);
  });

  it('lose carriage returns, no-break and zero-width blanks at their ends only', () => {
    const text = '\uFEFF\u00A0The SDF took\u00A0Hajin.\u200B \r\n\r\n\u200BIsis fled.\r\n';
    expect(blocksOf(text)).toEqual([
      ['body', 'The SDF took\u00A0Hajin.'],
      ['body', 'Isis fled.'],
    ]);
  });

  it('lose the place and the date an agency wrote from', () => {
    expect(blocksOf('BEIRUT, Sept 20 (Reuters) - The army took Hajin.')).toEqual([['body', 'The army took Hajin.']]);
    expect(blocksOf('Kyiv/Pokrovsk, Nov. 3 – The army took Hajin.')).toEqual([['body', 'The army took Hajin.']]);
    expect(blocksOf('Port Sudan, 26 October 2025 – The army took Hajin.')).toEqual([['body', 'The army took Hajin.']]);
    expect(blocksOf('PORT SUDAN, March 27 - The army took Bara.')).toEqual([['body', 'The army took Bara.']]);
    expect(blocksOf('MALI - The army took Bara.')).toEqual([['body', 'MALI - The army took Bara.']]);
    expect(blocksOf('Damascus (SANA) – The army took Hajin.')).toEqual([['body', 'The army took Hajin.']]);
  });

  it('lose a repeat, also with the name of the outlet', () => {
    expect(clean('SDF takes Hajin - Example News\n\nSDF Takes Hajin\n\nThe SDF took Hajin.')).toHaveLength(2);
  });
});

describe('list items', () => {
  it('begin after their marker', () => {
    expect(blocksOf('The army took these villages:\n- Kashma\n.   Hajin\n• Saiyal\n3. Abbas\n(4) al-Jalaa')).toEqual([
      ['body', 'The army took these villages:'],
      ['list-item', 'Kashma'],
      ['list-item', 'Hajin'],
      ['list-item', 'Saiyal'],
      ['list-item', 'Abbas'],
      ['list-item', 'al-Jalaa'],
    ]);
  });

  it('take in their second line', () => {
    expect(blocksOf('- The army took Hajin and\n  the fields around it.\n- Isis fled.')).toHaveLength(2);
  });

  it('are not dashes inside a sentence', () => {
    expect(blocksOf('The army took the town\n– or so it says – on Tuesday.')).toHaveLength(1);
  });
});

describe('boilerplate', () => {
  it.each(data.patterns.flatMap((rule) => rule.drops.map((line) => [rule.name, line] as const)))(
    '%s drops: %s',
    (name, line) => {
      expect(boilerplateRule(line)).toBe(name);
    },
  );

  it.each(data.patterns.flatMap((rule) => rule.keeps.map((line) => [line] as const)))('keeps: %s', (line) => {
    expect(boilerplateRule(line)).toBeNull();
  });

  it('knows fixed lines in any case', () => {
    for (const line of ['skip to Main Content', 'Back To Top', 'ADVERTISEMENT', '> Read more »', '* * *', '———']) {
      expect(boilerplateRule(line)).toBe('lines');
    }
  });

  it('has a reason, examples and counter-examples for each rule, and no rule twice', () => {
    for (const rule of data.patterns) {
      expect(rule.reason.length).toBeGreaterThan(10);
      expect(rule.drops.length).toBeGreaterThan(0);
      expect(rule.keeps.length).toBeGreaterThan(0);
    }
    expect(new Set(BOILERPLATE_RULES.map((rule) => rule.name)).size).toBe(BOILERPLATE_RULES.length);
    expect(new Set(data.lines.phrases).size).toBe(data.lines.phrases.length);
  });
});

describe('any text', () => {
  const piece = fc.constantFrom(
    '\n',
    '\r\n',
    '- ',
    '# ',
    'Isis fled.',
    'Back To Top',
    '\u200B',
    ' ',
    '1. ',
    'SDF',
    '>',
    '😀',
    '(AP) - ',
  );
  const anyText = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece).map((pieces) => pieces.join('')),
  );

  it('gives blocks in order that do not overlap and have no blank ends', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let last = 0;
        for (const { start, end } of clean(text)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it.each([
    ['newlines', '\n'],
    ['blanks', ' '],
    ['one endless word', 'a'],
    ['bullets', '- '],
    ['short lines', 'a b\n'],
    ['capitals', 'A'],
    ['dateline words', 'A, '],
    ['quote marks', '> '],
  ])('of a million characters is read to its end: %s', (_name, unit) => {
    const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
    for (const block of clean(text)) expect(block.end).toBeLessThanOrEqual(text.length);
  });
});
