/** Where sentences begin and end. Abbreviations and words that begin sentences are data. */
import data from '../../seeds/knowledge/english/abbreviations.json' with { type: 'json' };

export type SentenceSpan = { start: number; end: number };

/** Nothing that a person writes is longer; hostile text is cut here so that later stages stay linear. */
const MAX_SENTENCE = 2000;
/** Loose punctuation of this length or less belongs to the sentence before it. */
const MAX_STRAY = 12;
/** No abbreviation and no word that decides about a stop is longer. */
const MAX_WORD = 24;

/** Abbreviations behind which a sentence goes on. */
export const neverEnds: ReadonlySet<string> = new Set(data.neverEnds.words);
const beforeNumber: ReadonlySet<string> = new Set(data.beforeNumber.words);
const mayEnd: ReadonlySet<string> = new Set(data.mayEnd.words);
const starters: ReadonlySet<string> = new Set(data.starters.words);
const lowerCaseNames: readonly string[] = data.lowerCaseNames.prefixes;

const STOP = /[.!?…。؟۔]+|\n[^\S\n]*\n/g;
const CLOSERS = /(?:["'”’»)\]*]|\[\d{1,3}\])*/y;
const BLANKS = /[\s\u200B\uFEFF]*/y;
const OPENERS = /(?:["'“‘«([*•–—-]\s?){0,4}/y;
const NEXT_WORD = /[\p{L}\p{M}'’]{1,24}/uy;
const LAST_WORD = /[\p{L}\p{N}.'’-]+$/u;
const BLANK = /[\s\u200B\uFEFF]/;
const UPPER = /^[\p{Lu}\p{Lt}]/u;
const LOWER = /^\p{Ll}/u;
const DIGIT = /^\p{Nd}/u;

/**
 * The sentences of `text` between `start` and `end`, without blanks at their ends; together they hold every character of
 * the range that is not blank. No sentence is longer than 2,000 characters. Takes linear time.
 */
export function splitSentences(text: string, start: number, end: number): SentenceSpan[] {
  const sentences: SentenceSpan[] = [];
  let from = start;
  STOP.lastIndex = start;
  for (let stop = STOP.exec(text); stop !== null && stop.index < end; stop = STOP.exec(text)) {
    const stopEnd = Math.min(end, stop.index + stop[0].length);
    const cut = stop[0].startsWith('\n') ? stopEnd : endOfSentence({ text, from, stop: stop.index, stopEnd, end });
    if (cut === null) continue;
    pushTrimmed(sentences, text, from, cut);
    from = cut;
    STOP.lastIndex = Math.max(cut, stopEnd);
  }
  pushTrimmed(sentences, text, from, end);
  return sentences;
}

type Stop = { text: string; from: number; stop: number; stopEnd: number; end: number };

/** Where the sentence that began at `from` ends if the stop at `stop` ends it, else null. */
function endOfSentence({ text, from, stop, stopEnd, end }: Stop): number | null {
  const cut = Math.min(end, after(CLOSERS, text, stopEnd));
  const next = after(BLANKS, text, cut);
  if (next >= end) return end;
  const mark = text.slice(stop, stopEnd);
  const opened = after(OPENERS, text, next);
  NEXT_WORD.lastIndex = opened;
  const nextWord = NEXT_WORD.exec(text)?.[0] ?? '';
  const first = nextWord === '' ? text.slice(opened, opened + 1) : nextWord;
  const word = LAST_WORD.exec(text.slice(Math.max(from, stop - MAX_WORD), stop))?.[0] ?? '';
  const splits =
    next === cut
      ? splitsWithoutBlank({ mark, word, first, nextWord, isClosed: cut > stopEnd })
      : splitsBeforeBlank({
          mark,
          word,
          first,
          nextWord,
          isInitialNext: nextWord.length === 1 && text[opened + 1] === '.',
          beginsSentence: text.slice(from, stop - word.length).trim() === '',
          isNameInLowerCase: lowerCaseNames.some((prefix) => text.startsWith(prefix, opened)),
        });
  return splits ? cut : null;
}

type Joint = { mark: string; word: string; first: string; nextWord: string };

/** "fighters.The": a forgotten blank; but not "U.S", "e.g", "example.Com" or "3.5". */
function splitsWithoutBlank({ mark, word, first, nextWord, isClosed }: Joint & { isClosed: boolean }): boolean {
  if (!UPPER.test(first)) return /[。؟۔]/.test(mark) || (/[!?]/.test(mark) && !isClosed && LOWER.test(first));
  if (mark !== '.' || isClosed) return true;
  const last = word.slice(word.lastIndexOf('.') + 1);
  if (word.includes('.') || isAbbreviation(last)) return false;
  const isWord = /^[\p{L}’'-]{3,}$/u.test(last) && LOWER.test(last.slice(-1));
  return (
    (isWord || /^\d{1,4}$/.test(last)) && (/^\p{Lu}\p{Ll}{2}/u.test(nextWord) || starters.has(nextWord.toLowerCase()))
  );
}

type Spaced = Joint & { isInitialNext: boolean; beginsSentence: boolean; isNameInLowerCase: boolean };

function splitsBeforeBlank(joint: Spaced): boolean {
  const { mark, word, first, nextWord } = joint;
  if (/[。؟۔]/.test(mark)) return true;
  if (LOWER.test(first)) return joint.isNameInLowerCase && !isAbbreviation(word);
  if (mark !== '.') return true;
  if (joint.beginsSentence && /^(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})$/.test(word)) return false;

  const known = word.toLowerCase().replace(/^['’-]+/, '');
  if (neverEnds.has(known)) return LOWER.test(word) && starters.has(nextWord.toLowerCase());
  if (beforeNumber.has(known) && (known !== 'no' || word !== 'no')) return !DIGIT.test(first);
  const isInitials = /^(?:\p{L}\.)*\p{Lu}$/u.test(word) || /^(?:\p{L}{1,2}\.)+\p{L}{1,2}$/u.test(word);
  if (isInitials || mayEnd.has(known)) return !joint.isInitialNext && starters.has(nextWord.toLowerCase());
  return true;
}

function isAbbreviation(word: string): boolean {
  const known = word.toLowerCase();
  return neverEnds.has(known) || beforeNumber.has(known) || mayEnd.has(known);
}

function after(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}

function pushTrimmed(sentences: SentenceSpan[], text: string, from: number, to: number): void {
  let start = from;
  let end = to;
  while (start < end && BLANK.test(text.charAt(start))) start++;
  while (end > start && BLANK.test(text.charAt(end - 1))) end--;
  while (end - start > MAX_SENTENCE) {
    const cut = breakBefore(text, start, start + MAX_SENTENCE);
    pushTrimmed(sentences, text, start, cut);
    start = cut;
    while (start < end && BLANK.test(text.charAt(start))) start++;
  }
  const before = sentences.at(-1);
  const isStray = end - start <= MAX_STRAY && !/[\p{L}\p{N}]/u.test(text.slice(start, end));
  if (isStray && before !== undefined && end - before.start <= MAX_SENTENCE) before.end = end;
  else if (end > start) sentences.push({ start, end });
}

/** The last blank before `limit`, or `limit` itself where one word fills the second half; never inside a surrogate pair. */
function breakBefore(text: string, start: number, limit: number): number {
  for (let index = limit; index > start + (limit - start) / 2; index--)
    if (BLANK.test(text.charAt(index))) return index;
  return /[\uD800-\uDBFF]/.test(text.charAt(limit - 1)) ? limit - 1 : limit;
}
