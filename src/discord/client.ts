/** The discord.js client: one intent, small caches, a bounded start, and an end that leaves nothing open. */
import { Client, Events, GatewayIntentBits, Options } from 'discord.js';
import type { UserError } from '../errors.ts';
import { errorFields } from './discord-error.ts';
import type { LogPort } from './log-port.ts';
import { type RestSettings, restOptions } from './rest.ts';
import { closeError, notReady, startError, wrongToken } from './start-error.ts';

/** Which shards this process serves: Discord's choice, or these ids of so many. */
export type ShardChoice = 'auto' | { ids: readonly number[]; count: number };

export type ClientSettings = {
  log: LogPort;
  shards: ShardChoice;
  rest: RestSettings;
  /** Called once, when Discord ends the connection for good while the bot runs. */
  onFailure: (error: UserError) => void;
};

/** How long to wait for guilds that Discord announced and does not send; interactions wait as long. */
const GUILD_WAIT_MS = 1_000;

/** A client that is not connected yet. It listens to `error`, so that no failure of a handler ends the process. */
export const createClient = ({ log, shards, rest, onFailure }: ClientSettings): Client => {
  let failed = false;
  const fail = (error: UserError): void => {
    if (failed) return;
    failed = true;
    onFailure(error);
  };
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    allowedMentions: { parse: [] },
    waitGuildTimeout: GUILD_WAIT_MS,
    // Always given: discord.js would otherwise read SHARDS from the environment and expect JSON there.
    ...(shards === 'auto' ? { shards: 'auto' as const } : { shards: [...shards.ids], shardCount: shards.count }),
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 100, keepOverLimit: (user) => user.id === user.client.user?.id },
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      PresenceManager: 0,
      VoiceStateManager: 0,
    }),
    rest: restOptions({
      ...rest,
      onUnauthorized: () => {
        if (client.isReady()) fail(wrongToken());
      },
    }),
  });
  client.on(Events.Error, (error) => log.error(errorFields(error), 'Discord client error'));
  client.on(Events.Warn, (message) => log.warn({ warning: message }, 'Discord client warning'));
  client.on(Events.ShardError, (error, shard) => {
    // Before the first READY the same error ends `logIn`, which tells it.
    if (client.readyTimestamp !== null) log.warn({ shard, error: error.message }, 'gateway connection error');
  });
  client.on(Events.ShardReconnecting, (shard) => log.warn({ shard }, 'gateway connection lost, reconnecting'));
  client.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'gateway connection resumed'));
  client.on(Events.ShardDisconnect, ({ code }) => {
    if (client.readyTimestamp !== null) fail(closeError(code));
  });
  return client;
};

/**
 * Connects and resolves when every shard is ready. Throws a `UserError` for a wrong token, refused intents or shards, an
 * address that cannot be reached, and a gateway that does not let the bot in within `timeoutMs`; the client is destroyed then.
 */
export const logIn = async ({
  client,
  token,
  apiUrl,
  timeoutMs,
}: {
  client: Client;
  token: string;
  apiUrl: string | null;
  timeoutMs: number;
}): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const ready = new Promise<void>((resolve) => client.once(Events.ClientReady, () => resolve()));
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(notReady(timeoutMs)), timeoutMs);
  });
  try {
    await Promise.race([client.login(token).then(() => ready), late]);
  } catch (error) {
    await destroy(client);
    throw startError(error, apiUrl);
  } finally {
    clearTimeout(timer);
  }
};

/** Closes the gateway connection; settles within `withinMs` even where Discord does not answer. */
export const destroy = async (client: Client, withinMs = 2_000): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, withinMs);
  });
  client.removeAllListeners(Events.ShardReconnecting);
  await Promise.race([client.destroy().catch(() => undefined), late]);
  clearTimeout(timer);
};
