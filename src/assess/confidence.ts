/** How sure an assessment is, in the words of ICD 203, with the reasons. */
import type { Confidence } from '../model/answer.ts';
import { daysBetween, reportDays } from '../model/days.ts';
import type { StoredEvent } from '../model/record.ts';
import { maybeLater } from './as-of.ts';
import type { Claim } from './claims.ts';
import { weightOf } from './claims.ts';
import type { Extent } from './extent.ts';
import { admiraltyGrade, sourceKey, sourceName } from './sources.ts';
import type { Dispute } from './timeline.ts';

/** ICD 203 (2015), D.6.e.2.a: terms of likelihood and the percentage at which each range ends. */
const LIKELIHOODS: readonly (readonly [number, string])[] = [
  [0.05, 'almost no chance'],
  [0.2, 'very unlikely'],
  [0.45, 'unlikely'],
  [0.55, 'roughly even chance'],
  [0.8, 'likely'],
  [0.95, 'very likely'],
  [1, 'almost certain'],
];

/** The ICD 203 term for a probability between 0 and 1. */
export const likelihoodTerm = (probability: number): string =>
  LIKELIHOODS.find(([end]) => probability <= end)?.[1] ?? 'almost certain';

/** Reports older than this many days count for less, and for next to nothing once they are stale. */
const FRESH_DAYS = 45;
const STALE_DAYS = 365;

export type Grounds = {
  /** The claims that the assessment rests on, and further reports that it is inferred from. */
  claims: readonly Claim[];
  inferredFrom: readonly StoredEvent[];
  disputes: readonly Dispute[];
  /** Whether the holder is implied (by presence or by being attacked) rather than stated; null where there is none. */
  implied: boolean | null;
  /** Whether no quote names the holder. */
  unnamed: boolean;
  /** Which part of the place is said to be held; null for the whole. */
  extent: Extent | null;
  asOf: string | null;
  /** The day that "how recent" is counted from: of the question, or `asOf`. */
  day: string;
};

/** Level, likelihood and reasons. Nothing known is low, at even chances. */
export function confidenceOf(grounds: Grounds): Confidence {
  const { claims, inferredFrom, disputes, implied, unnamed, extent, asOf, day } = grounds;
  const reports = [...claims.flatMap((claim) => claim.reports), ...inferredFrom];
  if (reports.length === 0) {
    return { level: 'low', likelihood: likelihoodTerm(0.5), reasons: ['Nothing in the store says who controls it.'] };
  }
  const against = disputes.filter(({ within }) => within === 'sources').flatMap((dispute) => dispute.against);
  const supporting = claims.filter((claim) => !against.includes(claim));
  const newest = reports
    .flatMap((report) => reportDays(report)?.to ?? [])
    .sort()
    .at(-1);
  const age = newest === undefined ? null : Math.max(0, daysBetween(newest, day));
  const support = (weightOf(supporting) || 0.5) * freshness(age);
  const contradiction = weightOf(against);
  const ownWord = supporting.length > 0 && supporting.every((claim) => claim.ownWord);
  const sources = new Set(reports.map(sourceKey));
  const confirmedBy = Math.max(0, mostSources(supporting) - 1);

  const reasons = [
    sourcesReason(reports),
    ...(newest === undefined ? ['There is no date, so how recent it is cannot be said.'] : []),
    ...(newest !== undefined && age !== null && age > FRESH_DAYS ? [`The newest report is ${ageWords(age)} old.`] : []),
    ...(asOf !== null && reports.some((report) => maybeLater(report, asOf))
      ? ['A report whose date is not exact enough may be later than the day asked for.']
      : []),
    ...(implied === true ? ['Who holds it is implied by what is reported, not stated.'] : []),
    ...(unnamed ? ['No quote gives the name of the holder; it is inferred from the context.'] : []),
    ...(extent === null ? [] : [`It is said of ${extent.words} it, not of the whole.`]),
    ...(ownWord ? ['It rests on what a party to the conflict says about itself.'] : []),
    ...disputeReasons(disputes),
    gradeReason(admiraltyGrade({ confirmedBy, contradictedBy: new Set(against.map((c) => c.source)).size, ownWord })),
  ];
  return {
    level: levelOf({ sources: sources.size, age, disputed: disputes.length > 0, implied: implied === true, ownWord }),
    likelihood: likelihoodTerm((support + 0.5) / (support + contradiction + 1)),
    reasons,
  };
}

/** How many sources say the same of who has the place: what two sides say of themselves confirms neither. */
function mostSources(claims: readonly Claim[]): number {
  const bySide = new Map<string | undefined, Set<string>>();
  for (const { holder, source } of claims) bySide.set(holder?.id, (bySide.get(holder?.id) ?? new Set()).add(source));
  return Math.max(0, ...[...bySide.values()].map(({ size }) => size));
}

/** How much a report still says about the day asked for: all of it at first, next to nothing years later. */
function freshness(age: number | null): number {
  if (age === null) return 0.3;
  if (age <= FRESH_DAYS) return 1;
  return age <= STALE_DAYS ? 0.5 : 0.1;
}

type LevelInput = { sources: number; age: number | null; disputed: boolean; implied: boolean; ownWord: boolean };

function levelOf({ sources, age, disputed, implied, ownWord }: LevelInput): Confidence['level'] {
  if (age === null || age > STALE_DAYS || sources < 2 || implied || ownWord) return 'low';
  return sources >= 3 && age <= FRESH_DAYS && !disputed ? 'high' : 'moderate';
}

function sourcesReason(reports: readonly StoredEvent[]): string {
  const names = new Map(reports.map((report) => [sourceKey(report), sourceName(report)]));
  const named = [...names.values()].flatMap((name) => name ?? []).sort();
  const unnamed = names.has('') ? 1 : 0;
  if (names.size === 1)
    return named[0] === undefined
      ? 'There is one source only, and it is not named.'
      : `There is one source only: ${named[0]}.`;
  const listed = [...named.slice(0, 5), ...(named.length > 5 ? [`${named.length - 5} more`] : [])];
  return `There are ${names.size} sources: ${[...listed, ...(unnamed ? ['one that is not named'] : [])].join(', ')}.`;
}

function ageWords(days: number): string {
  if (days < 60) return `${days} days`;
  return days < 730 ? `${Math.round(days / 30.4)} months` : `${Math.floor(days / 365.25)} years`;
}

function disputeReasons(disputes: readonly Dispute[]): string[] {
  const isOfSpeakers = ({ claims, against }: Dispute): boolean =>
    [...claims, ...against].some(({ event }) => event.attribution !== null);
  const inside = disputes.filter((dispute) => dispute.within === 'article');
  const within = inside.some((dispute) => !isOfSpeakers(dispute));
  const speakers = inside.some(isOfSpeakers);
  const between = disputes.some((dispute) => dispute.within === 'sources');
  return [
    ...(speakers ? ['Those whom the article quotes contradict each other.'] : []),
    ...(within ? ['One article contradicts itself: it reports as done what it also reports as still going on.'] : []),
    ...(between ? ['Reports contradict each other.'] : []),
  ];
}

const gradeReason = ({ grade, words }: { grade: string; words: string }): string =>
  `Admiralty grade ${grade}: ${words}.`;
