/** Grouping reports into incidents: what is one event, what is not, and that no order of arrival matters. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { incidentWorldOf } from '../../src/answer/world.ts';
import { conflictsOf, incidentsOf } from '../../src/assess/incidents.ts';
import type { IncidentWorld } from '../../src/assess/match-reports.ts';
import { incidentRules } from '../../src/assess/match-reports.ts';
import { createExtractor } from '../../src/extract/extract.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import type { StoredEvent } from '../../src/model/record.ts';
import type { LabelledReport } from './labelled-reports.ts';
import { labelledPairs, labelledReports } from './labelled-reports.ts';
import type { Report } from './made-claims.ts';
import { place, report, WORLD } from './made-claims.ts';

const world: IncidentWorld = {
  ...WORLD,
  ancestors: ({ id }) => (['hajin', 'sousa', 'pocket'].includes(id) ? ['east', 'syria'] : []),
  isCountry: (id) => id === 'syria',
};
const rules = incidentRules(world);

const attack = (of: Report & { killed?: number }): StoredEvent => ({
  ...report({ action: 'attack', actor: 'sdf', recipient: 'isis', date: '2018-09-10', ...of }),
  casualties: of.killed === undefined ? null : { killed: of.killed, wounded: null, captured: null },
});

/** How many incidents these reports are. */
const count = (...reports: StoredEvent[]): number => incidentsOf(reports, rules).length;

