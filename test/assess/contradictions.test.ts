/** Sources, or the two halves of one article, that say different things of a place. */
import { describe, expect, it } from 'vitest';
import { assess, ids, place, report, standing } from './made-claims.ts';

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
