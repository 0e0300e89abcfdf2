/** Registers the slash commands with Discord, only where something differs. */
import { type REST, type RESTPostAPIChatInputApplicationCommandsJSONBody, Routes } from 'discord.js';
import { AppError } from '../errors.ts';
import { type CommandJson, sameCommands } from './command-shape.ts';
import { httpStatus } from './discord-error.ts';
import { startError } from './start-error.ts';

export type Registration = { status: 'unchanged' | 'registered'; count: number };

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** The first part of a bot's token is its id in base64, which is the application's id for every bot made since 2016. */
const idInToken = (token: string): string | null => {
  const id = Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('latin1');
  return /^\d{17,20}$/.test(id) ? id : null;
};

/** Where Discord says which application a bot belongs to; a bot's own id is its application's, or nearly always. */
const WHO_AM_I = [Routes.currentApplication(), Routes.oauth2CurrentApplication(), Routes.user()];

/** The id of the application that the token belongs to. Throws a `UserError` with code `wrong-token` where Discord refuses it. */
const applicationId = async (rest: REST, token: string): Promise<string> => {
  for (const route of WHO_AM_I) {
    try {
      const application = await rest.get(route);
      if (isRecord(application) && typeof application.id === 'string') return application.id;
    } catch (error) {
      if (httpStatus(error) !== 404) throw error;
    }
  }
  const id = idInToken(token);
  if (id !== null) return id;
  throw new AppError('no-application', "Discord did not say which application the bot's token belongs to");
};

/** A command as Discord's specification wants it sent: permissions as a number, which it gives back as text. */
const bodyOf = (command: RESTPostAPIChatInputApplicationCommandsJSONBody): object => {
  const bits = Number(command.default_member_permissions ?? Number.NaN);
  return Number.isSafeInteger(bits) ? { ...command, default_member_permissions: bits } : command;
};

/**
 * Makes Discord's list of commands equal to `commands`, for all guilds or for `guildId` alone. Reads the list first and
 * writes only where it differs; a write replaces the whole list. Throws a `UserError` for a wrong token or missing access.
 */
export const registerCommands = async ({
  rest,
  token,
  apiUrl,
  guildId,
  commands,
}: {
  rest: REST;
  token: string;
  apiUrl: string | null;
  guildId: string | null;
  commands: readonly RESTPostAPIChatInputApplicationCommandsJSONBody[];
}): Promise<Registration> => {
  try {
    const id = await applicationId(rest, token);
    const route = guildId === null ? Routes.applicationCommands(id) : Routes.applicationGuildCommands(id, guildId);
    const registered = await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) });
    const known = Array.isArray(registered) ? (registered as CommandJson[]) : [];
    if (sameCommands({ wanted: commands, registered: known, inGuild: guildId !== null })) {
      return { status: 'unchanged', count: commands.length };
    }
    await rest.put(route, { body: commands.map(bodyOf) });
    return { status: 'registered', count: commands.length };
  } catch (error) {
    throw startError(error, apiUrl);
  }
};
