/** From a name or id as a person typed it to the place or actor that is meant, and in words how it was read. */
import { fold } from '../knowledge/fold.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { ActorEntry, PlaceEntry, Resolution } from '../model/knowledge.ts';
import type { PlaceRef } from '../model/ref.ts';
import type { AnswerContext } from './context.ts';
import { cleanName } from './parameters.ts';
import { placeRefOf } from './place-ref.ts';
import { placeLabel } from './wording/places.ts';

/**
 * One thing, with other readings of the name, and in words how the name was read where that is not plain; or nothing, with
 * what could have been meant.
 */
export type Found<T> = { found: T; alternatives: T[]; readAs: string | null } | { found: null; suggestions: string[] };

/**
 * The place of a name or id: of the knowledge base, else one that only stored articles name. Of namesakes it is one that
 * stored articles tell of.
 */
export async function findPlace(context: AnswerContext, typed: string): Promise<Found<PlaceRef>> {
  const { knowledge, store, viewer } = context;
  const asked = cleanName(typed);
  const byId = knowledge.places.get(asked);
  if (byId !== undefined) return { found: placeRefOf(byId, byId.name, knowledge), alternatives: [], readAs: null };
  const resolution = knowledge.findPlace(asked);
  const { chosen, others, isTold, isPlain } = await chooseTold<PlaceEntry>(
    resolution,
    async ({ id }) => (await store.countEvents({ viewer, places: [id], limit: 1 })) > 0,
  );
  if (!isTold) {
    const id = await mentionedId(context, 'place', asked);
    const place = id === null ? null : await placeInStore(context, id);
    const alternatives = [...(chosen === null ? [] : [chosen]), ...others].map((entry) =>
      placeRefOf(entry, entry.name, knowledge),
    );
    if (place !== null) return { found: place, alternatives, readAs: null };
  }
  if (chosen === null) return { found: null, suggestions: suggestionsOf(resolution) };
  const label = (entry: PlaceEntry): { id: string; name: string } => ({
    id: entry.id,
    name: placeLabel(entry, knowledge),
  });
  return {
    found: placeRefOf(chosen, asked, knowledge),
    alternatives: others.map((entry) => placeRefOf(entry, entry.name, knowledge)),
    // An actor is told by its full name; of places that bear one name it has to be said which.
    readAs: isPlain && resolution.status === 'found' ? null : readAs(asked, label(chosen).name, others.map(label)),
  };
}

/** An actor as a question names it; `entry` is null for one that only stored articles name. */
export type AskedActor = { id: string; name: string; entry: ActorEntry | null };

/** The actor of a name or id: of the knowledge base, else one that only stored articles name. */
export async function findActor(context: AnswerContext, typed: string): Promise<Found<AskedActor>> {
  const { knowledge, store, viewer } = context;
  const asked = cleanName(typed);
  const known = (entry: ActorEntry): AskedActor => ({ id: entry.id, name: entry.name, entry });
  const byId = knowledge.actors.get(asked);
  if (byId !== undefined) return { found: known(byId), alternatives: [], readAs: null };
  const resolution = knowledge.findActor(asked);
  const { chosen, others, isPlain } = await chooseTold<ActorEntry>(
    resolution,
    async ({ id }) => (await store.countEvents({ viewer, actors: [id], limit: 1 })) > 0,
  );
  if (chosen !== null) {
    return {
      found: known(chosen),
      alternatives: others.map(known),
      readAs: isPlain ? null : readAs(asked, chosen.name, others),
    };
  }
  const id = await mentionedId(context, 'actor', asked);
  if (id === null) return { found: null, suggestions: suggestionsOf(resolution) };
  const [event] = await store.events({ viewer, actors: [id], limit: 1 });
  const refs = [event?.actor, event?.recipient, event?.control?.holder, event?.control?.loser];
  const name = refs.find((ref) => ref?.id === id)?.name ?? asked;
  return { found: { id, name, entry: null }, alternatives: [], readAs: null };
}

/** How many other readings are named. */
const OTHERS_NAMED = 3;

/** "“Sewaida” is read as Suweida (region), Syria; it could also be Suweida (city), Syria (suweida-city)." */
function readAs(asked: string, name: string, others: readonly { name: string; id: string }[]): string {
  const also = others.slice(0, OTHERS_NAMED).map((other) => `${other.name} (${other.id})`);
  return `“${asked}” is read as ${name}${also.length === 0 ? '' : `; it could also be ${also.join(' or ')}`}.`;
}

/**
 * `isTold` where stored articles tell of what was chosen; `isPlain` where the name is a known spelling and means one thing
 * only, or only one that stored articles tell of.
 */
type Choice<T> = { chosen: T | null; others: T[]; isTold: boolean; isPlain: boolean };

/** How many readings of a name are looked for in the store. */
const READINGS = 8;

async function chooseTold<T>(resolution: Resolution<T>, isToldOf: (entry: T) => Promise<boolean>): Promise<Choice<T>> {
  const readings = readingsOf(resolution);
  const [best = null] = readings;
  // Of one that stands clear it is enough to know whether it is told of; of several, whether another is as well.
  const enough = resolution.status === 'ambiguous' ? 2 : 1;
  const told: T[] = [];
  for (const entry of readings.slice(0, READINGS)) {
    if (told.length < enough && (await isToldOf(entry))) told.push(entry);
  }
  const chosen = told[0] ?? best;
  const isClear = resolution.status === 'ambiguous' ? told.length === 1 : chosen === best;
  const isNear = resolution.status !== 'unknown' && resolution.near === true;
  return {
    chosen,
    others: readings.filter((entry) => entry !== chosen),
    isTold: told.length > 0,
    isPlain: isClear && !isNear,
  };
}

function readingsOf<T>(resolution: Resolution<T>): T[] {
  if (resolution.status === 'unknown') return [];
  return resolution.status === 'found' ? [resolution.entry, ...resolution.alternatives] : resolution.candidates;
}

const suggestionsOf = (resolution: Resolution<{ name: string }>): string[] =>
  resolution.status === 'unknown' ? [...new Set(resolution.suggestions.map(({ name }) => name))] : [];

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

/** How a place is asked for in a command: by its name where that means it and nothing else, else by its id. */
export function placeArgument({ id, name }: Pick<PlaceRef, 'id' | 'name'>, knowledge: Knowledge): string {
  const resolution = knowledge.findPlace(name);
  // A name that the knowledge base does not know is found among those of stored articles.
  const isPlain =
    resolution.status === 'unknown' ||
    (resolution.status === 'found' &&
      resolution.near !== true &&
      resolution.alternatives.length === 0 &&
      resolution.entry.id === id);
  if (!isPlain || name.includes('"')) return `place:${id}`;
  return /\s/.test(name) ? `place:"${name}"` : `place:${name}`;
}
