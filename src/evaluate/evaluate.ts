/** Scores an extractor against labelled text. */
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Article } from '../model/article.ts';
import type { Event, Extraction } from '../model/event.ts';
import { type Alignment, align } from './align.ts';
import { FIELDS, type Field, isRight, type Verdict } from './fields.ts';
import { alternatives, type LabelledArticle } from './labelled-text.ts';
import { mainEvent, NO_EVENT, scoreTypes, type TypedText, type TypeScores } from './main-event.ts';
import { countMentions, type Matching } from './mention-scores.ts';
import { type Mistake, mistakesOf, mistakesOfMain } from './mistakes.ts';
import { createNameComparison } from './same-name.ts';
import { addCounts, type Bootstrap, type Counts, noCounts, type Score, type Share, scoreOf, shareOf } from './score.ts';

export type EvaluateInput = {
  lines: readonly LabelledArticle[];
  extract: (article: Article) => Extraction;
  knowledge: Pick<Knowledge, 'findActor' | 'findPlace'>;
  /** Of the bootstrap; the same seed gives the same intervals. */
  seed: number;
  /** Bootstrap rounds, 1,000 by default. */
  resamples?: number;
};

/** Each part is null where no line carries its labels. */
export type Evaluation = {
  articles: number;
  /** Articles on which the extractor threw. */
  failures: { id: string; message: string }[];
  events: EventScores | null;
  types: (TypeScores & { texts: number }) | null;
  plover: PloverScores | null;
  mentions: Record<'actor' | 'place' | 'both', Record<Matching, Score>> | null;
  /** The articles with most mistakes, worst first. */
  worst: Mistake[];
};

/**
 * `action` counts events: a labelled event without a found one is missed, a found one that nothing explains is spurious.
 * Other fields count where they are labelled; a wrong value is both a miss and a false alarm. `overall` adds all fields.
 */
export type EventScores = {
  labelled: number;
  found: number;
  spurious: number;
  fields: Partial<Record<Field, Score>>;
  overall: Score;
  /** Labelled fields that are right, of all. */
  fieldsRight: Share;
  whollyRight: Share;
};

export type PloverScores = {
  typeFound: Share;
  actorRight: Share;
  recipientRight: Share;
  byType: Record<string, Share>;
};

type Aligned = { line: LabelledArticle; alignment: Alignment; found: number };

export function evaluate({ lines, extract, knowledge, seed, resamples = 1000 }: EvaluateInput): Evaluation {
  const bootstrap = { seed, resamples };
  const names = createNameComparison(knowledge);
  const failures: Evaluation['failures'] = [];
  const aligned: Aligned[] = [];
  const typed: (TypedText & { line: LabelledArticle; events: readonly Event[] })[] = [];
  const mentions: { line: LabelledArticle; found: Extraction['mentions'] }[] = [];

  for (const line of lines) {
    const { id, events, mentions: found } = tryExtract(line.article, extract, failures);
    const wantedTypes = mainTypes(line);
    if (wantedTypes !== null) {
      const main = mainEvent(events)?.subEventType ?? NO_EVENT;
      typed.push({ id, wanted: wantedTypes, main, all: events.map((event) => event.subEventType), line, events });
    } else if (line.gold !== undefined) {
      aligned.push({ line, alignment: align(line, events, names), found: events.length });
    }
    if (line.goldMentions !== undefined) mentions.push({ line, found });
  }

  const complete = aligned.filter(({ line }) => line.plover === undefined);
  const plover = aligned.filter(({ line }) => line.plover !== undefined);
  return {
    articles: lines.length,
    failures,
    events: complete.length === 0 ? null : scoreEvents(complete, bootstrap),
    types: typed.length === 0 ? null : { texts: typed.length, ...scoreTypes(typed, bootstrap) },
    plover: plover.length === 0 ? null : scorePlover(plover, bootstrap),
    mentions: mentions.length === 0 ? null : scoreMentions(mentions, bootstrap),
    worst: [
      ...aligned.map(({ line, alignment }) => mistakesOf(line, alignment)),
      ...typed.map((text) => mistakesOfMain(text.line, text, text.events)),
    ]
      .filter(({ weight }) => weight > 0)
      .sort((a, b) => b.weight - a.weight),
  };
}

