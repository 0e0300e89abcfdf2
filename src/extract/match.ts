/** Finds events: frames whose words a clause or noun phrase holds, with what stands in their slots. */
import type { Draft } from './draft.ts';
import type { MatchContext } from './match-context.ts';
import { matchGoverning, matchObligation, settleGoverning } from './match-governed.ts';
import { matchHands } from './match-hands.ts';
import { matchAgain, matchNoun } from './match-noun.ts';
import { matchVerb } from './match-verb.ts';
import { isParty } from './phrase-owner.ts';
import { respecify } from './respecify.ts';
import type { Clause, NounPhrase } from './syntax.ts';

/** All events that the sentence's words name, in the order of their triggers. */
export function matchEvents(context: MatchContext): Draft[] {
  const used = new Set<NounPhrase>();
  const drafts: Draft[] = [];
  for (const clause of context.clauses) {
    if (clause.verb === null) continue;
    const made = matchVerb(clause, clause.verb, context);
    const obligation = made === null ? matchObligation(clause, clause.verb, context) : null;
    if (obligation !== null) drafts.push(obligation);
    if (made === null) continue;
    drafts.push(made.draft);
    for (const phrase of made.used) used.add(phrase);
  }
  for (const clause of context.clauses) drafts.push(...matchHands(clause, context, used));
  for (const phrase of context.phrases) {
    if (used.has(phrase)) continue;
    const draft = matchNoun(phrase, context, null);
    if (draft === null) continue;
    const told = drafts.find((one) => saysAlready(one, draft));
    if (told === undefined) drafts.push(draft, ...matchAgain(phrase, draft, context));
    // "killed in Taliban attacks": the noun may say whose deed it was.
    else if (told.noun === null && !told.clause.objects.includes(phrase)) told.actor ??= draft.actor;
  }
  for (const clause of context.clauses) {
    if (clause.verb === null) continue;
    const governing = matchGoverning(clause, clause.verb, context);
    drafts.push(...settleGoverning(governing, clause, drafts, context));
  }
  const told = drafts.filter((draft) => !goesOn(draft, drafts) && !isReason(draft, drafts));
  const specific = respecify(withoutAgreeing(told), context);
  const made = specific.filter((draft) => !isSameStrike(draft, specific));
  for (const draft of specific) if (!made.includes(draft)) tellWhomItHit(draft, made);
  for (const draft of made) addEqual(draft, context);
  return made.sort((a, b) => a.trigger.start - b.trigger.start);
}

/**
 * "seized an arms cache", "staged a protest march": the verb has told the event that its object names; "defections and
 * drop-outs": two nouns of one list name one event.
 */
function saysAlready(told: Draft, noun: Draft): boolean {
  if (noun.noun === null || told.clause !== noun.clause || told.frame.action !== noun.frame.action) return false;
  if (told.noun !== null) return told.noun.conjuncts.includes(noun.noun);
  // "hit by Russian shelling", "wounded by a mine": the verb's agent is the event itself; "engaged in combat".
  const inside = told.clause.pps.some(({ prep, object }) => object === noun.noun && /^(?:by|in|into)$/.test(prep));
  return inside || told.clause.objects.includes(noun.noun) || told.clause.subject === noun.noun;
}

/** "Iran and Oman agreed": of equals in one list the second is the other party. */
function addEqual(draft: Draft, context: MatchContext): void {
  const other = draft.actor?.phrase.conjuncts[0];
  if (other === undefined || draft.recipient !== null || !context.trait(draft.frame.action).symmetric) return;
  const referent = context.refer(other);
  if (isParty(referent)) draft.recipient = referent;
}

/** "agreed on a ceasefire": the noun says what was agreed, and the verb who did. */
function withoutAgreeing(drafts: readonly Draft[]): Draft[] {
  const told = new Map<Draft, Draft>();
  for (const noun of drafts) {
    if (noun.noun === null || !/^(?:ceasefire|exchange)$/.test(noun.frame.action)) continue;
    const verb = drafts.find(
      (one) => one.noun === null && one.frame.action === 'agreement' && one.clause === noun.clause && one !== noun,
    );
    if (verb !== undefined) told.set(verb, noun);
  }
  for (const [verb, noun] of told) {
    noun.actor ??= verb.actor;
    noun.recipient ??= verb.recipient;
    if (noun.governed.kind === 'none') noun.governed = { kind: 'verb' };
  }
  return drafts.filter((one) => !told.has(one));
}

const HARMS_PEOPLE = /^(?:kill|execute|torture|kidnap|arrest|mob-violence|attack)$/;

/** "executed him for having talked to the army": why it was done is no second event. */
const isReason = ({ clause, noun, frame }: Draft, drafts: readonly Draft[]): boolean =>
  noun === null &&
  // "forces stationed in Saraqib shelled …": where they are is no news.
  ((clause.kind === 'reduced' &&
    frame.action === 'deploy' &&
    /^(?:station|base|position)$/.test(clause.verb?.lemma ?? '')) ||
    isCause(clause, drafts));

const isCause = (clause: Clause, drafts: readonly Draft[]): boolean =>
  clause.kind === 'participle' &&
  clause.introducer === 'for' &&
  drafts.some((one) => one.clause === clause.parent && one.noun === null && HARMS_PEOPLE.test(one.frame.action));

/** "one strike engaged a unit and destroyed a vehicle": one strike, whatever it did. */
const goesOn = (draft: Draft, drafts: readonly Draft[]): boolean =>
  draft.frame.needs.subj === 'strike' && drafts.some((one) => one.frame.needs.subj === 'strike' && leads(one, draft));

/** "a drone strike killed two people and injured nine". */
const isSameStrike = (draft: Draft, drafts: readonly Draft[]): boolean =>
  draft.noun === null &&
  (draft.actor === null || !isParty(draft.actor)) &&
  STRIKES.has(draft.frame.action) &&
  drafts.some((one) => one.frame.action === draft.frame.action && leads(one, draft));

/** "targeted a vehicle, killing two Hezbollah fighters": whom the strike hit, where its own verb names a thing alone. */
function tellWhomItHit(again: Draft, drafts: readonly Draft[]): void {
  const first = drafts.find((one) => one.frame.action === again.frame.action && leads(one, again));
  if (first === undefined || again.recipient === null || !again.recipient.types.has('person')) return;
  if (first.recipient === null || !isParty(first.recipient)) first.recipient = again.recipient;
}

/** What happens once, where the weapon is the subject. */
const STRIKES = new Set(['airstrike', 'shell', 'bombing']);

/** Whether the verb of `one` has the subject that the verb of `other` shares. */
const leads = ({ clause }: Draft, other: Draft): boolean =>
  other.clause.inherited && clause !== other.clause && clause.subject === other.clause.subject && !clause.inherited;
