/** The mentions of an article: every actor, place, operation, date and number that it names, with offsets. */
import type { Mention } from '../model/event.ts';
import type { DateMention } from './dates.ts';
import type { Rules } from './extract.ts';
import type { NameSpan } from './names.ts';
import { findQuantities } from './quantities.ts';
import type { Referent } from './referents.ts';
import { slug } from './referents.ts';
import type { Token } from './tokens.ts';

/** Mentions of one sentence in the order of the text. Phrases are given where the sentence was parsed. */
export function listMentions(input: {
  text: string;
  sentence: { start: number; end: number; tokens: readonly Token[]; names: readonly NameSpan[] };
  dates: readonly DateMention[];
  phrases: readonly Referent[];
  countries: readonly string[];
  rules: Rules;
}): Mention[] {
  const { text, sentence } = input;
  const made = new Map<string, Mention>();
  const add = (kind: Mention['kind'], id: string | null, start: number, end: number): void => {
    made.set(`${kind}:${start}:${end}`, { kind, id, text: text.slice(start, end), start, end });
  };
  for (const span of sentence.names) {
    const start = sentence.tokens[span.from]?.start ?? 0;
    const end = sentence.tokens[span.to]?.end ?? start;
    const hit = span.names?.[0];
    if (hit === undefined) {
      if (span.role !== null && !span.role.noun.actsForOwner) add('actor', span.role.noun.alone, start, end);
    } else if (hit.kind === 'actor') add('actor', hit.actor.id, start, end);
    else if (hit.kind === 'operation') add('operation', hit.operation.id, start, end);
    else if (hit.kind === 'place') add('place', hit.place.id, start, end);
    else if (!hit.demonym) add('place', input.rules.knowledge.placeOfCountry(hit.country.code).id, start, end);
  }
  for (const referent of input.phrases) {
    if (referent.place !== null && referent.place.entry === null)
      add('place', referent.place.id, referent.start, referent.end);
    else if (referent.actor !== null && referent.actor.entry === null)
      add('actor', slug(referent.actor.name), referent.start, referent.end);
  }
  for (const date of input.dates) add('date', date.edtf, date.start, date.end);
  for (const quantity of findQuantities(text, sentence.start, sentence.end))
    add('quantity', null, quantity.start, quantity.end);
  return [...made.values()].sort((a, b) => a.start - b.start || b.end - a.end);
}
