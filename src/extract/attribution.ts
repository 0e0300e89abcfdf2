/** Who says so: "the SDF said", ", according to SOHR", "reportedly", "Isis claimed it had". */
import type { Stance } from '../model/event.ts';
import type { CueTables } from './cue-tables.ts';
import { isDenied } from './denials.ts';
import type { Referent } from './referents.ts';
import type { Clause, NounPhrase, PrepPhrase, Unit } from './syntax.ts';

export type Source = { start: number; end: number; referent: Referent | null; stance: Stance };

const STANCES: ReadonlySet<string> = new Set(['claimed', 'denied', 'accused', 'reported']);

/** The source of what a clause says, or null where the article speaks for itself. */
export function sourceOf(
  clause: Clause,
  context: { units: readonly Unit[]; clauses: readonly Clause[]; cues: CueTables; refer(phrase: NounPhrase): Referent },
): Source | null {
  const { units, cues } = context;
  const make = (speaker: NounPhrase | null, saying: Clause, stance: Stance): Source => {
    const verb = saying.verb;
    const from = Math.min(speaker?.from ?? verb?.from ?? saying.from, verb?.from ?? saying.from);
    const to = Math.max(speaker?.to ?? 0, verb?.to ?? 0);
    return {
      start: units[from]?.start ?? 0,
      end: units[to]?.end ?? 0,
      referent: speaker === null ? null : context.refer(speaker),
      stance,
    };
  };
  for (let one: Clause | null = clause, depth = 0; one !== null && depth < 8; one = one.parent, depth += 1) {
    const { parent } = one;
    if (
      parent?.verb != null &&
      (one.kind === 'complement' ||
        ((one.kind === 'participle' || one.kind === 'reduced') && /^(?:of|for)$/.test(one.introducer ?? '')))
    ) {
      const stance = isDenied(one, { units, cues }) ? 'denied' : stanceOf(parent.verb.lemma, cues);
      if (stance !== null && (one.kind === 'complement' || stance === 'accused'))
        return make(parent.subject, parent, stance);
    }
    // "is reported to have captured": nobody is named; "claims to have captured": the subject speaks.
    const passive = one.verb?.ops.find(
      (op) => op.kind === 'cue' && /^(?:report|say|believe|allege|think|claim|rumour|suspect)/.test(op.lemma),
    );
    if (passive?.kind === 'cue')
      return make(
        passive.passive || /(?:ed|said|known|thought)$/.test(passive.lemma) ? null : one.subject,
        one,
        /^(?:allege|claim)/.test(passive.lemma) ? 'claimed' : 'reported',
      );
    // Behind the statement: ", the SDF said".
    const trailing = context.clauses.find(
      (other) =>
        other !== one &&
        other.kind === 'main' &&
        other.verb !== null &&
        other.from > (one?.to ?? 0) &&
        stanceOf(other.verb.lemma, cues) !== null &&
        other.objects.length === 0 &&
        !context.clauses.some((inner) => inner.parent === other && inner.kind === 'complement') &&
        units[other.from - 1]?.pos === 'punct',
    );
    if (trailing?.verb != null)
      return make(trailing.subject, trailing, stanceOf(trailing.verb.lemma, cues) ?? 'reported');
    const according =
      one.pps.find((pp) => pp.prep === 'according to') ??
      (one.kind === 'main' ? accordingTo(context.clauses) : undefined);
    if (according !== undefined) {
      const referent = context.refer(according.object);
      return { start: units[according.at]?.start ?? 0, end: referent.end, referent, stance: 'reported' };
    }
  }
  const { verb } = clause;
  const near = units.slice(Math.max(0, (verb?.from ?? clause.from) - 2), (verb?.to ?? clause.to) + 3);
  const adverb = near.find((unit) => cues.claimAdverbs.has(unit.lower));
  if (adverb !== undefined) return { start: adverb.start, end: adverb.end, referent: null, stance: 'reported' };
  return null;
}

function accordingTo(clauses: readonly Clause[]): PrepPhrase | undefined {
  for (const { pps } of clauses) {
    const found = pps.find(({ prep }) => prep === 'according to');
    if (found !== undefined) return found;
  }
  return undefined;
}

function stanceOf(lemma: string, cues: CueTables): Stance | null {
  const value = cues.reporting.get(lemma)?.find((entry) => entry.rest.length === 0)?.value;
  return value !== undefined && STANCES.has(value) ? (value as Stance) : null;
}
