/** Answers and commands for tests of the Discord side, which needs no store. */
import type { Choice, Command, CommandOptions } from '../../src/discord/command.ts';
import type { Answer, Evidence, Statement } from '../../src/model/answer.ts';

export const evidence = (changes: Partial<Evidence> = {}): Evidence => ({
  eventId: 'e1',
  articleId: 'a1',
  title: 'Syria, the army gains ground',
  source: 'Wire',
  url: 'https://news.example/a1',
  published: '2018-09-20',
  date: '2018-09-19',
  quote: 'The SAA conquers the dam and besieges the town',
  start: 10,
  end: 56,
  supports: 'saa',
  factuality: 'actual',
  ...changes,
});

export const answer = (changes: Partial<Answer> = {}): Answer => ({
  command: 'summary',
  title: 'Summary: Suweida',
  headline: 'The army is gaining ground.',
  sections: [
    {
      heading: 'Developments',
      statements: [
        { text: 'The army took the dam.', tone: 'fact', evidence: [0] },
        { text: 'The army is besieging the town.', tone: 'ongoing', evidence: [0] },
      ],
    },
  ],
  evidence: [evidence()],
  text: 'The army is gaining ground.',
  ...changes,
});

/** An answer with so many statements that it takes several messages. */
export const longAnswer = (statements: number): Answer => {
  const items = Array.from(
    { length: statements },
    (_, index): Statement => ({
      text: `Statement number ${index + 1} about what happened.`,
      tone: 'fact',
      evidence: [index],
    }),
  );
  return answer({
    sections: [{ heading: 'Events', statements: items }],
    evidence: items.map((_, index) => evidence({ start: index, end: index + 40, quote: `Quote number ${index + 1}.` })),
  });
};

/** A command that answers whatever `execute` says, with one option of each kind. */
export const command = <Context>(
  name: string,
  execute: (options: CommandOptions, context: Context) => Promise<Answer> | Answer,
  autocomplete?: (typed: string, context: Context, option: string) => Promise<Choice[]> | Choice[],
): Command<Context> => ({
  data: {
    name,
    description: `What ${name} says`,
    description_localizations: { de: `Was ${name} sagt`, fr: 'Ce qui est dit' },
    integration_types: [0, 1],
    contexts: [0, 1, 2],
    options: [
      { type: 3, name: 'place', description: 'Where', required: false, autocomplete: autocomplete !== undefined },
      { type: 3, name: 'since', description: 'From when' },
      { type: 4, name: 'limit', description: 'How many', min_value: 1, max_value: 50 },
      { type: 5, name: 'quotes', description: 'With quotes' },
    ],
  },
  execute: async (context, options) => execute(options, context),
  ...(autocomplete === undefined
    ? {}
    : {
        autocomplete: async (context: Context, option: string, typed: string) => autocomplete(typed, context, option),
      }),
});
