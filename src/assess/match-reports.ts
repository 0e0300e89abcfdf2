/** Whether two reports are of one real event, by what they say of action, place, day, parties and losses. */

import { addDays, daysBetween, reportDays } from '../model/days.ts';
import type { IncidentRules, ReportMatch, ReportSearch } from '../model/incident.ts';
import type { StoredEvent } from '../model/record.ts';
import type { PlaceRef, Ref } from '../model/ref.ts';
import { quoteKey } from './sources.ts';
import {
  actionsTogether,
  actionsWith,
  deedOf,
  figuresOf,
  isFight,
  isNamed,
  isRare,
  likeness,
  partiesOf,
  takesGround,
  whenOf,
  whereOf,
  wordsOf,
} from './telling.ts';
import type { World } from './world.ts';
import { isItself, sameSide } from './world.ts';

/** What the rules ask of the world besides what assessments ask. */
export type IncidentWorld = Pick<World, 'lineage' | 'isRegion' | 'isInside'> & {
  /** Ids of the places that contain a place, nearest first. */
  ancestors: (place: PlaceRef) => readonly string[];
  /** Whether a place is a country or larger. */
  isCountry: (placeId: string) => boolean;
};

export const incidentRules = (world: IncidentWorld): IncidentRules => {
  // One report is compared with many.
  const known = new WeakMap<StoredEvent, Facts>();
  const factsOf = (report: StoredEvent): Facts => {
    const facts = known.get(report) ?? new Facts(report);
    known.set(report, facts);
    return facts;
  };
  return {
    search: (report) => searchFor(report, factsOf(report), world),
    words: ({ evidence }) => {
      const words = quoteKey(evidence.text);
      return words.split(' ').length < COPIED_WORDS ? null : words;
    },
    copies: (report) => {
      const days = reportDays(report);
      return days === null ? null : { from: addDays(days.from, -COPIED_DAYS), to: addDays(days.to, COPIED_DAYS) };
    },
    rank: (report) => rankOf(report, factsOf(report)),
    match: (a, b) => matchReports(a, b, { world, factsOf }),
  };
};

function searchFor(report: StoredEvent, { when }: Facts, world: IncidentWorld): ReportSearch | null {
  const place = whereOf(report);
  const actions = actionsWith(report.action);
  if (place === null || when === null || actions.length === 0) return null;
  const { doer, target } = partiesOf(report);
  return {
    place: place.id,
    around: world.ancestors(place).filter((id) => !world.isCountry(id)),
    actors: place.precision === 'unlocated' ? [doer, target].filter(isNamed).map(({ id }) => id) : [],
    from: addDays(when.from, -1),
    to: addDays(when.to, 1),
    actions,
    ownArticle: takesGround(report.action),
  };
}

/** The same words in this number or more are no chance. */
const COPIED_WORDS = 7;
/** A copy that is published this many days later may speak of another day. */
const COPIED_DAYS = 7;
/** From this likeness of words on, two sentences tell of one thing. */
const ALIKE = 0.5;
/** Fewer words than these say nothing by being the same. */
const FEW_WORDS = 4;

/** What is read of a report once, for all comparisons, and not before one of them asks. */
class Facts {
  readonly when: ReturnType<typeof whenOf>;
  readonly #report: StoredEvent;
  #deed: string | null = null;
  #quote: string | null = null;
  #words: ReadonlySet<string> | null = null;
  #figures: ReadonlySet<string> | null = null;

  constructor(report: StoredEvent) {
    this.#report = report;
    this.when = whenOf(report);
  }

  get deed(): string {
    this.#deed ??= deedOf(this.#report);
    return this.#deed;
  }

  get quote(): string {
    this.#quote ??= quoteKey(this.#report.evidence.text);
    return this.#quote;
  }

  get words(): ReadonlySet<string> {
    this.#words ??= wordsOf(this.quote);
    return this.#words;
  }

  get figures(): ReadonlySet<string> {
    this.#figures ??= figuresOf(this.#report);
    return this.#figures;
  }
}