function tryExtract(article: Article, extract: EvaluateInput['extract'], failures: Evaluation['failures']): Extraction {
  try {
    return extract(article);
  } catch (error) {
    failures.push({ id: article.id, message: (error as Error).message });
    return { id: article.id, events: [], mentions: [] };
  }
}

/** The right types of a text that is labelled with its main event's type alone, else null. */
function mainTypes({ gold }: LabelledArticle): string[] | null {
  const [only, ...more] = gold ?? [];
  if (only === undefined || more.length > 0 || only.subEventType === undefined || Object.keys(only).length > 1)
    return null;
  return alternatives(only.subEventType).map((type) => type ?? NO_EVENT);
}

function scoreEvents(aligned: readonly Aligned[], bootstrap: Bootstrap): EventScores {
  const counted = aligned.map(({ alignment }) => countFields(alignment));
  const fields: EventScores['fields'] = {};
  for (const field of FIELDS) {
    if (!aligned.some(({ alignment }) => isLabelled(alignment, field))) continue;
    fields[field] = scoreOf(
      counted.map((counts) => counts[field] ?? noCounts()),
      bootstrap,
    );
  }
  const verdicts = aligned.flatMap(({ alignment }) => alignment.pairs.flatMap((pair) => pair.fields));
  return {
    labelled: aligned.reduce((sum, { alignment }) => sum + alignment.pairs.length, 0),
    found: aligned.reduce((sum, { found }) => sum + found, 0),
    spurious: aligned.reduce((sum, { alignment }) => sum + alignment.spurious.length, 0),
    fields,
    overall: scoreOf(
      counted.map((counts) => addCounts(Object.values(counts))),
      bootstrap,
    ),
    fieldsRight: shareOf(
      verdicts.map(([, verdict]) => isRight(verdict)),
      bootstrap,
    ),
    whollyRight: shareOf(
      aligned.map(({ alignment }) => alignment.isWhollyRight),
      bootstrap,
    ),
  };
}

function isLabelled({ pairs }: Alignment, field: Field): boolean {
  return pairs.some(({ fields }) => fields.some(([name]) => name === field));
}

function countFields({ pairs, spurious }: Alignment): Partial<Record<Field, Counts>> {
  const counts: Partial<Record<Field, Counts>> = {};
  const add = (field: Field, verdict: Verdict) => {
    const count = counts[field] ?? noCounts();
    if (verdict === 'right') count.truePositives += 1;
    if (verdict === 'wrong' || verdict === 'spurious') count.falsePositives += 1;
    if (verdict === 'wrong' || verdict === 'missing') count.falseNegatives += 1;
    counts[field] = count;
  };
  for (const { fields } of pairs) for (const [field, verdict] of fields) add(field, verdict);
  for (const _ of spurious) add('action', 'spurious');
  return counts;
}

function scorePlover(aligned: readonly Aligned[], bootstrap: Bootstrap): PloverScores {
  const isFound = ({ alignment }: Aligned) => alignment.pairs.every((pair) => pair.found !== null);
  const right = (field: Field): Share =>
    shareOf(
      aligned
        .filter(isFound)
        .flatMap(({ alignment }) => alignment.pairs.flatMap((pair) => pair.fields))
        .filter(([name]) => name === field)
        .map(([, verdict]) => isRight(verdict)),
      bootstrap,
    );
  const types = [...new Set(aligned.map(({ line }) => line.plover?.event ?? ''))].sort();
  const foundOf = (type: string | null): Share =>
    shareOf(aligned.filter(({ line }) => type === null || line.plover?.event === type).map(isFound), bootstrap);
  return {
    typeFound: foundOf(null),
    actorRight: right('actor'),
    recipientRight: right('recipient'),
    byType: Object.fromEntries(types.map((type) => [type, foundOf(type)])),
  };
}

function scoreMentions(
  articles: readonly { line: LabelledArticle; found: Extraction['mentions'] }[],
  bootstrap: Bootstrap,
): NonNullable<Evaluation['mentions']> {
  const count = (kinds: readonly ('actor' | 'place')[], matching: Matching): Score =>
    scoreOf(
      articles.map(({ line, found }) =>
        addCounts(kinds.map((kind) => countMentions(kind, line.goldMentions ?? [], found, matching))),
      ),
      bootstrap,
    );
  const of = (...kinds: ('actor' | 'place')[]) => ({ exact: count(kinds, 'exact'), overlap: count(kinds, 'overlap') });
  return { actor: of('actor'), place: of('place'), both: of('actor', 'place') };
}
