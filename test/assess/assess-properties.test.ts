/** What no set of reports can break: plans never take a place, copies and order never matter, later reports are never seen. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Assessment } from '../../src/assess/assess-place.ts';
import { assessPlace } from '../../src/assess/assess-place.ts';
import { likelihoodTerm } from '../../src/assess/confidence.ts';
import type { StoredEvent } from '../../src/model/record.ts';
import { anyReport, day, places, reports, side } from './arbitrary-reports.ts';
import { place, report, WORLD } from './made-claims.ts';

const assess = (events: readonly StoredEvent[], asOf: string | null = null, at = 'hajin'): Assessment =>
  assessPlace({ place: place(at), events, asOf, today: '2019-01-01', world: WORLD });

/** What an answer says of an assessment. */
const said = ({ status, holder, challengers, since, confidence, parts }: Assessment) => ({
  status,
  holder: holder?.id ?? null,
  challengers: challengers.map(({ id }) => id).sort(),
  since,
  confidence,
  parts: parts.map((part) => [part.place.id, part.status, part.holder?.id ?? null]),
});

describe('any set of reports', () => {
  it('keeps its holder whatever is only planned, tried, conditional or failed', () => {
    const unreal = anyReport.filter(({ factuality }) =>
      ['planned', 'failed', 'attempted', 'conditional'].includes(factuality),
    );
    fc.assert(
      fc.property(reports, fc.array(unreal, { minLength: 1, maxLength: 4 }), places, (events, plans, at) => {
        const { confidence: _, ...without } = said(assess(events, null, at));
        const { confidence: __, ...withPlans } = said(assess([...events, ...plans], null, at));
        expect(withPlans).toEqual(without);
      }),
    );
  });

  it('gives the place to whoever took it last', () => {
    fc.assert(
      fc.property(reports, side, (events, holder) => {
        const gain = report({ change: 'gained', holder, date: '2018-12-14', published: '2018-12-14', source: 'Z' });
        const assessed = assess([...events, gain]);
        expect(assessed.holder?.id).toBe(holder);
      }),
    );
  });

  it('means the same with copies among it', () => {
    fc.assert(
      fc.property(reports, fc.nat(), places, (events, pick, at) => {
        const original = events[pick % Math.max(1, events.length)];
        fc.pre(original !== undefined);
        const copy = { ...original, id: `copy of ${original.id}`, articleId: `copy of ${original.articleId}` };
        const restated = { ...original, id: `again ${original.id}`, sameAs: original.id };
        expect(said(assess([...events, copy, restated], null, at))).toEqual(said(assess(events, null, at)));
      }),
    );
  });

  it('means the same in any order of arrival', () => {
    fc.assert(
      fc.property(
        reports.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        places,
        ([events, shuffled], at) => {
          expect(said(assess(shuffled, null, at))).toEqual(said(assess(events, null, at)));
        },
      ),
    );
  });

  it('asked as of an earlier date is as if the later reports were not there', () => {
    fc.assert(
      fc.property(reports, day, places, (events, asOf, at) => {
        const later = ({ date, published }: StoredEvent): boolean =>
          (date?.edtf ?? '') > asOf || (published ?? '') > asOf;
        const then = assess(events, asOf, at);
        expect(said(then)).toEqual(
          said(
            assess(
              events.filter((event) => !later(event)),
              asOf,
              at,
            ),
          ),
        );
        const used = [then, ...then.parts, ...then.around].flatMap((one) => [
          ...one.claims.flatMap((claim) => claim.reports),
          ...Object.values(one.context).flat(),
        ]);
        expect(used.filter(later)).toEqual([]);
      }),
    );
  });

  it('names only sides that the reports name, and never the holder as its own challenger', () => {
    fc.assert(
      fc.property(reports, places, (events, at) => {
        const { holder, challengers, status } = assess(events, null, at);
        const sides = events.flatMap(({ control, actor, recipient }) => [
          actor,
          recipient,
          control?.holder,
          control?.loser,
        ]);
        for (const ref of [holder, ...challengers])
          if (ref !== null) expect(sides.map((of) => of?.id)).toContain(ref.id);
        expect(challengers.map(({ id }) => id)).not.toContain(holder?.id);
        if (status === 'held') expect([holder === null, challengers]).toEqual([false, []]);
      }),
    );
  });
});

describe('likelihood', () => {
  it('follows ICD 203', () => {
    expect([0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99].map(likelihoodTerm)).toEqual([
      'almost no chance',
      'very unlikely',
      'unlikely',
      'roughly even chance',
      'likely',
      'very likely',
      'almost certain',
    ]);
  });
});
