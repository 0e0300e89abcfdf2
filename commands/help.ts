/** `/help`: what can be asked, or one command with its options and examples, made from the list of commands. */
import { ApplicationCommandOptionType, SlashCommandBuilder } from 'discord.js';
import type { AnswerContext } from '../src/answer/context.ts';
import type { HelpEntry } from '../src/answer/help.ts';
import { answerHelp } from '../src/answer/help.ts';
import type { Command } from '../src/discord/command.ts';
import { EVERY_INSTALL, EVERYWHERE, text } from './shared/options.ts';

const EXAMPLES: Readonly<Record<string, readonly string[]>> = {
  'who-controls': ['/who-controls place:Suweida', '/who-controls place:"Deir ez-Zor" as-of:2018-09-30'],
  summary: ['/summary', '/summary place:Suweida since:2018-07-01'],
  events: ['/events actor:ISIS type:besiege', '/events place:Hajin since:2018-09'],
  actor: ['/actor name:SDF'],
  subscribe: [
    '/subscribe place:Hajin control-only:True',
    '/subscribe actor:ISIS every:daily at:08:00 time-zone:Asia/Damascus',
  ],
  subscriptions: ['/subscriptions list', '/subscriptions pause', '/subscriptions log'],
  evidence: ['/evidence event:(an id from the quotes of an answer)'],
  search: ['/search text:dam', '/search text:"captured the dam"'],
  review: ['/review event:(an id) verdict:correct field:place value:Hajin'],
  help: ['/help', '/help command:events'],
};

function entryOf({ name, description, options = [] }: Command<AnswerContext>['data']): HelpEntry {
  return {
    name,
    description,
    options: options.map((option) => {
      const isSubcommand =
        option.type === ApplicationCommandOptionType.Subcommand ||
        option.type === ApplicationCommandOptionType.SubcommandGroup;
      const { name: called, description: says } = option;
      return { name: called, description: says, required: isSubcommand || option.required === true, isSubcommand };
    }),
    examples: EXAMPLES[name] ?? [],
  };
}

/** The list holds this command as well, so it is read when help is asked for and not before. */
const entries = async (): Promise<HelpEntry[]> =>
  (await import('./index.ts')).commands.map(({ data }) => entryOf(data));

export default {
  data: new SlashCommandBuilder()
    .setName('help')
    .setDescription('What you can ask; with a command, what its options are')
    .setContexts(EVERYWHERE)
    .setIntegrationTypes(EVERY_INSTALL)
    .addStringOption((option) =>
      option.setName('command').setDescription('Tell of this command, with its options').setAutocomplete(true),
    )
    .toJSON(),
  execute: async (_context, options) => answerHelp(await entries(), text(options, 'command')),
  autocomplete: async (_context, _option, typed) =>
    (await entries()).flatMap(({ name }) => (name.includes(typed.toLowerCase()) ? [{ name, value: name }] : [])),
} satisfies Command<AnswerContext>;
