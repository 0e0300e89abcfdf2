/** Turns a typed value into what the option takes. */
import { type OptionData, OptionType } from './command-usage.ts';

const YES = /^(yes|y|true|on|1)$/i;
const NO = /^(no|n|false|off|0)$/i;

const numberOf = (option: OptionData, text: string): number | { must: string } => {
  const value = Number(text);
  if (!Number.isFinite(value)) return { must: 'must be a number' };
  if (option.type === OptionType.integer && !Number.isSafeInteger(value)) return { must: 'must be a whole number' };
  if (option.min_value !== undefined && value < option.min_value)
    return { must: `must be at least ${option.min_value}` };
  if (option.max_value !== undefined && value > option.max_value)
    return { must: `must be at most ${option.max_value}` };
  return value;
};

/** The value for the option, or what it must be. Choices may be typed by their name or value, in any case. */
export const optionValue = (option: OptionData, text: string): string | number | boolean | { must: string } => {
  const { choices = [] } = option;
  if (choices.length > 0) {
    const wanted = text.toLowerCase();
    const choice = choices.find(({ name, value }) =>
      [name, String(value)].some((each) => each.toLowerCase() === wanted),
    );
    return choice?.value ?? { must: `must be one of ${choices.map(({ value }) => value).join(', ')}` };
  }
  if (option.type === OptionType.integer || option.type === OptionType.number) return numberOf(option, text);
  if (option.type === OptionType.boolean)
    return YES.test(text) ? true : NO.test(text) ? false : { must: 'must be yes or no' };
  if (option.max_length !== undefined && text.length > option.max_length) {
    return { must: `may have ${option.max_length} characters` };
  }
  return text;
};
