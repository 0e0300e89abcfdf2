import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customId, type Position } from '../../../src/discord/button-state.ts';
import { type AnswerView, answerView, type Controls } from '../../../src/discord/views/answer-view.ts';
import { mistakeView, noticeView } from '../../../src/discord/views/mistake-view.ts';
import type { Answer, Evidence, Section, WhoControlsAnswer } from '../../../src/model/answer.ts';
import { Tone } from '../../../src/model/answer.ts';
import { Factuality } from '../../../src/model/event.ts';
import { answer, evidence, longAnswer } from '../sample-answers.ts';
import { againstSpecification } from '../server/by-specification.ts';
import { againstMessageRules, failsOnBytes, textsOf } from '../server/message-rules.ts';

const OWNER = '99999999999999999999';
const KEPT = `#${'k'.repeat(22)}`;
const FIRST: Position = { page: 1, part: 0, quotes: true };

const controls: Controls = {
  part: (target, shown) => customId(target, OWNER, { page: 1, part: shown.part, quotes: shown.quotes }, KEPT),
  evidence: customId('evidence', OWNER, FIRST, '?evidence'),
  others: Array.from({ length: 7 }, (_, choice) => ({
    label: 'سويداء'.repeat(30),
    customId: customId('ask', OWNER, FIRST, KEPT, choice),
  })),
};

const faults = (view: AnswerView['message']): string[] => {
  const body = { flags: view.flags, components: view.components, allowed_mentions: view.allowedMentions };
  return [
    ...againstSpecification('message', body),
    ...againstMessageRules(body),
    ...(failsOnBytes(body) ? ['too many bytes'] : []),
  ];
};

const allParts = (wanted: Answer, quotes: boolean, note = 'n'.repeat(100)): AnswerView[] => {
  const first = answerView(wanted, { part: 0, quotes, controls, note });
  const parts = first?.parts ?? 0;
  return Array.from({ length: parts }, (_, part) => answerView(wanted, { part, quotes, controls, note })).flatMap(
    (view) => view ?? [],
  );
};

/** The numbers that stand in brackets, with ranges written out. */
const numbersIn = (lines: readonly string[]): Set<number> => {
  const found = lines
    .flatMap((line) => [...line.matchAll(/\\\[([\d–, ]+)\\\]/g)])
    .flatMap(([, text = '']) => text.split(', '));
  return new Set(
    found.flatMap((run) => {
      const [from = 0, to = from] = run.split('–').map(Number);
      return Array.from({ length: to - from + 1 }, (_, index) => from + index);
    }),
  );
};

const shown = (view: AnswerView): string => textsOf({ components: view.message.components }).join('\n');

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: fc.constantFrom('س', 'و', 'ي', 'د', 'ا', ' ', 'ء'), maxLength: 1_500 }),
  fc.string({ unit: fc.constantFrom('*', '\\', '_', '@', '<', '[', ' ', '\n', '#'), maxLength: 600 }),
  fc.string({ unit: fc.constantFrom('👩‍👩‍👧', '\ud800', '€', 'a'), maxLength: 2_000 }),
);
const nullable = fc.option(text, { nil: null });

const evidences: fc.Arbitrary<Evidence> = fc.record({
  eventId: text,
  articleId: fc.oneof(text, fc.constantFrom('a1', 'a2')),
  title: nullable,
  source: nullable,
  url: fc.oneof(nullable, fc.webUrl(), fc.constant(`https://example.org/${'x'.repeat(600)}`)),
  published: nullable,
  date: nullable,
  quote: text,
  start: fc.nat(),
  end: fc.nat(),
  supports: nullable,
  factuality: fc.constantFrom(...Factuality.options),
});

const sections: fc.Arbitrary<Section> = fc.record({
  heading: nullable,
  statements: fc.array(
    fc.record({
      text,
      tone: fc.constantFrom(...Tone.options),
      evidence: fc.array(fc.nat({ max: 12 }), { maxLength: 12 }),
    }),
    { maxLength: 12 },
  ),
});

