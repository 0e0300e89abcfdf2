/** The program as it really runs, for tests of updates: bots over one store, people who subscribe, and articles by every way. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { jsonLines, type Running, run, sitrep } from '../cli/running-program.ts';
import type { LocalDiscord } from '../discord/server/local-discord.ts';
import { textsOf } from '../discord/server/message-rules.ts';
import type { Guild } from '../discord/server/world.ts';
import { temporaryFolder } from '../ingest/support.ts';
import { type Harness, postgresHarness, sqliteHarness, testDatabaseUrl } from '../store/places.ts';

/** The store, as the environment of a process names it. */
export type Place = Readonly<Record<string, string>>;

export const ENGINES: readonly (readonly [string, Harness])[] = [
  ['SQLite', sqliteHarness],
  ...(testDatabaseUrl === undefined ? [] : [['PostgreSQL', postgresHarness(testDatabaseUrl, 'bots')] as const]),
];

export const placeOn = async (harness: Harness): Promise<Place> => {
  const { place, remove } = await harness.make();
  onTestFinished(remove);
  return 'dataDir' in place ? { SITREP_DATA_DIR: place.dataDir } : { DATABASE_URL: place.databaseUrl };
};

/** Resolves when it is logged in. */
export const startBot = async (discord: LocalDiscord, place: Place): Promise<Running> => {
  const environment = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, ...place };
  const running = sitrep(['start'], { environment });
  await running.says('logged in');
  return running;
};

/** Ends them with SIGTERM, and each with status 0. */
export const endBots = async (bots: readonly Running[]): Promise<void> => {
  for (const { child } of bots) child.kill('SIGTERM');
  for (const { code } of await Promise.all(bots.map((one) => one.ended))) expect(code).toBe(0);
};

export const subscribe = async (discord: LocalDiscord, guild: Guild | undefined, place: string): Promise<void> => {
  await discord.interact({ command: 'subscribe', options: { place }, where: { guildId: guild?.id ?? '' } });
};

/** What stands in a server's channel apart from answers to commands. */
export const posted = (discord: LocalDiscord, guild: Guild | undefined): string[] =>
  discord
    .messages(guild?.channels[0]?.id ?? '')
    .filter(({ nonce }) => typeof nonce === 'string')
    .map((message) => textsOf(message).join('\n'));

/** How many updates the messages of a channel say that they bring. */
export const counted = (discord: LocalDiscord, guild: Guild | undefined): number =>
  posted(discord, guild).reduce((sum, text) => sum + Number(/\*\*(\d+) updates?\b/.exec(text)?.[1] ?? 0), 0);

export const TOWNS = [
  'Hajin',
  'Mayadin',
  'Palmyra',
  'Tabqa',
  'Manbij',
  'Afrin',
  'Azaz',
  'Jarabulus',
  'Qamishli',
  'Kobani',
];

const dayOf = (n: number): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.UTC(2018, 0, 1 + n));

/** An article of one event, each of another day. */
export const fell = (n: number, town = TOWNS[n % TOWNS.length]): string =>
  `On ${dayOf(n)} the SDF captured ${town} from the Islamic State.`;

export const tellsOf = (texts: readonly string[], n: number): number =>
  texts.join('\n').split(` on ${dayOf(n)}.`).length - 1;

/** Each of these days is told once. */
export const onceEach = (texts: readonly string[], days: readonly number[]): void => {
  for (const day of days) expect(tellsOf(texts, day), dayOf(day)).toBe(1);
};

/** Runs `ingest` to its end; what it acknowledged. */
export const ingest = async (place: Place, args: readonly string[], input = ''): Promise<unknown[]> => {
  const { out } = await run(['ingest', '--published', '2019-01-10', ...args], input, { environment: place });
  return jsonLines(out).map(({ status }) => status);
};

const written = (name: string, text: string): string => {
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, text);
  return file;
};

/** A page at an address of this machine, over real HTTP. */
const served = async (text: string): Promise<string> => {
  const page = createServer((_, answer) => answer.setHeader('content-type', 'text/html').end(`<p>${text}</p>`));
  await new Promise<void>((resolve) => page.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void page.close());
  return `http://127.0.0.1:${(page.address() as AddressInfo).port}/news`;
};

/** Every way in which an article comes into the store, by a process of its own. */
export const WAYS: Readonly<Record<string, (place: Place, text: string) => Promise<unknown[]>>> = {
  'a text file': async (place, text) => ingest(place, [written('one.txt', text)]),
  'a Markdown file': async (place, text) => ingest(place, [written('one.md', text)]),
  'a saved page': async (place, text) => ingest(place, [written('one.html', `<article><p>${text}</p></article>`)]),
  'a folder': async (place, text) => ingest(place, [path.dirname(written('one.txt', text))]),
  'a page on the web': async (place, text) => ingest(place, ['--allow-private', await served(text)]),
  'text that is piped in': async (place, text) => ingest(place, ['-'], text),
  'lines of JSON': async (place, text) => ingest(place, ['--jsonl', '-'], JSON.stringify({ text })),
};
