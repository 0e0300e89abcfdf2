/** Headings and the verbless openings of paragraphs that say where what follows happened: "Toretsk direction.", "MALI", "Khiam:". */
import { isOrdinaryWord } from './compromise.ts';
import type { NameSpan } from './names.ts';
import { type PlaceReading, slug } from './referents.ts';
import type { Token } from './tokens.ts';

/** What a section is about: a country, a place, or neither ("Background"). */
export type Topic = { place: PlaceReading | null; country: string | null };

/** A topic of more words is a sentence. */
const MAX_WORDS = 9;
/** Words that stand beside the name of a place in a heading and are no part of it. */
const BESIDE =
  /^(?:direction|axis|front|sector|area|region|province|oblast|district|governorate|state|county|city|town|village|countryside|northern|southern|eastern|western|central|north|south|east|west|in|on|the|of|and|its|subordinate|main|effort|supporting|situation|update|operations?|offensive|rural)$/;

/** The topic that a sentence is, or null where it says something. `opens`: it is the first of its paragraph. */
export function topicOf(
  sentence: { heading: boolean; tokens: readonly Token[]; names: readonly NameSpan[] },
  opens: boolean,
): Topic | null {
  const { tokens, names, heading } = sentence;
  if (!heading && !(opens && /^[.:–—]$/.test(tokens.at(-1)?.text ?? ''))) return null;
  const words = tokens.filter(({ kind }) => kind === 'word');
  if (words.length === 0 || words.length > MAX_WORDS) return null;
  if (words.some((word) => isSaying(word, names, tokens))) return null;
  for (const { names: hits } of names)
    for (const hit of hits ?? []) {
      if (hit.kind === 'place' && hit.place.kind !== 'country')
        return {
          place: { id: hit.place.id, name: hit.place.name, basis: 'direct', entry: hit.place, head: null },
          country: hit.place.country,
        };
      if (hit.kind === 'country' && !hit.demonym) return { place: null, country: hit.country.code };
    }
  const name = heading ? null : unknownName(tokens);
  const place: PlaceReading | null =
    name === null ? null : { id: slug(name), name, basis: 'direct', entry: null, head: null };
  return { place, country: null };
}

/** A word that makes a sentence of it: a verb, as far as its form alone tells. */
function isSaying(token: Token, names: readonly NameSpan[], tokens: readonly Token[]): boolean {
  const at = tokens.indexOf(token);
  if (names.some(({ from, to }) => from <= at && at <= to)) return false;
  const { closed, forms } = token.word;
  if (closed === 'be' || closed === 'have' || closed === 'do' || closed === 'modal' || closed === 'pron') return true;
  if (/^\p{Lu}/u.test(token.text)) return false;
  return forms?.some(({ form }) => form === 'past') === true;
}

/** "Khiam.", "Aita al-Shaab.", "Jabalia (northern Gaza).": capitals that are no words of the language. */
function unknownName(tokens: readonly Token[]): string | null {
  const cut = tokens.findIndex(({ kind, text }) => kind === 'punct' && text !== "'" && text !== '’');
  const name = tokens
    .slice(0, cut < 0 ? tokens.length : cut)
    .filter(({ kind, lower }) => !(kind === 'word' && BESIDE.test(lower)));
  const words = name.filter(({ kind }) => kind === 'word');
  const fits = words.every(({ text, lower }) =>
    /^\p{Lu}/u.test(text) ? !isOrdinaryWord(lower) : /^(?:al|el|as|ad|ar|az|ash|an|at|ez|es|de|del|la)$/.test(lower),
  );
  if (words.length === 0 || words.length > 4 || !fits) return null;
  return name.reduce((made, { text, spaced }, index) => made + (spaced && index > 0 ? ' ' : '') + text, '');
}
