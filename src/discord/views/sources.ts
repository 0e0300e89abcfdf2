/** Numbers of quotes, and the lines that say which article each stands in. */
import type { Answer, Evidence } from '../../model/answer.ts';
import { escaped, linkTarget, shortened } from './escape.ts';
import { type Size, sizeOf } from './limits.ts';

const LONGEST_TITLE = 80;
const LONGEST_NAME = 40;

/** Ascending numbers with runs joined: `1–3, 7`. */
const runs = (numbers: readonly number[]): string => {
  const found: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last !== undefined && last.to === number - 1) last.to = number;
    else found.push({ from: number, to: number });
  }
  return found.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
};

/** The numbers of quotes in brackets, as a statement or source line carries them. */
export const label = (numbers: readonly number[]): string => `\\[${runs(numbers)}\\]`;

/** `Title · Source · published 2018-09-20`, with the title as a link where there is an address that may be one. */
const describe = ({ title, source, url, published }: Evidence): string => {
  const name = shortened(title ?? source ?? url ?? '', LONGEST_TITLE) || 'untitled article';
  const target = url === null ? null : linkTarget(url);
  const parts = [
    target === null ? escaped(name) : `[${escaped(name)}](<${target}>)`,
    source === null || title === null ? '' : escaped(shortened(source, LONGEST_NAME)),
    published === null ? 'no publication date' : `published ${escaped(published.slice(0, 10))}`,
  ];
  return parts.filter((part) => part !== '').join(' · ');
};

export type Sources = {
  /** What each article's line takes without its numbers. */
  sizes: ReadonlyMap<string, Size>;
  /** The line of an article that says which quotes are from it. */
  line(article: string, numbers: readonly number[]): string;
};

/** The articles of an answer's evidence. */
export const sourcesOf = (evidence: Answer['evidence']): Sources => {
  const lines = new Map<string, string>();
  for (const item of evidence) if (!lines.has(item.articleId)) lines.set(item.articleId, describe(item));
  return {
    sizes: new Map([...lines].map(([article, line]) => [article, sizeOf(line)])),
    line: (article, numbers) => `-# ${label(numbers)} ${lines.get(article) ?? ''}`,
  };
};
