import { Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createExtractionThreads } from '../../src/cli/extraction-threads.ts';
import type { Article } from '../../src/model/article.ts';

const article = (id: string, text = 'Hajin fell.'): Article => ({
  id,
  text,
  title: null,
  url: null,
  source: null,
  published: null,
});

/** Answers like the product's thread; the text says how to misbehave. */
const THREAD = `
const { parentPort, threadId } = require('node:worker_threads');
parentPort.on('message', (article) => {
  if (article.text === 'exit') process.exit(3);
  if (article.text === 'crash') setImmediate(() => { throw new Error('thread broke'); });
  else if (article.text === 'fail') parentPort.postMessage({ failure: 'rule broke' });
  else parentPort.postMessage({ extraction: { id: article.id, events: [], mentions: [] }, threadId });
});`;

const open = (threads: number) => {
  let opened = 0;
  const pool = createExtractionThreads({
    threads,
    open: () => {
      opened += 1;
      return new Worker(THREAD, { eval: true });
    },
  });
  onTestFinished(() => pool.close());
  return { pool, opened: () => opened };
};

describe('extraction threads', () => {
  it('open none before there is an article, and no more than they may', async () => {
    const { pool, opened } = open(2);
    expect(opened()).toBe(0);
    const ids = ['a', 'b', 'c', 'd', 'e'];
    const extractions = await Promise.all(ids.map((id) => pool.extract(article(id))));
    expect(extractions.map(({ id }) => id)).toEqual(ids);
    expect(opened()).toBe(2);
  });

  it('fail only the article that extraction fails on', async () => {
    const { pool, opened } = open(1);
    const failing = pool.extract(article('a', 'fail'));
    const fine = pool.extract(article('b'));
    await expect(failing).rejects.toMatchObject({ code: 'extraction-failed', message: 'rule broke' });
    expect((await fine).id).toBe('b');
    expect(opened()).toBe(1);
  });

  it.each(['crash', 'exit'])('open another thread after one was lost by a %s', async (how) => {
    const { pool, opened } = open(1);
    const lost = pool.extract(article('a', how));
    const fine = pool.extract(article('b'));
    await expect(lost).rejects.toThrow(how === 'crash' ? 'thread broke' : 'ended (3)');
    expect((await fine).id).toBe('b');
    expect(opened()).toBe(2);
  });

  it('refuse what waits when they are closed', async () => {
    const { pool } = open(1);
    const waiting = Promise.allSettled([pool.extract(article('a')), pool.extract(article('b'))]);
    await pool.close();
    expect((await waiting).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});
