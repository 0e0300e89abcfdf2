/** Splits text into tokens with exact offsets: words, numbers, hyphens, possessive marks and punctuation. */

import type { Lexicon, Word } from './lexicon.ts';

export type TokenKind = 'word' | 'number' | 'hyphen' | 'possessive' | 'punct';

/** One token. `start` and `end` are offsets into the article; `lower` is what look-ups use (case and quotes folded). */
export type Token = {
  kind: TokenKind;
  text: string;
  lower: string;
  start: number;
  end: number;
  /** Whether white space (or the start of the sentence) stands before it. */
  spaced: boolean;
  word: Word;
};

/** Prefixes and first halves whose hyphen belongs to the word ("re-captured", "cease-fire"); names are split ("Deir ez-Zor"). */
const PIECE =
  /(?:\p{L}\.){2,}|\b(?:re|co|counter|gang|mis|de|anti|non|ex|cease|air|sit|pull|hand|pro|booby|carve)[-‐‑]\p{Ll}+|\p{N}+(?:[.,]\p{N}+)*(?:st|nd|rd|th)?(?![\p{L}])|[\p{L}\p{N}][\p{L}\p{M}\p{N}_]*(?:['’ʼ‘`][\p{L}\p{M}]+)*|[-‐‑‒–—−]|['’](?=[\s.,;:!?)\]]|$)|[^\s\p{L}\p{N}]/iuy;
const CONTRACTION = /^(.+?)(n['’]t|['’](?:re|ve|ll|d|m))$/iu;
const POSSESSIVE = /^(.+?)(['’]s)$/iu;
const DASH = /^[-‐‑‒–—−]$/u;

/** The tokens of `text` between two offsets, in order, each with what the lexicon knows. Linear in the length of the stretch. */
export function tokenize(text: string, start: number, end: number, lexicon: Lexicon): Token[] {
  const tokens: Token[] = [];
  const stretch = start === 0 && end === text.length ? text : text.slice(start, end);
  let previousEnd = -1;
  const push = (kind: TokenKind, from: number, to: number, text: string): void => {
    const word = lexicon.word(text);
    tokens.push({
      kind,
      text,
      lower: word.lower,
      start: start + from,
      end: start + to,
      spaced: from !== previousEnd,
      word,
    });
    previousEnd = to;
  };
  const add = (kind: TokenKind, from: number, to: number): void => push(kind, from, to, stretch.slice(from, to));
  for (let at = 0; at < stretch.length; ) {
    const to = endOfPlain(stretch, at);
    if (to > at) {
      const raw = stretch.slice(at, to);
      if (isLetter(raw.charCodeAt(0))) push('word', at, to, raw);
      else if (raw !== ' ') push('punct', at, to, raw);
      at = to;
      continue;
    }
    PIECE.lastIndex = at;
    const raw = PIECE.exec(stretch)?.[0];
    if (raw === undefined) at += 1;
    else {
      addPiece(raw, at);
      at += raw.length;
    }
  }
  return tokens;

  function addPiece(raw: string, from: number): void {
    const to = from + raw.length;
    const first = raw.charCodeAt(0);
    if (first >= 48 && first <= 57 && !/\p{L}{3,}/u.test(raw)) add('number', from, to);
    else if (DASH.test(raw)) add(isHyphen(stretch, from, to) ? 'hyphen' : 'punct', from, to);
    else if (raw === "'" || raw === '’')
      add(/s$/iu.test(tokens.at(-1)?.lower ?? '') && previousEnd === from ? 'possessive' : 'punct', from, to);
    else if (/^[\p{L}\p{N}]/u.test(raw)) {
      const split = raw.includes("'") || raw.includes('’') ? (POSSESSIVE.exec(raw) ?? CONTRACTION.exec(raw)) : null;
      const head = split?.[1];
      if (head === undefined) add('word', from, to);
      else {
        add('word', from, from + head.length);
        add(POSSESSIVE.test(raw) ? 'possessive' : 'word', from + head.length, to);
      }
    } else add('punct', from, to);
  }
}

const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

/** Marks that are a token by themselves and end a word of ASCII letters. */
const PLAIN_MARKS: ReadonlySet<number> = new Set([...' ,;:!?.()"'].map((mark) => mark.charCodeAt(0)));

/** Where a blank, a mark or a word of ASCII letters alone ends: most of a text. `at` itself where patterns must look. */
function endOfPlain(text: string, at: number): number {
  if (PLAIN_MARKS.has(text.charCodeAt(at))) return at + 1;
  let to = at;
  while (isLetter(text.charCodeAt(to))) to += 1;
  // "U.S.": stops behind single letters belong to them.
  const plain = to === text.length || (PLAIN_MARKS.has(text.charCodeAt(to)) && (to > at + 1 || text[to] !== '.'));
  return plain ? to : at;
}

/** A dash inside a compound ("Deir ez-Zor", "20–30"), not one between clauses. */
function isHyphen(text: string, from: number, to: number): boolean {
  return /[\p{L}\p{N}]/u.test(text[from - 1] ?? '') && /[\p{L}\p{N}]/u.test(text[to] ?? '');
}
