/** Updates of the program as it really runs: several processes, killed at any moment, ended with a signal. */
import { beforeAll, describe, expect, it } from 'vitest';
import { compile, jsonLines, type Running, run, sitrep } from '../cli/running-program.ts';
import { discordForTest } from '../discord/running-bot.ts';
import type { LocalDiscord } from '../discord/server/local-discord.ts';
import { textsOf } from '../discord/server/message-rules.ts';
import { type Message, makeGuild } from '../discord/server/world.ts';
import { temporaryFolder } from '../ingest/support.ts';

beforeAll(compile, 120_000);

/** How often the bot is killed; SITREP_KILL_ROUNDS sets it for a longer run. */
const ROUNDS = Number(process.env.SITREP_KILL_ROUNDS ?? 3);
const SLOW = 60_000;

/** A message that is not the answer to a command, as soon as there is one that passes. */
const posted = (discord: LocalDiscord, channel: string): Message[] =>
  discord.messages(channel).filter(({ nonce }) => typeof nonce === 'string');

const until = async (holds: () => boolean, withinMs: number): Promise<void> => {
  const end = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`it did not come within ${withinMs} ms`);
    await new Promise((resolve) => setImmediate(resolve));
  }
};

const bot = async (discord: LocalDiscord, folder: string): Promise<Running> => {
  const environment = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, SITREP_DATA_DIR: folder };
  const running = sitrep(['start'], { environment });
  await running.says('logged in');
  return running;
};

const ingest = async (folder: string, ...articles: object[]): Promise<void> => {
  const lines = articles.map((article) => JSON.stringify({ source: 'Test', published: '2019-01-10', ...article }));
  const { out } = await run(['ingest', '--jsonl', '-'], lines.join('\n'), { environment: { SITREP_DATA_DIR: folder } });
  expect(jsonLines(out).map(({ status }) => status)).toEqual(articles.map(() => 'new'));
};

const TOWNS = ['Hajin', 'Mayadin', 'Palmyra', 'Tabqa', 'Manbij', 'Afrin', 'Azaz', 'Jarabulus', 'Qamishli', 'Hasakah'];
const dayOf = (n: number): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.UTC(2018, 0, 1 + n));
const fell = (n: number): object => ({
  id: `a${n}`,
  text: `On ${dayOf(n)} the SDF captured ${TOWNS[n % TOWNS.length]} from the Islamic State.`,
});

describe('a bot', () => {
  it(
    'posts within five seconds what another process ingested, and ends with 0 on SIGTERM',
    async () => {
      const discord = await discordForTest();
      const channel = discord.guilds[0]?.channels[0]?.id ?? '';
      const folder = temporaryFolder();
      const running = await bot(discord, folder);
      await discord.interact({ command: 'subscribe', options: { place: 'Syria' } });
      await ingest(folder, fell(0));
      await until(() => posted(discord, channel).length > 0, 5_000);
      expect(textsOf(posted(discord, channel)[0] ?? {}).join('\n')).toContain('Hajin');
      running.child.kill('SIGTERM');
      expect((await running.ended).code).toBe(0);
      expect(posted(discord, channel)).toHaveLength(1);
    },
    SLOW,
  );

  it.skipIf(process.platform === 'win32')(
    `that is killed at any moment tells each update once, ${ROUNDS} times`,
    async () => {
      const guilds = [makeGuild(1), makeGuild(2), makeGuild(3)];
      const discord = await discordForTest({ guilds });
      const channels = guilds.map((guild) => guild.channels[0]?.id ?? '');
      const folder = temporaryFolder();
      let running = await bot(discord, folder);
      for (const { id } of guilds) {
        // One for each town, so that no cap is reached however many rounds there are.
        for (const town of TOWNS) {
          await discord.interact({ command: 'subscribe', options: { place: town }, where: { guildId: id } });
        }
      }
      const seen = () => channels.map((channel) => posted(discord, channel).length);
      for (let round = 0; round < ROUNDS; round += 1) {
        const before = seen();
        const requests = discord.requests.length;
        await ingest(folder, fell(round));
        // Killed before anything is sent, while the first is, or with some channels told and others not.
        const wanted = requests + ((round + 1) % 4);
        await until(() => discord.requests.length >= wanted, 30_000);
        running.child.kill('SIGKILL');
        await running.ended;
        running = await bot(discord, folder);
        await until(() => seen().every((count, at) => count > (before[at] ?? 0)), 40_000);
      }
      running.child.kill('SIGTERM');
      await running.ended;
      for (const channel of channels) {
        const texts = posted(discord, channel).map((message) => textsOf(message).join('\n'));
        expect(texts).toHaveLength(ROUNDS);
        for (let round = 0; round < ROUNDS; round += 1) {
          expect(texts.filter((text) => text.includes(`on ${dayOf(round)}`)).length).toBe(1);
        }
      }
    },
    SLOW + ROUNDS * 30_000,
  );

  it(
    'beside another on the same store sends each update once',
    async () => {
      const discord = await discordForTest();
      const channel = discord.guilds[0]?.channels[0]?.id ?? '';
      const folder = temporaryFolder();
      const both = [await bot(discord, folder), await bot(discord, folder)];
      await discord.interact({ command: 'subscribe', options: { actor: 'SDF' } });
      await ingest(folder, ...Array.from({ length: 8 }, (_, n) => fell(n)));
      const told = () =>
        posted(discord, channel)
          .map((message) => textsOf(message).join('\n'))
          .join('\n');
      const days = Array.from({ length: 8 }, (_, n) => `on ${dayOf(n)}`);
      await until(() => days.every((day) => told().includes(day)), 10_000);
      for (const { child } of both) child.kill('SIGTERM');
      await Promise.all(both.map(({ ended }) => ended));
      for (const day of days) expect(told().split(`${day}.`).length - 1, day).toBe(1);
    },
    SLOW,
  );
});
