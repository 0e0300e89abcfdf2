/** The key of an article's document: its scope and its id, so that one guild's article never overwrites another's. */
import type { Scope } from '../model/scope.ts';

export const articleKey = (scope: Scope, id: string): string =>
  `${scope.replaceAll('%', '%25').replaceAll('/', '%2F')}/${id}`;

/** Scope and id of a key that `articleKey` made. */
export function parseArticleKey(key: string): { scope: string; id: string } {
  const slash = key.indexOf('/');
  const scope = key.slice(0, slash).replaceAll('%2F', '/').replaceAll('%25', '%');
  return { scope, id: key.slice(slash + 1) };
}
