/** Fetches a page that somebody linked to: public addresses only, few redirects, bounded in size and time. */
import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, fetch, type Response } from 'undici';
import { UserError } from '../errors.ts';
import { isPublicAddress } from './public-address.ts';

export type FetchLimits = {
  maxBytes: number;
  /** For the whole fetch, redirects and body included. */
  timeoutMs: number;
  maxRedirects: number;
};

const LIMITS: FetchLimits = { maxBytes: 10_000_000, timeoutMs: 20_000, maxRedirects: 5 };

export type FetchOptions = {
  limits?: Partial<FetchLimits>;
  /** Which IP addresses may be connected to; public ones where it is left out. */
  allowAddress?: (address: string) => boolean;
  lookup?: typeof systemLookup;
  /** Media types that are taken, beginnings of them. */
  accept?: readonly string[];
};

export type Page = { url: string; mediaType: string; charset: string | undefined; bytes: Uint8Array };

const PAGES = ['text/html', 'application/xhtml+xml', 'text/plain', 'text/markdown'];

const forbidden = (host: string): UserError =>
  new UserError(
    'forbidden-address',
    `${host} is not a public address; only pages of the public internet are fetched, unless --allow-private is given.`,
  );

const parseAddress = (address: string, allowAddress: (address: string) => boolean): URL => {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new UserError('bad-address', `${address} is not an http:// or https:// address: write it out whole.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new UserError('bad-address', 'The address holds a user name or password: leave it out.');
  }
  // A literal address is connected to without a look-up, so it is checked here; names are checked when they are resolved.
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !allowAddress(host)) throw forbidden(host);
  return url;
};

/** A look-up whose every answer is checked; the connection uses the very addresses that were checked. */
const guardedLookup = (allowAddress: (address: string) => boolean, lookup: typeof systemLookup): LookupFunction => {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const first = addresses[0];
      if (first === undefined || !addresses.every(({ address }) => allowAddress(address))) {
        return callback(forbidden(hostname), '', 0);
      }
      if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
};

const readBody = async (response: Response, maxBytes: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > maxBytes)
      throw new UserError(
        'too-large',
        `The page has more than ${maxBytes} bytes: save what is to be read of it to a file.`,
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const explain = (error: unknown, url: URL, timeoutMs: number): UserError => {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof UserError) return cause;
    if (cause.name === 'TimeoutError') {
      return new UserError('timeout', `${url.host} did not answer within ${timeoutMs / 1000} s: try again later.`);
    }
    const code = (cause as NodeJS.ErrnoException).code;
    if (code !== undefined && typeof code === 'string') {
      return new UserError(
        'fetch-failed',
        `${url.host} cannot be reached (${code}): check the address and the connection.`,
        { cause: error },
      );
    }
  }
  return new UserError('fetch-failed', `${url.host} cannot be reached: check the address and the connection.`, {
    cause: error,
  });
};

/** The page at an address, after redirects. Throws `UserError` with one line that says why it could not be had. */
export const fetchPage = async (address: string, options: FetchOptions = {}): Promise<Page> => {
  const limits = { ...LIMITS, ...options.limits };
  const allowAddress = options.allowAddress ?? isPublicAddress;
  const accept = options.accept ?? PAGES;
  const signal = AbortSignal.timeout(limits.timeoutMs);
  const agent = new Agent({ connect: { lookup: guardedLookup(allowAddress, options.lookup ?? systemLookup) } });
  let url = parseAddress(address, allowAddress);
  try {
    for (let hop = 0; hop <= limits.maxRedirects; hop += 1) {
      const response = await fetch(url.href, {
        dispatcher: agent,
        redirect: 'manual',
        signal,
        headers: { accept: `${accept.join(', ')};q=0.9`, 'user-agent': 'Sitrep' },
      });
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel();
        url = parseAddress(
          URL.canParse(location, url.href) ? new URL(location, url.href).href : location,
          allowAddress,
        );
        continue;
      }
      if (!response.ok) {
        throw new UserError(
          'http-status',
          `${url.host} answered ${response.status}: check that the address opens in a browser.`,
        );
      }
      const [mediaType = '', ...parameters] = (response.headers.get('content-type') ?? 'text/html')
        .toLowerCase()
        .split(';');
      if (!accept.some((type) => mediaType.trim().startsWith(type))) {
        throw new UserError(
          'not-text',
          `${url.host} answered with ${mediaType.trim()}, which is no page of text: save its text to a file.`,
        );
      }
      const charset = parameters
        .map((part) => /^\s*charset="?([^"\s]+)/.exec(part)?.[1])
        .find((name) => name !== undefined);
      return { url: url.href, mediaType: mediaType.trim(), charset, bytes: await readBody(response, limits.maxBytes) };
    }
    throw new UserError(
      'fetch-failed',
      `${url.host} redirects more than ${limits.maxRedirects} times: give the address that it leads to.`,
    );
  } catch (error) {
    throw explain(error, url, limits.timeoutMs);
  } finally {
    await agent.destroy();
  }
};
