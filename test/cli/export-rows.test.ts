import { describe, expect, it } from 'vitest';
import { ACLED_COLUMNS, acledRow, featureOf } from '../../src/cli/export-rows.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { ActorEntry } from '../../src/model/knowledge.ts';
import type { StoredEvent } from '../../src/model/record.ts';
import type { PlaceRef, Ref } from '../../src/model/ref.ts';
import { madePlace, madeRef, storedEvent } from '../model/made.ts';

const actor = (id: string, kind: ActorEntry['kind'], parent: string | null = null): ActorEntry => ({
  id,
  name: id.toUpperCase(),
  kind,
  aliases: [],
  abbreviations: [],
  country: null,
  parent,
  side: null,
  from: null,
  to: null,
  successor: null,
});

const ACTORS = new Map(
  [actor('saa', 'state-forces', 'syria'), actor('syria', 'government'), actor('isis', 'rebel-group')].map((entry) => [
    entry.id,
    entry,
  ]),
);

const knowledge = {
  actors: ACTORS,
  lineage: (id: string) => (id === 'saa' ? [ACTORS.get('saa'), ACTORS.get('syria')] : [ACTORS.get(id)]),
} as unknown as Knowledge;

const ref = (id: string): Ref => madeRef(id, { name: id.toUpperCase() });

const HAJIN: PlaceRef = madePlace('hajin', {
  name: 'Hajin',
  lat: 34.68,
  lon: 40.83,
  admin1: 'Deir ez-Zor',
  country: 'Syria',
  precision: 'exact',
});

const EVENT: StoredEvent = storedEvent(
  {
    id: 'a1-e1',
    action: 'capture',
    subEventType: 'Government regains territory',
    actor: ref('saa'),
    recipient: ref('isis'),
    place: HAJIN,
    date: { edtf: '2018-09-20', text: 'on Thursday', precision: 'day' },
    attribution: { text: 'SANA', ref: null, stance: 'reported' },
    control: { place: HAJIN, holder: ref('saa'), loser: ref('isis'), change: 'gained', basis: 'stated' },
    casualties: { killed: 3, wounded: null, captured: null },
    evidence: { text: '=took Hajin', start: 10, end: 21 },
    rule: 'capture/took',
  },
  { title: 'Title', source: 'SANA', url: 'https://example.org', published: '2018-09-21', incidentId: 'a1-e0' },
);

describe('acledRow', () => {
  it("has ACLED's columns, then the program's own", () => {
    expect(acledRow(EVENT, knowledge)).toEqual({
      event_id_cnty: 'a1-e1',
      event_date: '2018-09-20',
      year: '2018',
      time_precision: 1,
      disorder_type: 'Political violence',
      event_type: 'Battles',
      sub_event_type: 'Government regains territory',
      actor1: 'SAA',
      assoc_actor_1: 'SYRIA',
      inter1: 'State forces',
      actor2: 'ISIS',
      assoc_actor_2: null,
      inter2: 'Rebel group',
      country: 'Syria',
      admin1: 'Deir ez-Zor',
      location: 'Hajin',
      latitude: 34.68,
      longitude: 40.83,
      geo_precision: 1,
      source: 'SANA',
      notes: '=took Hajin',
      fatalities: 3,
      action: 'capture',
      date: '2018-09-20',
      factuality: 'actual',
      attribution: 'SANA',
      control_change: 'gained',
      holder: 'SAA',
      loser: 'ISIS',
      article_id: 'a1',
      title: 'Title',
      published: '2018-09-21',
      url: 'https://example.org',
      evidence_start: 10,
      evidence_end: 21,
      rule: 'capture/took',
      same_as: null,
      incident_id: 'a1-e0',
    });
    expect(Object.keys(acledRow(EVENT, knowledge))).toEqual([...ACLED_COLUMNS]);
  });

  it.each([
    ['XXXX-07-25', 'day', null, null],
    ['2018', 'year', null, '2018'],
    ['2018-09', 'month', null, '2018'],
    ['2018-09-20/2018-09-22', 'day', '2018-09-20', '2018'],
    ['2018-09-20~', 'day', '2018-09-20', '2018'],
  ] as const)('makes up no day for %s', (edtf, precision, day, year) => {
    const row = acledRow({ ...EVENT, date: { edtf, text: '', precision } }, knowledge);
    expect(row).toMatchObject({ event_date: day, year, date: edtf });
  });

  it('leaves cells empty for what nobody knows', () => {
    const bare: StoredEvent = {
      ...EVENT,
      actor: ref('x'),
      recipient: null,
      place: null,
      date: null,
      casualties: null,
      control: null,
    };
    expect(acledRow(bare, knowledge)).toMatchObject({
      event_date: null,
      time_precision: null,
      actor1: 'X',
      inter1: null,
      actor2: null,
      location: null,
      geo_precision: null,
      fatalities: null,
      holder: null,
    });
  });
});

describe('featureOf', () => {
  it('puts longitude first and keeps an event without coordinates', () => {
    expect(featureOf(EVENT, knowledge)).toMatchObject({ geometry: { type: 'Point', coordinates: [40.83, 34.68] } });
    const nowhere = { ...EVENT, place: { ...HAJIN, lat: null, lon: null } };
    expect(featureOf(nowhere, knowledge)).toMatchObject({ type: 'Feature', geometry: null, id: 'a1-e1' });
  });
});
