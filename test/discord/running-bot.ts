/** A real bot against a local Discord, both ended with the test. */
import type { BaseInteraction } from 'discord.js';
import { onTestFinished } from 'vitest';
import { type Bot, type BotSettings, startBot } from '../../src/discord/bot.ts';
import type { Command } from '../../src/discord/command.ts';
import { scopeOf } from '../../src/discord/scope.ts';
import type { Scope } from '../../src/model/scope.ts';
import { type DiscordSettings, type LocalDiscord, startDiscord } from './server/local-discord.ts';

/** What the fake commands answer from: whose question it is. */
export type Asker = { scope: Scope };

export type LogLine = { level: 'info' | 'warn' | 'error'; fields: object; message: string };

export type RunningBot = { bot: Bot; discord: LocalDiscord; log: LogLine[] };

export const settingsFor = (
  discord: LocalDiscord,
  commands: readonly Command<Asker>[],
  log: LogLine[] = [],
): BotSettings<Asker> => ({
  token: discord.token,
  apiUrl: discord.apiUrl,
  guildId: null,
  commands,
  contextFor: (interaction: BaseInteraction) => ({ scope: scopeOf(interaction) }),
  log: {
    info: (fields, message) => void log.push({ level: 'info', fields, message }),
    warn: (fields, message) => void log.push({ level: 'warn', fields, message }),
    error: (fields, message) => void log.push({ level: 'error', fields, message }),
  },
  shards: 'auto',
  readyTimeoutMs: 10_000,
});

/** A local Discord that ends with the test and fails it where the bot sent anything that Discord refuses. */
export const discordForTest = async (settings: DiscordSettings = {}): Promise<LocalDiscord> => {
  const discord = await startDiscord(settings);
  onTestFinished(() => discord.close());
  return discord;
};

/** Starts a bot with these commands; `changes` override its settings. */
export const runBot = async (
  commands: readonly Command<Asker>[],
  changes: Partial<BotSettings<Asker>> = {},
  onDiscord?: LocalDiscord,
): Promise<RunningBot> => {
  const discord = onDiscord ?? (await discordForTest());
  const log: LogLine[] = [];
  const bot = await startBot({ ...settingsFor(discord, commands, log), ...changes });
  onTestFinished(() => bot.stop(1_000));
  return { bot, discord, log };
};
