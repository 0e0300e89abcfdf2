/** Options of an interaction as plain values, cleaned of what no name or date contains. */
import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type CommandInteractionOption,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { CommandOptions } from './command.ts';

type CommandData = RESTPostAPIChatInputApplicationCommandsJSONBody;
type OptionValue = string | number | boolean;

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** Free text as typed, without control characters, half surrogate pairs and blanks around it. */
export const cleanText = (text: string): string =>
  text
    .replace(CONTROL, '')
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .trim();

const isGroup = (option: CommandInteractionOption): boolean =>
  option.type === ApplicationCommandOptionType.SubcommandGroup;
const isSubcommand = (option: CommandInteractionOption): boolean =>
  option.type === ApplicationCommandOptionType.Subcommand;

/** What the person filled in, by option name; a subcommand and its group stand under their reserved names. */
export const readOptions = (interaction: ChatInputCommandInteraction | AutocompleteInteraction): CommandOptions => {
  const values: [string, OptionValue][] = [];
  let level: readonly CommandInteractionOption[] = interaction.options.data;
  for (const step of ['group', 'subcommand'] as const) {
    const first = level[0];
    if (first === undefined || !(step === 'group' ? isGroup(first) : isSubcommand(first))) continue;
    values.push([step, first.name]);
    level = first.options ?? [];
  }
  for (const { name, value } of level) {
    if (value === undefined || value === null) continue;
    const clean = typeof value === 'string' ? cleanText(value) : value;
    if (clean !== '') values.push([name, clean]);
  }
  return Object.fromEntries(values);
};

/** The reserved names with which values may come that the definition does not list. */
const RESERVED: ReadonlyMap<string, 'string' | 'number'> = new Map([
  ['group', 'string'],
  ['subcommand', 'string'],
  ['page', 'number'],
]);

const TYPES: ReadonlyMap<number, 'string' | 'number' | 'boolean'> = new Map([
  [ApplicationCommandOptionType.Integer, 'number'],
  [ApplicationCommandOptionType.Number, 'number'],
  [ApplicationCommandOptionType.Boolean, 'boolean'],
]);

type OptionShape = { type: number; name: string; options?: readonly OptionShape[] };

/** Names and types of every option of a command, those of its subcommands included. */
const typesOf = (options: readonly OptionShape[]): [string, 'string' | 'number' | 'boolean'][] =>
  options.flatMap((option) =>
    option.type <= ApplicationCommandOptionType.SubcommandGroup
      ? typesOf(option.options ?? [])
      : [[option.name, TYPES.get(option.type) ?? 'string']],
  );

/**
 * Options from the texts a button carries, typed by the command's definition; null where a name or value does not fit it,
 * which a forged or outdated button does.
 */
export const typedOptions = (data: CommandData, texts: ReadonlyMap<string, string>): CommandOptions | null => {
  const types = new Map<string, 'string' | 'number' | 'boolean'>([
    ...RESERVED,
    ...typesOf((data.options ?? []) as readonly OptionShape[]),
  ]);
  const values: [string, OptionValue][] = [];
  for (const [name, text] of texts) {
    const type = types.get(name);
    if (type === undefined) return null;
    if (type === 'string') values.push([name, cleanText(text)]);
    else if (type === 'boolean') values.push([name, text === 'true']);
    else if (Number.isFinite(Number(text)) && text !== '') values.push([name, Number(text)]);
    else return null;
  }
  return Object.fromEntries(values);
};

/** Name of the option that a mistake is about: the one named, the one in the code (`unknown-place`), or the first text option. */
export const optionInError = (data: CommandData, code: string, named: unknown): string | null => {
  const texts = typesOf((data.options ?? []) as readonly OptionShape[]).filter(([, type]) => type === 'string');
  const names = texts.map(([name]) => name);
  if (typeof named === 'string' && names.includes(named)) return named;
  return names.find((name) => code.split('-').includes(name)) ?? names[0] ?? null;
};
