/** Reports about who holds a place, made for tests: short to write, complete underneath. */
import type { World } from '../../src/assess/world.ts';
import type { Control, Event } from '../../src/model/event.ts';
import type { StoredEvent } from '../../src/model/record.ts';
import type { PlaceRef, Ref } from '../../src/model/ref.ts';

/** ypg is part of sdf; civilians hold nothing; hajin and sousa lie in the region east. */
export const WORLD: World = {
  lineage: (id) => (id === 'ypg' ? ['ypg', 'sdf'] : [id]),
  canHold: (id) => id !== 'civilians',
  isRegion: (id) => id === 'east',
  isInside: (place, outer) =>
    outer === 'east' && (place.id === 'hajin' || place.id === 'sousa' || place.id === 'pocket'),
};

export const actor = (id: string): Ref => ({ id, name: id, text: id, start: 0, end: id.length, basis: 'direct' });

export const place = (id: string, more: Partial<PlaceRef> = {}): PlaceRef => ({
  ...actor(id),
  relation: 'in',
  lat: null,
  lon: null,
  admin1: null,
  country: null,
  precision: 'exact',
  ...more,
});

export type Report = {
  id?: string;
  article?: string;
  action?: string;
  place?: string | PlaceRef;
  actor?: string | null;
  recipient?: string | null;
  change?: Control['change'];
  holder?: string | null;
  loser?: string | null;
  basis?: Control['basis'];
  factuality?: Event['factuality'];
  attribution?: Event['attribution'];
  date?: string;
  published?: string;
  source?: string;
  quote?: string;
  /** Slots that only context supplies. */
  inferred?: readonly ('actor' | 'recipient' | 'holder' | 'loser')[];
  sameAs?: string;
};

let made = 0;

/** A report; without `change` it makes no control claim. */
export function report(of: Report): StoredEvent {
  made += 1;
  const id = of.id ?? `e${made}`;
  const where = typeof of.place === 'string' || of.place === undefined ? place(of.place ?? 'hajin') : of.place;
  const ref = (name: string | null | undefined, slot: 'actor' | 'recipient' | 'holder' | 'loser'): Ref | null =>
    name == null ? null : { ...actor(name), basis: of.inferred?.includes(slot) === true ? 'inferred' : 'direct' };
  const quote = of.quote ?? `quote ${id}`;
  return {
    id,
    action: of.action ?? 'capture',
    eventType: 'Battles',
    subEventType: 'Armed clash',
    plover: { event: null, mode: null },
    actor: ref(of.actor ?? of.holder, 'actor'),
    recipient: ref(of.recipient ?? of.loser, 'recipient'),
    place: where,
    origin: null,
    destinations: [],
    date: of.date === undefined ? null : { edtf: of.date, text: of.date, precision: 'day' },
    factuality: of.factuality ?? 'actual',
    attribution: of.attribution ?? null,
    control:
      of.change === undefined
        ? null
        : {
            place: where,
            holder: ref(of.holder, 'holder'),
            loser: ref(of.loser, 'loser'),
            change: of.change,
            basis: of.basis ?? 'stated',
          },
    casualties: null,
    evidence: { text: quote, start: 0, end: quote.length },
    trigger: { text: quote, start: 0, end: quote.length },
    rule: 'made',
    sameAs: of.sameAs ?? null,
    articleId: of.article ?? `article of ${id}`,
    title: null,
    source: of.source ?? null,
    url: null,
    published: of.published ?? null,
    ingestedAt: '2019-01-01T00:00:00.000Z',
    scope: 'shared',
  };
}
