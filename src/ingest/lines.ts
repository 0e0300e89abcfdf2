/** Splits a stream of bytes into lines at `\n` and nowhere else, holding no more than one line in memory. */
import { UserError } from '../errors.ts';
import { MAX_ARTICLE_LENGTH } from '../model/article.ts';

/** JSON may write one character as six bytes (`\u0000`), and an article has fields beside its text. */
const MAX_LINE_BYTES = 6 * MAX_ARTICLE_LENGTH + 100_000;

const NEWLINE = 0x0a;

/** One line, counted from 1, or what is wrong with it. */
export type Line = { number: number; text: string } | { number: number; error: UserError };

const decodeLine = (number: number, bytes: Buffer): Line => {
  try {
    return { number, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (cause) {
    return {
      number,
      error: new UserError('binary', 'The line is not text in UTF-8: save the file as UTF-8.', { cause }),
    };
  }
};

const tooLong = (number: number, limit: number): Line => ({
  number,
  error: new UserError('too-large', `The line has more than ${limit} bytes: split the article.`),
});

/** The lines of `chunks`; one that is too long or no UTF-8 comes as an error and the next ones still come. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  limit: number = MAX_LINE_BYTES,
): AsyncGenerator<Line> {
  let number = 1;
  let parts: Uint8Array[] = [];
  let length = 0;
  const take = (part: Uint8Array): void => {
    length += part.length;
    if (length <= limit) parts.push(part);
    else parts = [];
  };
  const finish = (): Line => {
    const line = length > limit ? tooLong(number, limit) : decodeLine(number, Buffer.concat(parts));
    number += 1;
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      take(chunk.subarray(from, end));
      yield finish();
      from = end + 1;
    }
    if (from < chunk.length) take(chunk.subarray(from));
  }
  if (length > 0) yield finish();
}
