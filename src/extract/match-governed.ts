/** Events named by a verb or adjective over an infinitive or a that-clause: "agreed to withdraw", "said Iran must leave". */
import type { Draft } from './draft.ts';
import type { Frame } from './frame.ts';
import { OBLIGING } from './grammar.ts';
import type { MatchContext } from './match-context.ts';
import { isParty, partyOf } from './phrase-owner.ts';
import type { Referent } from './referents.ts';
import { satisfies, slotOf } from './slots.ts';
import type { Clause, Op, VerbGroup } from './syntax.ts';

type Cue = Extract<Op, { kind: 'cue' }>;

/** Prepositions that lead to whom a promised, refused or threatened deed concerns. */
const CONCERNED = /^(?:to|with|against|from|for|on|of|in|between)$/;

const DEEPER = ['of', 'by', 'from', 'with', 'to', 'against', 'on'];

/** One event for each verb or adjective of a clause that governs its main verb and names an action by itself. */
export function matchGoverning(clause: Clause, verb: VerbGroup, context: MatchContext): Draft[] {
  const made: Draft[] = [];
  for (const [index, op] of verb.ops.entries()) {
    if (op.kind !== 'cue') continue;
    const frame = governingFrame(op, context);
    const subject = clause.subject === null ? null : context.refer(clause.subject);
    if (frame === null || subject === null) continue;
    // "declined to say", "refused to comment": nothing is rejected.
    if (frame.action === 'reject' && context.grammar.cues.reporting.has(verb.lemma)) continue;
    if (op.passive ? !isParty(subject) : satisfies(subject, frame.needs.subj ?? 'any') === 0) continue;
    const own: Clause = { ...clause, verb: upTo(verb, op, index), objects: [], pps: between(clause, op) };
    made.push({
      ...draftOf(frame, own, context, op.at),
      actor: op.passive ? null : subject,
      recipient: op.passive ? subject : null,
    });
  }
  return made;
}

function governingFrame(op: Cue, context: MatchContext): Frame | null {
  const predicate = context.grammar.framesByPredicate.get(op.lemma);
  if (predicate !== undefined) return predicate;
  const entries = context.grammar.framesByVerb.get(op.lemma) ?? [];
  return entries.find(({ frame, rest }) => frame.governs && rest.length === 0)?.frame ?? null;
}

/** The verb group cut off at a verb that governs the rest of it. */
const upTo = (verb: VerbGroup, op: Cue, index: number): VerbGroup => ({
  ...verb,
  head: op.at,
  to: op.at,
  lemma: op.lemma,
  voice: op.passive ? 'passive' : 'active',
  progressive: op.progressive,
  ops: [...verb.ops.slice(0, index), ...(op.negated ? [{ kind: 'neg' } as const] : [])],
});

const between = (clause: Clause, op: Cue): Clause['pps'] => clause.pps.filter((pp) => pp.at < op.at || pp.prep === '');

const draftOf = (frame: Frame, clause: Clause, context: MatchContext, at: number): Draft => ({
  frame,
  clause,
  noun: null,
  actor: null,
  recipient: null,
  places: [],
  origin: null,
  destinations: [],
  trigger: { start: context.units[at]?.start ?? 0, end: context.units[at]?.end ?? 0 },
  governed: { kind: 'verb' },
  withActor: [],
});

/**
 * Gives each governing event the other party of the deed under it ("threatened to attack Iran" threatens Iran), and drops
 * those that give way to an event under them.
 */
export function settleGoverning(
  governing: readonly Draft[],
  clause: Clause,
  drafts: readonly Draft[],
  context: MatchContext,
): Draft[] {
  const under = drafts.filter((draft) => draft.clause === clause && draft.frame.action !== 'attrition');
  return governing
    .filter((draft) => !(draft.frame.givesWay && under.length > 0))
    .map((draft) =>
      draft.recipient !== null
        ? draft
        : {
            ...draft,
            recipient:
              under.find((one) => one.recipient !== null)?.recipient ?? concerned(clause, draft.actor, context),
          },
    );
}

function concerned(clause: Clause, actor: Referent | null, context: MatchContext): Referent | null {
  const pps = clause.pps.filter((pp) => CONCERNED.test(slotOf(pp.prep)));
  const inPlace = (prep: string): number => Number(slotOf(prep) === 'in');
  const phrases = [...pps.sort((a, b) => inPlace(a.prep) - inPlace(b.prep)).map((pp) => pp.object)];
  // "withdraw its troops": what is the subject's own concerns somebody else.
  const object = clause.objects.find((one) => context.units[one.from]?.pos !== 'poss');
  if (object !== undefined) phrases.unshift(object);
  for (const phrase of phrases) {
    const party = partyOf(phrase, DEEPER, context);
    if (party !== null && party !== actor) return party;
  }
  return null;
}

/** "said that Iran must leave", "declared China should pay": a demand on whoever must. */
export function matchObligation(clause: Clause, verb: VerbGroup, context: MatchContext): Draft | null {
  const frame = context.grammar.framesByVerb.get(verb.lemma)?.find((entry) => entry.frame.obliges)?.frame;
  if (frame === undefined || clause.subject === null || verb.voice === 'passive') return null;
  const speaker = context.refer(clause.subject);
  if (!isParty(speaker)) return null;
  const told = context.clauses.find(
    (other) =>
      other.kind === 'complement' &&
      other.parent === clause &&
      other.verb?.ops.some((op) => op.kind === 'modal' && OBLIGING.includes(op.word)) === true,
  );
  if (told?.subject == null || told.verb === null) return null;
  const recipient = context.refer(told.subject);
  if (!isParty(recipient)) return null;
  const modal = context.units.findIndex((unit, at) => at >= (told.verb?.from ?? 0) && unit.pos === 'modal');
  const draft = draftOf(frame, clause, context, modal < 0 ? verb.head : modal);
  return { ...draft, actor: speaker, recipient };
}
