/** `sitrep rebuild`: extracts every stored article again with today's rules; the articles themselves stay. */
import { viewerOf } from '../model/scope.ts';
import { ahead } from './ahead.ts';
import { type ConsoleIo, writeLine } from './console-io.ts';
import type { Core } from './core.ts';
import { createProgress } from './progress.ts';
import { lineOf, STATUS } from './status.ts';

const AHEAD = 8;

/**
 * Writes one line of JSON with the number of articles and events. Cut short, it can be run again. 1 where a document is
 * damaged, which is said on standard error; the others are read nevertheless.
 */
export const rebuild = async ({ store, pipeline }: Core, io: ConsoleIo): Promise<number> => {
  const { articles: total } = await store.counts(viewerOf('shared'));
  const progress = createProgress(io, 'articles', total);
  let articles = 0;
  let events = 0;
  let damaged = 0;
  const onDamaged = (error: Error): void => {
    damaged += 1;
    io.stderr.write(`${lineOf(error)}\n`);
  };
  try {
    for await (const document of ahead(store.documents(undefined, onDamaged), AHEAD, (each) =>
      pipeline.reextract(each),
    )) {
      await store.replaceExtraction(document);
      articles += 1;
      events += document.events.length;
      progress.step();
    }
  } finally {
    progress.stop();
  }
  await writeLine(io.stdout, JSON.stringify({ articles, events }));
  return damaged === 0 ? STATUS.done : STATUS.failed;
};
