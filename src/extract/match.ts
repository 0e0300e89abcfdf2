/** Finds events: frames whose words a clause or noun phrase holds, with what stands in their slots. */
import type { Draft } from './draft.ts';
import type { MatchContext } from './match-context.ts';
import { matchAgain, matchNoun } from './match-noun.ts';
import { matchHands, matchVerb } from './match-verb.ts';
import type { NounPhrase } from './syntax.ts';

/** All events that the sentence's words name, in the order of their triggers. */
export function matchEvents(context: MatchContext): Draft[] {
  const used = new Set<NounPhrase>();
  const drafts: Draft[] = [];
  for (const clause of context.clauses) {
    if (clause.verb === null) continue;
    const made = matchVerb(clause, clause.verb, context);
    if (made === null) continue;
    drafts.push(made.draft);
    for (const phrase of made.used) used.add(phrase);
  }
  for (const clause of context.clauses) drafts.push(...matchHands(clause, context, used));
  for (const phrase of context.phrases) {
    if (used.has(phrase)) continue;
    const draft = matchNoun(phrase, context, null);
    if (draft !== null) drafts.push(draft, ...matchAgain(phrase, draft, context));
  }
  return drafts.sort((a, b) => a.trigger.start - b.trigger.start);
}
