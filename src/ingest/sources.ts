/** What a person may name to be read — a file, a folder, an address, standard input — as a stream of articles. */
import { UserError } from '../errors.ts';
import { idOfLocation } from './article-id.ts';
import { decodeHtml, decodeText } from './decode.ts';
import type { Page } from './fetch-page.ts';
import { articlesOfPath, type FileOptions } from './files.ts';
import {
  articlesOfLines,
  htmlArticle,
  type Incoming,
  orRefusal,
  plainArticle,
  refuseTooLarge,
  withDefaults,
} from './incoming.ts';

export type SourceOptions = FileOptions & {
  fetchPage: (address: string) => Promise<Page>;
  stdin: AsyncIterable<Uint8Array>;
};

async function* articlesOfAddress(address: string, { fetchPage, defaults }: SourceOptions): AsyncGenerator<Incoming> {
  const { url, mediaType, charset, bytes } = await fetchPage(address);
  const { hostname, pathname } = new URL(url);
  const site = hostname.replace(/^www\./, '');
  const from = { id: idOfLocation(site + pathname, url), url };
  const article = /html/.test(mediaType)
    ? htmlArticle(decodeHtml(bytes, address, charset), from)
    : plainArticle(decodeText(bytes, address), from);
  yield { article: withDefaults(withDefaults(article, defaults), { source: site }) };
}

async function* articlesOfInput({ stdin, jsonl, defaults }: SourceOptions): AsyncGenerator<Incoming> {
  if (jsonl === true) {
    yield* articlesOfLines(stdin, defaults);
    return;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stdin) {
    length += chunk.length;
    refuseTooLarge(length, 'Standard input');
    chunks.push(chunk);
  }
  const text = decodeText(Buffer.concat(chunks), 'Standard input');
  if (/^\s*\{\s*"/.test(text)) {
    throw new UserError('malformed', 'Standard input looks like JSONL, not like an article: add --jsonl.');
  }
  yield { article: withDefaults(plainArticle(text, {}), defaults) };
}

const reader = (source: string) => {
  if (source === '-') return articlesOfInput;
  if (/^https?:\/\//i.test(source)) return (options: SourceOptions) => articlesOfAddress(source, options);
  return (options: SourceOptions) => articlesOfPath(source, options);
};

/** Everything that `source` holds: a file, a folder, an http(s) address, or `-`. What is wrong comes as a refusal. */
export const articlesOf = (source: string, options: SourceOptions): AsyncGenerator<Incoming> =>
  orRefusal(source, source === '-' ? 'Standard input' : source, () => reader(source)(options));
