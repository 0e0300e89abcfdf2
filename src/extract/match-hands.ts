/** Events of a phrase without a verb of its own: "still in their hands". */
import type { Draft } from './draft.ts';
import { isIdiom } from './eventless.ts';
import { headMatch } from './light-nouns.ts';
import type { MatchContext } from './match-context.ts';
import { fillRoles, type Slots, satisfies, slotOf } from './slots.ts';
import type { Clause, NounPhrase } from './syntax.ts';
import { addPrepNoun } from './verb-slots.ts';

/** "still in their hands" with no verb of its own: whoever the clause is about is held. */
export function matchHands(clause: Clause, context: MatchContext, used: Set<NounPhrase>): Draft[] {
  const made: Draft[] = [];
  for (const pp of clause.pps) {
    // "comment on the attack" has a verb that needs its phrase; "in their hands" stands by itself.
    const slot = slotOf(pp.prep);
    if (slot !== 'in') continue;
    // "the last city in army hands": what the phrase hangs on is held, else what the clause is about.
    const town = context.phrases.find((one) => one.post.includes(pp) && satisfies(context.refer(one), 'place') === 2);
    const bearer = town ?? clause.subject;
    if (used.has(pp.object) || bearer === null || clause.verb?.lemma === 'be') continue;
    for (const { frame, prepNouns } of context.grammar.framesByVerb.get('be') ?? []) {
      const nouns = prepNouns.get(slot);
      if (nouns === undefined || headMatch(pp.object, nouns, context.units) === null) continue;
      const subject = context.refer(bearer);
      if (satisfies(subject, frame.needs.subj ?? 'any') < 2) continue;
      const slots: Slots = { subj: subject, obj: null, pps: [] };
      addPrepNoun(slots, pp, frame, context);
      const around = clause.pps.map((one) => ({ pp: one, referent: context.refer(one.object) }));
      if (isIdiom(frame, { ...slots, pps: around }, context)) continue;
      if (frame.roles['prepNoun.poss'] !== undefined && slots.pps.length === 0) continue;
      const before = context.units[pp.at - 1];
      const draft: Draft = {
        frame,
        clause,
        noun: pp.object,
        actor: null,
        recipient: null,
        places: [],
        origin: null,
        destinations: [],
        trigger: {
          start: before?.lower === 'still' ? before.start : (context.units[pp.at]?.start ?? 0),
          end: context.units[pp.object.head]?.end ?? 0,
        },
        governed: { kind: 'none' },
        withActor: [],
      };
      fillRoles(draft, slots, { passive: false, ...context.trait(frame.action) });
      made.push(draft);
      used.add(pp.object);
      break;
    }
  }
  return made;
}
