/** Events in ACLED's columns, with Sitrep's own after them. */
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { ActorKind } from '../model/knowledge.ts';
import type { StoredEvent } from '../model/record.ts';
import type { PlacePrecision, Ref } from '../model/ref.ts';

/** ACLED's names for kinds of actors; null where its codebook has none. */
const INTER: Readonly<Record<ActorKind, string | null>> = {
  'state-forces': 'State forces',
  government: 'State forces',
  police: 'State forces',
  'rebel-group': 'Rebel group',
  'political-militia': 'Political militia',
  'identity-militia': 'Identity militia',
  rioters: 'Rioters',
  protesters: 'Protesters',
  civilians: 'Civilians',
  media: 'Civilians',
  aid: 'Civilians',
  'external-forces': 'External/Other forces',
  alliance: 'External/Other forces',
  organisation: null,
  state: null,
};

/** ACLED codebook: 1 the named place, 2 its surroundings, 3 a larger region. */
const GEO_PRECISION: Readonly<Record<PlacePrecision, number | null>> = {
  exact: 1,
  area: 2,
  admin1: 3,
  country: 3,
  unlocated: null,
};

/** ACLED codebook: 1 the day is known, 2 the week, 3 the month. */
const TIME_PRECISION: Readonly<Record<string, number>> = { day: 1, week: 2, month: 3 };

const disorderType = ({ eventType, subEventType }: StoredEvent): string => {
  if (eventType === 'Strategic developments') return eventType;
  return eventType === 'Protests' || subEventType === 'Violent demonstration' ? 'Demonstrations' : 'Political violence';
};

/** The first day that an EDTF date names with its year, or null; nothing is made up for a date without one. */
const firstDay = (edtf: string | undefined): string | null =>
  /^(\d{4}-\d{2}-\d{2})(?:$|[/~?%])/.exec(edtf ?? '')?.[1] ?? null;

const interOf = (actor: Ref | null, knowledge: Knowledge): string | null => {
  const kind = actor === null ? undefined : knowledge.actors.get(actor.id)?.kind;
  return kind === undefined ? null : INTER[kind];
};

const associated = (actor: Ref | null, knowledge: Knowledge): string | null => {
  if (actor === null || !knowledge.actors.has(actor.id)) return null;
  const above = knowledge.lineage(actor.id).slice(1);
  return above.length === 0 ? null : above.map(({ name }) => name).join('; ');
};

/** One event as a row; the keys are the columns, in their order. Null is an empty cell. */
export const acledRow = (event: StoredEvent, knowledge: Knowledge): Record<string, string | number | null> => {
  const { actor, recipient, place, date, control } = event;
  return {
    event_id_cnty: event.id,
    event_date: firstDay(date?.edtf),
    year: /^\d{4}(?=$|[-/~?%])/.exec(date?.edtf ?? '')?.[0] ?? null,
    time_precision: TIME_PRECISION[date?.precision ?? 'unknown'] ?? null,
    disorder_type: disorderType(event),
    event_type: event.eventType,
    sub_event_type: event.subEventType,
    actor1: actor?.name ?? null,
    assoc_actor_1: associated(actor, knowledge),
    inter1: interOf(actor, knowledge),
    actor2: recipient?.name ?? null,
    assoc_actor_2: associated(recipient, knowledge),
    inter2: interOf(recipient, knowledge),
    country: place?.country ?? null,
    admin1: place?.admin1 ?? null,
    location: place?.name ?? null,
    latitude: place?.lat ?? null,
    longitude: place?.lon ?? null,
    geo_precision: place === null ? null : GEO_PRECISION[place.precision],
    source: event.source,
    notes: event.sentence.text,
    fatalities: event.casualties?.killed ?? null,
    action: event.action,
    date: date?.edtf ?? null,
    factuality: event.factuality,
    attribution: event.attribution?.text ?? null,
    control_change: control?.change ?? null,
    holder: control?.holder?.name ?? null,
    loser: control?.loser?.name ?? null,
    article_id: event.articleId,
    title: event.title,
    published: event.published,
    url: event.url,
    evidence_start: event.sentence.start,
    evidence_end: event.sentence.end,
    rule: event.rule,
    same_as: event.sameAs,
    incident_id: event.incidentId ?? null,
  };
};

/** The columns of `acledRow`, for a file without rows. */
export const ACLED_COLUMNS = [
  'event_id_cnty',
  'event_date',
  'year',
  'time_precision',
  'disorder_type',
  'event_type',
  'sub_event_type',
  'actor1',
  'assoc_actor_1',
  'inter1',
  'actor2',
  'assoc_actor_2',
  'inter2',
  'country',
  'admin1',
  'location',
  'latitude',
  'longitude',
  'geo_precision',
  'source',
  'notes',
  'fatalities',
  'action',
  'date',
  'factuality',
  'attribution',
  'control_change',
  'holder',
  'loser',
  'article_id',
  'title',
  'published',
  'url',
  'evidence_start',
  'evidence_end',
  'rule',
  'same_as',
  'incident_id',
] as const;

/** A GeoJSON feature (RFC 7946); an event without coordinates has no geometry. */
export const featureOf = (event: StoredEvent, knowledge: Knowledge): object => ({
  type: 'Feature',
  id: event.id,
  geometry:
    event.place?.lat == null || event.place.lon == null
      ? null
      : { type: 'Point', coordinates: [event.place.lon, event.place.lat] },
  properties: acledRow(event, knowledge),
});
