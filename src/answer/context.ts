/** What every question is asked with. `now` is passed in so that nothing depends on the clock. */
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Viewer } from '../model/scope.ts';
import type { Store } from '../store/store.ts';

export type AnswerContext = {
  store: Store;
  knowledge: Knowledge;
  viewer: Viewer;
  now: () => Date;
};
