/** Choices while an option is being typed: always in time, never an error. */
import type { AutocompleteInteraction } from 'discord.js';
import type { Choice, Command } from './command.ts';
import { errorFields } from './discord-error.ts';
import type { LogPort } from './log-port.ts';
import { cleanText } from './options.ts';
import { plain, shortened } from './views/escape.ts';

const MOST_CHOICES = 25;
const LONGEST_CHOICE = 100;
/** Longest text that is looked up; names are shorter. */
const LONGEST_TYPED = 100;

/** Choices as Discord accepts them: at most 25, distinct, named; one whose value is too long is left out, since cut it means something else. */
const fittingChoices = (choices: readonly Choice[]): Choice[] => {
  const byValue = new Map<string, Choice>();
  for (const { name, value } of choices) {
    const label = shortened(name, LONGEST_CHOICE) || shortened(value, LONGEST_CHOICE);
    if (label === '' || plain(value) === '' || value.length > LONGEST_CHOICE || byValue.has(value)) continue;
    byValue.set(value, { name: label, value });
    if (byValue.size === MOST_CHOICES) break;
  }
  return [...byValue.values()];
};

/** Answers an autocomplete interaction with no choices where the command fails or takes longer than `withinMs`. */
export const answerAutocomplete = async <Context>({
  interaction,
  command,
  contextFor,
  log,
  withinMs,
}: {
  interaction: AutocompleteInteraction;
  command: Command<Context> | undefined;
  contextFor: () => Context | Promise<Context>;
  log: LogPort;
  withinMs: number;
}): Promise<void> => {
  const find = async (): Promise<Choice[]> => {
    const { name, value } = interaction.options.getFocused(true);
    const typed = cleanText(String(value)).slice(0, LONGEST_TYPED);
    return (await command?.autocomplete?.(await contextFor(), name, typed)) ?? [];
  };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Choice[]>((resolve) => {
    timer = setTimeout(() => resolve([]), withinMs);
  });
  const found = find().catch((error: unknown) => {
    log.warn({ command: interaction.commandName, ...errorFields(error) }, 'autocomplete failed');
    return [];
  });
  try {
    await interaction.respond(fittingChoices(await Promise.race([found, late])));
  } catch (error) {
    log.warn({ command: interaction.commandName, ...errorFields(error) }, 'choices could not be sent');
  } finally {
    clearTimeout(timer);
  }
};
