/** A whole store out of one folder or database and into another, as an operator does it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { exportDocuments, ingestDocuments } from '../../src/cli/archive.ts';
import { ask } from '../../src/cli/ask.ts';
import { type Core, fillFromSeeds, openCore } from '../../src/cli/core.ts';
import { ingest } from '../../src/cli/ingest.ts';
import { rebuild } from '../../src/cli/rebuild.ts';
import { parseConfig } from '../../src/config.ts';
import { temporaryFolder } from '../ingest/support.ts';
import { engineAt, postgresHarness, testDatabaseUrl } from '../store/places.ts';
import { fakeIo } from './fake-io.ts';
import { compile, jsonLines, run } from './running-program.ts';

const SLOW = 120_000;
const ARTICLE = '{"id":"a1","text":"The SDF captured Hajin.","published":"2018-12-14","source":"Example"}';
const QUESTIONS = ['/who-controls Suweida', '/summary', '/events actor:ISIS', '/subscriptions list'];

const coreAt = async (environment: Record<string, string>): Promise<Core> => {
  const config = parseConfig(environment, '/');
  const core = await openCore(config, pino({ level: 'silent' }), 'here', () => Date.parse('2018-12-20'));
  await fillFromSeeds(core, { ...config, seeds: environment.SITREP_SEEDS ?? config.seeds });
  return core;
};

/** A store of its own for one test, with nothing in it. */
const empty = async (environment: Record<string, string> = {}): Promise<Core> => {
  const core = await coreAt({ SITREP_DATA_DIR: temporaryFolder(), SITREP_SEEDS: temporaryFolder(), ...environment });
  onTestFinished(() => core.close());
  return core;
};

const answers = async (core: Core, lines: readonly string[] = QUESTIONS) => {
  const io = fakeIo();
  await ask(core, lines, io, true);
  return jsonLines(io.out());
};

const exported = async (core: Core): Promise<string> => {
  const io = fakeIo();
  expect(await exportDocuments(core, io)).toBe(0);
  expect(io.err()).toBe('');
  return io.out();
};

const restored = async (core: Core, input: string, sources: readonly string[] = ['-']) => {
  const io = fakeIo({ input });
  const status = await ingestDocuments(core, sources, io);
  return { status, results: jsonLines(io.out()), err: io.err() };
};

let folder: string;
let old: Core;
let archive: string;

