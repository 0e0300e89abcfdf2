/** The bottom line on who holds a place, for every way in which a place can stand. */
import { describe, expect, it } from 'vitest';
import { sayAssessment } from '../../../src/answer/wording/say-control.ts';
import { assessPlace } from '../../../src/assess/assess-place.ts';
import { loadKnowledge } from '../../../src/knowledge/load-knowledge.ts';
import type { Report } from '../../assess/made-claims.ts';
import { actor, place, report, WORLD } from '../../assess/made-claims.ts';

const knowledge = loadKnowledge({ folder: 'seeds/knowledge' });

const bottomLine = (...reports: Report[]): string =>
  sayAssessment(
    assessPlace({ place: place('hajin'), events: reports.map(report), asOf: null, today: '2019-01-01', world: WORLD }),
    knowledge,
  );

const held: Report = { action: 'control', change: 'held', holder: 'isis', date: '2018-09-01' };
const gained: Report = { change: 'gained', holder: 'sdf', loser: 'isis', date: '2018-12-14' };
const plan: Report = { action: 'attack', actor: 'syrian-army', factuality: 'planned', date: '2018-12-20' };

describe('the bottom line', () => {
  it.each<[string, Report[]]>([
    ['Hajin is held by the Islamic State.', [held]],
    ['Hajin has been held by the SDF since 14 December 2018.', [held, gained]],
    [
      'Hajin has been held by the SDF since 14 December 2018; an attack by the Syrian army is planned.',
      [held, gained, plan],
    ],
    [
      'Hajin is held by the Islamic State by its own account only.',
      [{ ...held, attribution: { text: 'Isis', ref: actor('isis'), stance: 'claimed' } }],
    ],
    [
      'Hajin is held by the Islamic State by its own account only and is under attack by the SDF.',
      [
        { ...held, attribution: { text: 'Isis', ref: actor('isis'), stance: 'claimed' } },
        { action: 'attack', actor: 'sdf', date: '2018-12-14' },
      ],
    ],
    [
      'Hajin has been held by the SDF by its own account only since 14 December 2018; the Syrian army denies it.',
      [
        { ...gained, attribution: { text: 'the SDF', ref: actor('sdf'), stance: 'claimed' } },
        {
          ...gained,
          factuality: 'negated',
          attribution: { text: 'the army', ref: actor('syrian-army'), stance: 'denied' },
        },
      ],
    ],
    [
      'The Syrian army is reported to be present at Hajin, which it holds by implication only.',
      [{ action: 'deploy', actor: 'syrian-army' }],
    ],
    [
      'The Islamic State no longer holds Hajin, and no report says who does now.',
      [held, { action: 'withdraw', change: 'lost', actor: 'isis', date: '2018-12-14' }],
    ],
    [
      'Hajin is besieged by the SDF and still held by the Islamic State.',
      [held, { action: 'besiege', change: 'besieged', actor: 'sdf', holder: 'isis', date: '2018-12-01' }],
    ],
    ['Hajin is besieged by the SDF.', [{ action: 'besiege', change: 'besieged', actor: 'sdf' }]],
    [
      'Hajin is held by the Islamic State and is contested by the SDF.',
      [held, { action: 'advance', change: 'partly-gained', holder: 'sdf', loser: 'isis', date: '2018-12-01' }],
    ],
    [
      'Hajin is held by the Islamic State and is under attack by the SDF.',
      [held, { action: 'attack', actor: 'sdf', date: '2018-09-10' }],
    ],
    [
      'Hajin is contested between the SDF and the Islamic State.',
      [{ action: 'clash', actor: 'sdf', recipient: 'isis' }],
    ],
    [
      'Hajin is contested: the SDF gained ground from the Islamic State.',
      [{ action: 'advance', change: 'partly-gained', holder: 'sdf', loser: 'isis' }],
    ],
    [
      'Hajin is reported as taken by the SDF, but also as still being fought for.',
      [
        { article: 'a', change: 'gained', holder: 'sdf' },
        { article: 'a', action: 'expel', change: 'contested', actor: 'sdf', loser: 'isis', factuality: 'ongoing' },
      ],
    ],
    [
      'Most of Hajin is held by the SDF and is contested by the Islamic State.',
      [held, { ...gained, quote: 'The SDF captured most of Hajin' }],
    ],
    [
      'Hajin is contested: the SDF controls half of Hajin.',
      [{ action: 'control', change: 'held', holder: 'sdf', quote: 'The SDF controls half of Hajin' }],
    ],
    ['Hajin is reported as taken, and no report says by whom.', [{ change: 'gained', date: '2018-12-14' }]],
    ['Hajin is changing hands.', [{ change: 'gained', factuality: 'ongoing' }]],
    [
      'Hajin is changing hands: the Islamic State is losing it.',
      [{ change: 'gained', loser: 'isis', factuality: 'ongoing' }],
    ],
    ['Hajin has been held by the SDF since January 2018.', [{ change: 'gained', holder: 'sdf', date: '2018-01/..' }]],
    [
      'Hajin is held by the Islamic State, by implication.',
      [{ action: 'control', change: 'held', holder: 'isis', inferred: ['holder'] }],
    ],
    [
      'Hajin is besieged by the SDF and still held by the Islamic State, by implication.',
      [{ action: 'besiege', change: 'besieged', actor: 'sdf', holder: 'isis', inferred: ['holder'] }],
    ],
    [
      'Hajin is contested by the Islamic State (by implication).',
      [
        {
          action: 'expel',
          change: 'contested',
          loser: 'isis',
          inferred: ['loser'],
          factuality: 'ongoing',
          actor: null,
        },
      ],
    ],
    ['No report says who holds Hajin, which is under attack.', [{ action: 'attack', actor: 'sdf' }]],
    ['Nothing is known about who controls Hajin: nothing in the store says so.', [plan]],
  ])('%s', (text, reports) => {
    expect(bottomLine(...reports)).toBe(text);
  });
});
