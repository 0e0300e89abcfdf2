import { PassThrough, Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { extractLines } from '../../src/cli/extract-lines.ts';
import type { Article } from '../../src/model/article.ts';
import { fakeIo } from './fake-io.ts';

const extract = ({ id, text }: Article) => {
  if (text === 'fault') throw new Error('broken rule');
  return { id, events: [], mentions: [] };
};

const run = async (input: string) => {
  const io = fakeIo({ input });
  const status = await extractLines(io, extract);
  const lines = io.out().split('\n').slice(0, -1);
  return { status, results: lines.map((line) => JSON.parse(line) as unknown), err: io.err() };
};

describe('extract', () => {
  it('answers every line in order, and names articles without id after their line', async () => {
    expect(await run('{"id":"a1","text":"One."}\n{"text":"Two."}\n')).toEqual({
      status: 0,
      results: [
        { id: 'a1', events: [], mentions: [] },
        { id: 'line-2', events: [], mentions: [] },
      ],
      err: '',
    });
  });

  it('says what is wrong with a line on that line and goes on', async () => {
    const { status, results } = await run('{"id":"a1","text":""}\nnot json\n\n{"id":"a4","text":"Four."}');
    expect(status).toBe(0);
    expect(results).toMatchObject([
      { line: 1, error: { code: 'empty' } },
      { line: 2, error: { code: 'malformed' } },
      { line: 3, error: { code: 'empty' } },
      { id: 'a4' },
    ]);
  });

  it('goes on after a fault of its own, and ends with 1', async () => {
    const { status, results, err } = await run('{"text":"fault"}\n{"text":"fine"}\n');
    expect(results).toMatchObject([{ line: 1, error: { code: 'extraction-failed' } }, { id: 'line-2' }]);
    expect(status).toBe(1);
    expect(err).toBe('sitrep: extraction failed on 1 line: please report them.\n');
  });

  it('answers a line before the next one comes', async () => {
    const stdin = new PassThrough();
    const io = fakeIo({ input: stdin });
    const answered = new Promise<string>((resolve) => {
      const write = io.stdout.write.bind(io.stdout) as (text: string) => boolean;
      io.stdout.write = ((text: string) => {
        resolve(text);
        return write(text);
      }) as typeof io.stdout.write;
    });
    const running = extractLines(io, extract);
    stdin.write('{"text":"One."}\n');
    expect(JSON.parse(await answered)).toMatchObject({ id: 'line-1' });
    stdin.end();
    expect(await running).toBe(0);
  });

  it('reads no further while nobody takes its results', async () => {
    let extracted = 0;
    let release: () => void = () => undefined;
    const stdout = new Writable({
      highWaterMark: 1,
      write(_chunk, _encoding, done) {
        release = done;
      },
    });
    const io = { ...fakeIo({ input: '{"text":"x"}\n'.repeat(100) }), stdout };
    const running = extractLines(io, (article) => {
      extracted += 1;
      return extract(article);
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(extracted).toBe(1);
    stdout._write = (_chunk, _encoding, done) => done();
    release();
    await running;
    expect(extracted).toBe(100);
  });
});
