/** Sources, or the two halves of one article, that say different things of a place. */
import { describe, expect, it } from 'vitest';
import { actor, assess, ids, place, report, standing } from './made-claims.ts';

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

  it('between what a side says of itself and who is said to have the place still leave it open', () => {
    const said = (id: string) => ({ text: id, ref: actor(id), stance: 'claimed' }) as const;
    const boast = gained('sdf', { article: 'a', source: 'A', attribution: said('sdf') });
    const still = (attribution?: ReturnType<typeof said>) =>
      report({
        article: 'a',
        source: 'A',
        action: 'control',
        change: 'held',
        holder: 'isis',
        date: '2018-12-14',
        ...(attribution === undefined ? {} : { attribution }),
      });
    const both = assess([boast, still(said('isis'))]);
    expect(standing(both)).toMatchObject({ status: 'contested', holder: null, challengers: ['sdf', 'isis'] });
    expect(both.confidence.reasons).toContain('Those whom the article quotes contradict each other.');
    expect(standing(assess([boast, still()]))).toMatchObject({ holder: 'isis', challengers: ['sdf'] });
  });

  it('are none where a report says of both sides who had the place and who took it', () => {
    const before = report({ action: 'control', change: 'held', holder: 'isis', date: '2018-12-14', source: 'A' });
    expect(standing(assess([gained('sdf', { source: 'A' }), before]))).toMatchObject({ status: 'held', holder: 'sdf' });
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

  it('are none where one report names the side that took it and another does not', () => {
    const nameless = { change: 'gained', date: '2018-12-14' } as const;
    const taken = report({ change: 'gained', holder: 'sdf', loser: 'isis', date: '2018-12-14', source: 'A' });
    expect(standing(assess([taken, report({ ...nameless, source: 'B' })]))).toEqual({
      status: 'held',
      holder: 'sdf',
      challengers: [],
      since: '2018-12-14',
    });
  });
});

describe('what one article tells twice', () => {
  const headline = { article: 'a', id: 'h', change: 'gained', holder: 'sdf', date: '2018-12-14' } as const;
  const said = { text: 'the SDF said', ref: actor('sdf'), stance: 'claimed' } as const;

  it('is one claim, with the side that only one telling names', () => {
    const assessed = assess([report(headline), report({ ...headline, id: 'b', loser: 'isis', sameAs: 'h' })]);
    expect(assessed.claims.map(({ reports, loser }) => [reports.map(({ id }) => id), loser?.id])).toEqual([
      [['b', 'h'], 'isis'],
    ]);
  });

  it('is what a party says of itself, though the headline leaves out who says so', () => {
    const assessed = assess([report(headline), report({ ...headline, id: 'b', attribution: said, sameAs: 'h' })]);
    expect(assessed.claims.map(({ ownWord, weight }) => [ownWord, weight])).toEqual([[true, 0.5]]);
    expect(assessed.confidence.reasons).toContain('It rests on what a party to the conflict says about itself.');
  });

  it('is one claim of that party, however many print it', () => {
    const boast = { change: 'gained', holder: 'sdf', date: '2018-12-14', attribution: said } as const;
    const assessed = assess(['A', 'B', 'C'].map((source) => report({ ...boast, source })));
    expect(assessed.claims.map(({ reports, weight }) => [reports.length, weight])).toEqual([[3, 0.5]]);
    expect(assessed.confidence.reasons.at(-1)).toMatch(/^Admiralty grade F6/);
  });

  it('is what a party says of itself where an ally or its government says so', () => {
    const attribution = { text: 'the coalition said', ref: actor('coalition'), stance: 'reported' } as const;
    expect(assess([report({ ...headline, attribution })]).claims[0]?.ownWord).toBe(true);
    const other = { text: 'Isis said', ref: actor('isis'), stance: 'reported' } as const;
    expect(assess([report({ ...headline, attribution: other })]).claims[0]?.ownWord).toBe(false);
  });

  it('stays two claims where the tellings name different sides', () => {
    const assessed = assess([report(headline), report({ ...headline, id: 'b', holder: 'saa', sameAs: 'h' })]);
    expect(assessed.claims).toHaveLength(2);
  });
});
