/** The reports that an assessment weighs: control claims, and the fighting and movements around them. */
import { daysOf } from '../model/days.ts';
import type { StoredEvent } from '../model/record.ts';
import type { AnswerContext } from './context.ts';

/** How many of the newest claims, and of the newest reports on the fighting around them, are weighed. */
const CLAIMS = 150;
const FIGHTING = 60;

const CONTEXT_TYPES = ['Battles', 'Explosions/Remote violence', 'deploy', 'establish-base', 'surrender', 'withdraw'];

/** So many of the newest at each of several places in any case: claims, and reports on the fighting. */
const CLAIMS_OF_EACH = 4;
const FIGHTING_OF_EACH = 2;

/** `cut` where there are more, older ones. */
export type Reports = { events: StoredEvent[]; cut: boolean };

/**
 * The newest reports on a place and what lies in it. As of a date (EDTF), those of the days up to it, and those of which
 * nobody knows the day.
 */
export async function reportsOn(
  { store, viewer }: AnswerContext,
  place: string,
  asOf: string | null,
): Promise<Reports> {
  const queries = [
    { controlOnly: true, limit: CLAIMS },
    { types: CONTEXT_TYPES, limit: FIGHTING },
  ];
  const until = daysOf(asOf)?.to;
  const days = until === undefined ? [{}] : [{ until }, { undated: true }];
  const asked = queries.flatMap((query) => days.map((day) => ({ viewer, places: [place], ...query, ...day })));
  const found = await Promise.all(asked.map((query) => store.events(query)));
  const byKey = new Map(found.flat().map((event) => [keyOf(event), event]));
  return { events: [...byKey.values()], cut: found.some((events, n) => events.length === asked[n]?.limit) };
}

/** The newest reports on each of some places, not on what lies in them. */
export async function reportsOnEach(
  { store, viewer }: AnswerContext,
  places: readonly string[],
): Promise<readonly StoredEvent[]> {
  const at = { viewer, places, itself: true };
  const each = (least: number, of: number): number => Math.max(least, Math.ceil(of / places.length));
  const found = await Promise.all([
    store.events({ ...at, controlOnly: true, each: each(CLAIMS_OF_EACH, CLAIMS) }),
    store.events({ ...at, types: CONTEXT_TYPES, firstOnly: true, each: each(FIGHTING_OF_EACH, FIGHTING) }),
  ]);
  return [...new Map(found.flat().map((event) => [keyOf(event), event])).values()];
}

const keyOf = ({ articleId, id }: StoredEvent): string => `${articleId}\n${id}`;