type Known = { world: IncidentWorld; factsOf: (report: StoredEvent) => Facts };

function matchReports(a: StoredEvent, b: StoredEvent, { world, factsOf }: Known): ReportMatch | null {
  const [x, y] = [factsOf(a), factsOf(b)];
  if (a.articleId === b.articleId && a.scope === b.scope && !stepsOfOne(a, b)) return null;
  const actions = actionsTogether(x.deed, y.deed);
  if (actions === null || !moodsTogether(a, b)) return null;
  const parties = partiesTogether(a, b, world);
  if (parties === null) return null;
  const where = placesTogether(whereOf(a), whereOf(b), world);
  if (actions === 'same' && where?.how !== 'apart' && isCopy(x.quote, y.quote) && daysAgreeForCopies(a, b)) {
    return { score: 20 + parties.score, reasons: ['the same sentence', ...parties.reasons] };
  }
  if (where === null || where.how === 'apart') return null;
  const when = daysTogether(x.when, y.when);
  if (when === null) return null;
  const losses = lossesTogether(a, b, [x, y]);
  if (losses === null) return null;
  const words = [x.words, y.words] as const;
  const wording = Math.min(words[0].size, words[1].size) < FEW_WORDS ? 0 : likeness(...words);
  const telling = [
    ...losses.reasons,
    ...(wording >= ALIKE ? ['told in much the same words'] : []),
    ...(isRare(a) && isRare(b) && (parties.doer || parties.target || a.action === 'protest')
      ? ['it does not happen there every day']
      : []),
  ];
  const enough = needs({ actions, where, when, parties, telling: telling.length, figures: losses.reasons.length });
  if (!enough) return null;
  const family =
    actions === 'same'
      ? `the same action (${a.action})`
      : `actions that go together (${[a.action, b.action].sort().join(', ')})`;
  return {
    score:
      where.score + when.score + parties.score + 3 * losses.reasons.length + 3 * wording + (actions === 'same' ? 1 : 0),
    reasons: [family, where.reason, when.reason, ...parties.reasons, ...telling],
  };
}

/** Whether two events that one article tells apart are steps of one: a place entered and taken by the same actor. */
const stepsOfOne = (a: StoredEvent, b: StoredEvent): boolean =>
  a.action !== b.action &&
  takesGround(a.action) &&
  takesGround(b.action) &&
  a.actor !== null &&
  a.actor.id === b.actor?.id &&
  whereOf(a)?.id === whereOf(b)?.id;

type Needs = {
  actions: 'same' | 'family' | 'victims';
  where: Where;
  when: When;
  parties: Parties;
  /** How many things there are that tell this event from others of its kind, and how many of them are equal figures. */
  telling: number;
  figures: number;
};

/** The vaguer place and day, the more else must agree. */
function needs({ actions, where, when, parties, telling, figures }: Needs): boolean {
  if (actions === 'victims') return figures > 0 && where.how === 'same' && when.how !== 'apart';
  if (when.how === 'apart')
    return where.how === 'same' && (when.sure ? figures > 0 && parties.doer : telling > 0 && parties.doer);
  if (telling > 0) return true;
  if (where.how === 'region') return false;
  if (where.how === 'inside' || where.how === 'near') return parties.doer && when.how === 'same';
  return when.how === 'same' || parties.doer;
}

/** What is, what was tried in vain, what is only meant or denied: they never are one event. */
function moodsTogether(a: StoredEvent, b: StoredEvent): boolean {
  const moods = [mood(a), mood(b)];
  if (moods[0] === moods[1]) return true;
  // An attack that was repelled took place and failed.
  return (
    moods.every((one) => one === 'real' || one === 'tried') &&
    [a, b].every(({ action, factuality }) => action === 'repel' || (isFight(action) && factuality !== 'attempted'))
  );
}

function mood({ factuality, attribution }: StoredEvent): string {
  if (attribution?.stance === 'denied' || factuality === 'negated') return 'denied';
  if (factuality === 'planned' || factuality === 'conditional') return factuality;
  if (factuality === 'failed' || factuality === 'attempted') return 'tried';
  return 'real';
}

