/** Texts that carry one label, the sub-event type of their main event: which event is main, and how the types score. */
import type { Event } from '../model/event.ts';
import {
  type Bootstrap,
  bootstrapInterval,
  type Counts,
  f1Of,
  type Interval,
  noCounts,
  precisionOf,
  recallOf,
  type Share,
  shareOf,
} from './score.ts';

/** What is found where no event is. */
export const NO_EVENT = 'none';

/** One text: the types that count as right, the main event's type, and those of all events. */
export type TypedText = { id: string; wanted: readonly string[]; main: string; all: readonly string[] };

export type TypeScore = { type: string; support: number; precision: number | null; recall: number | null; f1: number };

export type TypeScores = {
  main: Share;
  /** Texts in which any event has the type. */
  any: Share;
  macroF1: { value: number | null; interval: Interval };
  weightedF1: { value: number | null; interval: Interval };
  types: TypeScore[];
  confusion: { wanted: string; found: string; count: number }[];
};

/**
 * The main event: what happened before what is planned, denied or failed; then violence and demonstrations before
 * strategic developments; then the first in the text.
 */
export function mainEvent(events: readonly Event[]): Event | null {
  const rank = (event: Event): number =>
    (event.factuality === 'actual' || event.factuality === 'ongoing' ? 0 : 2) +
    (event.eventType === 'Strategic developments' ? 1 : 0);
  let main: Event | null = null;
  for (const event of events) {
    if (main === null) main = event;
    const before = rank(event) - rank(main);
    if (before < 0 || (before === 0 && event.trigger.start < main.trigger.start)) main = event;
  }
  return main;
}

export function scoreTypes(texts: readonly TypedText[], bootstrap: Bootstrap): TypeScores {
  const types = typeScores(texts);
  const average = (sample: readonly TypedText[], weighted: boolean): number | null => {
    const scores = typeScores(sample).filter(({ support }) => support > 0);
    const weightOf = (score: TypeScore): number => (weighted ? score.support : 1);
    const weights = scores.reduce((sum, score) => sum + weightOf(score), 0);
    return weights === 0 ? null : scores.reduce((sum, score) => sum + score.f1 * weightOf(score), 0) / weights;
  };
  const averageOf = (weighted: boolean) => ({
    value: average(texts, weighted),
    interval: bootstrapInterval(texts, (sample) => average(sample, weighted), bootstrap),
  });
  return {
    main: shareOf(texts.map(isRightMain), bootstrap),
    any: shareOf(
      texts.map((text) => text.wanted.some((type) => text.all.includes(type))),
      bootstrap,
    ),
    macroF1: averageOf(false),
    weightedF1: averageOf(true),
    types,
    confusion: confusionOf(texts),
  };
}

const isRightMain = (text: TypedText): boolean => text.wanted.includes(text.main);
/** Of several right types the one that was found, else the first. */
const wantedOf = (text: TypedText): string => (isRightMain(text) ? text.main : (text.wanted[0] ?? NO_EVENT));

function typeScores(texts: readonly TypedText[]): TypeScore[] {
  const counts = new Map<string, Counts>();
  const of = (type: string): Counts => {
    const known = counts.get(type) ?? noCounts();
    counts.set(type, known);
    return known;
  };
  for (const text of texts) {
    const wanted = wantedOf(text);
    if (wanted === text.main) {
      of(wanted).truePositives += 1;
    } else {
      of(wanted).falseNegatives += 1;
      if (text.main !== NO_EVENT) of(text.main).falsePositives += 1;
    }
  }
  return [...counts]
    .map(([type, count]) => ({
      type,
      support: count.truePositives + count.falseNegatives,
      precision: precisionOf(count),
      recall: recallOf(count),
      f1: f1Of(count) ?? 0,
    }))
    .sort((a, b) => b.support - a.support || a.type.localeCompare(b.type));
}

function confusionOf(texts: readonly TypedText[]): TypeScores['confusion'] {
  const counts = new Map<string, { wanted: string; found: string; count: number }>();
  for (const text of texts) {
    if (isRightMain(text)) continue;
    const wanted = wantedOf(text);
    const key = `${wanted}\n${text.main}`;
    const cell = counts.get(key) ?? { wanted, found: text.main, count: 0 };
    cell.count += 1;
    counts.set(key, cell);
  }
  return [...counts.values()].sort(
    (a, b) => b.count - a.count || a.wanted.localeCompare(b.wanted) || a.found.localeCompare(b.found),
  );
}
