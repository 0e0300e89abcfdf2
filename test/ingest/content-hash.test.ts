import { describe, expect, it } from 'vitest';
import { contentHash } from '../../src/ingest/content-hash.ts';

describe('contentHash', () => {
  it.each([
    ['case', 'The SAA took Hajin.', 'THE SAA TOOK HAJIN.'],
    ['blanks and line ends', 'The SAA  took\r\n\r\nHajin. ', 'The SAA took Hajin.'],
    ['quotation marks', '“We hold it,” he said: ‘all’.', '"We hold it," he said: \'all\'.'],
    ['dashes', 'Hajin – a town — fell', 'Hajin - a town - fell'],
    ['marks that nobody sees', 'Ha\u200bjin\u00ad fell', 'Hajin fell'],
    ['compatibility forms', 'the ﬁrst  town', 'the first town'],
  ])('is the same for texts that differ in %s', (_, one, other) => {
    expect(contentHash(one)).toBe(contentHash(other));
  });

  it('differs where a word differs', () => {
    expect(contentHash('The SAA took Hajin.')).not.toBe(contentHash('The SDF took Hajin.'));
  });

  it('is the SHA-256 of the folded text, so that it stays the same in every version', () => {
    expect(contentHash('Hajin  Fell')).toBe('431c91d5532607bb7597b0a5d3271bffe682a4663bc7431435e51c10cd590184');
  });
});