type Where = { how: 'same' | 'near' | 'inside' | 'region' | 'apart'; score: number; reason: string };

function placesTogether(a: PlaceRef | null, b: PlaceRef | null, world: IncidentWorld): Where | null {
  if (a === null || b === null) return null;
  if (a.id === b.id || sameUnknown(a, b)) {
    if (!isItself(a) && !isItself(b) && a.relation !== b.relation) return APART;
    if (world.isRegion(a.id)) return { how: 'region', score: 1, reason: `the same region (${a.name})` };
    return a.relation === b.relation || (isItself(a) && isItself(b))
      ? { how: 'same', score: 4, reason: `the same place (${a.name})` }
      : { how: 'near', score: 2, reason: `the same place or right beside it (${a.name})` };
  }
  const [inner, outer] = world.isInside(a, b.id) ? [a, b] : world.isInside(b, a.id) ? [b, a] : [null, null];
  if (inner === null || outer === null || world.isCountry(outer.id)) return APART;
  const how = world.isRegion(outer.id) ? 'region' : 'inside';
  return { how, score: how === 'inside' ? 3 : 1, reason: `one place lies in the other (${inner.name}, ${outer.name})` };
}

const APART: Where = { how: 'apart', score: 0, reason: '' };

/** Two spellings of a place that no gazetteer knows. */
const sameUnknown = (a: PlaceRef, b: PlaceRef): boolean =>
  a.precision === 'unlocated' &&
  b.precision === 'unlocated' &&
  skeleton(a.name).length > 2 &&
  skeleton(a.name) === skeleton(b.name);

const skeleton = (name: string): string =>
  quoteKey(name)
    .replace(/^(?:al|el|as|ash|at|ad|an|ar|az) /, '')
    .normalize('NFKD')
    .replace(/[aeiouyh\s\p{M}]/gu, '')
    .replace(/[qc]/g, 'k')
    .replace(/(.)\1+/g, '$1');

/** `sure`: both days are told, neither is that of a publication. */
type When = { how: 'same' | 'after' | 'apart'; score: number; reason: string; sure?: boolean };

function daysTogether(x: Facts['when'], y: Facts['when']): When | null {
  if (x === null || y === null) return null;
  if (x.own !== y.own) {
    const [event, report] = x.own ? [x, y] : [y, x];
    // News is of the day it is published, or of the day before.
    const later = daysBetween(event.to, report.from);
    if (later <= 0 && event.from <= report.to)
      return { how: 'same', score: 2, reason: `reported on the same day (${event.to})` };
    return later === 1 ? { how: 'after', score: 1, reason: `reported on the day after (${event.to})` } : null;
  }
  if (x.from <= y.to && y.from <= x.to) {
    return {
      how: 'same',
      score: x.own ? 3 : 2,
      reason: `${x.own ? 'the same day' : 'reported on the same day'} (${x.to})`,
    };
  }
  const [first, second] = x.from < y.from ? [x, y] : [y, x];
  return daysBetween(first.to, second.from) === 1
    ? { how: 'apart', score: 0, reason: `a day apart (${first.to}, ${second.from})`, sure: x.own }
    : null;
}

const isCopy = (quote: string, other: string): boolean => quote === other && quote.split(' ').length >= COPIED_WORDS;

/** Copies may have any dates but those that contradict each other. */
function daysAgreeForCopies(a: StoredEvent, b: StoredEvent): boolean {
  const [x, y] = [reportDays(a), reportDays(b)];
  if (x === null || y === null) return true;
  const gap = x.from > y.to ? daysBetween(y.to, x.from) : y.from > x.to ? daysBetween(x.to, y.from) : 0;
  return gap <= (a.date === null || b.date === null ? COPIED_DAYS : 1);
}

/** `doer`, `target`: both reports name the same one. */
type Parties = { score: number; reasons: string[]; doer: boolean; target: boolean };

