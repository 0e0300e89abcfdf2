/** A real bot against a local Discord, both ended with the test. */
import type { BaseInteraction } from 'discord.js';
import { onTestFinished } from 'vitest';
import { type Bot, type BotSettings, startBot } from '../../src/discord/bot.ts';
import type { Command } from '../../src/discord/command.ts';
import type { LogPort } from '../../src/discord/log-port.ts';
import { scopeOf } from '../../src/discord/scope.ts';
import type { Scope } from '../../src/model/scope.ts';
import { type DiscordSettings, type LocalDiscord, startDiscord } from './server/local-discord.ts';

/** What the fake commands answer from: whose question it is. */
export type Asker = { scope: Scope };

export type LogLine = { level: 'info' | 'warn' | 'error'; fields: object; message: string };

export type RunningBot = {
  bot: Bot;
  discord: LocalDiscord;
  log: LogLine[];
  /** The first line with this message, as soon as it is written. */
  logged(message: string): Promise<LogLine>;
};

/** A log that is kept, and can be waited for. */
const keptLog = (): { port: LogPort; lines: LogLine[]; logged: (message: string) => Promise<LogLine> } => {
  const lines: LogLine[] = [];
  const waiting: { message: string; resolve: (line: LogLine) => void }[] = [];
  const writer =
    (level: LogLine['level']) =>
    (fields: object, message: string): void => {
      const line = { level, fields, message };
      lines.push(line);
      for (const { resolve } of waiting.filter((one) => one.message === message)) resolve(line);
    };
  return {
    lines,
    port: { info: writer('info'), warn: writer('warn'), error: writer('error') },
    logged: (message) => {
      const line = lines.find((one) => one.message === message);
      if (line !== undefined) return Promise.resolve(line);
      return new Promise((resolve) => waiting.push({ message, resolve }));
    },
  };
};

export const settingsFor = (
  discord: LocalDiscord,
  commands: readonly Command<Asker>[],
  log: LogPort = keptLog().port,
): BotSettings<Asker> => ({
  token: discord.token,
  apiUrl: discord.apiUrl,
  guildId: null,
  commands,
  contextFor: (interaction: BaseInteraction) => ({ scope: scopeOf(interaction) }),
  log,
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
  const { port, lines, logged } = keptLog();
  const bot = await startBot({ ...settingsFor(discord, commands, port), ...changes });
  onTestFinished(() => bot.stop(1_000));
  return { bot, discord, log: lines, logged };
};