describe('one incident', () => {
  it('is what two articles tell of the same place, day, parties and kind of action', () => {
    const [incident] = incidentsOf([attack({ id: 'a' }), attack({ id: 'b', action: 'clash' })], rules);
    expect(incident?.reports.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(incident?.joins).toEqual([
      {
        event: 'b',
        reasons: [
          'actions that go together (attack, clash)',
          'the same place (hajin)',
          'the same day (2018-09-10)',
          'the same actor (sdf)',
          'the same target (isis)',
        ],
      },
    ]);
  });

  it('takes in restatements of one article', () => {
    const reports = [attack({ id: 'a', article: 'x' }), attack({ id: 'b', article: 'x', sameAs: 'a' })];
    expect(incidentsOf(reports, rules)[0]?.joins).toEqual([
      { event: 'b', reasons: ['the same article says it again'] },
    ]);
  });

  it('takes a part of an actor, or an actor that is not named, for the actor', () => {
    expect(count(attack({}), attack({ actor: 'ypg' }), attack({ actor: null }))).toBe(1);
    expect(count(attack({}), attack({ actor: 'unidentified-armed-group' }))).toBe(1);
    expect(count(attack({}), attack({ actor: 'syrian-army' }))).toBe(2);
  });

  it('is told of the attacker and of the one who repels', () => {
    expect(count(attack({}), attack({ action: 'repel', actor: 'isis', recipient: 'sdf' }))).toBe(1);
    expect(count(attack({}), attack({ actor: 'isis', recipient: 'sdf' }))).toBe(2);
  });

  it('keeps losses that are counted differently, and takes far more for another event', () => {
    expect(count(attack({ killed: 5 }), attack({ killed: 8 }))).toBe(1);
    expect(count(attack({ killed: 5 }), attack({ killed: 60 }))).toBe(2);
  });

  it('is never what is planned and what was done, what failed to be taken and what was taken, or what is denied', () => {
    const captured = { action: 'capture', change: 'gained', holder: 'sdf' } as const;
    expect(count(attack({}), attack({ factuality: 'planned' }))).toBe(2);
    expect(count(attack({ ...captured }), attack({ ...captured, factuality: 'failed' }))).toBe(2);
    expect(count(attack({}), attack({ factuality: 'negated' }))).toBe(2);
    expect(count(attack({}), attack({ factuality: 'ongoing' }))).toBe(1);
  });

  it('is not ground fighting and an air strike', () => {
    expect(count(attack({}), attack({ action: 'airstrike' }), attack({ action: 'shell' }))).toBe(3);
  });
});

describe('places', () => {
  const town = place('hajin');
  it('are the same, or one lies in the other and the figures agree', () => {
    expect(count(attack({ place: town }), attack({ place: 'sousa' }))).toBe(2);
    expect(count(attack({ place: town }), attack({ place: 'east' }))).toBe(2);
    expect(count(attack({ place: town, killed: 7 }), attack({ place: 'east', killed: 7 }))).toBe(1);
    expect(count(attack({ place: town, killed: 7 }), attack({ place: 'syria', killed: 7 }))).toBe(2);
  });

  it('north and south of a town are two', () => {
    const spot = (relation: 'north-of' | 'south-of') => place('hajin', { relation });
    expect(count(attack({ place: spot('north-of') }), attack({ place: spot('south-of') }))).toBe(2);
    expect(count(attack({ place: spot('north-of') }), attack({}))).toBe(1);
  });

  it('that no gazetteer knows may be spelt in other ways', () => {
    const unknown = (name: string) => ({ ...place(name.toLowerCase()), name, precision: 'unlocated' as const });
    expect(count(attack({ place: unknown('Kaftin') }), attack({ place: unknown('Keftine') }))).toBe(1);
    expect(count(attack({ place: unknown('Kaftin') }), attack({ place: unknown('Kafr Nabl') }))).toBe(2);
  });
});

describe('days', () => {
  it('may be a day apart only where figures or a taking tell that it is one event', () => {
    const next = { date: '2018-09-11' };
    expect(count(attack({}), attack(next))).toBe(2);
    expect(count(attack({ killed: 12 }), attack({ ...next, killed: 12 }))).toBe(1);
    expect(count(attack({ killed: 12 }), attack({ date: '2018-09-12', killed: 12 }))).toBe(2);
  });

  it('of publication are the day of the event, or the day after it where the parties agree', () => {
    const undated = (published: string, of: Report = {}): StoredEvent => ({
      ...attack({ published, ...of }),
      date: null,
    });
    expect(count(attack({}), undated('2018-09-10'))).toBe(1);
    expect(count(attack({}), undated('2018-09-11'))).toBe(1);
    expect(count(attack({}), undated('2018-09-11', { actor: null, recipient: null }))).toBe(2);
    expect(count(attack({}), undated('2018-09-12'))).toBe(2);
    expect(count(attack({}), undated('2018-09-09'))).toBe(2);
  });

  it('that nobody gives join only what says the same in the same words', () => {
    const quote = 'Fighters of the group attacked the village of Hajin at dawn';
    const bare = (of: Report): StoredEvent => ({ ...attack(of), date: null });
    expect(count(bare({}), bare({}))).toBe(2);
    expect(count(bare({ quote }), bare({ quote: `${quote}.` }))).toBe(1);
    expect(count(bare({ quote }), attack({ quote }))).toBe(1);
    expect(count(attack({ quote }), attack({ quote, date: '2018-11-10' }))).toBe(2);
  });
});

describe('events that one article tells apart', () => {
  it('stay apart, also where a third report fits both', () => {
    const first = attack({ id: 'a', article: 'x', killed: 3 });
    const second = attack({ id: 'b', article: 'x', killed: 9 });
    const third = attack({ id: 'c', article: 'y', killed: 9 });
    const incidents = incidentsOf([first, second, third], rules);
    expect(incidents.map(({ reports }) => reports.map(({ id }) => id))).toEqual([['a'], ['b', 'c']]);
  });

  it('are one where they are steps of one taking', () => {
    const step = (action: string) => attack({ article: 'x', action });
    expect(count(step('advance'), step('capture'))).toBe(1);
  });
});

describe('an actor that is not named', () => {
  it('joins one of two sides, and never joins them', () => {
    const unnamed = attack({ actor: null, recipient: null });
    const incidents = incidentsOf([attack({ actor: 'sdf' }), attack({ actor: 'turkish-army' }), unnamed], rules);
    expect(incidents.map(({ reports }) => reports.length)).toEqual([2, 1]);
  });
});

describe('ids', () => {
  const at = (id: string, ingestedAt: string, of: Report = {}): StoredEvent => ({
    ...attack({ id, ...of }),
    ingestedAt,
  });

  it('are those of the report that was stored first, so that a further report changes nothing', () => {
    const first = at('z', '2019-01-01');
    expect(incidentsOf([first], rules)[0]?.id).toBe('z');
    expect(incidentsOf([at('a', '2019-01-02'), first], rules)[0]?.id).toBe('z');
  });

  it('of the older incident stay where a report joins two', () => {
    const one = { ...attack({ id: 'one', recipient: null, killed: 3 }), ingestedAt: '2019-01-01' };
    const two = { ...attack({ id: 'two', recipient: null, killed: 12 }), ingestedAt: '2019-01-02' };
    expect(incidentsOf([one, two], rules).map(({ id }) => id)).toEqual(['one', 'two']);
    const joined = incidentsOf([one, two, { ...attack({ id: 'three', killed: 6 }), ingestedAt: '2019-01-03' }], rules);
    expect(joined.map(({ id }) => id)).toEqual(['one']);
  });

  it('say whose report it was where it is not everybody’s', () => {
    expect(incidentsOf([{ ...attack({ id: 'a' }), scope: 'guild:1' }], rules)[0]?.id).toBe('a@guild:1');
  });
});

describe('what reports of one incident say differently', () => {
  it('stands side by side, with who says it', () => {
    const reports = [
      attack({ id: 'a', killed: 5 }),
      attack({ id: 'b', action: 'clash', actor: null, killed: 8 }),
      attack({ id: 'c', actor: 'unidentified-armed-group', killed: 5 }),
    ];
    expect(conflictsOf(reports)).toEqual([
      {
        field: 'action',
        values: [
          { value: 'attack', events: ['a', 'c'] },
          { value: 'clash', events: ['b'] },
        ],
      },
      {
        field: 'actor',
        values: [
          { value: 'sdf', events: ['a'] },
          { value: 'not named', events: ['c'] },
        ],
      },
      {
        field: 'killed',
        values: [
          { value: '5', events: ['a', 'c'] },
          { value: '8', events: ['b'] },
        ],
      },
    ]);
    expect(conflictsOf([attack({}), attack({})])).toEqual([]);
  });
});

const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { nil: null });

