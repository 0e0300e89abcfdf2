/** The schema, as forward steps; a store from a newer version is refused. */
import { sql } from 'kysely';
import type { ColumnWords, Engine } from './engine.ts';
import type { Db } from './schema.ts';
import { storeError } from './store-error.ts';

export type Migration = (words: ColumnWords, searchTables: readonly string[]) => readonly string[];

/** Migration n brings version n − 1 to n. A step that has been released is never changed, only followed by another. */
export const MIGRATIONS: readonly Migration[] = [
  ({ text, bigint, counter, indexOnly }, searchTables) => [
    `create table doc (ns ${text} not null, key ${text} not null, value text not null, expires ${bigint},
       primary key (ns, key))`,
    `create index doc_expires on doc (ns, expires) where expires is not null`,
    `create table article (no ${counter}, id ${text} not null, scope ${text} not null, content_hash ${text} not null,
       title text, source text, url text, published ${text}, ingested_at ${text} not null,
       first_day ${text} not null, last_day ${text} not null)`,
    `create unique index article_id on article (scope, id)`,
    `create unique index article_hash on article (scope, content_hash)`,
    `create index article_first_day on article (scope, first_day)`,
    `create index article_last_day on article (scope, last_day)`,
    `create table event (no ${bigint} primary key, id ${text} not null, article ${bigint} not null,
       scope ${text} not null, day_from ${text} not null, day_to ${text} not null, span integer not null,
       kind integer not null, control integer not null, restated integer not null, data text not null)`,
    `create index event_id on event (id)`,
    `create index event_day on event (day_to, no, day_from, span, scope, kind, control, restated)`,
    `create index event_span on event (span, day_to, no, day_from, scope, kind, control, restated) where span > 0`,
    `create index event_control on event (day_to, no, day_from, span, scope, kind, restated) where control = 1`,
    `create table kind (no ${counter}, action ${text} not null, event_type ${text} not null,
       sub_event_type ${text} not null, unique (action, event_type, sub_event_type))`,
    `create table event_place (place ${text} not null, day_to ${text} not null, event ${bigint} not null,
       day_from ${text} not null, span integer not null, scope ${text} not null, depth integer not null,
       control integer not null, restated integer not null, kind integer not null,
       primary key (place, day_to, event)) ${indexOnly}`,
    `create index event_place_event on event_place (event)`,
    `create index event_place_span on event_place
       (place, span, day_to, event, day_from, scope, kind, control, restated) where span > 0`,
    `create index event_place_control on event_place
       (place, day_to, event, day_from, span, scope, kind, restated) where control = 1`,
    `create table event_actor (actor ${text} not null, day_to ${text} not null, event ${bigint} not null,
       day_from ${text} not null, span integer not null, scope ${text} not null, control integer not null,
       restated integer not null, kind integer not null, primary key (actor, day_to, event)) ${indexOnly}`,
    `create index event_actor_event on event_actor (event)`,
    `create index event_actor_span on event_actor
       (actor, span, day_to, event, day_from, scope, kind, control, restated) where span > 0`,
    `create table name (scope ${text} not null, kind ${text} not null, id ${text} not null, name ${text} not null,
       fold ${text} not null, events integer not null, primary key (scope, kind, id)) ${indexOnly}`,
    `create index name_fold on name (scope, kind, fold, id, name, events)`,
    `create table total (scope ${text} not null primary key, articles integer not null, events integer not null)`,
    `create table outbox (id ${counter}, article ${text} not null, scope ${text} not null, created_at ${bigint} not null,
       claimed_at ${bigint}, attempts integer not null)`,
    `create index outbox_waiting on outbox (created_at) where claimed_at is null`,
    ...searchTables,
  ],
  ({ text, bigint, indexOnly }) => [
    `alter table event add column quote ${bigint} not null default 0`,
    `create index event_quote on event (quote) where quote <> 0`,
    `create table incident (event ${bigint} not null, view ${text} not null, leader ${bigint} not null,
       id ${text} not null, primary key (event, view)) ${indexOnly}`,
    `create index incident_leader on incident (leader, view, event)`,
    `create table hidden (scope ${text} not null, event ${bigint} not null, primary key (scope, event)) ${indexOnly}`,
    `create index hidden_event on hidden (event)`,
  ],
  ({ text, indexOnly }) => [
    `create table review (event ${text} not null, scope ${text} not null, primary key (event, scope)) ${indexOnly}`,
  ],
  ({ text, bigint, counter }) => [
    `create table subscription (id ${text} not null primary key, same ${text} not null, channel ${text} not null,
       scope ${text} not null, creator ${text} not null, place ${text} not null, actor ${text} not null,
       type ${text} not null, active integer not null, since ${bigint} not null)`,
    `create unique index subscription_same on subscription (same)`,
    `create index subscription_match on subscription (place, actor, type, scope, since, id) where active = 1`,
    `create index subscription_channel on subscription (channel)`,
    `create index subscription_scope on subscription (scope, id)`,
    `create table delivery (no ${counter}, subscription ${text} not null, channel ${text} not null, item ${text} not null,
       kind ${text} not null, scope ${text} not null, article ${text} not null, event ${text} not null,
       said ${text} not null, state ${text} not null, reason ${text}, nonce ${text}, attempts integer not null,
       due_at ${bigint} not null, created_at ${bigint} not null, sent_at ${bigint}, message ${text})`,
    `create unique index delivery_item on delivery (subscription, item)`,
    `create unique index delivery_told on delivery (channel, item) where state <> 'filtered'`,
    `create index delivery_open on delivery (channel, no) where state in ('pending', 'rate-limited')`,
    `create index delivery_log on delivery (subscription, no)`,
    `create index delivery_sent on delivery (subscription, sent_at) where state = 'sent'`,
    `create index delivery_article on delivery (article, scope)`,
    `create index delivery_age on delivery (created_at)`,
    `create table lane (channel ${text} not null primary key, due_at ${bigint} not null, claimed_at ${bigint})`,
    `create index lane_due on lane (due_at)`,
  ],
  ({ text }) => [
    `alter table outbox add column change text`,
    `alter table delivery add column about ${text} not null default ''`,
    `alter table delivery add column detail text`,
    `create index delivery_about on delivery (channel, about, no) where state = 'sent'`,
  ],
  () => [
    `create index event_place_itself on event_place (place, day_to, event, kind, scope) where restated = 0 and depth = 0`,
  ],
  // Reviews that are there already count from their next change, or rebuild, on.
  ({ text, bigint, indexOnly }) => [
    `create table review_count (event ${bigint} not null, scope ${text} not null, owner ${text} not null,
       kind ${text} not null, id ${text} not null, name ${text} not null, fold ${text} not null, events integer not null,
       primary key (event, scope, kind, id)) ${indexOnly}`,
    `create index review_count_fold on review_count (scope, kind, fold)`,
  ],
  () => [
    `drop index event_quote`,
    `create index event_copy on event (quote, day_to, no, day_from, scope) where quote <> 0 and restated = 0`,
  ],
  () => [
    `create index outbox_article on outbox (article)`,
    `drop index delivery_about`,
    `create index delivery_about on delivery (channel, about, no)`,
  ],
  () => [
    `create index event_place_own_control on event_place
       (place, day_to, event, day_from, span, scope, kind, restated) where control = 1 and depth = 0`,
  ],
];

