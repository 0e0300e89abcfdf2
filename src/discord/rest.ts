/** Discord's REST API as this bot uses it: another address for tests, no hot loop on a 429, one signal for a dead token. */
import { DefaultRestOptions, REST, type RESTOptions } from 'discord.js';
import { AppError } from '../errors.ts';

export type RestSettings = {
  /** Base without `/v10`; null for Discord's own. */
  apiUrl: string | null;
  /** Called when Discord refuses the token itself. */
  onUnauthorized?: () => void;
  /** Wait after a 429 that names no time; doubles with each further one. */
  fallbackWaitMs?: number;
  /** How long one request may take. */
  timeoutMs?: number;
  /** How often a request is tried again that Discord failed to answer; discord.js's own number where it is left out. */
  retries?: number;
  /** 429s in a row on one address after which the request fails. */
  rateLimitTries?: number;
};

/** Longest wait that a request sits through; what would take longer fails and is for the caller to try again later. */
const LONGEST_WAIT_MS = 30_000;

const baseOf = (apiUrl: string): string => apiUrl.replace(/\/+$/, '').replace(/\/v10$/, '');

/**
 * Options for `REST` or the client's `rest`. discord.js retries a 429 without limit, and at once where the answer names no
 * time; here it gets a growing time, and after `rateLimitTries` in a row an error with code `rate-limited`.
 */
export const restOptions = (settings: RestSettings): Partial<RESTOptions> => {
  const { fallbackWaitMs = 1_000, rateLimitTries = 5 } = settings;
  const limited = new Map<string, number>();
  return {
    version: '10',
    ...(settings.apiUrl === null ? {} : { api: baseOf(settings.apiUrl) }),
    ...(settings.retries === undefined ? {} : { retries: settings.retries }),
    ...(settings.timeoutMs === undefined ? {} : { timeout: settings.timeoutMs }),
    rejectOnRateLimit: ({ retryAfter, timeToReset }) => Math.max(retryAfter, timeToReset) > LONGEST_WAIT_MS,
    makeRequest: async (url, init) => {
      const response = await DefaultRestOptions.makeRequest(url, init);
      if (response.status === 401 && new Headers(init.headers as Record<string, string>).has('authorization')) {
        settings.onUnauthorized?.();
      }
      const key = `${init.method} ${url}`;
      if (response.status !== 429) {
        limited.delete(key);
        return response;
      }
      const times = (limited.get(key) ?? 0) + 1;
      if (times >= rateLimitTries) {
        limited.delete(key);
        throw new AppError('rate-limited', `Discord refused ${times} tries in a row for their rate`);
      }
      limited.set(key, times);
      const wait = Number(response.headers.get('retry-after'));
      if (!(wait > 0)) response.headers.set('retry-after', String((fallbackWaitMs * 2 ** (times - 1)) / 1000));
      return response;
    },
  };
};

/** A REST client without a gateway, for registering commands and for checks. */
export const createRest = (settings: RestSettings & { token: string }): REST =>
  new REST(restOptions(settings)).setToken(settings.token);
