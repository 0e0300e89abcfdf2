/** Who holds a place: what counts, what is newer, as of when, and what of regions and parts of a place. */
import { describe, expect, it } from 'vitest';
import { assess, ids, place, report, standing } from './made-claims.ts';

describe('what counts', () => {
  it('knows nothing without reports', () => {
    expect(standing(assess([]))).toEqual({ status: 'unknown', holder: null, challengers: [], since: null });
    expect(assess([]).confidence).toEqual({
      level: 'low',
      likelihood: 'roughly even chance',
      reasons: ['Nothing in the store says who controls it.'],
    });
  });

  it('takes a statement that somebody holds it', () => {
    const held = assess([report({ action: 'control', change: 'held', holder: 'isis', date: '2018-09-01' })]);
    expect(standing(held)).toEqual({ status: 'held', holder: 'isis', challengers: [], since: null });
    expect(held.heldBy).toBe('statement');
  });

  it.each(['planned', 'conditional', 'attempted', 'failed', 'negated'] as const)(
    'does not count what is %s',
    (factuality) => {
      const events = [
        report({ action: 'control', change: 'held', holder: 'isis', date: '2018-09-01' }),
        report({ change: 'gained', holder: 'sdf', loser: 'isis', date: '2018-12-14', factuality }),
      ];
      expect(standing(assess(events))).toEqual({ status: 'held', holder: 'isis', challengers: [], since: null });
    },
  );

  it('does not count what is denied, and shows it', () => {
    const denied = report({
      change: 'gained',
      holder: 'isis',
      factuality: 'negated',
      attribution: { text: 'army', ref: null, stance: 'denied' },
    });
    const assessed = assess([denied]);
    expect(standing(assessed).holder).toBeNull();
    expect(assessed.context.denied).toEqual([denied]);
  });

  it('takes "no longer controls" for a loss', () => {
    const events = [
      report({ action: 'control', change: 'held', holder: 'isis', date: '2018-09-01' }),
      report({
        action: 'control',
        change: 'lost',
        actor: 'isis',
        loser: 'isis',
        date: '2018-12-14',
        factuality: 'negated',
      }),
    ];
    const assessed = assess(events);
    expect(standing(assessed)).toEqual({ status: 'unknown', holder: null, challengers: [], since: null });
    expect(assessed.left?.id).toBe('isis');
  });

  it('takes forces on the spot for a holder by implication only', () => {
    const assessed = assess([report({ action: 'deploy', actor: 'army', factuality: 'ongoing' })]);
    expect(standing(assessed)).toEqual({ status: 'held', holder: 'army', challengers: [], since: null });
    expect(assessed.heldBy).toBe('presence');
    expect(assessed.confidence.reasons).toContain('Who holds it is implied by what is reported, not stated.');
  });

  it('never takes a place near it for the place itself', () => {
    const north = place('hajin', { relation: 'north-of' });
    const assessed = assess([report({ change: 'gained', holder: 'sdf', place: north })]);
    expect(standing(assessed).holder).toBeNull();
    expect(assessed.around.map(({ holder }) => holder?.id)).toEqual(['sdf']);
  });
});

describe('newer outweighs older', () => {
  const gainedBy = (holder: string, more: object) => report({ change: 'gained', holder, ...more });

  it('by the event’s own date', () => {
    const events = [
      gainedBy('sdf', { date: '2018-12-14', published: '2018-12-14' }),
      gainedBy('isis', { date: '2018-11-24', published: '2018-12-20' }),
    ];
    expect(standing(assess(events))).toEqual({ status: 'held', holder: 'sdf', challengers: [], since: '2018-12-14' });
    expect(ids(assess(events).overtaken.map(({ event }) => event))).toHaveLength(1);
  });

  it('then by the article’s', () => {
    const events = [
      gainedBy('isis', { date: '2018-12-14', published: '2018-12-14T08:00:00Z', source: 'A' }),
      gainedBy('sdf', { date: '2018-12-14', published: '2018-12-14T18:00:00Z', source: 'B' }),
    ];
    expect(standing(assess(events)).holder).toBe('sdf');
  });

  it('takes an undated event for one of the day it was published, at the latest', () => {
    expect(standing(assess([gainedBy('sdf', { published: '2018-12-14' })])).since).toBe('[..2018-12-14]');
  });

  it('never lets an undated claim beat a dated one', () => {
    const events = [gainedBy('isis', {}), gainedBy('sdf', { date: '2018-12-14' })];
    expect(standing(assess(events))).toMatchObject({ status: 'held', holder: 'sdf' });
    expect(standing(assess([...events].reverse()))).toMatchObject({ status: 'held', holder: 'sdf' });
  });

  it('keeps a date without a year undated', () => {
    const events = [gainedBy('sdf', { date: '2018-12-14' }), gainedBy('isis', { date: 'XXXX-12-31' })];
    expect(standing(assess(events)).holder).toBe('sdf');
  });

  it('keeps the day since when through later confirmation', () => {
    const events = [
      gainedBy('sdf', { date: '2018-12-14' }),
      report({ action: 'control', change: 'held', holder: 'ypg', date: '2018-12-30' }),
    ];
    expect(standing(assess(events))).toEqual({ status: 'held', holder: 'ypg', challengers: [], since: '2018-12-14' });
  });
});

