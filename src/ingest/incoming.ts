/** One article on its way in, or what is wrong with the thing that was to be one. */
import { UserError } from '../errors.ts';
import { type Article, MAX_ARTICLE_LENGTH } from '../model/article.ts';
import { articleOfHtml } from './html-article.ts';
import { readLines } from './lines.ts';
import { idOnLine, parseArticleInput, parseArticleLine, toArticle } from './parse-article.ts';
import { titleOfText } from './title.ts';

/** `id` of a refusal says which thing it was. */
export type Incoming = { article: Article } | { id: string; error: UserError };

/** What applies to articles that do not say it themselves. */
export type Defaults = { published?: string; source?: string };

/** UTF-8 takes at most three bytes for one UTF-16 code unit, UTF-16 two. */
const MAX_BYTES = 3 * MAX_ARTICLE_LENGTH;

/** Throws `UserError` with code `too-large` where one article would have more bytes than any may have. */
export const refuseTooLarge = (bytes: number, what: string): void => {
  if (bytes <= MAX_BYTES) return;
  throw new UserError(
    'too-large',
    `${what} has more than ${MAX_BYTES} bytes, the most that one article may have: split it.`,
  );
};

/** Anything thrown while reading `what`, as a mistake in one line; bugs are thrown on. */
const asUserError = (error: unknown, what: string): UserError => {
  if (error instanceof UserError) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return new UserError('not-found', `${what} does not exist: check the path.`, { cause: error });
  if (code === undefined) throw error;
  return new UserError('unreadable', `${what} cannot be read (${code}): check its permissions.`, { cause: error });
};

/** What `read` gives; what it throws comes as a refusal under this id, so that the rest goes on. */
export async function* orRefusal(
  id: string,
  what: string,
  read: () => AsyncIterable<Incoming>,
): AsyncGenerator<Incoming> {
  try {
    yield* read();
  } catch (error) {
    yield { id, error: asUserError(error, what) };
  }
}

/** The article with the defaults for what it does not say. */
export const withDefaults = (article: Article, { published, source }: Defaults = {}): Article => ({
  ...article,
  published: article.published ?? published ?? null,
  source: article.source ?? source ?? null,
});

/** The articles of JSONL; a line that is wrong is refused under its id, or as `line-N` where it has none. */
export async function* articlesOfLines(
  chunks: AsyncIterable<Uint8Array>,
  defaults?: Defaults,
): AsyncGenerator<Incoming> {
  for await (const line of readLines(chunks)) {
    try {
      if ('error' in line) throw line.error;
      yield { article: withDefaults(toArticle(parseArticleLine(line.text)), defaults) };
    } catch (error) {
      const id = ('text' in line ? idOnLine(line.text) : null) ?? `line-${line.number}`;
      yield { id, error: asUserError(error, `Line ${line.number}`) };
    }
  }
}

/** An article of plain text, titled by its heading, else by `name`. */
export const plainArticle = (text: string, { id, name, url }: { id?: string; name?: string; url?: string }): Article =>
  toArticle(parseArticleInput({ text, title: titleOfText(text) ?? name, url }), id);

/** The article of a page. */
export const htmlArticle = (html: string, { id, url }: { id: string; url?: string }): Article =>
  toArticle(parseArticleInput({ ...articleOfHtml(html), url }), id);
