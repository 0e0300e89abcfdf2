/** Extraction in worker threads: a queue of articles, one at a time per thread, each within a time limit. */
import { Worker } from 'node:worker_threads';
import { AppError } from '../errors.ts';
import type { WorkerReply, WorkerSettings } from '../extract/worker.ts';
import type { Article } from '../model/article.ts';
import type { Extraction } from '../model/event.ts';

export type ExtractionThreads = {
  extract(article: Article): Promise<Extraction>;
  /** Opens the first thread before there is an article, so that it gets ready meanwhile. */
  warmUp(): void;
  close(): Promise<void>;
};

type Job = {
  article: Article;
  resolve(extraction: Extraction): void;
  reject(error: unknown): void;
};

/** The longest that an article of this length may take; far above what any should. */
const timeLimit = (article: Article): number => 60_000 + article.text.length / 10;

/** `open` starts one thread; it is called when the first article comes, and again after a thread was lost. */
export const createExtractionThreads = ({
  threads,
  open,
}: {
  threads: number;
  open: () => Worker;
}): ExtractionThreads => {
  const queue: Job[] = [];
  const idle: Worker[] = [];
  const working = new Map<Worker, { job: Job; timer: NodeJS.Timeout }>();
  const alive = new Set<Worker>();

  const finish = (worker: Worker): Job | undefined => {
    const work = working.get(worker);
    working.delete(worker);
    clearTimeout(work?.timer);
    return work?.job;
  };
  const lose = (worker: Worker, error: unknown): void => {
    alive.delete(worker);
    if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
    finish(worker)?.reject(error);
    void worker.terminate();
    next();
  };
  const start = (): Worker => {
    const worker = open();
    alive.add(worker);
    worker.on('message', (reply: WorkerReply) => {
      const job = finish(worker);
      worker.unref();
      idle.push(worker);
      if (job !== undefined && 'extraction' in reply) job.resolve(reply.extraction);
      else if ('failure' in reply) job?.reject(new AppError('extraction-failed', reply.failure));
      next();
    });
    worker.on('error', (error) => lose(worker, error));
    worker.on('exit', (code) => {
      if (alive.has(worker)) lose(worker, new AppError('extraction-failed', `The extraction thread ended (${code}).`));
    });
    return worker;
  };
  const next = (): void => {
    const job = queue[0];
    if (job === undefined) return;
    const worker = idle.pop() ?? (alive.size < threads ? start() : undefined);
    if (worker === undefined) return;
    queue.shift();
    const limit = timeLimit(job.article);
    const timer = setTimeout(
      () =>
        lose(worker, new AppError('extraction-timeout', `Extraction took more than ${Math.round(limit / 1000)} s.`)),
      limit,
    );
    working.set(worker, { job, timer });
    worker.ref();
    worker.postMessage(job.article satisfies Article);
  };

  return {
    warmUp: () => {
      if (alive.size > 0) return;
      const worker = start();
      worker.unref();
      idle.push(worker);
    },
    extract: (article) =>
      new Promise((resolve, reject) => {
        queue.push({ article, resolve, reject });
        next();
      }),
    close: async () => {
      const workers = [...alive];
      alive.clear();
      const error = new AppError('extraction-closed', 'The program is ending.');
      for (const worker of workers) finish(worker)?.reject(error);
      for (const job of queue.splice(0)) job.reject(error);
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
};

/** A thread of the product; needs the compiled program. */
export const openExtractionThread = (settings: WorkerSettings): Worker =>
  new Worker(new URL('../extract/worker.js', import.meta.url), { workerData: settings });
