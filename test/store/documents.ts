/** Documents to store in tests: small, whole, and different where a test says so. */
import { incidentRules } from '../../src/assess/match-reports.ts';
import type { Event } from '../../src/model/event.ts';
import type { IncidentRules } from '../../src/model/incident.ts';
import type { ArticleDocument } from '../../src/model/record.ts';
import type { PlaceRef, Ref } from '../../src/model/ref.ts';
import type { Scope } from '../../src/model/scope.ts';
import { madeArticle, madeDocument, madeEvent, madePlace, madeRef } from '../model/made.ts';

/** Which places contain which, in tests; nearest first. */
export const ANCESTORS: ReadonlyMap<string, readonly string[]> = new Map([
  ['al-dars', ['suweida', 'syria']],
  ['suweida', ['syria']],
  ['hajin', ['deir-ez-zor', 'syria']],
  ['deir-ez-zor', ['syria']],
]);

/** The rules of incidents over these places; every actor is its own side. */
export const INCIDENT_RULES: IncidentRules = incidentRules({
  lineage: (id) => [id],
  isRegion: (id) => id === 'suweida' || id === 'deir-ez-zor',
  isCountry: (id) => id === 'syria',
  isInside: ({ id }, outer) => (ANCESTORS.get(id) ?? []).includes(outer),
  ancestors: ({ id }) => ANCESTORS.get(id) ?? [],
});

export const ref = (id: string, more: Partial<Ref> = {}): Ref => madeRef(id, { name: id.toUpperCase(), ...more });

export const placeRef = (id: string, more: Partial<PlaceRef> = {}): PlaceRef =>
  madePlace(id, {
    name: id.toUpperCase(),
    lat: 33,
    lon: 36.5,
    country: 'Syria',
    precision: 'exact',
    ...more,
  });

export const day = (edtf: string): Event['date'] => ({ edtf, text: edtf, precision: 'day' });

/** The Syrian army captures Suweida from Isis, where a test says nothing else. */
export const event = (id: string, more: Partial<Event> = {}): Event =>
  madeEvent({
    id,
    action: 'capture',
    eventType: 'Strategic developments',
    subEventType: 'Non-violent transfer of territory',
    plover: { event: 'SEIZE', mode: null },
    actor: ref('syrian-army'),
    recipient: ref('isis'),
    place: placeRef('suweida'),
    evidence: { text: 'The army captured the dam.', start: 0, end: 26 },
    trigger: { text: 'captured', start: 9, end: 17 },
    rule: 'capture',
    ...more,
  });

export type DocumentParts = {
  id: string;
  text?: string;
  scope?: Scope;
  published?: string | null;
  source?: string | null;
  title?: string | null;
  events?: Event[];
};

export const document = ({ id, scope = 'shared', ...parts }: DocumentParts): ArticleDocument =>
  madeDocument(
    madeArticle(id, parts.text ?? `The text of ${id}.`, {
      title: parts.title === undefined ? `Title of ${id}` : parts.title,
      url: `https://example.org/${id}`,
      source: parts.source === undefined ? 'Example' : parts.source,
      published: parts.published === undefined ? '2018-09-20' : parts.published,
    }),
    parts.events ?? [event(`${id}:0`)],
    {
      scope,
      ingestedAt: '2018-09-21T08:00:00.000Z',
      mentions: [{ kind: 'actor', id: 'isis', text: 'ISIS', start: 4, end: 8 }],
    },
  );
