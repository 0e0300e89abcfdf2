/** The words behind a verb that belong to it: right behind it, or a particle behind its object. */
import type { Clause, NounPhrase, PrepPhrase, Unit, VerbGroup } from './syntax.ts';

/** The words behind a verb that belong to it: right behind it, or a particle behind its object. */
export function findRest(
  rest: readonly string[],
  clause: Clause,
  verb: VerbGroup,
  units: readonly Unit[],
): { end: number; object: PrepPhrase | null } | null {
  let at = verb.head + 1;
  while (units[at]?.pos === 'adv' && units[at]?.lower !== rest[0]) at += 1;
  const joined = rest.join(' ');
  // A phrase such as "out of" is one unit; its first word still counts as the particle.
  const matchAt = (from: number): number | null => {
    let text = '';
    for (let i = from; i < units.length && i <= clause.to + rest.length; i += 1) {
      const unit = units[i];
      if (unit === undefined) break;
      text += (text === '' ? '' : ' ') + unit.lower;
      if (text === joined) return i;
      if (text.startsWith(`${joined} `)) return Math.max(i - 1, from);
      if (!joined.startsWith(text)) return null;
    }
    return null;
  };
  const direct = matchAt(at);
  if (direct !== null) {
    const object = clause.pps.find((pp) => pp.at >= at && pp.at <= direct) ?? null;
    // "were shot at close range": how, and not at whom.
    if (object !== null && MANNERS.has(units[object.object.head]?.lower ?? '')) return null;
    return { end: direct, object: object !== null && joined.endsWith(object.prep) ? object : null };
  }
  const object = clause.objects[0];
  // "fired missiles at the town" is not "fire at": only a particle may stand behind the object.
  const particle = rest.length > 1 || !/^(?:at|on|upon|for|to|with|from|into|against)$/.test(rest[0] ?? '');
  if (object !== undefined && particle) {
    // "handed the town over", "handed the airstrip at Kavumu over"
    const ends = [endOf(object), ...object.post.map((pp) => endOf(pp.object))];
    // "turned officers in Lashio": what governs a noun is no particle.
    const governs = (at: number): boolean => clause.pps.some((pp) => pp.at === at && pp.prep === joined);
    if (ends.some((end) => matchAt(end + 1) !== null && !governs(end + 1))) return { end: verb.head, object: null };
  }
  return null;
}

const MANNERS: ReadonlySet<string> = new Set(
  'range random will gunpoint knifepoint dawn dusk noon night once'.split(' '),
);

/** The last unit of a noun phrase with its list and "of" phrase. */
function endOf(phrase: NounPhrase): number {
  const last = phrase.conjuncts.at(-1) ?? phrase;
  return last.of !== null ? endOf(last.of) : last.to;
}
