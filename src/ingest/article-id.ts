/** Ids for articles that come without one: readable, and the same for the same article every time. */
import { createHash } from 'node:crypto';
import { contentHash } from './content-hash.ts';

const MAX_SLUG = 60;

/** Latin letters and digits of the words with hyphens between, at most 60 characters; empty where nothing is left. */
export const slugOf = (words: string): string =>
  words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, MAX_SLUG)
    .replace(/^-+|-+$/g, '');

const named = (words: string, hash: string): string => [slugOf(words) || 'article', hash].join('-');

const short = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** For a text that comes from nowhere in particular: the same text gives the same id. */
export const idOfText = (title: string | null, text: string): string =>
  named(title ?? '', contentHash(text).slice(0, 8));

/** For a file or an address: the same place gives the same id, so that what is changed there is an update. */
export const idOfLocation = (name: string, location: string): string => named(name, short(location));
