/** The ledger: every update for every subscription, from being matched until it is sent or given up. */
import { sql } from 'kysely';
import type { Delivery, DeliveryKind, DeliveryState, NewDelivery, ToldNow } from '../model/delivery.ts';
import type { Scope } from '../model/scope.ts';
import { CONSOLE_CHANNEL } from '../model/subscription.ts';
import { toKey, toText, toTextOrNull } from './columns.ts';
import { deliveryOf, detailText, rowOf } from './delivery-row.ts';
import type { Engine } from './engine.ts';
import { batches } from './engine.ts';
import type { DeliveryTable, Tx } from './schema.ts';

/** A channel that is neither renewed nor released within this time counts as lost with its worker. */
const CLAIM_MS = 6_000;

const OPEN: readonly DeliveryState[] = ['pending', 'rate-limited'];

/** What says something about an event. */
const OF_EVENTS: readonly DeliveryKind[] = ['incident', 'correction', 'retraction'];

export interface Ledger {
  /**
   * Enters deliveries and takes the outbox row they come from out, in one transaction. What is entered already stays as it
   * is; an update that the channel was told of by another subscription is entered as filtered.
   */
  enter(deliveries: readonly NewDelivery[], outboxId: number | null): Promise<void>;
  /** Takes up to `limit` channels with something due, for this worker alone. One that dies gives them up after 6 seconds. */
  claimChannels(options: { console: boolean; limit: number }): Promise<string[]>;
  /** Keeps claimed channels for longer. */
  renewChannels(channels: readonly string[]): Promise<void>;
  /** Gives a channel back until `dueAt`, or until new deliveries where that is null; at once where some came after number `seen`. */
  releaseChannel(channel: string, dueAt: number | null, seen: number): Promise<void>;
  /** Looks at a channel's deliveries again soon, where it has any, since something about them changed. */
  wakeChannel(channel: string): Promise<void>;
  /** What is still to be sent in a channel, in order. */
  open(channel: string): Promise<Delivery[]>;
  /**
   * Makes deliveries one message, for good. `told` has by number what each turned out to be and to say. False where another
   * worker has made some of them part of another message, or has sent them: then this one is not to be sent.
   */
  seal(nos: readonly number[], nonce: string, told?: ReadonlyMap<number, ToldNow>): Promise<boolean>;
  change(nos: readonly number[], change: DeliveryChange): Promise<void>;
  /** What was sent or is to be sent about the events of an article, in order. */
  toldFrom(articleId: string, scope: Scope): Promise<Delivery[]>;
  /** What a channel was told about an event or place, the newest first; the last alone where no limit says otherwise. */
  told(channel: string, about: string, limit?: number): Promise<Delivery[]>;
  /** What was entered for a channel about a place or event, whatever became of it, the newest first. */
  entered(channel: string, about: string, limit: number): Promise<Delivery[]>;
  /** What a message that was sent says, in order. */
  inMessage(delivery: Pick<Delivery, 'subscription' | 'sentAt' | 'nonce'>): Promise<Delivery[]>;
  /** What became of the updates of these subscriptions, the newest first. */
  log(
    subscriptions: readonly string[],
    page: { limit: number; offset: number },
  ): Promise<{ deliveries: Delivery[]; total: number }>;
  /** What a subscription was told of an event or of the same update by another report, the newest first. */
  ofUpdate(subscription: string, update: { eventId: string; item: string }): Promise<Delivery[]>;
  /** When messages were sent since then, in milliseconds since 1970, in order. */
  messageTimes(subscription: string, since: number): Promise<number[]>;
  /** Forgets what was entered before then and is no longer to be sent. */
  prune(before: number): Promise<void>;
}

export type DeliveryChange = {
  state: DeliveryState;
  reason: string | null;
  dueAt?: number;
  messageId?: string;
  /** Counts one more attempt. */
  tried?: boolean;
};

