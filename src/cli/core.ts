/** Puts the parts together that every subcommand with a store needs. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { AnswerContext } from '../answer/context.ts';
import { incidentWorldOf } from '../answer/world.ts';
import { incidentRules } from '../assess/match-reports.ts';
import { type Config, shippedSeeds } from '../config.ts';
import type { Command } from '../discord/command.ts';
import { loadActions } from '../extract/actions.ts';
import type { Extractor } from '../extract/extract.ts';
import type { WorkerSettings } from '../extract/worker.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Log } from '../log.ts';
import type { Asker } from '../model/asker.ts';
import { type Scope, viewerOf } from '../model/scope.ts';
import { CONSOLE_CHANNEL } from '../model/subscription.ts';
import { createPipeline, type Extract, type Pipeline, seedStore } from '../pipeline.ts';
import type { Store } from '../store/store.ts';

/**
 * Where extraction runs: in this thread; in threads of its own, opened when the first article comes; or in threads that
 * get ready while everything else is opened, where articles are certain to come.
 */
export type ExtractionPlace = 'here' | 'threads' | 'warm-threads';

export type Core = {
  log: Log;
  knowledge: Knowledge;
  store: Store;
  pipeline: Pipeline;
  /** What questions are answered from; `asker` is a user's id, left out for the operator. */
  contextFor(scope: Scope, asker?: string): AnswerContext;
  /** For somebody at the console, who may do everything there. */
  consoleContext(): AnswerContext;
  close(): Promise<void>;
};

/** Where knowledge is: in the seeds folder, else what comes with the program. */
export const knowledgeSettings = ({ seeds, gazetteers }: Pick<Config, 'seeds' | 'gazetteers'>): WorkerSettings => {
  const own = path.join(seeds, 'knowledge');
  return { folder: existsSync(own) ? own : path.join(shippedSeeds(), 'knowledge'), gazetteers };
};

/** The number of extraction threads that leaves a core for everything else. */
const threadCount = (): number => Math.max(1, availableParallelism() - 1);

type Extraction = { extract: Extract; close(): Promise<void> };

const extractHere = (knowledge: Knowledge, folder: string): Extraction => {
  let opened: Promise<Extractor> | null = null;
  const extractor = (): Promise<Extractor> => {
    opened ??= import('../extract/extract.ts').then(({ createExtractor }) => createExtractor({ knowledge, folder }));
    return opened;
  };
  return { extract: async (article) => (await extractor()).extract(article), close: async () => undefined };
};

const extractInThreads = async (settings: WorkerSettings, warm: boolean): Promise<Extraction> => {
  const { createExtractionThreads, openExtractionThread } = await import('./extraction-threads.ts');
  const threads = createExtractionThreads({ threads: threadCount(), open: () => openExtractionThread(settings) });
  if (warm) threads.warmUp();
  return threads;
};

const AT_CONSOLE: Asker = {
  userId: CONSOLE_CHANNEL,
  scope: 'shared',
  guildId: null,
  channel: { id: CONSOLE_CHANNEL, name: 'the console', kind: 'console' },
  mayManage: true,
  botLacks: [],
};

/** Knowledge, store and pipeline, ready for use. The store is not filled from the seeds yet. `clock` is milliseconds since 1970. */
export const openCore = async (
  config: Config,
  log: Log,
  extraction: ExtractionPlace,
  clock: () => number = Date.now,
): Promise<Core> => {
  const settings = knowledgeSettings(config);
  const threads = extraction === 'here' ? null : await extractInThreads(settings, extraction === 'warm-threads');
  const { loadKnowledge } = await import('../knowledge/load-knowledge.ts');
  const { openStore } = await import('../store/open-store.ts');
  const knowledge = loadKnowledge(settings);
  const store = await openStore({
    ...(config.databaseUrl === null ? { dataDir: config.dataDir } : { databaseUrl: config.databaseUrl }),
    ancestors: (placeId) => knowledge.ancestors(placeId).map(({ id }) => id),
    incidents: incidentRules(incidentWorldOf(knowledge)),
    now: clock,
  });
  const { extract, close } = threads ?? extractHere(knowledge, settings.folder);
  const actions = loadActions(settings.folder);
  const now = () => new Date(clock());
  const contextFor: Core['contextFor'] = (scope, asker) => ({
    store,
    knowledge,
    viewer: viewerOf(scope),
    now,
    actions,
    ...(asker === undefined ? {} : { asker }),
  });
  return {
    log,
    knowledge,
    store,
    pipeline: createPipeline({ store, extract, now }),
    contextFor,
    consoleContext: () => ({ ...contextFor('shared'), askedFrom: AT_CONSOLE }),
    close: async () => {
      await close();
      await store.close();
    },
  };
};

/** Every slash command; apart from the core, because only those who answer need them. */
export const loadCommands = async (): Promise<readonly Command<AnswerContext>[]> =>
  (await import('../../commands/index.ts')).commands;

/** Fills an empty store from the seeds, and says so in a line where the log takes news. */
export const fillFromSeeds = async (
  { store, pipeline, log }: Core,
  { seeds }: Config,
  say: (line: string) => unknown = () => undefined,
): Promise<void> => {
  const folder = path.join(seeds, 'articles');
  const seeded = await seedStore({ store, pipeline, folder });
  if (seeded === null || seeded.articles === 0 || !log.isLevelEnabled('info')) return;
  const { articles } = seeded;
  await say(
    `The store was empty; ${articles} ${articles === 1 ? 'article' : 'articles'} of ${folder} ${articles === 1 ? 'is' : 'are'} in it now.`,
  );
};

/** Knowledge and extraction without a store. */
export const openExtractor = async (config: Config): Promise<{ knowledge: Knowledge; extractor: Extractor }> => {
  const { loadKnowledge } = await import('../knowledge/load-knowledge.ts');
  const { createExtractor } = await import('../extract/extract.ts');
  const settings = knowledgeSettings(config);
  const knowledge = loadKnowledge(settings);
  return { knowledge, extractor: createExtractor({ knowledge, folder: settings.folder }) };
};
