/** The bot: registers the commands, logs in, answers interactions, sends messages, and stops within bounds. */
import { type BaseInteraction, Events, type Guild, PermissionFlagsBits } from 'discord.js';
import type { UserError } from '../errors.ts';
import type { AskerChannel } from '../model/asker.ts';
import type { QuestionStore } from './button-state.ts';
import { createClient, destroy, logIn, type ShardChoice } from './client.ts';
import type { Command } from './command.ts';
import { createDispatcher, type DispatchSettings } from './dispatch.ts';
import { createForumPosts } from './forum-posts.ts';
import type { LogPort } from './log-port.ts';
import { type Registration, registerCommands } from './registration.ts';
import { createRest, type RestSettings } from './rest.ts';
import { createSender, type Sender } from './sender.ts';
import { logStrayRejections, type RejectionSource } from './stray-rejection.ts';
import { createUpdateSender, type UpdateSender } from './update-sender.ts';

export type BotSettings<Context> = {
  token: string;
  /** Base of Discord's REST API without `/v10`; null for Discord's own. */
  apiUrl: string | null;
  /** Register commands in this guild only; null for all. */
  guildId: string | null;
  commands: readonly Command<Context>[];
  contextFor: (interaction: BaseInteraction) => Context | Promise<Context>;
  log: LogPort;
  shards: ShardChoice;
  /** How requests wait and fail, where that is not as usual. */
  rest?: Pick<RestSettings, 'fallbackWaitMs' | 'timeoutMs'>;
  /** Any durable Keyv; without it, answers to very long questions have no page buttons, and posts in forums are found by title. */
  questions?: QuestionStore | null;
  readyTimeoutMs?: number;
  /** Called for each server that the bot is in when it has logged in, and for each that comes, or comes back, while it runs. */
  onGuild?: (guildId: string, sees: (channel: AskerChannel) => boolean) => void;
  /** Where rejections that nobody handles are reported while the bot runs; `process` where it is left out. */
  rejections?: RejectionSource;
  dispatch?: Pick<DispatchSettings<Context>, 'deferAfterMs' | 'autocompleteWithinMs' | 'answerWithinMs' | 'reference'>;
};

export type Bot = {
  registration: Registration;
  sender: Sender;
  updates: UpdateSender;
  /** Resolves when Discord ends the connection for good, such as when the token was reset while the bot ran. */
  failed: Promise<UserError>;
  /** Takes in nothing new, waits for what is running, closes the connection; settles within `withinMs` and 2 s. */
  stop(withinMs?: number): Promise<void>;
};

/** By what the gateway has told; of a thread that is archived it tells nothing. */
const maySee = (guild: Guild, { id, kind }: AskerChannel): boolean => {
  const channel = guild.channels.cache.get(id);
  if (channel === undefined) return kind === 'thread';
  const own = guild.members.me;
  return own === null || channel.permissionsFor(own).has(PermissionFlagsBits.ViewChannel);
};

/**
 * Registers the commands where they differ, then logs in and answers. Throws a `UserError` of one line for a wrong token
 * (with the word `token`), refused intents (`intent`), or an API or gateway that cannot be reached.
 */
export const startBot = async <Context>(settings: BotSettings<Context>): Promise<Bot> => {
  const { token, apiUrl, guildId, commands, log, shards, readyTimeoutMs = 30_000 } = settings;
  const rest = createRest({ token, apiUrl });
  const registration = await registerCommands({
    rest,
    token,
    apiUrl,
    guildId,
    commands: commands.map(({ data }) => data),
  });
  log.info({ ...registration, guild: guildId }, 'commands checked');

  let onFailure: (error: UserError) => void = () => undefined;
  const failed = new Promise<UserError>((resolve) => {
    onFailure = resolve;
  });
  const client = createClient({ log, shards, rest: { ...settings.rest, apiUrl }, onFailure });
  const dispatcher = createDispatcher({
    commands,
    contextFor: settings.contextFor,
    log,
    questions: settings.questions ?? null,
    ...settings.dispatch,
  });
  client.on(Events.InteractionCreate, (interaction) => void dispatcher.handle(interaction));
  const told = (guild: Guild): void => settings.onGuild?.(guild.id, (channel) => maySee(guild, channel));
  const release = logStrayRejections(settings.rejections ?? process, log);
  try {
    await logIn({ client, token, apiUrl, timeoutMs: readyTimeoutMs });
  } catch (error) {
    release();
    throw error;
  }
  log.info({ user: client.user?.tag ?? null, guilds: client.guilds.cache.size }, 'logged in');
  client.on(Events.GuildCreate, told);
  client.on(Events.GuildAvailable, told);
  for (const guild of client.guilds.cache.values()) told(guild);

  let stopped: Promise<void> | null = null;
  const stop = async (withinMs: number): Promise<void> => {
    const answered = await dispatcher.drain(withinMs);
    if (!answered) log.warn({}, 'stopped before every interaction was answered');
    await destroy(client);
    release();
  };
  const sender = createSender(client.rest);
  const posts = createForumPosts({
    rest: client.rest,
    once: createRest({ ...settings.rest, token, apiUrl, retries: 0 }),
    store: settings.questions ?? null,
    self: () => client.user?.id ?? '',
  });
  const hasRole = (guildId: string, roleId: string): boolean | null =>
    client.guilds.cache.get(guildId)?.roles.cache.has(roleId) ?? null;
  return {
    registration,
    sender,
    updates: createUpdateSender({ sender, posts, rest: client.rest, hasRole }),
    failed,
    stop: (withinMs = 5_000) => {
      stopped ??= stop(withinMs);
      return stopped;
    },
  };
};
