/** Whether somebody says that a statement is not true: denies it, calls it a lie, or lets it stand as false. */
import type { CueTables } from './cue-tables.ts';
import type { Clause, NounPhrase, Unit } from './syntax.ts';

type Context = { units: readonly Unit[]; cues: CueTables };

/** Whether the clause over a statement denies it ("denied that", "called reports that … a lie", "claims that … are false"). */
export function isDenied(statement: Clause, context: Context): boolean {
  const { parent } = statement;
  if (statement.kind !== 'complement' || parent?.verb == null) return false;
  const value = context.cues.reporting.get(parent.verb.lemma)?.[0]?.value;
  const negated = parent.verb.ops.filter((op) => op.kind === 'neg').length % 2 === 1;
  if (value === 'denied') return !negated;
  const told = statementNoun(statement, parent, context);
  if (told === null) return false;
  // "no evidence that …", "no truth in claims that …"
  if (told.negated || (isBe(parent) && parent.objects.some((object) => object.negated))) return true;
  const judges = context.cues.judging.has(parent.verb.lemma)
    ? parent.objects.includes(told)
    : isBe(parent) && parent.subject === told;
  return judges && !negated && isCalledFalse(statement, parent, context);
}

const isBe = ({ verb }: Clause): boolean => verb?.lemma === 'be';

/** "reports that …": the noun that the statement hangs on. */
function statementNoun(statement: Clause, parent: Clause, { units }: Context): NounPhrase | null {
  const inside = parent.pps.map((pp) => pp.object);
  const nouns = [...parent.objects, ...inside, ...(parent.subject === null ? [] : [parent.subject])];
  return nouns.find(({ head, to }) => to < statement.from && units[head]?.classes?.has('statement') === true) ?? null;
}

/** Whether a word for what is not true stands behind the statement, or right behind the verb ("dismissed as false"). */
function isCalledFalse(statement: Clause, parent: Clause, { units, cues }: Context): boolean {
  const from = parent.verb?.to ?? parent.from;
  return units.some(
    ({ lower }, at) => at > from && (at < statement.from || at > (statement.verb?.to ?? 0)) && cues.falsity.has(lower),
  );
}
