import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleOfHtml } from '../../src/ingest/html-article.ts';

const PARAGRAPH =
  'The Syrian army is taking land away from the Islamic State at Suweida, and its soldiers are chasing the militiamen away from the dam, said a commander on Tuesday, while the siege goes on.';

const page = `<!doctype html><html><head><title>Syrian army advances on the dam at Suweida | Example News</title>
<meta property="og:site_name" content="Example News"><meta property="article:published_time" content="2018-09-20T10:00:00Z">
<style>p { color: red }</style></head>
<body><nav><a href="/">Home</a> <a href="/war">War</a></nav>
<article><h1>Syrian army advances on the dam at Suweida</h1><p>${PARAGRAPH}</p><p>${PARAGRAPH.replaceAll('Suweida', 'Hajin')}</p>
<script>alert("x")</script><ul><li>First point</li><li>Second<br>point</li></ul></article>
<footer>Back to top</footer></body></html>`;

describe('articleOfHtml', () => {
  it('keeps the article, one paragraph a block, and leaves menus, styles and scripts out', () => {
    const { text } = articleOfHtml(page);
    expect(text.split('\n\n')).toEqual([
      'Syrian army advances on the dam at Suweida',
      PARAGRAPH,
      PARAGRAPH.replaceAll('Suweida', 'Hajin'),
      'First point',
      'Second\npoint',
    ]);
  });

  it('reads title, source and day of publication from the page', () => {
    expect(articleOfHtml(page)).toMatchObject({
      title: 'Syrian army advances on the dam at Suweida',
      source: 'Example News',
      published: '2018-09-20T10:00:00Z',
    });
  });

  it('ignores a publication date that is none', () => {
    expect(articleOfHtml(page.replace('2018-09-20T10:00:00Z', 'last Tuesday')).published).toBeNull();
  });

  it('takes the words of a page that is no article as they stand', () => {
    expect(articleOfHtml('<p>Hajin fell.</p><p>The SDF hold it.</p>').text).toBe('Hajin fell.\n\nThe SDF hold it.');
  });

  it('finds nothing on a page of scripts', () => {
    expect(articleOfHtml('<html><script>let a = 1;</script></html>').text).toBe('');
  });

  it('survives nesting that no person writes', () => {
    expect(() => articleOfHtml(`${'<div>'.repeat(20_000)}Hajin${'</div>'.repeat(20_000)}`)).not.toThrow();
  });

  it('never throws, whatever the page', () => {
    const pieces = fc.constantFrom(
      '<p>',
      '</p>',
      '<div',
      '>',
      '<!--',
      '-->',
      '<table>',
      '&amp;',
      '&#0;',
      '<br/>',
      'Hajin ',
      '"',
      '=',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((parts) => parts.join('')),
        ),
        (html) => {
          expect(typeof articleOfHtml(html).text).toBe('string');
        },
      ),
    );
  });
});
