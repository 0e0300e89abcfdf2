/** What reviews do to events: those judged wrong are hidden from whom the review is for, corrected ones give way to a copy. */
import type { Event } from '../model/event.ts';
import type { ArticleDocument, StoredEvent } from '../model/record.ts';
import { Review, reviewed, reviewKey } from '../model/review.ts';
import { type Scope, viewerOf } from '../model/scope.ts';
import { Asking } from './asking.ts';
import { fromText, fromTextOrNull, toKey, toText } from './columns.ts';
import { seenEvents } from './event-query.ts';
import { putEventsIn, removeEvents } from './event-rows.ts';
import type { LooseEnds } from './link-reports.ts';
import { relinkAround, unlinkReports } from './link-reports.ts';
import { enterOutbox } from './outbox.ts';
import { project } from './project.ts';
import type { CountedEvent } from './review-counts.ts';
import { countForScope, showAgain } from './review-counts.ts';
import type { Tx } from './schema.ts';
import { CORRECTED_FROM, EVENTS_PER_ARTICLE } from './schema.ts';
import type { ArticleWriter } from './write-article.ts';

const SHARED = 'shared';
const PAGE = 200;

/** Applies the reviews, if any, of events that have come in. Ids as in the event table. */
export async function applyReviewsOf(writer: ArticleWriter, tx: Tx, events: readonly { id: string }[]): Promise<void> {
  for (let start = 0; start < events.length; start += PAGE) {
    const ids = events.slice(start, start + PAGE).map(({ id }) => id);
    const found = await tx.selectFrom('review').select('event').distinct().where('event', 'in', ids).execute();
    for (const { event } of found) await applyReviews(writer, tx, event);
  }
}

/**
 * A review was written (or, without a value, removed) under this key: the events follow, and where it is to be announced,
 * those who were told of them hear of it.
 */
