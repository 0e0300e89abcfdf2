/** What a slash command is: its definition for Discord, and a function from options to a plain answer. */
import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';
import type { Answer } from '../model/answer.ts';

/**
 * Options as Discord or the console parsed them: trimmed strings, numbers and booleans by option name.
 * Two further names are reserved: `subcommand` (and `group`) for commands that have them, and `page`, counting from 1, for the
 * further pages of a command whose answer carries `paging`; a command need not declare `page` for its buttons to work.
 */
export type CommandOptions = Readonly<Record<string, string | number | boolean | undefined>>;

export type Choice = { name: string; value: string };

/**
 * One slash command; one file in commands/ default-exports one. The same object serves Discord and the console.
 * `Context` is what it answers from; this folder only hands it through.
 */
export type Command<Context> = {
  data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Answers the question; throws `UserError` for a mistake that the asker can mend. */
  execute(context: Context, options: CommandOptions): Promise<Answer>;
  /** At most 25 choices for the option that is being typed; must be quick, autocomplete cannot be deferred. */
  autocomplete?(context: Context, option: string, typed: string): Promise<Choice[]>;
};
