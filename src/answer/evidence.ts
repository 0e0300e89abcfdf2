/** Answers `/evidence`: one event field by field, its quote among the words around it, and the rule that read it. */
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Answer, Section, Statement } from '../model/answer.ts';
import type { ArticleDocument, StoredEvent } from '../model/record.ts';
import type { Basis, PlaceRef, Ref } from '../model/ref.ts';
import type { AnswerContext } from './context.ts';
import { EvidenceList } from './evidence-list.ts';
import { isInHeading } from './headings.ts';
import { differences, reportCount, reportsIn } from './incident-words.ts';
import { cleanName } from './parameters.ts';
import { withText } from './plain-text.ts';
import { reviewsOf, sayReview } from './review-words.ts';
import { dateWords } from './wording/dates.ts';
import { actorName } from './wording/names.ts';
import { fullPlace } from './wording/places.ts';
import { sayEvent } from './wording/say-event.ts';

/** How much text before and after a quote is shown, in UTF-16 code units. */
const AROUND = 240;
const RESTATEMENTS_SHOWN = 8;
const OTHERS_SHOWN = 12;

/** What marks the quote in the text around it. */
export const QUOTE_MARKS = ['»', '«'] as const;

/** An id that stands for no event, or none that may be seen, is an answer with `error`. */
export async function answerEvidence(context: AnswerContext, question: { event: string }): Promise<Answer> {
  const { store, viewer, knowledge } = context;
  const event = await store.event(question.event.trim(), viewer);
  if (event === null) return unknownEvent(question.event);
  const document = await store.document(event.articleId, viewer);
  const evidence = new EvidenceList();
  evidence.indexOf(event);
  const tell = (lines: readonly string[]): Statement[] =>
    lines.filter((line) => line !== '').map((line) => evidence.statement(line, 'note', [event]));
  const inArticle = await store.events({ viewer, articleId: event.articleId, order: 'article' });
  const sections: Section[] = [
    { heading: 'In its context', statements: document === null ? [] : tell(contextLines(event, document)) },
    { heading: 'What was read from it', statements: tell(fieldLines(event, knowledge)) },
    { heading: 'Review', statements: tell((await reviewsOf(context, event.id)).flatMap(sayReview)) },
    { heading: 'Also read from this sentence', statements: inSameSentence(event, inArticle, context, evidence) },
    { heading: 'Restated', statements: restatements(event, inArticle, evidence) },
    { heading: 'Other reports of this event', statements: await otherReports(event, context, evidence) },
    { heading: 'Source', statements: tell(sourceLines(event)) },
  ];
  return withText({
    command: 'evidence',
    title: `Event ${event.id}`,
    headline: sayEvent(event, knowledge),
    sections: sections.filter(({ statements }) => statements.length > 0),
    evidence: evidence.all,
  });
}

function contextLines({ evidence }: StoredEvent, { article: { text } }: ArticleDocument): string[] {
  const from = wordStart(text, Math.max(0, evidence.start - AROUND), evidence.start);
  const to = wordEnd(text, Math.min(text.length, evidence.end + AROUND), evidence.end);
  const [open, close] = QUOTE_MARKS;
  const before = `${from > 0 ? '… ' : ''}${text.slice(from, evidence.start)}`;
  const after = `${text.slice(evidence.end, to)}${to < text.length ? ' …' : ''}`;
  const marked = `${before}${open}${text.slice(evidence.start, evidence.end)}${close}${after}`;
  const where = isInHeading(text, evidence.start) ? 'a heading' : 'the body';
  return [
    marked
      .replace(/\s*\n\s*/g, ' ¶ ')
      .replace(/\s+/g, ' ')
      .trim(),
    `It stands in ${where} of the article, characters ${evidence.start} to ${evidence.end}.`,
  ];
}

/** The first place after `from` where a word starts, so that nothing begins in the middle of one. */
function wordStart(text: string, from: number, limit: number): number {
  if (from === 0) return 0;
  const blank = text.slice(from, limit).search(/\s/);
  return blank < 0 ? limit : from + blank + 1;
}

function wordEnd(text: string, to: number, limit: number): number {
  if (to === text.length) return to;
  const tail = text.slice(limit, to);
  const blank = Math.max(tail.lastIndexOf(' '), tail.lastIndexOf('\n'));
  return blank < 0 ? limit : limit + blank;
}

const BASIS: Readonly<Record<Basis, string>> = {
  direct: 'named in the clause',
  coref: 'understood from what was named before',
  inferred: 'inferred from the context, not stated',
};