export async function reviewChanged(
  writer: ArticleWriter,
  tx: Tx,
  { key, value }: { key: string; value: unknown },
  { announce }: { announce: boolean },
): Promise<void> {
  const slash = key.indexOf('/');
  const view = key.slice(0, slash).replaceAll('%2F', '/').replaceAll('%25', '%') as Scope;
  const id = key.slice(slash + 1);
  const [scope, event] = [toKey(view), toKey(id)];
  const before = await seenEvents(Asking.within(tx, writer.engine), id, viewerOf(view));
  if (value === undefined) {
    await tx.deleteFrom('review').where('event', '=', event).where('scope', '=', scope).execute();
  } else {
    await tx
      .insertInto('review')
      .values({ event, scope })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  await applyReviews(writer, tx, event, scope);
  if (announce)
    await tellChanges(writer, tx, {
      view,
      before,
      after: await seenEvents(Asking.within(tx, writer.engine), id, viewerOf(view)),
    });
}

type Seen = { view: Scope; before: readonly StoredEvent[]; after: readonly StoredEvent[] };

/** An outbox row for each article of which the view sees the event otherwise now. */
async function tellChanges({ now }: ArticleWriter, tx: Tx, { view, before, after }: Seen): Promise<void> {
  for (const article of new Set([...before, ...after].map((event) => event.scope))) {
    const [was = null] = before.filter(({ scope }) => scope === article);
    const [is = null] = after.filter(({ scope }) => scope === article);
    const event = is ?? was;
    if (event === null || JSON.stringify(was) === JSON.stringify(is)) continue;
    const change = { kind: 'review', view, before: was, after: is } as const;
    await enterOutbox(tx, { article: toKey(event.articleId), scope: toKey(article), now: now(), change });
  }
}

type Original = { no: number; article: number; scope: string; data: string };

/** Brings what is hidden and what is corrected in line with all reviews of one event. */
async function applyReviews(writer: ArticleWriter, tx: Tx, id: string, changed?: string): Promise<void> {
  await writer.engine.lockIncidents(tx);
  const rows = await tx
    .selectFrom('event')
    .select(['no', 'article', 'scope', 'data'])
    .where('id', '=', id)
    .orderBy('no')
    .execute();
  const isCopy = ({ no }: { no: number }): boolean => no % EVENTS_PER_ARTICLE >= CORRECTED_FROM;
  for (const original of rows.filter((row) => !isCopy(row))) {
    const copies = rows.filter((row) => isCopy(row) && row.article === original.article);
    await applyTo(writer, tx, { id, original, copies, changed });
  }
}

type Applying = { id: string; original: Original; copies: readonly Original[]; changed: string | undefined };

async function applyTo(writer: ArticleWriter, tx: Tx, { id, original, copies, changed }: Applying): Promise<void> {
  const { engine } = writer;
  const before = await tx.selectFrom('hidden').select('scope').where('event', '=', original.no).execute();
  const loose: LooseEnds = new Map();
  const views = new Set([...before.map(({ scope }) => scope), ...(changed === undefined ? [] : [changed])]);
  for (const { no, scope } of copies) {
    views.add(scope);
    merge(loose, await unlinkReports(writer, tx, { from: no, to: no }));
    await removeEvents(engine, tx, { from: no, to: no });
    await showAgain(tx, { from: no, to: no });
  }
  await showAgain(tx, { from: original.no, to: original.no });

  const reviews = await reviewsOf(tx, id, original);
  const numbers = [original.no];
  const event = JSON.parse(original.data) as Event;
  const { names } = await rowsOf(writer, tx, original, event, SHARED);
  const common: CountedEvent[] = [{ no: original.no, owner: original.scope, names }];
  let next = original.article * EVENTS_PER_ARTICLE + CORRECTED_FROM;
  const last = await tx
    .selectFrom('event')
    .select(({ fn }) => fn.max('no').as('no'))
    .where('no', '>=', next)
    .where('no', '<', (original.article + 1) * EVENTS_PER_ARTICLE)
    .executeTakeFirst();
  if (last?.no != null) next = Number(last.no) + 1;
  // What is for everybody comes first, so that a scope's own correction can take its place.
  for (const { scope, review } of reviews) {
    const now = reviewed(event, review);
    if (now === event) continue;
    views.add(scope);
    for (const seen of common) {
      await hide(tx, scope, seen.no);
      await countForScope(engine, tx, seen, { scope, events: -1 });
    }
    if (now === null) continue;
    const rows = await rowsOf(writer, tx, original, now, review.scope);
    await putEventsIn(engine, tx, { article: original.article, first: next }, rows);
    const corrected = { no: next, owner: scope, names: rows.names };
    await countForScope(engine, tx, corrected, { scope, events: 1 });
    numbers.push(next);
    if (scope === SHARED) common.push(corrected);
    next += 1;
  }
  const shared = views.has(SHARED);
  if (shared) merge(loose, await unlinkReports(writer, tx, { from: original.no, to: original.no }));
  if (changed === undefined && reviews.length === 0) return;
  await relinkAround(writer, tx, { numbers, shared, views }, loose);
}

const hide = (tx: Tx, scope: string, event: number): Promise<unknown> =>
  tx
    .insertInto('hidden')
    .values({ scope, event })
    .onConflict((conflict) => conflict.doNothing())
    .execute();

/** The reviews that hold for an event, everybody's first: a scope reviews what is shared and what is its own. */
async function reviewsOf(tx: Tx, id: string, original: Original): Promise<{ scope: string; review: Review }[]> {
  const rows = await tx.selectFrom('review').select('scope').where('event', '=', id).orderBy('scope').execute();
  const { id: eventId } = JSON.parse(original.data) as Event;
  const found: { scope: string; review: Review }[] = [];
  for (const { scope } of rows) {
    if (original.scope !== SHARED && original.scope !== scope) continue;
    const key = toText(reviewKey(fromText(scope) as Scope, eventId));
    const doc = await tx
      .selectFrom('doc')
      .select('value')
      .where('ns', '=', 'reviews')
      .where('key', '=', key)
      .executeTakeFirst();
    const parsed = doc === undefined ? null : Review.safeParse((JSON.parse(doc.value) as { value?: unknown }).value);
    if (parsed?.success) found.push({ scope, review: parsed.data });
  }
  return found.sort((a, b) => Number(b.scope === SHARED) - Number(a.scope === SHARED));
}

/** The rows of one corrected event, as its article's, for the eyes of one scope. */
async function rowsOf(writer: ArticleWriter, tx: Tx, { article: no }: Original, event: Event, scope: Scope) {
  const article = await tx.selectFrom('article').selectAll().where('no', '=', no).executeTakeFirstOrThrow();
  const document: ArticleDocument = {
    version: 1,
    article: {
      id: fromText(article.id),
      text: '',
      title: fromTextOrNull(article.title),
      source: fromTextOrNull(article.source),
      url: fromTextOrNull(article.url),
      published: fromTextOrNull(article.published),
    },
    scope,
    ingestedAt: fromText(article.ingested_at),
    contentHash: '',
    events: [event],
    mentions: [],
  };
  const { article: _article, ...rows } = project(document, writer.ports);
  return rows;
}

function merge(into: LooseEnds, more: LooseEnds): void {
  for (const [view, { orphans, leaders }] of more) {
    const ends = into.get(view) ?? { orphans: [], leaders: [] };
    into.set(view, { orphans: [...ends.orphans, ...orphans], leaders: [...ends.leaders, ...leaders] });
  }
}
