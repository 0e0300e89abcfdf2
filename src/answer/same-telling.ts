/** Whether two sentences of one article tell of one event, by two names of who did it: "the rebels", "the M23". */

import { isNamed, isRare } from '../assess/telling.ts';
import { spotOf } from '../assess/world.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { daysOf } from '../model/days.ts';
import type { CountryRole } from '../model/knowledge.ts';
import type { StoredEvent } from '../model/record.ts';
import type { Ref } from '../model/ref.ts';
import { incidentWorldOf } from './world.ts';

/**
 * Whether both are reports of one incident, or one article says twice that one side did what happens once in a while
 * (a capture, a withdrawal) at one place, and nothing speaks against it.
 */
export function isSameTelling(a: StoredEvent, b: StoredEvent, knowledge: Knowledge): boolean {
  if (a.articleId !== b.articleId || a.scope !== b.scope)
    return a.incidentId !== undefined && a.incidentId === b.incidentId;
  if ((a.sameAs ?? a.id) === (b.sameAs ?? b.id)) return true;
  if (a.action !== b.action || !isRare(a) || a.factuality !== b.factuality) return false;
  if ((a.attribution?.stance === 'denied') !== (b.attribution?.stance === 'denied')) return false;
  if (a.place === null || b.place === null || spotOf(a.place) !== spotOf(b.place)) return false;
  if (a.actor === null || b.actor === null || !isOneSide(a.actor, b.actor, knowledge)) return false;
  if (a.recipient !== null && b.recipient !== null && !isOneSide(a.recipient, b.recipient, knowledge)) return false;
  return datesAgree(a, b);
}

function datesAgree({ date: a }: StoredEvent, { date: b }: StoredEvent): boolean {
  if (a === null || b === null || a.edtf === b.edtf) return true;
  const [x, y] = [daysOf(a.edtf), daysOf(b.edtf)];
  return x !== null && y !== null && x.from <= y.to && y.from <= x.to;
}

const ROLES: readonly CountryRole[] = ['government', 'military', 'security-forces', 'police', 'rebels', 'militia'];

/** Whether one of two actors is the other, what the other is part of, or no more than a description that fits it. */
function isOneSide(a: Ref, b: Ref, knowledge: Knowledge): boolean {
  if (a.id === b.id || !isNamed(a) || !isNamed(b)) return true;
  const { lineage } = incidentWorldOf(knowledge);
  return (
    lineage(a.id).includes(b.id) ||
    lineage(b.id).includes(a.id) ||
    describes(a, b, knowledge) ||
    describes(b, a, knowledge)
  );
}

/** "Congolese rebels" may be the M23: an actor known by country and kind only, and one of that country and kind. */
export function describes(description: Ref, actor: Ref, knowledge: Knowledge): boolean {
  if (description.id === actor.id) return false;
  const entry = knowledge.actors.get(actor.id);
  const country = entry?.country ?? null;
  if (entry === undefined || country === null || !knowledge.countries.has(country)) return false;
  return ROLES.some((role) => {
    const { id, kind } = knowledge.actorOfCountry(country, role);
    return id === description.id && kind === entry.kind;
  });
}

/** Groups in which each item tells of the same event as one before it; items of which nothing is told twice stand alone. */
export function byTelling<T>(items: readonly T[], eventOf: (item: T) => StoredEvent, knowledge: Knowledge): T[][] {
  const groups: T[][] = [];
  const byKey = new Map<string, T[][]>();
  for (const item of items) {
    const event = eventOf(item);
    const key = `${event.articleId} ${event.action} ${event.place?.id}`;
    const near = byKey.get(key) ?? [];
    const known = near.find((group) => group.some((other) => isSameTelling(eventOf(other), event, knowledge)));
    if (known !== undefined) {
      known.push(item);
      continue;
    }
    const group = [item];
    groups.push(group);
    byKey.set(key, [...near, group]);
  }
  return groups;
}
