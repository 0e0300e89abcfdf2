/** In which area an event belongs: the governorate or province, else the country, of where it happened. */
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { StoredEvent } from '../model/record.ts';
import type { PlaceRef } from '../model/ref.ts';

export const NO_AREA = 'Place not given';
/** For a place that no quote names and that lies in no country of those who took part: most likely it is wrong. */
export const DOUBTFUL_AREA = 'Place inferred, in a country of neither side';

/** The heading under which an event is told: "Suweida, Syria". */
export function areaOf(event: StoredEvent, knowledge: Knowledge): string {
  const place = event.place ?? event.origin ?? event.destinations[0] ?? event.control?.place;
  if (place === undefined) return NO_AREA;
  return place.basis === 'inferred' && isForeign(place, event, knowledge)
    ? DOUBTFUL_AREA
    : areaOfPlace(place, knowledge);
}

function isForeign(place: PlaceRef, { actor, recipient }: StoredEvent, { actors, places }: Knowledge): boolean {
  const country = (places.get(place.id) ?? places.get(place.relativeTo?.id ?? ''))?.country ?? null;
  const sides = [actor, recipient].flatMap((ref) => (ref === null ? [] : (actors.get(ref.id)?.country ?? [])));
  return country !== null && sides.length > 0 && !sides.includes(country);
}

function areaOfPlace(place: PlaceRef, knowledge: Knowledge): string {
  const at = knowledge.places.get(place.id) ?? knowledge.places.get(place.relativeTo?.id ?? '');
  if (at === undefined) return [place.admin1, place.country].filter((name) => name !== null).join(', ') || place.name;
  const line = [at, ...knowledge.ancestors(at.id)];
  const division = line.find(({ kind }) => kind === 'admin1');
  const country = line.find(({ kind }) => kind === 'country');
  const names = [division?.name ?? (at === country ? null : at.name), country?.name];
  return names.filter((name) => name != null).join(', ');
}
