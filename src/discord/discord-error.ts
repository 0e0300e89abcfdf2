/** Discord's errors by code, and what of an error may be logged: never an address, which carries an interaction's token. */
import { DiscordAPIError, HTTPError } from 'discord.js';
import { redact } from '../log.ts';

/** Discord's JSON error codes that the bot tells apart. */
export const DISCORD_CODE = {
  unknownChannel: 10003,
  unknownGuild: 10004,
  unknownMessage: 10008,
  unknownWebhook: 10015,
  unknownInteraction: 10062,
  missingAccess: 50001,
  missingPermissions: 50013,
  invalidWebhookToken: 50027,
  tagRequired: 40067,
  threadArchived: 50083,
  alreadyAcknowledged: 40060,
  cannotMessageUser: 50007,
  notATextChannel: 50008,
  wrongChannelType: 50024,
  cannotReply: 160002,
  threadLocked: 160005,
} as const;

/** Discord's JSON error code, or null for anything else. */
export const discordCode = (error: unknown): number | null =>
  error instanceof DiscordAPIError && typeof error.code === 'number' ? error.code : null;

/** HTTP status of an answer by Discord's REST API, or null where there was no answer. */
export const httpStatus = (error: unknown): number | null =>
  error instanceof DiscordAPIError || error instanceof HTTPError ? error.status : null;

/** Codes after which an interaction can no longer be answered: too late, token expired, message gone. */
const GONE: ReadonlySet<number> = new Set([
  DISCORD_CODE.unknownInteraction,
  DISCORD_CODE.invalidWebhookToken,
  DISCORD_CODE.unknownWebhook,
  DISCORD_CODE.unknownMessage,
]);

/** Whether nobody is there any more to be answered. */
export const isGone = (error: unknown): boolean => GONE.has(discordCode(error) ?? 0);

/** What may be logged of an error: its name, codes, message and stack, without addresses and bodies. */
export const errorFields = (error: unknown): Record<string, string | number> => {
  if (!(error instanceof Error)) return { error: redact(String(error), []) };
  const code =
    'code' in error && (typeof error.code === 'string' || typeof error.code === 'number') ? error.code : null;
  const status = httpStatus(error);
  const known = error instanceof DiscordAPIError || error instanceof HTTPError;
  return {
    error: error.name,
    message: redact(error.message, []),
    ...(code === null ? {} : { code }),
    ...(status === null ? {} : { status }),
    ...(known || error.stack === undefined ? {} : { stack: redact(error.stack, []) }),
  };
};
