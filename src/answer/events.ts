/** Answers `/events`: a dated list of events, ten a page, newest first. */

import { UserError } from '../errors.ts';
import type { Answer, Section } from '../model/answer.ts';
import { daysOf } from '../model/days.ts';
import type { Incident } from '../model/incident.ts';
import type { StoredEvent } from '../model/record.ts';
import type { AnswerContext } from './context.ts';
import { EvidenceList, note } from './evidence-list.ts';
import type { FilterQuestion } from './filter.ts';
import { filterOf } from './filter.ts';
import { eventCount, MOST_COUNTED, withReports } from './incident-words.ts';
import { withText } from './plain-text.ts';
import { quotesOf, tellingMost } from './statements.ts';
import { undatedGap } from './summary-gaps.ts';
import { dateWords } from './wording/dates.ts';
import { sayEvent, toneOf } from './wording/say-event.ts';

export type EventsQuestion = FilterQuestion & { page?: number | undefined };

const EVENTS_PER_PAGE = 10;

/** Throws a UserError for bad dates, types and pages; an unknown place or actor is an answer with `error`. */
export async function answerEvents(context: AnswerContext, question: EventsQuestion): Promise<Answer> {
  const filter = await filterOf(context, question);
  if ('error' in filter) return withText({ command: 'events', ...filter });
  const { store } = context;
  const { query } = filter;
  const counted = await store.countIncidents({ ...query, limit: MOST_COUNTED + 1 });
  const total = Math.min(counted, MOST_COUNTED);
  const title = `Events${filter.words === '' ? '' : `: ${filter.words}`}`;
  const undated = filter.hasPeriod ? await undatedGap(context, filter) : '';
  const remarks = [...filter.readAs, ...(undated === '' ? [] : [{ heading: null, statements: [note(undated)] }])];
  if (total === 0) {
    const { articles } = await store.counts(context.viewer);
    const headline =
      articles === 0
        ? 'Nothing is known: the store holds no articles yet.'
        : 'Nothing is known: no event in the store matches.';
    return withText({ command: 'events', title, headline, sections: remarks, evidence: [] });
  }
  const pages = Math.ceil(total / EVENTS_PER_PAGE);
  const page = pageOption(question.page, pages);
  const offset = (page - 1) * EVENTS_PER_PAGE;
  const incidents = await store.incidents({ ...query, order: 'newest', limit: EVENTS_PER_PAGE, offset });
  const evidence = new EvidenceList();
  const told = eventCount(counted);
  return withText({
    command: 'events',
    title,
    headline: `${told.charAt(0).toUpperCase()}${told.slice(1)}, newest first.`,
    sections: [...remarks, ...byDay(incidents, evidence, context)],
    evidence: evidence.all,
    paging: { page, pages, total },
  });
}

function pageOption(asked: number | undefined, pages: number): number {
  const page = asked ?? 1;
  if (Number.isInteger(page) && page >= 1 && page <= pages) return page;
  throw new UserError('bad-page', `There is no page ${page}: the pages are 1 to ${pages}.`, {
    context: { option: 'page' },
  });
}

/** One section for each day, in the order in which the events come. */
function byDay(incidents: readonly Incident[], evidence: EvidenceList, { knowledge }: AnswerContext): Section[] {
  const sections: Section[] = [];
  for (const { reports } of incidents) {
    const [lead] = reports;
    if (lead === undefined) continue;
    const heading = headingOf(lead);
    const first = reports.filter(({ sameAs }) => sameAs === null);
    const event = tellingMost(reports.filter((report) => isToldAgain(report, lead))) ?? lead;
    const text = withReports(sayEvent(event, knowledge), first);
    const statement = evidence.statement(text, toneOf(event), quotesOf(event === lead ? first : [event, ...first]));
    const last = sections.at(-1);
    if (last !== undefined && last.heading === heading) last.statements.push(statement);
    else sections.push({ heading, statements: [statement] });
  }
  return sections.length === 0 ? [{ heading: null, statements: [note('This page is empty.')] }] : sections;
}

/** Whether a report is this one, or the same article telling it again. */
const isToldAgain = (report: StoredEvent, { articleId, scope, id, sameAs }: StoredEvent): boolean =>
  report.articleId === articleId && report.scope === scope && (report.sameAs ?? report.id) === (sameAs ?? id);

function headingOf({ date, published }: StoredEvent): string {
  if (date !== null && daysOf(date.edtf) !== null) return dateWords(date.edtf) ?? date.text;
  if (published !== null) return `Reported on ${dateWords(published) ?? published}`;
  return 'Undated';
}
