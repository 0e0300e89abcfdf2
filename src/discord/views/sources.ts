/** The articles an answer cites, numbered in the order in which it cites them. */
import type { Answer, Evidence } from '../../model/answer.ts';
import { escaped, linkTarget, shortened } from './escape.ts';
import { type Size, sizeOf } from './limits.ts';

export type Source = { key: string; number: number; line: string };

export type Sources = {
  /** The number that stands for an article in this answer, such as `[2]`. */
  label(evidence: Evidence): string;
  key(evidence: Evidence): string;
  lines: ReadonlyMap<string, string>;
  sizes: ReadonlyMap<string, Size>;
};

const LONGEST_TITLE = 80;
const LONGEST_NAME = 40;

/** `[1] Title · Source · 2018-09-20`, with the title as a link where there is an address that may be one. */
const lineOf = (number: number, { title, source, url, published }: Evidence): string => {
  const name = shortened(title ?? source ?? url ?? 'untitled article', LONGEST_TITLE) || 'untitled article';
  const target = url === null ? null : linkTarget(url);
  const parts = [
    target === null ? escaped(name) : `[${escaped(name)}](<${target}>)`,
    ...(source === null || title === null ? [] : [escaped(shortened(source, LONGEST_NAME))]),
    published === null ? 'no publication date' : `published ${escaped(published.slice(0, 10))}`,
  ];
  return `-# \\[${number}\\] ${parts.filter((part) => part !== '').join(' · ')}`;
};

/** Numbers every article of the answer's evidence. */
export const sourcesOf = (evidence: Answer['evidence']): Sources => {
  const numbers = new Map<string, number>();
  const lines = new Map<string, string>();
  for (const item of evidence) {
    if (numbers.has(item.articleId)) continue;
    const number = numbers.size + 1;
    numbers.set(item.articleId, number);
    lines.set(item.articleId, lineOf(number, item));
  }
  return {
    label: ({ articleId }) => `\\[${numbers.get(articleId) ?? 0}\\]`,
    key: ({ articleId }) => articleId,
    lines,
    sizes: new Map([...lines].map(([key, line]) => [key, sizeOf(line)])),
  };
};
