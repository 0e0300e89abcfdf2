/** Slash commands in one normal form, so that what Discord returns can be compared with what the program declares. */
import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';

/** A command as Discord's API sends it back, or as it is declared: JSON that this file reads only known fields of. */
export type CommandJson = Readonly<Record<string, unknown>>;

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Localisations with their locales in order; none at all is the same as null or an empty object. */
const localisations = (value: unknown): Json => {
  if (!isObject(value)) return {};
  const entries = Object.entries(value).filter(([, text]) => typeof text === 'string') as [string, string][];
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
};

const numbers = (value: unknown, whenAbsent: readonly number[]): Json => {
  const given = list(value).filter((item) => typeof item === 'number');
  return [...(given.length === 0 ? whenAbsent : given)].sort((a, b) => a - b);
};

const scalar = (value: unknown): Json =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

const choice = (value: unknown): Json => {
  const given = isObject(value) ? value : {};
  return {
    name: scalar(given.name),
    name_localizations: localisations(given.name_localizations),
    value: scalar(given.value),
  };
};

const option = (value: unknown): Json => {
  const given = isObject(value) ? value : {};
  return {
    type: scalar(given.type),
    name: scalar(given.name),
    name_localizations: localisations(given.name_localizations),
    description: scalar(given.description),
    description_localizations: localisations(given.description_localizations),
    required: given.required === true,
    autocomplete: given.autocomplete === true,
    choices: list(given.choices).map(choice),
    options: list(given.options).map(option),
    channel_types: numbers(given.channel_types, []),
    min_value: scalar(given.min_value),
    max_value: scalar(given.max_value),
    min_length: scalar(given.min_length),
    max_length: scalar(given.max_length),
  };
};

/** Where a command may be used when it does not say: in servers, in the bot's direct messages and in others' ones. */
const ALL_CONTEXTS = [0, 1, 2];

const shape = (command: CommandJson): Json => ({
  type: scalar(command.type) ?? 1,
  name: scalar(command.name),
  name_localizations: localisations(command.name_localizations),
  description: scalar(command.description) ?? '',
  description_localizations: localisations(command.description_localizations),
  options: list(command.options).map(option),
  default_member_permissions:
    command.default_member_permissions == null ? null : String(command.default_member_permissions),
  nsfw: command.nsfw === true,
  integration_types: numbers(command.integration_types, [0]),
  contexts: numbers(command.contexts, command.dm_permission === false ? [0] : ALL_CONTEXTS),
});

/** Which fields Discord fills in by itself for this command, so that they say nothing about a difference. */
const ignoredOf = (wanted: CommandJson, inGuild: boolean): readonly string[] => {
  // A guild's own command exists only there; Discord drops where else it would be allowed.
  if (inGuild) return ['contexts', 'integration_types'];
  return wanted.integration_types == null ? ['integration_types'] : [];
};

const text = (command: CommandJson, ignored: readonly string[]): string =>
  JSON.stringify(shape(command), (key, value: unknown) => (ignored.includes(key) ? undefined : value));

/** Whether Discord already has exactly these commands, whatever their order and whichever defaults it left out. */
export const sameCommands = ({
  wanted,
  registered,
  inGuild,
}: {
  wanted: readonly RESTPostAPIChatInputApplicationCommandsJSONBody[];
  registered: readonly CommandJson[];
  inGuild: boolean;
}): boolean => {
  const keyOf = (command: CommandJson): string => `${scalar(command.type) ?? 1} ${command.name}`;
  const theirs = new Map(registered.map((command) => [keyOf(command), command]));
  return (
    wanted.length === registered.length &&
    wanted.every((declared) => {
      const ours: CommandJson = { ...declared };
      const other = theirs.get(keyOf(ours));
      const ignored = ignoredOf(ours, inGuild);
      return other !== undefined && text(ours, ignored) === text(other, ignored);
    })
  );
};
