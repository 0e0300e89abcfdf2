/** Which events a query gives back, and in which order. */
import { beforeEach, expect, it } from 'vitest';
import type { EventQuery } from '../../../src/model/record.ts';
import { SHARED_VIEWER as viewer } from '../../../src/model/scope.ts';
import type { Bench } from '../compliance.ts';
import { day, document, event, placeRef, ref } from '../documents.ts';

const control = (place: string, holder: string | null, loser: string | null) => ({
  place: placeRef(place),
  holder: holder === null ? null : ref(holder),
  loser: loser === null ? null : ref(loser),
  change: 'gained' as const,
  basis: 'stated' as const,
});

export function queryBehaviour(bench: Bench): void {
  const ids = async (query: Omit<EventQuery, 'viewer'>): Promise<string[]> => {
    const events = await bench.store.events({ viewer, ...query });
    const { limit: _limit, offset: _offset, ...whole } = query;
    if (query.limit === undefined && query.offset === undefined) {
      expect(await bench.store.countEvents({ viewer, ...whole })).toBe(events.length);
    }
    return events.map(({ id }) => id);
  };

  beforeEach(async () => {
    await bench.store.commit(
      document({
        id: 'north',
        published: '2018-09-20',
        events: [
          event('dars', { place: placeRef('al-dars'), date: day('2018-07-25') }),
          event('again', { place: placeRef('al-dars'), date: day('2018-07-25'), sameAs: 'dars' }),
          event('gained', {
            place: null,
            control: control('suweida', 'syrian-army', 'isis'),
            actor: null,
            recipient: null,
          }),
          event('month', {
            place: null,
            recipient: null,
            date: day('2018-08'),
            action: 'Shell',
            eventType: 'Explosions',
          }),
        ],
      }),
    );
    await bench.store.commit(
      document({
        id: 'east',
        published: '2018-09-22',
        events: [
          event('hajin', { place: placeRef('hajin'), actor: ref('sdf'), date: day('2018-09-25') }),
          event('fled', {
            place: null,
            origin: placeRef('hajin'),
            destinations: [placeRef('suweida'), placeRef('al-dars')],
          }),
          event('yearless', {
            place: placeRef('nowhere'),
            date: day('XXXX-07-25'),
            actor: ref('sdf'),
            recipient: null,
          }),
        ],
      }),
    );
    await bench.store.commit(
      document({
        id: 'undated',
        published: null,
        events: [
          event('undated', { place: placeRef('hajin'), actor: null, recipient: null, subEventType: 'Sexual violence' }),
          event('dated', { place: null, actor: null, date: day('2017'), recipient: ref('sdf') }),
          event('dam', {
            place: placeRef('damietta-dam', {
              relation: 'south-of',
              relativeTo: { id: 'al-dars', name: 'Al-Dars', relation: 'south-of' },
            }),
            actor: null,
            recipient: null,
          }),
        ],
      }),
    );
  });

  it('gives everything back, newest first, what has no date last, and articles in order of publication', async () => {
    expect(await ids({})).toEqual([
      'hajin',
      'fled',
      'yearless',
      'gained',
      'month',
      'dars',
      'again',
      'dated',
      'undated',
      'dam',
    ]);
  });

  it('gives an article back in its own order', async () => {
    expect(await ids({ articleId: 'north', order: 'article' })).toEqual(['dars', 'again', 'gained', 'month']);
    expect(await ids({ articleId: 'none' })).toEqual([]);
  });

  it('finds what happened at a place or inside it: place, origin, destinations and places of control', async () => {
    expect(await ids({ places: ['al-dars'] })).toEqual(['fled', 'dars', 'again']);
    expect(await ids({ places: ['suweida'] })).toEqual(['fled', 'gained', 'dars', 'again', 'dam']);
    expect(await ids({ places: ['hajin'] })).toEqual(['hajin', 'fled', 'undated']);
    expect(await ids({ places: ['syria'] })).toEqual(['hajin', 'fled', 'gained', 'dars', 'again', 'undated', 'dam']);
    expect(await ids({ places: ['nowhere', 'deir-ez-zor'] })).toEqual(['hajin', 'fled', 'yearless', 'undated']);
    expect(await ids({ places: ['nowhere', 'suweida', 'syria', 'suweida'] })).toHaveLength(8);
    expect(await ids({ places: ['atlantis'] })).toEqual([]);
    expect(await ids({ places: [] })).toEqual([]);
  });

  it('places a spot that nobody knows where its reference point lies, but not at that point', async () => {
    expect(await ids({ places: ['damietta-dam'] })).toEqual(['dam']);
    expect(await ids({ places: ['al-dars'] })).not.toContain('dam');
  });

  it('finds actors as doers, recipients, holders and losers', async () => {
    expect(await ids({ actors: ['sdf'] })).toEqual(['hajin', 'yearless', 'dated']);
    expect(await ids({ actors: ['isis'] })).toEqual(['hajin', 'fled', 'gained', 'dars', 'again']);
    expect(await ids({ actors: ['sdf', 'isis'] })).toEqual([
      'hajin',
      'fled',
      'yearless',
      'gained',
      'dars',
      'again',
      'dated',
    ]);
    expect(await ids({ actors: [] })).toEqual([]);
  });

  it('finds types by action, event type or sub-event type in any spelling of case', async () => {
    expect(await ids({ types: ['shell'] })).toEqual(['month']);
    expect(await ids({ types: ['EXPLOSIONS'] })).toEqual(['month']);
    expect(await ids({ types: ['sexual violence', 'Shell'] })).toEqual(['month', 'undated']);
    expect(await ids({ types: [] })).toEqual([]);
  });

  it('takes days as inclusive, ranges as touching, and a date without a year by its article', async () => {
    expect(await ids({ since: '2018-09-25' })).toEqual(['hajin']);
    expect(await ids({ since: '2018-08-31', until: '2018-09-20' })).toEqual(['gained', 'month']);
    expect(await ids({ since: '2018-08-01', until: '2018-08-01' })).toEqual(['month']);
    expect(await ids({ until: '2018-07-25' })).toEqual(['dars', 'again', 'dated']);
    expect(await ids({ since: '2018-09-22', until: '2018-09-22' })).toEqual(['fled', 'yearless']);
    expect(await ids({ since: '2019-01-01' })).toEqual([]);
    expect(await ids({ since: '2017-06-01', until: '2017-06-02' })).toEqual(['dated']);
  });

  it('finds claims of control, about the places asked for where there are any', async () => {
    await bench.store.commit(
      document({
        id: 'claim',
        events: [event('elsewhere', { place: placeRef('suweida'), control: control('hajin', 'isis', null) })],
      }),
    );
    expect(await ids({ controlOnly: true })).toEqual(['elsewhere', 'gained']);
    expect(await ids({ controlOnly: true, places: ['suweida'] })).toEqual(['gained']);
    expect(await ids({ controlOnly: true, places: ['deir-ez-zor'] })).toEqual(['elsewhere']);
    expect(await ids({ controlOnly: true, places: ['syria'], until: '2018-09-20' })).toEqual(['elsewhere', 'gained']);
  });

  it('leaves restatements out where only the first is wanted', async () => {
    expect(await ids({ places: ['al-dars'], firstOnly: true })).toEqual(['fled', 'dars']);
    expect(await ids({ actors: ['isis'], firstOnly: true, until: '2018-08-01' })).toEqual(['dars']);
    expect(await ids({ firstOnly: true })).not.toContain('again');
  });

  it('joins all conditions', async () => {
    expect(
      await ids({ places: ['syria'], actors: ['isis'], types: ['capture'], since: '2018-07-01', until: '2018-09-22' }),
    ).toEqual(['fled', 'gained', 'dars', 'again']);
    expect(await ids({ places: ['hajin'], actors: ['sdf'] })).toEqual(['hajin']);
    expect(await ids({ places: ['hajin', 'suweida'], actors: ['sdf', 'syrian-army'], articleId: 'north' })).toEqual([
      'gained',
      'dars',
      'again',
    ]);
  });

  it('pages through what it finds', async () => {
    const all = await ids({});
    expect(await ids({ limit: 4 })).toEqual(all.slice(0, 4));
    expect(await ids({ limit: 4, offset: 4 })).toEqual(all.slice(4, 8));
    expect(await ids({ offset: 8 })).toEqual(all.slice(8));
    expect(await ids({ offset: 20, limit: 4 })).toEqual([]);
    expect(await ids({ limit: 0 })).toEqual([]);
    const syria = await ids({ places: ['syria', 'nowhere'] });
    expect(await ids({ places: ['syria', 'nowhere'], limit: 3, offset: 2 })).toEqual(syria.slice(2, 5));
    const isis = await ids({ actors: ['isis', 'sdf'] });
    expect(await ids({ actors: ['isis', 'sdf'], limit: 3, offset: 2 })).toEqual(isis.slice(2, 5));
  });

  it('gives the same order whatever order the articles came in', async () => {
    const docs = ['x', 'y', 'z'].map((id) =>
      document({ id, published: '2018-01-01', events: [event(`${id}:0`), event(`${id}:1`)] }),
    );
    for (const one of docs.toReversed()) await bench.store.commit(one);
    expect(await ids({ until: '2018-01-01', since: '2018-01-01' })).toEqual(['x:0', 'x:1', 'y:0', 'y:1', 'z:0', 'z:1']);
  });

  it('keeps events of actions that nobody knows', async () => {
    await bench.store.commit(
      document({ id: 'odd', events: [event('odd', { action: 'teleport', eventType: '', subEventType: 'Ünknown' })] }),
    );
    expect(await ids({ types: ['TELEPORT'] })).toEqual(['odd']);
    expect(await ids({ types: ['ünknown'] })).toEqual(['odd']);
  });
}
