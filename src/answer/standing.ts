/** How a step in what is known changes who holds a place: before it, after it, and in few words. */
import { type Assessment, assessPlace } from '../assess/assess-place.ts';
import { isAttack } from '../assess/context.ts';
import type { Standing } from '../model/delivery.ts';
import type { StoredEvent } from '../model/record.ts';
import type { PlaceRef } from '../model/ref.ts';
import type { AnswerContext } from './context.ts';
import { todayOf } from './parameters.ts';
import { reportsOn } from './reports.ts';
import { sinceWords } from './wording/dates.ts';
import { placeName } from './wording/places.ts';
import { sentence } from './wording/say-event.ts';
import { standWords } from './wording/say-turn.ts';
import { worldOf } from './world.ts';

/** A place whose holder events may change, and these events. */
export type Touched = { place: PlaceRef; events: StoredEvent[] };

/** The places that control claims and ground fighting are about; what is only near a place changes nothing there. */
export function touchedBy(events: readonly StoredEvent[], { knowledge }: Pick<AnswerContext, 'knowledge'>): Touched[] {
  const { isRegion } = worldOf(knowledge);
  const touched = new Map<string, Touched>();
  for (const event of events) {
    const fought = isAttack(event) && event.place !== null && !isRegion(event.place.id) ? event.place : null;
    const place = event.control?.place ?? fought;
    if (place === null || place.relation !== 'in') continue;
    const known = touched.get(place.id);
    if (known === undefined) touched.set(place.id, { place, events: [event] });
    else known.events.push(event);
  }
  return [...touched.values()];
}

export type Step = {
  place: PlaceRef;
  before: Standing;
  after: Standing;
  /** Ids of all who hold or contest the place before or after, and of what they are members of. */
  sides: ReadonlySet<string>;
};

/** Weighs reports on a place; the same reports as the time before are not weighed again. */
type Weigh = (events: readonly StoredEvent[]) => Assessment;

function weigherAt(context: AnswerContext, place: PlaceRef): Weigh {
  const world = worldOf(context.knowledge);
  const today = todayOf(context);
  let last: { events: readonly StoredEvent[]; assessment: Assessment } | null = null;
  return (events) => {
    const isSame = last?.events.length === events.length && events.every((event, n) => event === last?.events[n]);
    if (last === null || !isSame)
      last = { events, assessment: assessPlace({ place, events, asOf: null, today, world }) };
    return last.assessment;
  };
}

/**
 * From who holds a place by what was known before to who does by what is known after; null where that is the same and is
 * no surer than before.
 */
export function stepAt(
  { knowledge }: Pick<AnswerContext, 'knowledge'>,
  place: PlaceRef,
  { was, is, weigh }: { was: readonly StoredEvent[]; is: readonly StoredEvent[]; weigh: Weigh },
): Step | null {
  const [before, after] = [weigh(was), weigh(is)];
  if (keyOf(before) === keyOf(after) && before.confidence.level === after.confidence.level) return null;
  const refs = [before, after].flatMap(({ holder, challengers }) => [
    ...(holder === null ? [] : [holder]),
    ...challengers,
  ]);
  return {
    place,
    before: standing(before, knowledge),
    after: standing(after, knowledge),
    sides: new Set(refs.flatMap(({ id }) => [id, ...knowledge.lineage(id).map((above) => above.id)])),
  };
}

/** Who holds a place by what is known to whoever is told of it: what still waits in the outbox is a step of its own. */
export async function standingNow(context: AnswerContext, place: PlaceRef): Promise<Standing> {
  const { events, waiting, weigh } = await knownAt(context, place);
  return standing(weigh(events.filter((event) => !waiting.has(event))), context.knowledge);
}

export type KnownAt = {
  events: readonly StoredEvent[];
  /** Those of them whose article still waits in the outbox. */
  waiting: ReadonlySet<StoredEvent>;
  weigh: Weigh;
};

/** The reports on a place. */
export async function knownAt(context: AnswerContext, place: PlaceRef): Promise<KnownAt> {
  const { events } = await reportsOn(context, place.id, null);
  // After the reports: what is stored in between waits, and is in none of them.
  return { events, waiting: new Set(await context.store.waitingAmong(events)), weigh: weigherAt(context, place) };
}

/** "Hajin: held by the Islamic State → held by the SDF, since 14 December 2018." */
export const sayStep = (placeWords: string, before: Standing, after: Standing): string =>
  sentence(`${placeWords}: ${before.words} → ${after.words}${after.since === '' ? '' : `, ${after.since}`}`);

/** A place as it stands in front of a step. */
export const stepPlace = (place: PlaceRef, { knowledge }: Pick<AnswerContext, 'knowledge'>): string =>
  placeName(place, knowledge);

const keyOf = ({ status, holder }: Assessment): string => `${status} ${holder?.id ?? ''}`;

const standing = (assessment: Assessment, knowledge: AnswerContext['knowledge']): Standing => ({
  key: keyOf(assessment),
  words: standWords(assessment, knowledge),
  since: assessment.status === 'held' && assessment.since !== null ? sinceWords(assessment.since) : '',
  level: assessment.confidence.level,
});
