/** Answers `/help`: what can be asked, with examples, made from the list of commands that is passed in. */
import type { Answer } from '../model/answer.ts';
import { note } from './evidence-list.ts';
import { withText } from './plain-text.ts';

/** A command as help tells of it. */
export type HelpEntry = {
  name: string;
  description: string;
  options: readonly { name: string; description: string; required: boolean }[];
  examples: readonly string[];
};

/** One section for each command. */
export function answerHelp(commands: readonly HelpEntry[]): Answer {
  return withText({
    command: 'help',
    title: 'What you can ask',
    headline:
      'Who did what to whom, where, when and how certainly: each statement comes with the sentence it rests on.',
    sections: [
      ...commands.map(({ name, description, options, examples }) => ({
        heading: `/${name}`,
        statements: [
          note(description),
          ...options.map((option) =>
            note(`${option.name}${option.required ? '' : ' (optional)'}: ${option.description}`),
          ),
          ...examples.map((example) => note(`Example: ${example}`)),
        ],
      })),
      {
        heading: 'How to read an answer',
        statements: [
          note('Numbers in brackets point to the quotes an answer rests on; /evidence shows one in its context.'),
          note(
            'An event is one thing that happened, is claimed, planned or denied, however many articles tell of it; a report is what one article tells of one event. Counts are of events.',
          ),
          note('Claimed, expected, failed and denied events are marked as such and never count as facts.'),
          note('Dates are written 2018-09-30, 2018-09 or 2018.'),
        ],
      },
    ],
    evidence: [],
  });
}
