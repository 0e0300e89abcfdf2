/** What every question is asked with. `now` is passed in so that nothing depends on the clock. */
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Asker } from '../model/asker.ts';
import type { Event } from '../model/event.ts';
import type { Viewer } from '../model/scope.ts';
import type { Store } from '../store/store.ts';

export type AnswerContext = {
  store: Store;
  knowledge: Knowledge;
  viewer: Viewer;
  now: () => Date;
  /** Who asks: a user's id; left out for the operator at the console. */
  asker?: string;
  /** What each action is called in ACLED and PLOVER, for correcting one; left out where nothing is corrected. */
  actions?: ReadonlyMap<string, Pick<Event, 'action' | 'eventType' | 'subEventType' | 'plover'>>;
  /** Who asks from where and may do what there, for the commands that depend on it. */
  askedFrom?: Asker;
};
