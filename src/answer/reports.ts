/** The reports that an assessment weighs: control claims, and the fighting and movements around them. */
import { daysOf } from '../model/days.ts';
import type { StoredEvent } from '../model/record.ts';
import type { AnswerContext } from './context.ts';

/** How many of the newest claims, and of the newest reports on the fighting around them, are weighed. */
const CLAIMS = 150;
const FIGHTING = 60;

const CONTEXT_TYPES = ['Battles', 'Explosions/Remote violence', 'deploy', 'establish-base', 'surrender', 'withdraw'];

/** `cut` where there are more, older ones. */
export type Reports = { events: StoredEvent[]; cut: boolean };

/**
 * The newest reports on places and what lies in them. As of a date (EDTF), those of the days up to it, and those of which
 * nobody knows the day.
 */
export async function reportsOn(
  { store, viewer }: AnswerContext,
  places: readonly string[],
  asOf: string | null,
): Promise<Reports> {
  const queries = [
    { controlOnly: true, limit: CLAIMS },
    { types: CONTEXT_TYPES, limit: FIGHTING },
  ];
  const until = daysOf(asOf)?.to;
  const days = until === undefined ? [{}] : [{ until }, { undated: true }];
  const asked = queries.flatMap((query) => days.map((day) => ({ viewer, places, ...query, ...day })));
  const found = await Promise.all(asked.map((query) => store.events(query)));
  const byKey = new Map(found.flat().map((event) => [`${event.articleId}\n${event.id}`, event]));
  return { events: [...byKey.values()], cut: found.some((events, n) => events.length === asked[n]?.limit) };
}
