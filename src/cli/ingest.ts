/** `sitrep ingest`: articles into the store; one line of JSON for each, after it is durable. */
import { AppError, UserError } from '../errors.ts';
import { fetchPage } from '../ingest/fetch-page.ts';
import type { Defaults, Incoming } from '../ingest/incoming.ts';
import { isPublicAddress } from '../ingest/public-address.ts';
import { articlesOf } from '../ingest/sources.ts';
import type { Ingested, Prepared } from '../pipeline.ts';
import { ahead } from './ahead.ts';
import { type ConsoleIo, writeLine } from './console-io.ts';
import type { Core } from './core.ts';
import { createProgress } from './progress.ts';
import { type Refused, refused, sayRefusals } from './refusals.ts';
import { STATUS } from './status.ts';

export type IngestOptions = {
  defaults: Defaults;
  jsonl: boolean;
  /** Fetch from addresses that are not public as well. */
  privateAddresses: boolean;
};

/** Articles that are extracted while those before them are written. */
const AHEAD = 8;

/** Whether the next article may well go through: neither the store nor the program is what failed. */
const isAboutTheArticle = (error: unknown): error is AppError =>
  error instanceof UserError
    ? !error.code.startsWith('store-')
    : error instanceof AppError && (error.code === 'extraction-failed' || error.code === 'extraction-timeout');

type Outcome = { commit: Prepared['commit'] } | { refusal: Refused };

async function* incomingFrom(
  sources: readonly string[],
  io: ConsoleIo,
  options: IngestOptions,
): AsyncGenerator<Incoming> {
  for (const source of sources) {
    yield* articlesOf(source, {
      defaults: options.defaults,
      jsonl: options.jsonl,
      stdin: io.stdin,
      fetchPage: (address) =>
        fetchPage(address, { allowAddress: options.privateAddresses ? () => true : isPublicAddress }),
    });
  }
}

/** 0 where everything is stored now or was before, 1 where something was refused. A failing store ends it with an error. */
export const ingest = async (
  core: Core,
  sources: readonly string[],
  io: ConsoleIo,
  options: IngestOptions,
): Promise<number> => {
  const prepare = async (incoming: Incoming): Promise<Outcome> => {
    if ('error' in incoming) return { refusal: refused(incoming.id, incoming.error) };
    const { id } = incoming.article;
    try {
      const prepared = await core.pipeline.prepare(incoming.article);
      return { commit: () => prepared.commit() };
    } catch (error) {
      if (isAboutTheArticle(error)) return { refusal: refused(id, error) };
      throw error;
    }
  };
  const progress = createProgress(io, 'articles');
  const refusals: Refused[] = [];
  try {
    for await (const outcome of ahead(incomingFrom(sources, io, options), AHEAD, prepare)) {
      const result: Ingested | Refused = 'refusal' in outcome ? outcome.refusal : await outcome.commit();
      if (result.status === 'refused') refusals.push(result);
      await writeLine(io.stdout, JSON.stringify(result));
      progress.step();
    }
  } finally {
    progress.stop();
  }
  if (refusals.length === 0) return STATUS.done;
  io.stderr.write(`sitrep: ${sayRefusals(refusals, 'article')}\n`);
  return STATUS.failed;
};
