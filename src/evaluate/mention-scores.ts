/** Mentions of actors and places against labelled ones: spans that are the same, and spans that share a character. */
import type { Mention } from '../model/event.ts';
import type { GoldMention } from './labelled-text.ts';
import type { Counts } from './score.ts';

export type Matching = 'exact' | 'overlap';

type Span = { start: number; end: number };

/** One article's counts for one kind. Each labelled mention is matched at most once. */
export function countMentions(
  kind: Mention['kind'],
  gold: readonly GoldMention[],
  found: readonly Mention[],
  matching: Matching,
): Counts {
  const wanted = distinct(gold.filter((mention) => mention.kind === kind));
  const seen = distinct(found.filter((mention) => mention.kind === kind));
  const truePositives = matching === 'exact' ? sameSpans(wanted, seen) : overlaps(wanted, seen);
  return {
    truePositives,
    falsePositives: seen.length - truePositives,
    falseNegatives: wanted.length - truePositives,
  };
}

function distinct(spans: readonly Span[]): Span[] {
  const byPlace = new Map(spans.map(({ start, end }) => [`${start}-${end}`, { start, end }]));
  return [...byPlace.values()].sort((a, b) => a.end - b.end || a.start - b.start);
}

function sameSpans(wanted: readonly Span[], seen: readonly Span[]): number {
  const places = new Set(seen.map(({ start, end }) => `${start}-${end}`));
  return wanted.filter(({ start, end }) => places.has(`${start}-${end}`)).length;
}

/** The largest number of one-to-one pairs that overlap: earliest end first, each with the earliest that overlaps it. */
function overlaps(wanted: readonly Span[], seen: readonly Span[]): number {
  const taken = new Set<number>();
  let pairs = 0;
  let from = 0;
  for (const span of wanted) {
    while (from < seen.length && (seen[from]?.end ?? 0) <= span.start) from++;
    for (let index = from; index < seen.length; index++) {
      const other = seen[index];
      if (other === undefined || taken.has(index) || other.end <= span.start || other.start >= span.end) continue;
      taken.add(index);
      pairs++;
      break;
    }
  }
  return pairs;
}
