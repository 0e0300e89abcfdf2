/** What `sitrep doctor` asks Discord: does the token work, may the bot connect, and may it write where it was invited. */
import { z } from 'zod';
import type { Config } from '../config.ts';
import { loadCommands } from './core.ts';
import type { Finding } from './doctor.ts';

/** Discord's permission bits that answers and updates need. */
const NEEDED = [
  ['View Channels', 1n << 10n],
  ['Send Messages', 1n << 11n],
  ['Send Messages in Threads', 1n << 38n],
  ['Attach Files', 1n << 15n],
] as const;
const ADMINISTRATOR = 1n << 3n;

const User = z.object({ id: z.string(), username: z.string() });
const Gateway = z.object({
  shards: z.number(),
  session_start_limit: z.object({ remaining: z.number(), total: z.number() }),
});
const Guilds = z.array(z.object({ id: z.string(), name: z.string(), permissions: z.string() }));
const Commands = z.array(z.object({ name: z.string() }));

const missing = (permissions: string): string[] => {
  const bits = BigInt(permissions);
  return (bits & ADMINISTRATOR) !== 0n ? [] : NEEDED.filter(([, bit]) => (bits & bit) === 0n).map(([name]) => name);
};

/** Nothing is changed at Discord. */
export async function* discordFindings(config: Config): AsyncGenerator<Finding> {
  const { discordToken: token, discordApiUrl: apiUrl, discordGuildId: guildId } = config;
  if (token === null) {
    yield { level: 'warning', what: 'DISCORD_TOKEN is not set: `start` opens the local console instead of the bot' };
    return;
  }
  const { createRest } = await import('../discord/rest.ts');
  const { startError } = await import('../discord/start-error.ts');
  const commands = await loadCommands();
  const rest = createRest({ token, apiUrl });
  try {
    const bot = User.parse(await rest.get('/users/@me'));
    yield { level: 'ok', what: `token: the bot is ${bot.username}` };
    const { shards, session_start_limit: limit } = Gateway.parse(await rest.get('/gateway/bot'));
    const enough = limit.remaining > 0;
    yield {
      level: enough ? 'ok' : 'wrong',
      what: `gateway: ${shards} shards advised, ${limit.remaining} of ${limit.total} logins left today${enough ? '' : ': wait until tomorrow'}`,
    };
    yield { level: 'ok', what: 'intents: only Guilds is asked for, which needs no approval' };
    const where = guildId === null ? ('commands' as const) : (`guilds/${guildId}/commands` as const);
    const registered = Commands.parse(await rest.get(`/applications/${bot.id}/${where}`)).map(({ name }) => name);
    const absent = commands.filter(({ data }) => !registered.includes(data.name)).map(({ data }) => `/${data.name}`);
    yield absent.length === 0
      ? { level: 'ok', what: `commands: all ${commands.length} are registered` }
      : {
          level: 'warning',
          what: `commands: ${absent.join(', ')} not registered yet; \`start\` or \`deploy\` does it`,
        };
    for (const guild of Guilds.parse(await rest.get('/users/@me/guilds'))) {
      const lacks = missing(guild.permissions);
      yield lacks.length === 0
        ? { level: 'ok', what: `server ${guild.name}: permissions` }
        : { level: 'warning', what: `server ${guild.name}: give the bot's role ${lacks.join(', ')}` };
    }
  } catch (error) {
    const plain = startError(error, apiUrl);
    yield { level: 'wrong', what: `Discord: ${plain.message}` };
  }
}
