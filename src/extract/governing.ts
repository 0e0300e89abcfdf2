/** What stands over an event noun: the verb that carries it out, foils it, plans it, or merely mentions it. */
import type { CueTables } from './cue-tables.ts';
import type { Governed } from './draft.ts';
import type { MatchContext } from './match-context.ts';
import { holdsPhrase } from './phrase-owner.ts';
import type { Referent } from './referents.ts';
import type { Clause, NounPhrase, PrepPhrase, Unit, VerbGroup } from './syntax.ts';

export type Governing = {
  effect: Governed;
  subject: Referent | null;
  subjectRole: 'actor' | 'recipient' | null;
  by: Referent | null;
};

/** What the verb over an event noun makes of it: "launched an attack", "the attack was repelled", "plans an attack". */
export function governing(phrase: NounPhrase, clause: Clause, context: MatchContext): Governing {
  const none: Governing = { effect: { kind: 'none' }, subject: null, subjectRole: null, by: null };
  const { verb } = clause;
  const { cues } = context.grammar;
  const outer = nominalGovernor(phrase, context);
  if (outer !== null) {
    const nominal = fateOf(outer.noun, clause, context) ?? outer.value;
    const subject =
      clause.subject !== null && clause.subject !== phrase && !holdsPhrase(clause.subject, phrase)
        ? context.refer(clause.subject)
        : null;
    return {
      effect: { kind: 'effect', factuality: nominal },
      subject,
      subjectRole: subject === null ? null : 'actor',
      by: null,
    };
  }
  if (verb === null) return none;
  const top = outermost(phrase, clause);
  if (top === 'subject') {
    const by = clause.pps.find((pp) => pp.prep === 'by');
    if (verb.voice === 'passive') {
      const value = supportOf(verb, '', cues, context.units);
      // "fighting was reported around the station", "explosions were heard in Kyiv".
      const told = NOTICED.has(verb.lemma) && !verb.ops.some((op) => op.kind === 'modal');
      if (value === null) return told ? { ...none, effect: { kind: 'verb' } } : none;
      const byReferent = by === undefined ? null : context.refer(by.object);
      return withEffect(value, null, byReferent, true);
    }
    const value = supportOf(verb, '', cues, context.units, /^(?:occur|failing|ended|failed)$/);
    if (value === 'occur') return { ...none, effect: { kind: 'verb' } };
    if (value === 'failing') return { ...none, effect: { kind: 'effect', factuality: 'failed' } };
    if (value === 'ended') return { ...none, effect: { kind: 'verb' } };
    if (verb.lemma === 'be') return { ...none, effect: { kind: 'verb' } };
    return none;
  }
  const subject = clause.subject === null ? null : context.refer(clause.subject);
  if (top === 'object' && verb.voice === 'active') {
    if (verb.lemma === 'claim' && !claimsOwn(phrase, clause, context)) return none;
    const value = supportOf(verb, '', cues, context.units);
    if (value !== null && value !== 'occur' && value !== 'failing') return withEffect(value, subject, null, false);
    return none;
  }
  if (top !== null && typeof top === 'object') {
    const value = supportOf(verb, top.prep, cues, context.units);
    if (value !== null && value !== 'occur' && value !== 'failing') return withEffect(value, subject, null, false);
  }
  return none;
}

/** "claimed a rocket attack on Bagram" tells of an attack; "claimed the attack", "nobody claimed an attack" of none that is new. */
function claimsOwn(phrase: NounPhrase, { verb, subject }: Clause, { units }: MatchContext): boolean {
  if (subject === null || subject.negated || verb?.ops.some((op) => op.kind === 'neg') === true) return false;
  return phrase.post.length > 0 || !/^(?:the|this|that|these|those|both)$/.test(units[phrase.from]?.lower ?? '');
}

const NOTICED: ReadonlySet<string> = new Set('report record register hear witness observe see document'.split(' '));

