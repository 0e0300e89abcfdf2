import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines } from '../../src/ingest/lines.ts';
import { bytes, collect } from './support.ts';

const texts = async (parts: readonly (string | Uint8Array)[], limit?: number) =>
  (await collect(readLines(bytes(...parts), limit))).map((line) => ('text' in line ? line.text : line.error.code));

describe('readLines', () => {
  it('splits at \\n and at no other line end', async () => {
    expect(await texts(['a\rb\u2028c\u0085d\ne'])).toEqual(['a\rb\u2028c\u0085d', 'e']);
  });

  it('has no line after the last \\n, and one for an empty line', async () => {
    expect(await texts(['a\n\nb\n'])).toEqual(['a', '', 'b']);
  });

  it('counts lines from 1', async () => {
    const lines = await collect(readLines(bytes('a\nb')));
    expect(lines.map(({ number }) => number)).toEqual([1, 2]);
  });

  it('refuses a line that is no UTF-8 and reads on', async () => {
    expect(await texts([Buffer.from([0x61, 0x0a, 0xff, 0xfe, 0x0a, 0x62])])).toEqual(['a', 'binary', 'b']);
  });

  it('refuses a line that is too long and reads on', async () => {
    expect(await texts(['abc', 'def', 'g\nab\n', 'abcdefg'], 5)).toEqual(['too-large', 'ab', 'too-large']);
  });

  it('gives the same lines however the bytes are cut', async () => {
    const cut = fc.tuple(fc.array(fc.string({ unit: 'grapheme' })), fc.infiniteStream(fc.integer({ min: 1, max: 7 })));
    await fc.assert(
      fc.asyncProperty(cut, async ([lines, sizes]) => {
        const wanted = lines.map((line) => line.replaceAll('\n', '').replaceAll('\ufeff', ''));
        const all = Buffer.from(wanted.map((line) => `${line}\n`).join(''));
        const parts: Uint8Array[] = [];
        for (let from = 0; from < all.length; ) {
          const size = sizes.next().value;
          parts.push(all.subarray(from, from + size));
          from += size;
        }
        expect(await texts(parts)).toEqual(wanted);
      }),
    );
  });
});
