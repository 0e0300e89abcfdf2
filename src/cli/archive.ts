/** `sitrep export --documents` and `sitrep ingest --documents`: a whole store out and into another one, of whichever engine. */
import { createReadStream } from 'node:fs';
import { AppError, UserError } from '../errors.ts';
import { readLines } from '../ingest/lines.ts';
import { ARCHIVE_VERSION, ArchiveEnd, ArchiveHead, ArchiveRecord } from '../model/archive.ts';
import type { CommitStatus } from '../store/store.ts';
import { type ConsoleIo, writeLine } from './console-io.ts';
import type { Core } from './core.ts';
import { createProgress } from './progress.ts';
import { type Refused, refused, sayRefusals } from './refusals.ts';
import { lineOf, STATUS } from './status.ts';

/** What was extracted from the longest article takes many times its length. */
const MAX_LINE_BYTES = 256 * 1024 * 1024;

/** Writes everything there is; 1 where something was damaged and is missing, which is said on standard error. */
export const exportDocuments = async ({ store }: Core, io: ConsoleIo): Promise<number> => {
  let damaged = 0;
  let records = 0;
  await writeLine(
    io.stdout,
    JSON.stringify({ kind: 'sitrep-documents', version: ARCHIVE_VERSION } satisfies ArchiveHead),
  );
  const onDamaged = (error: Error): void => {
    damaged += 1;
    io.stderr.write(`${lineOf(error)}\n`);
  };
  const progress = createProgress(io, 'records');
  try {
    for await (const record of store.archive(onDamaged)) {
      await writeLine(io.stdout, JSON.stringify(record));
      records += 1;
      progress.step();
    }
  } finally {
    progress.stop();
  }
  await writeLine(io.stdout, JSON.stringify({ kind: 'end', records } satisfies ArchiveEnd));
  return damaged === 0 ? STATUS.done : STATUS.failed;
};

type RecordLine = { number: number; record: ArchiveRecord } | { number: number; error: UserError };
type Line = RecordLine | { end: ArchiveEnd };

/** The lines of an archive after its head. Throws `UserError` where it has none or one of a newer version. */
async function* linesOf(source: string, io: ConsoleIo): AsyncGenerator<Line> {
  const what = nameOf(source);
  let isHead = true;
  for await (const line of readLines(source === '-' ? io.stdin : createReadStream(source), MAX_LINE_BYTES)) {
    const value = 'text' in line ? jsonOrNull(line.text) : null;
    if (isHead) {
      checkHead(what, value);
      isHead = false;
      continue;
    }
    const end = ArchiveEnd.safeParse(value);
    const record = ArchiveRecord.safeParse(value);
    if (end.success) yield { end: end.data };
    // As it stands there, with what it holds besides.
    else if (record.success) yield { number: line.number, record: value as ArchiveRecord };
    else if ('error' in line) yield { number: line.number, error: line.error };
    else yield { number: line.number, error: wrongRecord(record.error.issues[0]) };
  }
  if (isHead) checkHead(what, null);
}

const nameOf = (source: string): string => (source === '-' ? 'Standard input' : source);

const jsonOrNull = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const checkHead = (what: string, value: unknown): void => {
  const head = ArchiveHead.safeParse(value);
  if (!head.success) {
    throw new UserError(
      'not-documents',
      `${what} was not written by export --documents. To read articles, leave --documents out.`,
    );
  }
  if (head.data.version > ARCHIVE_VERSION) {
    throw new UserError('documents-newer', `${what} was written by a newer version of Sitrep. Update Sitrep.`);
  }
};

const wrongRecord = (issue: { path: PropertyKey[]; message: string } | undefined): UserError =>
  new UserError(
    'damaged',
    `The line is no whole record (${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'wrong'}). Export it again.`,
  );

/** The lines of an archive, or a `UserError` for a file that cannot be read. */
async function* readable(source: string, lines: AsyncIterable<Line>): AsyncGenerator<Line> {
  try {
    yield* lines;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (cause instanceof AppError || code === undefined) throw cause;
    if (code === 'ENOENT') throw new UserError('not-found', `${source} does not exist: check the path.`, { cause });
    throw new UserError('unreadable', `${source} cannot be read as a file (${code}).`, { cause });
  }
}

/** What cannot be stored at all is wrong with the line; any other failure is the store's. */
const restored = async ({ store }: Core, line: RecordLine): Promise<CommitStatus | AppError> => {
  if ('error' in line) return line.error;
  try {
    return await store.restore(line.record);
  } catch (error) {
    if (error instanceof AppError && !(error instanceof UserError)) return error;
    throw error;
  }
};

/**
 * Puts the records of files, or of standard input (`-`), in. A line for each article and each refusal, after the article
 * is durable; how many of each kind there were is logged. 1 where a line was refused or an archive has no end.
 */
export const ingestDocuments = async (core: Core, sources: readonly string[], io: ConsoleIo): Promise<number> => {
  const refusals: Refused[] = [];
  const refuse = (id: string, error: AppError): Promise<void> => {
    const refusal = refused(id, error);
    refusals.push(refusal);
    return writeLine(io.stdout, JSON.stringify(refusal));
  };
  const kinds: Record<string, number> = {};
  const progress = createProgress(io, 'records');
  try {
    for (const source of sources) {
      let records = 0;
      let written: number | null = null;
      for await (const line of readable(source, linesOf(source, io))) {
        if ('end' in line) {
          written = line.end.records;
          continue;
        }
        records += 1;
        progress.step();
        const status = await restored(core, line);
        if (status instanceof AppError) await refuse(`line-${line.number}`, status);
        if ('error' in line || status instanceof AppError) continue;
        const { record } = line;
        kinds[record.kind] = (kinds[record.kind] ?? 0) + 1;
        if (record.kind !== 'article') continue;
        const { article, events } = record.document;
        await writeLine(io.stdout, JSON.stringify({ id: article.id, status, events: events.length }));
      }
      if (written !== records) await refuse('end', cutShort(nameOf(source), records, written));
    }
  } finally {
    progress.stop();
  }
  core.log.info(kinds, 'restored');
  if (refusals.length === 0) return STATUS.done;
  io.stderr.write(`sitrep: ${sayRefusals(refusals, 'line')}\n`);
  return STATUS.failed;
};

const cutShort = (source: string, read: number, written: number | null): UserError =>
  new UserError(
    'cut-short',
    written === null
      ? `${source} is cut short: its last line is missing after ${read} records, which are stored. Export it again for the rest.`
      : `${source} should hold ${written} records, but ${read} were read. Export it again.`,
  );
