/** Updates of the program as it really runs: several processes on one store, killed at any moment, ended with a signal. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer, type Socket } from 'node:net';
import path from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { compile, jsonLines, type Running, run, sitrep } from '../cli/running-program.ts';
import { discordForTest } from '../discord/running-bot.ts';
import type { LocalDiscord } from '../discord/server/local-discord.ts';
import { textsOf } from '../discord/server/message-rules.ts';
import { type Guild, makeGuild } from '../discord/server/world.ts';
import { temporaryFolder } from '../ingest/support.ts';
import { postgresHarness, testDatabaseUrl } from '../store/places.ts';

beforeAll(compile, 120_000);

/** How often the bot is killed at random; SITREP_KILL_ROUNDS says so. Kills at each single step are in killed.test.ts. */
const ROUNDS = Number(process.env.SITREP_KILL_ROUNDS ?? 0);
/** How many articles wait for a bot that starts; SITREP_BACKLOG says so. */
const BACKLOG = Number(process.env.SITREP_BACKLOG ?? 0);
const SLOW = 120_000;
/** How soon an update must be there. */
const SOON = 5_000;

type Place = Readonly<Record<string, string>>;

/** What stands in a channel apart from answers to commands. */
const posted = (discord: LocalDiscord, guild: Guild | undefined): string[] =>
  discord
    .messages(guild?.channels[0]?.id ?? '')
    .filter(({ nonce }) => typeof nonce === 'string')
    .map((message) => textsOf(message).join('\n'));

const until = async (holds: () => boolean, withinMs: number): Promise<void> => {
  const end = performance.now() + withinMs;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`it did not come within ${withinMs} ms`);
    // Leaves the processor to the processes that are waited for.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

const bot = async (discord: LocalDiscord, place: Place): Promise<Running> => {
  const environment = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, ...place };
  const running = sitrep(['start'], { environment });
  await running.says('logged in');
  return running;
};

const subscribe = async (discord: LocalDiscord, guild: Guild | undefined, place: string): Promise<void> => {
  await discord.interact({ command: 'subscribe', options: { place }, where: { guildId: guild?.id ?? '' } });
};

const TOWNS = ['Hajin', 'Mayadin', 'Palmyra', 'Tabqa', 'Manbij', 'Afrin', 'Azaz', 'Jarabulus', 'Qamishli', 'Hasakah'];
const dayOf = (n: number): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.UTC(2018, 0, 1 + n));
const fell = (n: number, town = TOWNS[n % TOWNS.length]): string =>
  `On ${dayOf(n)} the SDF captured ${town} from the Islamic State.`;

/** In each channel each of these days once. */
const onceEach = (texts: readonly string[], days: readonly number[]): void => {
  const all = texts.join('\n');
  for (const day of days) expect(all.split(` on ${dayOf(day)}.`).length - 1, dayOf(day)).toBe(1);
};

/** Runs `ingest` to its end; what it acknowledged. */
const ingest = async (place: Place, args: readonly string[], input = ''): Promise<unknown[]> => {
  const { out } = await run(['ingest', '--published', '2019-01-10', ...args], input, { environment: place });
  return jsonLines(out).map(({ status }) => status);
};

const ended = async (bots: readonly Running[]): Promise<void> => {
  for (const { child } of bots) child.kill('SIGTERM');
  for (const { code } of await Promise.all(bots.map((one) => one.ended))) expect(code).toBe(0);
};

