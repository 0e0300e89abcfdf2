/** Whose a noun is: the actor or country that a premodifier, a possessor or an "of" phrase names. */
import type { IndexedName } from '../knowledge/knowledge.ts';
import type { ActorKind } from '../model/knowledge.ts';
import { type NounReading, premodifiers, type ReadingContext } from './noun-reading.ts';
import { type ActorReading, known, unknownActor } from './referents.ts';
import type { Unit } from './syntax.ts';

/** "SNA": of actors that share a name the one of the countries that the article is about. */
export function chooseActor(
  reading: NounReading,
  unit: Unit = reading.head,
): Extract<IndexedName, { kind: 'actor' }> | undefined {
  const actors = (unit.names ?? []).filter((hit) => hit.kind === 'actor');
  // "the coalition": one of no country gives way only to one of the country that the text is most about.
  const world = actors.some((hit) => hit.actor.country === null);
  const { countries } = reading.context;
  for (const code of actors.length > 1 ? countries.slice(0, world ? 1 : countries.length) : []) {
    const found = actors.find((hit) => hit.actor.country === code);
    if (found !== undefined) return found;
  }
  return actors[0];
}

/** The actor that a premodifier, a possessor or an "of" phrase names, nearest first. */
export function ownerOfPhrase(reading: NounReading): ActorReading | null {
  for (let i = reading.phrase.head - 1; i >= reading.phrase.from; i -= 1) {
    const unit = reading.context.units[i];
    if (unit?.names == null || isCommonUse(reading.context, i)) continue;
    const behind = reading.context.units[i + 1];
    if (behind?.pos === 'hyphen') {
      const link = reading.context.units[i + 2]?.lower ?? '';
      // "Haftar-aligned aircraft": one side in a war; "Turkish-aligned rebels" are not Turkey's.
      const side = /^(?:aligned|allied|affiliated)$/.test(link) ? chooseActor(reading, unit) : undefined;
      if (side !== undefined && /^(?:rebel-group|political-militia|identity-militia)$/.test(side.actor.kind))
        return known(side.actor);
      // "Turkish-backed rebels" are not Turkey; "SDF-led forces", "IS-affiliated militants" are SDF's, IS's.
      if (
        /^(?:backed|supported|funded|trained|armed|held|controlled|occupied|aligned|allied|sponsored|brokered|mediated|born|made|based|besieged|run|ruled)$/.test(
          link,
        )
      )
        continue;
    }
    const hit = chooseActor(reading, unit);
    if (hit !== undefined) return known(hit.actor);
    const operation = unit.names.find((one) => one.kind === 'operation');
    if (operation?.kind === 'operation') {
      const entry = reading.context.knowledge.actors.get(operation.operation.owner);
      if (entry !== undefined) return { ...known(entry), basis: 'coref' };
    }
  }
  if (reading.phrase.possessor !== null) {
    const made = reading.inner(reading.phrase.possessor);
    if (made.actor !== null) return made.actor;
    if (made.unknownName !== null && !made.types.has('place')) return unknownActor(made.unknownName);
  }
  const of = reading.phrase.of ?? reading.phrase.conjuncts.at(-1)?.of ?? null;
  if (of !== null) {
    const made = reading.inner(of);
    if (made.actor !== null && !made.types.has('thing')) return made.actor;
    // "privates of the Myanmar military's LIB 531".
    const over = of.possessor === null ? null : reading.inner(of.possessor).actor;
    if (over !== null && made.place === null) return over;
  }
  return patron(reading);
}

/** "forces loyal to X", "gunmen allied with X": they count as X's own. */
function patron(reading: NounReading): ActorReading | null {
  const link = reading.phrase.post.find((pp) => /^(?:to|with)$/.test(pp.prep) && pp.object.head > reading.phrase.to);
  const word = link === undefined ? '' : (reading.context.units[link.at - 1]?.lower ?? '');
  if (link === undefined || !/^(?:loyal|allied|aligned|linked|affiliated|belonging)$/.test(word)) return null;
  return reading.inner(link.object).actor;
}

/** The country that a demonym or country name before the head names. */
export function countryBefore(reading: NounReading): string | null {
  for (const unit of [...premodifiers(reading)].reverse()) {
    const hit = unit.names?.find((one) => one.kind === 'country');
    if (hit?.kind === 'country') {
      const at = reading.context.units.indexOf(unit);
      const link = reading.context.units[at + 1]?.pos === 'hyphen' ? reading.context.units[at + 2]?.lower : undefined;
      if (link !== undefined && !/^(?:led|run|dominated)$/.test(link)) continue;
      return hit.country.code;
    }
  }
  if (reading.phrase.possessor !== null) return reading.inner(reading.phrase.possessor).country;
  return null;
}

/** What a country has of what a role noun suggests: its police, its rebels, its army. */
export function byCountry(reading: NounReading, code: string | null, suggests: ActorKind | null): ActorReading | null {
  if (code === null) return null;
  const role =
    suggests === 'police'
      ? 'police'
      : suggests === 'rebel-group'
        ? 'rebels'
        : suggests === 'political-militia' || suggests === 'identity-militia'
          ? 'militia'
          : suggests === 'government'
            ? 'government'
            : suggests === 'civilians'
              ? 'citizens'
              : 'military';
  return known(reading.context.knowledge.actorOfCountry(code, role));
}

/** What body of a state a word before the head names: "army", "military", "police", "government". */
export function stateBody(reading: NounReading): ActorKind | null {
  for (const { lower } of premodifiers(reading)) {
    if (/^(?:army|military|government|regime|security)$/.test(lower)) return 'state-forces';
    if (lower === 'police') return 'police';
  }
  return null;
}

/** "the rebel coalition": a common noun that is a name only where it stands alone. */
export function isCommonUse({ units, grammar }: ReadingContext, at: number): boolean {
  const unit = units[at];
  const before = units[at - 1];
  if (unit === undefined || unit.text !== unit.lower || !grammar.nounClasses.get(unit.lower)?.has('people-group'))
    return false;
  return before !== undefined && before.names === null && /^(?:noun|adj)$/.test(before.pos);
}
