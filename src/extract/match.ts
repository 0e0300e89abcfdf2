/** Finds events: frames whose words a clause or noun phrase holds, with what stands in their slots. */
import type { Draft } from './draft.ts';
import type { MatchContext } from './match-context.ts';
import { matchAgain, matchNoun } from './match-noun.ts';
import { matchHands, matchVerb } from './match-verb.ts';
import { respecify } from './respecify.ts';
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
    if (draft !== null && !drafts.some((one) => saysAlready(one, draft)))
      drafts.push(draft, ...matchAgain(phrase, draft, context));
  }
  return respecify(drafts, context).sort((a, b) => a.trigger.start - b.trigger.start);
}

/** "seized an arms cache", "staged a protest march": the verb has told the event that its object names. */
const saysAlready = (told: Draft, noun: Draft): boolean =>
  told.noun === null &&
  told.clause === noun.clause &&
  told.frame.action === noun.frame.action &&
  noun.noun !== null &&
  (told.clause.objects.includes(noun.noun) || told.clause.subject === noun.noun);
