/** Changes of who holds a place, as updates of their own: what an article, or a review, makes of each place. */
import type { AnswerContext } from '../answer/context.ts';
import { type KnownAt, knownAt, type Step, sayStep, stepAt, stepPlace, touchedBy } from '../answer/standing.ts';
import type { DeliveryDetail, NewDelivery, Standing } from '../model/delivery.ts';
import type { StoredEvent } from '../model/record.ts';
import type { PlaceRef } from '../model/ref.ts';
import type { Scope } from '../model/scope.ts';
import type { Subscription } from '../model/subscription.ts';
import type { OutboxRow } from '../store/store.ts';
import { aboutOf, isLess, tooUnsure } from './about.ts';
import { isOfReview, type ReviewRow, reachedBy } from './corrections.ts';
import { aboutPlace, entry, onceFor, rankOf } from './entry.ts';
import type { Matching } from './match.ts';

export type Standings = {
  /** What the row changes: every row before it that is not done yet counts as unknown, like those after it. */
  of(row: OutboxRow): Promise<NewDelivery[]>;
  /** From now on what the row brought is known. */
  done(row: OutboxRow): void;
};

type Known = readonly StoredEvent[];

/** What a row of the outbox does at one place, for all who see what everybody of `scope` sees. */
type Move = {
  row: OutboxRow;
  place: PlaceRef;
  scope: Scope;
  /** The events that make it, as they were and as they are. */
  events: Known;
  /** Of all that is known now, what was known before and what is after. */
  step: (known: Known) => { was: Known; is: Known };
};

/** What is known at a place when a row is matched. */
type KnownTo = (row: OutboxRow, place: PlaceRef, scope: Scope) => Promise<{ known: Known; weigh: KnownAt['weigh'] }>;

/** For rows that were claimed together: the reports on a place are read once for all of them. */
export const createStandings = (parts: Matching): Standings => {
  const { contextFor } = parts;
  const reports = new Map<string, Promise<KnownAt>>();
  const done = new Set<string>();

  const knownTo: KnownTo = async (row, place, scope) => {
    const key = `${scope}\n${place.id}`;
    const found = reports.get(key) ?? knownAt(contextFor(scope), place);
    reports.set(key, found);
    const { events, waiting, weigh } = await found;
    const own = articleOf(row);
    const known = events.filter((event) => {
      const article = articleOf(event);
      return !waiting.has(event) || article === own || done.has(article);
    });
    return { known, weigh };
  };

  return {
    of: async (row) => {
      const moves = isOfReview(row)
        ? movesOfReview(row, contextFor(row.change.view))
        : await movesOfArticle(row, contextFor(row.scope));
      const deliveries: NewDelivery[] = [];
      for (const move of moves) deliveries.push(...(await deliveriesOf(move, knownTo, parts)));
      return deliveries;
    },
    done: (row) => void done.add(articleOf(row)),
  };
};

const articleOf = ({ articleId, scope }: Pick<StoredEvent, 'articleId' | 'scope'>): string => `${scope}\n${articleId}`;

const movesOfArticle = async (row: OutboxRow, context: AnswerContext): Promise<Move[]> => {
  const { articleId, scope, change } = row;
  const all = await context.store.events({ viewer: context.viewer, articleId, firstOnly: true });
  const before = change?.kind === 'text' ? change.before : [];
  const events = [...before, ...all.filter((event) => event.scope === scope)];
  const isOwn = (event: StoredEvent): boolean => event.articleId === articleId && event.scope === scope;
  const step: Move['step'] = (known) => ({ was: [...known.filter((event) => !isOwn(event)), ...before], is: known });
  return touchedBy(events, context).map((touched) => ({ ...touched, row, scope, step }));
};

const movesOfReview = (row: ReviewRow, context: AnswerContext): Move[] => {
  const { view, before, after } = row.change;
  const versions = [before, after].filter((event) => event !== null);
  const others = (known: Known): StoredEvent[] =>
    known.filter((event) => versions.every(({ id, scope }) => event.id !== id || event.scope !== scope));
  const step: Move['step'] = (known) => ({
    was: [...others(known), ...(before === null ? [] : [before])],
    is: [...others(known), ...(after === null ? [] : [after])],
  });
  return touchedBy(versions, context).map((touched) => ({ ...touched, row, scope: view, step }));
};

