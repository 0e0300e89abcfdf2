/** What a briefing does not know, and where what it does know comes from. */
import { sourceKey, sourceName } from '../assess/sources.ts';
import type { Section } from '../model/answer.ts';
import type { StoredEvent } from '../model/record.ts';
import type { AnswerContext } from './context.ts';
import { note } from './evidence-list.ts';
import type { Filter } from './filter.ts';
import { eventCount, eventsIn, MOST_COUNTED } from './incident-words.ts';
import { bounded } from './statements.ts';
import type { Sorted } from './summary-sections.ts';
import { dateWords } from './wording/dates.ts';
import { placePhrase } from './wording/places.ts';
import { listed } from './wording/say-event.ts';

type Input = { context: AnswerContext; events: readonly StoredEvent[]; clusters: Sorted; filter: Filter; cut: boolean };

/** How many places and sources are named. */
const NAMED = 8;

/** Dates, sources, holders and events that are missing. */
export async function gaps({ context, events, clusters, filter, cut }: Input): Promise<Section> {
  const notes = [
    dateGap(events),
    sourceGap(events),
    holderGap(clusters, context),
    cut
      ? `Only the newest ${eventsIn(events)} of ${eventCount(await context.store.countIncidents({ ...filter.query, limit: MOST_COUNTED + 1 }))} are told.`
      : '',
    filter.hasPeriod ? await undatedGap(context, filter) : '',
  ];
  return { heading: 'What is not known', statements: notes.filter((text) => text !== '').map(note) };
}

function dateGap(events: readonly StoredEvent[]): string {
  const undated = events.filter(
    ({ date, published }) => (date === null || date.edtf.startsWith('XXXX')) && published === null,
  );
  if (undated.length === 0) return '';
  const yearless = eventsIn(undated.filter(({ date }) => date !== null));
  const count = eventsIn(undated);
  const which =
    undated.length === events.length
      ? 'No event has a full date'
      : `${count} of ${eventCount(eventsIn(events))} ${count === 1 ? 'has' : 'have'} no full date`;
  return `${which}${yearless === 0 ? '' : `; ${yearless} ${yearless === 1 ? 'names' : 'name'} a day without a year`}: when it happened is not known.`;
}

function sourceGap(events: readonly StoredEvent[]): string {
  const keys = new Set(events.map(sourceKey));
  const [only] = events;
  if (keys.size !== 1 || only === undefined) return '';
  const name = sourceName(only);
  return `Everything here rests on one source${name === null ? ', which is not named' : `, ${name}`}; nothing confirms it.`;
}

function holderGap({ assessments }: Sorted, { knowledge }: AnswerContext): string {
  const unheld = assessments.filter(
    ({ holder, challengers, parts }) => holder === null && challengers.length === 0 && parts.length === 0,
  );
  if (unheld.length === 0) return '';
  const names = unheld.slice(0, NAMED).map(({ place }) => placePhrase(place, knowledge));
  const left = unheld.length - names.length;
  return `No report here says who controls ${listed(left > 0 ? [...names, `${left} more places`] : names).replace(/ and (?=[^,]*$)/, ' or ')}.`;
}

/** How many events have undated reports, which a period leaves out, in words; "" for none. */
export async function undatedGap({ store }: AnswerContext, { query }: Filter): Promise<string> {
  const { since: _since, until: _until, ...anyTime } = query;
  const undated = await store.countIncidents({ ...anyTime, undated: true, limit: MOST_COUNTED + 1 });
  if (undated === 0) return '';
  const left = undated === 1 ? 'is left out' : 'are left out';
  const count = eventCount(undated, 'undated');
  return `${count.charAt(0).toUpperCase()}${count.slice(1)} ${left}, because a period was asked for.`;
}

/** One line for each article, with how much rests on it. */
export function sourcesSection(events: readonly StoredEvent[]): Section {
  const byArticle = new Map<string, StoredEvent[]>();
  for (const event of events) byArticle.set(event.articleId, [...(byArticle.get(event.articleId) ?? []), event]);
  const lines = [...byArticle.values()].flatMap((of) => {
    const [first] = of;
    if (first === undefined) return [];
    const { title, articleId, published } = first;
    const who = sourceName(first) ?? 'source not named';
    const when = published === null ? 'undated' : (dateWords(published) ?? published);
    return [`${title ?? articleId} (${who}, ${when}): ${eventCount(eventsIn(of))}`];
  });
  const { shown, rest } = bounded(lines, NAMED, '/events shows the source of each');
  return { heading: 'Sources', statements: [...shown.map(note), ...rest] };
}