const answers: fc.Arbitrary<Answer> = fc.record({
  command: fc.constantFrom('summary', 'events'),
  title: text,
  headline: text,
  sections: fc.array(sections, { maxLength: 30 }),
  evidence: fc.array(evidences, { maxLength: 12 }),
  text,
});

describe('any answer', () => {
  it('gives messages that Discord takes, whatever it says', () => {
    fc.assert(
      fc.property(answers, fc.boolean(), (wanted, quotes) => {
        for (const view of allParts(wanted, quotes)) expect(faults(view.message)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  const said = (text: string, count: number, cited: readonly number[] = []): Section['statements'] =>
    Array.from({ length: count }, () => ({ text, tone: 'ongoing' as const, evidence: [...cited] }));
  const manySources = Array.from({ length: 60 }, (_, index) =>
    evidence({
      articleId: `a${index}`,
      start: index,
      title: '語'.repeat(200),
      source: '*'.repeat(100),
      url: `https://example.org/${'x'.repeat(270)}`,
      quote: '“”'.repeat(300),
    }),
  );

  it.each<[string, Partial<Answer>]>([
    ['200 sections', { sections: Array.from({ length: 200 }, () => ({ heading: 'H', statements: said('x', 1) })) }],
    [
      '60 articles with long addresses',
      {
        sections: [
          {
            heading: null,
            statements: said('x', 2, [...manySources.keys()]),
          },
        ],
        evidence: manySources,
      },
    ],
    [
      'text of three bytes a character',
      { sections: [{ heading: '語', statements: said('語'.repeat(700), 40) }], evidence: [] },
    ],
    [
      'one statement without a blank',
      { sections: [{ heading: null, statements: said('語'.repeat(20_000), 1) }], evidence: [] },
    ],
    [
      'only characters that must be escaped',
      {
        title: '*'.repeat(500),
        headline: '\\'.repeat(9_000),
        sections: [{ heading: '#'.repeat(5_000), statements: said('_'.repeat(3_000), 3, [0]) }],
      },
    ],
  ])('gives messages that Discord takes of %s', (_, changes) => {
    for (const quotes of [true, false]) {
      for (const view of allParts(answer(changes), quotes)) {
        expect(faults(view.message)).toEqual([]);
        const lines = shown(view).split('\n');
        const listed = numbersIn(lines.filter((line) => line.startsWith('-# \\[')));
        const quoted = numbersIn(lines.filter((line) => line.startsWith('>')));
        expect([...quoted].filter((number) => !listed.has(number))).toEqual([]);
      }
    }
  });

  it('loses no statement and no quote over its parts', () => {
    const words = fc.string({ unit: fc.constantFrom('س', 'a', 'b', ' ', 'é', '語'), minLength: 1, maxLength: 4_000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(words, words), { maxLength: 20 }), (pairs) => {
        const wanted = answer({
          headline: '',
          sections: [
            {
              heading: null,
              statements: pairs.map(([said], index) => ({ text: said, tone: 'fact', evidence: [index] })),
            },
          ],
          evidence: pairs.map(([, quote], index) =>
            evidence({ quote, start: index, end: index, date: null, title: '–', source: null, url: null }),
          ),
        });
        const all = allParts(wanted, true)
          .flatMap((view) => textsOf({ components: view.message.components }))
          .flatMap((display) => display.split('\n'))
          .filter((line) => !/^(-#|##)/.test(line))
          .map((line) =>
            line
              .replace(/^(●|>)/, '')
              .replace(/ \\\[\d+\\\]$/, '')
              .replace(/[“”]/g, ''),
          )
          .join('')
          .replace(/\s/g, '');
        const expected = pairs.flat().join('').replace(/\s/g, '');
        expect(all).toBe(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('of ten thousand statements is laid out to its last statement', () => {
    const wanted = longAnswer(10_000);
    const view = answerView(wanted, { part: -1, quotes: true, controls });
    expect(view?.parts).toBeGreaterThan(100);
    expect(shown(view ?? allParts(wanted, true)[0] ?? { message: noticeView(''), part: 0, parts: 0 })).toContain(
      'Statement number 10000',
    );
  });

  it('has no part beyond its last', () => {
    expect(answerView(answer(), { part: 1, quotes: true, controls: null })).toBeNull();
  });

  it('is shown without buttons where nothing can be pressed', () => {
    const view = answerView(answer(), { part: 0, quotes: true, controls: null });
    expect(JSON.stringify(view?.message.components)).not.toContain('custom_id');
  });
});

describe('an answer', () => {
  const view = (wanted: Answer): string =>
    shown(answerView(wanted, { part: 0, quotes: true, controls }) ?? { message: noticeView(''), part: 0, parts: 0 });

  it('marks each tone by a sign and a word', () => {
    const wanted = answer({
      sections: [
        { heading: null, statements: Tone.options.map((tone) => ({ text: `It is ${tone}.`, tone, evidence: [] })) },
      ],
      evidence: [],
    });
    expect(view(wanted).split('\n').slice(2)).toEqual([
      '● It is fact.',
      '◐ **Ongoing** · It is ongoing.',
      '❝ **Claimed** · It is claim.',
      '○ **Expected** · It is planned.',
      '✕ **Failed** · It is failed.',
      '⊘ **Denied** · It is denied.',
      '? **Unclear** · It is unknown.',
      '› It is note.',
    ]);
  });

  it('numbers its quotes as the answer does, shows each once a page, and lists their articles', () => {
    const wanted = answer({
      sections: [
        {
          heading: 'News',
          statements: [
            { text: 'Both say so.', tone: 'fact', evidence: [0, 1, 2] },
            { text: 'One says more.', tone: 'claim', evidence: [2, 1] },
          ],
        },
      ],
      evidence: [
        evidence(),
        evidence({
          articleId: 'a2',
          title: 'Second',
          source: null,
          url: 'javascript:alert(1)',
          published: null,
          quote: 'It fell',
        }),
        evidence({ quote: 'Again' }),
        evidence({ quote: 'Cited by nothing' }),
      ],
    });
    expect(view(wanted)).toBe(
      [
        '## Summary: Suweida',
        '**The army is gaining ground.**',
        '### News',
        '● Both say so. \\[1–3\\]',
        '> “The SAA conquers the dam and besieges the town” \\[1\\]',
        '> “It fell” \\[2\\]',
        '> “Again” \\[3\\]',
        '❝ **Claimed** · One says more. \\[2–3\\]',
        '-# \\[1, 3\\] [Syria, the army gains ground](<https://news.example/a1>) · Wire · published 2018-09-20',
        '-# \\[2\\] Second · no publication date',
      ].join('\n'),
    );
  });

  it('about control leads with its status and says how sure it is and why', () => {
    const wanted: WhoControlsAnswer = {
      ...answer(),
      command: 'who-controls',
      place: null,
      asOf: null,
      status: 'contested',
      holder: null,
      challengers: [],
      since: null,
      confidence: { level: 'low', likelihood: 'likely', reasons: ['one source', 'no date'] },
      parts: [],
      history: [],
      alternatives: [],
    };
    const said = view(wanted);
    expect(said.split('\n').slice(0, 4)).toEqual([
      '## Summary: Suweida',
      '**◪ CONTESTED**',
      '**The army is gaining ground.**',
      '-# Confidence: low (likely) – one source; no date',
    ]);
  });
});

describe('a mistake', () => {
  it('fits into one message whatever it says', () => {
    fc.assert(
      fc.property(text, fc.array(text, { maxLength: 40 }), (message, suggestions) => {
        const view = mistakeView({ message, suggestions }, (_, choice) => `s1|a|${choice}`);
        expect(faults(view)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
