/** What a date rule is: one format, a pattern, and where a match lies. */
import type { Placed, Reference } from './reference.ts';

/** A word class that must occur in a sentence before a rule is tried. */
export type DateTrigger = 'month' | 'weekday' | 'year' | 'numeric' | 'relative' | 'season';

export type DateContext = {
  /** The sentence. */
  text: string;
  reference: Reference;
  /** The day that "the next day" counts from, where the caller knows one. */
  anchor: number | null;
};

export type DateRule = {
  name: string;
  trigger: DateTrigger;
  /** Global and without regard to case; a match is the words of the date. */
  pattern: RegExp;
  /** Null where the match is no date after all. */
  place(
    groups: Readonly<Record<string, string | undefined>>,
    match: RegExpExecArray,
    context: DateContext,
  ): Placed | null;
};
