/** How sure an assessment is, and why. */
import { describe, expect, it } from 'vitest';
import { actor, assess, report } from './made-claims.ts';

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

  it('does not grow by what two sides say of themselves', () => {
    const own = (id: string, change: 'held' | 'partly-gained') =>
      report({ change, holder: id, attribution: { text: id, ref: actor(id), stance: 'claimed' }, source: id });
    const { reasons } = assess([own('sdf', 'partly-gained'), own('isis', 'partly-gained')]).confidence;
    expect(reasons.at(-1)).toMatch(/^Admiralty grade F6/);
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
