/** Any string goes into a column and comes out the same. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromText, toKey, toText } from '../../src/store/columns.ts';

const anyString = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\0', '\ud800', '\udc00', '\ue010', '0', 'a') }),
);

describe('a column', () => {
  it('gives back any string', () => {
    fc.assert(fc.property(anyString, (value) => fromText(toText(value)) === value));
  });

  it('holds neither NUL nor half a surrogate pair, which engines cut or refuse', () => {
    fc.assert(
      fc.property(anyString, (value) => {
        expect(toText(value)).not.toContain('\0');
        expect(toText(value)).not.toMatch(/\p{Cs}/u);
      }),
    );
  });

  it('leaves ordinary text as it is, in any script', () => {
    for (const text of ['', 'Suweida', 'السويداء', 'Türkiye', '😀', 'a%b_c\'"\n']) expect(toText(text)).toBe(text);
  });
});

describe('a key', () => {
  it('is the text itself where that is short', () => expect(toKey('as-suwayda')).toBe('as-suwayda'));

  it('is short whatever the text, and different for different texts', () => {
    const long = 'x'.repeat(5000);
    expect(toKey(long).length).toBeLessThanOrEqual(200);
    expect(toKey(`${long}a`)).not.toBe(toKey(`${long}b`));
    expect(toKey(toKey(long))).toBe(toKey(long));
  });

  it('tells any two strings apart', () => {
    fc.assert(fc.property(anyString, anyString, (a, b) => (toKey(a) === toKey(b)) === (a === b)));
  });
});
