/** HTTP of the local Discord: reads requests, applies faults, writes answers as Discord does. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Fault, Faults } from './faults.ts';
import { isObject } from './json.ts';

export type RestRequest = {
  method: string;
  /** Without `/api/v10` and query. */
  path: string;
  query: URLSearchParams;
  body: unknown;
  authorization: string | null;
};

export type RestAnswer = { status: number; body?: unknown };

/** One request with what was answered, for tests to count. */
export type RestRecord = RestRequest & { status: number | null };

/** How Discord refuses: HTTP status, its own error code, its words, and the fields that are wrong. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: readonly string[];

  constructor(status: number, code: number, message: string, errors: readonly string[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  if (bytes.length === 0) return undefined;
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return JSON.parse(bytes.toString('utf8')) as unknown;
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const payload: unknown = JSON.parse(String(form.get('payload_json') ?? '{}'));
  const files = [...form.entries()].filter(([key]) => key.startsWith('files['));
  return isObject(payload) && files.length > 0 ? { attachments: files.map(([id]) => ({ id })), ...payload } : payload;
};

const write = (response: ServerResponse, { status, body }: RestAnswer, headers: Record<string, string> = {}): void => {
  if (status === 204 || body === undefined) {
    response.writeHead(status, headers).end();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};

const refusalBody = ({ code, message, errors }: Refusal): object => ({
  message,
  code,
  ...(errors.length === 0
    ? {}
    : { errors: { body: { _errors: errors.map((text) => ({ code: 'BASE_TYPE_INVALID', message: text })) } } }),
});

/** Whether the fault lets the request act before it strikes. */
const acts = (fault: Fault | null): boolean =>
  fault === null || fault.kind === 'accept-then' || fault.kind === 'truncate' || fault.kind === 'silence';

const strike = (response: ServerResponse, fault: Fault, answer: RestAnswer | null): number | null => {
  switch (fault.kind) {
    case 'rate-limit': {
      const wait = fault.retryAfter;
      const body = { message: 'You are being rate limited.', retry_after: wait ?? 0, global: false };
      write(response, { status: 429, body }, wait === undefined ? {} : { 'retry-after': String(wait) });
      return 429;
    }
    case 'status':
      write(response, { status: fault.status, body: { message: fault.message ?? 'fault', code: fault.code ?? 0 } });
      return fault.status;
    case 'accept-then':
      write(response, { status: fault.status, body: { message: 'Internal Server Error', code: 0 } });
      return fault.status;
    case 'truncate': {
      const text = JSON.stringify(answer?.body ?? { id: '1' });
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(text.length) });
      response.write(text.slice(0, Math.floor(text.length / 2)), () => response.destroy());
      return 200;
    }
    case 'silence':
      return null;
    case 'reset':
      response.destroy();
      return null;
  }
};

export type RestSettings = {
  token: string;
  faults: Faults;
  records: RestRecord[];
  handle: (request: RestRequest) => RestAnswer;
  /** Called when a request was acted on or refused, whatever became of the answer. */
  acted: () => void;
};

/** Paths whose secret is in the path itself, so that no token goes with them. */
const OPEN = /^\/(interactions\/|webhooks\/\d+\/|gateway$)/;

/** An HTTP server that answers like Discord's REST API; not listening yet. */
export const createRestServer = ({ token, faults, records, handle, acted }: RestSettings): Server =>
  createServer((message, response) => {
    const answer = async (): Promise<void> => {
      const url = new URL(message.url ?? '/', 'http://localhost');
      const path = decodeURIComponent(url.pathname).replace(/^\/api(\/v\d+)?/, '');
      const request: RestRequest = {
        method: message.method ?? 'GET',
        path,
        query: url.searchParams,
        body: await readBody(message),
        authorization: message.headers.authorization ?? null,
      };
      const record: RestRecord = { ...request, status: null };
      records.push(record);
      const fault = faults.take(request.method, path);
      let result: RestAnswer | null = null;
      if (acts(fault)) {
        try {
          if (!OPEN.test(path) && request.authorization !== `Bot ${token}`)
            throw new Refusal(401, 0, '401: Unauthorized');
          result = handle(request);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          result = { status: error.status, body: refusalBody(error) };
        }
      }
      if (fault !== null) record.status = strike(response, fault, result);
      else if (result !== null) {
        record.status = result.status;
        write(response, result);
      }
    };
    answer()
      .catch((error: unknown) => write(response, { status: 500, body: { message: String(error), code: 0 } }))
      .finally(acted);
  });
