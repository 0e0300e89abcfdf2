/** Updates over a real store, with a clock that stands still and a Discord that only remembers what it is sent. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { AnswerContext } from '../../src/answer/context.ts';
import { incidentWorldOf } from '../../src/answer/world.ts';
import { incidentRules } from '../../src/assess/match-reports.ts';
import { loadKnowledge } from '../../src/knowledge/load-knowledge.ts';
import type { Answer } from '../../src/model/answer.ts';
import type { Asker } from '../../src/model/asker.ts';
import type { Delivery, Letter, SendOutcome } from '../../src/model/delivery.ts';
import type { Event } from '../../src/model/event.ts';
import { type Scope, viewerOf } from '../../src/model/scope.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import type { SubscriptionOptions } from '../../src/updates/options.ts';
import { answerSubscribe } from '../../src/updates/subscribe.ts';
import { createUpdates, type Updates } from '../../src/updates/updates.ts';
import { documentOf } from '../answer/documents.ts';
import { actorRef, madeEvent, placeRef } from '../answer/made-events.ts';

const knowledge = loadKnowledge({ folder: 'seeds/knowledge' });

const CHANNEL = { id: '1300000000000000001', name: '#reports', kind: 'text' } as const;

export const ASKER: Asker = {
  userId: '1100000000000000011',
  scope: 'guild:1200000000000000001',
  guildId: '1200000000000000001',
  channel: CHANNEL,
  mayManage: true,
  botLacks: [],
};

/** Another channel of the same server. */
export const inChannel = (number: number): Asker => ({
  ...ASKER,
  channel: { ...CHANNEL, id: `14000000000000${String(number).padStart(5, '0')}`, name: `#channel-${number}` },
});

export type Sent = { channel: string; nonce: string; answer: Answer; role: Letter['role'] };

export type Running = {
  store: Store;
  /** Milliseconds since 1970; tests move it. */
  clock: { now: number };
  sent: Sent[];
  told: { user: string; text: string }[];
  /** What sending leads to; the letter is kept where it says `sent`, or where `arrives` says so. */
  outcome: { of: (letter: Letter) => SendOutcome | Promise<SendOutcome>; arrives: boolean };
  log: { fields: object; message: string }[];
  updates: Updates;
  context(asker?: Asker): AnswerContext;
  subscribe(options: SubscriptionOptions, asker?: Asker): Promise<string>;
  /** Stores an article of these events; ids are `<article>-<index>`. */
  article(id: string, ...events: Event[]): Promise<void>;
  /** Looks for work now, and again after so many milliseconds have passed; waits until all is settled. */
  pass(...milliseconds: number[]): Promise<void>;
  /** What the ledger has for a subscription, the oldest first: about events; and about who holds a place. */
  ledger(id: string): Promise<Delivery[]>;
  steps(id: string): Promise<Delivery[]>;
  /** Another worker over the same store. */
  another(): Promise<Updates>;
};

const START = Date.parse('2019-01-10T12:00:00Z');

/** As a pause of a worker that only ever ends. */
const untilStopped = (_: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve()));

/** `paused` is what a worker's pauses do; tests that call `pass` have none. */
export const running = async (
  paused: (r: Running, milliseconds: number, signal: AbortSignal) => Promise<void> = (_, ...more) =>
    untilStopped(...more),
): Promise<Running> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'sitrep-updates-'));
  const clock = { now: START };
  const open = (): Promise<Store> =>
    openStore({
      dataDir,
      ancestors: (id) => knowledge.ancestors(id).map((place) => place.id),
      incidents: incidentRules(incidentWorldOf(knowledge)),
      now: () => clock.now,
    });
  const store = await open();
  const stores = [store];
  onTestFinished(async () => {
    for (const each of stores) await each.close();
    await rm(dataDir, { recursive: true, force: true });
  });
  const sent: Sent[] = [];
  const told: Running['told'] = [];
  const log: Running['log'] = [];
  const outcome: Running['outcome'] = { of: () => ({ status: 'sent', messageId: `m${sent.length}` }), arrives: false };
  const contextOn =
    (of: Store) =>
    (scope: Scope): AnswerContext => ({
      store: of,
      knowledge,
      viewer: viewerOf(scope),
      now: () => new Date(clock.now),
    });
  const write = (fields: object, message: string): void => void log.push({ fields, message });
  const updatesOn = (of: Store): Updates =>
    createUpdates({
      store: of,
      contextFor: contextOn(of),
      send: async (letter) => {
        const { channelId: channel, nonce, role } = letter;
        const result = await outcome.of(letter);
        const arrived = result.status === 'sent' || (result.status === 'unknown' && outcome.arrives);
        // As Discord does with a nonce that it has seen.
        const isNew = !sent.some((one) => one.channel === channel && one.nonce === nonce);
        if (arrived && isNew) sent.push({ channel, nonce, role, answer: letter.answer(25) });
        return result;
      },
      tell: async (user, text) => {
        told.push({ user, text });
        return true;
      },
      console: false,
      now: () => clock.now,
      random: () => 1,
      log: { info: write, warn: write, error: write },
      pause: (milliseconds, signal) => paused(r, milliseconds, signal),
    });
  const updates = updatesOn(store);
  const logOf = async (id: string): Promise<Delivery[]> =>
    (await store.ledger.log([id], { limit: 100_000, offset: 0 })).deliveries.reverse();
  const context = (asker: Asker = ASKER): AnswerContext => ({ ...contextOn(store)(asker.scope), askedFrom: asker });
  const r: Running = {
    store,
    clock,
    sent,
    told,
    outcome,
    log,
    updates,
    context,
    subscribe: async (options, asker) => {
      const answer = await answerSubscribe(context(asker), options);
      const id = answer.actions?.[0]?.options.id;
      if (id === undefined) throw new Error(answer.text);
      clock.now += 1;
      return id;
    },
    article: async (id, ...events) => {
      const article = { id, text: `Text of ${id}: ${events.length}.`, source: id, published: '2019-01-10' };
      await store.commit({ ...documentOf(article, events), ingestedAt: new Date(clock.now).toISOString() });
    },
    pass: async (...milliseconds) => {
      for (const step of [0, ...milliseconds]) {
        clock.now += step;
        await updates.round();
        await updates.idle();
      }
    },
    ledger: async (id) => (await logOf(id)).filter(({ kind }) => kind !== 'assessment'),
    steps: async (id) => (await logOf(id)).filter(({ kind }) => kind === 'assessment'),
    another: async () => {
      const other = await open();
      stores.push(other);
      return updatesOn(other);
    },
  };
  return r;
};

export const place = (name: string) => placeRef(name, knowledge);
export const actor = (name: string) => actorRef(name, knowledge);

/** The SDF capture a place. */
export const capture = (where: string, more: Partial<Event> = {}): Event =>
  madeEvent({
    action: 'capture',
    actor: actor('SDF'),
    recipient: actor('ISIS'),
    place: place(where),
    control: { place: place(where), holder: actor('SDF'), loser: actor('ISIS'), change: 'gained', basis: 'stated' },
    date: { edtf: '2019-01-10', text: 'on 10 January', precision: 'day' },
    ...more,
  });

/** Statements of an answer, without what only counts or names. */
export const statements = ({ answer }: Pick<Sent, 'answer'>): string[] =>
  answer.sections.flatMap((section) => section.statements.map(({ text }) => text));
