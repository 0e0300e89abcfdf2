import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { fetchPage } from '../../src/ingest/fetch-page.ts';
import { articlesOfSeeds } from '../../src/ingest/files.ts';
import { articlesOf, type SourceOptions } from '../../src/ingest/sources.ts';
import { bytes, collect, serve, temporaryFolder } from './support.ts';

const read = (source: string, options: Partial<SourceOptions> = {}) =>
  collect(
    articlesOf(source, {
      stdin: bytes(),
      fetchPage: (address) => fetchPage(address, { allowAddress: () => true }),
      ...options,
    }),
  );

const articles = async (source: string, options: Partial<SourceOptions> = {}) =>
  (await read(source, options)).map((incoming) => ('article' in incoming ? incoming.article : incoming.error.code));

const folderWith = (files: Readonly<Record<string, string | Uint8Array>>): string => {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
};

describe('articlesOf', () => {
  it('reads a text file, titled by its heading and named after the file', async () => {
    const folder = folderWith({ 'hajin_report.txt': 'Hajin falls\n\nThe SDF took it.' });
    const [article] = await articles(path.join(folder, 'hajin_report.txt'));
    expect(article).toEqual({
      id: expect.stringMatching(/^hajin-report-[0-9a-f]{8}$/),
      text: 'Hajin falls\n\nThe SDF took it.',
      title: 'Hajin falls',
      url: null,
      source: null,
      published: null,
    });
  });

  it('titles a text without heading by the name of its file', async () => {
    const folder = folderWith({ 'hajin_report.txt': 'The SDF took Hajin.' });
    expect(await articles(folder)).toMatchObject([{ title: 'hajin report' }]);
  });

  it('gives two files of one name in two folders two ids', async () => {
    const folder = folderWith({ 'a/report.txt': 'One.', 'b/report.txt': 'Two.' });
    const ids = (await articles(folder)).map((article) => (typeof article === 'string' ? article : article.id));
    expect(new Set(ids).size).toBe(2);
  });

  it('reads every kind of article below a folder, in the order of names, and nothing else', async () => {
    const folder = folderWith({
      'b.md': '# Heading\nText.',
      'a.html': '<p>Page.</p>',
      'c/d.jsonl': '{"id":"j1","text":"One."}\n{"id":"j2","text":"Two."}\n',
      '.hidden/e.txt': 'Hidden.',
      'picture.png': 'no text',
    });
    expect(await articles(folder)).toMatchObject([
      { text: 'Page.' },
      { text: '# Heading\nText.', title: 'Heading' },
      { id: 'j1' },
      { id: 'j2' },
    ]);
  });

  it('refuses what is wrong and goes on with the rest', async () => {
    const folder = folderWith({
      '1.txt': '',
      '2.txt': Buffer.from([0xff, 0x00, 0x12]),
      '3.txt': 'with\0nul',
      '4.txt': Buffer.from([0xc3, 0x28]),
      '5.txt': 'x'.repeat(5_000_001),
      '6.txt': Buffer.alloc(15_000_001, 'x'),
      '7.html': '<script>1</script>',
      '8.txt': 'Good.',
      '9.jsonl': 'bad\n{"text":"Also good."}',
    });
    expect(await articles(folder)).toMatchObject([
      'empty',
      'binary',
      'binary',
      'binary',
      'too-large',
      'too-large',
      'empty',
      { text: 'Good.' },
      'malformed',
      { text: 'Also good.' },
    ]);
  });

  it.each([
    ['/no/such/file.txt', 'not-found'],
    ['http://user@127.0.0.1/', 'bad-address'],
  ])('refuses %s as %s, under its own name', async (source, code) => {
    expect(await read(source)).toMatchObject([{ id: source, error: { code } }]);
  });

  it('refuses a folder without articles', async () => {
    expect(await articles(folderWith({ 'a.png': 'x' }))).toEqual(['empty']);
  });

  it('reads UTF-16 with a byte order mark', async () => {
    const folder = folderWith({ 'a.txt': Buffer.from('\ufeffHajin – هجين', 'utf16le') });
    expect(await articles(folder)).toMatchObject([{ text: 'Hajin – هجين' }]);
  });

  it('reads a page in the encoding that it names', async () => {
    const folder = folderWith({ 'a.html': Buffer.from('<meta charset="windows-1252"><p>caf\xe9</p>', 'latin1') });
    expect(await articles(folder)).toMatchObject([{ text: 'café' }]);
  });

  it('reads one article from standard input, or one a line', async () => {
    expect(await articles('-', { stdin: bytes('Hajin falls\n\nThe ', 'SDF took it.') })).toMatchObject([
      { title: 'Hajin falls', id: expect.stringMatching(/^hajin-falls-[0-9a-f]{8}$/) },
    ]);
    expect(await articles('-', { stdin: bytes('{"id":"a","text":"One."}\n'), jsonl: true })).toMatchObject([
      { id: 'a' },
    ]);
  });

  it('names what it refuses by its file, its id or its line', async () => {
    const folder = folderWith({ 'a.txt': '' });
    expect(await read(folder)).toMatchObject([{ id: path.join(folder, 'a.txt') }]);
    const stdin = bytes('{"id":"a1","text":""}\n{"text":""}\n{"id":7,"text":""}\nno json\n');
    const refused = await read('-', { stdin, jsonl: true });
    expect(refused.map((each) => ('id' in each ? each.id : null))).toEqual(['a1', 'line-2', 'line-3', 'line-4']);
  });

  it('says what to add where standard input is JSONL unannounced', async () => {
    const [incoming] = await read('-', { stdin: bytes('{"text":"One."}\n') });
    expect(incoming).toMatchObject({ error: { code: 'malformed', message: expect.stringContaining('--jsonl') } });
  });

  it('fills in publication and source only where an article has none', async () => {
    const stdin = bytes('{"text":"One.","source":"Own"}\n{"text":"Two.","published":"2018-09-01"}\n');
    const defaults = { published: '2018-09-20', source: 'Given' };
    expect(await articles('-', { stdin, jsonl: true, defaults })).toMatchObject([
      { source: 'Own', published: '2018-09-20' },
      { source: 'Given', published: '2018-09-01' },
    ]);
  });

  it('reads a page from an address, with the site as its source', async () => {
    const site = await serve((_, response) => {
      response.setHeader('content-type', 'text/html').end('<title>Hajin</title><p>The SDF took Hajin.</p>');
    });
    expect(await articles(`${site}/news/1`)).toEqual([
      {
        id: expect.stringMatching(/^127-0-0-1-news-1-[0-9a-f]{8}$/),
        text: 'The SDF took Hajin.',
        title: 'Hajin',
        url: `${site}/news/1`,
        source: '127.0.0.1',
        published: null,
      },
    ]);
  });
});

describe('articlesOfSeeds', () => {
  it('names articles by their path in the folder, the same on every machine', async () => {
    const folder = folderWith({ '2018/hajin.txt': 'The SDF took Hajin.' });
    expect(await collect(articlesOfSeeds(folder))).toMatchObject([{ article: { id: '2018-hajin' } }]);
  });

  it('finds the founding article', async () => {
    const [first] = await collect(articlesOfSeeds('seeds/articles'));
    expect(first).toMatchObject({ article: { id: 'founding-article', published: null } });
  });

  it('finds nothing in a folder that does not exist', async () => {
    expect(await collect(articlesOfSeeds('/no/such/folder'))).toEqual([]);
  });
});
