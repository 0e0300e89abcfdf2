/** What went wrong, and what to do next, as a short message that only the asker sees. */
import type { UserError } from '../../errors.ts';
import { escaped, shortened } from './escape.ts';
import { MAX_BUTTONS_IN_ROW } from './limits.ts';
import { buttonRow, type MessageView, message, textDisplay } from './message.ts';
import { COLOUR } from './tones.ts';

/** `hints` say what else can be done. */
export type Mistake = { message: string; suggestions: readonly string[]; hints?: readonly string[] };

const LONGEST_MESSAGE = 1_000;
/** Suggestions that are shown; the rest would hide the best. */
const MOST_SUGGESTIONS = 10;
const LONGEST_SUGGESTION = 60;
const MOST_HINTS = 4;
const LONGEST_HINT = 300;

const listed = (suggestions: readonly string[]): string =>
  suggestions.length === 0
    ? ''
    : `\nDid you mean ${suggestions.map((suggestion) => `**${escaped(shortened(suggestion, LONGEST_SUGGESTION))}**`).join(', ')}?`;

/**
 * A mistake that the asker can mend. `retry` gives the custom_id that asks again with a suggestion in place of what was
 * typed, or null where that cannot be.
 */
export const mistakeView = (
  mistake: Mistake,
  retry: ((suggestion: string, choice: number) => string | null) | null,
): MessageView => {
  const suggestions = [...new Set(mistake.suggestions)].slice(0, MOST_SUGGESTIONS);
  const buttons = suggestions.slice(0, MAX_BUTTONS_IN_ROW).flatMap((suggestion, choice) => {
    const customId = retry?.(suggestion, choice) ?? null;
    return customId === null ? [] : [{ label: suggestion, customId, primary: choice === 0 }];
  });
  const text = escaped(shortened(mistake.message, LONGEST_MESSAGE)) || 'That did not work.';
  const hints = (mistake.hints ?? [])
    .slice(0, MOST_HINTS)
    .map((hint) => `\n-# ${escaped(shortened(hint, LONGEST_HINT))}`);
  return message(COLOUR.mistake, [
    textDisplay(`✕ ${text}${listed(suggestions)}${hints.join('')}`),
    ...(buttons.length === 0 ? [] : [buttonRow(buttons)]),
  ]);
};

/** One line in words, such as why a button is refused. */
export const noticeView = (text: string): MessageView => message(COLOUR.unknown, [textDisplay(escaped(text))]);

/** An unforeseen failure: nothing of it but a code under which the log has it. */
export const failureView = (reference: string): MessageView =>
  message(COLOUR.mistake, [
    textDisplay(
      `✕ Something went wrong here, not with what you asked. Try again; if it stays, tell the operator the code **${escaped(reference)}**.`,
    ),
  ]);

/** The mistake in a `UserError`. */
export const mistakeOf = (error: UserError): Mistake => ({ message: error.message, suggestions: error.suggestions });
