/** Who holds a place: the rules of the ontology, one by one. */
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../src/assess/assess-place.ts';
import { assessPlace } from '../../src/assess/assess-place.ts';
import type { StoredEvent } from '../../src/model/record.ts';
import { place, report, WORLD } from './made-claims.ts';

const assess = (events: readonly StoredEvent[], more: { at?: string; asOf?: string } = {}): Assessment =>
  assessPlace({ place: place(more.at ?? 'hajin'), events, asOf: more.asOf ?? null, today: '2019-01-01', world: WORLD });

const ids = (refs: readonly { id: string }[]): string[] => refs.map(({ id }) => id);
const standing = ({ status, holder, challengers, since }: Assessment) => ({
  status,
  holder: holder?.id ?? null,
  challengers: ids(challengers),
  since,
});

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

describe('what leaves the holder in place', () => {
  const held = report({ action: 'control', change: 'held', holder: 'isis', date: '2018-09-01' });

  it('a siege, which names the besieger', () => {
    const siege = report({
      action: 'besiege',
      change: 'besieged',
      actor: 'army',
      holder: 'isis',
      date: '2018-09-10',
      factuality: 'ongoing',
    });
    expect(standing(assess([held, siege]))).toEqual({
      status: 'besieged',
      holder: 'isis',
      challengers: ['army'],
      since: null,
    });
    expect(standing(assess([siege]))).toMatchObject({ status: 'besieged', holder: 'isis', challengers: ['army'] });
  });

  it('until the siege is broken', () => {
    const siege = report({ action: 'besiege', change: 'besieged', actor: 'army', holder: 'isis', date: '2018-09-10' });
    const broken = report({
      action: 'break-siege',
      change: 'besieged',
      actor: 'isis',
      holder: 'isis',
      date: '2018-09-20',
    });
    expect(assess([held, siege, broken]).status).not.toBe('besieged');
  });

  it('a contest, which names the challenger', () => {
    const contest = report({
      action: 'expel',
      change: 'contested',
      actor: 'sdf',
      loser: 'isis',
      date: '2018-09-10',
      factuality: 'ongoing',
    });
    expect(standing(assess([held, contest]))).toEqual({
      status: 'contested',
      holder: 'isis',
      challengers: ['sdf'],
      since: null,
    });
  });

  it('ground that is partly gained', () => {
    const part = report({
      action: 'advance',
      change: 'partly-gained',
      holder: 'sdf',
      loser: 'isis',
      date: '2018-09-10',
    });
    expect(standing(assess([held, part]))).toEqual({
      status: 'contested',
      holder: 'isis',
      challengers: ['sdf'],
      since: null,
    });
    expect(standing(assess([part]))).toEqual({
      status: 'contested',
      holder: null,
      challengers: ['sdf', 'isis'],
      since: null,
    });
  });

  it('which a full capture beats', () => {
    const part = report({
      action: 'advance',
      change: 'partly-gained',
      holder: 'sdf',
      loser: 'isis',
      date: '2018-12-14',
    });
    const whole = report({ change: 'gained', holder: 'sdf', loser: 'isis', date: '2018-12-14' });
    expect(standing(assess([held, part, whole]))).toEqual({
      status: 'held',
      holder: 'sdf',
      challengers: [],
      since: '2018-12-14',
    });
  });

  it('a residual pocket of somebody else', () => {
    const pocket = report({ action: 'control', change: 'residual', holder: 'isis', date: '2018-12-20' });
    const taken = report({ change: 'gained', holder: 'sdf', date: '2018-12-14' });
    expect(standing(assess([taken, pocket]))).toMatchObject({
      status: 'contested',
      holder: 'sdf',
      challengers: ['isis'],
    });
  });

  it('forces of another side on the spot', () => {
    const presence = report({ action: 'deploy', actor: 'army', date: '2018-12-20' });
    expect(standing(assess([held, presence]))).toMatchObject({ status: 'held', holder: 'isis' });
  });

  it('an attack, which contests it all the same', () => {
    const attack = report({ action: 'attack', actor: 'sdf', date: '2018-09-11' });
    expect(standing(assess([held, attack]))).toMatchObject({
      status: 'contested',
      holder: 'isis',
      challengers: ['sdf'],
    });
  });

  it('but no longer once the holder has taken it after the attack', () => {
    const attack = report({ action: 'attack', actor: 'sdf', recipient: 'isis', date: '2018-12-10' });
    const taken = report({ change: 'gained', holder: 'sdf', date: '2018-12-14' });
    const before = report({ action: 'attack', actor: 'isis', date: '2018-12-12' });
    const assessed = assess([held, attack, before, taken]);
    expect(standing(assessed)).toMatchObject({ status: 'held', holder: 'sdf' });
    expect(ids(assessed.context.past)).toEqual(ids([attack, before]));
  });

  it('an attack by the holder’s own part', () => {
    const own = report({ action: 'control', change: 'held', holder: 'sdf', date: '2018-09-01' });
    expect(standing(assess([own, report({ action: 'clear', actor: 'ypg', date: '2018-09-03' })])).status).toBe('held');
  });
});

