/** `sitrep doctor`: looks at everything the program needs, and says how to mend what is wrong. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { reportsOfEvents } from '../answer/incident-words.ts';
import { type Config, type Environment, parseConfig, readEnvironment, strayVariables } from '../config.ts';
import { viewerOf } from '../model/scope.ts';
import { type ConsoleIo, usesColour, writeLine } from './console-io.ts';
import { harmless } from './console-view.ts';
import { knowledgeSettings } from './core.ts';
import { discordFindings } from './doctor-discord.ts';
import { STATUS } from './status.ts';

/** `wrong` has to be mended before the program can do its work; `warning` should be looked at. */
export type Finding = { level: 'ok' | 'warning' | 'wrong'; what: string };

const ok = (what: string): Finding => ({ level: 'ok', what });
const wrong = (what: string, error: unknown): Finding => ({
  level: 'wrong',
  what: `${what}: ${error instanceof Error ? error.message : String(error)}`,
});

const nodeFinding = (version: string): Finding => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return ok(`Node ${version}`);
  return { level: 'wrong', what: `Node ${version} is too old: install Node 20.19 or newer, best 24` };
};

async function* storeFindings(config: Config): AsyncGenerator<Finding> {
  const { openStore } = await import('../store/open-store.ts');
  const { databaseUrl, dataDir } = config;
  try {
    const store = await openStore(databaseUrl === null ? { dataDir } : { databaseUrl });
    try {
      const { articles, events } = await store.counts(viewerOf('shared'));
      yield ok(
        `store ${store.location}: ${articles} ${articles === 1 ? 'article' : 'articles'}, ${reportsOfEvents(events)}`,
      );
    } finally {
      await store.close();
    }
  } catch (error) {
    yield wrong('store', error);
  }
}

async function* seedFindings(config: Config): AsyncGenerator<Finding> {
  const { loadKnowledge } = await import('../knowledge/load-knowledge.ts');
  const settings = knowledgeSettings(config);
  try {
    const { actors, places } = loadKnowledge(settings);
    yield ok(`knowledge ${settings.folder}: ${actors.size} actors, ${places.size} places`);
  } catch (error) {
    yield wrong('knowledge', error);
  }
  const articles = path.join(config.seeds, 'articles');
  if (existsSync(articles)) yield ok(`seeds ${articles}`);
  else yield { level: 'warning', what: `seeds: there is no folder ${articles}, so a new store starts empty` };
}

async function* findings(environment: Environment, cwd: string): AsyncGenerator<Finding> {
  yield nodeFinding(process.versions.node);
  let config: Config;
  try {
    const all = readEnvironment(environment, cwd);
    config = parseConfig(all, cwd);
    for (const what of strayVariables(all)) yield { level: 'warning', what };
    yield ok('configuration');
  } catch (error) {
    yield wrong('configuration', error);
    return;
  }
  yield* seedFindings(config);
  yield* storeFindings(config);
  yield* discordFindings(config);
}

/** Writes one line for each thing looked at; 1 where something is wrong. */
export const doctor = async (io: ConsoleIo): Promise<number> => {
  const { createColors } = await import('picocolors').then((module) => module.default);
  const { green, yellow, red } = createColors(usesColour(io.stdout, io.environment));
  const mark = { ok: green('ok     '), warning: yellow('warning'), wrong: red('wrong  ') };
  let status: number = STATUS.done;
  for await (const { level, what } of findings(io.environment, io.cwd)) {
    if (level === 'wrong') status = STATUS.failed;
    await writeLine(io.stdout, `${mark[level]}  ${harmless(what)}`);
  }
  return status;
};
