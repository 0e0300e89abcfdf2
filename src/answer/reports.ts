/** The reports that an assessment weighs: control claims, and the fighting and movements around them. */
import { daysOf } from '../model/days.ts';
import type { EventQuery, StoredEvent } from '../model/record.ts';
import type { AnswerContext } from './context.ts';

/** How many of the newest claims, and of the newest reports on the fighting around them, are weighed. */
const CLAIMS = 100;
const FIGHTING = 40;
/** Of a place that has parts: the newest claims of all, those about the whole of it, and the newest on each part. */
const NEWEST = 40;
const WHOLE = 20;
const PARTS = 50;

const CONTEXT_TYPES = ['Battles', 'Explosions/Remote violence', 'deploy', 'establish-base', 'surrender', 'withdraw'];

/** So many of the newest at each of several places in any case: claims, and reports on the fighting. */
const CLAIMS_OF_EACH = 4;
const FIGHTING_OF_EACH = 2;

/** `cut` where there are more, older ones. */
export type Reports = { events: StoredEvent[]; cut: boolean };

type Asked = Pick<EventQuery, 'places' | 'types' | 'controlOnly' | 'itself' | 'each' | 'limit'>;

/**
 * The newest reports on a place and what lies in it: of all, and on each of its parts, so that what is quiet is not
 * forgotten for what is not. As of a date (EDTF), those of the days up to it, and those of which nobody knows the day.
 */
export async function reportsOn(
  { store, viewer, knowledge }: AnswerContext,
  place: string,
  asOf: string | null,
): Promise<Reports> {
  const until = daysOf(asOf)?.to;
  const days = until === undefined ? [{}] : [{ until }, { undated: true }];
  const queries = [
    ...claimsOn(
      place,
      knowledge.parts(place).map(({ id }) => id),
    ),
    { places: [place], types: CONTEXT_TYPES, limit: FIGHTING },
  ];
  const asked = queries.flatMap((query) => days.map((day) => ({ viewer, ...query, ...day })));
  const found = await Promise.all(asked.map((query) => store.events(query)));
  const byKey = new Map(found.flat().map((event) => [keyOf(event), event]));
  return { events: [...byKey.values()], cut: found.some((events, n) => events.length === asked[n]?.limit) };
}

function claimsOn(place: string, parts: readonly string[]): Asked[] {
  const claims = { places: [place], controlOnly: true };
  if (parts.length === 0) return [{ ...claims, limit: CLAIMS }];
  const first = parts.slice(0, PARTS);
  return [
    { ...claims, limit: NEWEST },
    { ...claims, itself: true, limit: WHOLE },
    { places: first, controlOnly: true, each: Math.ceil(PARTS / first.length), limit: 2 * PARTS },
  ];
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
