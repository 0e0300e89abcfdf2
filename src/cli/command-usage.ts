/** Reads the definitions of slash commands: what may be typed, and the usage line that says so. */
import type { Command } from '../discord/command.ts';

export type CommandData = Command<never>['data'];

/** Discord's option types, as far as commands use them. */
export const OptionType = { subcommand: 1, group: 2, string: 3, integer: 4, boolean: 5, number: 10 } as const;

/** An option's definition, as far as a typed value is checked against it. */
export type OptionData = {
  type: number;
  name: string;
  description: string;
  required?: boolean;
  options?: readonly OptionData[];
  choices?: readonly { name: string; value: string | number }[];
  min_value?: number;
  max_value?: number;
  max_length?: number;
};

/** One thing that can be asked: a command, or one of its subcommands. */
export type Route = {
  /** The words that name it, `['subscriptions', 'list']`. */
  path: readonly string[];
  description: string;
  options: readonly OptionData[];
  /** `subcommand` and `group` as the command is given them. */
  fixed: readonly (readonly [string, string])[];
};

const optionsOf = (data: { options?: readonly unknown[] | undefined }): readonly OptionData[] =>
  (data.options ?? []) as readonly OptionData[];

const routesBelow = (route: Route): Route[] => {
  const inner = route.options.filter(({ type }) => type === OptionType.subcommand || type === OptionType.group);
  if (inner.length === 0) return [route];
  return inner.flatMap((option) =>
    routesBelow({
      path: [...route.path, option.name],
      description: option.description,
      options: optionsOf(option),
      fixed: [...route.fixed, [option.type === OptionType.group ? 'group' : 'subcommand', option.name]],
    }),
  );
};

/** Everything that these commands let a person ask, in their order. */
export const routesOf = (commands: readonly CommandData[]): Route[] =>
  commands.flatMap((data) =>
    routesBelow({ path: [data.name], description: data.description, options: optionsOf(data), fixed: [] }),
  );

const hint = ({ type, choices, name }: OptionData): string => {
  if (choices !== undefined && choices.length > 0) return choices.map(({ value }) => value).join('|');
  if (type === OptionType.boolean) return 'yes|no';
  return type === OptionType.integer || type === OptionType.number ? 'number' : `<${name}>`;
};

/** `/who-controls place:<place> [as-of:<as-of>]`: optional parts in brackets. */
export const usageOf = ({ path, options }: Route): string =>
  [
    `/${path.join(' ')}`,
    ...options.map((option) => {
      const pair = `${option.name}:${hint(option)}`;
      return option.required === true ? pair : `[${pair}]`;
    }),
  ].join(' ');
