/** The program as it is really started: by npm, against a local Discord, from a pipe, and ended in every way. */
import { beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { discordForTest } from '../discord/running-bot.ts';
import { startDiscord } from '../discord/server/local-discord.ts';
import { serve, temporaryFolder } from '../ingest/support.ts';
import { compile, jsonLines, npmStart, sitrep } from './running-program.ts';

beforeAll(compile, 120_000);

const SLOW = 60_000;

const botEnvironment = (discord: { token: string; apiUrl: string }, dataDir = temporaryFolder()) => ({
  DISCORD_TOKEN: discord.token,
  DISCORD_API_URL: discord.apiUrl,
  SITREP_DATA_DIR: dataDir,
});

describe('npm start with a token', () => {
  it.skipIf(process.platform === 'win32').each(['SIGTERM', 'SIGINT'] as const)(
    'registers, answers, and ends with 0 on %s to npm, leaving nothing behind',
    async (signal) => {
      const discord = await discordForTest();
      const bot = npmStart([], { environment: botEnvironment(discord) });
      await bot.says('logged in');
      expect(discord.commands().map(({ name }) => name)).toContain('who-controls');
      const reply = await discord.interact({ command: 'who-controls', options: { place: 'Suweida' } });
      expect(JSON.stringify(reply)).toContain('contested');
      const asked = Date.now();
      bot.child.kill(signal);
      const { code } = await bot.ended;
      expect(code).toBe(0);
      expect(Date.now() - asked).toBeLessThan(10_000);
      expect(bot.leftovers()).toBe(false);
    },
    SLOW,
  );

  it(
    'registers nothing when it is started again',
    async () => {
      const discord = await discordForTest();
      const environment = botEnvironment(discord);
      const registrations = () => discord.requests.filter(({ method }) => method === 'PUT').length;
      for (const _ of ['first', 'second']) {
        const bot = sitrep(['start'], { environment });
        await bot.says('logged in');
        bot.child.kill('SIGTERM');
        expect((await bot.ended).code).toBe(0);
      }
      expect(registrations()).toBe(1);
    },
    SLOW,
  );

  it(
    'ends with a line about the token where the token is wrong',
    async () => {
      const discord = await discordForTest();
      const { code, err } = await sitrep(['start'], {
        environment: { ...botEnvironment(discord), DISCORD_TOKEN: 'wrong' },
      }).ended;
      expect(code).toBe(1);
      expect(err).toMatch(/token/i);
      expect(err).not.toMatch(/\n\s+at /);
      expect(err.trim().split('\n').length).toBeLessThanOrEqual(6);
    },
    SLOW,
  );

  it(
    'ends with a line about intents where they are refused',
    async () => {
      const discord = await startDiscord({ refuseIdentify: 4014 });
      const { code, err } = await sitrep(['start'], { environment: botEnvironment(discord) }).ended;
      await discord.close();
      expect(code).toBe(1);
      expect(err).toMatch(/intent/i);
      expect(err.trim().split('\n').length).toBeLessThanOrEqual(6);
    },
    SLOW,
  );

  it.skipIf(process.platform === 'win32')(
    'ends with 0 on SIGTERM although Discord has not answered yet',
    async () => {
      let asked: () => void = () => undefined;
      const isAsked = new Promise<void>((resolve) => {
        asked = resolve;
      });
      const apiUrl = `${await serve(() => asked())}/api`;
      const bot = sitrep(['start'], { environment: botEnvironment({ token: 'a.b.c', apiUrl }) });
      await isAsked;
      bot.child.kill('SIGTERM');
      expect(await bot.ended).toMatchObject({ code: 0, signal: null });
    },
    SLOW,
  );

  it(
    'ends with 1 where Discord cannot be reached',
    async () => {
      const environment = { ...botEnvironment({ token: 'a.b.c', apiUrl: 'http://127.0.0.1:1/api' }) };
      const { code, err } = await sitrep(['start'], { environment }).ended;
      expect(code).toBe(1);
      expect(err).toMatch(/sitrep: .*127\.0\.0\.1/);
    },
    SLOW,
  );
});

describe('deploy', () => {
  it(
    'registers the commands once, in the server that is named',
    async () => {
      const discord = await discordForTest();
      const guild = discord.guilds[0]?.id ?? '';
      const environment = botEnvironment(discord);
      for (const status of ['registered', 'unchanged']) {
        const { code, out } = await sitrep(['deploy', '--guild', guild], { environment }).ended;
        expect(jsonLines(out)).toEqual([{ status, count: commands.length, guild }]);
        expect(code).toBe(0);
      }
      expect(discord.commands(guild).map(({ name }) => name)).toContain('summary');
      expect(discord.commands()).toEqual([]);
    },
    SLOW,
  );

  it(
    'says that there is no token',
    async () => {
      const { code, err } = await sitrep(['deploy']).ended;
      expect(err).toMatch(/^sitrep: DISCORD_TOKEN is not set.*\n$/);
      expect(code).toBe(1);
    },
    SLOW,
  );
});

describe('doctor with a token', () => {
  it(
    'looks at the bot without changing anything',
    async () => {
      const discord = await discordForTest();
      const { code, out } = await sitrep(['doctor'], { environment: botEnvironment(discord) }).ended;
      expect(out).toMatch(/^ok +token: the bot is /m);
      expect(out).toMatch(/^ok +intents: only Guilds/m);
      expect(out).toMatch(/^warning +commands: \/who-controls, .* not registered yet/m);
      expect(out).toMatch(/^(ok|warning) +server .*permissions|give the bot's role/m);
      expect(discord.requests.every(({ method }) => method === 'GET')).toBe(true);
      expect(code).toBe(0);
    },
    SLOW,
  );

  it(
    'says that the token is wrong',
    async () => {
      const discord = await discordForTest();
      const environment = { ...botEnvironment(discord), DISCORD_TOKEN: 'wrong' };
      const { code, out } = await sitrep(['doctor'], { environment }).ended;
      expect(out).toMatch(/^wrong +Discord: .*token/im);
      expect(code).toBe(1);
    },
    SLOW,
  );
});

describe('start without a token', () => {
  it(
    'answers commands given as arguments and ends',
    async () => {
      const program = npmStart(['/who-controls Suweida', '/help'], {
        environment: { SITREP_DATA_DIR: temporaryFolder() },
      });
      program.child.stdin.end();
      const { code, out } = await program.ended;
      expect(out).toContain('Suweida is contested');
      expect(out).toContain('/who-controls');
      expect(code).toBe(0);
    },
    SLOW,
  );

  it(
    'answers each line of a pipe and ends with 0, whatever a line says',
    async () => {
      const program = sitrep(['start'], { environment: { SITREP_DATA_DIR: temporaryFolder() } });
      program.child.stdin.end('/who-controls Hajin\n\n/who-contrls x\nnonsense\n/actor SDF\n');
      const { code, out } = await program.ended;
      expect(code).toBe(0);
      expect(out).toContain('Who controls Hajin?');
      expect(out).toContain('There is no command /who-contrls. Nearest: /who-controls place:<place>');
      expect(out.indexOf('Hajin?')).toBeLessThan(out.indexOf('/who-contrls'));
      expect(out).not.toContain('\u001b');
    },
    SLOW,
  );

  it.skipIf(process.platform === 'win32')(
    'ends with 0 on SIGTERM while it waits for a line',
    async () => {
      const program = sitrep(['start'], { environment: { SITREP_DATA_DIR: temporaryFolder() } });
      program.child.stdin.write('/who-controls Hajin\n');
      await program.says('Who controls Hajin?');
      program.child.kill('SIGTERM');
      expect((await program.ended).code).toBe(0);
    },
    SLOW,
  );

  it(
    'fills an empty store once, although two start at the same time',
    async () => {
      const environment = { SITREP_DATA_DIR: temporaryFolder() };
      const both = [1, 2].map(() => sitrep(['ask', '--json', '/who-controls Suweida'], { environment }));
      for (const { child } of both) child.stdin.end();
      const ended = await Promise.all(both.map((each) => each.ended));
      expect(ended.map(({ code }) => code)).toEqual([0, 0]);
      const exported = sitrep(['export', '--format', 'jsonl'], { environment });
      const articles = (await exported.ended).out
        .split('\n')
        .filter((line) => line.includes('"articleId":"founding-article"'));
      expect(new Set(articles).size).toBe(articles.length);
      expect(articles.length).toBeGreaterThan(20);
    },
    SLOW,
  );
});
