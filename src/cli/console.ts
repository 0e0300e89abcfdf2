/** The local console: slash commands line by line, from a person or a pipe. */
import { createInterface } from 'node:readline';
import type { AnswerContext } from '../answer/context.ts';
import type { Command } from '../discord/command.ts';
import type { Log } from '../log.ts';
import { answerLine } from './answer-line.ts';
import { type ConsoleIo, lookOf, writeLine } from './console-io.ts';
import { harmless, renderAnswer } from './console-view.ts';
import { type Core, loadCommands } from './core.ts';
import { startUpdates, type UpdateSender } from './run-updates.ts';
import { lineOf } from './status.ts';

const PROMPT = 'sitrep> ';

/** How much of an update is written, and how long its writing may take when the console is closed. */
const MOST_STATEMENTS = 25;
const STOP_MS = 1_000;

/**
 * Answers every line until the input ends or `stopped` settles. A line that is wrong gets its usage, and the next one is
 * read.
 */
export const runConsole = async (core: Core, io: ConsoleIo, stopped: Promise<unknown>): Promise<void> => {
  const commands = await loadCommands();
  const person = io.stdin.isTTY === true && io.stdout.isTTY === true;
  const look = lookOf(io);
  const input = createInterface({
    input: io.stdin,
    ...(person
      ? { output: io.stdout, prompt: PROMPT, terminal: true, completer: completer(commands) }
      : { terminal: false }),
  });
  void stopped.then(() => input.close());
  input.on('SIGINT', () => input.close());
  if (person) {
    await writeLine(
      io.stdout,
      'No DISCORD_TOKEN is set, so this is the local console. Ask something such as /who-controls Suweida; help lists what else\nthere is; quit or Ctrl-D ends.',
    );
    input.prompt();
  }
  const updates = person
    ? startUpdates({ ...core, log: quiet(core.log) }, { ...printer(io, () => input.prompt(true)), console: true })
    : null;
  let left = false;
  for await (const line of input) {
    if (/^\s*\/?(exit|quit)\s*$/i.test(line)) {
      left = true;
      break;
    }
    if (line.trim() !== '') {
      try {
        const { answer, wrongUsage } = await answerLine(
          line.trim() === '?' ? '/help' : line,
          commands,
          core.consoleContext(),
        );
        await writeLine(io.stdout, `${wrongUsage ? harmless(answer.text) : renderAnswer(answer, look)}\n`);
      } catch (error) {
        core.log.debug({ err: error }, 'a command failed');
        await writeLine(io.stderr, lineOf(error));
      }
    }
    if (person) input.prompt();
  }
  input.close();
  // Ctrl-D leaves the cursor behind the prompt.
  if (person && !left) await writeLine(io.stdout, '');
  await updates?.stop(STOP_MS);
};

/** Where a person types, what went well is no news: the log says what did not, unless it was asked for more. */
const quiet = (log: Log): Log => (log.level === 'info' ? log.child({}, { level: 'warn' }) : log);

/** Writes updates between the lines that a person types. */
const printer = (io: ConsoleIo, prompt: () => void): UpdateSender => ({
  send: async ({ answer, nonce }) => {
    await writeLine(io.stdout, `\n${renderAnswer(answer(MOST_STATEMENTS), lookOf(io))}\n`);
    prompt();
    return { status: 'sent', messageId: nonce };
  },
  tell: async () => false,
});

/** Completes the names of commands. */
const completer =
  (commands: readonly Command<AnswerContext>[]) =>
  (line: string): [string[], string] => {
    const names = commands.map(({ data }) => `/${data.name} `).filter((name) => name.startsWith(line));
    return [names, line];
  };
