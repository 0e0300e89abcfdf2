/** What leaves the holder of a place where it is: sieges, contests, attacks, and what they imply about who is there. */
import { describe, expect, it } from 'vitest';
import { assess, ids, report, standing } from './made-claims.ts';

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

  it('an attack that still goes on at the end of the day on which it was taken', () => {
    const taken = report({ change: 'gained', holder: 'sdf', date: '2018-12-14' });
    const clash = { action: 'clash', actor: 'isis', date: '2018-12-14' } as const;
    expect(standing(assess([taken, report({ ...clash, factuality: 'ongoing' })]))).toMatchObject({
      status: 'contested',
      holder: 'sdf',
      challengers: ['isis'],
    });
    expect(standing(assess([taken, report(clash)]))).toMatchObject({ status: 'held', challengers: [] });
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
