/** Attacks that the same sentence tells the end of: "stormed the base but were pushed back". */
import type { CueTables } from './cue-tables.ts';
import type { Clause, Unit, VerbGroup } from './syntax.ts';

/** Actions that come to nothing where those who began them were beaten back. Ground that was taken was taken all the same. */
const FOILABLE = new Set(['attack', 'offensive', 'advance', 'infiltrate', 'expel', 'besiege']);
const ATTACKERS =
  /^(?:them|it|attackers?|assailants?|attack|assault|offensive|advance|raid|incursion|attempt|intruders?)$/;

/** Whether a later verb of the sentence says that who did this was beaten back; `attempted` where it was only tried. */
export function isBeatenBack(
  clause: Clause,
  action: string,
  attempted: boolean,
  context: { units: readonly Unit[]; clauses: readonly Clause[]; cues: CueTables },
): boolean {
  if (clause.verb === null || clause.subject === null || !(attempted || FOILABLE.has(action))) return false;
  const { units, clauses, cues } = context;
  const from = clause.verb.to;
  return clauses.some((other) => {
    const { verb } = other;
    // "tried to seize the prison, but failed to get past the gates".
    if (attempted && verb !== null && verb.from > from && other.subject === clause.subject && isInVain(verb))
      return isCounter(other, units);
    if (verb === null || verb.from <= from || !repels(verb, units, cues) || !isCounter(other, units)) return false;
    if (verb.voice === 'passive') return other.subject === clause.subject;
    const object = other.objects[0];
    return object !== undefined && other.subject !== clause.subject && ATTACKERS.test(units[object.head]?.lower ?? '');
  });
}

const isInVain = ({ lemma, voice, ops }: VerbGroup): boolean =>
  ops.some((op) => op.kind === 'cue' && op.lemma === 'fail' && !op.negated) ||
  (/^(?:fail|miss)$/.test(lemma) && voice === 'active' && ops.length === 0);

/** "but were pushed back", "before being repelled", "only to be driven off". */
const isCounter = ({ introducer, verb }: Clause, units: readonly Unit[]): boolean =>
  introducer === 'before' ||
  units
    .slice(Math.max(0, (verb?.from ?? 0) - 6), verb?.from ?? 0)
    .some(({ lower }) => /^(?:but|only|however|yet)$/.test(lower));

function repels(verb: VerbGroup, units: readonly Unit[], cues: CueTables): boolean {
  const negated = verb.ops.some((op) => op.kind === 'neg' || op.kind === 'modal' || op.kind === 'cue');
  const behind = units[verb.head + 1]?.lower ?? '';
  const entries = cues.support.get(verb.lemma)?.filter(({ value }) => value === 'failed') ?? [];
  return !negated && entries.some(({ rest }) => rest.length === 0 || rest.join(' ') === behind);
}
