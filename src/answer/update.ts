/** Answers what is new: the updates of one message, each with its quote, and what they change about who holds a place. */
import { type Assessment, assessPlace } from '../assess/assess-place.ts';
import type { Answer, Section, Statement } from '../model/answer.ts';
import type { StoredEvent } from '../model/record.ts';
import type { PlaceRef } from '../model/ref.ts';
import type { AnswerContext } from './context.ts';
import { EvidenceList, note } from './evidence-list.ts';
import { todayOf } from './parameters.ts';
import { withText } from './plain-text.ts';
import { reportsOn } from './reports.ts';
import { clustersOf, statementsOf } from './statements.ts';
import { sinceWords } from './wording/dates.ts';
import { placeName } from './wording/places.ts';
import { sentence } from './wording/say-event.ts';
import { standWords } from './wording/say-turn.ts';
import { worldOf } from './world.ts';

export type Update = {
  title: string;
  /** The new events, in order, and those that are told though they are gone, in words. */
  events: readonly StoredEvent[];
  withdrawn: readonly string[];
  /** How many further updates there are that nothing is said about. */
  left: number;
  /** How many articles all of them come from. */
  articles: number;
  /** The question that shows the rest where not everything fits, such as `/events place:hajin`. */
  more: string;
};

/** At most so many places are assessed before and after, for one message. */
const MAX_ASSESSED = 4;

/** A function from how many statements fit to the answer that says as much; what is left out is counted. */
export async function answerUpdate(context: AnswerContext, update: Update): Promise<(most: number) => Answer> {
  const changes = await changesOf(context, update.events);
  const clusters = clustersOf(update.events, context.knowledge);
  const told = clusters.length + update.withdrawn.length + update.left;
  return (most) => {
    const evidence = new EvidenceList();
    const changed = changes.slice(0, most).map(({ text, events }) => evidence.statement(text, 'ongoing', events));
    const room = Math.max(1, most - changed.length);
    const withdrawn = update.withdrawn.slice(0, room).map(note);
    const shown = clusters.slice(0, Math.max(0, room - withdrawn.length));
    const left = told - shown.length - withdrawn.length;
    const news: Statement[] = [
      ...withdrawn,
      ...statementsOf(shown, evidence),
      ...(left > 0 ? [note(`… and ${left} more: ${update.more}`)] : []),
    ];
    const sections: Section[] = [
      { heading: 'What changed', statements: changed },
      { heading: changed.length > 0 ? 'What is reported' : null, statements: news },
    ];
    return withText({
      command: 'update',
      title: update.title,
      headline: headlineOf(told, update.articles),
      sections: sections.filter(({ statements }) => statements.length > 0),
      evidence: evidence.all,
    });
  };
}

const headlineOf = (told: number, articles: number): string => {
  const updates = `${told} ${told === 1 ? 'update' : 'updates'}`;
  return articles > 1 ? `${updates} from ${articles} articles.` : `${updates}.`;
};

type Change = { text: string; events: StoredEvent[] };

/** Where these events make a difference to who holds a place: "Hajin: held by ISIS → held by the SDF". */
async function changesOf(context: AnswerContext, events: readonly StoredEvent[]): Promise<Change[]> {
  const places = new Map<string, { place: PlaceRef; events: StoredEvent[] }>();
  for (const event of events) {
    const place = event.control?.place;
    if (place === undefined || place.relation !== 'in') continue;
    const known = places.get(place.id) ?? { place, events: [] };
    known.events.push(event);
    places.set(place.id, known);
  }
  const isNew = new Set(events.map(({ articleId, scope }) => `${scope}\n${articleId}`));
  const changes: Change[] = [];
  for (const { place, events: claims } of [...places.values()].slice(0, MAX_ASSESSED)) {
    const { events: reports } = await reportsOn(context, [place.id], null);
    const old = reports.filter(({ articleId, scope }) => !isNew.has(`${scope}\n${articleId}`));
    const text = changeOf(assess(context, place, old), assess(context, place, reports), context);
    if (text !== null) changes.push({ text, events: claims });
  }
  return changes;
}

const assess = (context: AnswerContext, place: PlaceRef, events: readonly StoredEvent[]): Assessment =>
  assessPlace({ place, events, asOf: null, today: todayOf(context), world: worldOf(context.knowledge) });

function changeOf(before: Assessment, after: Assessment, { knowledge }: AnswerContext): string | null {
  if (before.status === after.status && before.holder?.id === after.holder?.id) return null;
  const since = after.status === 'held' && after.since !== null ? `, ${sinceWords(after.since)}` : '';
  const words = (one: Assessment): string => standWords(one, knowledge);
  return sentence(`${placeName(after.place, knowledge)}: ${words(before)} → ${words(after)}${since}`);
}