describe('as of a date', () => {
  const early = report({ change: 'gained', holder: 'isis', date: '2018-06-01', published: '2018-06-02' });
  const late = report({ change: 'gained', holder: 'sdf', date: '2018-12-14', published: '2018-12-15' });

  it('does not see later events', () => {
    expect(assess([early, late], { asOf: '2018-09-30' }).holder?.id).toBe('isis');
    expect(assess([early, late], { asOf: '2018-12-15' }).holder?.id).toBe('sdf');
  });

  it('does not see what was published later', () => {
    expect(assess([early, late], { asOf: '2018-12-14' }).holder?.id).toBe('isis');
    expect(assess([early], { asOf: '2018-06-01' }).status).toBe('unknown');
  });

  it('takes a month and a year to their ends, and the future as well', () => {
    expect(assess([early, late], { asOf: '2018-11' }).holder?.id).toBe('isis');
    expect(assess([early, late], { asOf: '2018' }).holder?.id).toBe('sdf');
    expect(assess([early, late], { asOf: '2035-01-01' }).holder?.id).toBe('sdf');
  });

  it('sees undated reports, and says that they may be later', () => {
    const assessed = assess([report({ change: 'gained', holder: 'isis' })], { asOf: '2018-09-30' });
    expect(assessed.holder?.id).toBe('isis');
    expect(assessed.confidence.reasons).toContain(
      'A report whose date is not exact enough may be later than the day asked for.',
    );
  });
});

describe('regions', () => {
  const gained = (holder: string, at: string) => report({ change: 'gained', holder, place: at, date: '2018-12-14' });

  it('take in their parts and are contested where these have different holders', () => {
    const assessed = assess([gained('sdf', 'hajin'), gained('isis', 'sousa')], { at: 'east' });
    expect(standing(assessed)).toMatchObject({ status: 'contested', holder: null });
    expect(ids(assessed.challengers).sort()).toEqual(['isis', 'sdf']);
    expect(assessed.parts.map((part) => [part.place.id, part.holder?.id])).toEqual([
      ['hajin', 'sdf'],
      ['sousa', 'isis'],
    ]);
  });

  it('are not declared held because some of their places are', () => {
    const assessed = assess([gained('sdf', 'hajin'), gained('ypg', 'sousa')], { at: 'east' });
    expect(standing(assessed)).toEqual({ status: 'unknown', holder: null, challengers: [], since: null });
    expect(assessed.parts).toHaveLength(2);
  });

  it('that somebody holds are contested where a part is somebody else’s', () => {
    const whole = report({ action: 'control', change: 'held', holder: 'sdf', place: 'east', date: '2018-12-01' });
    expect(standing(assess([whole, gained('isis', 'sousa')], { at: 'east' }))).toMatchObject({
      status: 'contested',
      holder: 'sdf',
      challengers: ['isis'],
    });
  });

  it('list a part that is only fought for', () => {
    const offensive = report({ action: 'offensive', actor: 'sdf', recipient: 'isis', place: 'hajin' });
    const assessed = assess([offensive], { at: 'east' });
    expect(assessed.status).toBe('contested');
    expect(assessed.parts.map(({ holder }) => holder?.id)).toEqual(['isis']);
  });

  it('take in an unlocated pocket', () => {
    const spot = place('pocket', { precision: 'unlocated' });
    const assessed = assess([report({ action: 'control', change: 'residual', holder: 'isis', place: spot })], {
      at: 'east',
    });
    expect(assessed.parts).toMatchObject([{ status: 'held' }]);
  });
});

describe('a part of a place', () => {
  const of = (quote: string, more: object = {}) =>
    report({ action: 'control', change: 'held', holder: 'sdf', quote, ...more });

  it('is no more than a part to those who hold it', () => {
    expect(standing(assess([of('The SDF controls parts of Hajin')]))).toEqual({
      status: 'contested',
      holder: null,
      challengers: ['sdf'],
      since: null,
    });
  });

  it('is told as a reason where it is most of it', () => {
    const assessed = assess([of('The SDF controls most of Hajin')]);
    expect(standing(assessed)).toMatchObject({ status: 'held', holder: 'sdf' });
    expect(assessed.extent).toEqual({ words: 'most of', most: true });
    expect(assessed.confidence.reasons).toContain('It is said of most of it, not of the whole.');
    expect(assess([of('The SDF controls Hajin, most of its men say')]).extent).toBeNull();
  });

  it('is overtaken by a newer report of the whole', () => {
    const whole = of('The SDF controls Hajin', { date: '2018-12-20' });
    expect(assess([of('The SDF controls most of Hajin', { date: '2018-12-14' }), whole]).extent).toBeNull();
  });

  it('is lost without the rest of it', () => {
    const held = report({ action: 'control', change: 'held', holder: 'isis', date: '2018-09-01' });
    const lost = report({
      action: 'withdraw',
      change: 'lost',
      actor: 'isis',
      loser: 'isis',
      date: '2018-12-14',
      quote: 'Isis left most of Hajin',
    });
    expect(standing(assess([held, lost]))).toMatchObject({ status: 'held', holder: 'isis' });
  });
});
