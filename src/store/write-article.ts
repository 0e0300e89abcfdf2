/** Writes what a document stands for (its projection) and the outbox row, inside the transaction that writes the document. */
import type { OutboxChange } from '../model/outbox-change.ts';
import type { ArticleDocument } from '../model/record.ts';
import { viewerOf } from '../model/scope.ts';
import { applyReviewsOf } from './apply-reviews.ts';
import { Asking } from './asking.ts';
import { fromText, toKey } from './columns.ts';
import type { Engine } from './engine.ts';
import { findEvents } from './event-query.ts';
import { putEventsIn, removeEvents } from './event-rows.ts';
import type { LooseEnds } from './link-reports.ts';
import { linkReports, unlinkReports } from './link-reports.ts';
import { enterOutbox } from './outbox.ts';
import type { ProjectionPorts } from './project.ts';
import { project } from './project.ts';
import { showAgain } from './review-counts.ts';
import type { Tx } from './schema.ts';
import { CORRECTED_FROM, EVENTS_PER_ARTICLE, numbersIn } from './schema.ts';
import type { NameCount } from './tallies.ts';
import { changeNames, changeTotal, nameChanges } from './tallies.ts';

export type ArticleWriter = { engine: Engine; ports: ProjectionPorts; now: () => number };

/** Where an article's row is found: both as `toKey` gives them. */
export type ArticleKey = { scope: string; id: string };

/**
 * Brings the projection in line with the document. Text that is new in its scope gets an outbox row where it is to be
 * announced; a document whose text is stored already (a re-extraction) does not, since subscribers have had it.
 */
export async function writeArticle(
  writer: ArticleWriter,
  tx: Tx,
  document: ArticleDocument,
  { announce }: { announce: boolean },
): Promise<void> {
  const { engine } = writer;
  const { article, ...projection } = project(document, writer.ports);
  const old = await findArticle(tx, article);
  const isNews = announce && old?.content_hash !== article.content_hash;
  const change = old !== undefined && isNews ? await textChange(writer, tx, document) : null;
  const before = old === undefined ? NOTHING : await takeEventsOut(writer, tx, old);
  const no = old?.no ?? (await tx.insertInto('article').values(article).returning('no').executeTakeFirstOrThrow()).no;
  if (old !== undefined) await tx.updateTable('article').set(article).where('no', '=', no).execute();
  await putEventsIn(engine, tx, { article: no, first: no * EVENTS_PER_ARTICLE }, projection);
  await linkReports(writer, tx, { article: no, scope: article.scope }, before.loose);
  await applyReviewsOf(writer, tx, projection.events);
  if (isNews) await enterOutbox(tx, { article: article.id, scope: article.scope, now: writer.now(), change });
  await changeNames(writer.engine, tx, article.scope, nameChanges(before.names, projection.names));
  await changeTotal(tx, article.scope, {
    articles: old === undefined ? 1 : 0,
    events: projection.events.length - before.events,
  });
}

/** Takes an article and all its rows out. */
export async function removeArticle(writer: ArticleWriter, tx: Tx, key: ArticleKey): Promise<void> {
  const old = await findArticle(tx, key);
  if (old === undefined) return;
  const before = await takeEventsOut(writer, tx, old);
  await linkReports(writer, tx, { article: old.no, scope: key.scope }, before.loose);
  await tx.deleteFrom('article').where('no', '=', old.no).execute();
  await tx.deleteFrom('outbox').where('scope', '=', key.scope).where('article', '=', key.id).execute();
  await changeNames(writer.engine, tx, key.scope, nameChanges(before.names, []));
  await changeTotal(tx, key.scope, { articles: -1, events: -before.events });
}

/** What was read from an article's text so far, as those see it whom it is for. */
async function textChange(writer: ArticleWriter, tx: Tx, { article, scope }: ArticleDocument): Promise<OutboxChange> {
  const events = await findEvents(Asking.within(tx, writer.engine), {
    viewer: viewerOf(scope),
    articleId: article.id,
    firstOnly: true,
  });
  return { kind: 'text', before: events.filter((event) => event.scope === scope) };
}

type OldArticle = { no: number; content_hash: string; source: string | null };

const findArticle = (tx: Tx, key: ArticleKey): Promise<OldArticle | undefined> =>
  tx
    .selectFrom('article')
    .select(['no', 'content_hash', 'source'])
    .where('scope', '=', key.scope)
    .where('id', '=', key.id)
    .executeTakeFirst();

type TakenOut = { events: number; names: readonly NameCount[]; loose: LooseEnds };

const NOTHING: TakenOut = { events: 0, names: [], loose: new Map() };

/** Deletes an article's events everywhere; what was deleted, so that the running counts can follow. */
async function takeEventsOut(writer: ArticleWriter, tx: Tx, article: OldArticle): Promise<TakenOut> {
  const { engine } = writer;
  const { from, to } = numbersIn(article.no);
  const loose = await unlinkReports(writer, tx, { from, to });
  await removeEvents(engine, tx, { from: from + CORRECTED_FROM, to });
  await showAgain(tx, { from, to });
  const places = await tx
    .selectFrom('event_place')
    .select(({ fn }) => ['place as id', 'depth', fn.countAll<number>().as('events')])
    .where('event', '>=', from)
    .where('event', '<=', to)
    .groupBy(['place', 'depth'])
    .execute();
  const actors = await tx
    .selectFrom('event_actor')
    .select(({ fn }) => ['actor as id', fn.countAll<number>().as('events')])
    .where('event', '>=', from)
    .where('event', '<=', to)
    .groupBy('actor')
    .execute();
  return {
    events: await removeEvents(engine, tx, { from, to }),
    loose,
    names: [
      ...places.filter(({ depth }) => depth === 0).map((place) => taken('place', place)),
      ...places.map((place) => taken('within', place)),
      ...actors.map((actor) => taken('actor', actor)),
      ...(article.source === null ? [] : [taken('source', { id: sourceKey(article.source), events: 1 })]),
    ],
  };
}

const taken = (kind: NameCount['kind'], { id, events }: { id: string; events: number }): NameCount => ({
  kind,
  id,
  events: Number(events),
  name: '',
  fold: '',
});

/** A source's id among the names, from the text in its article's row. */
const sourceKey = (source: string): string => toKey(fromText(source));
