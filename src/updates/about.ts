/** What an event is about, and why a subscription does not ask for it. */
import type { AnswerContext } from '../answer/context.ts';
import { eventConfidence } from '../answer/event-confidence.ts';
import type { StoredEvent } from '../model/record.ts';
import { viewerOf } from '../model/scope.ts';
import type { Subscription } from '../model/subscription.ts';
import { placesOf } from '../store/project.ts';

export type About = {
  /** Every place that it is at and all around it; true where its control claim is about the place or one inside it. */
  places: ReadonlyMap<string, boolean>;
  /** Everybody who takes part, and what they are parts of. */
  actors: ReadonlySet<string>;
  types: ReadonlySet<string>;
};

export const aboutOf = (event: StoredEvent, { knowledge }: Pick<AnswerContext, 'knowledge'>): About => {
  const ancestors = (id: string): string[] => knowledge.ancestors(id).map((place) => place.id);
  const refs = [event.actor, event.recipient, event.control?.holder, event.control?.loser];
  return {
    places: new Map([...placesOf(event, { ancestors })].map(([id, { control }]) => [id, control === 1])),
    actors: new Set(
      refs.flatMap((ref) => (ref == null ? [] : [ref.id, ...knowledge.lineage(ref.id).map(({ id }) => id)])),
    ),
    types: new Set([event.action, event.eventType, event.subEventType].map((type) => type.toLowerCase())),
  };
};

/** Why an event is not sent to a subscription, by a code that does not change, and in words. */
export type Held = { code: string; text: string };

const LEVELS = ['low', 'moderate', 'high'];

/** Whether something is less sure than what is asked for at least; never where nothing is. */
export const isLess = (level: string, least: string | null): boolean =>
  least !== null && LEVELS.indexOf(level) < LEVELS.indexOf(least);

export const tooUnsure = (level: string, least: string | null): string =>
  `confidence in it is ${level}, and at least ${least} is asked for`;

/** The first reason why the subscription does not get the event, stored at `committedAt`; null where it does. */
export const heldBack = (
  subscription: Subscription,
  event: StoredEvent,
  about: About,
  committedAt: number,
): Held | null => {
  const { filter, scope, since, state, reason } = subscription;
  const { place, actor, type, controlOnly, minConfidence, factuality } = filter;
  const checks: [string, boolean, () => string][] = [
    ['scope', !viewerOf(scope).scopes.includes(event.scope), () => 'its article belongs to somebody else'],
    ['restated', event.sameAs !== null, () => 'it tells again what the same article tells before'],
    ['place', place !== null && !about.places.has(place.id), () => `it is not at ${place?.name} or inside it`],
    [
      'actor',
      actor !== null && !about.actors.has(actor.id),
      () => `neither ${actor?.name} nor a member of it takes part`,
    ],
    ['type', type !== null && !about.types.has(type.toLowerCase()), () => `it is no “${type}” but “${event.action}”`],
    ['control', controlOnly && !isControl(event, about, place?.id), () => 'it does not say who holds a place'],
    [
      'factuality',
      factuality.length > 0 && !factuality.includes(event.factuality),
      () => `it is ${event.factuality}, and only ${factuality.join(' or ')} is asked for`,
    ],
    [
      'confidence',
      isLess(eventConfidence(event).level, minConfidence),
      () => tooUnsure(eventConfidence(event).level, minConfidence),
    ],
    ['old', committedAt < since, () => 'it was stored before the subscription began'],
    ['off', state !== 'active', () => `the subscription is ${state}${reason === null ? '' : `: ${reason.text}`}`],
  ];
  const failed = checks.find(([, fails]) => fails);
  return failed === undefined ? null : { code: failed[0], text: failed[2]() };
};

const isControl = (event: StoredEvent, about: About, place: string | undefined): boolean =>
  event.control !== null && (place === undefined || about.places.get(place) === true);
