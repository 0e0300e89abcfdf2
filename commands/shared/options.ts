/** What commands share: where they may be used, and how their options are read. */
import { ApplicationIntegrationType, InteractionContextType } from 'discord.js';
import type { CommandOptions } from '../../src/discord/command.ts';
import { UserError } from '../../src/errors.ts';

export const EVERYWHERE = [
  InteractionContextType.Guild,
  InteractionContextType.BotDM,
  InteractionContextType.PrivateChannel,
];
export const EVERY_INSTALL = [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall];

/** A text option; undefined where it was left out or is blank. */
export function text(options: CommandOptions, name: string): string | undefined {
  const value = options[name];
  const typed = value === undefined ? '' : String(value).trim();
  return typed === '' ? undefined : typed;
}

/** A text option that the command cannot do without; throws a UserError where it is missing. */
export function requiredText(options: CommandOptions, name: string): string {
  const value = text(options, name);
  if (value === undefined) {
    throw new UserError('missing-option', `The option ${name} is missing; write ${name}:…`, {
      context: { option: name },
    });
  }
  return value;
}

/** A whole number; throws a UserError where it is none. */
export function wholeNumber(options: CommandOptions, name: string): number | undefined {
  const value = text(options, name);
  if (value === undefined) return undefined;
  if (/^\d{1,6}$/.test(value)) return Number(value);
  throw new UserError('bad-number', `${name}: “${value.slice(0, 40)}” is no whole number.`, {
    context: { option: name },
  });
}