/** Reports close enough to each other that most are in question for one incident. */
const anyReport = fc
  .record({
    article: fc.constantFrom('x', 'y', 'z', 'u', 'v', 'w'),
    action: fc.constantFrom('attack', 'clash', 'ambush', 'offensive', 'capture', 'advance', 'airstrike', 'kill'),
    actor: maybe(fc.constantFrom('sdf', 'ypg', 'isis', 'unidentified-armed-group')),
    recipient: maybe(fc.constantFrom('isis', 'sdf', 'civilians')),
    place: fc.constantFrom('hajin', 'sousa', 'east'),
    day: maybe(fc.constantFrom('2018-09-10', '2018-09-11', '2018-09')),
    published: maybe(fc.constantFrom('2018-09-10', '2018-09-11')),
    factuality: fc.constantFrom('actual' as const, 'ongoing' as const, 'failed' as const, 'planned' as const),
    killed: maybe(fc.constantFrom(3, 5, 40)),
    quote: fc.constantFrom('they fought', 'the very same sentence that two agencies printed on that day'),
  })
  .map(({ day, published, killed, ...of }) => ({ ...of, killed, day, published }));

describe('any reports', () => {
  const made = fc.array(anyReport, { maxLength: 14 }).map((all) =>
    all.map(({ day, published, killed, ...of }, n): StoredEvent => {
      const one = attack({ ...of, id: `e${n}`, ...(published === null ? {} : { published }) });
      return {
        ...one,
        date: day === null ? null : { edtf: day, text: day, precision: 'day' },
        casualties: killed === null ? null : { killed, wounded: null, captured: null },
        ingestedAt: `2019-01-${10 + n}`,
      };
    }),
  );
  const grouped = (reports: readonly StoredEvent[]) => incidentsOf(reports, rules);

  it('make the same incidents in whatever order they come', () => {
    fc.assert(
      fc.property(made, fc.infiniteStream(fc.nat()), (reports, keys) => {
        const keyed = reports.map((one) => ({ one, key: keys.next().value ?? 0 }));
        const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ one }) => one);
        expect(grouped(shuffled)).toEqual(grouped(reports));
      }),
    );
  });

  it('are each in one incident, which all its reports match and none plans', () => {
    fc.assert(
      fc.property(made, (reports) => {
        const incidents = grouped(reports);
        expect(incidents.flatMap((one) => one.reports.map(({ id }) => id)).sort()).toEqual(
          reports.map(({ id }) => id).sort(),
        );
        for (const { reports: of } of incidents) {
          const [leader, ...others] = of;
          for (const other of others) if (leader) expect(rules.match(leader, other)).not.toBeNull();
          expect(new Set(of.map(({ factuality }) => factuality === 'planned')).size).toBe(1);
        }
      }),
    );
  });

  it('match each other either way round, and no two have one rank', () => {
    fc.assert(
      fc.property(made, (reports) => {
        for (const a of reports) {
          for (const b of reports) {
            expect(rules.match(a, b)?.score).toBe(rules.match(b, a)?.score);
            if (a !== b) expect(rules.rank(a)).not.toBe(rules.rank(b));
          }
        }
      }),
    );
  });
});

