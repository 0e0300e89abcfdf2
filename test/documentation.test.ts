/** The README is held to the code: what exists is documented, and what is documented exists. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawAnswer } from '../bench/picture.ts';
import { commands } from '../commands/index.ts';
import { routesOf } from '../src/cli/command-usage.ts';
import { createProgram } from '../src/cli/program.ts';
import { VARIABLE_NAMES } from '../src/config.ts';
import { parseLabelledText } from '../src/evaluate/labelled-text.ts';
import { parseArticleLine } from '../src/ingest/parse-article.ts';
import { Answer } from '../src/model/answer.ts';
import { Event } from '../src/model/event.ts';
import { ActorEntry } from '../src/model/knowledge.ts';
import { MOST_PER_HOUR, MOST_PER_MINUTE } from '../src/updates/plan.ts';
import { fakeIo } from './cli/fake-io.ts';
import { compile, run } from './cli/running-program.ts';
import { temporaryFolder } from './ingest/support.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const README = readFileSync(path.join(ROOT, 'README.md'), 'utf8');
const EXAMPLE = readFileSync(path.join(ROOT, '.env.example'), 'utf8');
const PACKAGE = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};

/** The text below a heading, up to the next one of the same or a higher level. */
const section = (heading: string): string => {
  const start = README.indexOf(`\n${heading}\n`);
  if (start === -1) throw new Error(`The README has no "${heading}".`);
  const level = heading.indexOf(' ');
  const rest = README.slice(start + heading.length + 2);
  const end = rest.search(new RegExp(`^#{1,${level}} `, 'm'));
  return end === -1 ? rest : rest.slice(0, end);
};

/** The cells of a section's first table, a row at a time, without its head. */
const tableOf = (text: string): string[][] => {
  const lines = text.split('\n');
  const head = lines.findIndex((line) => /^\|\s*-{3}/.test(line));
  const rows: string[][] = [];
  for (const line of lines.slice(head + 1)) {
    if (!line.startsWith('|')) break;
    rows.push(
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  }
  return rows;
};

const codes = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? '');

const program = createProgram(fakeIo(), () => undefined);

describe('the quick start', () => {
  it('has exactly two lines in its first block: the one that runs and the one that tests', () => {
    const block = /```sh\n([\s\S]*?)```/.exec(section('## Quick start'))?.[1] ?? '';
    expect(block.trim().split('\n')).toEqual(['npm ci && npm start', 'npm ci && npm test']);
  });
});

describe('the sample', () => {
  beforeAll(compile, 120_000);

  it('is what the program answers', async () => {
    const sample = /<!-- sample: (.+?) -->\n```text\n([\s\S]*?)```/.exec(README);
    const environment = { SITREP_DATA_DIR: temporaryFolder() };
    const { out } = await run(['ask', sample?.[1] ?? ''], '', { environment });
    const withoutIds = out.replace(/ \((?:e[0-9a-f]{16}(?:, )?)+\)$/gm, '');
    expect(sample?.[2]?.trim()).toMatch(/^Who controls Suweida\?/);
    expect(withoutIds.startsWith(sample?.[2]?.trim() ?? 'no sample')).toBe(true);
  }, 60_000);

  it('is what the picture shows', async () => {
    const environment = { SITREP_DATA_DIR: temporaryFolder() };
    const { out } = await run(['ask', '--json', '/who-controls Suweida'], '', { environment });
    const picture = readFileSync(path.join(ROOT, '.github', 'who-controls-suweida.svg'), 'utf8');
    expect(picture, 'draw it anew: see bench/picture.ts').toBe(drawAnswer(Answer.parse(JSON.parse(out))));
  }, 60_000);
});

