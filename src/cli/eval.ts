/** `sitrep eval`: scores the extractor against labelled text, one report a file. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../errors.ts';
import { type EvaluateInput, type Evaluation, evaluate } from '../evaluate/evaluate.ts';
import { parseLabelledText } from '../evaluate/labelled-text.ts';
import { report } from '../evaluate/report.ts';
import { type ConsoleIo, writeLine } from './console-io.ts';
import { STATUS } from './status.ts';

export type EvalSettings = Pick<EvaluateInput, 'extract' | 'knowledge' | 'seed'> & {
  files: readonly string[];
  json: boolean;
  /** How many of the worst articles of each file are listed. */
  worst: number;
};

/**
 * Writes a table for each file, or with `json` one array of `{ file, …Evaluation }`. 1 where the extractor failed on an
 * article, else 0. Throws `UserError` for a file that cannot be read or is labelled wrongly.
 */
export const evaluateFiles = async (io: Pick<ConsoleIo, 'stdout' | 'cwd'>, settings: EvalSettings): Promise<number> => {
  const { files, json, worst, ...ports } = settings;
  const evaluations: ({ file: string } & Evaluation)[] = [];
  for (const file of files) {
    const lines = parseLabelledText(await readText(path.resolve(io.cwd, file), file), file);
    const evaluation = evaluate({ ...ports, lines });
    evaluations.push({ file, ...evaluation, worst: evaluation.worst.slice(0, worst) });
    if (!json) await writeLine(io.stdout, `${report(evaluation, { title: path.basename(file), worst })}\n`);
  }
  if (json) await writeLine(io.stdout, JSON.stringify(evaluations));
  return evaluations.some(({ failures }) => failures.length > 0) ? STATUS.failed : STATUS.done;
};

const readText = async (file: string, name: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : String(code);
    throw new UserError('unreadable', `${name} cannot be read: ${why}.`, { cause });
  }
};
