/** Kill −9 at every step between match and ledger: each update is told once, in order, and what is told of places is a chain. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Event } from '../../src/model/event.ts';
import { openStore, type StorePlace } from '../../src/store/open-store.ts';
import { documentOf } from '../answer/documents.ts';
import { compile } from '../cli/running-program.ts';
import { discordForTest } from '../discord/running-bot.ts';
import { textsOf } from '../discord/server/message-rules.ts';
import { makeGuild } from '../discord/server/world.ts';
import { postgresHarness, testDatabaseUrl } from '../store/places.ts';
import { subscription } from '../store/subscriptions.ts';
import { actor, capture } from './running.ts';

beforeAll(compile, 120_000);

/** How often it is killed; SITREP_KILL_ROUNDS sets it for a longer run. */
const ROUNDS = Number(process.env.SITREP_KILL_ROUNDS ?? 2);
/** Its multiples fill the range between two whole numbers as evenly as can be. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;
const FIXTURE = fileURLToPath(new URL('./fixtures/deliver.mjs', import.meta.url));

/** How many steps the deliverer went through, or null where it was killed before. */
const deliver = async (settings: object): Promise<number | null> => {
  const child = spawn(process.execPath, [FIXTURE, JSON.stringify(settings)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    err += String(chunk);
  });
  const signal = await new Promise<NodeJS.Signals | null>((resolve) => child.once('close', (_, by) => resolve(by)));
  if (signal === 'SIGKILL') return null;
  expect(err).toBe('');
  return Number(out);
};

const dayOf = (n: number): string => new Date(Date.UTC(2018, 0, 1 + n)).toISOString().slice(0, 10);
const shownDay = (n: number): string =>
  new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.UTC(2018, 0, 1 + n));

/** Hajin changes hands each day. */
const turn = (n: number): Event => {
  const [winner, loser] = n % 2 === 0 ? ['SDF', 'ISIS'] : ['ISIS', 'SDF'];
  const fell = capture('Hajin');
  const control = fell.control === null ? null : { ...fell.control, holder: actor(winner), loser: actor(loser) };
  const date = { edtf: dayOf(n), text: '', precision: 'day' } as const;
  return { ...fell, actor: actor(winner), recipient: actor(loser), control, date };
};

const everyStep = async (place: StorePlace): Promise<void> => {
  const guilds = [makeGuild(1), makeGuild(2), makeGuild(3)];
  const discord = await discordForTest({ guilds });
  const channels = guilds.map(({ channels: [channel] }) => channel?.id ?? '');
  const store = await openStore(place);
  onTestFinished(() => store.close());
  const anywhere = subscription('x').filter;
  for (const [n, id] of channels.entries()) {
    const channel = { id, name: 'reports', kind: 'text' } as const;
    const filter = n === 0 ? anywhere : { ...anywhere, place: { id: 'hajin', name: 'Hajin' }, controlOnly: n === 2 };
    await store.subscriptions.set(`s${n}`, subscription(`s${n}`, { scope: `guild:${guilds[n]?.id}`, channel, filter }));
  }
  let steps = 100;
  let killed = 0;
  for (let round = 0; round < ROUNDS || killed < ROUNDS; round += 1) {
    const article = { id: `a${round}`, text: `Day ${round}.`, source: 'Test', published: dayOf(round) };
    await store.commit({ ...documentOf(article, [turn(round)]), ingestedAt: new Date().toISOString() });
    // Another step each time, early and late by turns; what one that was killed left behind is left to the next.
    const killAt = 1 + Math.floor(((round * GOLDEN) % 1) * steps);
    const ahead = (round + 1) * 30_000;
    const done = await deliver({ place, apiUrl: discord.apiUrl, token: discord.token, ahead, killAt });
    if (done === null) killed += 1;
    else steps = done;
  }
  const rounds = (
    await store.articles.getMany(Array.from({ length: 10 * ROUNDS + 10 }, (_, n) => `shared/a${n}`))
  ).filter((document) => document !== undefined).length;
  const left = await deliver({
    place,
    apiUrl: discord.apiUrl,
    token: discord.token,
    ahead: (rounds + 5) * 30_000,
    killAt: 0,
  });
  expect(left).toBeGreaterThan(0);
  for (const [n, channel] of channels.entries()) {
    const lines = discord.messages(channel).flatMap((message) => textsOf(message).join('\n').split('\n'));
    const told = lines.filter((line) => / captured Hajin from .* on /.test(line) && !line.startsWith('>'));
    const days = Array.from({ length: rounds }, (_, day) => shownDay(day));
    expect(
      told.map((line) => / on (\d+ \w+ \d{4})/.exec(line)?.[1]),
      channel,
    ).toEqual(days);
    const turns = lines.flatMap((line) => /Hajin: (.+) → (.+?)(?:, since .*)?\.(?: |$)/.exec(line)?.slice(1, 3) ?? []);
    for (let at = 2; at < turns.length; at += 2) expect(turns[at], channel).toBe(turns[at - 1]);
    expect(turns.at(-1), channel).toContain(rounds % 2 === 1 ? 'SDF' : 'Islamic State');
    const { deliveries } = await store.ledger.log([`s${n}`], { limit: 1_000, offset: 0 });
    expect(deliveries.filter(({ state }) => state !== 'sent' && state !== 'filtered')).toEqual([]);
  }
};

describe.skipIf(process.platform === 'win32')('a bot that is killed at any step', () => {
  const TIME = 60_000 + ROUNDS * 20_000;

  it(
    `tells each update once and in order, ${ROUNDS} times`,
    async () => {
      const dataDir = await mkdtemp(path.join(tmpdir(), 'sitrep-killed-'));
      onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
      await everyStep({ dataDir });
    },
    TIME,
  );

  it.skipIf(testDatabaseUrl === undefined)(
    `the same on PostgreSQL, ${ROUNDS} times`,
    async () => {
      const { place, remove } = await postgresHarness(testDatabaseUrl ?? '', 'killed').make();
      onTestFinished(remove);
      await everyStep(place);
    },
    TIME,
  );
});
