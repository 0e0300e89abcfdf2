/** Subscriptions as people meet them, for tests: real commands, real store, a real bot against the local Discord, and a clock to move. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, onTestFinished } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { incidentWorldOf } from '../../../src/answer/world.ts';
import { incidentRules } from '../../../src/assess/match-reports.ts';
import type { Core } from '../../../src/cli/core.ts';
import { openExtractor } from '../../../src/cli/core.ts';
import { parseConfig } from '../../../src/config.ts';
import { askerOf } from '../../../src/discord/asker.ts';
import { type Bot, type BotSettings, startBot } from '../../../src/discord/bot.ts';
import { createLog } from '../../../src/log.ts';
import { viewerOf } from '../../../src/model/scope.ts';
import { createPipeline, seedStore } from '../../../src/pipeline.ts';
import { openStore } from '../../../src/store/open-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { turnOnAgain } from '../../../src/updates/turn-off.ts';
import { createUpdates, type Updates } from '../../../src/updates/updates.ts';
import { discordForTest } from '../../discord/running-bot.ts';
import type { DiscordSettings, LocalDiscord } from '../../discord/server/local-discord.ts';
import { allComponents, textsOf } from '../../discord/server/message-rules.ts';
import type { Message } from '../../discord/server/world.ts';
import { breakable, type Outage } from './breakable.ts';

/** Knowledge and extraction take long to load, and the seeds to be read: once for all tests of a file. */
const prepare = async () => {
  const { knowledge, extractor } = await openExtractor(parseConfig({}, process.cwd()));
  const openIn = (dataDir: string, now: () => number): Promise<Store> =>
    openStore({
      dataDir,
      ancestors: (id) => knowledge.ancestors(id).map((place) => place.id),
      incidents: incidentRules(incidentWorldOf(knowledge)),
      now,
    });
  const coreOf = (store: Store, clock: { now: number }): World['core'] => {
    const now = () => new Date(clock.now);
    return {
      store,
      pipeline: createPipeline({ store, extract: async (article) => extractor.extract(article), now }),
      contextFor: (scope, asker) => ({
        store,
        knowledge,
        viewer: viewerOf(scope),
        now,
        ...(asker === undefined ? {} : { asker }),
      }),
    };
  };
  const seeded = await mkdtemp(path.join(tmpdir(), 'sitrep-seeded-'));
  const store = await openIn(seeded, Date.now);
  const { pipeline } = coreOf(store, { now: Date.now() });
  await seedStore({ store, pipeline, folder: 'seeds/articles' });
  await store.close();
  return { openIn, coreOf, seeded };
};

const PREPARED = prepare();
afterAll(async () => rm((await PREPARED).seeded, { recursive: true, force: true }));

export type World = {
  discord: LocalDiscord;
  core: Pick<Core, 'store' | 'pipeline' | 'contextFor'>;
  bot: Bot;
  updates: Updates;
  channel: string;
  clock: { now: number };
  /** Ends the bot and starts another over the same store. */
  restart(): Promise<void>;
  ingest(id: string, text: string): Promise<void>;
  /** Works until everything that is due within so many milliseconds is settled. */
  pass(milliseconds?: number): Promise<void>;
  /** What is posted in a channel apart from answers to commands. */
  posted(channel?: string): Message[];
  /** What the log says, each line with its fields. */
  log: Record<string, unknown>[];
  /** When the database of the one who sends is away. */
  outage: Outage;
};

const SETTLED = 2_000;

export const world = async (
  settings: DiscordSettings = {},
  rest: NonNullable<BotSettings<unknown>['rest']> = {},
): Promise<World> => {
  const { openIn, coreOf, seeded } = await PREPARED;
  const folder = await mkdtemp(path.join(tmpdir(), 'sitrep-updates-'));
  await cp(seeded, folder, { recursive: true });
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
  const log = createLog({ level: 'info', format: 'json', destination, colour: false, secrets: [] });
  const clock = { now: Date.now() };
  const outage: Outage = { calls: 0, from: Number.POSITIVE_INFINITY, lasts: 0 };
  const core = coreOf(await openIn(folder, () => clock.now), clock);
  onTestFinished(async () => {
    await core.store.close();
    await rm(folder, { recursive: true, force: true });
  });
  clock.now += 1;
  const discord = await discordForTest(settings);
  let turningOn: Promise<void> = Promise.resolve();
  const open = async (): Promise<{ bot: Bot; updates: Updates }> => {
    const bot = await startBot({
      token: discord.token,
      apiUrl: discord.apiUrl,
      guildId: null,
      commands,
      contextFor: (interaction) => {
        const asker = askerOf(interaction);
        return { ...core.contextFor(asker.scope, asker.userId), askedFrom: asker };
      },
      log,
      shards: 'auto',
      rest,
      questions: core.store.settings,
      onGuild: (guildId, sees) => {
        turningOn = turningOn.then(() => turnOnAgain(guildId, { store: core.store, log, now: () => clock.now, sees }));
      },
    });
    const updates = createUpdates({
      store: breakable(core.store, outage),
      contextFor: core.contextFor,
      ...bot.updates,
      console: false,
      now: () => clock.now,
      random: () => 0.5,
      log,
      pause: (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
    });
    return { bot, updates };
  };
  let { bot, updates } = await open();
  onTestFinished(() => bot.stop(1_000));
  return {
    discord,
    core,
    get bot() {
      return bot;
    },
    get updates() {
      return updates;
    },
    channel: discord.guilds[0]?.channels[0]?.id ?? '',
    clock,
    log: lines,
    outage,
    restart: async () => {
      await bot.stop(1_000);
      ({ bot, updates } = await open());
    },
    ingest: async (id, text) => {
      clock.now += 1;
      const { status } = await core.pipeline.ingest({
        id,
        text,
        title: null,
        url: null,
        source: 'Test',
        published: '2019-01-10',
      });
      expect(status).toBe('new');
    },
    pass: async (milliseconds = SETTLED) => {
      await turningOn;
      await updates.round();
      await updates.idle();
      clock.now += milliseconds;
      await updates.round();
      await updates.idle();
    },
    posted: (channel) =>
      discord
        .messages(channel ?? discord.guilds[0]?.channels[0]?.id ?? '')
        .filter(({ nonce }) => typeof nonce === 'string'),
  };
};

export const shown = (message: Message | null): string => textsOf(message ?? {}).join('\n');
export const button = (message: Message | null, label: string): string =>
  String(allComponents(message ?? {}).find((one) => one.label === label)?.custom_id);
