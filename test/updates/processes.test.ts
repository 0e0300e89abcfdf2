/** Updates of the program as it really runs: several processes on one store, killed at any moment, ended with a signal. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { compile } from '../cli/running-program.ts';
import { discordForTest } from '../discord/running-bot.ts';
import { makeGuild } from '../discord/server/world.ts';
import { noServer, startServer } from '../store/postgres-server.ts';
import {
  counted,
  ENGINES,
  endBots,
  fell,
  ingest,
  onceEach,
  placeOn,
  posted,
  startBot,
  subscribe,
  TOWNS,
  tellsOf,
  WAYS,
} from './running-bots.ts';

beforeAll(compile, 120_000);

/** How often the bot is killed at random; kills at each single step are in killed.test.ts. */
const KILLS = Number(process.env.SITREP_KILL_ROUNDS ?? 0);
/** How often the database goes away. */
const OUTAGES = Number(process.env.SITREP_OUTAGE_ROUNDS ?? 1);
/** How many articles wait for a bot that starts, and come to two that run. A multiple of the towns. */
const BACKLOG = Number(process.env.SITREP_BACKLOG ?? 60);
const SLOW = 120_000;

const linesOf = (count: number): string =>
  Array.from({ length: count }, (_, n) =>
    JSON.stringify({ id: `a${n}`, text: fell(-n, TOWNS[n % TOWNS.length]) }),
  ).join('\n');

describe.each(ENGINES)('on %s', (_, harness) => {
  it(
    'two bots tell the right channel, once, of an article by each way in which one comes, and end with 0 on SIGTERM',
    async () => {
      const place = await placeOn(harness);
      const guilds = [makeGuild(1), makeGuild(2)];
      const discord = await discordForTest({ guilds });
      const bots = await Promise.all([startBot(discord, place), startBot(discord, place)]);
      await subscribe(discord, guilds[0], 'Hajin');
      await subscribe(discord, guilds[1], 'Raqqa');
      for (const [n, [way, bring]] of Object.entries(WAYS).entries()) {
        expect(await bring(place, fell(n, n % 2 === 0 ? 'Hajin' : 'Raqqa')), way).toEqual(['new']);
        await discord.until(() => tellsOf(posted(discord, guilds[n % 2]), n) > 0);
      }
      await endBots(bots);
      const days = Object.keys(WAYS).map((__, n) => n);
      onceEach(
        posted(discord, guilds[0]),
        days.filter((n) => n % 2 === 0),
      );
      onceEach(
        posted(discord, guilds[1]),
        days.filter((n) => n % 2 === 1),
      );
      const all = guilds.map((guild) => posted(discord, guild).length);
      expect(all[0] ?? 0).toBe(Math.ceil(days.length / 2));
      expect(all[1] ?? 0).toBe(Math.floor(days.length / 2));
    },
    SLOW,
  );

  it(
    `two bots that run while ${BACKLOG} articles come by two ways tell each of them once`,
    async () => {
      const place = await placeOn(harness);
      const guilds = [makeGuild(1), ...TOWNS.map((__, n) => makeGuild(n + 2))];
      const [syria, ...towns] = guilds;
      const discord = await discordForTest({ guilds });
      const bots = await Promise.all([startBot(discord, place), startBot(discord, place)]);
      await subscribe(discord, syria, 'Syria');
      for (const [n, guild] of towns.entries()) await subscribe(discord, guild, TOWNS[n] ?? '');
      const lines = linesOf(BACKLOG).split('\n');
      const halves = [lines.slice(0, BACKLOG / 2), lines.slice(BACKLOG / 2)];
      await Promise.all(halves.map((half) => ingest(place, ['--jsonl', '-'], half.join('\n'))));
      const each = BACKLOG / TOWNS.length;
      await discord.until(
        () => counted(discord, syria) >= BACKLOG && towns.every((guild) => counted(discord, guild) >= each),
      );
      await endBots(bots);
      expect(counted(discord, syria)).toBe(BACKLOG);
      expect(towns.map((guild) => counted(discord, guild))).toEqual(towns.map(() => each));
    },
    SLOW + BACKLOG * 300,
  );

  it(
    `a bot that was killed and finds ${BACKLOG} articles at its start tells them in few messages`,
    async () => {
      const place = await placeOn(harness);
      const guilds = [makeGuild(1), makeGuild(2)];
      const [syria, hajin] = guilds;
      const discord = await discordForTest({ guilds });
      const first = await startBot(discord, place);
      await subscribe(discord, syria, 'Syria');
      await subscribe(discord, hajin, 'Hajin');
      first.child.kill('SIGKILL');
      await first.ended;
      expect(await ingest(place, ['--jsonl', '-'], linesOf(BACKLOG))).toHaveLength(BACKLOG);
      const again = await startBot(discord, place);
      const each = BACKLOG / TOWNS.length;
      await discord.until(() => counted(discord, syria) >= BACKLOG && counted(discord, hajin) >= each);
      await endBots([again]);
      expect(counted(discord, syria)).toBe(BACKLOG);
      expect(counted(discord, hajin)).toBe(each);
      expect(posted(discord, syria).length).toBeLessThanOrEqual(5);
    },
    SLOW + BACKLOG * 300,
  );

  it.skipIf(KILLS === 0 || process.platform === 'win32')(
    `a bot that is killed at any moment tells each update once, ${KILLS} times`,
    async () => {
      const place = await placeOn(harness);
      const guilds = [makeGuild(1), makeGuild(2), makeGuild(3)];
      const discord = await discordForTest({ guilds });
      let running = await startBot(discord, place);
      // One for each town, so that no cap is reached however many rounds there are.
      for (const guild of guilds) for (const town of TOWNS) await subscribe(discord, guild, town);
      for (let round = 0; round < KILLS; round += 1) {
        const requests = discord.requests.length;
        await ingest(place, ['-'], fell(round));
        // Killed before anything is sent, while the first is, or with some channels told and others not.
        const wanted = requests + ((round + 1) % 4);
        await discord.until(() => discord.requests.length >= wanted);
        running.child.kill('SIGKILL');
        await running.ended;
        running = await startBot(discord, place);
        await discord.until(() => guilds.every((guild) => tellsOf(posted(discord, guild), round) > 0));
      }
      await endBots([running]);
      const days = Array.from({ length: KILLS }, (__, day) => day);
      for (const guild of guilds) onceEach(posted(discord, guild), days);
    },
    SLOW + KILLS * 30_000,
  );
});

