import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot, parseConfig, readEnvironment, shippedSeeds, strayVariables } from '../src/config.ts';
import { temporaryFolder } from './ingest/support.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

describe('parseConfig', () => {
  it('has a default for everything', () => {
    expect(parseConfig({}, '/srv/bot')).toEqual({
      discordToken: null,
      discordApiUrl: null,
      discordGuildId: null,
      dataDir: path.resolve('/srv/bot', 'data'),
      databaseUrl: null,
      redisUrl: null,
      seeds: path.join(ROOT, 'seeds'),
      gazetteers: [],
      shards: 'auto',
      logLevel: 'info',
      logFormat: null,
    });
  });

  it('reads every variable', () => {
    const environment = {
      DISCORD_TOKEN: ' abc.def.ghi ',
      DISCORD_API_URL: 'http://127.0.0.1:8080/api/',
      DISCORD_GUILD_ID: '123456789012345678',
      SITREP_DATA_DIR: '../store',
      DATABASE_URL: 'postgres://sitrep:pw@db/sitrep',
      REDIS_URL: 'redis://cache',
      SITREP_SEEDS: ROOT,
      SITREP_GAZETTEER: `${ROOT}/package.json, ${ROOT}/LICENSE`,
      SHARDS: '0,1/4',
      LOG_LEVEL: 'debug',
      LOG_FORMAT: 'json',
    };
    expect(parseConfig(environment, '/srv/bot')).toEqual({
      discordToken: 'abc.def.ghi',
      discordApiUrl: 'http://127.0.0.1:8080/api',
      discordGuildId: '123456789012345678',
      dataDir: path.resolve('/srv/store'),
      databaseUrl: 'postgres://sitrep:pw@db/sitrep',
      redisUrl: 'redis://cache',
      seeds: ROOT,
      gazetteers: [path.join(ROOT, 'package.json'), path.join(ROOT, 'LICENSE')],
      shards: { ids: [0, 1], count: 4 },
      logLevel: 'debug',
      logFormat: 'json',
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(parseConfig({ DISCORD_TOKEN: '', LOG_LEVEL: ' ' }, '/')).toMatchObject({
      discordToken: null,
      logLevel: 'info',
    });
  });

  it.each([
    ['DISCORD_API_URL', 'discord.com', 'an http:// or https:// address without /v10'],
    ['DISCORD_GUILD_ID', 'my server', "a server's id, 17 to 20 digits"],
    ['SITREP_SEEDS', '/no/such/folder', 'a folder that exists'],
    ['SITREP_GAZETTEER', '/no/such/file', 'files that exist'],
    ['SHARDS', '4/4', 'auto, or ids below a count such as 0,1/4'],
    ['SHARDS', '0-3', 'auto, or ids below a count such as 0,1/4'],
    ['LOG_LEVEL', 'loud', 'one of fatal, error, warn, info, debug, trace, silent'],
    ['LOG_FORMAT', 'xml', 'one of pretty, json'],
  ])('says what %s must be and what it was', (name, value, must) => {
    const wrong = () => parseConfig({ [name]: value }, '/');
    expect(wrong).toThrowError(expect.objectContaining({ name: 'UserError', code: 'bad-variable' }));
    expect(wrong).toThrowError(`${name} must be ${must}`);
    expect(wrong).toThrowError(`but is ${JSON.stringify(value)}.`);
  });

  it.each([
    ['DISCORD_TOKEN', 'abc def secret'],
    ['DATABASE_URL', 'mysql://user:secret@host/db'],
    ['REDIS_URL', 'http://user:secret@host'],
  ])('never prints the value of %s', (name, value) => {
    const wrong = () => parseConfig({ [name]: value }, '/');
    expect(wrong).toThrowError(name);
    expect(wrong).not.toThrowError('secret@');
    expect(wrong).not.toThrowError('abc');
  });
});

describe('readEnvironment', () => {
  it('adds what .env says, and lets the environment itself win', () => {
    const cwd = temporaryFolder();
    writeFileSync(path.join(cwd, '.env'), '# comment\nLOG_LEVEL=debug\nLOG_FORMAT="json"\n');
    expect(readEnvironment({ LOG_LEVEL: 'warn' }, cwd)).toEqual({ LOG_LEVEL: 'warn', LOG_FORMAT: 'json' });
  });

  it('is the environment where there is no .env', () => {
    expect(readEnvironment({ A: '1' }, temporaryFolder())).toEqual({ A: '1' });
  });

  it('says so where .env cannot be read', () => {
    const cwd = temporaryFolder();
    mkdirSync(path.join(cwd, '.env'));
    expect(() => readEnvironment({}, cwd)).toThrowError('.env cannot be read (EISDIR)');
  });
});

describe('strayVariables', () => {
  it('names the variable that was meant', () => {
    expect(strayVariables({ SITREP_DATADIR: 'x', SITREP_SEEDS: 'y', PATH: 'z' })).toEqual([
      'SITREP_DATADIR is not a variable of Sitrep; did you mean SITREP_DATA_DIR?',
    ]);
  });

  it('names none where none is near', () => {
    expect(strayVariables({ SITREP_SOMETHING_ELSE_ALTOGETHER: 'x' })).toEqual([
      'SITREP_SOMETHING_ELSE_ALTOGETHER is not a variable of Sitrep.',
    ]);
  });
});

describe('the package', () => {
  it('is found from where its code is, with its seeds', () => {
    expect(packageRoot()).toBe(ROOT);
    expect(shippedSeeds()).toBe(path.join(ROOT, 'seeds'));
  });
});
