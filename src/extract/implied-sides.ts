/** Who is on which side of an event that a noun names, where the words around it only imply it. */
import type { Draft } from './draft.ts';
import { outermost } from './governing.ts';
import type { MatchContext } from './match-context.ts';
import { assign, satisfies } from './slots.ts';
import type { Clause, NounPhrase, PrepPhrase } from './syntax.ts';

/** "an offensive which the group launched on 20 February": what is told of it hangs on the noun. */
export const launchedIn = (phrase: NounPhrase, { clauses, grammar }: MatchContext): Clause | null =>
  clauses.find(
    ({ kind, antecedent, verb, objects }) =>
      kind === 'relative' &&
      antecedent === phrase &&
      verb !== null &&
      verb.voice === 'active' &&
      objects.includes(phrase) &&
      grammar.cues.support.get(verb.lemma)?.some(({ value, rest }) => value === 'actor' && rest.length === 0) === true,
  ) ?? null;

const FOUGHT = new Set(['clash', 'attack', 'offensive', 'besiege', 'shell']);

/** "seized the town after days of heavy fighting": who took it fought for it, there. */
export function wonBy(draft: Draft, phrase: NounPhrase, clause: Clause, context: MatchContext): void {
  const { verb, subject } = clause;
  if (draft.actor !== null || verb === null || subject === null || verb.voice === 'passive') return;
  if (!FOUGHT.has(draft.frame.action)) return;
  const top = outermost(phrase, clause);
  if (top === null || typeof top !== 'object' || !/^(?:after|following)$/.test(top.prep)) return;
  const takes = context.grammar.framesByVerb.get(verb.lemma)?.some(({ frame }) => frame.action === 'capture') ?? false;
  const victor = context.refer(subject);
  if (!takes || !victor.types.has('armed')) return;
  draft.actor = victor;
  if (draft.places.length > 0) return;
  for (const object of clause.objects)
    if (satisfies(context.refer(object), 'place') > 0) assign(draft, context.refer(object), 'in', 'place');
}

/** "between the army, backed by tribesmen, and the rebels": the second side stands behind the parenthesis. */
export function otherSide(pp: PrepPhrase, { phrases, units }: MatchContext): PrepPhrase[] {
  const { object } = pp;
  if (pp.prep !== 'between' || object.conjuncts.length > 0 || units[object.to + 1]?.text !== ',') return [];
  const second = phrases.find(
    ({ from }) =>
      from > object.to + 2 &&
      from < object.to + 14 &&
      units[from - 1]?.lower === 'and' &&
      units[from - 2]?.text === ',',
  );
  return second === undefined ? [] : [{ ...pp, object: second }];
}

/** The parties of a "between". */
export const sidesOf = (pp: PrepPhrase, context: MatchContext): NounPhrase[] => [
  pp.object,
  ...pp.object.conjuncts,
  ...otherSide(pp, context).map(({ object }) => object),
];
