/** `sitrep deploy`: registers the slash commands with Discord, where they differ from what is registered. */
import type { Config } from '../config.ts';
import { UserError } from '../errors.ts';
import { type ConsoleIo, writeLine } from './console-io.ts';
import { loadCommands } from './core.ts';

/** Writes one line of JSON: whether anything was registered, and how many commands there are. */
export const deploy = async (config: Config, io: ConsoleIo): Promise<void> => {
  const { discordToken: token, discordApiUrl: apiUrl, discordGuildId: guildId } = config;
  if (token === null) {
    throw new UserError('no-token', "DISCORD_TOKEN is not set: put the bot's token into .env or the environment.");
  }
  const { createRest } = await import('../discord/rest.ts');
  const { registerCommands } = await import('../discord/registration.ts');
  const commands = await loadCommands();
  const registration = await registerCommands({
    rest: createRest({ token, apiUrl }),
    token,
    apiUrl,
    guildId,
    commands: commands.map(({ data }) => data),
  });
  await writeLine(io.stdout, JSON.stringify({ ...registration, guild: guildId }));
};
