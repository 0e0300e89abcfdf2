/** Reads the JSON files of seeds/knowledge and checks every row; what is wrong is named by file, row and field. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { shownValue, UserError, valueAt } from '../errors.ts';

const File = z.strictObject({
  provenance: z.string().min(1),
  licence: z.string().min(1),
  notes: z.union([z.string(), z.array(z.string())]).optional(),
  entries: z.array(z.unknown()),
});

/** A checked row and where it stands, for errors that are found later. */
export type Row<T> = { value: T; file: string; index: number };

/** How a row is named in an error: its id where it has one, else its position from 1. */
const rowName = (value: unknown, index: number): string => {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : null;
  return typeof id === 'string' ? `row ${index + 1} ("${id.slice(0, 60)}")` : `row ${index + 1}`;
};

/** The error for a wrong field: one line that names file, row and field and says how to mend it. */
export function rowError(
  row: { value: unknown; file: string; index: number },
  field: string,
  problem: string,
): UserError {
  const where = rowName(row.value, row.index);
  return new UserError('bad-knowledge', `${row.file}, ${where}, field "${field}": ${problem}`, {
    context: { file: row.file, row: row.index + 1, field },
  });
}

function problemOf(issue: z.core.$ZodIssue, within: unknown): string {
  if (issue.code === 'unrecognized_keys')
    return `no such field; remove "${issue.keys.join('", "')}" or correct its spelling`;
  const given = valueAt(within, issue.path);
  const what = issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
  return given === undefined ? what : `${what}; it is ${shownValue(given)}`;
}

/** The rows of one file, each checked against `schema`. */
export function readRows<S extends z.ZodType>(file: string, schema: S): Row<z.infer<S>>[] {
  const read = readJson(file);
  const parsed = File.safeParse(read);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.');
    throw new UserError(
      'bad-knowledge',
      `${file}, field "${field}": ${issue === undefined ? 'is wrong' : problemOf(issue, read)}; a knowledge file is an object with provenance, licence, optional notes, and entries`,
      { context: { file } },
    );
  }
  return parsed.data.entries.map((value, index) => {
    const row = schema.safeParse(value);
    if (row.success) return { value: row.data, file, index };
    const issue = row.error.issues[0];
    if (issue === undefined) throw rowError({ value, file, index }, '', 'is wrong');
    const field = issue.code === 'unrecognized_keys' ? issue.keys[0] : issue.path.join('.');
    throw rowError({ value, file, index }, field ?? '', problemOf(issue, value));
  });
}

/**
 * The rows of all `.json` files directly in a folder, in order of file name. Throws UserError for anything else that lies
 * there, which would be left out without a word; hidden files may.
 */
export function readFolder<S extends z.ZodType>(folder: string, schema: S): Row<z.infer<S>>[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (cause) {
    throw new UserError(
      'bad-knowledge',
      `${folder}: cannot be read; SITREP_SEEDS must name a folder with knowledge/ in it`,
      {
        cause,
        context: { folder },
      },
    );
  }
  const seen = names.filter((name) => !name.startsWith('.')).sort();
  const stray = seen.find((name) => !name.endsWith('.json'));
  if (stray !== undefined) {
    const file = join(folder, stray);
    throw new UserError(
      'bad-knowledge',
      `${file}: is no .json file, so nothing in it would be known; give its name the ending .json, or take it out of the folder`,
      { context: { file } },
    );
  }
  return seen.flatMap((name) => readRows(join(folder, name), schema));
}

function readJson(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new UserError(
      'bad-knowledge',
      `${file}: cannot be read; put the file back or set SITREP_SEEDS to a folder that has it`,
      {
        cause,
        context: { file },
      },
    );
  }
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replaceAll(/\s+/g, ' ') : 'is not JSON';
    throw new UserError(
      'bad-knowledge',
      `${file}: is no valid JSON (${reason}); mend the comma, quote or bracket there`,
      {
        cause,
        context: { file },
      },
    );
  }
}
