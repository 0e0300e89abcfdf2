/** The words that say it: the slice of the article that an event carries as its evidence. */
import type { Span } from '../model/span.ts';
import type { Draft } from './draft.ts';
import type { NounPhrase, ParsedSentence } from './syntax.ts';

/** A slice of the article's text with its offsets. */
export const span = (text: string, start: number, end: number): Span => ({ text: text.slice(start, end), start, end });

/**
 * The clause that says it, from its subject to its last phrase, inside its sentence. What makes it no fact is in it:
 * "if" and "as soon as", the verb over an attempt ("any attempt to sign … has failed").
 */
export function evidenceOf(
  draft: Draft,
  found: { parsed: ParsedSentence; sentence: { start: number; end: number } },
  text: string,
): Span {
  const { units, phrases } = found.parsed;
  const { clause, noun } = draft;
  let { start, end } = draft.trigger;
  const reach = (from: number, to: number): void => {
    start = Math.min(start, units[from]?.start ?? start);
    end = Math.max(end, units[to]?.end ?? end);
  };
  const widen = (phrase: NounPhrase | null): void => {
    for (const one of phrase === null ? [] : [phrase, ...phrase.conjuncts]) {
      reach(one.from, one.to);
      widen(one.possessor);
      widen(one.of);
      if (one.apposition !== null) reach(one.from, one.apposition.to);
    }
  };
  /** A phrase with what it is part of: "3 jihadists of the Islamic State" for the latter. */
  const widenWhole = (phrase: NounPhrase | null): void => {
    widen(phrase);
    const whole = phrase === null ? undefined : phrases.find((outer) => outer.of === phrase);
    if (whole !== undefined) reach(whole.from, whole.to);
  };
  if (!clause.inherited || clause.antecedent !== null) widenWhole(clause.subject);
  if (clause.verb !== null) reach(clause.verb.from, clause.verb.to);
  for (const phrase of clause.objects) if (phrase !== clause.antecedent) widen(phrase);
  for (const pp of clause.pps) {
    if (pp.object === clause.antecedent) continue;
    reach(pp.at, pp.at);
    widen(pp.object);
  }
  if (noun !== null) {
    widen(noun);
    for (const pp of noun.post) widen(pp.object);
    if (draft.governed.kind === 'none' && draft.actor !== null) widenWhole(draft.actor.phrase);
  }
  if (clause.kind === 'infinitive' && clause.antecedent !== null) {
    widen(clause.antecedent);
    if (clause.parent?.subject === clause.antecedent && clause.parent.verb !== null)
      reach(clause.antecedent.from, clause.parent.verb.to);
  }
  if (clause.introducer !== null && clause.kind === 'adverbial') reach(clause.from, clause.from);
  end = closeBracket(text.slice(0, found.sentence.end), start, end);
  return span(text, Math.max(start, found.sentence.start), Math.min(end, found.sentence.end));
}

/** A longer sentence is cut, in UTF-16 code units. */
const LONGEST_SENTENCE = 400;

/**
 * The sentence that a clause stands in; of a long one the part around the clause, with those who take part, the place and
 * who says so as far as they fit in.
 */
export function sentenceAround({
  evidence,
  named,
  sentence,
  text,
}: {
  evidence: Span;
  named: readonly (Pick<Span, 'start' | 'end'> | null)[];
  sentence: { start: number; end: number };
  text: string;
}): Span {
  if (sentence.end - sentence.start <= LONGEST_SENTENCE) return span(text, sentence.start, sentence.end);
  let { start, end } = evidence;
  for (const one of named) {
    if (one === null || one.start < sentence.start || one.end > sentence.end) continue;
    const [from, to] = [Math.min(start, one.start), Math.max(end, one.end)];
    if (to - from <= LONGEST_SENTENCE) [start, end] = [from, to];
  }
  // What room is left goes to both sides, up to whole words.
  const room = Math.max(0, LONGEST_SENTENCE - (end - start));
  const from = Math.max(sentence.start, start - Math.max(Math.floor(room / 2), room - (sentence.end - end)));
  const to = Math.min(sentence.end, from + Math.max(LONGEST_SENTENCE, end - start));
  return span(
    text,
    from === sentence.start ? from : start - text.slice(from, start).replace(/^\S*\s*/, '').length,
    to === sentence.end ? to : end + text.slice(end, to).replace(/\s*\S*$/, '').length,
  );
}

/** "captured Gal Hareeri town (Ceel Buur, Galgaduud)": a bracket that opens inside is told to its end. */
function closeBracket(text: string, start: number, end: number): number {
  const inside = text.slice(start, end);
  if (inside.lastIndexOf('(') <= inside.lastIndexOf(')')) return end;
  const close = text.indexOf(')', end);
  return close < 0 ? end : close + 1;
}
