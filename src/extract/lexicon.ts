/** What is known of each word as a text writes it: looked up once, since texts repeat their words all the time. */
import { TELLS_HARM } from './casualties.ts';
import type { ClosedPos } from './closed-class.ts';
import type { VerbForm } from './compromise.ts';
import { DATE_WORDS } from './dates.ts';
import type { Frame } from './frame.ts';
import type { Companions } from './gate.ts';
import type { Grammar } from './grammar.ts';
import type { Phrase } from './phrase-tables.ts';
import { COUNT_WORDS } from './quantities.ts';

/** A word by itself, whatever stands beside it. */
export type Word = {
  /** Lower case, apostrophes of every kind made one. */
  lower: string;
  closed: ClosedPos | undefined;
  /** The fixed phrases of closed classes that begin with it, longest first. */
  phrases: readonly Phrase<ClosedPos>[] | undefined;
  forms: readonly VerbForm[] | null;
  /** As a noun in any number. */
  classes: ReadonlySet<string> | null;
  /** Whether it is a noun that names an event by itself. */
  namesEvent: boolean;
  /** Event nouns of several words that begin with it, longest first. */
  compounds: readonly Phrase<Frame>[] | undefined;
  /** Whether an event noun ends with it, or with what stands behind its hyphen. */
  endsEvent: boolean;
  /** Whether nouns of several words end with it ("police station"). */
  endsCompound: boolean;
  /** What the gate asks for beside it. */
  companions: Companions | undefined;
  /** Whether a count, a date or harm to people can be told with it. */
  counts: boolean;
  dates: boolean;
  harms: boolean;
};

/** Longer words are slices that would keep the text they come from in memory. */
const LONGEST_KEPT = 12;
/** How many words are kept; a day of news has some thirty thousand. */
const MOST_KEPT = 50_000;

const APOSTROPHE = /[’ʼ‘`]/u;
const APOSTROPHES = /[’ʼ‘`]/gu;

export type Lexicon = { word(written: string): Word };

export function createLexicon(
  grammar: Pick<
    Grammar,
    'closed' | 'closedPhrases' | 'verbs' | 'nounClasses' | 'nounTriggers' | 'nounEndings' | 'compoundHeads' | 'gate'
  >,
): Lexicon {
  const kept = new Map<string, Word>();
  return {
    word(written) {
      const known = kept.get(written);
      if (known !== undefined) return known;
      const made = read(written, grammar);
      if (written.length <= LONGEST_KEPT && kept.size < MOST_KEPT) kept.set(written, made);
      return made;
    },
  };
}

function read(written: string, grammar: Parameters<typeof createLexicon>[0]): Word {
  const { closed, closedPhrases, verbs, nounClasses, nounTriggers, nounEndings, compoundHeads, gate } = grammar;
  const lower = folded(written);
  const triggers = nounTriggers.get(lower) ?? [];
  const compounds = triggers.filter(({ words }) => words.length > 1);
  return {
    lower,
    closed: closed.get(lower),
    phrases: closedPhrases.get(lower),
    forms: verbs.get(lower) ?? null,
    classes: nounClasses.get(lower) ?? null,
    namesEvent: triggers.some(({ words }) => words.length === 1),
    compounds: compounds.length > 0 ? compounds : undefined,
    endsEvent: nounEndings.has(lower.slice(lower.lastIndexOf('-') + 1)),
    endsCompound: compoundHeads.has(lower),
    companions: gate.companionsOf(lower),
    counts: COUNT_WORDS.has(lower),
    dates: DATE_WORDS.has(lower) || NOWRUZ.test(lower),
    harms: TELLS_HARM.has(lower),
  };
}

/** The new year of Iran and its neighbours, as it is spelled from Turkey to Afghanistan. */
const NOWRUZ = /^n[eo]w?[er]*[ou]z$/;

function folded(written: string): string {
  const lower = written.toLowerCase();
  return APOSTROPHE.test(lower) ? lower.replace(APOSTROPHES, "'") : lower;
}
