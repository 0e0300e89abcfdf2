/** Splits text into tokens with exact offsets: words, numbers, hyphens, possessive marks and punctuation. */

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
};

/** Prefixes and first halves whose hyphen belongs to the word ("re-captured", "cease-fire"); names are split ("Deir ez-Zor"). */
const PIECE =
  /(?:\p{L}\.){2,}|\b(?:re|co|counter|gang|mis|de|anti|non|ex|cease|air|sit|pull|hand|pro|booby|carve)[-‐‑]\p{Ll}+|\p{N}+(?:[.,]\p{N}+)*(?:st|nd|rd|th)?(?![\p{L}])|[\p{L}\p{N}][\p{L}\p{M}\p{N}_]*(?:['’ʼ‘`][\p{L}\p{M}]+)*|[-‐‑‒–—−]|['’](?=[\s.,;:!?)\]]|$)|[^\s\p{L}\p{N}]/giu;
const CONTRACTION = /^(.+?)(n['’]t|['’](?:re|ve|ll|d|m))$/iu;
const POSSESSIVE = /^(.+?)(['’]s)$/iu;
const APOSTROPHE = /[’ʼ‘`]/u;
const APOSTROPHES = /[’ʼ‘`]/gu;
const DASH = /^[-‐‑‒–—−]$/u;

/** The tokens of `text` between two offsets, in order. Linear in the length of the stretch. */
export function tokenize(text: string, start: number, end: number): Token[] {
  const tokens: Token[] = [];
  const stretch = start === 0 && end === text.length ? text : text.slice(start, end);
  let previousEnd = -1;
  const push = (kind: TokenKind, from: number, to: number): void => {
    const raw = stretch.slice(from, to);
    tokens.push({
      kind,
      text: raw,
      lower: folded(raw),
      start: start + from,
      end: start + to,
      spaced: from !== previousEnd,
    });
    previousEnd = to;
  };
  for (const match of stretch.matchAll(PIECE)) {
    const raw = match[0];
    const from = match.index;
    const to = from + raw.length;
    const first = raw.charCodeAt(0);
    if (first >= 48 && first <= 57 && !/\p{L}{3,}/u.test(raw)) push('number', from, to);
    else if (DASH.test(raw)) push(isHyphen(stretch, from, to) ? 'hyphen' : 'punct', from, to);
    else if (raw === "'" || raw === '’')
      push(/s$/iu.test(tokens.at(-1)?.lower ?? '') && previousEnd === from ? 'possessive' : 'punct', from, to);
    else if (/^[\p{L}\p{N}]/u.test(raw)) {
      const split = raw.includes("'") || raw.includes('’') ? (POSSESSIVE.exec(raw) ?? CONTRACTION.exec(raw)) : null;
      const head = split?.[1];
      if (head === undefined) push('word', from, to);
      else {
        push('word', from, from + head.length);
        push(POSSESSIVE.test(raw) ? 'possessive' : 'word', from + head.length, to);
      }
    } else push('punct', from, to);
  }
  return tokens;
}

/** Lower case, apostrophes of every kind made one; most words have none. */
function folded(raw: string): string {
  const lower = raw.toLowerCase();
  return APOSTROPHE.test(lower) ? lower.replace(APOSTROPHES, "'") : lower;
}

/** A dash inside a compound ("Deir ez-Zor", "20–30"), not one between clauses. */
function isHyphen(text: string, from: number, to: number): boolean {
  return /[\p{L}\p{N}]/u.test(text[from - 1] ?? '') && /[\p{L}\p{N}]/u.test(text[to] ?? '');
}
