/** A slash command as a person types it, `/who-controls place:"Deir ez-Zor" as-of:2018-09-30`, into a name and options. */
import { distance } from 'fastest-levenshtein';
import type { CommandOptions } from '../discord/command.ts';
import { UserError } from '../errors.ts';
import { type CommandData, type OptionData, OptionType, type Route, routesOf, usageOf } from './command-usage.ts';
import { optionValue } from './option-value.ts';
import { type Piece, piecesOf } from './slash-pieces.ts';

/** More than Discord lets anybody type. */
const MAX_LENGTH = 8000;

/** What was asked: the command's name, and its options with `subcommand` and `group` where it has them. */
export type Question = { name: string; options: CommandOptions };

const nearest = (typed: string, routes: readonly Route[]): Route | undefined =>
  [...routes].sort((a, b) => distance(typed, a.path.join(' ')) - distance(typed, b.path.join(' ')))[0];

/** Whether these words are the name of a command with its hyphens left out. */
const isSpoken = (name: string, typed: readonly string[]): boolean =>
  name.includes('-') && name.split('-').every((word, i) => typed[i] === word);

/** The route that the first words name, and how many words that took. */
const routeOf = (pieces: readonly Piece[], routes: readonly Route[]): { route: Route; words: number } => {
  const typed = pieces.slice(0, 3).map(({ text }) => text.toLowerCase());
  typed[0] = (typed[0] ?? '').replace(/^\//, '');
  const route = routes.find(({ path }) => path.every((word, i) => typed[i] === word));
  if (route !== undefined) return { route, words: route.path.length };
  // "who controls Hajin", as one says it.
  const spoken = routes.find(({ path: [name = '', ...more] }) => more.length === 0 && isSpoken(name, typed));
  if (spoken !== undefined) return { route: spoken, words: (spoken.path[0] ?? '').split('-').length };
  const depth = routes.some(({ path }) => path[0] === typed[0] && path.length > 1) ? 2 : 1;
  const words = typed.slice(0, depth).join(' ');
  const near = nearest(words, routes);
  throw new UserError('unknown-command', `There is no command /${words}.${near ? ` Nearest: ${usageOf(near)}` : ''}`, {
    suggestions: near === undefined ? [] : [usageOf(near)],
  });
};

const wrong = (code: string, message: string, route: Route): UserError =>
  new UserError(code, `${message} Usage: ${usageOf(route)}`, { suggestions: [usageOf(route)] });

/** Every command takes the page of a long answer, whether it declares it or not. */
const PAGE: OptionData = { type: OptionType.integer, name: 'page', description: 'Page of a long answer', min_value: 1 };

const optionNamed = (name: string, route: Route): OptionData => {
  const option = [...route.options, PAGE].find((each) => each.name === name.toLowerCase());
  if (option !== undefined) return option;
  throw wrong('unknown-option', `/${route.path.join(' ')} has no option "${name}".`, route);
};

/** Gathers values by option while the pieces of a command are read from left to right. */
const readOptions = (pieces: readonly Piece[], route: Route): Map<OptionData, string> => {
  const values = new Map<OptionData, string>();
  const texts = route.options.filter(({ type }) => type === OptionType.string);
  const required = texts.find((option) => option.required === true);
  const primary = required ?? texts[0] ?? route.options[0];
  /** The option that bare words go to while no named one comes. */
  let open: OptionData | undefined;
  for (const piece of pieces) {
    if (piece.name !== undefined) {
      const option = optionNamed(piece.name, route);
      if (values.has(option)) throw wrong('repeated-option', `"${option.name}" is given twice.`, route);
      values.set(option, piece.text);
      open = option.type === OptionType.string && !piece.quoted ? option : undefined;
      continue;
    }
    const waiting = required !== undefined && !values.has(required) ? required : undefined;
    const option: OptionData | undefined = waiting ?? open ?? primary;
    if (option === undefined) throw wrong('unknown-option', `/${route.path.join(' ')} takes no options.`, route);
    const before = values.get(option);
    if (before !== undefined && option !== open) {
      throw wrong('repeated-option', `"${piece.text}" belongs to no option; quote a value that has blanks.`, route);
    }
    values.set(option, before === undefined ? piece.text : `${before} ${piece.text}`);
    open = option;
  }
  return values;
};

/**
 * The question that a line asks. Bare words fill the first required text option, or the first text option where none is
 * required; words after an unquoted `name:value` go on with that value. Throws `UserError` with the nearest usage line.
 */
export const parseSlashText = (line: string, commands: readonly CommandData[]): Question => {
  if (line.length > MAX_LENGTH) {
    throw new UserError('too-long', `A command may have ${MAX_LENGTH} characters; this one has ${line.length}.`);
  }
  const pieces = piecesOf(line);
  const { route, words } = routeOf(pieces, routesOf(commands));
  const values = readOptions(pieces.slice(words), route);
  const missing = route.options.find((option) => option.required === true && !values.get(option)?.trim());
  if (missing !== undefined) throw wrong('missing-option', `"${missing.name}" is missing.`, route);
  const options = [...values].flatMap(([option, text]) => {
    if (text.trim() === '') return [];
    const value = optionValue(option, text.trim());
    if (typeof value === 'object')
      throw wrong('bad-option', `"${option.name}" ${value.must}; it is "${text.trim()}".`, route);
    return [[option.name, value] as const];
  });
  return { name: route.path[0] ?? '', options: Object.fromEntries([...route.fixed, ...options]) };
};