/** What one move makes, for those who see what its scope sees, and for each scope that sees something else. */
const deliveriesOf = async (move: Move, knownTo: KnownTo, parts: Matching): Promise<NewDelivery[]> => {
  const { store, contextFor } = parts;
  const { row, place } = move;
  const { knowledge } = contextFor(move.scope);
  const places = [place.id, ...knowledge.ancestors(place.id).map(({ id }) => id)];
  const apart = move.scope === 'shared' ? await store.subscribers.scopesApart() : [];
  const deliveries: NewDelivery[] = [];
  for (const scope of [move.scope, ...apart]) {
    const only = scope === 'shared' ? undefined : scope;
    if (!(await store.subscribers.anyAt(places, only))) continue;
    const { known, weigh } = await knownTo(row, place, scope);
    const step = stepAt(contextFor(scope), place, { ...move.step(known), weigh });
    if (step === null) continue;
    for (const subscription of await askingFor({ move, step, scope, places }, parts)) {
      if (scope === 'shared' && apart.includes(subscription.scope)) continue;
      const telling = await tellingOf(subscription, step, parts);
      if (telling !== null) deliveries.push(told({ ...telling, subscription, move, step, scope }, parts));
    }
  }
  return deliveries;
};

type Asking = { move: Move; step: Step; scope: Scope; places: readonly string[] };

/** The subscriptions that are to hear of a step. */
const askingFor = async ({ move, step, scope, places }: Asking, parts: Matching): Promise<Subscription[]> => {
  const { store, contextFor } = parts;
  const abouts = move.events.map((event) => aboutOf(event, contextFor(scope)));
  const types = new Set(abouts.flatMap((about) => [...about.types]));
  const asked = await store.subscribers.matching({
    scope,
    committedAt: move.row.createdAt,
    places,
    actors: [...step.sides],
    types: [...types],
  });
  const found = asked.map((subscription) => ({ subscription }));
  const reached = isOfReview(move.row) ? await reachedBy(move.row.change, found, parts) : found;
  return reached.map(({ subscription }) => subscription).sort((a, b) => rankOf(a) - rankOf(b));
};

/** From where a subscription is told a step, and why not now where it is only remembered. */
type Telling = { from: Standing; held: string | null };

/**
 * Whether a subscription is told of a step. One that asks for a least confidence is told when there is enough of it, which may be
 * by a later report, and also when there is too little for what it was told before.
 */
const tellingOf = async (
  subscription: Subscription,
  { place, before, after }: Step,
  { store }: Pick<Matching, 'store'>,
): Promise<Telling | null> => {
  const { filter, channel, since } = subscription;
  const { factuality, minConfidence } = filter;
  const changed = before.key !== after.key;
  if (factuality.length > 0 && !factuality.includes('actual')) return null;
  if (minConfidence === null) return changed ? { from: before, held: null } : null;
  const entered = await store.ledger.entered(channel.id, aboutPlace(place.id), MOST_REMEMBERED);
  const steps = entered.flatMap(({ detail, createdAt, ...delivery }) =>
    detail?.of === 'assessment' && createdAt >= since ? [{ ...delivery, detail }] : [],
  );
  const told = steps.find(({ state }) => state !== 'filtered')?.detail.after;
  const remembered = steps.findLast((delivery) => delivery.subscription === subscription.id)?.detail.before;
  const from = told ?? remembered ?? before;
  if (!isLess(after.level, minConfidence)) return from.key === after.key ? null : { from, held: null };
  if (!changed) return null;
  if (told !== undefined && told.key !== after.key) return { from, held: null };
  return { from: before, held: tooUnsure(after.level, minConfidence) };
};

/** Steps that are looked back on. */
const MOST_REMEMBERED = 20;

type Telled = Telling & { subscription: Subscription; move: Move; step: Step; scope: Scope };

const told = ({ subscription, move, step, scope, from, held }: Telled, { contextFor, now }: Matching): NewDelivery => {
  const { place, after } = step;
  const { row, events } = move;
  const words = stepPlace(place, contextFor(scope));
  const grounds = events.slice(-MOST_GROUNDS).map(({ articleId, id }) => ({ articleId, eventId: id }));
  const detail: DeliveryDetail = {
    of: 'assessment',
    place: words,
    ref: place,
    before: from,
    after,
    at: row.createdAt,
    grounds,
  };
  const delivery = entry({
    subscription,
    kind: 'assessment',
    item: `assessment ${place.id} ${onceFor(row)}`,
    about: aboutPlace(place.id),
    event: { scope: row.scope, articleId: row.articleId, id: events.at(-1)?.id ?? '' },
    said: sayStep(words, from, after),
    detail,
    now: now(),
  });
  return held === null ? delivery : { ...delivery, state: 'filtered', reason: held };
};

/** Events that a change is shown with. */
const MOST_GROUNDS = 3;
