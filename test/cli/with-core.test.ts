/** Subcommands over one open core: the real knowledge and extraction, a store of its own. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../src/cli/ask.ts';
import { runConsole } from '../../src/cli/console.ts';
import { type Core, fillFromSeeds, openCore } from '../../src/cli/core.ts';
import { exportEvents } from '../../src/cli/export.ts';
import { ingest } from '../../src/cli/ingest.ts';
import { rebuild } from '../../src/cli/rebuild.ts';
import { type Config, parseConfig } from '../../src/config.ts';
import { AppError, UserError } from '../../src/errors.ts';
import { SHARED_VIEWER } from '../../src/model/scope.ts';
import { fakeIo } from './fake-io.ts';
import { jsonLines } from './running-program.ts';

let folder: string;
let config: Config;
let core: Core;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'sitrep-'));
  config = parseConfig({ SITREP_DATA_DIR: folder }, folder);
  core = await openCore(config, pino({ level: 'silent' }), 'here');
  await fillFromSeeds(core, config);
}, 60_000);

afterAll(async () => {
  await core.close();
  rmSync(folder, { recursive: true, force: true });
});

const ingestLines = async (...lines: object[]) => {
  const io = fakeIo({ input: lines.map((line) => JSON.stringify(line)).join('\n') });
  const status = await ingest(core, ['-'], io, { defaults: {}, jsonl: true, privateAddresses: false });
  return { status, results: jsonLines(io.out()), err: io.err() };
};

const exported = async (options: Parameters<typeof exportEvents>[2]) => {
  const io = fakeIo();
  await exportEvents(core, io, options);
  return io.out();
};

describe('ask', () => {
  const answers = async (lines: readonly string[], json: boolean) => {
    const io = fakeIo();
    const status = await ask(core, lines, io, json);
    return { status, out: io.out(), err: io.err() };
  };

  it.each(['Suweida', 'As-Suwayda', 'Sweida', 'السويداء', '"suweida "'])(
    'knows %s by any of its names',
    async (name) => {
      const { status, out } = await answers([`/who-controls ${name}`], true);
      expect(jsonLines(out)).toMatchObject([{ place: { name: 'Suweida' }, status: 'contested' }]);
      expect(status).toBe(0);
    },
  );

  it('answers a wrong command in its turn and ends with 2', async () => {
    const { status, out } = await answers(['/who-contrls x', '/help'], true);
    expect(jsonLines(out)).toMatchObject([
      {
        command: 'who-contrls',
        error: { code: 'unknown-command', suggestions: ['/who-controls place:<place> [as-of:<as-of>]'] },
      },
      { command: 'help' },
    ]);
    expect(status).toBe(2);
  });

  it('keeps standard output for answers', async () => {
    const { out, err } = await answers(['/who-controls place:Hajin asof:2018', '/who-controls Hajin'], false);
    expect(err).toBe(
      'sitrep: /who-controls has no option "asof". Usage: /who-controls place:<place> [as-of:<as-of>]\n',
    );
    expect(out).toMatch(/^\n?Who controls Hajin\?/);
  });
});

describe('the console', () => {
  it('ends when it is told to, although more could come', async () => {
    const io = fakeIo({ input: '/help\nexit\n/who-controls Hajin\n' });
    await runConsole(core, io, new Promise(() => undefined));
    expect(io.out()).toContain('/who-controls');
    expect(io.out()).not.toContain('Who controls Hajin?');
  });

  it('takes a question mark for a call for help, and any way of leaving', async () => {
    const io = fakeIo({ input: '?\n QUIT \n/who-controls Hajin\n' });
    await runConsole(core, io, new Promise(() => undefined));
    expect(io.out()).toContain('What you can ask');
    expect(io.out()).not.toContain('Who controls Hajin?');
  });

  it('ends when the program is stopped', async () => {
    await runConsole(core, fakeIo(), Promise.resolve('SIGTERM'));
  });
});

describe('ingest', () => {
  it('says what became of each article', async () => {
    const article = { id: 'i1', text: 'The SDF captured Hajin from Isis on Friday.', published: '2018-12-15' };
    expect(
      await ingestLines(article, article, { ...article, text: 'Isis shelled Hajin.' }, { id: 'i2', text: 'with \0' }),
    ).toEqual({
      status: 1,
      results: [
        { id: 'i1', status: 'new', events: 1 },
        { id: 'i1', status: 'duplicate', events: 1 },
        { id: 'i1', status: 'updated', events: 1 },
        {
          id: 'i2',
          status: 'refused',
          events: 0,
          error: { code: 'binary', message: expect.stringContaining('NUL') },
        },
      ],
      err: 'sitrep: 1 article was refused. i2: "text" holds a NUL character: it is not text. Leave it out and try again.\n',
    });
  });

  const failing = (error: Error): Core => ({
    ...core,
    pipeline: {
      ...core.pipeline,
      prepare: async (article, scope) => {
        if (article.id === 'broken') throw error;
        return core.pipeline.prepare(article, scope);
      },
    },
  });
  const input = '{"id":"broken","text":"One."}\n{"id":"f2","text":"Isis attacked Mosul."}\n';
  const options = { defaults: {}, jsonl: true, privateAddresses: false };

  it('goes on after an article on which extraction fails', async () => {
    const io = fakeIo({ input });
    expect(await ingest(failing(new AppError('extraction-timeout', 'too slow')), ['-'], io, options)).toBe(1);
    expect(jsonLines(io.out())).toMatchObject([
      { id: 'broken', status: 'refused', error: { code: 'extraction-timeout' } },
      { id: 'f2', status: 'new' },
    ]);
  });

  it.each([new UserError('store-full', 'No space is left.'), new Error('a bug')])(
    'ends where it is not the article: %s',
    async (error) => {
      const io = fakeIo({ input });
      await expect(ingest(failing(error), ['-'], io, options)).rejects.toBe(error);
      expect(io.out()).toBe('');
    },
  );
});

describe('export', () => {
  it('writes a header and a row for each event, in columns that a spreadsheet runs no formula from', async () => {
    await ingestLines({
      id: '=1+1',
      text: 'Isis attacked Raqqa.',
      title: '@SUM(A1)',
      source: '-2',
      url: 'https://example.org/+1',
    });
    const rows = parse(await exported({ format: 'csv', place: 'Raqqa' }), { columns: true }) as Record<
      string,
      string
    >[];
    const row = rows.find(({ title }) => title === "'@SUM(A1)");
    expect(row).toMatchObject({
      article_id: "'=1+1",
      source: "'-2",
      url: 'https://example.org/+1',
      event_type: 'Battles',
      actor1: 'Islamic State',
      longitude: expect.stringMatching(/^3[89]\./),
      event_date: '',
    });
  });

  it('writes only the header where there is nothing', async () => {
    const out = await exported({ format: 'csv', since: '1990-01-01', until: '1990-01-02' });
    expect(out.split('\n')).toHaveLength(2);
    expect(out).toMatch(/^event_id_cnty,event_date,year,/);
  });

  it('writes GeoJSON that is one valid document, empty or not', async () => {
    const all = JSON.parse(await exported({ format: 'geojson' })) as { type: string; features: unknown[] };
    expect(all.type).toBe('FeatureCollection');
    expect(all.features.length).toBeGreaterThan(20);
    expect(JSON.parse(await exported({ format: 'geojson', since: '1990-01-01', until: '1990-01-02' }))).toEqual({
      type: 'FeatureCollection',
      features: [],
    });
  });

  it("carries the article's id on each line of JSONL", async () => {
    const lines = jsonLines(await exported({ format: 'jsonl', place: 'Suweida' }));
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.every(({ articleId }) => articleId === 'founding-article')).toBe(true);
  });

  it("takes in an actor's members and a region's places", async () => {
    const byMember = jsonLines(await exported({ format: 'jsonl', actor: 'Syrian government' }));
    expect(byMember.map(({ actor }) => (actor as { name: string } | null)?.name)).toContain('Syrian army');
    const inRegion = jsonLines(await exported({ format: 'jsonl', place: 'Syria' }));
    expect(inRegion.map(({ place }) => (place as { name: string } | null)?.name)).toContain('Hajin');
  });

  it('says what could have been meant by a name', async () => {
    await expect(exported({ format: 'csv', place: 'Atlantis' })).rejects.toMatchObject({ code: 'unknown-place' });
    await expect(exported({ format: 'csv', actor: 'Nobody in particular' })).rejects.toMatchObject({
      code: 'unknown-actor',
    });
  });
});

describe('rebuild', () => {
  it('extracts every article again and leaves articles and ids as they are', async () => {
    const before = await exported({ format: 'jsonl' });
    const { articles, events } = await core.store.counts(SHARED_VIEWER);
    const io = fakeIo();
    await rebuild(core, io);
    expect(jsonLines(io.out())).toEqual([{ articles, events }]);
    expect(await exported({ format: 'jsonl' })).toBe(before);
  });
});