function partiesTogether(a: StoredEvent, b: StoredEvent, world: IncidentWorld): Parties | null {
  const [x, y] = [partiesOf(a), partiesOf(b)];
  const straight = paired(x, y, { doer: 3, target: 2 }, world);
  // Who fights whom in a clash is told either way round.
  const crossed =
    a.action === 'clash' || b.action === 'clash'
      ? paired(x, { doer: y.target, target: y.doer }, { doer: 2.5, target: 2.5 }, world)
      : null;
  if (straight === null || crossed === null) return straight ?? crossed;
  return crossed.score > straight.score ? crossed : straight;
}

type Pair = { doer: Ref | null; target: Ref | null };

/** Both roles weigh the same where they are crossed, so that it does not matter which report comes first. */
function paired(x: Pair, y: Pair, weight: { doer: number; target: number }, world: IncidentWorld): Parties | null {
  const doer = refsTogether(x.doer, y.doer, world);
  const target = refsTogether(x.target, y.target, world);
  if (doer === 'different' || target === 'different') return null;
  const word = (how: typeof doer, role: string, ref: Ref | null): string[] =>
    how === 'same' ? [`the same ${role} (${ref?.name ?? ''})`] : how === 'part' ? [`${role}s of one side`] : [];
  return {
    score: SIDE_SCORE[doer] * weight.doer + SIDE_SCORE[target] * weight.target,
    reasons: [
      ...word(doer, 'actor', x.doer),
      ...word(target, 'target', x.target),
      ...(doer === 'open' ? ['no actor that contradicts'] : []),
    ],
    doer: doer !== 'open' || (weight.doer === weight.target && target !== 'open'),
    target: target !== 'open',
  };
}

const SIDE_SCORE = { same: 1, part: 0.7, open: 0 } as const;

function refsTogether(a: Ref | null, b: Ref | null, world: IncidentWorld): 'same' | 'part' | 'open' | 'different' {
  if (!isNamed(a) || !isNamed(b)) return 'open';
  if (a.id === b.id) return 'same';
  if (sameSide(world, a, b)) return 'part';
  const unsure = a.basis === 'inferred' || b.basis === 'inferred' || a.id === 'civilians' || b.id === 'civilians';
  return unsure ? 'open' : 'different';
}

/** Losses of one event are counted differently, but not by so much. */
const MOST_TIMES = 3;
const MOST_MORE = 8;

function lossesTogether(a: StoredEvent, b: StoredEvent, [x, y]: readonly [Facts, Facts]): { reasons: string[] } | null {
  const reasons: string[] = [];
  for (const [field, few] of [
    ['killed', 2],
    ['wounded', 3],
    ['captured', 2],
  ] as const) {
    const [one, other] = [a.casualties?.[field] ?? null, b.casualties?.[field] ?? null];
    if (one === null || other === null) continue;
    const [less, more] = [Math.min(one, other), Math.max(one, other)];
    if (less === more && more >= few) reasons.push(`the same number ${field} (${more})`);
    if (more > Math.max(1, less) * MOST_TIMES && more - less > MOST_MORE) return null;
  }
  const shared = reasons.length > 0 ? [] : [...x.figures].filter((figure) => y.figures.has(figure));
  return { reasons: [...reasons, ...shared.map((figure) => `the same figure (${figure})`)] };
}

/** What tells most comes first: a day and parties of its own, an exact place, losses; then what is oldest. */
function rankOf(report: StoredEvent, { when }: Facts): string {
  const { published, articleId, scope, id } = report;
  const little = String(99 - telling(report, when)).padStart(2, '0');
  return [little, when?.from ?? '', published ?? '', articleId, scope, id].join('\n');
}

function telling(report: StoredEvent, when: Facts['when']): number {
  const { actor, recipient, casualties } = report;
  const place = whereOf(report);
  const named = (ref: Ref | null): number => (isNamed(ref) && ref.basis !== 'inferred' ? 1 : 0);
  return (
    (when?.own === true ? 4 : 0) +
    3 * named(actor) +
    2 * named(recipient) +
    (place === null ? 0 : place.precision === 'exact' && isItself(place) ? 2 : 1) +
    (casualties === null ? 0 : 1)
  );
}
