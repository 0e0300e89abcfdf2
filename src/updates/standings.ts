/** Changes of who holds a place, as updates of their own: what a batch of articles, or a review, makes of each place. */
import type { AnswerContext } from '../answer/context.ts';
import { type Step, sayStep, stepAt, stepPlace, touchedBy } from '../answer/standing.ts';
import type { DeliveryDetail, NewDelivery } from '../model/delivery.ts';
import type { StoredEvent } from '../model/record.ts';
import type { PlaceRef } from '../model/ref.ts';
import { type Scope, viewerOf } from '../model/scope.ts';
import type { Subscription } from '../model/subscription.ts';
import type { OutboxRow } from '../store/store.ts';
import { aboutOf, type Held, isLess } from './about.ts';
import { isOfReview, type ReviewRow, reachedBy } from './corrections.ts';
import { aboutPlace, entry, onceFor, rankOf } from './entry.ts';
import type { Matching } from './match.ts';

type Known = readonly StoredEvent[];

/** What rows of the outbox do together at one place, for all who see what everybody of `scope` sees. */
type Move = {
  place: PlaceRef;
  /** What was known before of all that is known now, and what after. */
  step: (known: Known, isLater: (event: StoredEvent) => boolean) => { was: Known; is: Known };
  /** The row with which the change is entered, and the events that make it. */
  row: OutboxRow;
  events: Known;
  scope: Scope;
  /** When the last of the rows was entered, in milliseconds since 1970. */
  at: number;
};

/** Deliveries by number of the row with which they are to be entered. */
export const standingDeliveries = async (
  rows: readonly OutboxRow[],
  parts: Matching,
): Promise<ReadonlyMap<number, readonly NewDelivery[]>> => {
  const reviews = rows.filter(isOfReview);
  const articles = rows.filter((row) => !isOfReview(row));
  const moves = [
    ...(await movesOfArticles(articles, parts)),
    ...reviews.flatMap((row) => movesOfReview(row, parts.contextFor(row.change.view))),
  ];
  const isLater = laterThan(Math.max(...rows.map(({ id }) => id)), parts);
  const apart = moves.length === 0 ? [] : await parts.store.subscribers.scopesApart();
  const deliveries = new Map<number, NewDelivery[]>();
  for (const move of moves) {
    const made = await deliveriesOfMove(move, { isLater, apart: move.scope === 'shared' ? apart : [] }, parts);
    deliveries.set(move.row.id, [...(deliveries.get(move.row.id) ?? []), ...made]);
  }
  return deliveries;
};

type IsLater = () => Promise<(event: StoredEvent) => boolean>;

/** Tells what came after the rows and is a step of its own; it is read once, when it is first asked for. */
const laterThan = (id: number, { store }: Matching): IsLater => {
  let read: Promise<ReadonlySet<string>> | null = null;
  return async () => {
    read ??= store.articlesAfter(id).then((later) => new Set(later.map(articleOf)));
    const later = await read;
    return (event) => later.has(articleOf(event));
  };
};

const articleOf = ({ articleId, scope }: Pick<StoredEvent, 'articleId' | 'scope'>): string => `${scope}\n${articleId}`;

/** Articles of one scope that came together are one step at each place: from before the first to after the last of them. */
const movesOfArticles = async (rows: readonly OutboxRow[], { store, contextFor }: Matching): Promise<Move[]> => {
  const moves: Move[] = [];
  for (const scope of new Set(rows.map((row) => row.scope))) {
    const came: { row: OutboxRow; events: Known; before: Known }[] = [];
    for (const row of rows.filter((one) => one.scope === scope)) {
      const all = await store.events({ viewer: viewerOf(scope), articleId: row.articleId, firstOnly: true });
      const before = row.change?.kind === 'text' ? row.change.before : [];
      came.push({ row, events: all.filter((event) => event.scope === scope), before });
    }
    const before = came.flatMap((one) => one.before);
    const articles = new Set(came.map(({ row }) => articleOf(row)));
    const step: Move['step'] = (known, isLater) => {
      const others = known.filter((event) => !isLater(event) || articles.has(articleOf(event)));
      return { was: [...others.filter((event) => !articles.has(articleOf(event))), ...before], is: others };
    };
    const rowOf = new Map([...came].reverse().map(({ row }) => [row.articleId, row]));
    const events = came.flatMap((one) => [...one.before, ...one.events]);
    for (const { place, events: here } of touchedBy(events, contextFor(scope))) {
      const rowsHere = here.flatMap(({ articleId }) => rowOf.get(articleId) ?? []);
      const [row] = rowsHere;
      const at = Math.max(...rowsHere.map(({ createdAt }) => createdAt));
      if (row !== undefined) moves.push({ row, place, scope, events: here, at, step });
    }
  }
  return moves;
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
  return touchedBy(versions, context).map(({ place, events }) => ({
    row,
    place,
    scope: view,
    events,
    at: row.createdAt,
    step,
  }));
};

