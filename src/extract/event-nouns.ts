/** Words spelled like verbs that are nouns here: parts of an event's name, and what follows a verb that has its object. */
import type { Pos, Unit } from './syntax.ts';

/** "bombing raids", "grenade attacks": words that name an event together are no verbs. */
export function settleEventNouns(units: readonly Unit[]): void {
  for (let at = 0; at < units.length; at += 1) {
    const unit = units[at];
    if (unit?.pos !== 'noun' && unit?.pos !== 'verb') continue;
    const phrase =
      unit.word.lower === unit.lower
        ? unit.word.compounds?.find(({ words }) => words.every((word, i) => units[at + i]?.lower === word))
        : undefined;
    if (phrase === undefined) continue;
    for (const part of units.slice(at, at + phrase.words.length)) {
      part.plural ||= part.forms?.some((form) => form.form === 's') === true;
      part.pos = 'noun';
      part.forms = null;
    }
  }
}

const STARTS_OBJECT = new Set<Pos>(['det', 'poss', 'name', 'pron', 'num']);
const BOUNDARY = new Set<Pos>(['conj', 'sub', 'rel', 'punct', 'be', 'have', 'modal']);

/** "arrested ten men during large-scale raids": whether the stretch before a word has its finite verb, with an object. */
export function transitiveBehind(units: readonly Unit[], at: number): boolean {
  for (let i = at - 1; i > 0; i -= 1) {
    const unit = units[i];
    if (unit === undefined || BOUNDARY.has(unit.pos)) return false;
    if (unit.pos !== 'verb' || unit.forms?.some((form) => form.form === 'past') !== true) continue;
    if (unit.forms.some(({ lemma }) => /^(?:say|tell|report|claim|add|warn|confirm)$/.test(lemma))) return false;
    return STARTS_OBJECT.has(units[i + 1]?.pos ?? 'punct') && i + 2 < at;
  }
  return false;
}

/** "at the Lekki toll gate": whether a word goes on with the phrase of a preposition, a bare noun to follow. */
export function endsCompound(units: readonly Unit[], at: number, right: Pos | undefined): boolean {
  if (right !== 'noun') return false;
  let from = at - 1;
  while (from > 0 && (units[from]?.pos === 'noun' || units[from]?.pos === 'name') && units[from]?.plural === false)
    from -= 1;
  return from < at - 1 && units[from]?.pos === 'det' && units[from - 1]?.pos === 'prep';
}
