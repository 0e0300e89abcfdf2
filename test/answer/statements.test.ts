/** Events as statements: what merges, in which order, and how many are shown. */
import { describe, expect, it } from 'vitest';
import { EvidenceList } from '../../src/answer/evidence-list.ts';
import { bounded, clustersOf, statementsOf } from '../../src/answer/statements.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import { storedEvent as stored } from '../model/made.ts';
import { actorRef, madeEvent, placeRef } from './made-events.ts';

const knowledge = loadKnowledge({ folder: 'seeds/knowledge' });
const sdf = actorRef('SDF', knowledge);
const hajin = placeRef('Hajin', knowledge);

describe('statements', () => {
  it('merge what an article says again in other words, told as it is told first', () => {
    const first = stored(madeEvent({ id: 'a', action: 'attack', actor: sdf, place: hajin }));
    const again = stored(madeEvent({ id: 'b', action: 'attack', actor: sdf, sameAs: 'a' }));
    const elsewhere = stored(madeEvent({ id: 'c', action: 'attack', actor: sdf, sameAs: 'a' }), { articleId: 'other' });
    const clusters = clustersOf([again, first, elsewhere], knowledge);
    expect(clusters.map(({ text, reports }) => [text, reports.map(({ id }) => id)])).toEqual([
      ['The SDF attacked Hajin.', ['b', 'a']],
      ['The SDF carried out an attack.', ['c']],
    ]);
  });

  it('merge what several articles say alike, but never what is planned with what is done', () => {
    const done = stored(madeEvent({ id: 'a', action: 'attack', actor: sdf, place: hajin }));
    const alike = stored(madeEvent({ id: 'b', action: 'attack', actor: sdf, place: hajin }), { articleId: 'other' });
    const planned = stored(madeEvent({ id: 'c', action: 'attack', actor: sdf, place: hajin, factuality: 'planned' }));
    const evidence = new EvidenceList();
    expect(statementsOf(clustersOf([done, planned, alike], knowledge), evidence)).toEqual([
      { text: 'The SDF attacked Hajin.', tone: 'fact', evidence: [0, 1] },
      { text: 'The SDF plans to attack Hajin.', tone: 'planned', evidence: [2] },
    ]);
    expect(evidence.all.map(({ eventId, articleId }) => `${articleId} ${eventId}`)).toEqual([
      'a1 a',
      'other b',
      'a1 c',
    ]);
  });

  it('are bounded with a word on the rest', () => {
    expect(bounded([1, 2, 3], 2, '/events')).toEqual({
      shown: [1, 2],
      rest: [{ text: '… and 1 more: /events', tone: 'note', evidence: [] }],
    });
    expect(bounded([1, 2], 2, '/events')).toEqual({ shown: [1, 2], rest: [] });
  });
});
