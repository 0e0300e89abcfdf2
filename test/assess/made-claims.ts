/** Reports about who holds a place, made for tests: short to write, complete underneath; and what is assessed by them. */
import type { Assessment } from '../../src/assess/assess-place.ts';
import { assessPlace } from '../../src/assess/assess-place.ts';
import type { World } from '../../src/assess/world.ts';
import type { Control, Event } from '../../src/model/event.ts';
import type { StoredEvent } from '../../src/model/record.ts';
import type { PlaceRef, Ref } from '../../src/model/ref.ts';
import { madePlace, madeRef, storedEvent } from '../model/made.ts';

/** ypg is part of sdf; civilians hold nothing; hajin and sousa lie in the region east. */
export const WORLD: World = {
  lineage: (id) => (id === 'ypg' ? ['ypg', 'sdf'] : [id]),
  isPartial: (speaker, id) => speaker === 'coalition' && id === 'sdf',
  canHold: (id) => id !== 'civilians',
  isRegion: (id) => id === 'east',
  isInside: (place, outer) =>
    outer === 'east' && (place.id === 'hajin' || place.id === 'sousa' || place.id === 'pocket'),
};

export const actor = madeRef;

export const place = (id: string, more: Partial<PlaceRef> = {}): PlaceRef =>
  madePlace(id, { precision: 'exact', ...more });

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
  return storedEvent(
    {
      id,
      action: of.action ?? 'capture',
      actor: ref(of.actor ?? of.holder, 'actor'),
      recipient: ref(of.recipient ?? of.loser, 'recipient'),
      place: where,
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
      evidence: { text: quote, start: 0, end: quote.length },
      sameAs: of.sameAs ?? null,
    },
    { articleId: of.article ?? `article of ${id}`, source: of.source ?? null, published: of.published ?? null },
  );
}

export const assess = (events: readonly StoredEvent[], more: { at?: string; asOf?: string } = {}): Assessment =>
  assessPlace({ place: place(more.at ?? 'hajin'), events, asOf: more.asOf ?? null, today: '2019-01-01', world: WORLD });

export const ids = (refs: readonly { id: string }[]): string[] => refs.map(({ id }) => id);

/** How the place stands, in short. */
export const standing = ({ status, holder, challengers, since }: Assessment) => ({
  status,
  holder: holder?.id ?? null,
  challengers: ids(challengers),
  since,
});
