/** From a typed slash command to its answer; mistakes become answers too, so that the next command can go on. */
import type { AnswerContext } from '../answer/context.ts';
import type { Command } from '../discord/command.ts';
import { UserError } from '../errors.ts';
import type { Answer } from '../model/answer.ts';
import { parseSlashText } from './slash-text.ts';

/** `wrongUsage` says that the line has to be typed in another way; an unknown name is an answer like any other. */
export type Answered = { answer: Answer; wrongUsage: boolean };

const mistaken = (command: string, { code, message, suggestions }: UserError): Answer => ({
  command,
  title: `/${command}`,
  headline: message,
  sections: [],
  evidence: [],
  text: suggestions.every((suggestion) => message.includes(suggestion))
    ? message
    : `${message} Did you mean: ${suggestions.join(', ')}?`,
  error: { code, message, suggestions: [...suggestions] },
});

/** The answer to one line. Throws only what is no mistake of the person who asks. */
export const answerLine = async (
  line: string,
  commands: readonly Command<AnswerContext>[],
  context: AnswerContext,
): Promise<Answered> => {
  let name = /^\s*\/?(\S*)/.exec(line)?.[1] ?? '';
  try {
    const question = parseSlashText(
      line,
      commands.map(({ data }) => data),
    );
    name = question.name;
    const command = commands.find(({ data }) => data.name === name);
    if (command === undefined) throw new Error(`no command ${name}`);
    return { answer: await command.execute(context, question.options), wrongUsage: false };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const unknownName = error.code === 'unknown-place' || error.code === 'unknown-actor';
    return { answer: mistaken(name, error), wrongUsage: !unknownName };
  }
};
