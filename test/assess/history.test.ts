/** The history of who holds a place: what changed it when, by which reports. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ControlTurn, Stand } from '../../src/assess/history.ts';
import type { StoredEvent } from '../../src/model/record.ts';
import { anyReport, day, places, reports } from './arbitrary-reports.ts';
import { assess, ids, report, WORLD } from './made-claims.ts';

/** By the side that the holder is of: another part of it is no other holder. */
const stand = ({ status, holder }: Pick<Stand, 'status' | 'holder'>): string =>
  `${status} ${holder === null ? '–' : WORLD.lineage(holder.id).at(-1)}`;

const told = ({ date, before, after, claims, attacks }: ControlTurn) => ({
  date,
  before: stand(before),
  after: stand(after),
  events: [...ids(claims.flatMap((claim) => claim.reports)), ...ids(attacks)].sort(),
});

const historyOf = (events: readonly StoredEvent[], asOf?: string) =>
  assess(events, asOf === undefined ? {} : { asOf }).history.map(told);

describe('the history of a place', () => {
  it('is empty where nothing is known', () => expect(historyOf([])).toEqual([]));

  it('tells who took it from whom, by which reports, in the order of what happened', () => {
    const events = [
      report({
        id: 'retaken',
        change: 'gained',
        holder: 'isis',
        loser: 'sdf',
        date: '2018-10-28',
        published: '2018-10-29',
      }),
      report({
        id: 'held',
        action: 'control',
        change: 'held',
        holder: 'isis',
        date: '2018-09-01',
        published: '2018-11-30',
      }),
      report({ id: 'taken', change: 'gained', holder: 'sdf', loser: 'isis', date: '2018-10-10', source: 'A' }),
      report({ id: 'taken too', change: 'gained', holder: 'ypg', loser: 'isis', date: '2018-10-10', source: 'B' }),
      report({ id: 'still', action: 'control', change: 'held', holder: 'sdf', date: '2018-10-20' }),
    ];
    expect(historyOf(events)).toEqual([
      { date: '2018-09-01', before: 'unknown –', after: 'held isis', events: ['held'] },
      { date: '2018-10-10', before: 'held isis', after: 'held sdf', events: ['taken', 'taken too'] },
      { date: '2018-10-28', before: 'held sdf', after: 'held isis', events: ['retaken'] },
    ]);
  });

  it('tells of sieges, of who left, and of what ended in nothing known', () => {
    const events = [
      report({ id: 'a', action: 'control', change: 'held', holder: 'isis', date: '2018-09-01' }),
      report({ id: 'b', action: 'besiege', change: 'besieged', actor: 'sdf', holder: 'isis', date: '2018-09-05' }),
      report({ id: 'c', action: 'withdraw', change: 'lost', actor: 'isis', loser: 'isis', date: '2018-09-09' }),
    ];
    const { history } = assess(events);
    expect(history.map(told)).toEqual([
      { date: '2018-09-01', before: 'unknown –', after: 'held isis', events: ['a'] },
      { date: '2018-09-05', before: 'held isis', after: 'besieged isis', events: ['b'] },
      { date: '2018-09-09', before: 'besieged isis', after: 'contested –', events: ['c'] },
    ]);
    expect(history[2]?.after.left?.id).toBe('isis');
  });

  it('ends with the attacks that contest it now', () => {
    const events = [
      report({ id: 'held', action: 'control', change: 'held', holder: 'sdf', date: '2018-09-01' }),
      report({ id: 'second', action: 'attack', actor: 'isis', date: '2018-09-12' }),
      report({ id: 'first', action: 'attack', actor: 'isis', date: '2018-09-10' }),
    ];
    expect(historyOf(events)).toEqual([
      { date: '2018-09-01', before: 'unknown –', after: 'held sdf', events: ['held'] },
      { date: '2018-09-10', before: 'held sdf', after: 'contested sdf', events: ['first', 'second'] },
    ]);
  });

  it('says by when where only the publication is known, and nothing where neither is', () => {
    const published = report({ id: 'b', change: 'gained', holder: 'sdf', loser: 'isis', published: '2018-09-20' });
    const undated = report({ id: 'a', action: 'control', change: 'held', holder: 'isis' });
    expect(historyOf([published, undated])).toMatchObject([
      { date: null, after: 'held isis' },
      { date: '[..2018-09-20]', after: 'held sdf' },
    ]);
  });

  it('is kept by each part of a region for itself', () => {
    const { history, parts } = assess(
      [
        report({ id: 'a', action: 'control', change: 'held', holder: 'isis', place: 'hajin', date: '2018-09-01' }),
        report({ id: 'b', change: 'gained', holder: 'sdf', place: 'hajin', date: '2018-09-05' }),
        report({ id: 'c', change: 'gained', holder: 'sdf', place: 'east', date: '2018-09-07' }),
      ],
      { at: 'east' },
    );
    expect(history.map(told)).toMatchObject([{ date: '2018-09-07', after: 'held sdf', events: ['c'] }]);
    expect(parts.map((part) => part.history.map(({ date }) => date))).toEqual([['2018-09-01', '2018-09-05']]);
  });
});

