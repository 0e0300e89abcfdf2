/** Events as statements: what merges, in which order, and how many are shown. */
import { describe, expect, it } from 'vitest';
import { EvidenceList } from '../../src/answer/evidence-list.ts';
import { withReports } from '../../src/answer/incident-words.ts';
import { bounded, clustersOf, statementsOf } from '../../src/answer/statements.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import type { StoredEvent } from '../../src/model/record.ts';
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

  it('are told by the telling of an article that says most, and says who says so', () => {
    const heading = stored(madeEvent({ id: 'a', action: 'capture', actor: sdf, place: hajin }));
    const body = stored(
      madeEvent({
        id: 'b',
        action: 'capture',
        actor: sdf,
        place: hajin,
        attribution: { text: 'the SDF said', ref: sdf, stance: 'claimed' },
        sameAs: 'a',
      }),
    );
    const other = stored(madeEvent({ id: 'c', action: 'capture', actor: sdf, place: hajin }), { articleId: 'other' });
    const told = (...reports: StoredEvent[]): string[] =>
      clustersOf(
        reports.map((report) => ({ ...report, incidentId: 'a' })),
        knowledge,
      ).map(({ text }) => text);
    expect(told(heading, body)).toEqual(['The SDF captured Hajin, by its own account.']);
    expect(told(heading, other)).toEqual(['The SDF captured Hajin.']);
  });

  it('count the reports of an event also where one of them was not joined with the rest', () => {
    const of = (id: string, articleId: string, incidentId: string): StoredEvent =>
      stored(madeEvent({ id, action: 'attack', actor: sdf, place: hajin }), {
        articleId,
        source: articleId,
        incidentId,
      });
    const count = '(2 reports by 2 sources).';
    const fragment = [of('a', 'x', 'a'), of('b', 'y', 'a'), of('c', 'y', 'c')];
    expect(withReports('The SDF attacked Hajin.', fragment)).toBe(`The SDF attacked Hajin ${count}`);
    const another = [...fragment, of('d', 'z', 'd')];
    expect(withReports('The SDF attacked Hajin.', another)).toBe('The SDF attacked Hajin.');
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
