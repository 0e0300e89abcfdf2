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
  return span(text, Math.max(start, found.sentence.start), Math.min(end, found.sentence.end));
}
