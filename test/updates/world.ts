/** Subscriptions as people meet them, for tests: real commands, real store, a real bot against the local Discord, and a clock to move. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { commands } from '../../commands/index.ts';
import { type Core, fillFromSeeds, openCore } from '../../src/cli/core.ts';
import { parseConfig } from '../../src/config.ts';
import { askerOf } from '../../src/discord/asker.ts';
import { type Bot, startBot } from '../../src/discord/bot.ts';
import { createLog } from '../../src/log.ts';
import { createUpdates, type Updates } from '../../src/updates/updates.ts';
import { discordForTest } from '../discord/running-bot.ts';
import type { DiscordSettings, LocalDiscord } from '../discord/server/local-discord.ts';
import { allComponents, textsOf } from '../discord/server/message-rules.ts';
import type { Message } from '../discord/server/world.ts';

export type World = {
  discord: LocalDiscord;
  core: Core;
  bot: Bot;
  updates: Updates;
  channel: string;
  clock: { now: number };
  /** Ends the bot and starts another over the same store. */
  restart(): Promise<void>;
  ingest(id: string, text: string): Promise<void>;
  /** Works until everything that is due within so many milliseconds is settled. */
  pass(milliseconds?: number): Promise<void>;
  /** What is posted in a channel apart from answers to commands. */
  posted(channel?: string): Message[];
};

const SETTLED = 2_000;

export const world = async (settings: DiscordSettings = {}): Promise<World> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'sitrep-updates-'));
  const config = parseConfig({ SITREP_DATA_DIR: folder }, process.cwd());
  const log = createLog({
    level: 'silent',
    format: 'json',
    destination: { write: () => undefined },
    colour: false,
    secrets: [],
  });
  const clock = { now: Date.now() };
  const core = await openCore(config, log, 'here', () => clock.now);
  onTestFinished(async () => {
    await core.close();
    await rm(folder, { recursive: true, force: true });
  });
  await fillFromSeeds(core, config);
  clock.now += 1;
  const discord = await discordForTest(settings);
  const open = async (): Promise<{ bot: Bot; updates: Updates }> => {
    const bot = await startBot({
      token: discord.token,
      apiUrl: discord.apiUrl,
      guildId: null,
      commands,
      contextFor: (interaction) => {
        const asker = askerOf(interaction);
        return { ...core.contextFor(asker.scope, asker.userId), askedFrom: asker };
      },
      log,
      shards: 'auto',
      questions: core.store.settings,
    });
    const updates = createUpdates({
      store: core.store,
      contextFor: core.contextFor,
      ...bot.updates,
      console: false,
      now: () => clock.now,
      random: () => 0.5,
      log,
      pause: (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
    });
    return { bot, updates };
  };
  let { bot, updates } = await open();
  onTestFinished(() => bot.stop(1_000));
  return {
    discord,
    core,
    get bot() {
      return bot;
    },
    get updates() {
      return updates;
    },
    channel: discord.guilds[0]?.channels[0]?.id ?? '',
    clock,
    restart: async () => {
      await bot.stop(1_000);
      ({ bot, updates } = await open());
    },
    ingest: async (id, text) => {
      clock.now += 1;
      const { status } = await core.pipeline.ingest({
        id,
        text,
        title: null,
        url: null,
        source: 'Test',
        published: '2019-01-10',
      });
      expect(status).toBe('new');
    },
    pass: async (milliseconds = SETTLED) => {
      await updates.round();
      await updates.idle();
      clock.now += milliseconds;
      await updates.round();
      await updates.idle();
    },
    posted: (channel) =>
      discord
        .messages(channel ?? discord.guilds[0]?.channels[0]?.id ?? '')
        .filter(({ nonce }) => typeof nonce === 'string'),
  };
};

export const shown = (message: Message | null): string => textsOf(message ?? {}).join('\n');
export const button = (message: Message | null, label: string): string =>
  String(allComponents(message ?? {}).find((one) => one.label === label)?.custom_id);
