/** The subcommand: files in, tables or JSON out. */
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { evaluateFiles } from '../../src/cli/eval.ts';
import { STATUS } from '../../src/cli/status.ts';
import type { Article } from '../../src/model/article.ts';
import type { Extraction } from '../../src/model/event.ts';
import { event, knowledge, placeRef, ref } from './samples.ts';

const NOTES = fileURLToPath(new URL('../fixtures/eval/notes.jsonl', import.meta.url));

const extract = ({ id }: Article): Extraction => ({
  id,
  events: id === 'n01' ? [event({ action: 'ambush', actor: ref('Isis'), place: placeRef('Palmyra') })] : [],
  mentions: [],
});

const run = async (files: readonly string[], json: boolean, port = extract) => {
  let text = '';
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const status = await evaluateFiles(
    { stdout, cwd: '/' },
    { files, json, worst: 1, extract: port, knowledge, seed: 1 },
  );
  return { text, status };
};

describe('eval', () => {
  it('prints a table for each file and ends with 0', async () => {
    const { text, status } = await run([NOTES, NOTES], false);
    expect(status).toBe(STATUS.done);
    expect(text.match(/notes\.jsonl: 6 articles/g)).toHaveLength(2);
    expect(text).toContain('events: 4 labelled, 1 found, 0 spurious');
  });

  it('prints nothing but JSON with --json', async () => {
    const { text } = await run([NOTES], true);
    const [only] = JSON.parse(text);
    expect(only).toMatchObject({
      file: NOTES,
      articles: 6,
      types: { texts: 1 },
      events: { labelled: 4, whollyRight: { right: 1, of: 5 } },
    });
    expect(only.worst).toHaveLength(1);
  });

  it('ends with 1 where the extractor fails', async () => {
    const broken = () => {
      throw new Error('broken');
    };
    const { text, status } = await run([NOTES], false, broken);
    expect(status).toBe(STATUS.failed);
    expect(text).toContain('extraction failed on n01: broken');
  });

  it('says which file cannot be read', async () => {
    await expect(run(['/nowhere/gold.jsonl'], false)).rejects.toThrow(
      '/nowhere/gold.jsonl cannot be read: there is no such file.',
    );
  });
});
