/**
 * Events and reports in words, as every answer uses them: an article is one text; an event is one thing that happened, is
 * claimed, planned or denied, however many articles tell of it; a report is what one article tells of one event.
 */
import { conflictsOf } from '../assess/incidents.ts';
import { sourceKey } from '../assess/sources.ts';
import type { Conflict } from '../model/incident.ts';
import type { StoredEvent } from '../model/record.ts';
import { markWords } from './review-words.ts';

const LABELS: Readonly<Record<Conflict['field'], string>> = {
  action: 'what was done',
  actor: 'who did it',
  recipient: 'to whom',
  place: 'where',
  date: 'when',
  killed: 'killed',
  wounded: 'wounded',
  captured: 'captured',
  factuality: 'how certain',
};

/** How many values of one field are told side by side. */
const SHOWN = 4;

/** How many events these reports tell of. */
export const eventsIn = (reports: readonly StoredEvent[]): number =>
  new Set(reports.map(({ incidentId, scope, id }) => incidentId ?? `${scope}\n${id}`)).size;

/** Events and reports are counted no further than this: to count them all takes long, and nobody reads that many. */
export const MOST_COUNTED = 1000;

/** "26", "more than 1,000". */
const upTo = (count: number): string =>
  count > MOST_COUNTED ? `more than ${MOST_COUNTED.toLocaleString('en')}` : `${count}`;

/** "1 event", "26 events", "more than 1,000 events"; with a word before it, "26 undated events". */
export const eventCount = (events: number, which = ''): string =>
  `${upTo(events)}${which === '' ? '' : ` ${which}`} ${events === 1 ? 'event' : 'events'}`;

/** "1 report of an event", "26 reports of events", "more than 1,000 reports of events". */
export const reportsOfEvents = (reports: number): string =>
  reports === 1 ? '1 report of an event' : `${upTo(reports)} reports of events`;

/** Reports of one event in several articles; what one article says again is no further report. */
export const reportsIn = (events: readonly StoredEvent[]): number =>
  new Set(events.map(({ scope, articleId }) => `${scope}\n${articleId}`)).size;

/** "3 reports by 2 sources", or "" for one report. */
export function reportCount(events: readonly StoredEvent[]): string {
  const reports = reportsIn(events);
  if (reports < 2) return '';
  const sources = new Set(events.map(sourceKey)).size;
  return `${reports} reports by ${sources} ${sources === 1 ? 'source' : 'sources'}`;
}

/** "killed: 5 or 8; what was done: capture or advance", or "" where the reports agree. */
export const differences = (events: readonly StoredEvent[]): string =>
  conflictsOf(events.filter(({ sameAs }) => sameAs === null))
    .map(({ field, values }) => {
      const all = values.map(({ value }) => (field === 'date' ? value : value.replaceAll('-', ' ')));
      const said = all.sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1)).slice(0, SHOWN);
      return `${LABELS[field]}: ${said.join(' or ')}${values.length > SHOWN ? ' or other' : ''}`;
    })
    .join('; ');

/**
 * A sentence about an event with how many reports say so and how they differ; as it is for one report, and for reports
 * of several events that happen to be told alike.
 */
export function withReports(sentence: string, events: readonly StoredEvent[]): string {
  const mark = events.find(({ review }) => review !== undefined)?.review;
  const said = mark === undefined ? sentence : `${sentence.replace(/\.$/, '')} (${markWords(mark)}).`;
  return counted(said, events);
}

function counted(sentence: string, events: readonly StoredEvent[]): string {
  const byIncident = new Map<string | undefined, StoredEvent[]>();
  for (const event of events) byIncident.set(event.incidentId, [...(byIncident.get(event.incidentId) ?? []), event]);
  const [most = []] = [...byIncident.values()].sort((a, b) => reportsIn(b) - reportsIn(a));
  const isOneEvent = !byIncident.has(undefined) && reportsIn(most) === reportsIn(events);
  const count = isOneEvent ? reportCount(most) : '';
  if (count === '') return sentence;
  const apart = differences(most);
  return `${sentence.replace(/\.$/, '')} (${count}${apart === '' ? '' : `; they differ in ${apart}`}).`;
}
