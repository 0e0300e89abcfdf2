/** A counter on standard error while long work goes on; nothing where nobody is looking. */
import { SingleBar } from 'cli-progress';
import type { ConsoleIo } from './console-io.ts';

export type Progress = { step(): void; stop(): void };

/** Shown only where standard error is a terminal and standard output is not, or both would mix. */
export const createProgress = ({ stdout, stderr }: ConsoleIo, what: string, total?: number): Progress => {
  if (stderr.isTTY !== true || stdout.isTTY === true) return { step: () => undefined, stop: () => undefined };
  const format = total === undefined ? `{value} ${what}, {duration} s` : `{bar} {value}/{total} ${what}, {eta} s left`;
  const bar = new SingleBar({ format, stream: stderr, clearOnComplete: true, hideCursor: true });
  bar.start(total ?? 0, 0);
  return { step: () => bar.increment(), stop: () => bar.stop() };
};
