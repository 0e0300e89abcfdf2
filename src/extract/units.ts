/** Turns the tokens of one sentence into units: known names, role nouns and fixed phrases as one, each with a part of speech. */
import { settleDistances } from './distances.ts';
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
  for (let i = 1; i < units.length; i += 1) {
    settleLikely(units, i);
    settleSince(units, i);
  }
  for (let i = 1; i < units.length; i += 1) settleAircraft(units, i);
  settleEventNouns(units);
  settleDistances(units);
  for (let i = 1; i < units.length; i += 1) {
    settleThere(units, i);
    settleAs(units, i, input.grammar);
    settleDirection(units, i);
    settleDead(units, i);
  }
  for (let i = 0; i < units.length; i += 1) {
    settleInfinitive(units, i, input.grammar);
    settleVerb(units, i, input.grammar);
  }
  return units;
}

/** "the last battalion there surrendered": behind a noun it says where; "said there was" has it for its subject. */
function settleThere(units: readonly Unit[], at: number): void {
  const unit = units[at];
  const before = units[at - 1]?.pos;
  if (unit?.lower !== 'there' || (before !== 'noun' && before !== 'name')) return;
  if (units[at + 1]?.pos !== 'be' && units[at + 1]?.pos !== 'have') unit.pos = 'adv';
}

/** "Six dead as bomb hits bus", "At least 12 dead in Gaza strike": a headline's way to say that they died. */
function settleDead(units: readonly Unit[], at: number): void {
  const unit = units[at];
  const before = units[at - 1];
  if (unit?.lower !== 'dead' || before === undefined || !/^(?:noun|num|name)$/.test(before.pos)) return;
  const after = units[at + 1]?.pos;
  if (after !== undefined && !/^(?:prep|sub|punct|conj|time)$/.test(after)) return;
  if (units.slice(0, at).some(({ pos, forms }) => /^(?:verb|be|have|modal)$/.test(pos) || forms !== null)) return;
  unit.pos = 'verb';
  unit.forms = [{ lemma: 'die', form: 'past' }];
}

/** "moved south into the town": behind a verb and before a preposition it says which way. */
function settleDirection(units: readonly Unit[], at: number): void {
  const unit = units[at];
  if (unit === undefined || units[at + 1]?.pos !== 'prep' || units[at - 1]?.forms == null) return;
  if (/^(?:north|south|east|west)(?:east|west)?(?:wards?)?$/.test(unit.lower)) unit.pos = 'adv';
}

/** "dismissed as false a claim that …": with its adjective it says how, and opens no clause. */
function settleAs(units: readonly Unit[], at: number, grammar: Grammar): void {
  const unit = units[at];
  if (unit?.lower !== 'as' || !grammar.cues.falsity.has(units[at + 1]?.lower ?? '')) return;
  const after = units[at + 2]?.pos;
  if (after !== 'noun' && after !== 'name' && after !== 'adj') unit.pos = 'adv';
}

const AIRCRAFT_KIND =
  /^(?:attack|bombers?|fighters?|reconnaissance|surveillance|remotely|piloted|unmanned|rotary|fixed-wing|tanker)$/;

/** "attack, bomber, fighter and remotely piloted aircraft": kinds of aircraft, neither an attack nor fighters. */
function settleAircraft(units: readonly Unit[], at: number): void {
  if (units[at]?.lower !== 'aircraft') return;
  for (let i = at - 1; i >= 0; i -= 1) {
    const unit = units[i];
    if (unit === undefined || !(AIRCRAFT_KIND.test(unit.lower) || unit.text === ',' || unit.pos === 'conj')) return;
    if (!AIRCRAFT_KIND.test(unit.lower)) continue;
    Object.assign(unit, { pos: 'adj', forms: null, classes: null, role: null, names: null } satisfies Partial<Unit>);
  }
}

/** "have likely seized": before a verb it says how sure that is. */
function settleLikely(units: readonly Unit[], at: number): void {
  const unit = units[at];
  if (unit?.lower !== 'likely' || units[at + 1]?.forms == null) return;
  if (/^(?:have|be|modal|name|noun|pron)$/.test(units[at - 1]?.pos ?? '')) unit.pos = 'adv';
}

/** "have since left": between an auxiliary and its verb it is no preposition. */
function settleSince(units: readonly Unit[], at: number): void {
  const unit = units[at];
  if (unit?.lower === 'since' && units[at - 1]?.pos === 'have' && units[at + 1]?.forms != null) unit.pos = 'adv';
}

/** Adjectives that compromise takes for verbs. */
const NEARNESS = new Set(['neighbouring', 'neighboring', 'surrounding', 'outgoing', 'incoming', 'nearby']);

/** Gives a word that no closed class knows its part of speech from compromise's tag. */
function refine(unit: Unit, grammar: Grammar): void {
  if (unit.role !== null && unit.forms === null) return;
  if (unit.forms !== null) {
    unit.pos = 'verb';
    return;
  }
  if (NEARNESS.has(unit.lower)) {
    unit.pos = 'adj';
    return;
  }
  const tag = grammar.tagger.tag(unit.lower);
  unit.plural ||= tag.tag === 'plural';
  if (unit.classes !== null || namesEvent(unit)) return;
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
