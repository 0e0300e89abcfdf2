/** Extraction in a thread of its own, so that a long article holds up nobody: articles in, extractions out. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadKnowledge } from '../knowledge/load-knowledge.ts';
import type { Article } from '../model/article.ts';
import type { Extraction } from '../model/event.ts';
import { createExtractor } from './extract.ts';

/** Where the thread finds its own copy of the knowledge. */
export type WorkerSettings = { folder: string; gazetteers: readonly string[] };

/** The answer to an article: what was extracted, or what went wrong. Answers come in the order of the articles. */
export type WorkerReply = { extraction: Extraction } | { failure: string };

const port = parentPort;
if (port !== null) {
  const settings = workerData as WorkerSettings;
  const { extract } = createExtractor({ knowledge: loadKnowledge(settings), folder: settings.folder });
  port.on('message', (article: Article) => {
    let reply: WorkerReply;
    try {
      reply = { extraction: extract(article) };
    } catch (error) {
      reply = { failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    port.postMessage(reply);
  });
}