describe('attacks without a claim', () => {
  it('imply that the side they are aimed at holds the place', () => {
    const offensive = report({ action: 'offensive', actor: 'sdf', recipient: 'isis', factuality: 'ongoing' });
    const plan = report({ action: 'offensive', actor: 'sdf', factuality: 'planned' });
    const assessed = assess([offensive, plan]);
    expect(standing(assessed)).toEqual({ status: 'contested', holder: 'isis', challengers: ['sdf'], since: null });
    expect(assessed.heldBy).toBe('defence');
    expect(assessed.defence).toEqual([offensive]);
    expect(assessed.context.expected).toEqual([plan]);
  });

  it('imply nothing where they name nobody, or are only planned, or are aimed at people who hold nothing', () => {
    expect(assess([report({ action: 'offensive', actor: 'sdf' })]).holder).toBeNull();
    expect(
      assess([report({ action: 'offensive', actor: 'sdf', recipient: 'isis', factuality: 'planned' })]).holder,
    ).toBeNull();
    expect(assess([report({ action: 'offensive', actor: 'isis', recipient: 'civilians' })]).holder).toBeNull();
  });

  it('say nothing about who holds a whole region', () => {
    const offensive = report({ action: 'offensive', actor: 'sdf', recipient: 'isis', place: 'east' });
    expect(assess([offensive], { at: 'east' }).holder).toBeNull();
  });

  it('make a clash a contest without a holder', () => {
    const clash = report({ action: 'clash', actor: 'sdf', recipient: 'isis' });
    expect(standing(assess([clash]))).toMatchObject({
      status: 'contested',
      holder: null,
      challengers: ['sdf', 'isis'],
    });
  });

  it('leave air strikes out of it', () => {
    const strike = report({ action: 'airstrike', actor: 'sdf', recipient: 'isis' });
    const assessed = assess([strike]);
    expect(assessed.status).toBe('unknown');
    expect(assessed.context.fire).toEqual([strike]);
  });
});

