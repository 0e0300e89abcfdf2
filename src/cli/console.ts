/** The local console: slash commands line by line, from a person or a pipe. */
import { createInterface } from 'node:readline';
import type { AnswerContext } from '../answer/context.ts';
import type { Command } from '../discord/command.ts';
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
      'No DISCORD_TOKEN is set, so this is the local console. /help lists the commands; Ctrl-D ends.',
    );
    input.prompt();
  }
  const updates = person ? startUpdates(core, { ...printer(io, () => input.prompt(true)), console: true }) : null;
  for await (const line of input) {
    if (/^\s*\/?(exit|quit)\s*$/.test(line)) break;
    if (line.trim() !== '') {
      try {
        const { answer, wrongUsage } = await answerLine(line, commands, core.consoleContext());
        await writeLine(io.stdout, `${wrongUsage ? harmless(answer.text) : renderAnswer(answer, look)}\n`);
      } catch (error) {
        core.log.debug({ err: error }, 'a command failed');
        await writeLine(io.stderr, lineOf(error));
      }
    }
    if (person) input.prompt();
  }
  input.close();
  await updates?.stop(STOP_MS);
};

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
