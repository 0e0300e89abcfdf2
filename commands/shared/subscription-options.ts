/** The options that `/subscribe` and `/subscriptions edit` share. */
import type { SlashCommandBuilder, SlashCommandOptionsOnlyBuilder, SlashCommandSubcommandBuilder } from 'discord.js';
import { completeActor, completePlace, completeType } from '../../src/answer/complete.ts';
import type { AnswerContext } from '../../src/answer/context.ts';
import type { Choice, CommandOptions } from '../../src/discord/command.ts';
import { completeQuiet, completeTime, completeTimeZone } from '../../src/updates/complete.ts';
import { FACTUALITIES, type SubscriptionOptions } from '../../src/updates/options.ts';
import { text } from './options.ts';

const choicesOf = (values: readonly string[]): { name: string; value: string }[] =>
  values.map((value) => ({ name: value, value }));

/** Adds them; all are optional. */
export const withSubscriptionOptions = <B extends SlashCommandBuilder | SlashCommandSubcommandBuilder>(
  builder: B,
): SlashCommandOptionsOnlyBuilder | SlashCommandSubcommandBuilder =>
  builder
    .addStringOption((option) =>
      option.setName('place').setDescription('Only there and in what lies in it').setAutocomplete(true),
    )
    .addStringOption((option) =>
      option.setName('actor').setDescription('Only with this actor or one of its members').setAutocomplete(true),
    )
    .addStringOption((option) =>
      option.setName('type').setDescription('Only this action or ACLED type').setAutocomplete(true),
    )
    .addBooleanOption((option) => option.setName('control-only').setDescription('Only what says who holds a place'))
    .addStringOption((option) =>
      option
        .setName('min-confidence')
        .setDescription('Only what is at least so sure')
        .addChoices(...choicesOf(['any', 'low', 'moderate', 'high'])),
    )
    .addStringOption((option) =>
      option
        .setName('factuality')
        .setDescription('Only what happened, is expected, or was tried')
        .addChoices(...choicesOf(Object.keys(FACTUALITIES))),
    )
    .addStringOption((option) =>
      option
        .setName('every')
        .setDescription('At once, or in a digest; at once where it is left out')
        .addChoices(...choicesOf(['instant', 'hourly', 'daily', 'weekly'])),
    )
    .addStringOption((option) =>
      option.setName('at').setDescription('Local time of a digest: 08:00, Monday 08:00').setAutocomplete(true),
    )
    .addStringOption((option) =>
      option.setName('time-zone').setDescription('Whose local time, such as Asia/Damascus').setAutocomplete(true),
    )
    .addStringOption((option) =>
      option.setName('quiet').setDescription('Hours without messages: 22:00-07:00').setAutocomplete(true),
    )
    .addRoleOption((option) => option.setName('role').setDescription('A role to mention in each message'))
    .addStringOption((option) =>
      option.setName('title').setDescription('What stands above the messages').setMaxLength(80),
    );

/** Adds the option for another channel than this one. */
export const withChannel = <B extends SlashCommandBuilder | SlashCommandSubcommandBuilder>(
  builder: B,
  description: string,
): B => {
  builder.addChannelOption((option) => option.setName('channel').setDescription(description));
  return builder;
};

export const subscriptionOptions = (options: CommandOptions): SubscriptionOptions => {
  const control = options['control-only'];
  return {
    place: text(options, 'place'),
    actor: text(options, 'actor'),
    type: text(options, 'type'),
    controlOnly: control === undefined ? undefined : control === true || control === 'true',
    minConfidence: text(options, 'min-confidence'),
    factuality: text(options, 'factuality'),
    every: text(options, 'every'),
    at: text(options, 'at'),
    timeZone: text(options, 'time-zone'),
    quiet: text(options, 'quiet'),
    role: text(options, 'role'),
    title: text(options, 'title'),
  };
};

/** Choices for one of them. */
export const completeSubscriptionOption = async (
  context: AnswerContext,
  option: string,
  typed: string,
): Promise<Choice[]> => {
  switch (option) {
    case 'place':
      return completePlace(context, typed);
    case 'actor':
      return completeActor(context, typed);
    case 'type':
      return completeType(typed);
    case 'at':
      return completeTime(typed);
    case 'time-zone':
      return completeTimeZone(typed);
    case 'quiet':
      return completeQuiet(typed);
    default:
      return [];
  }
};