describe('contradictions', () => {
  const gained = (holder: string, more: object) => report({ change: 'gained', holder, date: '2018-12-14', ...more });

  it('between sources of one day are said, and nobody is declared the holder', () => {
    const assessed = assess([gained('sdf', { source: 'A' }), gained('isis', { source: 'B' })]);
    expect(standing(assessed)).toMatchObject({ status: 'contested', holder: null });
    expect(ids(assessed.challengers).sort()).toEqual(['isis', 'sdf']);
    expect(assessed.disputes).toMatchObject([{ within: 'sources' }]);
    expect(assessed.confidence.reasons).toContain('Reports contradict each other.');
    expect(assessed.confidence.likelihood).toBe('roughly even chance');
  });

  it('are settled by more independent sources', () => {
    const assessed = assess([
      gained('sdf', { source: 'A' }),
      gained('sdf', { source: 'B' }),
      gained('isis', { source: 'C' }),
    ]);
    expect(standing(assessed)).toMatchObject({ status: 'contested', holder: 'sdf', challengers: ['isis'] });
  });

  it('are not settled by copies of one report', () => {
    const quote = 'The SDF captured Hajin from the Islamic State after weeks of fighting';
    const assessed = assess([
      gained('sdf', { source: 'A', quote }),
      gained('sdf', { source: 'B', quote }),
      gained('sdf', { source: 'A', article: 'again' }),
      gained('isis', { source: 'C' }),
    ]);
    expect(standing(assessed)).toMatchObject({ status: 'contested', holder: null });
  });

  it('inside one article are both told: taken, and still being fought for', () => {
    const headline = report({ article: 'a', change: 'gained', holder: 'army', loser: 'isis' });
    const body = report({
      article: 'a',
      action: 'expel',
      change: 'contested',
      actor: 'army',
      loser: 'isis',
      factuality: 'ongoing',
    });
    const assessed = assess([headline, body]);
    expect(standing(assessed)).toEqual({ status: 'changing', holder: 'army', challengers: ['isis'], since: null });
    expect(assessed.disputes).toMatchObject([{ within: 'article' }]);
  });

  it('in which a party only speaks of itself leave the holder in place', () => {
    const held = report({ action: 'control', change: 'held', holder: 'army', date: '2018-12-01', source: 'A' });
    const boast = gained('isis', {
      source: 'B',
      attribution: { text: 'Isis', ref: { ...place('isis') }, stance: 'claimed' },
    });
    const assessed = assess([held, boast]);
    expect(standing(assessed)).toMatchObject({ status: 'contested', holder: 'army', challengers: ['isis'] });
    expect(standing(assess([boast]))).toMatchObject({ status: 'held', holder: 'isis' });
    expect(assess([boast]).confidence.reasons).toContain('It rests on what a party to the conflict says about itself.');
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

describe('confidence', () => {
  const gained = (source: string, more: object = {}) =>
    report({ change: 'gained', holder: 'sdf', date: '2018-12-20', source, quote: `${source} says so`, ...more });

  it('grows with independent sources', () => {
    const levels = [['A'], ['A', 'B'], ['A', 'B', 'C']].map(
      (sources) => assess(sources.map((source) => gained(source))).confidence,
    );
    expect(levels.map(({ level }) => level)).toEqual(['low', 'moderate', 'high']);
    expect(levels.map(({ likelihood }) => likelihood)).toEqual(['likely', 'very likely', 'very likely']);
    expect(levels[2]?.reasons).toEqual([
      'There are 3 sources: A, B, C.',
      'Admiralty grade F1: reliability of the source cannot be judged, confirmed by other sources.',
    ]);
  });

  it('shrinks with age', () => {
    const old = assess([gained('A', { date: '2016-12-20' }), gained('B', { date: '2016-12-20' })]).confidence;
    expect(old.level).toBe('low');
    expect(old.likelihood).toBe('likely');
    expect(old.reasons).toContain('The newest report is 2 years old.');
  });

  it('says that one unnamed and undated source is just that', () => {
    expect(assess([report({ change: 'gained', holder: 'sdf' })]).confidence).toEqual({
      level: 'low',
      likelihood: 'likely',
      reasons: [
        'There is one source only, and it is not named.',
        'There is no date, so how recent it is cannot be said.',
        'Admiralty grade F3: reliability of the source cannot be judged, possibly true.',
      ],
    });
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

describe('a side that no quote names', () => {
  it('holds by inference, unless another report of the same names it', () => {
    const inferred = { action: 'control', change: 'held', holder: 'isis', inferred: ['holder'], article: 'a' } as const;
    const alone = assess([report({ ...inferred, id: 'x' })]);
    expect(alone.heldBy).toBe('inference');
    expect(alone.confidence.reasons).toContain(
      'No quote gives the name of the holder; it is inferred from the context.',
    );
    const again = report({ ...inferred, id: 'y', sameAs: 'x', inferred: [] });
    expect(assess([report({ ...inferred, id: 'x' }), again]).heldBy).toBe('statement');
  });

  it('is told from one that the attacks on it name', () => {
    const attack = { action: 'offensive', actor: 'sdf', recipient: 'isis' };
    const reasons = (more: object): string[] => assess([report({ ...attack, ...more })]).confidence.reasons;
    const unnamed = 'No quote gives the name of the holder; it is inferred from the context.';
    expect(reasons({ inferred: ['recipient'] })).toContain(unnamed);
    expect(reasons({})).not.toContain(unnamed);
  });
});
