import { describe, expect, it } from 'vitest';
import { loadSeeds } from './seeds-knowledge.ts';

const knowledge = loadSeeds();
const places = (prefix: string, limit = 5) => knowledge.completePlace(prefix, limit).map(({ id }) => id);
const actors = (prefix: string, limit = 5) => knowledge.completeActor(prefix, limit).map(({ id }) => id);

describe('completePlace', () => {
  it.each(['suw', 'Suw', 'As-Suw', 'as suw', 'Sweid', 'السوي', 'Al-Suw'])(
    'completes "%s" to Suweida first',
    (prefix) => {
      expect(places(prefix)[0]).toBe('suweida');
    },
  );

  it('puts what is known best first and gives no place twice', () => {
    const found = places('deir', 25);
    expect(found[0]).toBe('deir-ez-zor');
    expect(new Set(found).size).toBe(found.length);
  });

  it('gives no more than it is asked for, and something for nothing typed', () => {
    expect(places('a', 25)).toHaveLength(25);
    expect(places('', 3)).toHaveLength(3);
    expect(places('', 3)).toEqual(places('', 25).slice(0, 3));
    expect(places('qqqqq')).toEqual([]);
    expect(places('suw', 0)).toEqual([]);
  });
});

describe('completeActor', () => {
  it.each([
    ['isl', 'isis'],
    ['daes', 'isis'],
    ['SD', 'sdf'],
    ['syrian arab ar', 'syrian-army'],
    ['Hay', 'hts'],
    ['French mil', 'fr-military'],
    ['قس', 'sdf'],
  ])('completes "%s" to %s among the first', (prefix, id) => {
    expect(actors(prefix)).toContain(id);
  });

  it('gives the best known for nothing typed', () => {
    expect(actors('', 10)).toContain('isis');
  });
});