describe(`PostgreSQL that stops and starts${noServer === null ? '' : ` (skipped: ${noServer})`}`, () => {
  it.skipIf(noServer !== null)(
    `while two bots send has everything told once, and the log says so, ${OUTAGES} times`,
    async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'sitrep-outage-'));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      const server = await startServer(folder);
      onTestFinished(() => server.stop('immediate'));
      const place = { DATABASE_URL: server.databaseUrl };
      const guilds = [makeGuild(1), makeGuild(2), makeGuild(3)];
      const discord = await discordForTest({ guilds });
      const bots = await Promise.all([startBot(discord, place), startBot(discord, place)]);
      for (const guild of guilds) for (const town of TOWNS) await subscribe(discord, guild, town);
      for (let round = 0; round < OUTAGES; round += 1) {
        const requests = discord.requests.length;
        await ingest(place, ['-'], fell(round));
        // Before anything is sent, when the first message is on its way, and with some channels told and others not.
        await discord.until(() => discord.requests.length >= requests + (round % 4));
        const stood = bots.map((one) => one.times('updates stand still'));
        server.stop(round % 2 === 0 ? 'immediate' : 'fast');
        await Promise.all(bots.map((one, n) => one.says('updates stand still', (stood[n] ?? 0) + 1)));
        server.start();
        await discord.until(() => guilds.every((guild) => tellsOf(posted(discord, guild), round) > 0));
      }
      await endBots(bots);
      const days = Array.from({ length: OUTAGES }, (_, day) => day);
      for (const guild of guilds) onceEach(posted(discord, guild), days);
    },
    SLOW + OUTAGES * 60_000,
  );
});
