/** Autocomplete: at most 25 choices for the option that is being typed; what the store mentions comes first, with how often. */
import { fold } from '../knowledge/fold.ts';
import { ReviewField } from '../model/review.ts';
import type { AnswerContext } from './context.ts';
import { completeTypes } from './event-types.ts';
import { cleanName } from './parameters.ts';
import { VERDICTS } from './review.ts';
import { actorName } from './wording/names.ts';
import { placeLabel } from './wording/places.ts';
import { sayEvent } from './wording/say-event.ts';

export type Completion = { name: string; value: string };

/** Discord's limits. */
const MAX_CHOICES = 25;
const MAX_LENGTH = 100;

const cut = (text: string): string =>
  text.length <= MAX_LENGTH ? text : `${text.slice(0, MAX_LENGTH - 1).trimEnd()}…`;

/** Choices without doubles, within Discord's limits; a value that is too long cannot be chosen. */
function choices(all: readonly Completion[]): Completion[] {
  const byValue = new Map<string, Completion>();
  for (const { name, value } of all) {
    if (value !== '' && value.length <= MAX_LENGTH && !byValue.has(value))
      byValue.set(value, { name: cut(name), value });
  }
  return [...byValue.values()].slice(0, MAX_CHOICES);
}

/** Places: those that stored events mention, then those of the knowledge base. Values are ids. */
export async function completePlace({ store, knowledge, viewer }: AnswerContext, typed: string): Promise<Completion[]> {
  const prefix = cleanName(typed);
  const completed = knowledge.completePlace(prefix, MAX_CHOICES);
  const mentioned = await store.mentioned('place', viewer, { prefix, limit: MAX_CHOICES });
  // A mentioned place may be known by another name than the one that was typed.
  const found = completed.length === 0 ? [] : await store.mentioned('place', viewer, { limit: 200 });
  const ids = new Set(found.map(({ id }) => id));
  const known = [...completed.filter(({ id }) => ids.has(id)), ...completed.filter(({ id }) => !ids.has(id))];
  return choices([
    ...mentioned.map(({ id, name, events }) => ({
      name: `${placeLabel({ id, name }, knowledge)} – ${counted(events)}`,
      value: id,
    })),
    ...known.map(({ id, name }) => ({ name: placeLabel({ id, name }, knowledge), value: id })),
  ]);
}

/** Actors: those that stored events mention, then those of the knowledge base. Values are ids. */
export async function completeActor({ store, knowledge, viewer }: AnswerContext, typed: string): Promise<Completion[]> {
  const prefix = cleanName(typed);
  const mentioned = await store.mentioned('actor', viewer, { prefix, limit: MAX_CHOICES });
  const known = knowledge.completeActor(prefix, MAX_CHOICES);
  return choices([
    ...mentioned.map(({ id, name, events }) => ({
      name: `${actorName({ id, name }, knowledge)} – ${counted(events)}`,
      value: id,
    })),
    ...known.map(({ id, name }) => ({ name, value: id })),
  ]);
}

const counted = (mentions: number): string => `${mentions} ${mentions === 1 ? 'mention' : 'mentions'}`;

/** Actions and ACLED types. */
export const completeType = (typed: string): Completion[] => choices(completeTypes(cleanName(typed), MAX_CHOICES));

/** Dates: what is being typed if it is one, round dates before today, and the ends of what the store covers. */
export async function completeDate({ store, viewer, now }: AnswerContext, typed: string): Promise<Completion[]> {
  const today = now();
  const back = (days: number): string => new Date(today.getTime() - days * 86_400_000).toISOString().slice(0, 10);
  const { firstDay, lastDay } = await store.counts(viewer);
  const offered: Completion[] = [
    { name: `today, ${back(0)}`, value: back(0) },
    { name: `yesterday, ${back(1)}`, value: back(1) },
    { name: `a week ago, ${back(7)}`, value: back(7) },
    { name: `30 days ago, ${back(30)}`, value: back(30) },
    { name: `this month, ${back(0).slice(0, 7)}`, value: back(0).slice(0, 7) },
    { name: `this year, ${back(0).slice(0, 4)}`, value: back(0).slice(0, 4) },
    ...(lastDay === null ? [] : [{ name: `latest report, ${lastDay}`, value: lastDay }]),
    ...(firstDay === null ? [] : [{ name: `earliest report, ${firstDay}`, value: firstDay }]),
  ];
  const wanted = cleanName(typed).toLowerCase();
  const own = /^\d{4}(-\d{2}){0,2}$/.test(wanted) ? [{ name: wanted, value: wanted }] : [];
  return choices([...own, ...offered.filter(({ name }) => name.includes(wanted))]);
}

/** How many of the newest events are looked through. */
const LOOKED_THROUGH = 200;

/** Events whose sentence or id contains all the words typed, newest first. Values are event ids. */
export async function completeEvent({ store, knowledge, viewer }: AnswerContext, typed: string): Promise<Completion[]> {
  const words = fold(cleanName(typed))
    .split(' ')
    .filter((word) => word !== '');
  const events = await store.events({ viewer, firstOnly: true, order: 'newest', limit: LOOKED_THROUGH });
  const offered = events.map((event) => ({
    name: sayEvent(event, knowledge),
    value: event.id,
    quote: event.sentence.text,
  }));
  return choices(
    offered.filter(({ name, value, quote }) => {
      const text = fold(`${name} ${value} ${quote}`);
      return words.every((word) => text.includes(word));
    }),
  );
}

const wordsLike = (all: readonly string[], typed: string): Completion[] =>
  choices(
    all.filter((word) => word.includes(cleanName(typed).toLowerCase())).map((word) => ({ name: word, value: word })),
  );

export const completeVerdict = (typed: string): Completion[] => wordsLike(VERDICTS, typed);

export const completeReviewField = (typed: string): Completion[] => wordsLike(ReviewField.options, typed);

/** Actors and places by turns: which of them the field wants is not known while the value is being typed. */
export async function completeReviewValue(context: AnswerContext, typed: string): Promise<Completion[]> {
  const [actors, places] = [await completeActor(context, typed), await completePlace(context, typed)];
  return choices(
    actors.flatMap((actor, index) => [actor, ...(places[index] === undefined ? [] : [places[index]])]).concat(places),
  );
}
