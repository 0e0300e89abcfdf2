/** Which of several places of one name is meant: ranks by who wrote it down, kind and population. */
import type { PlaceEntry, PlaceKind, Resolution } from '../model/knowledge.ts';

/** Where a place comes from; what people wrote by hand for the theatre goes before the rest of the world. */
export type PlaceTier = 'curated' | 'theatre' | 'gazetteer' | 'world';

const TIER: Readonly<Record<PlaceTier, number>> = { curated: 3, theatre: 2, gazetteer: 1.5, world: 0 };
const SETTLEMENTS: ReadonlySet<PlaceKind> = new Set(['city', 'town', 'village', 'neighbourhood']);
const KIND: Partial<Record<PlaceKind, number>> = { country: 12, admin1: 5.2, admin2: 4, neighbourhood: 1 };
const PREFERRED = 8;
/** A country's capital is meant where a town elsewhere shares its name. */
const CAPITAL = 2;

/** A settlement counts by the logarithm of its population, so a step of one is ten times the people. */
export function placeScore(
  place: PlaceEntry,
  tier: PlaceTier,
  { preferred = false, capital = false }: { preferred?: boolean; capital?: boolean } = {},
): number {
  const kind = KIND[place.kind] ?? (SETTLEMENTS.has(place.kind) ? Math.log10(place.population + 10) : 3.5);
  return TIER[tier] + kind + (preferred ? PREFERRED : 0) + (capital ? CAPITAL : 0);
}

/** Places whose scores differ by less are equally likely (.35 is a little over twice the population). */
const CLEAR = 0.35;

/** Readings this near to one another do not mislead whoever takes the better one (degrees, some twenty kilometres). */
const SAME_SPOT = 0.2;

const isSameSpot = (a: PlaceEntry, b: PlaceEntry): boolean =>
  a.lat !== null &&
  a.lon !== null &&
  b.lat !== null &&
  b.lon !== null &&
  Math.abs(a.lat - b.lat) < SAME_SPOT &&
  Math.abs(a.lon - b.lon) < SAME_SPOT;

/**
 * One place, or a question. Readings are best first. Found when the best stands clear of the next, or contains it or
 * lies in it (a town and its governorate); otherwise those about as likely as the best are the candidates.
 */
export function chooseOne(
  readings: readonly { place: PlaceEntry; score: number }[],
  isInside: (inner: PlaceEntry, outer: PlaceEntry) => boolean,
): Resolution<PlaceEntry> | null {
  const [best, ...others] = readings;
  if (best === undefined) return null;
  const rivals = others.filter(
    ({ place, score }) =>
      best.score - score < CLEAR &&
      !isInside(place, best.place) &&
      !isInside(best.place, place) &&
      !isSameSpot(place, best.place),
  );
  const alternatives = others.map(({ place }) => place);
  if (rivals.length === 0) return { status: 'found', entry: best.place, alternatives };
  return { status: 'ambiguous', candidates: [best.place, ...rivals.map(({ place }) => place)] };
}