/** Two bots over one store: whatever the way that articles come in, the right channels hear of them, once. */
const together = async (place: Place): Promise<void> => {
  const guilds = [makeGuild(1), makeGuild(2)];
  const [hajin, raqqa] = guilds;
  const discord = await discordForTest({ guilds });
  const bots = await Promise.all([bot(discord, place), bot(discord, place)]);
  await subscribe(discord, hajin, 'Hajin');
  await subscribe(discord, raqqa, 'Raqqa');

  const folder = temporaryFolder();
  writeFileSync(path.join(folder, 'one.txt'), fell(1, 'Hajin'));
  writeFileSync(
    path.join(folder, 'two.html'),
    `<html><body><article><p>${fell(2, 'Raqqa')}</p></article></body></html>`,
  );
  const file = path.join(temporaryFolder(), 'three.md');
  writeFileSync(file, fell(3, 'Hajin'));
  const page = createServer((_, answer) =>
    answer.setHeader('content-type', 'text/html').end(`<p>${fell(4, 'Raqqa')}</p>`),
  );
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void page.close());
  const address = `http://127.0.0.1:${(page.address() as AddressInfo).port}/news/four`;

  const has = (guild: Guild | undefined, days: readonly number[]) => () =>
    days.every((day) =>
      posted(discord, guild)
        .join('\n')
        .includes(` on ${dayOf(day)}.`),
    );
  expect(await ingest(place, ['--allow-private', folder, file, address])).toEqual(['new', 'new', 'new', 'new']);
  await until(() => has(hajin, [1, 3])() && has(raqqa, [2, 4])(), SOON);
  const lines = [5, 6].map((n) => JSON.stringify({ id: `a${n}`, text: fell(n, n === 5 ? 'Hajin' : 'Raqqa') }));
  const [asLines, asText] = await Promise.all([
    ingest(place, ['--jsonl', '-'], lines.join('\n')),
    ingest(place, ['-'], fell(7, 'Hajin')),
  ]);
  expect([...asLines, ...asText]).toEqual(['new', 'new', 'new']);
  await until(() => has(hajin, [5, 7])() && has(raqqa, [6])(), SOON);
  await ended(bots);
  onceEach(posted(discord, hajin), [1, 3, 5, 7]);
  onceEach(posted(discord, raqqa), [2, 4, 6]);
};

/** Lets connections through to a database, and can cut all of them off. */
const gateTo = async (databaseUrl: string): Promise<{ url: string; cut(): void; mend(): void }> => {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let open = true;
  const gate = createTcpServer((socket) => {
    if (!open) return void socket.destroy();
    const to = connect(Number(target.port || 5432), target.hostname);
    for (const [from, other] of [
      [socket, to],
      [to, socket],
    ] as const) {
      sockets.add(from);
      from.on('error', () => other.destroy());
      from.on('close', () => {
        sockets.delete(from);
        other.destroy();
      });
      from.pipe(other);
    }
  });
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    open = false;
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(() => {
    cut();
    gate.close();
  });
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((gate.address() as AddressInfo).port);
  return {
    url: url.href,
    cut,
    mend: () => {
      open = true;
    },
  };
};

const onPostgres = async (suite: string): Promise<string> => {
  const { place, remove } = await postgresHarness(testDatabaseUrl ?? '', suite).make();
  onTestFinished(remove);
  return 'databaseUrl' in place ? place.databaseUrl : '';
};

describe('two bots on one store', () => {
  it(
    'tell the right channels within five seconds, once, of what comes as file, folder, page, text or lines, and end with 0 on SIGTERM',
    () => together({ SITREP_DATA_DIR: temporaryFolder() }),
    SLOW,
  );

  it.skipIf(testDatabaseUrl === undefined)(
    'do the same on PostgreSQL',
    async () => together({ DATABASE_URL: await onPostgres('together') }),
    SLOW,
  );

  it.skipIf(testDatabaseUrl === undefined)(
    'that lose PostgreSQL while they send go on when it is back, tell everything once, and say so in the log',
    async () => {
      const databaseUrl = await onPostgres('away');
      const gate = await gateTo(databaseUrl);
      const guilds = [makeGuild(1), makeGuild(2), makeGuild(3)];
      const discord = await discordForTest({ guilds });
      const bots = await Promise.all([
        bot(discord, { DATABASE_URL: gate.url }),
        bot(discord, { DATABASE_URL: gate.url }),
      ]);
      for (const guild of guilds) await subscribe(discord, guild, 'Syria');
      const days = [1, 2, 3];
      for (const day of days) {
        const before = discord.requests.length;
        await ingest({ DATABASE_URL: databaseUrl }, ['-'], fell(day));
        // Cut off when the first message is on its way.
        await until(() => discord.requests.length > before, SOON * 2);
        const still = (): number[] => bots.map((one) => one.times('updates stand still'));
        const stood = still();
        gate.cut();
        await until(() => still().every((times, at) => times > (stood[at] ?? 0)), 60_000);
        gate.mend();
        await until(
          () =>
            guilds.every((guild) =>
              posted(discord, guild)
                .join()
                .includes(` on ${dayOf(day)}.`),
            ),
          60_000,
        );
      }
      await ended(bots);
      for (const guild of guilds) onceEach(posted(discord, guild), days);
    },
    SLOW * 2,
  );
});

