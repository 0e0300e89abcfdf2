/** What stands around a unit: the words beside it, the subject before it, the verbs before and after it. */
import type { Pos, Unit } from './syntax.ts';

/** Whether a unit is one word that as a noun names an event. */
export const namesEvent = (unit: Unit | undefined): boolean =>
  unit?.word.namesEvent === true && unit.word.lower === unit.lower;

export const NOMINAL_BEFORE = new Set<Pos>(['det', 'poss', 'adj', 'num', 'prep', 'possmark']);

export const ARGUMENT = new Set<Pos>(['det', 'poss', 'name', 'pron', 'num']);

/** Pronouns that only a verb behind them can have for its subject, and "it", which mostly is one. */
export const SUBJECT_PRONOUNS: ReadonlySet<string> = new Set(['it', 'they', 'he', 'she', 'we']);

/** The verb that one behind "and" can be coordinated with: in the same stretch, or right before a comma and "and". */
export function coordinatedVerb(units: readonly Unit[], at: number): Unit | undefined {
  for (let i = at - 1; i >= 0; i -= 1) {
    const unit = units[i];
    if (unit === undefined || unit.pos === 'sub' || unit.pos === 'rel') return undefined;
    if (unit.pos === 'punct' && units[i + 1]?.pos !== 'conj') return undefined;
    if (unit.pos === 'verb') return unit;
  }
  return undefined;
}

/** Whether "a" or "an" opens the noun phrase that ends right before a word. */
export function isSingular(units: readonly Unit[], at: number): boolean {
  for (let i = at - 1; i >= 0; i -= 1) {
    const unit = units[i];
    if (unit?.pos === 'det') return /^an?$/.test(unit.lower);
    if (unit?.pos !== 'noun' && unit?.pos !== 'adj' && unit?.pos !== 'name') return false;
  }
  return false;
}

/** The head of the noun phrase before a verb, phrases behind prepositions passed over ("the offensives at Hajin intensify"). */
export function subjectHead(units: readonly Unit[], at: number): Unit | undefined {
  let head: Unit | undefined;
  for (let i = at - 1; i >= 0; i -= 1) {
    const unit = units[i];
    if (
      unit === undefined ||
      unit.pos === 'punct' ||
      unit.pos === 'sub' ||
      unit.pos === 'rel' ||
      (unit.pos === 'verb' && !isBareParticiple(units, i)) ||
      unit.pos === 'conj'
    )
      break;
    if (unit.pos === 'prep' || unit.pos === 'verb') head = undefined;
    else if (head === undefined && (unit.pos === 'noun' || unit.pos === 'name')) head = unit;
  }
  return head;
}

/** "M23, Kinshasa sign ceasefire": a headline's two subjects, a comma for "and", with nothing before them. */
export function isListedSubject(units: readonly Unit[], at: number): boolean {
  let commas = 0;
  for (let i = at - 1; i >= 0; i -= 1) {
    const unit = units[i];
    if (unit?.text === ',') commas += 1;
    else if (unit?.pos === 'sub' || unit?.text === ':') return commas === 1 && units[i + 1]?.text !== ',';
    else if (!/^(?:noun|name|adj|hyphen)$/.test(unit?.pos ?? '')) return false;
  }
  return commas === 1 && units[0]?.text !== ',';
}

/** "If Pokrovsk falls, …": nothing but a subject stands between a subordinator and this word. */
export function opensClause(units: readonly Unit[], at: number): boolean {
  for (let i = at - 1; i >= 0; i -= 1) {
    const pos = units[i]?.pos;
    if (pos === 'sub') return true;
    if (pos === 'verb' || pos === 'punct' || pos === 'be' || pos === 'have' || pos === 'modal') return false;
  }
  return false;
}

/** "militants besieged in Al-Safa refuse": a participle behind its noun, which the subject stands before. */
const isBareParticiple = (units: readonly Unit[], at: number): boolean =>
  units[at]?.forms?.some((form) => form.form === 'part') === true &&
  (units[at - 1]?.pos === 'noun' || units[at - 1]?.pos === 'name') &&
  units[at + 1]?.pos === 'prep';

/** Whether a finite verb stands further on in the same stretch, so that this word need not be one. */
export function finiteAhead(units: readonly Unit[], at: number): boolean {
  for (let i = at + 1; i < units.length; i += 1) {
    const unit = units[i];
    if (unit === undefined || unit.pos === 'conj' || unit.pos === 'sub' || unit.pos === 'rel') return false;
    if (unit.pos === 'punct' && !isQuotationMark(unit)) return false;
    const before = units[i - 1];
    // "frees the soldiers it is holding": the verb behind has a subject of its own.
    if (before?.pos === 'noun' && i > at + 1 && SUBJECT_PRONOUNS.has(unit.lower)) return false;
    // An infinitive is not finite, nor is "to have captured".
    if (before?.pos === 'to' || (before?.pos === 'have' && units[i - 2]?.pos === 'to')) continue;
    if (unit.pos === 'be' || unit.pos === 'have' || unit.pos === 'modal' || unit.pos === 'do')
      return unit.lower !== 'being' && unit.lower !== 'having';
    if (unit.pos === 'verb' && unit.forms !== null) {
      // "remains in government hands": what stands right behind a preposition and a bare noun is another noun.
      const bare = before?.pos === 'noun' || before?.pos === 'name';
      if (bare && units[i - 2]?.pos === 'prep' && unit.forms.every((form) => form.form === 's')) continue;
      if (before !== undefined && NOMINAL_BEFORE.has(before.pos)) continue;
      // "a man accused of theft", "fighters trained by Iran" have their participle behind them, not their verb.
      if (/^(?:accused|suspected|charged|convicted)$/.test(unit.lower) || units[i + 1]?.lower === 'by') continue;
      if (unit.forms.some((form) => form.form === 'past')) return true;
      if (unit.forms.some((form) => form.form === 's') && before?.pos !== 'adj') return true;
      // "police station": two words of one thing.
      if (unit.forms.some((form) => form.form === 'base') && before?.plural && unit.classes === null) return true;
    }
  }
  return false;
}

export const isDemonym = (unit: Unit): boolean =>
  unit.names?.some((hit) => hit.kind === 'country' && hit.demonym) === true;

export const nominal = (unit: Unit | undefined): boolean =>
  unit !== undefined && (unit.pos === 'noun' || unit.pos === 'name' || (unit.pos === 'verb' && unit.role !== null));

export const isSubjectLike = (unit: Unit): boolean =>
  unit.pos === 'noun' ||
  unit.pos === 'name' ||
  unit.pos === 'pron' ||
  unit.pos === 'time' ||
  unit.pos === 'rel' ||
  unit.text === ')' ||
  unit.pos === 'num' ||
  (unit.pos === 'verb' && unit.role !== null);

export const isQuotationMark = ({ text }: Unit): boolean => text === '"' || text === '“' || text === '”';

export function previous(units: readonly Unit[], at: number): Unit | undefined {
  for (let i = at - 1; i >= 0; i -= 1) {
    const unit = units[i];
    if (unit === undefined || unit.pos === 'adv' || isQuotationMark(unit)) continue;
    if (unit.pos !== 'neg' || unit.lower === 'yet to') return unit;
  }
  return undefined;
}

export function following(units: readonly Unit[], at: number): Unit | undefined {
  for (let i = at + 1; i < units.length; i += 1) {
    const unit = units[i];
    if (unit !== undefined && (unit.pos !== 'adv' || i === at + 1) && !isQuotationMark(unit)) return unit;
  }
  return undefined;
}
