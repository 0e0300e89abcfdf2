/** How much one report of an event is worth by itself, for subscriptions that ask for a least confidence. */
import type { Confidence } from '../model/answer.ts';
import type { StoredEvent } from '../model/record.ts';

/**
 * `low` for what somebody only claims, alleges, denies or plans, and for what has no named source; `moderate` for what a
 * named source reports as a fact; `high` where the fact has a date of its own as well and none of its parts was inferred.
 */
export function eventConfidence(event: StoredEvent): Pick<Confidence, 'level' | 'reasons'> {
  const { factuality, attribution, source, date, actor, recipient, place } = event;
  const isFact = factuality === 'actual' || factuality === 'ongoing';
  if (!isFact) return { level: 'low', reasons: [`It is ${factuality}, not done.`] };
  if (attribution !== null && attribution.stance !== 'reported') {
    return { level: 'low', reasons: [`It is only ${attribution.stance}.`] };
  }
  if (source === null) return { level: 'low', reasons: ['Its source is not named.'] };
  const inferred = [actor, recipient, place].some((ref) => ref?.basis === 'inferred');
  if (date === null || date.precision !== 'day' || inferred) {
    return {
      level: 'moderate',
      reasons: [`${source} reports it; its day or one of its parts is not stated outright.`],
    };
  }
  return { level: 'high', reasons: [`${source} reports it with its day, and every part of it is stated.`] };
}
