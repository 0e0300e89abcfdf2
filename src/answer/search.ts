/** Answers `/search`: the sentences that have the words, ten a page, each with what was read from it. */
import { UserError } from '../errors.ts';
import { fold } from '../knowledge/fold.ts';
import type { Answer, Statement } from '../model/answer.ts';
import type { StoredEvent } from '../model/record.ts';
import type { AnswerContext } from './context.ts';
import { QUOTE_MARKS } from './evidence.ts';
import { EvidenceList } from './evidence-list.ts';
import { withText } from './plain-text.ts';
import { sayEvent, toneOf } from './wording/say-event.ts';

export type SearchQuestion = { text: string; page?: number | undefined };

const PER_PAGE = 10;
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
  const { events, total, more } = await store.search({ viewer, text, limit: PER_PAGE, offset: (page - 1) * PER_PAGE });
  const pages = Math.max(1, Math.ceil(total / PER_PAGE));
  if (page < 1 || page > pages) {
    throw new UserError('bad-page', `There is no page ${page}: the pages are 1 to ${pages}.`, {
      context: { option: 'page' },
    });
  }
  const evidence = new EvidenceList();
  const statements = events.map(
    (event): Statement =>
      evidence.statement(`${snippet(event, text)} – ${sayEvent(event, knowledge)}`, toneOf(event), [event]),
  );
  const counted = `${more ? 'More than ' : ''}${total} ${total === 1 ? 'sentence' : 'sentences'}`;
  return withText({
    command: 'search',
    title: `Search: ${text}`,
    headline:
      total === 0
        ? 'Nothing is found: no stored sentence has all these words. Fewer words find more.'
        : `${counted} with these words, the latest stored first.`,
    sections: statements.length === 0 ? [] : [{ heading: null, statements }],
    evidence: evidence.all,
    ...(total === 0 ? {} : { paging: { page, pages, total } }),
  });
}

/** The sentence, or the part around the first word found, with the words found marked. */
function snippet({ evidence }: StoredEvent, asked: string): string {
  const stems = (fold(asked).match(/[\p{L}\p{N}]+/gu) ?? []).map(stemOf);
  const words = [...evidence.text.replace(/\s+/g, ' ').matchAll(/[\p{L}\p{N}\p{M}]+/gu)];
  const isFound = (word: string): boolean => {
    const plain = fold(word);
    return stems.some((stem) => plain.startsWith(stem) && plain.length <= stem.length + 5);
  };
  const line = evidence.text.replace(/\s+/g, ' ');
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
