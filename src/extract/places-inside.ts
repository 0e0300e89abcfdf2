/** Settles which of several places of one name is meant by the wider place that is named right behind it. */
import type { IndexedName } from '../knowledge/knowledge.ts';
import type { PlaceEntry } from '../model/knowledge.ts';
import type { NameSpan } from './names.ts';
import { isOfTheWorld, type Named, SMALL } from './namesakes.ts';
import type { Token } from './tokens.ts';

/** The places that contain a place. */
export type Ancestors = (placeId: string) => readonly PlaceEntry[];

/**
 * "Pale (Sagaing)", "San Luis, Peten", "Old Arbat in Moscow": of namesakes the one that lies in the place named behind it,
 * else one of its country; small towns of the world that lie elsewhere are not meant.
 */
export function settleInside(sentence: Named, ancestors: Ancestors): void {
  const { tokens, names } = sentence;
  const kept: NameSpan[] = [];
  for (const [index, span] of names.entries()) {
    const next = names[index + 1];
    const link = next === undefined ? null : linkBetween(tokens, span, next);
    if (span.names === null || next?.names == null || link === null) {
      kept.push(span);
      continue;
    }
    const wider = next.names;
    const liesIn = (place: PlaceEntry): boolean =>
      ancestors(place.id).some((one) => wider.some((hit) => isThis(hit, one)));
    const sameCountry = (place: PlaceEntry): boolean => wider.some((hit) => countryOf(hit) === place.country);
    const fitting = [liesIn, sameCountry]
      .map((test) => span.names?.filter((hit) => hit.kind !== 'place' || test(hit.place)) ?? [])
      .find((hits) => hits.some((hit) => hit.kind === 'place'));
    if (fitting !== undefined) kept.push({ ...span, names: fitting });
    else if ((link === 'part' || wider.every(isProvince)) && wider.some((hit) => countryOf(hit) !== null)) {
      const rest = span.names.filter((hit) => !isSmallTown(hit) && !isProvince(hit));
      if (rest.length > 0) kept.push({ ...span, names: rest });
    } else kept.push(span);
  }
  sentence.names = kept;
}

const PART = /^(?:\(|in)$/;
const KIND_OF_PLACE =
  /^(?:town|village|city|township|district|area|commune|county|municipality|neighbou?rhood|lga|camp|department|territory)$/;

/** How the name behind a place stands to it: it takes the place in, or may do so; null where neither. */
function linkBetween(tokens: readonly Token[], span: NameSpan, next: NameSpan): 'part' | 'maybe' | null {
  const between = tokens.slice(span.to + 1, next.from);
  if (between.length === 2 && KIND_OF_PLACE.test(between[0]?.lower ?? '')) between.shift();
  const [only] = between;
  if (only === undefined || between.length > 1) return null;
  if (PART.test(only.lower)) return 'part';
  return only.text === ',' ? 'maybe' : null;
}

const isThis = (hit: IndexedName, place: PlaceEntry): boolean =>
  (hit.kind === 'place' && hit.place.id === place.id) ||
  (hit.kind === 'country' && !hit.demonym && place.kind === 'country' && place.country === hit.country.code);

const countryOf = (hit: IndexedName): string | null =>
  hit.kind === 'place' ? hit.place.country : hit.kind === 'country' && !hit.demonym ? hit.country.code : null;

const isProvince = (hit: IndexedName): boolean => hit.kind === 'place' && /^admin/.test(hit.place.kind);

const isSmallTown = (hit: IndexedName): boolean =>
  hit.kind === 'place' && isOfTheWorld(hit) && hit.place.population < SMALL;
