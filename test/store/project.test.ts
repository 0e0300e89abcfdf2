/** The rows that a document stands for. */
import { describe, expect, it } from 'vitest';
import type { ArticleDocument } from '../../src/model/record.ts';
import { foldName } from '../../src/store/fold-name.ts';
import type { Projection } from '../../src/store/project.ts';
import { project } from '../../src/store/project.ts';
import { ANCESTORS, day, document, event, placeRef, ref } from './documents.ts';

const rows = (one: ArticleDocument): Projection =>
  project(one, { ancestors: (place) => ANCESTORS.get(place) ?? [], fold: foldName });

describe('the projection of a document', () => {
  it('is the same each time', () => {
    const one = document({ id: 'a', events: [event('x'), event('y', { place: placeRef('hajin') })] });
    expect(rows(structuredClone(one))).toEqual(rows(one));
  });

  it('puts an event at its place and at all that contain it, nearest first', () => {
    const { places } = rows(document({ id: 'a', events: [event('x', { place: placeRef('al-dars') })] }));
    expect(places.map(({ place, depth }) => [place, depth])).toEqual([
      ['al-dars', 0],
      ['suweida', 1],
      ['syria', 2],
    ]);
  });

  it('puts an event at each place once, named rather than containing, and with control where any role has it', () => {
    const control = { place: placeRef('al-dars'), holder: null, loser: null, change: 'lost', basis: 'stated' } as const;
    const one = event('x', { place: placeRef('suweida'), origin: placeRef('hajin'), control });
    const { places } = rows(document({ id: 'a', events: [one] }));
    expect(places.map(({ place, depth, control }) => [place, depth, control]).sort()).toEqual([
      ['al-dars', 0, 1],
      ['deir-ez-zor', 1, 0],
      ['hajin', 0, 0],
      ['suweida', 0, 1],
      ['syria', 1, 1],
    ]);
  });

  it('puts a place that nobody knows where its reference point is', () => {
    const dam = (relation: 'in' | 'near') =>
      placeRef('some-dam', { relation, relativeTo: { id: 'al-dars', name: 'Al-Dars', relation } });
    const at = (relation: 'in' | 'near') =>
      rows(document({ id: 'a', events: [event('x', { place: dam(relation) })] })).places.map(({ place }) => place);
    expect(at('near')).toEqual(['some-dam', 'suweida', 'syria']);
    expect(at('in')).toEqual(['some-dam', 'al-dars', 'suweida', 'syria']);
  });

  it('names every actor once for each event, whatever its parts in it', () => {
    const control = {
      place: placeRef('hajin'),
      holder: ref('sdf'),
      loser: ref('isis'),
      change: 'gained',
      basis: 'stated',
    } as const;
    const { actors, names } = rows(
      document({
        id: 'a',
        source: null,
        events: [event('x', { actor: ref('sdf'), recipient: ref('isis'), place: null, control })],
      }),
    );
    expect(actors.map(({ actor }) => actor)).toEqual(['sdf', 'isis']);
    expect(names.filter(({ kind }) => kind === 'actor')).toEqual([
      { kind: 'actor', id: 'sdf', name: 'SDF', fold: 'sdf', events: 1 },
      { kind: 'actor', id: 'isis', name: 'ISIS', fold: 'isis', events: 1 },
    ]);
  });

  it('knows the first and last day of its events', () => {
    const { article } = rows(
      document({ id: 'a', published: '2018-09', events: [event('x'), event('y', { date: day('2018-07-25') })] }),
    );
    expect([article.first_day, article.last_day]).toEqual(['2018-07-25', '2018-09-30']);
    expect(rows(document({ id: 'a', published: null })).article).toMatchObject({ first_day: '', last_day: '' });
  });

  it('has one kind for events of the same action and types', () => {
    const { kinds, events } = rows(
      document({ id: 'a', events: [event('x'), event('y', { action: 'SHELL' }), event('z')] }),
    );
    expect(kinds.map(({ action }) => action)).toEqual(['capture', 'shell']);
    expect(events.map(({ kind }) => kind)).toEqual([0, 1, 0]);
  });
});