describe('labelled reports of many wars', () => {
  const knowledge = loadKnowledge({ folder: 'seeds/knowledge' });
  const extractor = createExtractor({ knowledge, folder: 'seeds/knowledge' });
  const rulesOf = incidentRules(incidentWorldOf(knowledge));

  /** Which incidents each article's events are in, from its raw text on. */
  const incidentsIn = (reports: readonly LabelledReport[]): Map<string, Set<string>> => {
    const events = reports.flatMap(({ article }) => {
      const { id: articleId, title, source, url, published } = article;
      const of = { articleId, title, source, url, published, ingestedAt: '2026-01-01', scope: 'shared' as const };
      return extractor.extract(article).events.map((event): StoredEvent => ({ ...event, ...of }));
    });
    const found = new Map<string, Set<string>>();
    for (const { id, reports: all } of incidentsOf(events, rulesOf)) {
      for (const { articleId } of all) found.set(articleId, (found.get(articleId) ?? new Set()).add(id));
    }
    return found;
  };

  it.each([
    { file: 'situations.txt', pairsAtLeast: 300, precisionAtLeast: 0.95, recallAtLeast: 0.75 },
    { file: 'held-out.txt', pairsAtLeast: 60, precisionAtLeast: 0.95, recallAtLeast: 0.85 },
  ])('are told apart and together: $file', async ({ file, pairsAtLeast, precisionAtLeast, recallAtLeast }) => {
    const reports = labelledReports(file);
    const of = incidentsIn(reports);
    const pairs = labelledPairs(reports).map(({ a, b, same }) => ({
      said: [...(of.get(a.article.id) ?? [])].some((id) => of.get(b.article.id)?.has(id) === true),
      same,
      text: `${a.article.text} / ${b.article.text}`,
    }));
    const right = pairs.filter(({ said, same }) => said && same).length;
    const wrong = pairs.filter(({ said, same }) => said && !same);
    const missed = pairs.filter(({ said, same }) => !said && same);
    const precision = right / (right + wrong.length);
    const recall = right / (right + missed.length);
    process.stdout.write(
      `incidents in ${file}: ${pairs.length} pairs, precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}\n`,
    );
    expect(pairs.length).toBeGreaterThanOrEqual(pairsAtLeast);
    expect(precision, wrong.map(({ text }) => text).join('\n')).toBeGreaterThanOrEqual(precisionAtLeast);
    expect(recall, missed.map(({ text }) => text).join('\n')).toBeGreaterThanOrEqual(recallAtLeast);
  });
});
