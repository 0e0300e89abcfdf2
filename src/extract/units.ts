/** Turns the tokens of one sentence into units: known names, role nouns and fixed phrases as one, each with a part of speech. */
import { settleEventNouns } from './event-nouns.ts';
import type { Grammar } from './grammar.ts';
import { mergeTokens, type TimeSpan } from './merge-tokens.ts';
import type { NameSpan } from './names.ts';
import type { Unit } from './syntax.ts';
import type { Token } from './tokens.ts';
import { namesEvent } from './unit-neighbours.ts';
import { joinUnknownNames } from './unknown-names.ts';
import { settleInfinitive, settleVerb } from './verb-or-noun.ts';

/** The units of a sentence. `times` are spans of dates, which become one unit each. */
export function readUnits(input: {
  text: string;
  tokens: readonly Token[];
  times: readonly TimeSpan[];
  names: readonly NameSpan[];
  grammar: Grammar;
}): Unit[] {
  const units = mergeTokens(input);
  joinUnknownNames(units, input.grammar);
  for (const unit of units) if (unit.pos === 'noun' && unit.names === null) refine(unit, input.grammar);
  settleEventNouns(units, input.grammar);
  for (let i = 0; i < units.length; i += 1) {
    settleInfinitive(units, i, input.grammar);
    settleVerb(units, i, input.grammar);
  }
  return units;
}

/** Gives a word that no closed class knows its part of speech from compromise's tag. */
function refine(unit: Unit, grammar: Grammar): void {
  if (unit.role !== null && unit.forms === null) return;
  if (unit.forms !== null) {
    unit.pos = 'verb';
    return;
  }
  const tag = grammar.tagger.tag(unit.lower);
  unit.plural ||= tag.tag === 'plural';
  if (unit.classes !== null || namesEvent(unit.lower, grammar)) return;
  if (tag.tag === 'number') unit.pos = 'num';
  else if (tag.tag === 'adjective') unit.pos = 'adj';
  else if (tag.tag === 'adverb') unit.pos = 'adv';
  else if (tag.tag === 'verb' && tag.verbForm !== null) {
    unit.pos = 'verb';
    unit.forms = [
      { lemma: unit.lower, form: tag.verbForm },
      ...(tag.verbForm === 'past' ? [{ lemma: unit.lower, form: 'part' } as const] : []),
    ];
  } else if (/^(?:north|south|east|west)(?:ern|east|west|eastern|western|ernmost)?$/.test(unit.lower)) unit.pos = 'adj';
}
