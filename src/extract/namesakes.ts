/** Settles which of several places of one name a text means, before anything is read from it. */
import type { IndexedName } from '../knowledge/knowledge.ts';
import type { PlaceEntry } from '../model/knowledge.ts';
import type { NameSpan } from './names.ts';
import type { Token } from './tokens.ts';

/** The places that contain a place. */
type Ancestors = (placeId: string) => readonly PlaceEntry[];

type Named = { tokens: readonly Token[]; names: NameSpan[] };

/** From this size on a town is known by its bare name everywhere (Paris is in France). */
const WORLD_CITY = 500_000;
/** How many times larger it must be than its namesakes. */
const LARGER = 10;
/** Below this size a town is taken for a namesake where the text says that it speaks of another country. */
const SMALL = 300_000;

/**
 * Takes readings away that the text speaks against: small namesakes of a world city, and small towns of the world in
 * countries that a text is not about which names its own ("in Mubi, Democratic Republic of the Congo": not Nigeria's).
 * A name that loses all its readings is a name that nobody knows.
 */
export function settleNamesakes(sentences: readonly Named[], ancestors: Ancestors): void {
  const told = new Set(sentences.flatMap(countriesTold));
  for (const sentence of sentences) {
    sentence.names = sentence.names.flatMap((span) => settle(span, told));
    settleInside(sentence, ancestors);
  }
}

/**
 * "Pale (Sagaing)", "San Luis, Peten", "Old Arbat in Moscow": of namesakes the one that lies in the place named behind it,
 * else one of its country; small towns of the world that lie elsewhere are not meant.
 */
function settleInside(sentence: Named, ancestors: Ancestors): void {
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
      const rest = span.names.filter((hit) => !isSmallTown(hit));
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
  hit.kind === 'place' && isOfTheWorld(hit.place) && hit.place.population < SMALL;

/** Countries named as where something is: "in Mali", "Djibo, Burkina Faso". */
function countriesTold({ tokens, names }: Named): string[] {
  return names.flatMap(({ names: hits, from }) => {
    const hit = hits?.find((one) => one.kind === 'country');
    const placed = /^(?:in|of|across|throughout|,)$/.test(tokens[from - 1]?.lower ?? '');
    return hit?.kind === 'country' && !hit.demonym && placed ? [hit.country.code] : [];
  });
}

function settle(span: NameSpan, told: ReadonlySet<string>): NameSpan[] {
  if (span.names === null || !span.names.some(isOfTheWorld)) return [span];
  const top = placeOf(span.names[0]);
  const city = top !== null && top.population >= WORLD_CITY;
  const kept = span.names.filter((hit) => {
    const place = placeOf(hit);
    if (place === null || place === top || !isOfTheWorld(hit)) return true;
    return !(city && place.population * LARGER < top.population);
  });
  const fitting = kept.filter((hit) => {
    const place = placeOf(hit);
    if (place === null || !isOfTheWorld(hit) || place.population >= SMALL || told.size === 0) return true;
    return place.country !== null && told.has(place.country);
  });
  return fitting.length === 0 ? [] : [{ ...span, names: fitting }];
}

const placeOf = (hit: IndexedName | undefined): PlaceEntry | null => (hit?.kind === 'place' ? hit.place : null);

/** Known from the gazetteer of the world alone. */
const isOfTheWorld = (hit: IndexedName): boolean => placeOf(hit)?.id.startsWith('gn-') === true;
