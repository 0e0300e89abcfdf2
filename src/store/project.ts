/** project(document): the rows that an article's document stands for. Pure, so that a rebuild gives the same rows again. */
import { createHash } from 'node:crypto';
import { reportDays } from '../model/days.ts';
import type { Event } from '../model/event.ts';
import type { IncidentRules } from '../model/incident.ts';
import type { ArticleDocument } from '../model/record.ts';
import type { PlaceRef, Ref } from '../model/ref.ts';
import { toKey, toText, toTextOrNull } from './columns.ts';
import { spanOf } from './day-spans.ts';
import type { ArticleTable, EventActorTable, EventPlaceTable, EventTable, KindTable, NameTable } from './schema.ts';
import { searchText } from './search-words.ts';

/** What the projection must know of the world. */
export type ProjectionPorts = {
  /** Ids of the places that contain a place, nearest first. */
  ancestors: (placeId: string) => readonly string[];
  /** One spelling for all spellings of a name, for prefix search. */
  fold: (name: string) => string;
  /** By which rules reports are told to be of one event; without them each event is an incident of its own. */
  incidents?: IncidentRules;
};

/**
 * Rows without the numbers that the store gives: `seq` is the event's place in its article, `kind` the place of its kind
 * in `kinds`, both from 0.
 */
export type Projection = {
  article: Omit<ArticleTable, 'no'>;
  kinds: Omit<KindTable, 'no'>[];
  events: (Omit<EventTable, 'no' | 'article'> & { seq: number })[];
  places: (Omit<EventPlaceTable, 'event'> & { seq: number })[];
  actors: (Omit<EventActorTable, 'event'> & { seq: number })[];
  names: Omit<NameTable, 'scope'>[];
  search: { seq: number; text: string }[];
};

/** All rows of one document. */
export function project(document: ArticleDocument, ports: ProjectionPorts): Projection {
  const { article } = document;
  const scope = toKey(document.scope);
  const names = new Map<string, Omit<NameTable, 'scope'>>();
  const projection: Projection = {
    article: {
      id: toKey(article.id),
      scope,
      content_hash: toKey(document.contentHash),
      title: toTextOrNull(article.title),
      source: toTextOrNull(article.source),
      url: toTextOrNull(article.url),
      published: toTextOrNull(article.published),
      ingested_at: toText(document.ingestedAt),
      first_day: '',
      last_day: '',
    },
    kinds: [],
    events: [],
    places: [],
    actors: [],
    names: [],
    search: [],
  };

  const mention = (kind: NameTable['kind'], id: string, name: string): void => {
    const key = `${kind} ${id}`;
    const known = names.get(key);
    if (known !== undefined) known.events += 1;
    else names.set(key, { kind, id, name: toText(name), fold: toKey(ports.fold(name)), events: 1 });
  };
  const kinds = new Map<string, number>();
  const kindOf = (event: Event): number => {
    const [action, event_type, sub_event_type] = typesOf(event);
    const key = JSON.stringify([action, event_type, sub_event_type]);
    const known = kinds.get(key);
    if (known !== undefined) return known;
    kinds.set(key, projection.kinds.length);
    return projection.kinds.push({ action, event_type, sub_event_type }) - 1;
  };
  if (article.source !== null) mention('source', toKey(article.source), article.source);

  for (const [seq, event] of document.events.entries()) {
    const days = reportDays({ ...event, published: article.published });
    const day_from = days?.from ?? '';
    const day_to = days?.to ?? '';
    const span = days === null ? 0 : spanOf(days);
    const restated = event.sameAs === null ? 0 : 1;
    const control = event.control === null ? 0 : 1;
    const kind = kindOf(event);
    projection.events.push({
      seq,
      id: toKey(event.id),
      scope,
      day_from,
      day_to,
      span,
      kind,
      control,
      restated,
      quote: quoteNumber(ports.incidents?.words(event) ?? null),
      data: JSON.stringify(event),
    });
    projection.search.push({ seq, text: searchText(event.sentence.text) });
    for (const [place, at] of placesOf(event, ports)) {
      const { depth, name } = at;
      projection.places.push({ seq, place, day_to, day_from, span, scope, depth, control: at.control, restated, kind });
      if (name !== null) mention('place', place, name);
      mention('within', place, '');
    }
    for (const [actor, name] of actorsOf(event)) {
      projection.actors.push({ seq, actor, day_to, day_from, span, scope, control, restated, kind });
      mention('actor', actor, name);
    }
  }
  projection.names = [...names.values()];
  projection.article.first_day = bound(
    projection.events.map((event) => event.day_from),
    (a, b) => a < b,
  );
  projection.article.last_day = bound(
    projection.events.map((event) => event.day_to),
    (a, b) => a > b,
  );
  return projection;
}

/** Below 2⁴⁸, so that it is a whole number everywhere; 0 for none. */
const quoteNumber = (words: string | null): number =>
  words === null ? 0 : createHash('sha256').update(words).digest().readUIntBE(0, 6) || 1;

const typesOf = ({ action, eventType, subEventType }: Event): [string, string, string] => [
  typeKey(action),
  typeKey(eventType),
  typeKey(subEventType),
];

/** An action or type as queries find it, in any spelling of case. */
export const typeKey = (type: string): string => toKey(type.toLowerCase());

type AtPlace = { depth: number; control: number; name: string | null };

/** Every place an event is at (where it happened, whose control it tells of, from where, to where) and all around it. */
export function placesOf(event: Event, ports: Pick<ProjectionPorts, 'ancestors'>): Map<string, AtPlace> {
  const places = new Map<string, AtPlace>();
  const add = (id: string, at: AtPlace): void => {
    const key = toKey(id);
    const known = places.get(key);
    if (known === undefined) places.set(key, at);
    else {
      known.depth = Math.min(known.depth, at.depth);
      known.control = Math.max(known.control, at.control);
      known.name ??= at.name;
    }
  };
  const addWithAncestors = (place: PlaceRef | null | undefined, control: number): void => {
    if (place == null) return;
    add(place.id, { depth: 0, control, name: place.name });
    for (const [index, id] of containing(place, ports).entries()) {
      if (id !== place.id) add(id, { depth: index + 1, control, name: null });
    }
  };
  addWithAncestors(event.place, 0);
  addWithAncestors(event.origin, 0);
  for (const destination of event.destinations) addWithAncestors(destination, 0);
  addWithAncestors(event.control?.place, 1);
  return places;
}

/** What contains a place; one that nobody knows ("the dam south of Al-Dars") lies where its reference point lies. */
function containing(place: PlaceRef, ports: Pick<ProjectionPorts, 'ancestors'>): readonly string[] {
  const ancestors = ports.ancestors(place.id);
  if (ancestors.length > 0 || place.relativeTo === undefined) return ancestors;
  const around = ports.ancestors(place.relativeTo.id);
  return place.relativeTo.relation === 'in' ? [place.relativeTo.id, ...around] : around;
}

function actorsOf(event: Event): Map<string, string> {
  const actors = new Map<string, string>();
  const refs: (Ref | null | undefined)[] = [event.actor, event.recipient, event.control?.holder, event.control?.loser];
  for (const ref of refs) if (ref != null && !actors.has(toKey(ref.id))) actors.set(toKey(ref.id), ref.name);
  return actors;
}

const bound = (days: readonly string[], before: (a: string, b: string) => boolean): string =>
  days.reduce((best, day) => (day !== '' && (best === '' || before(day, best)) ? day : best), '');
