/** A place of the knowledge base as a PlaceRef, for places that a person asked for rather than an article named. */
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { PlaceEntry, PlaceKind } from '../model/knowledge.ts';
import type { PlacePrecision, PlaceRef } from '../model/ref.ts';

const PRECISION: Partial<Record<PlaceKind, PlacePrecision>> = {
  country: 'country',
  admin1: 'admin1',
  admin2: 'area',
  area: 'area',
  desert: 'area',
  river: 'area',
  lake: 'area',
  sea: 'area',
  road: 'area',
};

/** The place as `asked`; offsets are those of the whole question. */
export function placeRefOf(entry: PlaceEntry, asked: string, knowledge: Knowledge): PlaceRef {
  const line = [entry, ...knowledge.ancestors(entry.id)];
  const { relativeTo } = entry;
  return {
    id: entry.id,
    name: entry.name,
    text: asked,
    start: 0,
    end: asked.length,
    basis: 'direct',
    relation: 'in',
    lat: entry.lat,
    lon: entry.lon,
    admin1: line.find(({ kind }) => kind === 'admin1')?.name ?? null,
    country: line.find(({ kind }) => kind === 'country')?.name ?? null,
    precision: PRECISION[entry.kind] ?? (entry.lat === null ? 'unlocated' : 'exact'),
    ...(relativeTo === undefined
      ? {}
      : { relativeTo: { ...relativeTo, name: knowledge.places.get(relativeTo.id)?.name ?? relativeTo.id } }),
  };
}