describe.skipIf(BACKLOG === 0)('a bot that was away', () => {
  it(
    `tells ${BACKLOG} articles in few messages when it is back`,
    async () => {
      const guilds = [makeGuild(1), makeGuild(2)];
      const [syria, hajin] = guilds;
      const discord = await discordForTest({ guilds });
      const place = { SITREP_DATA_DIR: temporaryFolder() };
      const first = await bot(discord, place);
      await subscribe(discord, syria, 'Syria');
      await subscribe(discord, hajin, 'Hajin');
      first.child.kill('SIGKILL');
      await first.ended;
      const lines = Array.from({ length: BACKLOG }, (_, n) =>
        JSON.stringify({ id: `a${n}`, text: fell(-n, TOWNS[n % TOWNS.length]) }),
      );
      expect(await ingest(place, ['--jsonl', '-'], lines.join('\n'))).toHaveLength(BACKLOG);
      const again = await bot(discord, place);
      const counted = (guild: Guild | undefined): number =>
        posted(discord, guild).reduce((sum, text) => sum + Number(/\*\*(\d+) updates? from/.exec(text)?.[1] ?? 0), 0);
      await until(() => counted(syria) >= BACKLOG && counted(hajin) >= BACKLOG / TOWNS.length, SLOW + BACKLOG * 100);
      await ended([again]);
      expect(counted(syria)).toBe(BACKLOG);
      expect(counted(hajin)).toBe(BACKLOG / TOWNS.length);
      expect(posted(discord, syria).length).toBeLessThanOrEqual(5);
    },
    SLOW * 2 + BACKLOG * 300,
  );
});

describe.skipIf(ROUNDS === 0 || process.platform === 'win32')('a bot that is killed at random', () => {
  it(
    `tells each update once, ${ROUNDS} times`,
    async () => {
      const guilds = [makeGuild(1), makeGuild(2), makeGuild(3)];
      const discord = await discordForTest({ guilds });
      const place = { SITREP_DATA_DIR: temporaryFolder() };
      let running = await bot(discord, place);
      // One for each town, so that no cap is reached however many rounds there are.
      for (const guild of guilds) for (const town of TOWNS) await subscribe(discord, guild, town);
      const seen = () => guilds.map((guild) => posted(discord, guild).length);
      for (let round = 0; round < ROUNDS; round += 1) {
        const before = seen();
        const requests = discord.requests.length;
        await ingest(place, ['-'], fell(round));
        // Killed before anything is sent, while the first is, or with some channels told and others not.
        const wanted = requests + ((round + 1) % 4);
        await until(() => discord.requests.length >= wanted, 30_000);
        running.child.kill('SIGKILL');
        await running.ended;
        running = await bot(discord, place);
        await until(() => seen().every((count, at) => count > (before[at] ?? 0)), 40_000);
      }
      await ended([running]);
      const days = Array.from({ length: ROUNDS }, (_, day) => day);
      for (const guild of guilds) onceEach(posted(discord, guild), days);
    },
    SLOW + ROUNDS * 30_000,
  );
});
