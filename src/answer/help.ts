/** Answers `/help`: what can be asked, or one command with its options, made from the list of commands that is passed in. */
import { UserError } from '../errors.ts';
import type { Answer, Section } from '../model/answer.ts';
import { note } from './evidence-list.ts';
import { cleanName } from './parameters.ts';
import { withText } from './plain-text.ts';

/** A command as help tells of it; of one that has subcommands, they are its options. */
export type HelpEntry = {
  name: string;
  description: string;
  options: readonly { name: string; description: string; required: boolean; isSubcommand: boolean }[];
  examples: readonly string[];
};

const READING: Section = {
  heading: 'How to read an answer',
  statements: [
    'Numbers in brackets point to the quotes an answer rests on; /evidence shows one in its context.',
    'An event is one thing that happened, is claimed, planned or denied, however many articles tell of it; a report is what one article tells of one event. Counts are of events.',
    'Claimed, expected, failed and denied events are marked as such and never count as facts.',
    'Dates are written 2018-09-30, 2018-09 or 2018.',
  ].map(note),
};

/** Each command in a line; or, with `asked`, one with its options and examples. Throws a UserError for one that does not exist. */
export function answerHelp(commands: readonly HelpEntry[], asked?: string): Answer {
  const about = asked === undefined ? null : commandNamed(asked, commands);
  if (about !== null) {
    return withText({
      command: 'help',
      title: `/${about.name}`,
      headline: about.description,
      sections: [
        {
          heading: about.options.some(({ isSubcommand }) => isSubcommand) ? 'What it can do' : 'Options',
          statements: about.options.map((option) => note(optionLine(about, option))),
        },
        { heading: 'Examples', statements: about.examples.map(note) },
      ].filter(({ statements }) => statements.length > 0),
      evidence: [],
    });
  }
  return withText({
    command: 'help',
    title: 'What you can ask',
    headline:
      'Who did what to whom, where, when and how certainly: each statement comes with the sentence it rests on.',
    sections: [
      {
        heading: 'Commands',
        statements: commands.map(({ name, description, examples: [example] }) =>
          note(`/${name}: ${description}.${example === undefined ? '' : ` Example: ${example}`}`),
        ),
      },
      {
        heading: null,
        statements: [note('/help command:events tells more of one of them: its options, and more examples.')],
      },
      READING,
    ],
    evidence: [],
  });
}

function optionLine({ name: command }: HelpEntry, option: HelpEntry['options'][number]): string {
  const { name, description, required, isSubcommand } = option;
  if (isSubcommand) return `/${command} ${name}: ${description}`;
  return `${name}:${required ? '' : ' (optional)'} ${description}`;
}

function commandNamed(asked: string, commands: readonly HelpEntry[]): HelpEntry {
  const wanted = cleanName(asked).replace(/^\//, '').split(' ')[0]?.toLowerCase();
  const found = commands.find(({ name }) => name === wanted);
  if (found !== undefined) return found;
  const suggestions = commands.map(({ name }) => name);
  throw new UserError('unknown-command', `command: there is no command “${cleanName(asked)}”; /help lists all.`, {
    context: { option: 'command' },
    suggestions,
  });
}
