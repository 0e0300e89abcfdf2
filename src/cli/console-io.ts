/** Where the program reads and writes: passed to every subcommand, so that tests can stand in for a terminal. */
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { Environment } from '../config.ts';
import type { ConsoleLook } from './console-view.ts';

export type ConsoleIo = {
  stdin: Readable & { isTTY?: boolean };
  stdout: Writable & { isTTY?: boolean; columns?: number };
  stderr: Writable & { isTTY?: boolean; columns?: number };
  environment: Environment;
  cwd: string;
};

/** Writes one line and waits while the reader is behind. */
export const writeLine = async (stream: Writable, line: string): Promise<void> => {
  if (!stream.write(`${line}\n`)) await once(stream, 'drain');
};

/** Colours where a person looks and has not forbidden them (https://no-color.org). */
export const usesColour = (stream: { isTTY?: boolean }, environment: Environment): boolean => {
  if (environment.NO_COLOR !== undefined && environment.NO_COLOR !== '') return false;
  if (environment.FORCE_COLOR !== undefined && environment.FORCE_COLOR !== '0') return true;
  return stream.isTTY === true && environment.TERM !== 'dumb';
};

/** How answers look on standard output. */
export const lookOf = ({ stdout, environment }: ConsoleIo): ConsoleLook => ({
  // Some terminals say that they have no columns.
  width: stdout.isTTY === true ? Math.min(stdout.columns || 80, 120) : null,
  colour: usesColour(stdout, environment),
});
