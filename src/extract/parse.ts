/** Parses one sentence: units, chunks, clauses, and the list of its noun phrases. */
import { chunk } from './chunks.ts';
import { readClauses } from './clauses.ts';
import type { Grammar } from './grammar.ts';
import type { NounPhrase, ParsedSentence, Unit } from './syntax.ts';

export function parse(units: Unit[], grammar: Grammar): ParsedSentence {
  const chunks = chunk(units, grammar);
  const clauses = readClauses(chunks, units, grammar);
  const phrases: NounPhrase[] = [];
  for (const one of chunks) if (one.kind === 'np') collect(one, phrases);
  return { units, clauses, phrases };
}

/** A phrase with its possessors and the others of its list, in the order of the text. */
function collect(phrase: NounPhrase, into: NounPhrase[]): void {
  if (phrase.possessor !== null) collect(phrase.possessor, into);
  if (!into.includes(phrase)) into.push(phrase);
  for (const other of phrase.conjuncts) collect(other, into);
  if (phrase.apposition !== null) collect(phrase.apposition, into);
}
