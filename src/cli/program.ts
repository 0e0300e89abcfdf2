/** The subcommands, their options, and how the program ends. What a subcommand needs is loaded when it runs. */
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type Config, parseConfig, readEnvironment, strayVariables } from '../config.ts';
import { createLog, type Log, redact, secretsOf } from '../log.ts';
import { Published } from '../model/article.ts';
import { type ConsoleIo, usesColour, writeLine } from './console-io.ts';
import type { Core, ExtractionPlace } from './core.ts';
import { EXPORT_FORMATS } from './export-formats.ts';
import { lineOf, STATUS, statusOf, UsageError } from './status.ts';

const day = (value: string): string => {
  if (!Published.safeParse(value).success || value.length !== 10) {
    throw new InvalidArgumentError('It must be a day such as 2018-09-20.');
  }
  return value;
};

const published = (value: string): string => {
  if (!Published.safeParse(value).success) {
    throw new InvalidArgumentError('It must be a date such as 2018-09-20 or an ISO timestamp.');
  }
  return value;
};

/** Any number, the same for everybody who compares scores. */
const BOOTSTRAP_SEED = 1;

const count = (value: string): number => {
  if (!/^\d{1,6}$/.test(value)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(value);
};

/** The configuration and the log that goes with it; what is wrong with the environment is said first. */
const settle = (io: ConsoleIo): { config: Config; log: Log } => {
  const environment = readEnvironment(io.environment, io.cwd);
  const config = parseConfig(environment, io.cwd);
  const log = createLog({
    level: config.logLevel,
    format: config.logFormat ?? (io.stderr.isTTY === true ? 'pretty' : 'json'),
    destination: io.stderr,
    colour: usesColour(io.stderr, io.environment),
    secrets: secretsOf(config),
  });
  for (const line of strayVariables(environment)) log.warn(line);
  return { config, log };
};

/** Runs `work` with an open core and closes it, whatever happens. */
const withCore = async (
  io: ConsoleIo,
  extraction: ExtractionPlace,
  work: (core: Core, config: Config) => Promise<number>,
): Promise<number> => {
  const { config, log } = settle(io);
  const { openCore } = await import('./core.ts');
  const core = await openCore(config, log, extraction);
  try {
    return await work(core, config);
  } finally {
    await core.close();
  }
};

type ExportChoice = Partial<import('./export.ts').ExportOptions> & { documents?: boolean };

/** The program's commands; `done` is called with the exit status of the one that ran. */
export const createProgram = (io: ConsoleIo, done: (status: number) => void): Command => {
  const program = new Command('sitrep')
    .description(
      'Who did what to whom, where, when and how certainly: the answers of conflict reports, with their sources.',
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: () => undefined,
      getOutHasColors: () => usesColour(io.stdout, io.environment),
    });
  const subcommand = (name: string, description: string): Command =>
    program.command(name).description(description).exitOverride();

  subcommand(
    'start',
    'the Discord bot where DISCORD_TOKEN is set, else the local console; with commands: answer them and end',
  )
    .argument('[commands...]', 'slash commands such as "/who-controls Suweida"')
    .action(async (lines: string[]) => {
      const { config, log } = settle(io);
      const { start } = await import('./start.ts');
      done(await start(config, log, io, lines));
    });

  subcommand('ask', 'answer slash commands without Discord')
    .argument('<commands...>', 'slash commands such as "/who-controls Suweida"')
    .option('--json', 'one Answer object a line')
    .action(async (lines: string[], { json = false }: { json?: boolean }) => {
      done(
        await withCore(io, 'here', async (core, config) => {
          const { fillFromSeeds } = await import('./core.ts');
          const { ask } = await import('./ask.ts');
          await fillFromSeeds(core, config, (line) => writeLine(io.stderr, `sitrep: ${line}`));
          return ask(core, lines, io, json);
        }),
      );
    });

  subcommand(
    'extract',
    'articles in JSONL on standard input to events in JSONL on standard output; touches no store',
  ).action(async () => {
    const { config } = settle(io);
    const { openExtractor } = await import('./core.ts');
    const { extractLines } = await import('./extract-lines.ts');
    const { extractor } = await openExtractor(config);
    done(await extractLines(io, extractor.extract));
  });

  subcommand('ingest', 'store articles and their events; one line of JSON for each on standard output')
    .argument('<sources...>', 'files (.txt, .md, .html, .jsonl), folders, http(s) addresses, or - for standard input')
    .addOption(
      new Option('--published <date>', 'day of publication of articles that do not say it').argParser(published),
    )
    .option('--source <name>', 'source of articles that do not say it')
    .option('--jsonl', 'read files and standard input as one JSON article a line')
    .option('--allow-private', 'fetch addresses that are not public as well, such as a server of your own network')
    .addOption(
      new Option(
        '--documents',
        'restore what export --documents wrote: articles as they are, reviews, subscriptions',
      ).conflicts(['published', 'source', 'jsonl', 'allowPrivate']),
    )
    .action(
      async (
        sources: string[],
        given: { published?: string; source?: string; jsonl?: boolean; allowPrivate?: boolean; documents?: boolean },
      ) => {
        const { jsonl = false, allowPrivate = false, documents = false, ...defaults } = given;
        if (documents) {
          done(
            await withCore(io, 'here', async (core) => {
              const { ingestDocuments } = await import('./archive.ts');
              return ingestDocuments(core, sources, io);
            }),
          );
          return;
        }
        done(
          await withCore(io, 'warm-threads', async (core) => {
            const { ingest } = await import('./ingest.ts');
            return ingest(core, sources, io, { defaults, jsonl, privateAddresses: allowPrivate });
          }),
        );
      },
    );

  subcommand('export', 'events out, with the columns of ACLED in the CSV')
    .addOption(new Option('--format <format>', 'what to write').choices(EXPORT_FORMATS))
    .option('--place <name>', 'only events there, places inside it included')
    .option('--actor <name>', 'only events by or against this actor, its members included')
    .addOption(new Option('--since <date>', 'from this day on').argParser(day))
    .addOption(new Option('--until <date>', 'up to this day').argParser(day))
    .addOption(
      new Option(
        '--documents',
        'the whole store instead, for ingest --documents: a backup, or a move to another engine',
      ).conflicts(['format', 'place', 'actor', 'since', 'until']),
    )
    .action(async ({ documents = false, format, ...filter }: ExportChoice) => {
      if (!documents && format === undefined)
        throw new UsageError(
          `say what to write: --format ${EXPORT_FORMATS.join('|')}, or --documents. See sitrep --help.`,
        );
      done(
        await withCore(io, 'here', async (core) => {
          if (format === undefined) {
            const { exportDocuments } = await import('./archive.ts');
            return exportDocuments(core, io);
          }
          const { exportEvents } = await import('./export.ts');
          await exportEvents(core, io, { format, ...filter });
          return STATUS.done;
        }),
      );
    });

  subcommand('eval', 'precision, recall and F1 with 95 % bootstrap intervals against labelled text')
    .argument('<files...>', 'labelled text, one JSON article with its "gold" events a line')
    .option('--json', 'the scores as one JSON array')
    .addOption(new Option('--worst <number>', 'how many of the worst articles to list').argParser(count).default(5))
    .action(async (files: string[], { json = false, worst }: { json?: boolean; worst: number }) => {
      const { config } = settle(io);
      const { openExtractor } = await import('./core.ts');
      const { evaluateFiles } = await import('./eval.ts');
      const { knowledge, extractor } = await openExtractor(config);
      done(
        await evaluateFiles(io, { files, json, worst, extract: extractor.extract, knowledge, seed: BOOTSTRAP_SEED }),
      );
    });

  subcommand('rebuild', "extract every stored article again with today's rules; the articles stay").action(async () => {
    done(
      await withCore(io, 'warm-threads', async (core) => {
        const { rebuild } = await import('./rebuild.ts');
        return rebuild(core, io);
      }),
    );
  });

  subcommand('deploy', 'register the slash commands with Discord; does nothing where nothing changed')
    .option('--guild <id>', 'in this server only, instead of DISCORD_GUILD_ID')
    .action(async ({ guild }: { guild?: string }) => {
      const given = guild === undefined ? io : { ...io, environment: { ...io.environment, DISCORD_GUILD_ID: guild } };
      const { config } = settle(given);
      const { deploy } = await import('./deploy.ts');
      await deploy(config, io);
      done(STATUS.done);
    });

  subcommand(
    'doctor',
    'check configuration, store, knowledge, token and permissions, and say how to mend what is wrong',
  ).action(async () => {
    const { doctor } = await import('./doctor.ts');
    done(await doctor(io));
  });
  return program;
};

/** Commander's message in the form of every other error line. */
const usageError = (error: CommanderError): UsageError => {
  const said = error.message
    .replace(/^error: /, '')
    .replace(/\s+/g, ' ')
    .trim();
  const end = /[.?!)]$/.test(said) ? '' : '.';
  return new UsageError(`${said}${end} See sitrep --help.`);
};

/** Runs the program; resolves with the exit status, after the one line on standard error that a failure gets. */
export const runProgram = async (args: readonly string[], io: ConsoleIo): Promise<number> => {
  let status: number = STATUS.done;
  const program = createProgram(io, (given) => {
    status = given;
  });
  try {
    if (args.length === 0)
      throw new UsageError(
        `say what to do: ${program.commands.map((each) => each.name()).join(', ')}. See sitrep --help.`,
      );
    await program.parseAsync([...args], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return STATUS.done;
    const known = error instanceof CommanderError ? usageError(error) : error;
    io.stderr.write(`${redact(lineOf(known), [])}\n`);
    if (/^(debug|trace)$/.test(io.environment.LOG_LEVEL ?? '') && known instanceof Error) {
      io.stderr.write(`${redact(known.stack ?? '', [])}\n`);
    }
    return statusOf(known);
  }
};
