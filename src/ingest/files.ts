/** Articles of files and folders: `.txt`, `.md`, `.html` and `.jsonl`. */
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../errors.ts';
import { idOfLocation, slugOf } from './article-id.ts';
import { decodeHtml, decodeText } from './decode.ts';
import {
  articlesOfLines,
  type Defaults,
  htmlArticle,
  type Incoming,
  orRefusal,
  plainArticle,
  refuseTooLarge,
  withDefaults,
} from './incoming.ts';

export type FileOptions = {
  defaults?: Defaults;
  /** Read every file as JSONL, whatever it is called. */
  jsonl?: boolean;
};

const HTML = /\.x?html?$/i;
const JSONL = /\.(jsonl|ndjson)$/i;
const PLAIN = /\.(txt|text|md|markdown)$/i;

async function* articlesOfFile(file: string, id: string, options: FileOptions): AsyncGenerator<Incoming> {
  if (options.jsonl === true || JSONL.test(file)) {
    yield* articlesOfLines(createReadStream(file), options.defaults);
    return;
  }
  refuseTooLarge((await stat(file)).size, file);
  const bytes = await readFile(file);
  const article = HTML.test(file)
    ? htmlArticle(decodeHtml(bytes, file), { id })
    : plainArticle(decodeText(bytes, file), { id, name: nameOf(file) });
  yield { article: withDefaults(article, options.defaults) };
}

/** The file's name as words: `2018-09-20_hajin.txt` is "2018 09 20 hajin". */
const nameOf = (file: string): string =>
  path
    .basename(file)
    .replace(/\.[^.]+$/, '')
    .replace(/[-_]+/g, ' ')
    .trim();

/** The files below a folder that may hold articles, in the order of their names; hidden ones are left out. */
const filesBelow = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => !entry.isDirectory() && [HTML, JSONL, PLAIN].some((kind) => kind.test(entry.name)))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter(
      (file) =>
        !path
          .relative(folder, file)
          .split(path.sep)
          .some((part) => part.startsWith('.')),
    )
    .sort();
};

/** The articles of a file, or of every file below a folder. What cannot be read is refused, and the rest goes on. */
export async function* articlesOfPath(place: string, options: FileOptions): AsyncGenerator<Incoming> {
  const files = (await stat(place)).isDirectory() ? await filesBelow(place) : [place];
  if (files.length === 0)
    throw new UserError('empty', `${place} holds no .txt, .md, .html or .jsonl file: name a folder that does.`);
  for (const file of files) {
    const id = idOfLocation(nameOf(file), path.resolve(file));
    yield* orRefusal(file, file, () => articlesOfFile(file, id, options));
  }
}

/**
 * The articles of a seeds folder, with ids that are the same on every machine: the file's path inside the folder.
 * A folder that does not exist holds none.
 */
export async function* articlesOfSeeds(folder: string): AsyncGenerator<Incoming> {
  const files = await filesBelow(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const file of files) {
    const id = slugOf(path.relative(folder, file).replace(/\.[^.]+$/, '')) || 'article';
    yield* orRefusal(file, file, () => articlesOfFile(file, id, {}));
  }
}
