/** Which countries an article speaks of, and in which of them a sentence is: its army is "the army". */
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { PlaceEntry } from '../model/knowledge.ts';
import { isOrdinaryWord } from './compromise.ts';
import type { NameSpan } from './names.ts';
import type { Token } from './tokens.ts';

type Named = { tokens: readonly Token[]; names: NameSpan[] };

export type TextCountries = {
  /** ISO codes of the countries that the article speaks of, most mentioned first. */
  ordered: readonly string[];
  /** The country that most of its places lie in, or the only one told as where something is, whoever fights there; else null. */
  where: string | null;
  /** The same where it is the one most spoken of, too, and no other comes near it: what a paragraph is about that names no place. */
  home: string | null;
  /** The country that a sentence's places lie in; of namesakes the one that the article is about. Null without a place. */
  of(sentence: Named): string | null;
};

/** From this size on a town stands for its country where nothing else of that country is named. */
const WELL_KNOWN = 500_000;

const IN: ReadonlySet<string> = new Set(['in', 'across', 'throughout', 'inside']);

export function countriesOf(sentences: readonly Named[], knowledge: Knowledge): TextCountries {
  const votes = new Map<string, number>();
  const places = new Map<string, Set<string>>();
  const told = new Set<string>();
  /** Those told as where something is: "in Sudan". */
  const around = new Set<string>();
  const vote = (code: string | null | undefined, weight: number): void => {
    if (code != null) votes.set(code, (votes.get(code) ?? 0) + weight);
  };
  for (const sentence of sentences)
    for (const span of sentence.names) {
      const hit = span.names?.[0];
      if (hit === undefined || isMonth(span, sentence)) continue;
      if (hit.kind === 'country') {
        vote(hit.country.code, 2);
        told.add(hit.country.code);
        if (!hit.demonym && IN.has(sentence.tokens[span.from - 1]?.lower ?? '')) around.add(hit.country.code);
      } else if (hit.kind === 'place') {
        const part = isPartOfName(span, sentence);
        vote(hit.place.country, span.names?.length === 1 && !part ? 2 : 0.5);
        if (!part && hit.place.country !== null) note(places, hit.place.country, hit.place.id);
      } else if (hit.kind === 'actor' && hit.actor.kind !== 'media' && hit.actor.kind !== 'organisation')
        vote(hit.actor.country, 1);
    }
  const ordered = [...votes.entries()].sort((a, b) => b[1] - a[1]).map(([code]) => code);
  const [first] = ordered;
  // A country of which nothing but one small town is named is rather a namesake's.
  const isSpokenOf = (place: PlaceEntry): boolean =>
    place.country === first ||
    told.has(place.country ?? '') ||
    (places.get(place.country ?? '')?.size ?? 0) > 1 ||
    place.population >= WELL_KNOWN ||
    knowledge.countryOfCapital(place.id) !== null;
  const [most, next] = [...places.entries()].sort((a, b) => b[1].size - a[1].size);
  // "Río de Oro", "Ain Zara": a province of a country that the text does not speak of only lends a word.
  for (const sentence of sentences)
    sentence.names = sentence.names.filter(
      (span) =>
        span.names === null ||
        !span.names.every((hit) => hit.kind === 'place' && !isSpokenOf(hit.place)) ||
        !isPartOfName(span, sentence),
    );
  return {
    ordered,
    where: most?.[0] ?? (around.size === 1 ? ([...around][0] ?? null) : null),
    home:
      most === undefined || most[0] !== first || most[1].size < Math.max(3, 2 * (next?.[1].size ?? 0)) ? null : most[0],
    of(sentence) {
      let weak: string | null = null;
      for (const span of sentence.names) {
        const hits = (span.names ?? []).filter((hit) => hit.kind === 'place' && hit.place.kind !== 'country');
        if (hits.length === 0 || isPartOfName(span, sentence)) continue;
        const codes = hits.flatMap((hit) => (hit.kind === 'place' && isSpokenOf(hit.place) ? [hit.place.country] : []));
        const found = ordered.find((code) => codes.includes(code));
        if (found === undefined) continue;
        const away = /^(?:from|to)$/.test(sentence.tokens[span.from - 1]?.lower ?? '');
        if (!away && !hits.some((hit) => hit.kind === 'place' && knowledge.countryOfCapital(hit.place.id) !== null))
          return found;
        // "brokered by Beijing, … returned Lashio to the military": a capital may stand for a government far away;
        // "flew in 500 men from Entebbe": where somebody came from is not where the sentence is.
        weak ??= found;
      }
      return weak;
    },
  };
}

/** "in March 2021": towns are called so, too. */
const isMonth = ({ from, to }: NameSpan, { tokens }: Named): boolean =>
  from === to && MONTHS.has(tokens[from]?.lower ?? '');
const MONTHS: ReadonlySet<string> = new Set(
  'january february march april may june july august september october november december'.split(' '),
);

function note(places: Map<string, Set<string>>, country: string, id: string): void {
  const known = places.get(country);
  if (known === undefined) places.set(country, new Set([id]));
  else known.add(id);
}

const PARTICLES = new Set(['de', 'del', 'da', 'do', 'dos', 'el', 'al', 'la', 'bin', 'ibn']);

/** "Adan Yabaal", "Wharf Jérémie", "Luckson Elan": a place's name beside a name that nobody knows is a part of it. */
function isPartOfName({ from, to }: NameSpan, { tokens, names }: Named): boolean {
  const isParticle = (at: number): boolean => PARTICLES.has(tokens[at]?.lower ?? '');
  const isUnknown = (at: number): boolean => {
    const token = tokens[at];
    if (token === undefined || at === 0 || token.kind !== 'word' || token.text === token.lower) return false;
    if (!/^\p{Lu}/u.test(token.text)) return false;
    return !isOrdinaryWord(token.lower) && !names.some((span) => span.from <= at && at <= span.to);
  };
  // "Río de Oro"
  return isUnknown(from - 1) || isUnknown(to + 1) || (isParticle(from - 1) && isUnknown(from - 2));
}