export const createLedger = ({ engine, now }: { engine: Engine; now: () => number }): Ledger => {
  const select = () => engine.db.selectFrom('delivery').selectAll();

  return {
    enter: async (deliveries, outboxId) => {
      if (deliveries.length === 0 && outboxId === null) return;
      await engine.transact(async (tx) => {
        const rows = deliveries.map((delivery) => rowOf(delivery, now()));
        await insert(engine, tx, rows);
        // What a channel is told of already came to nothing above, and stands in the log as held back.
        const held = rows
          .filter(({ state }) => state !== 'filtered')
          .map((row) => ({
            ...row,
            state: 'filtered',
            reason: 'told in this channel by another subscription already',
          }));
        await insert(engine, tx, held);
        const due = new Map<string, number>();
        for (const { channel, due_at, state } of rows) {
          if (state === 'pending') due.set(channel, Math.min(due_at, due.get(channel) ?? due_at));
        }
        await openLanes(tx, due);
        if (outboxId !== null) await tx.deleteFrom('outbox').where('id', '=', outboxId).execute();
      });
    },

    claimChannels: ({ console, limit }) =>
      engine.transact(async (tx) => {
        let free = tx
          .selectFrom('lane')
          .select('channel')
          .where('due_at', '<=', now())
          .where('channel', console ? '=' : '<>', CONSOLE_CHANNEL)
          .where((where) => where.or([where('claimed_at', 'is', null), where('claimed_at', '<=', now() - CLAIM_MS)]))
          .orderBy('due_at')
          .limit(limit);
        if (engine.rowLocks) free = free.forUpdate().skipLocked();
        const channels = (await free.execute()).map(({ channel }) => channel);
        if (channels.length === 0) return [];
        await tx.updateTable('lane').set({ claimed_at: now() }).where('channel', 'in', channels).execute();
        return channels;
      }),

    renewChannels: async (channels) => {
      if (channels.length === 0) return;
      await engine.transact((tx) =>
        tx
          .updateTable('lane')
          .set({ claimed_at: now() })
          .where('channel', 'in', [...channels])
          .execute(),
      );
    },

    releaseChannel: (channel, dueAt, seen) =>
      engine.transact(async (tx) => {
        // The row is locked before it is looked at what else came: whoever enters more waits for it, or has been.
        await tx.updateTable('lane').set({ claimed_at: null }).where('channel', '=', channel).execute();
        const more = await tx
          .selectFrom('delivery')
          .select('no')
          .where('channel', '=', channel)
          .where('state', 'in', OPEN)
          .where('no', '>', seen)
          .limit(1)
          .executeTakeFirst();
        const next = more === undefined ? dueAt : now();
        if (next === null) await tx.deleteFrom('lane').where('channel', '=', channel).execute();
        else await tx.updateTable('lane').set({ due_at: next }).where('channel', '=', channel).execute();
      }),

    wakeChannel: async (channel) => {
      await engine.transact((tx) =>
        tx.updateTable('lane').set({ due_at: now() }).where('channel', '=', toKey(channel)).execute(),
      );
    },

    open: async (channel) => {
      const rows = await select().where('channel', '=', channel).where('state', 'in', OPEN).orderBy('no').execute();
      return rows.map(deliveryOf);
    },

    seal: (nos, nonce, told = new Map()) =>
      engine.transact(async (tx) => {
        for (const [no, { kind, said, detail }] of told) {
          const of = tx.updateTable('delivery').set({ kind, said: toText(said), detail: detailText(detail) });
          await of.where('no', '=', no).where('nonce', 'is', null).execute();
        }
        let open = 0;
        for (const some of chunks(nos)) {
          await tx.updateTable('delivery').set({ nonce }).where('no', 'in', some).where('nonce', 'is', null).execute();
          const rows = await tx
            .selectFrom('delivery')
            .select('no')
            .where('no', 'in', some)
            .where('nonce', '=', nonce)
            .where('state', 'in', OPEN)
            .execute();
          open += rows.length;
        }
        return open === nos.length;
      }),

    change: (nos, { state, reason, dueAt, messageId, tried = false }) =>
      engine.transact(async (tx) => {
        const at = now();
        for (const some of chunks(nos)) {
          await tx
            .updateTable('delivery')
            .set({
              state,
              reason: toTextOrNull(reason),
              ...(dueAt === undefined ? {} : { due_at: dueAt }),
              ...(state === 'sent' ? { sent_at: at, message: messageId ?? null } : {}),
              ...(tried ? { attempts: sql<number>`attempts + 1` } : {}),
            })
            .where('no', 'in', some)
            .execute();
        }
      }),

    toldFrom: async (articleId, scope) => {
      const rows = await select()
        .where('article', '=', toKey(articleId))
        .where('scope', '=', toKey(scope))
        .where('kind', 'in', OF_EVENTS)
        .where('state', 'in', [...OPEN, 'sent'])
        .orderBy('no')
        .execute();
      return rows.map(deliveryOf);
    },

    told: async (channel, about, limit = 1) => {
      const rows = await select()
        .where('channel', '=', toKey(channel))
        .where('about', '=', toKey(about))
        .where('kind', '<>', 'test')
        .where('state', '=', 'sent')
        .orderBy('no', 'desc')
        .limit(limit)
        .execute();
      return rows.map(deliveryOf);
    },

    entered: async (channel, about, limit) => {
      const rows = await select()
        .where('channel', '=', toKey(channel))
        .where('about', '=', toKey(about))
        .where('kind', '<>', 'test')
        .orderBy('no', 'desc')
        .limit(limit)
        .execute();
      return rows.map(deliveryOf);
    },

    inMessage: async ({ subscription, sentAt, nonce }) => {
      const rows = await select()
        .where('subscription', '=', toKey(subscription))
        .where('state', '=', 'sent')
        .where('sent_at', '=', sentAt)
        .where('nonce', '=', nonce)
        .orderBy('no')
        .execute();
      return rows.map(deliveryOf);
    },

    log: async (subscriptions, { limit, offset }) => {
      if (subscriptions.length === 0) return { deliveries: [], total: 0 };
      const of = subscriptions.map(toKey);
      const rows = await select()
        .where('subscription', 'in', of)
        .orderBy('no', 'desc')
        .limit(limit)
        .offset(offset)
        .execute();
      const counted = await engine.db
        .selectFrom('delivery')
        .select(({ fn }) => fn.countAll<number>().as('total'))
        .where('subscription', 'in', of)
        .executeTakeFirst();
      return { deliveries: rows.map(deliveryOf), total: Number(counted?.total ?? 0) };
    },

    ofUpdate: async (subscription, { eventId, item }) => {
      const rows = await select()
        .where('subscription', '=', toKey(subscription))
        .where((where) => where.or([where('event', '=', toKey(eventId)), where('item', '=', toKey(item))]))
        .orderBy('no', 'desc')
        .limit(20)
        .execute();
      return rows.map(deliveryOf);
    },

    messageTimes: async (subscription, since) => {
      const rows = await engine.db
        .selectFrom('delivery')
        .select(({ fn }) => fn.min('sent_at').as('at'))
        .where('subscription', '=', toKey(subscription))
        .where('state', '=', 'sent')
        .where('sent_at', '>=', since)
        .groupBy('nonce')
        .orderBy('at')
        .execute();
      return rows.map(({ at }) => Number(at));
    },

    prune: async (before) => {
      await engine.transact((tx) =>
        tx.deleteFrom('delivery').where('created_at', '<', before).where('state', 'not in', OPEN).execute(),
      );
    },
  };
};

type Row = Omit<DeliveryTable, 'no'>;

async function insert(engine: Engine, tx: Tx, rows: readonly Row[]): Promise<void> {
  for (const some of batches(engine, rows)) {
    await tx
      .insertInto('delivery')
      .values([...some])
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** Has channels looked at when something is due there. In one order everywhere: two writers that lock the same rows in different orders would wait for each other. */
export async function openLanes(tx: Tx, due: ReadonlyMap<string, number>): Promise<void> {
  for (const [channel, due_at] of [...due].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await tx
      .insertInto('lane')
      .values({ channel, due_at, claimed_at: null })
      .onConflict((conflict) =>
        conflict.column('channel').doUpdateSet({
          due_at: sql<number>`case when excluded.due_at < lane.due_at then excluded.due_at else lane.due_at end`,
        }),
      )
      .execute();
  }
}

const CHUNK = 256;

function* chunks(nos: readonly number[]): Generator<number[]> {
  for (let start = 0; start < nos.length; start += CHUNK) yield nos.slice(start, start + CHUNK);
}
