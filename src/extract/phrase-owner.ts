/** Whose a noun phrase is, and which place its premodifiers name. */
import type { MatchContext } from './match-context.ts';
import type { Referent } from './referents.ts';
import { isCapital, type Slots, slotOf } from './slots.ts';
import type { NounPhrase, Unit } from './syntax.ts';

/** Words for people that before a noun only say of what sort it is ("military aid", "official contact"). */
const SORT = /^(?:military|official|terrorist|paramilitary)$/;

/** Whose a noun phrase is: its possessor, a possessive pronoun, or an actor named before its head. */
export function ownerOf(phrase: NounPhrase, context: Pick<MatchContext, 'units' | 'refer'>): Referent | null {
  if (phrase.possessor !== null) return context.refer(phrase.possessor);
  for (let at = phrase.head - 1; at >= phrase.from; at -= 1) {
    const unit = context.units[at];
    // "a Ukrainian missile strike": the weapon is not whose it is.
    if (unit === undefined || SORT.test(unit.lower) || unit.role?.noun.actsForOwner === true) continue;
    const body = unit.pos === 'noun' && unit.classes?.has('people-group') === true;
    if (unit.pos === 'poss' || unit.role !== null || body || (unit.pos === 'name' && !isBacked(context.units, at))) {
      const referent = context.refer(part(at, unit.pos === 'poss' ? null : phrase));
      if (
        unit.pos === 'poss' ||
        referent.actor !== null ||
        referent.unknownName !== null ||
        referent.country !== null ||
        referent.anaphor?.kind === 'role' ||
        referent.anaphor?.kind === 'group'
      )
        return referent;
    }
  }
  return null;
}

/** Whether a phrase can be a side of a dispute or an agreement by itself: an actor, a country, a name nobody knows. */
export function isParty(referent: Referent): boolean {
  if (referent.types.has('time') || referent.types.has('speaker') || referent.types.has('thing')) return false;
  if (referent.country !== null || referent.actor !== null) return true;
  if (referent.place !== null) return isCapital(referent);
  return referent.unknownName !== null || (referent.anaphor !== null && referent.anaphor.kind !== 'place');
}

/** The side that a phrase is or stands for: itself, whose it is ("a U.S. request"), or who is behind one of `via`. */
export function partyOf(phrase: NounPhrase, via: readonly string[], context: MatchContext): Referent | null {
  const self = context.refer(phrase);
  if (isParty(self)) return self;
  const owner = ownerOf(phrase, context);
  if (owner !== null && isParty(owner)) return owner;
  const behind = [
    ...phrase.post.filter((pp) => via.includes(slotOf(pp.prep))).map((pp) => pp.object),
    ...(phrase.of !== null && via.includes('of') ? [phrase.of] : []),
  ];
  for (const one of behind) {
    const referent = context.refer(one);
    if (isParty(referent)) return referent;
    const whose = ownerOf(one, context);
    if (whose !== null && isParty(whose)) return whose;
  }
  return phrase.of === null || via.length === 0 ? null : nested(phrase.of, via, context);
}

/** "dismissed a series of demands from Iran": what an "of" phrase hides. */
function nested(of: NounPhrase, via: readonly string[], context: MatchContext): Referent | null {
  const found = partyOf(of, via, context);
  return found !== null && found.phrase !== of ? found : null;
}

/** A phrase of one unit inside another. */
const part = (at: number, within: NounPhrase | null): NounPhrase => ({
  kind: 'np',
  from: within === null ? at : Math.max(within.from, at),
  to: at,
  head: at,
  possessor: null,
  of: null,
  post: [],
  governor: null,
  conjuncts: [],
  apposition: null,
  negated: false,
});

const isBacked = (units: readonly Unit[], at: number): boolean =>
  units[at + 1]?.pos === 'hyphen' &&
  !/^(?:led|linked|affiliated|run|dominated|aligned|allied)$/.test(units[at + 2]?.lower ?? '');

/** Places named before the head: "the Hajin offensive". */
export function modifierPlaces(phrase: NounPhrase, context: MatchContext): Slots['pps'] {
  const made: Slots['pps'] = [];
  for (let at = phrase.from; at < phrase.head; at += 1) {
    const unit = context.units[at];
    if (unit?.pos !== 'name' || unit.names === null || isBacked(context.units, at)) continue;
    if (
      unit.names.some(
        (hit) => hit.kind === 'actor' || hit.kind === 'operation' || (hit.kind === 'country' && hit.demonym),
      )
    )
      continue;
    const referent = context.refer(part(at, phrase));
    if (referent.place !== null && !referent.types.has('country'))
      made.push({ pp: { prep: 'in', at, object: part(at, phrase) }, referent });
  }
  return made;
}

export const holdsPhrase = (outer: NounPhrase, inner: NounPhrase): boolean =>
  outer === inner ||
  outer.conjuncts.includes(inner) ||
  (outer.of !== null && holdsPhrase(outer.of, inner)) ||
  outer.post.some((pp) => holdsPhrase(pp.object, inner));
