/** Answers `/search`: the sentences that have the words, each with the events that were read from it, ten events a page. */
import { UserError } from '../errors.ts';
import { fold } from '../knowledge/fold.ts';
import type { Answer } from '../model/answer.ts';
import type { StoredEvent } from '../model/record.ts';
import { saysNothing } from '../store/search-words.ts';
import type { AnswerContext } from './context.ts';
import { QUOTE_MARKS } from './evidence.ts';
import { EvidenceList, note } from './evidence-list.ts';
import { withText } from './plain-text.ts';
import { sayEvent, toneOf } from './wording/say-event.ts';

export type SearchQuestion = { text: string; page?: number | undefined };

const PER_PAGE = 10;
/** How many events before and after a page are looked at for further ones of its sentences. */
const OVERLAP = 8;

/** What was read from one sentence. */
type Sentence = [StoredEvent, ...StoredEvent[]];

const MAX_TEXT = 200;
/** How much of a long sentence is shown around the first word that was found, in UTF-16 code units. */
const AROUND = 120;

/** Throws a UserError for a text without a word to look for, and for a page that does not exist. */
export async function answerSearch(context: AnswerContext, question: SearchQuestion): Promise<Answer> {
  const text = question.text
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, MAX_TEXT);
  if (!/[\p{L}\p{N}]/u.test(text)) {
    throw new UserError('no-words', 'text: there is no word to look for; write some, such as "dam on the river".', {
      context: { option: 'text' },
    });
  }
  const { store, viewer, knowledge } = context;
  const page = question.page ?? 1;
  const start = (page - 1) * PER_PAGE;
  const offset = Math.max(0, start - OVERLAP);
  const limit = start - offset + PER_PAGE + OVERLAP;
  const { events, total, more } = await store.search({ viewer, text, limit, offset });
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  if (page < 1 || page > pages) {
    throw new UserError('bad-page', `There is no page ${page}: the pages are 1 to ${pages}.`, {
      context: { option: 'page' },
    });
  }
  const evidence = new EvidenceList();
  // A sentence stands on the page on which its first event would, with all of its events.
  const onPage = ([first]: Sentence): boolean => {
    const at = offset + events.indexOf(first);
    return at >= start && at < start + PER_PAGE;
  };
  const statements = bySentence(events)
    .filter(onPage)
    .map(inTextOrder)
    .map(([first, ...others]) => {
      const told = new Set([first, ...others].map((event) => sayEvent(event, knowledge)));
      return evidence.statement(`${snippet(first, text)} – ${[...told].join(' ')}`, toneOf(first), [first, ...others]);
    });
  const counted = `${more ? 'More than ' : ''}${total} ${total === 1 ? 'match' : 'matches'}`;
  return withText({
    command: 'search',
    title: `Search: ${text}`,
    headline:
      total === 0
        ? 'Nothing is found: no sentence that an event was read from has all these words. Fewer words find more.'
        : `${counted} in sentences with these words, the latest stored first.`,
    sections: total === 0 ? [] : [{ heading: null, statements: statements.length > 0 ? statements : [SHOWN_BEFORE] }],
    evidence: evidence.all,
    ...(total === 0 ? {} : { paging: { page, pages, total } }),
  });
}

const SHOWN_BEFORE = note('What was found here is read from a sentence that stands on the page before.');

/** Events of one sentence together, in the order in which they come. */
function bySentence(events: readonly StoredEvent[]): Sentence[] {
  const groups = new Map<string, Sentence>();
  for (const event of events) {
    const { scope, articleId, sentence } = event;
    const key = `${scope}\n${articleId}\n${sentence.start}\n${sentence.text}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [event]);
    else known.push(event);
  }
  return [...groups.values()];
}

function inTextOrder([first, ...others]: Sentence): Sentence {
  const [earliest = first, ...later] = [first, ...others].sort((a, b) => a.trigger.start - b.trigger.start);
  return [earliest, ...later];
}

/** The sentence, or the part around the first word found, with the words found marked. */
function snippet({ sentence }: StoredEvent, asked: string): string {
  const sought = (fold(asked).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !saysNothing(word));
  const stems = sought.map(stemOf);
  const words = [...sentence.text.replace(/\s+/g, ' ').matchAll(/[\p{L}\p{N}\p{M}]+/gu)];
  const isFound = (word: string): boolean => {
    const plain = fold(word);
    return stems.some((stem) => plain.startsWith(stem) && plain.length <= stem.length + 5);
  };
  const line = sentence.text.replace(/\s+/g, ' ');
  const first = words.find(([word]) => isFound(word))?.index ?? 0;
  const from = line.length <= 2 * AROUND ? 0 : wordStart(line, Math.max(0, first - AROUND));
  const to = line.length <= 2 * AROUND ? line.length : Math.min(line.length, first + AROUND);
  const [open, close] = QUOTE_MARKS;
  let marked = from > 0 ? '… ' : '';
  let at = from;
  for (const { 0: word, index } of words) {
    if (index < from || index + word.length > to || !isFound(word)) continue;
    marked += `${line.slice(at, index)}${open}${word}${close}`;
    at = index + word.length;
  }
  return `“${marked}${line.slice(at, to)}${to < line.length ? ' …' : ''}”`;
}

const wordStart = (line: string, from: number): number => (from === 0 ? 0 : line.indexOf(' ', from) + 1);

/** What inflections of a word have in common, roughly: for marking only, the store has found them already. */
const stemOf = (word: string): string => word.replace(/(?:ing|ed|es|e|s)$/, '').padEnd(2, word.slice(0, 2));
