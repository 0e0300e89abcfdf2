#!/usr/bin/env node
/** The program's entrance: hands the process to the subcommands and ends with their status. */
import { runProgram } from './cli/program.ts';
import { STATUS } from './cli/status.ts';

/** How long what is left over may keep the process alive when its work is done. */
const LINGER_MS = 500;

const { stdout, stderr, stdin, env } = process;

// Whoever reads the output may go away at any time (`| head`); that is no failure. Windows calls it EOF.
stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE' || code === 'EOF') process.exit(STATUS.done);
  stderr.write(`sitrep: standard output cannot be written (${code}).\n`);
  process.exit(STATUS.failed);
});
stderr.on('error', () => undefined);

process.exitCode = await runProgram(process.argv.slice(2), {
  stdin,
  stdout,
  stderr,
  environment: env,
  cwd: process.cwd(),
});
setTimeout(() => process.exit(), LINGER_MS).unref();
stdin.pause();
