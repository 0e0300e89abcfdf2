/** Subcommands as processes: streams, durability, and what they say when something is wrong. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../ingest/support.ts';
import { compile, jsonLines, run, sitrep } from './running-program.ts';

beforeAll(compile, 120_000);

const SLOW = 60_000;
const fresh = () => ({ environment: { SITREP_DATA_DIR: temporaryFolder() } });

describe('extract', () => {
  it(
    'touches no store',
    async () => {
      const cwd = temporaryFolder();
      const { code, out } = await run(['extract'], '{"text":"The SDF captured Hajin."}\n', { cwd });
      expect(code).toBe(0);
      expect(jsonLines(out)).toMatchObject([
        { id: 'line-1', events: [{ action: 'capture', place: { name: 'Hajin' } }] },
      ]);
      await expect(run(['export', '--format', 'jsonl'], '', { cwd })).resolves.toMatchObject({ out: '' });
    },
    SLOW,
  );

  it(
    'answers a line before the next one comes',
    async () => {
      const program = sitrep(['extract']);
      program.child.stdin.write('{"id":"first","text":"The SDF captured Hajin."}\n');
      await program.says('"id":"first"');
      program.child.stdin.end('{"id":"second","text":"Isis lost it."}\n');
      expect(jsonLines((await program.ended).out).map(({ id }) => id)).toEqual(['first', 'second']);
    },
    SLOW,
  );

  it(
    'ends quietly when nobody reads its results any more',
    async () => {
      const program = sitrep(['extract']);
      program.child.stdout.once('data', () => program.child.stdout.destroy());
      program.child.stdin.end('{"text":"The SDF captured Hajin."}\n'.repeat(5_000));
      expect(await program.ended).toMatchObject({ code: 0, err: '' });
    },
    SLOW,
  );
});

describe('ingest', () => {
  it(
    'stores articles in threads of its own, and acknowledges each after its commit',
    async () => {
      const start = fresh();
      const lines = [
        '{"id":"a1","text":"The SDF captured Hajin."}',
        '{"id":"a2","text":""}',
        '{"id":"a3","text":"Isis attacked Raqqa."}',
      ];
      const { code, out, err } = await run(
        ['ingest', '-', '--jsonl', '--published', '2018-12-14'],
        lines.join('\n'),
        start,
      );
      expect(jsonLines(out)).toMatchObject([
        { id: 'a1', status: 'new', events: 1 },
        { id: 'a2', status: 'refused', events: 0, error: { code: 'empty' } },
        { id: 'a3', status: 'new', events: 1 },
      ]);
      expect(err).toBe('sitrep: 1 article was refused. a2: The article is empty: give it a text, or leave it out.\n');
      expect(code).toBe(1);
      const exported = jsonLines((await run(['export', '--format', 'jsonl', '--place', 'Hajin'], '', start)).out);
      expect(exported).toMatchObject([{ articleId: 'a1', published: '2018-12-14', action: 'capture' }]);
    },
    SLOW,
  );

  it(
    'loses nothing that it acknowledged when it is killed',
    async () => {
      const start = fresh();
      const program = sitrep(['ingest', '-', '--jsonl'], start);
      let acknowledged = '';
      program.child.stdout.on('data', (chunk) => {
        acknowledged += String(chunk);
        if (acknowledged.split('\n').length > 20) program.child.kill('SIGKILL');
      });
      for (let i = 0; i < 2_000; i += 1) {
        program.child.stdin.write(`{"id":"a${i}","text":"The SDF captured Hajin from Isis on day ${i}."}\n`);
      }
      expect((await program.ended).signal).toBe('SIGKILL');
      const kept = jsonLines(acknowledged.slice(0, acknowledged.lastIndexOf('\n'))).map(({ id }) => id);
      const exported = jsonLines((await run(['export', '--format', 'jsonl'], '', start)).out);
      const stored = new Set(exported.map(({ articleId }) => articleId));
      expect(kept.length).toBeGreaterThanOrEqual(20);
      expect(kept.filter((id) => !stored.has(id))).toEqual([]);
    },
    SLOW,
  );
});

describe('what is wrong', () => {
  it.each([
    ['a subcommand', ['aks', '/help'], 2, /^sitrep: unknown command 'aks'.*ask.*\n$/],
    ['an option', ['ask', '--jsn', '/help'], 2, /^sitrep: unknown option '--jsn'.*--json.*\n$/],
    ['a format', ['export', '--format', 'xml'], 2, /^sitrep: .*csv, geojson, jsonl.*\n$/],
    ['a day', ['export', '--format', 'csv', '--since', '2018-02-31'], 2, /^sitrep: .*a day such as 2018-09-20.*\n$/],
    ['nothing at all', [], 2, /^sitrep: say what to do: start, ask, extract.*\n$/],
    [
      'a slash command',
      ['ask', '/who-contrls x'],
      2,
      /^sitrep: There is no command \/who-contrls\. Nearest: \/who-controls/,
    ],
  ])(
    'is said in one line: %s',
    async (_, args, status, line) => {
      const { code, out, err } = await run(args, '', {
        environment: { SITREP_DATA_DIR: temporaryFolder(), LOG_LEVEL: 'warn' },
      });
      expect(err).toMatch(line);
      expect(out).toBe('');
      expect(code).toBe(status);
    },
    SLOW,
  );

  it(
    'is said in one line: a variable',
    async () => {
      const { code, err } = await run(['ask', '/help'], '', { environment: { LOG_LEVEL: 'loud' } });
      expect(err).toBe(
        'sitrep: LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, but is "loud".\n',
      );
      expect(code).toBe(1);
    },
    SLOW,
  );

  it(
    'is said in one line: a store that is no store',
    async () => {
      const dataDir = temporaryFolder();
      writeFileSync(path.join(dataDir, 'sitrep.db'), 'this is not a database, it only has the name of one'.repeat(50));
      const { code, err } = await run(['ask', '/help'], '', { environment: { SITREP_DATA_DIR: dataDir } });
      expect(err).toMatch(/^sitrep: The store .* is damaged .*\n$/);
      expect(code).toBe(1);
    },
    SLOW,
  );

  it(
    'is said in one line: a place for the store where none can be',
    async () => {
      const file = path.join(temporaryFolder(), 'file');
      writeFileSync(file, '');
      const { code, err } = await run(['ask', '/help'], '', {
        environment: { SITREP_DATA_DIR: path.join(file, 'data') },
      });
      expect(err).toMatch(/^sitrep: .*SITREP_DATA_DIR.*\n$/);
      expect(code).toBe(1);
    },
    SLOW,
  );

  it(
    'names a variable that nobody reads',
    async () => {
      const { code, err } = await run(['ask', '/help'], '', {
        environment: { SITREP_DATA_DIR: temporaryFolder(), SITREP_DATADIR: 'x' },
      });
      expect(err).toContain('SITREP_DATADIR is not a variable of Sitrep; did you mean SITREP_DATA_DIR?');
      expect(code).toBe(0);
    },
    SLOW,
  );
});

describe('.env', () => {
  it(
    'is read in the working directory, below the environment',
    async () => {
      const cwd = temporaryFolder();
      mkdirSync(path.join(cwd, 'mine'));
      writeFileSync(path.join(cwd, '.env'), 'SITREP_DATA_DIR=mine\nLOG_LEVEL=loud\n');
      const { code } = await run(['ask', '/help'], '', { cwd, environment: { LOG_LEVEL: 'warn' } });
      expect(code).toBe(0);
      chmodSync(path.join(cwd, 'mine', 'sitrep.db'), 0o600);
    },
    SLOW,
  );
});

describe('ask --json', () => {
  it(
    'writes one answer a line, in order, and ends with 0 where a place is unknown',
    async () => {
      const { code, out } = await run(
        ['ask', '--json', '/who-controls Suweida', '/who-controls Atlantis', '/summary'],
        '',
        fresh(),
      );
      expect(jsonLines(out)).toMatchObject([
        { command: 'who-controls', status: 'contested' },
        { command: 'who-controls', error: { code: 'unknown-place', suggestions: expect.any(Array) } },
        { command: 'summary' },
      ]);
      expect(code).toBe(0);
    },
    SLOW,
  );
});

describe('doctor', () => {
  it(
    'finds everything in order, and says what is not',
    async () => {
      const { code, out } = await run(['doctor'], '', fresh());
      expect(out).toMatch(/^ok +Node 2/m);
      expect(out).toMatch(/^warning +DISCORD_TOKEN is not set/m);
      expect(code).toBe(0);
      const wrong = await run(['doctor'], '', { environment: { SHARDS: '9/2' } });
      expect(wrong.out).toMatch(/^wrong +configuration: SHARDS must be auto/m);
      expect(wrong.code).toBe(1);
    },
    SLOW,
  );
});
