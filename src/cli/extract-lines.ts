/** `sitrep extract`: articles in JSONL on standard input, what they say in JSONL on standard output, line by line. */
import { UserError } from '../errors.ts';
import { type Line, readLines } from '../ingest/lines.ts';
import { parseArticleLine, toArticle } from '../ingest/parse-article.ts';
import type { Article } from '../model/article.ts';
import type { Extraction } from '../model/event.ts';
import { type ConsoleIo, writeLine } from './console-io.ts';
import { STATUS } from './status.ts';

type Failure = { line: number; error: { code: string; message: string } };

const failure = (line: number, code: string, message: string): Failure => ({ line, error: { code, message } });

const resultOf = (line: Line, extract: (article: Article) => Extraction): Extraction | Failure => {
  try {
    if ('error' in line) throw line.error;
    return extract(toArticle(parseArticleLine(line.text), `line-${line.number}`));
  } catch (error) {
    if (error instanceof UserError) return failure(line.number, error.code, error.message);
    return failure(line.number, 'extraction-failed', `A fault of the program: ${(error as Error).message}`);
  }
};

/**
 * Answers every line in order, one result a line, and waits where the reader of the results is behind.
 * 1 where extraction failed for a reason that is not the line's, else 0.
 */
export const extractLines = async (
  { stdin, stdout, stderr }: Pick<ConsoleIo, 'stdin' | 'stdout' | 'stderr'>,
  extract: (article: Article) => Extraction,
): Promise<number> => {
  let faults = 0;
  for await (const line of readLines(stdin)) {
    const result = resultOf(line, extract);
    if ('error' in result && result.error.code === 'extraction-failed') faults += 1;
    await writeLine(stdout, JSON.stringify(result));
  }
  if (faults > 0)
    stderr.write(`sitrep: extraction failed on ${faults} ${faults === 1 ? 'line' : 'lines'}: please report them.\n`);
  return faults > 0 ? STATUS.failed : STATUS.done;
};
