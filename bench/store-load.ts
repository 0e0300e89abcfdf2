/** Fills a store for benchmarks many articles at a time, with incidents and reviews, in minutes for a million events. */
import { incidentWorldOf } from '../src/answer/world.ts';
import { incidentRules } from '../src/assess/match-reports.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import type { IncidentRules } from '../src/model/incident.ts';
import { reviewKey } from '../src/model/review.ts';
import type { OpenStoreOptions, StorePlace } from '../src/store/open-store.ts';
import { openStore } from '../src/store/open-store.ts';
import { EVENTS_PER_ARTICLE as NUMBERS_PER_ARTICLE } from '../src/store/schema.ts';
import type { Retelling } from './store-corpus.ts';
import { corpus, EVENTS_PER_ARTICLE } from './store-corpus.ts';
import type { BenchPlace, Run } from './store-places.ts';

/** How a store of this knowledge is opened. */
export const storeOptions = (place: StorePlace, knowledge: Knowledge): OpenStoreOptions => ({
  ...place,
  ancestors: (id) => knowledge.ancestors(id).map((above) => above.id),
  incidents: incidentRules(incidentWorldOf(knowledge)),
});

const AT_ONCE = 200;

/**
 * Writes articles with as many events as asked for. Which reports are of one event is written as the corpus has it, not
 * found out by the rules: that is what takes time, and is measured by committing.
 */
export async function fillStore({ place, run }: BenchPlace, knowledge: Knowledge, events: number): Promise<void> {
  const options = storeOptions(place, knowledge);
  const store = await openStore({ ...options, incidents: joiningNothing(options.incidents) });
  const retellings: Retelling[] = [];
  const reviews: string[] = [];
  let some: { key: string; value: unknown }[] = [];
  const write = async (): Promise<void> => {
    await store.articles.setMany(some);
    some = [];
  };
  for (const article of corpus(knowledge, Math.ceil(events / EVENTS_PER_ARTICLE))) {
    const { document } = article;
    retellings.push(...article.retellings);
    reviews.push(...article.reviewed);
    some.push({ key: `${document.scope}/${document.article.id}`, value: document });
    if (some.length === AT_ONCE) await write();
  }
  await write();
  for (const [n, eventId] of reviews.entries())
    await store.reviews.set(reviewKey('shared', eventId), review(eventId, n));
  await store.close();
  await writeIncidents(retellings, run);
}

const joiningNothing = (rules: IncidentRules | undefined): IncidentRules => ({
  words: rules?.words ?? (() => null),
  rank: rules?.rank ?? (() => ''),
  search: () => null,
  copies: () => null,
  match: () => null,
});

/** Every other verdict takes an event out, the others correct its day. */
const review = (eventId: string, n: number): unknown => {
  const date = { edtf: '2015-05-05', text: '5 May 2015', precision: 'day' };
  const verdict =
    n % 2 === 0
      ? { verdict: 'wrong', field: null, changes: {} }
      : { verdict: 'corrected', field: 'date', changes: { date } };
  const entry = { ...verdict, value: null, note: null, by: 'bench', at: '2022-03-01T00:00:00.000Z' };
  return { version: 1, eventId, scope: 'shared', entries: [entry] };
};

const ROWS = 500;

async function writeIncidents(retellings: readonly Retelling[], run: Run): Promise<void> {
  // Articles are numbered from 1 in the order in which they came.
  const numberOf = ({ article, seq }: { article: number; seq: number }): number =>
    (article + 1) * NUMBERS_PER_ARTICLE + seq;
  const rows = new Map<number, { leader: number; id: string }>();
  for (const { first, ...report } of retellings) {
    const leader = numberOf(first);
    for (const event of [leader, numberOf(report)]) rows.set(event, { leader, id: first.id });
  }
  const all = [...rows];
  await run('begin', []);
  for (let start = 0; start < all.length; start += ROWS) {
    const part = all.slice(start, start + ROWS);
    await run(
      `insert into incident (event, view, leader, id) values ${part.map(() => `(?, 'shared', ?, ?)`).join(', ')}`,
      part.flatMap(([event, { leader, id }]) => [event, leader, id]),
    );
  }
  await run('commit', []);
}
