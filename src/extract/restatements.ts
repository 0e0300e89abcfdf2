/** After all sentences: links restatements inside one article. */
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Event } from '../model/event.ts';
import { pushTo } from './phrase-tables.ts';

/** Links an event that says again what an earlier one of the article said, which takes its date where it has none of its own. */
export function linkRestatements(events: readonly Event[], knowledge: Knowledge): void {
  const told = new Map<string, Event[]>();
  for (const later of events) {
    const keys = keysOf(later);
    const earlier = keys.flatMap((key) => told.get(key) ?? []).find((one) => restates(later, one, knowledge));
    if (earlier !== undefined) {
      later.sameAs = earlier.id;
      // A heading seldom says when; the body does.
      earlier.date ??= later.date;
    } else for (const key of keys) pushTo(told, key, later);
  }
}

/** What an event is looked for by, best first: who acted and, for a capture, what place fell. */
function keysOf({ action, actor, place }: Event): string[] {
  const byActor = actor === null ? [] : [`${action} by ${actor.id}`];
  return action === 'capture' && place !== null ? [...byActor, `${action} of ${place.id}`] : byActor;
}

const settled = (event: Event): boolean => event.factuality === 'actual' || event.factuality === 'ongoing';

function restates(later: Event, earlier: Event, knowledge: Knowledge): boolean {
  if (later.action !== earlier.action) return false;
  if (later.factuality !== earlier.factuality && !(settled(later) && settled(earlier))) return false;
  // A place falls once: "the fall of the city" is the capture told before, whoever took it, and so is one told before.
  const once = later.action === 'capture' && later.place !== null && later.place.id === earlier.place?.id;
  const leavesOpen = later.actor === null || (once && earlier.actor === null);
  if (leavesOpen ? !once : later.actor?.id !== earlier.actor?.id) return false;
  if (later.recipient !== null && earlier.recipient !== null && later.recipient.id !== earlier.recipient.id)
    return false;
  if (later.date !== null && earlier.date !== null && later.date.edtf !== earlier.date.edtf) return false;
  // A later telling that adds where to, or that names an operation of its own, says something new.
  if (later.destinations.some((place) => !earlier.destinations.some((one) => one.id === place.id))) return false;
  if (isNamed(later) !== isNamed(earlier)) return false;
  const [a, b] = [later.place, earlier.place];
  // What an earlier telling left without a place may have been anywhere.
  if (b === null && a !== null && later.action !== 'offensive') return false;
  if (a === null || b === null) return later.recipient?.id === earlier.recipient?.id || a === b;
  // "34 strikes in Syria … near Raqqa, one strike": what is told of a country is a sum, and its parts are told anew.
  if (b.precision === 'country' && a.id !== b.id) return false;
  return a.id === b.id || contains(a.id, b.id, knowledge) || contains(b.id, a.id, knowledge);
}

/** "Operation Round Up" is one operation among the offensives of its owner. */
const isNamed = (event: Event): boolean => event.action === 'offensive' && /^operation\b/i.test(event.trigger.text);

const contains = (outer: string, inner: string, knowledge: Knowledge): boolean =>
  knowledge.places.has(inner) && knowledge.ancestors(inner).some((place) => place.id === outer);
