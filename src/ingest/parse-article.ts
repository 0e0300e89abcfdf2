/** Checks one article from outside and makes explicit what it leaves out. */
import { shownValue, UserError, valueAt } from '../errors.ts';
import { type Article, ArticleInput, MAX_ARTICLE_LENGTH } from '../model/article.ts';
import { idOfText } from './article-id.ts';

const refuse = (code: string, message: string): never => {
  throw new UserError(code, message);
};

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

/** The article that an object describes. Throws `UserError` with code `empty`, `too-large` or `invalid`. */
export const parseArticleInput = (value: unknown): ArticleInput => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse('invalid', 'An article must be a JSON object with a text, such as {"text":"…"}.');
  }
  const text = 'text' in value ? value.text : undefined;
  if (typeof text === 'string') {
    if (text.trim() === '') return refuse('empty', 'The article is empty: give it a text, or leave it out.');
    if (text.length > MAX_ARTICLE_LENGTH) {
      return refuse(
        'too-large',
        `The article has ${text.length} characters; the most that is accepted is ${MAX_ARTICLE_LENGTH}: split it.`,
      );
    }
  }
  const parsed = ArticleInput.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.') ?? '';
    const given = valueAt(value, issue?.path ?? []);
    if (given === undefined)
      return refuse('invalid', `"${field}" is missing: an article must have a text, such as {"text":"…"}.`);
    const why = issue?.message.replace(/^Invalid input: /, '') ?? 'invalid';
    return refuse('invalid', `"${field}" is wrong: ${why}; it is ${shownValue(given)}.`);
  }
  if (parsed.data.url && !/^https?:/i.test(parsed.data.url)) {
    return refuse(
      'invalid',
      `"url" is wrong: must begin with http:// or https://; it is ${shownValue(parsed.data.url)}.`,
    );
  }
  return parsed.data;
};

/** The article with an id (`fallbackId`, else one made of its text) and null for what nobody said. */
export const toArticle = (input: ArticleInput, fallbackId?: string): Article => ({
  id: input.id ?? fallbackId ?? idOfText(input.title ?? null, input.text),
  text: input.text,
  title: input.title ?? null,
  url: input.url ?? null,
  source: input.source ?? null,
  published: input.published ?? null,
});

/** The article on one line of JSONL. Throws `UserError`, with code `malformed` where the line is no JSON. */
export const parseArticleLine = (line: string): ArticleInput => {
  if (line.trim() === '')
    return refuse('empty', 'The line is empty: each line must hold one article as a JSON object.');
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw new UserError(
      'malformed',
      `The line is not JSON (${oneLine((cause as Error).message)}): write one object a line, such as {"text":"…"}.`,
      { cause },
    );
  }
  return parseArticleInput(value);
};

/** The id that a line gives, whatever else is wrong with it; null where it gives none. */
export const idOnLine = (line: string): string | null => {
  try {
    const parsed = ArticleInput.pick({ id: true }).safeParse(JSON.parse(line));
    return parsed.data?.id ?? null;
  } catch {
    return null;
  }
};
