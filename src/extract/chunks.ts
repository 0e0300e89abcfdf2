/** Groups units into noun phrases and verb groups; everything else stays as it is, in order. */
import { attach, dropBrackets } from './attach.ts';
import type { Grammar } from './grammar.ts';
import { readNounPhrase, TIME_MEASURES } from './noun-phrases.ts';
import { dropWiderPlaces } from './place-chains.ts';
import type { Chunk, Unit } from './syntax.ts';
import { readVerbGroup } from './verb-groups.ts';

/** The chunks of a sentence in order. Attaches "of" phrases and what else follows a noun phrase to it. */
export function chunk(units: readonly Unit[], grammar: Grammar): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; at < units.length; ) {
    const made = readVerbGroup(units, at, grammar.cues) ?? readNounPhrase(units, at) ?? readMark(units, at);
    if (made !== null) chunks.push(measuresTime(made, units) ? { kind: 'adv', from: made.from, to: made.to } : made);
    at = (made?.to ?? at) + 1;
  }
  return attach(dropWiderPlaces(dropBrackets(chunks, units), units), units, grammar);
}

/** "hours before jets struck", "a week earlier": how long lies between two events. */
const measuresTime = (made: Chunk, units: readonly Unit[]): boolean =>
  made.kind === 'np' &&
  TIME_MEASURES.has(units[made.head]?.lower ?? '') &&
  /^(?:before|after|since|earlier|later|ago)$/.test(units[made.to + 1]?.lower ?? '');

const COMMAS = new Set([',', '–', '—', '-']);
const STOPS = new Set([';', ':', '.', '!', '?']);
const BRACKETS = new Set(['(', ')', '[', ']']);

function readMark(units: readonly Unit[], at: number): Chunk | null {
  const unit = units[at];
  if (unit === undefined) return null;
  const mark = (kind: 'prep' | 'sub' | 'rel' | 'conj' | 'comma' | 'stop' | 'adv'): Chunk => ({
    kind,
    from: at,
    to: at,
  });
  switch (unit.pos) {
    case 'prep':
    case 'to':
      return mark('prep');
    case 'sub':
      return mark('sub');
    case 'modal':
      // "Should the army take Bara, …": an inverted condition.
      return unit.lower === 'should' && (at === 0 || units[at - 1]?.pos === 'punct') ? mark('sub') : null;
    case 'rel':
      return mark('rel');
    case 'conj':
      return mark('conj');
    case 'adv':
    case 'neg':
      return mark('adv');
    case 'punct':
      if (COMMAS.has(unit.text)) return mark('comma');
      return STOPS.has(unit.text) ? mark('stop') : BRACKETS.has(unit.text) ? mark('adv') : null;
    default:
      return null;
  }
}
