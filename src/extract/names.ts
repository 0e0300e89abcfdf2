/** Finds known names and role nouns among the tokens of a sentence, longest first. */
import type { IndexedName, Knowledge } from '../knowledge/knowledge.ts';
import type { RoleNoun } from '../model/knowledge.ts';
import type { Token } from './tokens.ts';

/** A name or role noun over the tokens `from`–`to`, both inclusive. */
export type NameSpan =
  | { from: number; to: number; names: readonly IndexedName[]; role: null }
  | { from: number; to: number; names: null; role: { noun: RoleNoun; plural: boolean } };

/** First halves of names ("Abu Shouk"), never a name by themselves. */
const PREFIX = /^(?:abu|umm|bin|ibn|al|el|deir|tal|tell|jabal|jebel|wadi|khan|beit|ras|kafr|san|santa|saint)$/;
/** Points of the compass are names of provinces somewhere, and almost never meant as such. */
const COMPASS = /^(?:north|south|east|west|centre|center|central|northern|southern|eastern|western)$/;

/** Known names in order, without overlaps. Ordinary words that are also names of towns count only in a place's position. */
export function scanNames(tokens: readonly Token[], knowledge: Knowledge): NameSpan[] {
  // Names are looked up over words alone: hyphens are left out, punctuation stays and so ends a name.
  const words: string[] = [];
  const wordToken: number[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'hyphen') continue;
    wordToken.push(at);
    words.push(
      token.kind === 'word' && token.text.includes('.') ? token.text.replace(/\.(?=\p{L}|$)/gu, '') : token.text,
    );
  }
  const spans: NameSpan[] = [];
  for (let word = 0; word < words.length; ) {
    const from = wordToken[word] ?? 0;
    const token = tokens[from];
    if (token === undefined || (token.kind !== 'word' && token.kind !== 'number')) {
      word += 1;
      continue;
    }
    const match = knowledge.longestName(words, word);
    if (match !== null) {
      let size = match.words;
      while (size > 1 && tokens[wordToken[word + size - 1] ?? from]?.kind === 'punct') size -= 1;
      const to = wordToken[word + size - 1] ?? from;
      const names =
        PREFIX.test(token.lower) && size === 1
          ? []
          : match.hits.filter(
              (hit) => !(hit.common || (COMPASS.test(token.lower) && size === 1)) || inPlacePosition(tokens, from, to),
            );
      const closed = match.words === 1 && token.word.closed !== undefined && !/^\p{Lu}{2,}$/u.test(token.text);
      // "400 Mawozo" is a name, "400" is not.
      if (names.length > 0 && !closed && (token.kind === 'word' || size > 1)) {
        spans.push({ from, to, names, role: null });
        word += size;
        continue;
      }
    }
    const role = knowledge.roleNounAt(words, word);
    if (role !== null && !(token.word.closed !== undefined && role.words === 1)) {
      spans.push({ from, to: wordToken[word + role.words - 1] ?? from, names: null, role });
      word += role.words;
      continue;
    }
    word += 1;
  }
  return spans;
}

/** "in Reading", "the town of Split": a word that is also a name stands where only a place can. */
function inPlacePosition(tokens: readonly Token[], from: number, to: number): boolean {
  const before = tokens[from - 1];
  const after = tokens[to + 1];
  if (!/^\p{Lu}/u.test(tokens[from]?.text ?? '')) return false;
  const settlement = (token: Token | undefined): boolean =>
    token?.word.classes?.has('settlement') === true || token?.word.classes?.has('region') === true;
  if (after?.lower === 'of' || after?.lower === 'from') return false;
  if (settlement(after)) return true;
  if (before?.lower === 'of') return settlement(tokens[from - 2]);
  return (
    /^(?:in|at|near|from|to|outside|around|towards|toward|into)$/.test(before?.lower ?? '') &&
    !/^\p{Lu}/u.test(after?.text ?? '')
  );
}