function fieldLines(event: StoredEvent, knowledge: Knowledge): string[] {
  const { action, eventType, subEventType, plover, control, attribution, date, casualties } = event;
  const isSet = (field: string): boolean => event.review?.fields.includes(field) === true;
  const coded = [plover.event, plover.mode].filter((word) => word !== null).join(' ');
  return [
    `Action: ${action} (ACLED: ${eventType} / ${subEventType}${coded === '' ? '' : `; PLOVER: ${coded}`}), from “${oneLine(event.trigger.text)}”.`,
    slot('Actor', event.actor, actorLabel(event.actor, knowledge), isSet('actor')),
    slot('Recipient', event.recipient, actorLabel(event.recipient, knowledge), isSet('recipient')),
    placeSlot('Place', event.place, knowledge, isSet('place')),
    placeSlot('From', event.origin, knowledge),
    ...event.destinations.map((place) => placeSlot('Towards', place, knowledge)),
    date === null
      ? 'Date: none given.'
      : `Date: ${date.edtf}, from “${oneLine(date.text)}” (precision: ${date.precision}).`,
    `Factuality: ${event.factuality}.`,
    attribution === null
      ? ''
      : `Said by: “${oneLine(attribution.text)}”${attribution.ref === null ? '' : `, read as ${actorName(attribution.ref, knowledge)}`} (${attribution.stance}).`,
    control === null ? '' : `Control: ${control.change}, ${controlWords(control, knowledge)} (${control.basis}).`,
    casualties === null ? '' : `Casualties: ${casualtyWords(casualties)}.`,
    `Rule: ${event.rule}.`,
  ];
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

const actorLabel = (ref: Ref | null, knowledge: Knowledge): string => (ref === null ? '' : actorName(ref, knowledge));

function slot(label: string, ref: Ref | null, name: string, corrected = false): string {
  if (ref === null) return '';
  if (corrected) return `${label}: ${name} – set by an analyst.`;
  const words = ref.text.trim() === '' || ref.basis === 'inferred' ? '' : ` “${oneLine(ref.text)}”,`;
  return `${label}: ${name} –${words} ${BASIS[ref.basis]}.`;
}

function placeSlot(label: string, place: PlaceRef | null, knowledge: Knowledge, corrected = false): string {
  if (place === null) return '';
  const at =
    place.lat === null || place.lon === null ? place.precision : `${place.precision}, ${place.lat}, ${place.lon}`;
  const relation = place.relation === 'in' ? '' : `${place.relation.replaceAll('-', ' ')} `;
  return slot(label, place, `${relation}${fullPlace(place, knowledge)} (${at})`, corrected);
}

function controlWords({ place, holder, loser }: NonNullable<StoredEvent['control']>, knowledge: Knowledge): string {
  const words = [fullPlace(place, knowledge)];
  if (holder !== null) words.push(`holder ${actorName(holder, knowledge)}${inferred(holder)}`);
  if (loser !== null) words.push(`loser ${actorName(loser, knowledge)}${inferred(loser)}`);
  return words.join(', ');
}

const inferred = ({ basis }: Ref): string => (basis === 'inferred' ? ' by inference' : '');

const casualtyWords = ({ killed, wounded, captured }: NonNullable<StoredEvent['casualties']>): string =>
  [`${killed ?? 'unknown'} killed`, `${wounded ?? 'unknown'} wounded`, `${captured ?? 'unknown'} captured`].join(', ');

const isOther = (a: StoredEvent, b: StoredEvent): boolean => a.id !== b.id && a.scope === b.scope;

function inSameSentence(
  event: StoredEvent,
  inArticle: readonly StoredEvent[],
  { knowledge }: AnswerContext,
  evidence: EvidenceList,
): Statement[] {
  const { start, end } = event.sentence;
  return inArticle
    .filter((other) => isOther(other, event) && other.sentence.start === start && other.sentence.end === end)
    .slice(0, OTHERS_SHOWN)
    .map((other) => evidence.statement(`Event ${other.id}: ${sayEvent(other, knowledge)}`, 'note', [other]));
}

function restatements(event: StoredEvent, inArticle: readonly StoredEvent[], evidence: EvidenceList): Statement[] {
  const root = event.sameAs ?? event.id;
  return inArticle
    .filter((other) => isOther(other, event) && (other.id === root || other.sameAs === root))
    .slice(0, RESTATEMENTS_SHOWN)
    .map((other) =>
      evidence.statement(
        `The same article says it again, in event ${other.id}: “${oneLine(other.sentence.text)}”`,
        'note',
        [other],
      ),
    );
}

/** What other articles report of the same event, why they are held to, and what they say differently. */
async function otherReports(
  event: StoredEvent,
  { store, viewer }: AnswerContext,
  evidence: EvidenceList,
): Promise<Statement[]> {
  const incident = await store.incidentOf(event.id, viewer);
  const reports = incident?.reports.filter(({ sameAs }) => sameAs === null) ?? [];
  if (incident === null || reportsIn(reports) < 2) return [];
  const why = new Map(incident.joins.map(({ event: id, reasons }) => [id, reasons.join(', ')]));
  const others = reports.filter(({ id, articleId }) => id !== event.id && articleId !== event.articleId);
  const apart = differences(reports);
  return [
    evidence.statement(`It is one event in ${reportCount(reports)}.`, 'note', [event]),
    ...(apart === '' ? [] : [evidence.statement(`They differ in ${apart}.`, 'note', reports.slice(0, OTHERS_SHOWN))]),
    ...others.slice(0, OTHERS_SHOWN).map((other) => {
      const reasons = why.get(other.id) ?? why.get(event.id) ?? '';
      const because = reasons === '' ? '' : ` Joined for ${reasons}.`;
      const text = `${other.source ?? other.title ?? other.articleId}, event ${other.id}: “${oneLine(other.sentence.text)}”${because}`;
      return evidence.statement(text, 'note', [other]);
    }),
  ];
}

function sourceLines({ articleId, title, source, url, published }: StoredEvent): string[] {
  return [
    `Article: ${title ?? articleId}${title === null ? '' : ` (${articleId})`}.`,
    `Source: ${source ?? 'not named'}${url === null ? '' : `, ${url}`}.`,
    `Published: ${published === null ? 'not known' : (dateWords(published) ?? published)}.`,
  ];
}

function unknownEvent(typed: string): Answer {
  const message = `No event has the id “${cleanName(typed)}”; /events lists events with their ids.`;
  return withText({
    command: 'evidence',
    title: 'Unknown event',
    headline: message,
    sections: [],
    evidence: [],
    error: { code: 'unknown-event', message, suggestions: [] },
  });
}
