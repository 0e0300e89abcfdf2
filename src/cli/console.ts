/** The local console: slash commands line by line, from a person or a pipe. */
import { createInterface } from 'node:readline';
import type { AnswerContext } from '../answer/context.ts';
import type { Command } from '../discord/command.ts';
import { answerLine } from './answer-line.ts';
import { type ConsoleIo, lookOf, writeLine } from './console-io.ts';
import { harmless, renderAnswer } from './console-view.ts';
import { type Core, loadCommands } from './core.ts';
import { lineOf } from './status.ts';

const PROMPT = 'sitrep> ';

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
  for await (const line of input) {
    if (/^\s*\/?(exit|quit)\s*$/.test(line)) break;
    if (line.trim() !== '') {
      try {
        const { answer, wrongUsage } = await answerLine(line, commands, core.contextFor('shared'));
        await writeLine(io.stdout, `${wrongUsage ? harmless(answer.text) : renderAnswer(answer, look)}\n`);
      } catch (error) {
        core.log.debug({ err: error }, 'a command failed');
        await writeLine(io.stderr, lineOf(error));
      }
    }
    if (person) input.prompt();
  }
  input.close();
};

/** Completes the names of commands. */
const completer =
  (commands: readonly Command<AnswerContext>[]) =>
  (line: string): [string[], string] => {
    const names = commands.map(({ data }) => `/${data.name} `).filter((name) => name.startsWith(line));
    return [names, line];
  };
