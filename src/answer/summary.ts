/** Answers `/summary`: a briefing on a place, an actor or a period, bottom line first, every sentence with its quotes. */
import type { Answer, Section } from '../model/answer.ts';
import type { EventQuery } from '../model/record.ts';
import type { AnswerContext } from './context.ts';
import { EvidenceList, note } from './evidence-list.ts';
import type { Filter } from './filter.ts';
import { filterOf } from './filter.ts';
import { withText } from './plain-text.ts';
import { gaps, sourcesSection, undatedGap } from './summary-gaps.ts';
import { bottomLine, sortedClusters } from './summary-sections.ts';

export type SummaryQuestion = {
  place?: string | undefined;
  actor?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
};

/** How many of the newest events a briefing takes in. */
const BRIEFED = 500;

/** Throws a UserError for a date that is none; an unknown place or actor is an answer with `error`. */
export async function answerSummary(context: AnswerContext, question: SummaryQuestion): Promise<Answer> {
  const filter = await filterOf(context, question);
  if ('error' in filter) return withText({ command: 'summary', ...filter });
  const { store } = context;
  const query: EventQuery = { ...filter.query, order: 'newest', limit: BRIEFED };
  const events = await store.events(query);
  const title = `Summary${filter.words === '' ? '' : `: ${filter.words}`}`;
  if (events.length === 0) return nothing(context, filter, title);

  const evidence = new EvidenceList();
  const { clusters, sections } = await sortedClusters({ context, events, evidence });
  const known = await gaps({ context, events, clusters, filter, cut: events.length === BRIEFED });
  const all: Section[] = [...filter.readAs, ...sections, known, sourcesSection(events)];
  return withText({
    command: 'summary',
    title,
    headline: bottomLine(clusters, context.knowledge),
    sections: all.filter(({ statements }) => statements.length > 0),
    evidence: evidence.all,
  });
}

async function nothing(context: AnswerContext, filter: Filter, title: string): Promise<Answer> {
  const { articles } = await context.store.counts(context.viewer);
  const undated = filter.hasPeriod ? await undatedGap(context, filter) : '';
  const headline =
    articles === 0
      ? 'Nothing is known: the store holds no articles yet.'
      : `Nothing is known: no event in the store matches${filter.words === '' ? '' : ` ${filter.words}`}.`;
  const gap = undated === '' ? [] : [{ heading: 'What is not known', statements: [note(undated)] }];
  const sections = [...filter.readAs, ...gap];
  return withText({ command: 'summary', title, headline, sections, evidence: [] });
}