function withEffect(value: string, subject: Referent | null, by: Referent | null, passive: boolean): Governing {
  switch (value) {
    case 'actor':
      return { effect: { kind: 'verb' }, subject, subjectRole: 'actor', by };
    case 'recipient':
      return { effect: { kind: 'verb' }, subject, subjectRole: 'recipient', by };
    case 'failed':
      return {
        effect: { kind: 'effect', factuality: 'failed' },
        subject: passive ? by : subject,
        subjectRole: 'recipient',
        by: null,
      };
    case 'negated':
    case 'planned':
    case 'attempted':
      return { effect: { kind: 'effect', factuality: value }, subject, subjectRole: 'actor', by };
    case 'ended':
      return { effect: { kind: 'effect', factuality: 'ended' }, subject, subjectRole: 'actor', by };
    default:
      return { effect: { kind: 'none' }, subject: null, subjectRole: null, by };
  }
}

/** The support class of a verb, with the preposition or particle that it takes ("come under", "call off"). */
function supportOf(
  verb: VerbGroup,
  prep: string,
  cues: CueTables,
  units: readonly Unit[],
  only?: RegExp,
): string | null {
  const entries = (cues.support.get(verb.lemma) ?? []).filter((entry) => only === undefined || only.test(entry.value));
  const behind = units[verb.head + 1]?.lower ?? '';
  for (const { rest, value } of entries) {
    if (rest.length === 0) {
      if (prep === '') return value;
      continue;
    }
    const words = rest.join(' ');
    if (prep !== '' && (words === prep || words === `${behind} ${prep}`)) return value;
    if (
      prep === '' &&
      (words === behind ||
        words ===
          units
            .slice(verb.head + 1, verb.head + 1 + rest.length)
            .map((unit) => unit.lower)
            .join(' '))
    )
      return value;
  }
  return null;
}

/** Where in the clause the phrase stands: in the subject, the object, or behind a preposition. */
export function outermost(phrase: NounPhrase, clause: Clause): 'subject' | 'object' | PrepPhrase | null {
  const near = (outer: NounPhrase | null): boolean =>
    outer !== null && (outer === phrase || outer.conjuncts.includes(phrase) || (outer.of !== null && near(outer.of)));
  if (near(clause.subject)) return 'subject';
  if (clause.objects.some(near)) return 'object';
  return clause.pps.find((pp) => near(pp.object)) ?? null;
}

/** "plans for an attack", "the threat of an offensive", "attempts at negotiation": the noun over this one. */
function nominalGovernor(
  phrase: NounPhrase,
  context: MatchContext,
): { value: 'planned' | 'attempted' | 'failed'; noun: NounPhrase } | null {
  for (const noun of context.phrases) {
    if (noun === phrase) continue;
    const hangs =
      noun.of === phrase || noun.post.some((pp) => pp.object === phrase && /^(?:for|of|on|against|at)$/.test(pp.prep));
    if (!hangs) continue;
    const value = context.grammar.cues.nominal.get(context.units[noun.head]?.lower ?? '');
    if (value === 'planned' || value === 'attempted' || value === 'failed') return { value, noun };
  }
  return null;
}

/** "plans for an assault were shelved", "foiled a plot for an attack": what became of the plan. */
function fateOf(
  plan: NounPhrase,
  { verb, subject, objects }: Clause,
  context: MatchContext,
): 'negated' | 'failed' | null {
  if (verb === null || verb.ops.length > 0) return null;
  const told = verb.voice === 'passive' ? subject === plan : objects.includes(plan);
  const value = told ? supportOf(verb, '', context.grammar.cues, context.units) : null;
  return value === 'negated' || value === 'failed' ? value : null;
}

/** "the ability to strike targets": what somebody could do, and no deed. */
export function isAbility(clause: Clause, context: MatchContext): boolean {
  if (clause.verb?.shape !== 'to') return false;
  return context.grammar.cues.eventlessGovernors.has(context.units[clause.verb.from - 1]?.lower ?? '');
}
