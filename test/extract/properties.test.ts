/** What holds of every text: extraction never throws, quotes exactly, and does no more per sentence in a long text. */
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createExtractor } from '../../src/extract/extract.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import type { Event, Extraction } from '../../src/model/event.ts';
import type { Span } from '../../src/model/span.ts';

const folder = fileURLToPath(new URL('../../seeds/knowledge', import.meta.url));
const knowledge = loadKnowledge({ folder });
const extractor = createExtractor({ knowledge, folder });
const extract = (text: string, published: string | null = null): Extraction =>
  extractor.extract({ id: 'any', text, title: null, url: null, source: null, published });

/** Words that open, close and break off whatever the readers look for. */
const WORDS =
  'the SDF Isis Isis’s Hajin Al-Safa Syrian army captured capture attack attacked was were has have been being had to of in from and or , , . . ; : ( ) " “ ” ’s ’ that which who said says claims denied if should before after while not no yet will would could failed trying control hands under lost fell withdrew it they their some most three 20–30 25 July yesterday Monday killed people village villages town south Abu Kamal — - – over by with between both sides forces backed led Title Case Mass Escapes \n \n\n \u00a0 é ؟ دمشق 東京 😀 %20 http://x.y/z'
    .split(' ')
    .filter((word) => word !== '');
const wordSalad = fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }).map((words) => words.join(' '));
const anyText = fc.oneof(wordSalad, fc.string({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 200 }));

function spansOf({
  evidence,
  trigger,
  actor,
  recipient,
  place,
  origin,
  destinations,
  attribution,
  control,
}: Event): Span[] {
  const refs = [actor, recipient, place, origin, ...destinations, attribution?.ref ?? null];
  const claims = control === null ? [] : [control.place, control.holder, control.loser];
  return [evidence, trigger, ...[...refs, ...claims].filter((ref) => ref !== null && ref !== undefined)];
}

describe('any text', () => {
  it('is read without an error, and every span is an exact slice of it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { events, mentions } = extract(text, '2024-05-01');
        for (const span of [...events.flatMap(spansOf), ...mentions])
          expect(text.slice(span.start, span.end)).toBe(span.text);
      }),
      { numRuns: 400 },
    );
  });

  it('gives each event an id of its own, its trigger inside its evidence, and restates only what came before', () => {
    fc.assert(
      fc.property(wordSalad, (text) => {
        const { events } = extract(text);
        const ids = events.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        for (const [index, { sameAs, evidence, trigger }] of events.entries()) {
          expect(evidence.start).toBeLessThanOrEqual(trigger.start);
          expect(evidence.end).toBeGreaterThanOrEqual(trigger.end);
          if (sameAs !== null) expect(ids.slice(0, index)).toContain(sameAs);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('reads the same the second time', () => {
    fc.assert(
      fc.property(wordSalad, (text) => {
        expect(extract(text)).toEqual(extract(text));
      }),
      { numRuns: 50 },
    );
  });
});

/** The knowledge with a count of every question put to it. */
function counted(): { knowledge: Knowledge; count: () => number } {
  let asked = 0;
  const proxy = new Proxy(knowledge, {
    get(target, key, receiver) {
      const value: unknown = Reflect.get(target, key, receiver);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]): unknown => {
        asked += 1;
        return Reflect.apply(value, target, given);
      };
    },
  });
  return { knowledge: proxy, count: () => asked };
}

describe('a text of double length', () => {
  const asking = counted();
  const counting = createExtractor({ knowledge: asking.knowledge, folder });
  const questions = (text: string): number => {
    const before = asking.count();
    counting.extract({ id: 'long', text, title: null, url: null, source: null, published: null });
    return asking.count() - before;
  };

  it.each([
    ['sentences', 'The SDF attacked Hajin and they captured it. '],
    ['no full stop', 'the army attacked Hajin '],
    ['a list', 'Hajin, Sousa and '],
    ['nested phrases', 'the attack of '],
    ['nested reports', 'the SDF said that '],
    ['open brackets', '(SDF attack '],
    ['possessors', "Isis's "],
  ])('asks no more than double the questions: %s', (_, piece) => {
    const [short, long] = [200, 400].map((times) => questions(piece.repeat(times)));
    expect(short).toBeGreaterThan(0);
    expect(long).toBeLessThanOrEqual((short ?? 0) * 2.3 + 50);
  });
});
