/** The environment, validated once at start: every variable of `.env.example`, as typed values. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';
import { UserError } from './errors.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Which shards this process serves: Discord's choice, or these ids of so many. */
export type Shards = 'auto' | { ids: readonly number[]; count: number };

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const FORMATS = ['pretty', 'json'] as const;

export type Config = {
  discordToken: string | null;
  /** Base of Discord's REST API without `/v10`, or null for Discord's own. */
  discordApiUrl: string | null;
  discordGuildId: string | null;
  /** Absolute path of the embedded store's folder. */
  dataDir: string;
  databaseUrl: string | null;
  redisUrl: string | null;
  /** Absolute path of the folder that holds `articles/` and `knowledge/`. */
  seeds: string;
  gazetteers: readonly string[];
  shards: Shards;
  logLevel: (typeof LEVELS)[number];
  /** Null leaves the choice to the terminal. */
  logFormat: (typeof FORMATS)[number] | null;
};

const url = (protocols: readonly string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol));

const shards = z
  .string()
  .regex(/^auto$|^\d+(,\d+)*\/\d+$/)
  .transform((value): Shards => {
    if (value === 'auto') return value;
    const [ids = '', count = ''] = value.split('/');
    return { ids: ids.split(',').map(Number), count: Number(count) };
  })
  .refine((value) => value === 'auto' || value.ids.every((id) => id < value.count));

type Variable<T> = { must: string; secret?: boolean; schema: z.ZodType<T> };
const variable = <T>(must: string, schema: z.ZodType<T>): Variable<T> => ({ must, schema });

const VARIABLES = {
  DISCORD_TOKEN: {
    ...variable(
      "a bot's token, as Discord's developer portal shows it: no blanks, no quotes",
      z.string().regex(/^\S+$/),
    ),
    secret: true,
  },
  DISCORD_API_URL: variable('an http:// or https:// address without /v10', url(['http:', 'https:'])),
  DISCORD_GUILD_ID: variable("a server's id, 17 to 20 digits", z.string().regex(/^\d{17,20}$/)),
  SITREP_DATA_DIR: variable('a folder', z.string()),
  DATABASE_URL: { ...variable('a postgres:// address', url(['postgres:', 'postgresql:'])), secret: true },
  REDIS_URL: { ...variable('a redis:// or rediss:// address', url(['redis:', 'rediss:'])), secret: true },
  SITREP_SEEDS: variable(
    'a folder that exists, with articles/ and knowledge/ in it',
    z.string().refine((folder) => existsSync(folder)),
  ),
  SITREP_GAZETTEER: variable(
    'files that exist, separated by commas',
    z
      .string()
      .transform((list) =>
        list
          .split(',')
          .map((file) => file.trim())
          .filter((file) => file !== ''),
      )
      .refine((files) => files.every((file) => existsSync(file))),
  ),
  SHARDS: variable('auto, or ids below a count such as 0,1/4', shards),
  LOG_LEVEL: variable(`one of ${LEVELS.join(', ')}`, z.enum(LEVELS)),
  LOG_FORMAT: variable(`one of ${FORMATS.join(', ')}`, z.enum(FORMATS)),
};
type Name = keyof typeof VARIABLES;

/** Every variable that the program reads, for the documentation's test. */
export const VARIABLE_NAMES = Object.keys(VARIABLES) as readonly Name[];

/** Variables of the project that the program itself does not read. */
const OTHER_NAMES = ['SITREP_TEST_DATABASE_URL'];

/** The folder that holds package.json, wherever the program was started from. */
export const packageRoot = (): string => {
  const start = path.dirname(fileURLToPath(import.meta.url));
  let folder = start;
  while (!existsSync(path.join(folder, 'package.json'))) {
    const parent = path.dirname(folder);
    if (parent === folder) return start;
    folder = parent;
  }
  return folder;
};

/** The seeds that come with the program. */
export const shippedSeeds = (): string => path.join(packageRoot(), 'seeds');

/**
 * The configuration that an environment spells out; an empty variable counts as absent.
 * Throws `UserError` with one line that names the first wrong variable, what it must be and what it was (secrets excepted).
 */
export const parseConfig = (environment: Environment, cwd: string): Config => {
  const read = <T>(name: Name, { must, secret, schema }: Variable<T>): T | null => {
    const value = environment[name]?.trim();
    if (value === undefined || value === '') return null;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const was = secret === true ? 'is something else (not shown: it is a secret)' : `is ${JSON.stringify(value)}`;
    throw new UserError('bad-variable', `${name} must be ${must}, but ${was}.`, { context: { variable: name } });
  };
  return {
    discordToken: read('DISCORD_TOKEN', VARIABLES.DISCORD_TOKEN),
    discordApiUrl: read('DISCORD_API_URL', VARIABLES.DISCORD_API_URL)?.replace(/\/+$/, '') ?? null,
    discordGuildId: read('DISCORD_GUILD_ID', VARIABLES.DISCORD_GUILD_ID),
    dataDir: path.resolve(cwd, read('SITREP_DATA_DIR', VARIABLES.SITREP_DATA_DIR) ?? 'data'),
    databaseUrl: read('DATABASE_URL', VARIABLES.DATABASE_URL),
    redisUrl: read('REDIS_URL', VARIABLES.REDIS_URL),
    seeds: path.resolve(cwd, read('SITREP_SEEDS', VARIABLES.SITREP_SEEDS) ?? shippedSeeds()),
    gazetteers: (read('SITREP_GAZETTEER', VARIABLES.SITREP_GAZETTEER) ?? []).map((file) => path.resolve(cwd, file)),
    shards: read('SHARDS', VARIABLES.SHARDS) ?? 'auto',
    logLevel: read('LOG_LEVEL', VARIABLES.LOG_LEVEL) ?? 'info',
    logFormat: read('LOG_FORMAT', VARIABLES.LOG_FORMAT),
  };
};

/** One line for each `SITREP_…` variable that nobody reads, with the name that was probably meant. */
export const strayVariables = (environment: Environment): string[] => {
  const known: string[] = [...VARIABLE_NAMES, ...OTHER_NAMES];
  return Object.keys(environment)
    .filter((name) => name.startsWith('SITREP_') && !known.includes(name))
    .map((name) => {
      const near = closest(name, known);
      return `${name} is not a variable of Sitrep${distance(name, near) <= 6 ? `; did you mean ${near}?` : '.'}`;
    });
};

/** The environment with the variables of `.env` in `cwd` added, where there is such a file; the environment itself wins. */
export const readEnvironment = (environment: Environment, cwd: string): Environment => {
  const file = path.join(cwd, '.env');
  if (!existsSync(file)) return environment;
  try {
    return { ...parseEnv(readFileSync(file, 'utf8')), ...environment };
  } catch (cause) {
    throw new UserError(
      'bad-env-file',
      `.env cannot be read (${(cause as NodeJS.ErrnoException).code}): make it a readable file.`,
      {
        cause,
      },
    );
  }
};
