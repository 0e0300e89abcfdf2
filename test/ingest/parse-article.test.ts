import { describe, expect, it } from 'vitest';
import { parseArticleLine, toArticle } from '../../src/ingest/parse-article.ts';

const refusal = (line: string) => expect.objectContaining({ name: 'UserError', code: line });

describe('parseArticleLine', () => {
  it('reads an article with everything', () => {
    const article = {
      id: 'a1',
      text: 'Hajin fell.',
      title: 'Hajin',
      url: 'https://example.org/1',
      source: 'Example',
      published: '2018-09-20',
    };
    expect(toArticle(parseArticleLine(JSON.stringify(article)))).toEqual(article);
  });

  it('leaves the text exactly as it was given', () => {
    const text = '  \ufeff“Hajin”\r\n\tfell\u0000\ud800. ';
    expect(parseArticleLine(JSON.stringify({ text })).text).toBe(text);
  });

  it('ignores what else is on the line', () => {
    expect(parseArticleLine('{"text":"a","gold":[1]}')).toEqual({ text: 'a' });
  });

  it.each([
    ['{', 'malformed', 'The line is not JSON'],
    ['', 'empty', 'The line is empty'],
    ['[]', 'invalid', 'must be a JSON object'],
    ['null', 'invalid', 'must be a JSON object'],
    ['{"id":"a"}', 'invalid', '"text" is missing'],
    ['{"text":7}', 'invalid', '"text" is wrong: expected string'],
    ['{"text":" \\n"}', 'empty', 'The article is empty'],
    ['{"text":"a","id":""}', 'invalid', '"id" is wrong'],
    ['{"text":"a","published":"yesterday"}', 'invalid', '"published" is wrong: must be a date such as 2018-09-20'],
    ['{"text":"a","published":"2018-13-99"}', 'invalid', '"published" is wrong'],
    [
      '{"text":"a","published":"2018-02-31"}',
      'invalid',
      '"published" is wrong: is not a day of the calendar; it is "2018-02-31"',
    ],
    ['{"text":"a","url":"javascript:alert(1)"}', 'invalid', '"url" is wrong: must begin with http'],
    ['{"text":"a","url":"not an address"}', 'invalid', '"url" is wrong'],
  ])('refuses %s as %s', (line, code, words) => {
    expect(() => parseArticleLine(line)).toThrowError(refusal(code));
    expect(() => parseArticleLine(line)).toThrowError(words);
  });

  it('refuses a text that is longer than any article', () => {
    expect(() => parseArticleLine(JSON.stringify({ text: 'x'.repeat(5_000_001) }))).toThrowError(refusal('too-large'));
  });
});

describe('toArticle', () => {
  it('makes the same id of the same text, whatever its blanks', () => {
    const id = (text: string) => toArticle({ text, title: 'Hajin: the “end”?' }).id;
    expect(id('Hajin fell.')).toMatch(/^hajin-the-end-[0-9a-f]{8}$/);
    expect(id(' Hajin  fell.')).toBe(id('Hajin fell.'));
    expect(id('Hajin held.')).not.toBe(id('Hajin fell.'));
  });

  it('keeps a given id before any other', () => {
    expect(toArticle({ id: 'a1', text: 'x' }, 'line-1').id).toBe('a1');
    expect(toArticle({ text: 'x' }, 'line-1').id).toBe('line-1');
  });
});
