import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { titleOfText } from '../../src/ingest/title.ts';

describe('titleOfText', () => {
  it('finds the title of the founding article below what the page put above it', () => {
    expect(titleOfText(readFileSync('seeds/articles/founding-article.txt', 'utf8'))).toBe(
      'Syria, mass escapes of Isis from the SDF, south of Deir Ezzor, continue',
    );
  });

  it.each([
    ['a line that stands alone', 'Hajin falls\n\nThe SDF took it.', 'Hajin falls'],
    ['a Markdown heading', '# Hajin falls\nThe SDF took it.', 'Hajin falls'],
    ['an Arabic line', 'سقوط هجين\n\nسيطرت قسد على البلدة.', 'سقوط هجين'],
  ])('takes %s', (_, text, title) => {
    expect(titleOfText(text)).toBe(title);
  });

  it.each([
    ['a sentence', 'The SDF took Hajin.\n\nIt was over.'],
    ['a line that goes on', 'The SDF took\nHajin and left'],
    ['a line with nothing below', 'Hajin falls'],
    ['a very long line', `${'Hajin '.repeat(60)}\n\nThe SDF took it.`],
    ['nothing', ''],
  ])('takes no title from %s', (_, text) => {
    expect(titleOfText(text)).toBeNull();
  });
});
