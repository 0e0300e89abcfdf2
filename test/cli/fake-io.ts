/** A console for tests: what goes in is given, what comes out is kept. */
import { PassThrough, Readable, Writable } from 'node:stream';
import type { ConsoleIo } from '../../src/cli/console-io.ts';
import type { Environment } from '../../src/config.ts';

const keeping = (): Writable & { text: string } => {
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      kept.text += chunk.toString();
      done();
    },
  });
  const kept = Object.assign(stream, { text: '' });
  return kept;
};

export type FakeIo = ConsoleIo & { out(): string; err(): string };

/** `input` is given at once; without it standard input stays open and silent. */
export const fakeIo = ({
  input,
  environment = {},
  cwd = process.cwd(),
}: {
  input?: string | Readable;
  environment?: Environment;
  cwd?: string;
} = {}): FakeIo => {
  const stdout = keeping();
  const stderr = keeping();
  const stdin = typeof input === 'string' ? Readable.from([Buffer.from(input)]) : (input ?? new PassThrough());
  return { stdin, stdout, stderr, environment, cwd, out: () => stdout.text, err: () => stderr.text };
};
