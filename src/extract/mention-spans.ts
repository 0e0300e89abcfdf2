/** Cuts the noun phrase around a head word as a reader would mark it: determiner, modifiers, head, "of" and its name. */
import type { Grammar } from './grammar.ts';
import type { NameSpan } from './names.ts';
import type { Token } from './tokens.ts';

/** Tokens of a sentence with what is known at each of them. */
export type MarkedSentence = {
  tokens: readonly Token[];
  /** The name or role noun that covers a token, by index. */
  spanAt: readonly (NameSpan | undefined)[];
  /** Whether a token belongs to a date. */
  isDate(at: number): boolean;
  grammar: Grammar;
};

/** Indexes of the first and last token, both inclusive. */
export type TokenSpan = { from: number; to: number };

const DETERMINERS = new Set('the a an this these those our their its his her my'.split(' '));

/** Words before a head that are looked at; more is no noun phrase but a heap of words. */
const MOST_MODIFIERS = 10;

/** The phrase that ends in the head at `head`. */
export function phraseAround(head: TokenSpan, sentence: MarkedSentence): TokenSpan {
  let from = head.from;
  for (let modifiers = 0; modifiers < MOST_MODIFIERS; modifiers += 1) {
    const next = modifierBefore(from, sentence);
    if (next === null) break;
    from = next;
  }
  const before = sentence.tokens[from - 1];
  if (before?.kind === 'word' && DETERMINERS.has(before.lower)) return { from: from - 1, to: head.to };
  // "20 militants", "four tactical units": how many is no part of who.
  while (from < head.from && isNumber(from, sentence)) from += 1;
  return { from, to: head.to };
}

const isNumber = (at: number, { tokens, grammar }: MarkedSentence): boolean =>
  tokens[at]?.kind === 'number' || grammar.tagger.tag(tokens[at]?.lower ?? '').tag === 'number';

/** Whether a name says whose or which the noun behind it is ("ISIL targets", "an SDF-held town"). */
export function isModifier({ to }: TokenSpan, sentence: MarkedSentence): boolean {
  const next = sentence.tokens[to + 1];
  if (next?.kind === 'hyphen') return true;
  if (next?.kind !== 'word' || !/^\p{Ll}/u.test(next.text)) return false;
  const { grammar } = sentence;
  if (next.word.closed !== undefined || next.word.forms !== null) return false;
  const { tag } = grammar.tagger.tag(next.lower);
  return tag === 'noun' || tag === 'plural' || tag === 'adjective';
}

/** A name with the article before it. */
export function withArticle(span: TokenSpan, sentence: MarkedSentence): TokenSpan {
  return sentence.tokens[span.from - 1]?.lower === 'the' ? { from: span.from - 1, to: span.to } : span;
}

/** The start of the modifier that ends right before `from`, or null where the phrase begins there. */
function modifierBefore(from: number, sentence: MarkedSentence): number | null {
  const { tokens, spanAt, grammar } = sentence;
  const at = from - 1;
  const token = tokens[at];
  if (token === undefined || sentence.isDate(at)) return null;
  if (token.kind === 'hyphen') return at > 0 && tokens[at - 1]?.kind === 'word' ? startOf(at - 1, sentence) : null;
  if (token.kind === 'possessive') {
    const owner = spanAt[at - 1];
    return owner === undefined ? null : owner.from;
  }
  if (token.kind === 'number') return /^\d{4}$/.test(token.text) ? null : at;
  if (token.kind !== 'word') return null;
  const span = spanAt[at];
  if (span !== undefined) return span.from;
  if (isNumber(at, sentence)) return at;
  if (token.word.closed !== undefined) return null;
  const compound = tokens[at - 1]?.kind === 'hyphen';
  const title = /^\p{Lu}/u.test(token.text) && at > 0 && /^\p{Lu}/u.test(tokens[from]?.text ?? '');
  if (title) return at;
  if (token.word.forms !== null) return compound || isParticiple(at, sentence) ? at : null;
  const { tag } = grammar.tagger.tag(token.lower);
  if (tag === 'adjective' || compound) return at;
  return (tag === 'noun' || tag === 'name') && at > 0 ? at : null;
}

const startOf = (at: number, sentence: MarkedSentence): number => sentence.spanAt[at]?.from ?? at;

/** "the besieged town": a participle between a determiner and a noun. */
function isParticiple(at: number, { tokens }: MarkedSentence): boolean {
  const forms = tokens[at]?.word.forms ?? [];
  const before = tokens[at - 1];
  return (
    forms.some(({ form }) => form === 'part' || form === 'ing') &&
    before?.kind === 'word' &&
    DETERMINERS.has(before.lower)
  );
}

/** "the Government of Iraq", "the city of Raqqa": the phrase with the name behind its "of"; null where none is there. */
export function withOf(phrase: TokenSpan, sentence: MarkedSentence): TokenSpan | null {
  const { tokens, spanAt } = sentence;
  if (tokens[phrase.to + 1]?.lower !== 'of') return null;
  const at = tokens[phrase.to + 2]?.lower === 'the' ? phrase.to + 3 : phrase.to + 2;
  const name = spanAt[at];
  return name?.names == null ? null : { from: phrase.from, to: name.to };
}
