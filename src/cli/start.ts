/** `sitrep start`: the Discord bot where there is a token, else the local console. */
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { turnOnAgain } from '../updates/turn-off.ts';
import { ask } from './ask.ts';
import { runConsole } from './console.ts';
import { type ConsoleIo, writeLine } from './console-io.ts';
import { type Core, fillFromSeeds, loadCommands, openCore } from './core.ts';
import { STATUS } from './status.ts';
import { onStop } from './stop-signal.ts';

/** How long updates that are being sent, and then running answers, may take to finish when the bot is to stop. */
const DRAIN_MS = 3_500;

const runBot = async (
  core: Core,
  config: Config & { discordToken: string },
  stopped: Promise<string>,
): Promise<void> => {
  const { startBot } = await import('../discord/bot.ts');
  const { askerOf } = await import('../discord/asker.ts');
  const { startUpdates } = await import('./run-updates.ts');
  const { log } = core;
  let ending = false;
  let turningOn: Promise<void> = Promise.resolve();
  const starting = startBot({
    token: config.discordToken,
    apiUrl: config.discordApiUrl,
    guildId: config.discordGuildId,
    commands: await loadCommands(),
    contextFor: (interaction) => {
      const asker = askerOf(interaction);
      return { ...core.contextFor(asker.scope, asker.userId), askedFrom: asker };
    },
    log,
    shards: config.shards,
    questions: core.store.settings,
    onGuild: (guildId, sees) => {
      // One after another, since a bot is in many servers when it starts.
      turningOn = turningOn
        .then(() => (ending ? undefined : turnOnAgain(guildId, { store: core.store, log, now: Date.now, sees })))
        .catch((error: unknown) => log.error({ guild: guildId, err: error }, 'subscriptions were not turned on again'));
    },
  });
  const bot = await Promise.race([starting, stopped.then(() => null)]);
  if (bot === null) {
    // It cannot be called off while it logs in; the process ends without waiting for it.
    starting.then(
      (late) => late.stop(0),
      () => undefined,
    );
    return;
  }
  const updates = startUpdates(core, { ...bot.updates, console: false });
  const reason = await Promise.race([stopped, bot.failed]);
  log.info({ reason: typeof reason === 'string' ? reason : reason.code }, 'stopping');
  ending = true;
  await turningOn;
  if (!(await updates.stop(DRAIN_MS))) {
    log.warn({}, 'stopped before every update was settled; what is left is sent at the next start');
  }
  await bot.stop(DRAIN_MS);
  if (typeof reason !== 'string') throw reason;
};

/** Runs until the input ends, the commands given as arguments are answered, or a signal comes. */
export const start = async (config: Config, log: Log, io: ConsoleIo, lines: readonly string[]): Promise<number> => {
  const { discordToken } = config;
  const asBot = lines.length === 0 && discordToken !== null;
  const stop = onStop(process);
  const core = await openCore(config, log, asBot ? 'threads' : 'here');
  try {
    await fillFromSeeds(core, config, (line) => (asBot ? log.info(line) : writeLine(io.stderr, `sitrep: ${line}`)));
    if (lines.length > 0) return await ask(core, lines, io, false);
    if (asBot) await runBot(core, { ...config, discordToken }, stop.stopped);
    else await runConsole(core, io, stop.stopped);
    return STATUS.done;
  } finally {
    await core.close();
    stop.release();
  }
};
