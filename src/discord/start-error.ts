/** Why the bot could not start, in one line that says how to mend it. */
import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, GatewayCloseCodes } from 'discord.js';
import { AppError, UserError } from '../errors.ts';
import { DISCORD_CODE, discordCode, httpStatus } from './discord-error.ts';

export const wrongToken = (cause?: unknown): UserError =>
  new UserError(
    'wrong-token',
    'Discord refuses the token: put the one shown in the developer portal under Bot → Reset Token into DISCORD_TOKEN.',
    { cause },
  );

const disallowedIntents = (cause?: unknown): UserError =>
  new UserError(
    'disallowed-intents',
    'Discord refuses the intent that the bot asks for (Guilds): check Bot → Privileged Gateway Intents in the developer portal.',
    { cause },
  );

const wrongShards = (cause?: unknown): UserError =>
  new UserError(
    'wrong-shards',
    'Discord refuses these shards: set SHARDS to auto, or to ids that exist, such as 0,1/4.',
    {
      cause,
    },
  );

const unreachable = (apiUrl: string | null, cause?: unknown): UserError => {
  const where = apiUrl === null ? 'Discord' : `Discord's API at ${new URL(apiUrl).origin} (DISCORD_API_URL)`;
  return new UserError(
    'unreachable',
    `${where} cannot be reached: check the network and the address, then start again.`,
    {
      cause,
    },
  );
};

export const notReady = (timeoutMs: number, cause?: unknown): UserError =>
  new UserError(
    'not-ready',
    `Discord's gateway did not let the bot in within ${Math.round(timeoutMs / 1000)} s: check the token, SHARDS and https://discordstatus.com, then start again.`,
    { cause },
  );

/** The error of a gateway close code after which no reconnecting helps. */
export const closeError = (code: number): UserError => {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return wrongToken();
    case GatewayCloseCodes.DisallowedIntents:
    case GatewayCloseCodes.InvalidIntents:
      return disallowedIntents();
    case GatewayCloseCodes.InvalidShard:
    case GatewayCloseCodes.ShardingRequired:
      return wrongShards();
    default:
      return new UserError(
        'gateway-closed',
        `Discord's gateway closed the connection for good (code ${code}): start again.`,
      );
  }
};

const GATEWAY_WORDS: readonly [RegExp, (cause: unknown) => UserError][] = [
  [/authentication failed/i, wrongToken],
  [/intents/i, disallowedIntents],
  [/shard(?!.*sessions remaining)/i, wrongShards],
];

const networkCode = (error: unknown): boolean => {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === 'AbortError' || cause.name === 'HTTPError') return true;
    if ('code' in cause && typeof cause.code === 'string' && /^(E[A-Z]+|UND_ERR_\w+)$/.test(cause.code)) return true;
  }
  return false;
};

/** Any failure of starting or registering as a `UserError` where it can be mended by a person, else the error itself. */
export const startError = (error: unknown, apiUrl: string | null): Error => {
  if (error instanceof UserError) return error;
  if (httpStatus(error) === 401) return wrongToken(error);
  if (error instanceof DiscordjsError && error.code === DiscordjsErrorCodes.TokenInvalid) return wrongToken(error);
  if (discordCode(error) === DISCORD_CODE.missingAccess) {
    return new UserError(
      'missing-access',
      'Discord refuses to register commands in DISCORD_GUILD_ID: invite the bot there with the scope applications.commands, or unset it.',
      { cause: error },
    );
  }
  if (error instanceof DiscordAPIError) {
    const said = error.message.replace(/\s*\n\s*/g, '; ');
    return new AppError('discord-refuses', `Discord refuses ${error.method} with code ${error.code}: ${said}`, {
      cause: error,
    });
  }
  if (networkCode(error)) return unreachable(apiUrl, error);
  if (error instanceof Error) {
    if (/invalid .*header|bytestring|header value/i.test(error.message)) return wrongToken(error);
    if (/sessions remaining/i.test(error.message)) {
      return new UserError('no-sessions', `Discord allows no further start for now: ${error.message}.`, {
        cause: error,
      });
    }
    const known = GATEWAY_WORDS.find(([words]) => words.test(error.message));
    if (known !== undefined) return known[1](error);
    return error;
  }
  return new Error(String(error));
};
