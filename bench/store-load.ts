/** Fills a store for benchmarks, with incidents and reviews: the rows of many articles at a time, a million events in minutes. */
import { incidentWorldOf } from '../src/answer/world.ts';
import { incidentRules } from '../src/assess/match-reports.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import type { IncidentRules } from '../src/model/incident.ts';
import type { ArticleDocument } from '../src/model/record.ts';
import { reviewKey } from '../src/model/review.ts';
import { articleKey } from '../src/store/article-key.ts';
import { foldName } from '../src/store/fold-name.ts';
import type { OpenStoreOptions, StorePlace } from '../src/store/open-store.ts';
import { openStore } from '../src/store/open-store.ts';
import type { Projection, ProjectionPorts } from '../src/store/project.ts';
import { project } from '../src/store/project.ts';
import type { NameTable } from '../src/store/schema.ts';
import { EVENTS_PER_ARTICLE as NUMBERS_PER_ARTICLE } from '../src/store/schema.ts';
import type { Retelling } from './store-corpus.ts';
import { corpus, EVENTS_PER_ARTICLE } from './store-corpus.ts';
import type { BenchPlace, Row } from './store-places.ts';

/** How a store of this knowledge is opened. */
export const storeOptions = (place: StorePlace, knowledge: Knowledge): OpenStoreOptions => ({
  ...place,
  ancestors: (id) => knowledge.ancestors(id).map((above) => above.id),
  incidents: incidentRules(incidentWorldOf(knowledge)),
});

const FILLED = 'bench-filled';
const AT_ONCE = 500;

/** Whether the store holds all that `fillStore` puts into it. */
export async function isFilled({ place }: BenchPlace, knowledge: Knowledge): Promise<boolean> {
  const store = await openStore(storeOptions(place, knowledge));
  const filled = (await store.settings.get(FILLED)) === true;
  await store.close();
  return filled;
}

/**
 * Writes articles with as many events as asked for, as the rows that their projection gives. Which reports are of one event
 * is written as the corpus has it, not found out by the rules: that is what takes time, and is measured by committing.
 */
export async function fillStore(place: BenchPlace, knowledge: Knowledge, events: number): Promise<void> {
  const options = storeOptions(place.place, knowledge);
  const store = await openStore({ ...options, incidents: joiningNothing(options.incidents) });
  const { ancestors = () => [], incidents } = options;
  const rows = new RowsToWrite(place, { ancestors, fold: foldName, ...(incidents === undefined ? {} : { incidents }) });
  const retellings: Retelling[] = [];
  const reviews: string[] = [];
  for (const article of corpus(knowledge, Math.ceil(events / EVENTS_PER_ARTICLE))) {
    retellings.push(...article.retellings);
    reviews.push(...article.reviewed);
    await rows.add(article.document);
  }
  await rows.finish();
  for (const [n, eventId] of reviews.entries())
    await store.reviews.set(reviewKey('shared', eventId), review(eventId, n));
  await writeIncidents(retellings, place);
  await place.tidy();
  await store.settings.set(FILLED, true);
  await store.close();
}

/** Gathers the rows of articles, numbered as they come, and writes them in large pieces. */
class RowsToWrite {
  readonly #place: BenchPlace;
  readonly #ports: ProjectionPorts;
  readonly #kinds = new Map<string, number>();
  readonly #names = new Map<string, NameTable>();
  readonly #totals = new Map<string, { scope: string; articles: number; events: number }>();
  #articles = 0;
  #waiting: Record<'doc' | 'article' | 'kind' | 'event' | 'event_place' | 'event_actor', Row[]> = nothing();
  #texts: { no: number; text: string }[] = [];

  constructor(place: BenchPlace, ports: ProjectionPorts) {
    this.#place = place;
    this.#ports = ports;
  }

  async add(document: ArticleDocument): Promise<void> {
    this.#articles += 1;
    const article = this.#articles;
    const rows = project(document, this.#ports);
    const { scope } = rows.article;
    const kinds = rows.kinds.map((kind) => this.#kindOf(kind));
    const numbered = <R extends { seq: number; kind: number }>({ seq, ...row }: R): Row & { no: number } => ({
      ...row,
      no: article * NUMBERS_PER_ARTICLE + seq,
      kind: kinds[row.kind] ?? 0,
    });
    const atEvent = ({ no, ...row }: Row & { no: number }): Row => ({ ...row, event: no });
    const value = JSON.stringify({ value: document });
    const key = articleKey(document.scope, document.article.id);
    this.#waiting.doc.push({ ns: 'articles', key, value, expires: null });
    this.#waiting.article.push(rows.article);
    this.#waiting.event.push(...rows.events.map((row) => ({ ...numbered(row), article })));
    this.#waiting.event_place.push(...rows.places.map((row) => atEvent(numbered(row))));
    this.#waiting.event_actor.push(...rows.actors.map((row) => atEvent(numbered(row))));
    for (const { seq, text } of rows.search) this.#texts.push({ no: article * NUMBERS_PER_ARTICLE + seq, text });
    this.#count(rows, scope);
    if (article % AT_ONCE === 0) await this.#write();
  }

  async finish(): Promise<void> {
    await this.#write();
    await this.#place.insert('name', [...this.#names.values()]);
    await this.#place.insert('total', [...this.#totals.values()]);
  }

  /** Kinds and articles are numbered by the store from 1 on, in the order in which they are written. */
  #kindOf(kind: Projection['kinds'][number]): number {
    const key = JSON.stringify([kind.action, kind.event_type, kind.sub_event_type]);
    const known = this.#kinds.get(key);
    if (known !== undefined) return known;
    this.#kinds.set(key, this.#kinds.size + 1);
    this.#waiting.kind.push(kind);
    return this.#kinds.size;
  }

  #count({ names, events }: Projection, scope: string): void {
    for (const name of names) {
      const key = `${scope} ${name.kind} ${name.id}`;
      const known = this.#names.get(key);
      if (known === undefined) this.#names.set(key, { scope, ...name });
      else known.events += name.events;
    }
    const total = this.#totals.get(scope) ?? { scope, articles: 0, events: 0 };
    total.articles += 1;
    total.events += events.length;
    this.#totals.set(scope, total);
  }

  async #write(): Promise<void> {
    const [waiting, texts] = [this.#waiting, this.#texts];
    [this.#waiting, this.#texts] = [nothing(), []];
    await this.#place.run('begin', []);
    for (const [table, rows] of Object.entries(waiting)) await this.#place.insert(table, rows);
    await this.#place.insertTexts(texts);
    await this.#place.run('commit', []);
  }
}

const nothing = () => ({ doc: [], article: [], kind: [], event: [], event_place: [], event_actor: [] });

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

const INCIDENTS_AT_ONCE = 5_000;

async function writeIncidents(retellings: readonly Retelling[], place: BenchPlace): Promise<void> {
  const numberOf = ({ article, seq }: { article: number; seq: number }): number =>
    (article + 1) * NUMBERS_PER_ARTICLE + seq;
  const rows = new Map<number, { event: number; view: string; leader: number; id: string }>();
  for (const { first, ...report } of retellings) {
    const leader = numberOf(first);
    for (const event of [leader, numberOf(report)]) rows.set(event, { event, view: 'shared', leader, id: first.id });
  }
  const all = [...rows.values()];
  for (let start = 0; start < all.length; start += INCIDENTS_AT_ONCE) {
    await place.run('begin', []);
    await place.insert('incident', all.slice(start, start + INCIDENTS_AT_ONCE));
    await place.run('commit', []);
  }
}
