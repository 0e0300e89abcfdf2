/** Who an article belongs to, and who may see it. */
import { z } from 'zod';

/** `shared` (the operator's seeds, files, feeds) or one guild's or one user's own. */
export const Scope = z.union([
  z.literal('shared'),
  z.templateLiteral(['guild:', z.string()]),
  z.templateLiteral(['user:', z.string()]),
]);
export type Scope = z.infer<typeof Scope>;

/**
 * Whose eyes a question is asked with: the scopes whose articles may be seen. Every query requires one, so that
 * a forgotten filter is a type error. `viewerOf('guild:1')` sees shared and guild 1, and nothing else.
 */
export type Viewer = { readonly scopes: readonly [Scope, ...Scope[]] };

export const SHARED_VIEWER: Viewer = { scopes: ['shared'] };

export const viewerOf = (scope: Scope): Viewer => (scope === 'shared' ? SHARED_VIEWER : { scopes: ['shared', scope] });
