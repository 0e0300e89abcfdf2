/** In which area an event belongs: the governorate or province, else the country, of where it happened. */
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { StoredEvent } from '../model/record.ts';
import type { PlaceRef } from '../model/ref.ts';

export const NO_AREA = 'Place not given';

/** The heading under which an event is told: "Suweida, Syria". */
export function areaOf(event: StoredEvent, knowledge: Knowledge): string {
  const place = event.place ?? event.origin ?? event.destinations[0] ?? event.control?.place;
  return place === undefined ? NO_AREA : areaOfPlace(place, knowledge);
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
