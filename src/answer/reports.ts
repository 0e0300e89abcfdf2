/** The reports that an assessment weighs: control claims, and the fighting and movements around them. */
import { daysOf } from '../model/days.ts';
import type { EventQuery, StoredEvent } from '../model/record.ts';
import type { AnswerContext } from './context.ts';

/** How many of the newest reports are weighed; what is older decides nothing that these leave open. */
const WEIGHED = 1000;

const CONTEXT_TYPES = ['Battles', 'Explosions/Remote violence', 'deploy', 'establish-base', 'surrender', 'withdraw'];

/** `cut` where there are more, older ones. */
export type Reports = { events: StoredEvent[]; cut: boolean };

/** The newest reports on places and what lies in them, as of a date (EDTF) where one is given. */
export async function reportsOn(
  { store, viewer }: AnswerContext,
  places: readonly string[],
  asOf: string | null,
): Promise<Reports> {
  const ask = (query: Partial<EventQuery>): Promise<StoredEvent[]> =>
    store.events({ viewer, places, order: 'newest', limit: WEIGHED, ...query });
  const queries: Partial<EventQuery>[] = [{ controlOnly: true }, { types: CONTEXT_TYPES }];
  const found = await Promise.all(queries.map(ask));
  const cut = found.some((events) => events.length === WEIGHED);
  // Where there is too much to read it all, the newest reports up to the day asked for are read besides.
  const until = daysOf(asOf)?.to;
  const earlier = cut && until !== undefined ? await Promise.all(queries.map((query) => ask({ ...query, until }))) : [];
  const byKey = new Map([...found, ...earlier].flat().map((event) => [`${event.articleId}\n${event.id}`, event]));
  return { events: [...byKey.values()], cut };
}