/** What one move makes, for those who see what its scope sees, and for each scope that sees something else. */
const deliveriesOfMove = async (
  move: Move,
  { isLater, apart }: { isLater: IsLater; apart: readonly Scope[] },
  parts: Matching,
): Promise<NewDelivery[]> => {
  const { store, contextFor } = parts;
  const { knowledge } = contextFor(move.scope);
  const places = [move.place.id, ...knowledge.ancestors(move.place.id).map(({ id }) => id)];
  const deliveries: NewDelivery[] = [];
  for (const scope of [move.scope, ...apart]) {
    const only = scope === 'shared' ? undefined : scope;
    if (!(await store.subscribers.anyAt(places, only))) continue;
    const later = await isLater();
    const step = await stepAt(contextFor(scope), move.place, (known) => move.step(known, later));
    if (step === null) continue;
    const asking = await askingFor({ move, step, scope, places }, parts);
    for (const subscription of asking) {
      if (scope === 'shared' && apart.includes(subscription.scope)) continue;
      deliveries.push(told(subscription, { move, step, scope }, parts));
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
    committedAt: move.at,
    places,
    actors: [...step.sides],
    types: [...types],
  });
  const found = asked.map((subscription) => ({ subscription }));
  const reached = isOfReview(move.row) ? await reachedBy(move.row.change, found, parts) : found;
  const asking: Subscription[] = [];
  for (const { subscription } of reached) {
    const held = heldBackStep(subscription, step);
    if (held === null || (held.code === 'confidence' && (await wasTold(subscription, step, parts)))) {
      asking.push(subscription);
    }
  }
  return asking.sort((a, b) => rankOf(a) - rankOf(b));
};

/** Why a subscription that asks for the place and the sides is not told of a step; null where it is. */
const heldBackStep = ({ filter }: Subscription, { after }: Step): Held | null => {
  const { factuality, minConfidence } = filter;
  if (factuality.length > 0 && !factuality.includes('actual')) {
    return { code: 'factuality', text: `only ${factuality.join(' or ')} is asked for` };
  }
  if (isLess(after.level, minConfidence)) {
    return {
      code: 'confidence',
      text: `confidence in it is ${after.level}, and at least ${minConfidence} is asked for`,
    };
  }
  return null;
};

/** Whether the channel was told who holds the place, and that is no longer so. */
const wasTold = async (
  { channel }: Subscription,
  { place, after }: Step,
  { store }: Pick<Matching, 'store'>,
): Promise<boolean> => {
  const [last] = await store.ledger.told(channel.id, aboutPlace(place.id));
  return last?.detail?.of === 'assessment' && last.detail.after.key !== after.key;
};

const told = (
  subscription: Subscription,
  { move, step, scope }: { move: Move; step: Step; scope: Scope },
  { contextFor, now }: Matching,
): NewDelivery => {
  const { place, before, after } = step;
  const words = stepPlace(place, contextFor(scope));
  const grounds = move.events.slice(-MOST_GROUNDS).map(({ articleId, id }) => ({ articleId, eventId: id }));
  const detail: DeliveryDetail = { of: 'assessment', place: words, before, after, at: move.at, grounds };
  const last = move.events.at(-1);
  return entry({
    subscription,
    kind: 'assessment',
    item: `assessment ${place.id} ${onceFor(move.row)}`,
    about: aboutPlace(place.id),
    event: { scope: move.row.scope, articleId: last?.articleId ?? move.row.articleId, id: last?.id ?? '' },
    said: sayStep(words, before, after),
    detail,
    now: now(),
  });
};

/** Events that a change is shown with. */
const MOST_GROUNDS = 3;
