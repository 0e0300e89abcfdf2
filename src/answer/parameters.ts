/** From what a person typed to what a question is asked with: places, actors, periods, pages. */

import { UserError } from '../errors.ts';
import { fold } from '../knowledge/fold.ts';
import { daysOf, isDay } from '../model/days.ts';
import type { ActorEntry, PlaceEntry, Resolution } from '../model/knowledge.ts';
import type { PlaceRef } from '../model/ref.ts';
import type { AnswerContext } from './context.ts';
import { placeRefOf } from './place-ref.ts';
import { placeLabel } from './wording/places.ts';

/** The longest name that is looked up; autocomplete gives at most 100 characters. */
const MAX_NAME = 100;

/**
 * One thing, with other readings of the name, and in words how the name was read where that is not plain; or nothing, with
 * what could have been meant.
 */
export type Found<T> = { found: T; alternatives: T[]; readAs: string | null } | { found: null; suggestions: string[] };

/** The words as typed, on one line and no longer than a name can be. */
export const cleanName = (typed: string): string =>
  typed
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, MAX_NAME);

/**
 * The place of a name or id: of the knowledge base, else one that only stored articles name. Of namesakes it is one that
 * stored articles tell of.
 */
export async function findPlace(context: AnswerContext, typed: string): Promise<Found<PlaceRef>> {
  const { knowledge } = context;
  const asked = cleanName(typed);
  const byId = knowledge.places.get(asked);
  if (byId !== undefined) return { found: placeRefOf(byId, byId.name, knowledge), alternatives: [], readAs: null };
  const { best, others, suggestions, isPlain } = readings(knowledge.findPlace(asked));
  const known = best === null ? [] : [best, ...others];
  const told = await firstTold(context, known);
  if (told === null) {
    const id = await mentionedId(context, 'place', asked);
    const place = id === null ? null : await placeInStore(context, id);
    const alternatives = known.map((entry) => placeRefOf(entry, entry.name, knowledge));
    if (place !== null) return { found: place, alternatives, readAs: null };
  }
  const chosen = told ?? best;
  if (chosen === null) return { found: null, suggestions: namesOf(suggestions) };
  const alternatives = known.filter((entry) => entry !== chosen);
  return {
    found: placeRefOf(chosen, asked, knowledge),
    alternatives: alternatives.map((entry) => placeRefOf(entry, entry.name, knowledge)),
    readAs:
      isPlain && chosen === best
        ? null
        : readAs(
            asked,
            placeLabel(chosen, knowledge),
            alternatives.map((entry) => ({ id: entry.id, name: placeLabel(entry, knowledge) })),
          ),
  };
}

/** The first of these places that stored articles tell of, there or inside it; null where they tell of none. */
async function firstTold({ store, viewer }: AnswerContext, places: readonly PlaceEntry[]): Promise<PlaceEntry | null> {
  for (const place of places.slice(0, READINGS)) {
    if ((await store.countEvents({ viewer, places: [place.id], limit: 1 })) > 0) return place;
  }
  return null;
}

/** How many readings of a name are looked for in the store. */
const READINGS = 8;

/** How many other readings are named. */
const OTHERS_NAMED = 3;

/** "“Sewaida” is read as Suweida (region), Syria; it could also be Sweden (sweden)." */
function readAs(asked: string, name: string, others: readonly { name: string; id: string }[]): string {
  const also = others.slice(0, OTHERS_NAMED).map((other) => `${other.name} (${other.id})`);
  return `“${asked}” is read as ${name}${also.length === 0 ? '' : `; it could also be ${also.join(' or ')}`}.`;
}

/** An actor as a question names it; `entry` is null for one that only stored articles name. */
export type AskedActor = { id: string; name: string; entry: ActorEntry | null };

/** The actor of a name or id: of the knowledge base, else one that only stored articles name. */
export async function findActor(context: AnswerContext, typed: string): Promise<Found<AskedActor>> {
  const { knowledge } = context;
  const asked = cleanName(typed);
  const known = (entry: ActorEntry): AskedActor => ({ id: entry.id, name: entry.name, entry });
  const byId = knowledge.actors.get(asked);
  if (byId !== undefined) return { found: known(byId), alternatives: [], readAs: null };
  const { best, others, suggestions, isPlain } = readings(knowledge.findActor(asked));
  if (best !== null) {
    return {
      found: known(best),
      alternatives: others.map(known),
      readAs: isPlain ? null : readAs(asked, best.name, others),
    };
  }
  const id = await mentionedId(context, 'actor', asked);
  if (id === null) return { found: null, suggestions: namesOf(suggestions) };
  const [event] = await context.store.events({ viewer: context.viewer, actors: [id], limit: 1 });
  const refs = [event?.actor, event?.recipient, event?.control?.holder, event?.control?.loser];
  const name = refs.find((ref) => ref?.id === id)?.name ?? asked;
  return { found: { id, name, entry: null }, alternatives: [], readAs: null };
}

const namesOf = (entries: readonly { name: string }[]): string[] => [...new Set(entries.map(({ name }) => name))];

/** `isPlain` where the name is a known spelling of one thing. */
type Readings<T> = { best: T | null; others: T[]; suggestions: T[]; isPlain: boolean };

function readings<T>(resolution: Resolution<T>): Readings<T> {
  switch (resolution.status) {
    case 'found':
      return {
        best: resolution.entry,
        others: resolution.alternatives,
        suggestions: [],
        isPlain: resolution.near !== true,
      };
    case 'ambiguous': {
      const [best = null, ...others] = resolution.candidates;
      return { best, others, suggestions: [], isPlain: false };
    }
    case 'unknown':
      return { best: null, others: [], suggestions: resolution.suggestions, isPlain: false };
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
