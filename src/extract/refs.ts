/** Readings → references: the shape in which events carry actors and places. */
import type { ActorEntry, PlaceKind } from '../model/knowledge.ts';
import type { PlacePrecision, PlaceRef, PlaceRelation, Ref } from '../model/ref.ts';
import type { Rules } from './extract.ts';
import type { ActorReading, PlaceReading, Referent } from './referents.ts';
import type { NounPhrase } from './syntax.ts';
import type { Token } from './tokens.ts';

const AREAS: ReadonlySet<PlaceKind> = new Set(['area', 'desert', 'river', 'lake', 'sea', 'admin2', 'road']);

/** An actor as an event carries it; offsets are those of the phrase that names it. */
export function actorRef(actor: ActorReading, referent: Referent): Ref {
  return {
    id: actor.id,
    name: actor.name,
    text: referent.text,
    start: referent.start,
    end: referent.end,
    basis: actor.basis,
  };
}

/** An actor whom another sentence names, over the tokens that name it. */
export function actorRefAt(actor: ActorEntry, tokens: readonly Token[], text: string): Ref {
  const start = tokens[0]?.start ?? 0;
  const end = tokens.at(-1)?.end ?? start;
  return { id: actor.id, name: actor.name, text: text.slice(start, end), start, end, basis: 'inferred' };
}

/** A place as an event carries it, with coordinates and what contains it where the knowledge base tells. */
export function placeRef(input: {
  place: PlaceReading;
  referent: Referent;
  prep: string;
  refer(phrase: NounPhrase): Referent;
  rules: Rules;
  /** ISO code of the country that the text speaks of: a place that nobody knows lies there. */
  here: string | null;
}): PlaceRef {
  const { place, referent, rules } = input;
  const { entry } = place;
  const above = entry === null ? [] : rules.knowledge.ancestors(entry.id);
  const country = entry === null ? input.here : entry.country;
  const relative = relativeTo(input);
  return {
    id: place.id,
    name: place.name,
    text: referent.text,
    start: referent.start,
    end: referent.end,
    basis: place.basis,
    relation: relationOf(input.prep),
    lat: entry?.lat ?? null,
    lon: entry?.lon ?? null,
    admin1: entry?.kind === 'admin1' ? entry.name : (above.find((one) => one.kind === 'admin1')?.name ?? null),
    country: country === null ? null : (rules.knowledge.countries.get(country)?.name ?? null),
    precision: precisionOf(entry?.kind, entry?.lat ?? null),
    ...(relative === null ? {} : { relativeTo: relative }),
  };
}

/** "the dam south of Al-Dars": the place keeps its name and says what it is relative to. */
function relativeTo(input: Parameters<typeof placeRef>[0]): PlaceRef['relativeTo'] | null {
  for (const pp of input.referent.phrase.post) {
    const relation = relationOf(pp.prep);
    if (relation === 'in' || relation === 'from' || relation === 'towards' || relation === 'between') continue;
    const other = input.refer(pp.object);
    if (other.place !== null) return { id: other.place.id, name: other.place.name, relation };
  }
  const { entry } = input.place;
  if (entry === null && input.here !== null) {
    const around = input.rules.knowledge.placeOfCountry(input.here);
    return { id: around.id, name: around.name, relation: 'in' };
  }
  if (entry?.relativeTo === undefined) return null;
  const name = input.rules.knowledge.places.get(entry.relativeTo.id)?.name;
  return name === undefined ? null : { id: entry.relativeTo.id, name, relation: entry.relativeTo.relation };
}

const IN_OR_AT = new Set(['in', 'at', 'on', 'inside', 'of', '']);

function relationOf(prep: string): PlaceRelation {
  if (IN_OR_AT.has(prep)) return 'in';
  const compass = /^(north|south|east|west)/.exec(prep)?.[1];
  if (compass === 'north' || compass === 'south' || compass === 'east' || compass === 'west') return `${compass}-of`;
  if (
    /^(?:near|around|outside|close to|next to|beside|off|along|opposite|on the outskirts of|in the outskirts of|on the outskirts|in the vicinity of|on the edge of)$/.test(
      prep,
    )
  )
    return 'near';
  if (/^(?:to|into|toward|towards|for|onto|in the direction of)$/.test(prep)) return 'towards';
  if (/^(?:from|out of|away from|back from)$/.test(prep)) return 'from';
  return prep === 'between' ? 'between' : 'in';
}

function precisionOf(kind: PlaceKind | undefined, lat: number | null): PlacePrecision {
  if (kind === 'country') return 'country';
  if (kind === 'admin1') return 'admin1';
  if (lat === null || kind === undefined) return 'unlocated';
  return AREAS.has(kind) ? 'area' : 'exact';
}
