/** `sitrep ask` and `sitrep start "/…"`: answers to commands given as arguments, in order, from one open store. */
import { answerLine } from './answer-line.ts';
import { type ConsoleIo, lookOf, writeLine } from './console-io.ts';
import { renderAnswer } from './console-view.ts';
import { type Core, loadCommands } from './core.ts';
import { STATUS } from './status.ts';

/** Answers each line as soon as it can; 2 where one of them was no command that can be understood, else 0. */
export const ask = async (core: Core, lines: readonly string[], io: ConsoleIo, json: boolean): Promise<number> => {
  const commands = await loadCommands();
  const look = lookOf(io);
  let status: number = STATUS.done;
  let first = true;
  for (const line of lines) {
    const { answer, wrongUsage } = await answerLine(line, commands, core.consoleContext());
    if (wrongUsage) status = STATUS.wrongUsage;
    if (json) await writeLine(io.stdout, JSON.stringify(answer));
    else if (wrongUsage) await writeLine(io.stderr, `sitrep: ${answer.text}`);
    else await writeLine(io.stdout, `${first ? '' : '\n'}${renderAnswer(answer, look)}`);
    first = false;
  }
  return status;
};