beforeAll(async () => {
  compile();
  folder = mkdtempSync(path.join(tmpdir(), 'sitrep-'));
  old = await coreAt({ SITREP_DATA_DIR: folder });
  await ingest(old, ['-'], fakeIo({ input: ARTICLE }), { defaults: {}, jsonl: true, privateAddresses: false });
  const [hajin] = await answers(old, ['/events place:Hajin']);
  const [quote] = (hajin?.evidence ?? []) as { eventId: string }[];
  await answers(old, ['/subscribe place:Hajin', `/review event:${quote?.eventId} verdict:right note:Seen`]);
  archive = await exported(old);
}, SLOW);
afterAll(async () => {
  await old.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('export --documents', () => {
  it('writes a line for each record between a head and an end that counts them', () => {
    const lines = jsonLines(archive);
    expect(lines[0]).toEqual({ kind: 'sitrep-documents', version: 1 });
    expect(lines.at(-1)).toEqual({ kind: 'end', records: 7 });
    const kinds = ['article', 'article', 'review', 'subscription', 'setting', 'waiting', 'waiting'];
    expect(lines.slice(1, -1).map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe('ingest --documents', () => {
  it('acknowledges each article, answers as before, and would write the same again', async () => {
    const core = await empty();
    const file = path.join(temporaryFolder(), 'store.jsonl');
    writeFileSync(file, archive);
    const { status, results, err } = await restored(core, '', [file]);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(results).toEqual([
      { id: 'founding-article', status: 'new', events: expect.any(Number) },
      { id: 'a1', status: 'new', events: 1 },
    ]);
    expect(await answers(core)).toEqual(await answers(old));
    expect((await exported(core)) === archive).toBe(true);
  });

  it.skipIf(testDatabaseUrl === undefined)(
    `goes to PostgreSQL and comes back${testDatabaseUrl === undefined ? ' (skipped: SITREP_TEST_DATABASE_URL names no database)' : ''}`,
    async () => {
      const { place, remove } = await postgresHarness(testDatabaseUrl ?? '', 'cli').make();
      onTestFinished(remove);
      const there = await empty('databaseUrl' in place ? { DATABASE_URL: place.databaseUrl } : {});
      expect(await restored(there, archive)).toMatchObject({ status: 0 });
      expect(await answers(there)).toEqual(await answers(old));
      const back = await empty();
      expect(await restored(back, await exported(there))).toMatchObject({ status: 0 });
      expect(await answers(back)).toEqual(await answers(old));
    },
    SLOW,
  );

  it('knows what was cut short, and takes the rest of it later', async () => {
    const core = await empty();
    const half = await restored(core, archive.split('\n').slice(0, 2).join('\n'));
    expect(half.results).toMatchObject([
      { id: 'founding-article', status: 'new' },
      { id: 'end', status: 'refused', error: { code: 'cut-short' } },
    ]);
    expect(half).toMatchObject({
      status: 1,
      err: expect.stringMatching(/^sitrep: 1 line was refused\. .*cut short.*\n$/),
    });
    const whole = await restored(core, archive);
    expect(whole.results).toMatchObject([{ status: 'duplicate' }, { id: 'a1', status: 'new' }]);
    expect(whole.status).toBe(0);
    expect(await answers(core)).toEqual(await answers(old));
  });

  it('knows that lines are missing in the middle', async () => {
    const { status, results } = await restored(await empty(), archive.split('\n').toSpliced(2, 1).join('\n'));
    expect(results.at(-1)).toMatchObject({ id: 'end', error: { message: expect.stringContaining('7 records') } });
    expect(status).toBe(1);
  });

  it('goes on after a line that is damaged or cannot be stored, and says which', async () => {
    const lines = archive.split('\n');
    lines[1] = (lines[1] ?? '').slice(0, 100);
    lines[5] = JSON.stringify({ kind: 'setting', key: 'k'.repeat(2000), value: 1, expires: null });
    const { status, results } = await restored(await empty(), lines.join('\n'));
    expect(results).toMatchObject([
      { id: 'line-2', status: 'refused', error: { code: 'damaged' } },
      { id: 'a1', status: 'new' },
      { id: 'line-6', status: 'refused', error: { code: 'store-key-too-long' } },
    ]);
    expect(status).toBe(1);
  });

  it.each([
    ['articles', '{"text":"The SDF captured Hajin."}\n', /not written by export --documents\. To read articles, leave/],
    ['nothing', '', /Standard input was not written by export --documents/],
    ['a newer version', '{"kind":"sitrep-documents","version":2}\n', /newer version of Sitrep\. Update Sitrep\./],
  ])('refuses %s', async (_, input, message) => {
    await expect(restored(await empty(), input)).rejects.toMatchObject({
      name: 'UserError',
      message: expect.stringMatching(message),
    });
  });
});

describe('a document that is damaged', () => {
  it('is named by export and rebuild, which do all else, and mended by its article', async () => {
    const dataDir = temporaryFolder();
    const core = await empty({ SITREP_DATA_DIR: dataDir });
    await restored(core, archive);
    const engine = await engineAt({ dataDir });
    await engine.db.updateTable('doc').set({ value: '{"value":{"ver' }).where('key', '=', 'shared/a1').execute();
    await engine.close();
    const said =
      /^sitrep: The store .+ holds a damaged document \(articles? ".*a1.+\)\. Ingest that article again, .+\n$/;
    const [rebuilding, exporting] = [fakeIo(), fakeIo()];
    expect(await rebuild(core, rebuilding)).toBe(1);
    expect(jsonLines(rebuilding.out())).toMatchObject([{ articles: 1 }]);
    expect(rebuilding.err()).toMatch(said);
    expect(await exportDocuments(core, exporting)).toBe(1);
    expect(jsonLines(exporting.out()).at(-1)).toEqual({ kind: 'end', records: 6 });
    expect(exporting.err()).toMatch(said);
    const again = fakeIo({ input: ARTICLE });
    expect(await ingest(core, ['-'], again, { defaults: {}, jsonl: true, privateAddresses: false })).toBe(0);
    expect(jsonLines(again.out())).toEqual([{ id: 'a1', status: 'updated', events: 1 }]);
    expect(await rebuild(core, fakeIo())).toBe(0);
    expect(await answers(core)).toEqual(await answers(old));
  });
});

describe('the options', () => {
  it(
    'carry a store from one process to the next',
    async () => {
      const [here, there] = [temporaryFolder(), temporaryFolder()].map((dataDir) => ({
        environment: { SITREP_DATA_DIR: dataDir, LOG_LEVEL: 'warn' },
      }));
      expect(await run(['ingest', '--documents', '-'], archive, here)).toMatchObject({ code: 0, err: '' });
      const { code, out } = await run(['export', '--documents'], '', here);
      expect({ code, out }).toEqual({ code: 0, out: archive });
      const half = await run(['ingest', '--documents', '-'], out.slice(0, 100), there);
      expect(half).toMatchObject({ code: 1, err: expect.stringContaining('refused') });
    },
    SLOW,
  );

  it.each([
    [['export', '--documents', '--format', 'csv'], 2, "option '--documents' cannot be used with option '--format"],
    [['ingest', '--documents', '--jsonl', '-'], 2, "option '--documents' cannot be used with option '--jsonl'"],
    [['export'], 2, 'say what to write: --format csv|geojson|jsonl, or --documents. See sitrep --help.'],
    [['ingest', '--documents', 'absent.jsonl'], 1, 'absent.jsonl does not exist: check the path.'],
    [['ingest', '--documents', 'src'], 1, 'src cannot be read as a file (EISDIR).'],
  ])(
    'say what is wrong: %j',
    async (args, status, line) => {
      const environment = { SITREP_DATA_DIR: temporaryFolder(), LOG_LEVEL: 'warn' };
      const { code, out, err } = await run(args, '', { environment });
      expect(err).toContain(`sitrep: ${line}`);
      expect({ code, out, lines: err.split('\n').length }).toEqual({ code: status, out: '', lines: 2 });
    },
    SLOW,
  );
});
