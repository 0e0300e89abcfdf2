/** Who may import whom, as DESIGN has it: data that fails when a file breaks it. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');
const EVERYTHING = '*';

/** For each part of the program, the parts it may import beside itself; `seeds` is data. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'errors.ts': [],
  'log.ts': ['errors.ts'],
  'config.ts': ['errors.ts'],
  model: [],
  knowledge: ['model', 'errors.ts', 'seeds'],
  ingest: ['model', 'errors.ts'],
  render: ['model', 'errors.ts'],
  extract: ['knowledge', 'model', 'errors.ts', 'seeds'],
  evaluate: ['extract', 'knowledge', 'ingest', 'model', 'errors.ts'],
  store: ['model', 'errors.ts'],
  assess: ['model', 'errors.ts', 'seeds'],
  answer: ['store', 'assess', 'knowledge', 'model', 'errors.ts'],
  updates: ['answer', 'store', 'model', 'errors.ts'],
  'pipeline.ts': ['ingest', 'extract', 'store', 'model', 'errors.ts'],
  discord: ['model', 'errors.ts', 'log.ts'],
  commands: ['answer', 'updates', 'pipeline.ts', 'discord', 'render', 'model', 'errors.ts'],
  cli: [EVERYTHING],
  'main.ts': [EVERYTHING],
};

/** Packages that only some parts may import; a name stands for what is below it as well. */
const ONLY_IN: Readonly<Record<string, readonly string[]>> = {
  'discord.js': ['discord', 'commands', 'main.ts'],
  '@discordjs/': ['discord'],
  compromise: ['extract'],
  'chrono-node': ['extract'],
  keyv: ['store'],
  kysely: ['store'],
  libsql: ['store'],
  pg: ['store'],
  '@mozilla/readability': ['ingest'],
  linkedom: ['ingest'],
  commander: ['cli'],
  pino: ['log.ts'],
};

/** The only packages that a part may import. */
const NOTHING_BUT: Readonly<Record<string, readonly string[]>> = { model: ['zod'], 'errors.ts': [] };

/** What a source text imports or exports from, dynamic imports and type-only ones included. */
const importsOf = (source: string): string[] => {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const statement =
    /^\s*(?:import|export)\b[^'";]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;
  return [...code.matchAll(statement)].map(([, named, bare, dynamic]) => named ?? bare ?? dynamic ?? '');
};

/** The part that a file belongs to: `src/cli/ask.ts` is `cli`, `src/pipeline.ts` is `pipeline.ts`. */
const partOf = (file: string): string => {
  const [top = '', next = ''] = file.split('/');
  return top === 'src' ? next : top;
};

const reaches = (name: string, specifier: string): boolean =>
  specifier === name || specifier.startsWith(name.endsWith('/') ? name : `${name}/`);

/** Everything that `source` imports as `file` and may not. */
const violations = (file: string, source: string): string[] => {
  const part = partOf(file);
  const allowed = MAY_IMPORT[part];
  if (allowed === undefined) return [`${file}: "${part}" is no part of the design`];
  return importsOf(source).flatMap((specifier) => {
    if (specifier.startsWith('node:')) return [];
    if (specifier.startsWith('.')) {
      const target = partOf(path.posix.join(path.posix.dirname(file), specifier));
      const fine = target === part || allowed.includes(target) || allowed.includes(EVERYTHING);
      return fine ? [] : [`${file} imports ${target}`];
    }
    const rule = Object.entries(ONLY_IN).find(([name]) => reaches(name, specifier));
    if (rule !== undefined && !rule[1].includes(part)) return [`${file} imports ${specifier}`];
    const few = NOTHING_BUT[part];
    return few === undefined || few.some((name) => reaches(name, specifier)) ? [] : [`${file} imports ${specifier}`];
  });
};

const files = ['src', 'commands'].flatMap((top) =>
  readdirSync(path.join(ROOT, top), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => path.posix.join(top, name.split(path.sep).join('/'))),
);

describe('import directions', () => {
  it('looks at every part of the program', () => {
    expect(files).toEqual(expect.arrayContaining(['src/main.ts', 'src/pipeline.ts', 'src/model/event.ts']));
  });

  it.each(files)('%s imports nothing it may not', (file) => {
    expect(violations(file, readFileSync(path.join(ROOT, file), 'utf8'))).toEqual([]);
  });

  it.each([
    ['src/model/event.ts', "import { openStore } from '../store/open-store.ts';", 'src/model/event.ts imports store'],
    ['src/model/event.ts', "import { Client } from 'discord.js';", 'src/model/event.ts imports discord.js'],
    ['src/model/event.ts', "import fc from 'fast-check';", 'src/model/event.ts imports fast-check'],
    [
      'src/extract/extract.ts',
      "import type { Store } from '../store/store.ts';",
      'src/extract/extract.ts imports store',
    ],
    [
      'src/extract/extract.ts',
      "const { x } = await import('../answer/summary.ts');",
      'src/extract/extract.ts imports answer',
    ],
    [
      'src/answer/summary.ts',
      "import {\n  a,\n  b,\n} from '../discord/command.ts';",
      'src/answer/summary.ts imports discord',
    ],
    ['src/answer/summary.ts', "export * from '../../commands/index.ts';", 'src/answer/summary.ts imports commands'],
    ['src/answer/summary.ts', "import nlp from 'compromise/one';", 'src/answer/summary.ts imports compromise/one'],
    ['src/cli/ask.ts', "import { REST } from 'discord.js';", 'src/cli/ask.ts imports discord.js'],
    ['src/store/sql.ts', "import '../ingest/lines.ts';", 'src/store/sql.ts imports ingest'],
    ['src/discord/bot.ts', "import { parseConfig } from '../config.ts';", 'src/discord/bot.ts imports config.ts'],
    ['commands/help.ts', "import { Kysely } from 'kysely';", 'commands/help.ts imports kysely'],
    ['src/gossip/talk.ts', '', 'src/gossip/talk.ts: "gossip" is no part of the design'],
  ])('is broken by %s with %s', (file, source, message) => {
    expect(violations(file, source)).toEqual([message]);
  });

  it('is not broken by what only a comment says', () => {
    expect(
      violations('src/model/event.ts', "// import { x } from '../store/store.ts';\n/* import y from 'pg' */"),
    ).toEqual([]);
  });
});
