import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escaped } from '../../../src/discord/views/escape.ts';
import { split } from '../../../src/discord/views/split.ts';

describe('a split text', () => {
  it('gives pieces within both bounds that join to the text again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), fc.integer({ min: 8, max: 60 }), (given, bound) => {
        const text = escaped(given);
        const pieces = split(text, { characters: bound, bytes: bound * 2 });
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(bound);
          expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(bound * 2);
        }
      }),
    );
  });

  it('is never cut inside a character or an escape', () => {
    const marks = fc.string({ unit: fc.constantFrom('*', '\\', '😀', 'a'), maxLength: 200 });
    fc.assert(
      fc.property(marks, fc.integer({ min: 4, max: 20 }), (given, bound) => {
        for (const piece of split(escaped(given), { characters: bound, bytes: bound * 4 })) {
          expect(piece).not.toMatch(/\p{Surrogate}/u);
          expect((/\\*$/.exec(piece)?.[0].length ?? 0) % 2).toBe(0);
        }
      }),
    );
  });

  it('is cut at blanks where there are any', () => {
    expect(split('one two three four', { characters: 10, bytes: 100 })).toEqual(['one two ', 'three four']);
  });
});
