/** From what a person typed to what a question is asked with: places, actors, periods, pages. */
import { daysOf, isDay } from '../assess/days.ts';
import { UserError } from '../errors.ts';
import { fold } from '../knowledge/fold.ts';
import type { ActorEntry, Resolution } from '../model/knowledge.ts';
import type { PlaceRef } from '../model/ref.ts';
import type { AnswerContext } from './context.ts';
import { placeRefOf } from './place-ref.ts';

/** The longest name that is looked up; autocomplete gives at most 100 characters. */
const MAX_NAME = 100;

/** One thing, with other readings of the name; or nothing, with what could have been meant. */
export type Found<T> = { found: T; alternatives: T[] } | { found: null; suggestions: string[] };

/** The words as typed, on one line and no longer than a name can be. */
export const cleanName = (typed: string): string =>
  typed
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, MAX_NAME);

/** The place of a name or id: of the knowledge base, else one that only stored articles name. */
export async function findPlace(context: AnswerContext, typed: string): Promise<Found<PlaceRef>> {
  const { knowledge } = context;
  const asked = cleanName(typed);
  const byId = knowledge.places.get(asked);
  if (byId !== undefined) return { found: placeRefOf(byId, byId.name, knowledge), alternatives: [] };
  const { best, others, suggestions } = readings(knowledge.findPlace(asked));
  if (best !== null) {
    return {
      found: placeRefOf(best, asked, knowledge),
      alternatives: others.map((entry) => placeRefOf(entry, entry.name, knowledge)),
    };
  }
  const id = await mentionedId(context, 'place', asked);
  const place = id === null ? null : await placeInStore(context, id);
  return place === null ? { found: null, suggestions: namesOf(suggestions) } : { found: place, alternatives: [] };
}

/** An actor as a question names it; `entry` is null for one that only stored articles name. */
export type AskedActor = { id: string; name: string; entry: ActorEntry | null };

/** The actor of a name or id: of the knowledge base, else one that only stored articles name. */
export async function findActor(context: AnswerContext, typed: string): Promise<Found<AskedActor>> {
  const { knowledge } = context;
  const asked = cleanName(typed);
  const known = (entry: ActorEntry): AskedActor => ({ id: entry.id, name: entry.name, entry });
  const byId = knowledge.actors.get(asked);
  if (byId !== undefined) return { found: known(byId), alternatives: [] };
  const { best, others, suggestions } = readings(knowledge.findActor(asked));
  if (best !== null) return { found: known(best), alternatives: others.map(known) };
  const id = await mentionedId(context, 'actor', asked);
  if (id === null) return { found: null, suggestions: namesOf(suggestions) };
  const [event] = await context.store.events({ viewer: context.viewer, actors: [id], limit: 1 });
  const refs = [event?.actor, event?.recipient, event?.control?.holder, event?.control?.loser];
  const name = refs.find((ref) => ref?.id === id)?.name ?? asked;
  return { found: { id, name, entry: null }, alternatives: [] };
}

const namesOf = (entries: readonly { name: string }[]): string[] => [...new Set(entries.map(({ name }) => name))];

function readings<T>(resolution: Resolution<T>): { best: T | null; others: T[]; suggestions: T[] } {
  switch (resolution.status) {
    case 'found':
      return { best: resolution.entry, others: resolution.alternatives, suggestions: [] };
    case 'ambiguous': {
      const [best = null, ...others] = resolution.candidates;
      return { best, others, suggestions: [] };
    }
    case 'unknown':
      return { best: null, others: [], suggestions: resolution.suggestions };
  }
}

/** Names that begin alike are looked through for one that is the same. */
const LOOKED_THROUGH = 50;

async function mentionedId(
  { store, viewer }: AnswerContext,
  kind: 'actor' | 'place',
  asked: string,
): Promise<string | null> {
  const wanted = fold(asked);
  if (wanted === '') return null;
  const mentioned = await store.mentioned(kind, viewer, { prefix: wanted, limit: LOOKED_THROUGH });
  return mentioned.find(({ id, name }) => id === asked || fold(name) === wanted)?.id ?? null;
}

async function placeInStore({ store, viewer }: AnswerContext, id: string): Promise<PlaceRef | null> {
  const [event] = await store.events({ viewer, places: [id], limit: 1 });
  if (event === undefined) return null;
  const places = [event.place, event.control?.place, event.origin, ...event.destinations];
  return places.find((place) => place?.id === id) ?? null;
}

/** A day, month or year as a person types it. */
const TYPED_DATE = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** The days of a date option; throws a UserError that names the option where it is no date. */
export function dateOption(name: string, typed: string | undefined): { edtf: string; from: string; to: string } | null {
  const edtf = typed?.trim() ?? '';
  if (edtf === '') return null;
  const days = TYPED_DATE.test(edtf) && (edtf.length < 10 || isDay(edtf)) ? daysOf(edtf) : null;
  if (days === null) {
    throw new UserError(
      'bad-date',
      `${name}: “${cleanName(edtf)}” is no date; write a day as 2018-09-30, a month as 2018-09 or a year as 2018.`,
      { context: { option: name } },
    );
  }
  return { edtf, ...days };
}

/** The period asked for, as days; throws a UserError where it ends before it begins. */
export function periodOf(since: string | undefined, until: string | undefined): { since?: string; until?: string } {
  const from = dateOption('since', since);
  const to = dateOption('until', until);
  if (from !== null && to !== null && from.from > to.to) {
    throw new UserError('bad-period', `since ${from.edtf} is after until ${to.edtf}; put the earlier date in since.`, {
      context: { option: 'since' },
    });
  }
  return { ...(from === null ? {} : { since: from.from }), ...(to === null ? {} : { until: to.to }) };
}

/** The day of the question, `YYYY-MM-DD` in UTC. */
export const todayOf = ({ now }: Pick<AnswerContext, 'now'>): string => now().toISOString().slice(0, 10);
