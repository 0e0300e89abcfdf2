/** What a date rule is: one format, a pattern, and where a match lies. */
import type { Placed, Reference } from './reference.ts';

/** A word class that must occur in a sentence before a rule is tried. */
export type DateTrigger = 'month' | 'weekday' | 'year' | 'numeric' | 'relative' | 'season';

/** A date that others count from: its year, and month and day (a day number) where they are known. */
export type Anchor = { year: number; month: number | null; day: number | null };

export type DateContext = {
  /** The sentence. */
  text: string;
  reference: Reference;
  /** What "the next day" counts from, where the text has told one. */
  anchor: Anchor | null;
};

export type DateRule = {
  name: string;
  trigger: DateTrigger;
  /** What a sentence must hold for the pattern to be worth trying; a pattern with classes of letters costs ten times as much. */
  hint?: RegExp;
  /** Global and without regard to case; a match is the words of the date. */
  pattern: RegExp;
  /** Null where the match is no date after all. */
  place(
    groups: Readonly<Record<string, string | undefined>>,
    match: RegExpExecArray,
    context: DateContext,
  ): Placed | null;
};
