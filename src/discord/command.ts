/** What a slash command is: its definition for Discord, and a function from options to a plain answer. */
import type { RESTPostAPIChatInputApplicationCommandsJSONBody } from 'discord.js';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Answer } from '../model/answer.ts';
import type { Viewer } from '../model/scope.ts';
import type { Store } from '../store/store.ts';

/** What a command may use. `now` is passed in so that tests do not depend on the clock. */
export type CommandContext = {
  store: Store;
  knowledge: Knowledge;
  viewer: Viewer;
  now: () => Date;
};

/** Options as Discord or the console parsed them: trimmed strings, numbers and booleans by option name. */
export type CommandOptions = Readonly<Record<string, string | number | boolean | undefined>>;

export type Choice = { name: string; value: string };

/** One slash command; one file in commands/ default-exports one. The same object serves Discord and the console. */
export type Command = {
  data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Answers the question; throws `UserError` for a mistake that the asker can mend. */
  execute(context: CommandContext, options: CommandOptions): Promise<Answer>;
  /** At most 25 choices for the option that is being typed; must be quick, autocomplete cannot be deferred. */
  autocomplete?(context: CommandContext, option: string, typed: string): Promise<Choice[]>;
};