export const SCHEMA_VERSION = MIGRATIONS.length;

/** Brings the store to today's schema, in one transaction or not at all; nothing is written where it is there already. */
export async function migrate(engine: Engine, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  const today = migrations.length;
  if ((await storedVersion(engine, engine.db)) === today) return;
  await engine.transact(async (tx) => {
    await engine.lockSchema(tx);
    // Another process may have been faster.
    const version = await storedVersion(engine, tx);
    if (version === today) return;
    if (version > today) {
      throw storeError('store-newer', engine.location, `schema ${version}, this program knows ${today}`);
    }
    if (version === 0) {
      if (await engine.hasTable(tx, 'doc')) throw storeError('store-foreign', engine.location);
      await sql`create table schema_version (version integer not null)`.execute(tx);
      await tx.insertInto('schema_version').values({ version: 0 }).execute();
    }
    for (const migration of migrations.slice(version)) {
      for (const statement of migration(engine.words, engine.searchTables)) await sql.raw(statement).execute(tx);
    }
    await tx.updateTable('schema_version').set({ version: today }).execute();
  });
}

/** 0 where there is no store yet. */
async function storedVersion(engine: Engine, db: Db): Promise<number> {
  if (!(await engine.hasTable(db, 'schema_version'))) return 0;
  const row = await db.selectFrom('schema_version').select('version').executeTakeFirst();
  return row?.version ?? 0;
}