describe('slash commands', () => {
  const rows = tableOf(section('## Slash commands'));

  it('are all documented with their options, in the order of the help, and no others are', () => {
    const documented = rows.map(([name = '', , options = '']) => [codes(name)[0], codes(options)]);
    const existing = routesOf(commands.map(({ data }) => data)).map(({ path: words, options }) => [
      `/${words.join(' ')}`,
      options.map(({ name }) => `${name}:`),
    ]);
    expect(documented).toEqual(existing);
  });

  it('are spelled right wherever the README names one', () => {
    const names = commands.map(({ data }) => `/${data.name}`);
    const named = codes(README).flatMap((code) => /^\/[a-z][a-z-]*(?= |$)/.exec(code) ?? []);
    expect([...new Set(named)].filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe('subcommands', () => {
  it('are all documented with their options, in the order of the help, and no others are', () => {
    const documented = tableOf(section('## Subcommands')).map(([name = '', , options = '']) => [
      codes(name)[0],
      codes(options),
    ]);
    const existing = program.commands.map((command) => [command.name(), command.options.map(({ long }) => long)]);
    expect(documented).toEqual(existing);
  });

  it('have every option that the README names', () => {
    const existing = program.commands.flatMap((command) => command.options.map(({ long }) => long));
    const named = [...README.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([name]) => name);
    const ofNpm = ['--silent'];
    expect([...new Set(named)].filter((name) => !existing.includes(name) && !ofNpm.includes(name))).toEqual([]);
  });
});

describe('variables', () => {
  it('are all in the table of the README, and no others are', () => {
    const documented = tableOf(section('## Configuration')).flatMap(([names = '']) => codes(names));
    expect(documented).toEqual([...VARIABLE_NAMES]);
  });

  it('are all in .env.example, empty, and no others are', () => {
    const assigned = EXAMPLE.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(assigned).toEqual(VARIABLE_NAMES.map((name) => `${name}=`));
  });
});

describe('the fields of an event', () => {
  it('are all documented, and no others are', () => {
    const documented = tableOf(section('### Events out')).flatMap(([names = '']) => codes(names));
    expect(documented).toEqual(Object.keys(Event.shape));
  });
});

describe('the examples', () => {
  const examples = [...README.matchAll(/```jsonl\n([\s\S]*?)```/g)].map(([, json]) => json?.trim() ?? '');
  const withKey = (key: string): string => examples.find((json) => json.includes(`"${key}"`)) ?? '';

  it('are what the program takes and gives', () => {
    expect(parseArticleLine(withKey('url'))).toMatchObject({ id: 'a1', published: '2018-09-20' });
    expect(parseLabelledText(withKey('gold'), 'README.md')).toMatchObject([{ gold: [{ action: 'capture' }] }]);
    expect(ActorEntry.parse(JSON.parse(withKey('aliases')))).toMatchObject({ id: 'desert-hawks' });
    expect(JSON.parse(withKey('status'))).toEqual({ id: 'a1', status: 'new', events: 7 });
  });
});

describe('what the README points at', () => {
  it('has every npm script that it names', () => {
    const named = [...README.matchAll(/npm run (?:--silent )?([a-z]+)/g)].map(([, name]) => name ?? '');
    expect(named.filter((name) => PACKAGE.scripts[name] === undefined)).toEqual([]);
  });

  it('has every file and folder that it names', () => {
    const named = codes(README).filter((code) => /^(\.?[\w-]+\/|\.env\.example$|LICENSE$)[\w./-]*$/.test(code));
    const own = ['articles/', 'knowledge/', 'actors/', 'Asia/Damascus'];
    expect(named.length).toBeGreaterThan(10);
    expect(
      named.filter((name) => !own.includes(name) && name !== 'dist/' && !existsSync(path.join(ROOT, name))),
    ).toEqual([]);
  });
});

describe('subscriptions', () => {
  const text = section('## Subscriptions');

  it('have every option of /subscribe documented, in its order', () => {
    const [route] = routesOf(commands.filter(({ data }) => data.name === 'subscribe').map(({ data }) => data));
    const documented = tableOf(text).flatMap(([names = '']) => codes(names));
    expect(documented).toEqual(route?.options.map(({ name }) => `${name}:`));
  });

  it('are capped as the README says', () => {
    expect(text).toContain(`at most ${MOST_PER_MINUTE} messages a minute and ${MOST_PER_HOUR} an\nhour`);
  });
});
