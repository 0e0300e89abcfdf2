/** Settles which of several places of one name a text means, before anything is read from it. */
import type { IndexedName } from '../knowledge/knowledge.ts';
import type { PlaceEntry } from '../model/knowledge.ts';
import type { NameSpan } from './names.ts';
import { type Ancestors, settleInside } from './places-inside.ts';
import type { Token } from './tokens.ts';

/** A sentence's tokens and the names in it. */
export type Named = { tokens: readonly Token[]; names: NameSpan[] };

/** From this size on a town is known by its bare name everywhere (Paris is in France). */
const WORLD_CITY = 500_000;
/** How many times larger it must be than its namesakes. */
const LARGER = 10;
/** Below this size a town is taken for a namesake where the text says that it speaks of another country. */
export const SMALL = 300_000;

/**
 * Takes readings away that the text speaks against: small namesakes of a world city, and small towns of the world in
 * countries that a text is not about which names its own ("in Mubi, Democratic Republic of the Congo": not Nigeria's).
 * A name that loses all its readings is a name that nobody knows.
 */
export function settleNamesakes(sentences: readonly Named[], ancestors: Ancestors): void {
  const told = new Set(sentences.flatMap(countriesTold));
  for (const sentence of sentences) {
    if (sentence.names.some(hasWorldReading)) sentence.names = sentence.names.flatMap((span) => settle(span, told));
    settleInside(sentence, ancestors);
  }
}

/** Countries named as where something is: "in Mali", "Djibo, Burkina Faso". */
function countriesTold({ tokens, names }: Named): string[] {
  return names.flatMap(({ names: hits, from }) => {
    const hit = hits?.find((one) => one.kind === 'country');
    const placed = /^(?:in|of|across|throughout|,)$/.test(tokens[from - 1]?.lower ?? '');
    return hit?.kind === 'country' && !hit.demonym && placed ? [hit.country.code] : [];
  });
}

function settle(span: NameSpan, told: ReadonlySet<string>): NameSpan[] {
  if (span.names === null || !hasWorldReading(span)) return [span];
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

const hasWorldReading = ({ names }: NameSpan): boolean => names?.some(isOfTheWorld) === true;

/** Known from the gazetteer of the world alone. */
export const isOfTheWorld = (hit: IndexedName): boolean => placeOf(hit)?.id.startsWith('gn-') === true;
