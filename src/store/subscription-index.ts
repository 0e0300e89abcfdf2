/** Finds subscriptions by what they are about, so that an event need not be held against each of them. */
import type { Keyv } from 'keyv';
import { sql } from 'kysely';
import type { Scope } from '../model/scope.ts';
import { Subscription } from '../model/subscription.ts';
import { fromText, toKey } from './columns.ts';
import type { Engine } from './engine.ts';
import type { Companion } from './keyv-adapter.ts';
import { typeKey } from './project.ts';
import type { SubscriptionTable } from './schema.ts';
import { damagedIsNone } from './store-error.ts';

/** What an event is about, itself and everything around it: any of these places, actors and types is asked for. */
export type MatchQuery = {
  /** Scope of the event's article: one scope's articles are for that scope alone, shared ones for all. */
  scope: Scope;
  /** When the article was stored, in milliseconds since 1970. */
  committedAt: number;
  places: readonly string[];
  actors: readonly string[];
  types: readonly string[];
};

export interface SubscriptionIndex {
  /** Whether any active subscription of the scope (of any where it is left out) asks for one of the places or for any place. */
  anyAt(places: readonly string[], scope?: Scope): Promise<boolean>;
  /** The scopes that see anything else than everybody does: those with articles or reviews of their own. */
  scopesApart(): Promise<Scope[]>;
  /** The active subscriptions that ask for such an event, as far as places, actors and types tell. */
  matching(query: MatchQuery): Promise<Subscription[]>;
  get(ids: readonly string[]): Promise<Subscription[]>;
  /** The one of a channel to the same place, actor, type and kind, or null. */
  same(subscription: Pick<Subscription, 'channel' | 'filter'>): Promise<Subscription | null>;
  ofChannel(channelId: string): Promise<Subscription[]>;
  /** At most `limit` of a scope, the oldest ids first. */
  ofScope(scope: Scope, limit: number): Promise<Subscription[]>;
}

type Parts = { engine: Engine; subscriptions: Keyv };

export const createSubscriptionIndex = ({ engine, subscriptions }: Parts): SubscriptionIndex => {
  const get = async (ids: readonly string[]): Promise<Subscription[]> => {
    // One that is damaged must not keep the others from being served.
    const oneByOne = () => Promise.all(ids.map((id) => subscriptions.get<unknown>(id).catch(damagedIsNone)));
    const found = await subscriptions.getMany<unknown>([...ids]).catch(oneByOne);
    return found.flatMap(parsed);
  };
  const idsWhere = async (column: 'same' | 'channel' | 'scope', value: string, limit: number): Promise<string[]> => {
    const rows = await engine.db
      .selectFrom('subscription')
      .select('id')
      .where(column, '=', toKey(value))
      .orderBy('id')
      .limit(limit)
      .execute();
    return rows.map(({ id }) => fromText(id));
  };
  return {
    get,
    matching: async ({ scope, committedAt, places, actors, types }) => {
      const whose = scope === 'shared' ? sql`` : sql`and s.scope = ${toKey(scope)}`;
      // In one query, since most of the time goes into reading what was found. CROSS JOIN keeps the order of the tables.
      const { rows } = await sql<{ value: string }>`select d.value from subscription s cross join doc d
        where s.active = 1 and s.place in (${sql.join(padded(places.map(toKey)))})
        and s.actor in (${sql.join(padded(actors.map(toKey)))}) and s.type in (${sql.join(padded(types.map(typeKey)))})
        and s.since <= ${committedAt} ${whose} and d.ns = 'subscriptions' and d.key = s.id`.execute(engine.db);
      return rows.flatMap(({ value }) => parsed((JSON.parse(value) as { value?: unknown }).value));
    },
    anyAt: async (places, scope) => {
      let query = engine.db
        .selectFrom('subscription')
        .select('id')
        .where('active', '=', 1)
        .where('place', 'in', padded(places.map(toKey)));
      if (scope !== undefined) query = query.where('scope', '=', toKey(scope));
      return (await query.limit(1).executeTakeFirst()) !== undefined;
    },
    scopesApart: async () => {
      const withArticles = engine.db.selectFrom('total').select('scope').where('articles', '>', 0);
      const rows = await withArticles.union(engine.db.selectFrom('review').select('scope').distinct()).execute();
      return rows.map(({ scope }) => fromText(scope) as Scope).filter((scope) => scope !== 'shared');
    },
    same: async (subscription) => {
      const ids = await idsWhere('same', sameKey(subscription), 1);
      return (await get(ids))[0] ?? null;
    },
    ofChannel: async (channelId) => get(await idsWhere('channel', channelId, MANY)),
    ofScope: async (scope, limit) => get(await idsWhere('scope', scope, limit)),
  };
};

const MANY = 10_000;

const parsed = (value: unknown): Subscription[] => {
  const { success, data } = Subscription.safeParse(value);
  return success ? [data] : [];
};

/** Keeps the index in step with the documents. A subscription that goes takes along what was still to be sent. */
export const subscriptionCompanion: Companion = {
  written: async (tx, key, value) => {
    const row = rowOf(key, Subscription.parse(value));
    const { id, ...rest } = row;
    await tx
      .insertInto('subscription')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
      .execute();
    void id;
  },
  removed: async (tx, key) => {
    await tx.deleteFrom('subscription').where('id', '=', toKey(key)).execute();
    await tx
      .deleteFrom('delivery')
      .where('subscription', '=', toKey(key))
      .where('state', 'in', ['pending', 'rate-limited'])
      .execute();
  },
};

const rowOf = (key: string, subscription: Subscription): SubscriptionTable => {
  const { scope, channel, creator, filter, state, since } = subscription;
  return {
    id: toKey(key),
    same: toKey(sameKey(subscription)),
    channel: toKey(channel.id),
    scope: toKey(scope),
    creator: toKey(creator),
    place: toKey(filter.place?.id ?? ''),
    actor: toKey(filter.actor?.id ?? ''),
    type: typeKey(filter.type ?? ''),
    active: state === 'active' ? 1 : 0,
    since,
  };
};

/** What makes two subscriptions of a channel the same; how often and how sure is a setting of it. */
const sameKey = ({ channel, filter }: Pick<Subscription, 'channel' | 'filter'>): string =>
  JSON.stringify([
    channel.id,
    filter.place?.id ?? null,
    filter.actor?.id ?? null,
    filter.type?.toLowerCase() ?? null,
    filter.controlOnly,
  ]);

/** With '' for those that ask for anything; as long as a power of two, so that few statements need be prepared. */
const padded = (keys: readonly string[]): string[] => {
  const all = [...new Set([...keys, ''])];
  const length = 2 ** Math.ceil(Math.log2(all.length));
  return [...all, ...Array<string>(length - all.length).fill('')];
};
