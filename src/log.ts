/** The program's log: to standard error, with everything secret taken out of each line before it is written. */
import { unescape as decode } from 'node:querystring';
import { type Logger, pino } from 'pino';
import { prettyFactory } from 'pino-pretty';

export type Log = Logger;

export type LogOptions = {
  level: string;
  format: 'pretty' | 'json';
  destination: { write(text: string): unknown };
  colour: boolean;
  /** Words that must never be written, such as the bot's token. */
  secrets: readonly string[];
};

/** A Discord token by its shape: two or three base64 runs with dots between. */
const TOKEN = /\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}\b/g;
/** The password of any address. */
const PASSWORD = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@"]*:)[^\s@"]+(?=@)/gi;
/** The secret part of an interaction's or a webhook's address. */
const CALLBACK = /(\/(?:interactions|webhooks)\/\d+\/)[\w-]{20,}/g;

/** The text with tokens and passwords replaced by `[secret]`. */
export const redact = (text: string, secrets: readonly string[]): string => {
  let clean = text;
  for (const secret of secrets) if (secret.length >= 4) clean = clean.replaceAll(secret, '[secret]');
  return clean.replace(TOKEN, '[secret]').replace(PASSWORD, '$1[secret]').replace(CALLBACK, '$1[secret]');
};

/** The secrets of a configuration: the token, and the passwords inside addresses, as written and decoded. */
export const secretsOf = (config: {
  discordToken: string | null;
  databaseUrl: string | null;
  redisUrl: string | null;
}): string[] => {
  const passwords = [config.databaseUrl, config.redisUrl].flatMap((address) => {
    if (address === null || !URL.canParse(address)) return [];
    const { password } = new URL(address);
    return password === '' ? [] : [...new Set([password, decode(password)])];
  });
  return [...(config.discordToken === null ? [] : [config.discordToken]), ...passwords];
};

/** A logger that writes to `destination` at once, so that nothing is lost when the process ends. */
export const createLog = ({ level, format, destination, colour, secrets }: LogOptions): Log => {
  const prettify =
    format === 'json'
      ? (line: string) => line
      : prettyFactory({ colorize: colour, translateTime: 'SYS:HH:MM:ss', singleLine: true });
  return pino({ level, base: null }, { write: (line) => void destination.write(redact(prettify(line), secrets)) });
};