describe('the history that any reports make', () => {
  it('is a chain without gaps that ends in how the place and its parts stand', () => {
    fc.assert(
      fc.property(reports, (events) => {
        const { parts, around, ...own } = assess(events);
        for (const { history, status, holder } of [own, ...parts, ...around]) {
          const stands = history.map(({ after }) => stand(after));
          expect(history.map(({ before }) => stand(before))).toEqual(
            ['unknown –', ...stands.slice(0, -1)].slice(0, stands.length),
          );
          expect(stands.at(-1) ?? 'unknown –').toBe(stand({ status, holder }));
        }
      }),
    );
  });

  it('goes forward in time, changes something each time, and rests on reports', () => {
    fc.assert(
      fc.property(reports, places, (events, at) => {
        const { history } = assess(events, { at });
        const days = history.map((turn) => turn.day);
        expect(days).toEqual(days.toSorted());
        for (const turn of history) {
          expect(stand(turn.after)).not.toBe(stand(turn.before));
          expect(told(turn).events).not.toEqual([]);
        }
      }),
    );
  });

  it('is the same in any order of arrival', () => {
    fc.assert(
      fc.property(
        reports.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        ([events, shuffled]) => {
          expect(historyOf(shuffled)).toEqual(historyOf(events));
        },
      ),
    );
  });

  it('is the same with copies of its reports, and with what is only planned, tried or failed', () => {
    const unreal = anyReport.filter(({ factuality }) =>
      ['planned', 'failed', 'attempted', 'conditional'].includes(factuality),
    );
    const changes = (events: readonly StoredEvent[]) => historyOf(events).map(({ events: _, ...change }) => change);
    fc.assert(
      fc.property(reports, fc.array(unreal, { maxLength: 3 }), (events, plans) => {
        const copies = events.map((one) => ({
          ...one,
          id: `copy of ${one.id}`,
          articleId: `copy of ${one.articleId}`,
        }));
        expect(changes([...events, ...copies, ...plans])).toEqual(changes(events));
      }),
    );
  });

  it('asked as of an earlier date holds nothing later', () => {
    fc.assert(
      fc.property(reports, day, (events, asOf) => {
        const isLater = ({ date, published }: StoredEvent): boolean =>
          (date?.edtf ?? '') > asOf || (published ?? '') > asOf;
        const late = new Set(ids(events.filter(isLater)));
        const history = historyOf(events, asOf);
        expect(history.flatMap((turn) => turn.events).filter((id) => late.has(id))).toEqual([]);
        expect(history).toEqual(
          historyOf(
            events.filter((event) => !isLater(event)),
            asOf,
          ),
        );
      }),
    );
  });
});
