/** Decides whether a word that can be a verb is one where it stands, and which of its forms it has there. */
import type { VerbForm } from './compromise.ts';
import type { CueTables } from './cue-tables.ts';
import { endsCompound, transitiveBehind } from './event-nouns.ts';
import type { Grammar } from './grammar.ts';
import { lastWord } from './noun-reading.ts';
import type { Unit } from './syntax.ts';
import {
  ARGUMENT,
  coordinatedVerb,
  finiteAhead,
  following,
  isDemonym,
  isListedSubject,
  isSingular,
  isSubjectLike,
  NOMINAL_BEFORE,
  namesEvent,
  nominal,
  opensClause,
  previous,
  subjectHead,
} from './unit-neighbours.ts';

/** "threatened to institute a curfew": a word that no table knows, between a governing verb's "to" and an object, is a verb. */
export function settleInfinitive(units: Unit[], at: number, grammar: Grammar): void {
  const unit = units[at];
  const after = units[at + 1]?.pos;
  if (units[at - 1]?.pos !== 'to' || (after !== 'det' && after !== 'poss')) return;
  if ((unit?.pos !== 'noun' && unit?.pos !== 'adj') || unit.forms !== null || unit.classes !== null) return;
  if (unit.role !== null || !/^\p{Ll}+$/u.test(unit.text) || !governs(previous(units, at - 1), grammar.cues)) return;
  unit.pos = 'verb';
  unit.forms = [{ lemma: unit.lower, form: 'base' }];
}

/** "demanded that the US cancel plans": a base form behind "that" and a subject, under a verb or noun of demand. */
function isSubjunctive(units: readonly Unit[], at: number, cues: CueTables): boolean {
  if (units[at]?.forms?.some((form) => form.form === 'base') !== true) return false;
  // "warned that an attack on A could come"
  if (/^(?:det|poss|adj|possmark)$/.test(units[at - 1]?.pos ?? '')) return false;
  let that = at - 1;
  while (that > at - 8 && /^(?:noun|name|det|poss|adj|adv|hyphen|possmark)$/.test(units[that]?.pos ?? '')) that -= 1;
  if (that === at - 1 || units[that]?.lower !== 'that') return false;
  const before = previous(units, units[that - 1]?.pos === 'time' ? that - 1 : that);
  if (before === undefined) return false;
  const asks = (lemma: string): boolean =>
    cues.objectControl.get(lemma)?.some(({ value }) => value === 'planned') ?? false;
  return (before.forms?.some(({ lemma }) => asks(lemma)) ?? false) || cues.nominal.get(before.lower) === 'planned';
}

/** Whether a word takes an infinitive. */
const governs = (unit: Unit | undefined, cues: CueTables): boolean =>
  unit !== undefined &&
  (cues.adjectival.has(unit.lower) || (unit.forms?.some(({ lemma }) => cues.catenative.has(lemma)) ?? false));

/** Decides whether a word that can be a verb is one here, from its neighbours; writes `pos` and narrows `forms`. */
export function settleVerb(units: Unit[], at: number, grammar: Grammar): void {
  const unit = units[at];
  if (unit === undefined || unit.pos !== 'verb' || unit.forms === null) return;
  const kept = reportsHere(units, at, grammar.cues.reporting)
    ? unit.forms
    : verbFormsHere(units, at, unit.forms, grammar);
  if (kept.length > 0) {
    unit.forms = kept;
    return;
  }
  const next = units[at + 1];
  const adjective = unit.forms.some((form) => form.form === 'part' || form.form === 'ing') && mayBeNoun(next);
  unit.pos = adjective ? 'adj' : 'noun';
  unit.plural ||= unit.forms.every((form) => form.form === 's');
  if (!adjective) unit.forms = null;
}

/** "Russia says it has taken …", "officials claim the army left": a statement follows, so the word is no noun. */
function reportsHere(units: readonly Unit[], at: number, reporting: CueTables['reporting']): boolean {
  const unit = units[at];
  const before = previous(units, at);
  if (unit?.forms == null || before === undefined || !isSubjectLike(before)) return false;
  const form = unit.forms.find((one) => (one.form === 's' || one.form === 'base') && reporting.has(one.lemma));
  if (form === undefined || (form.form === 'base' && isSingular(units, at))) return false;
  // "denied claims that …": the stretch has its verb already.
  const verb = coordinatedVerb(units, at);
  if (verb?.forms != null && !verb.forms.some(({ lemma }) => lemma === 'say')) return false;
  if (form.lemma === 'say') return true;
  const right = following(units, at)?.pos;
  const statement = right === 'pron' || right === 'det' || right === 'name' || right === 'poss' || right === 'rel';
  return statement && finiteAhead(units, at + 1);
}

/** Whether a word is a plan, wish or attempt as a verb, with the verb that it governs right behind "to". */
function governsInfinitive(units: readonly Unit[], at: number, grammar: Grammar): boolean {
  const unit = units[at];
  const lemmas = unit?.forms?.filter(({ form }) => form === 'base').map(({ lemma }) => lemma) ?? [];
  const next = units.slice(at + 2).find(({ pos }) => pos !== 'adv');
  return (
    lemmas.some((lemma) => grammar.cues.catenative.has(lemma)) &&
    (next?.forms?.some(({ form }) => form === 'base') ?? false) &&
    units[at - 1]?.pos === 'name' &&
    !finiteAhead(units, at + 2)
  );
}

/**
 * Whether a finite verb that reports nothing stands before in the same stretch. A participle without an object is none
 * ("militants besieged in Al-Safa refuse …").
 */
function hasVerbBefore(units: readonly Unit[], at: number, grammar: Grammar): boolean {
  const verb = coordinatedVerb(units, at);
  if (verb?.forms == null) return false;
  const { reporting, objectControl } = grammar.cues;
  if (verb.forms.some(({ lemma }) => reporting.has(lemma) || objectControl.has(lemma))) return false;
  if (verb.forms.some(({ form }) => form === 's')) return true;
  // "had hit ISIS positions": an auxiliary makes it finite.
  if (/^(?:have|be|modal|do)$/.test(previous(units, units.indexOf(verb))?.pos ?? '')) return true;
  const past = verb.forms.some(({ form }) => form === 'past');
  const participle = verb.forms.some(({ form }) => form === 'part');
  const next = units.slice(units.indexOf(verb) + 1).find((unit) => unit.pos !== 'adv')?.pos;
  return past && (!participle || (next !== 'prep' && next !== 'to'));
}

/** Whether any verb stands before. */
const hasVerb = (units: readonly Unit[], at: number): boolean =>
  units.slice(0, at).some(({ pos }) => /^(?:verb|be|have|do|modal|sub)$/.test(pos));

function verbFormsHere(units: Unit[], at: number, forms: readonly VerbForm[], grammar: Grammar): VerbForm[] {
  const before = previous(units, at);
  const after = following(units, at);
  const left = before?.pos;
  const right = after?.pos;
  const keep = (test: (form: VerbForm) => boolean): VerbForm[] => forms.filter(test);
  // "to war-torn Mozambique": the first half of a compound.
  if (units[at + 1]?.pos === 'hyphen' && left === 'to' && units[at + 2]?.forms != null) return [];
  if (isSubjunctive(units, at, grammar.cues)) return keep((form) => form.form === 'base');
  if (left === 'modal' || left === 'do' || before?.lower === 'yet to') return keep((form) => form.form === 'base');
  if (left === 'to') {
    const base = keep((form) => form.form === 'base');
    return base.length > 0 ? base : gerund(units, at, forms, grammar);
  }
  if (left === 'have') return keep((form) => form.form === 'part');
  if (left === 'be' || left === 'get') return keep((form) => form.form === 'part' || form.form === 'ing');
  const word = forms[0];
  const has = (form: VerbForm['form']): boolean => forms.some((one) => one.form === form);
  if (has('ing')) return gerund(units, at, forms, grammar);
  if (has('past') || has('part')) {
    // "the captured town", "besieged fighters": an adjective between a determiner (or nothing) and a noun.
    // "two suspected robbers", "three wounded soldiers".
    if (before?.pos === 'num' && (after?.pos === 'noun' || after?.classes != null) && !has('base')) return [];
    // "nine alleged NPA members".
    if (before?.pos === 'num' && nominal(after) && grammar.cues.suspected.has(units[at]?.lower ?? '')) return [];
    // "without a shot", "the wounded were …".
    const ends = after === undefined || /^(?:punct|be|have|modal)$/.test(after.pos);
    if (left === 'det' && ends && !has('base')) return [];
    // "the army and allied fighters captured …": the verb is still to come.
    if (before?.pos === 'conj' && mayBeNoun(after) && finiteAhead(units, at + 1)) return [];
    if (before !== undefined && NOMINAL_BEFORE.has(before.pos) && before.pos !== 'num') {
      if (nominal(after) || right === 'adj' || (before.pos === 'det' && mayBeNoun(after))) return [];
      if (has('base') || units[at]?.role) return [];
      return before.pos === 'prep' ? [] : forms.slice();
    }
    // "Suspected rebels killed …", "On Monday, suspected rebels killed …".
    if (before === undefined && nominal(after)) return [];
    // "where displaced families were sheltering": the verb is still to come.
    if (before?.pos === 'sub' && nominal(after) && finiteAhead(units, at)) return [];
    // "struck suspected hideouts", "On Monday, presumed militants ambushed …": what hangs on a noun that has its verb.
    if (
      before?.pos === 'verb' &&
      mayBeNoun(after) &&
      (before.forms?.every(({ form }) => form !== 'base') || isUnderAuxiliary(units, units.indexOf(before))) &&
      !has('base')
    )
      return [];
    const opens = before?.pos === 'punct' || before?.pos === 'time';
    if (opens && grammar.cues.suspected.has(units[at]?.lower ?? '') && nominal(after)) return [];
    if (before?.text === ',' && nominal(after) && finiteAhead(units, at) && !hasVerb(units, at)) return [];
    if (has('base') && !has('s') && before !== undefined && !isSubjectLike(before))
      return has('past') ? keep((form) => form.form !== 'base') : [];
    return keep((form) => form.form === 'past' || form.form === 'part');
  }
  if (word === undefined || before === undefined) return [];
  // "as thousands flee".
  if (
    COUNTS.has(before.lower) &&
    has('base') &&
    (right === undefined || /^(?:prep|to|punct|adv|time|sub|conj)$/.test(right))
  )
    return forms.slice();
  if (NOMINAL_BEFORE.has(before.pos)) return [];
  // "Bunagana, on the Ugandan border, remains in the hands of …": nothing else in the sentence can be its verb.
  if (before.text === ',' && has('s') && isOnlyVerb(units, at)) return forms.slice();
  if (before.pos === 'pron' || before.pos === 'rel') return forms.slice();
  // "The RSF plan to storm …": a group takes the plural, and an infinitive follows.
  if (right === 'to' && isSubjectLike(before) && before.pos !== 'time' && governsInfinitive(units, at, grammar))
    return keep((form) => form.form === 'base');
  // "shelled RSF positions in Khartoum": the stretch has its verb, and what follows a name is its noun.
  if (before.pos !== 'conj' && hasVerbBefore(units, at, grammar)) return [];
  const objectFollows =
    right !== undefined &&
    (ARGUMENT.has(right) ||
      right === 'adj' ||
      (right === 'noun' && after?.role !== null) ||
      nominal(after) ||
      isObjectNoun(units, at + 1) ||
      right === 'adv');
  // "provides aid", "attack aid convoys": the second word is the noun that it also is.
  const nounAhead = right === 'verb' && grammar.lightNouns.has(after?.lower ?? '');
  const prepFollows =
    (right === 'verb' && after?.forms?.some((form) => form.form === 'ing') === true) ||
    right === 'prep' ||
    right === 'to' ||
    right === 'punct' ||
    right === undefined ||
    right === 'time' ||
    right === 'sub' ||
    right === 'conj';
  if (before.pos === 'conj') {
    const verb = coordinatedVerb(units, at);
    return verb !== undefined && objectFollows && right !== 'noun'
      ? forms.slice()
      : verb?.forms?.some((form) => form.form === word.form) && objectFollows
        ? forms.slice()
        : [];
  }
  if (!isSubjectLike(before)) return before.pos === 'adv' && objectFollows ? forms.slice() : [];
  // "stays in Ukrainian hands despite …": behind a preposition an adjective has its noun.
  if (isDemonym(before) && units[units.indexOf(before) - 1]?.pos === 'prep') return [];
  const own = units[at];
  if (/^(?:remain|stay)$/.test(word.lemma) && before.pos !== 'time' && keepsState(after)) return forms.slice();
  if (has('s') && nounAhead && own?.classes === null && !namesEvent(own)) return forms.slice();
  // "with gunshot wounds": the two words are one noun.
  if (has('s') && grammar.nounClasses.get(`${before.lower} ${own?.lower}`)?.has('injury') === true) return [];
  if (finiteAhead(units, at) || transitiveBehind(units, at)) return [];
  // "rebel positions around Hama": a noun that happens to be spelled like a verb.
  if (has('s') && !objectFollows && units[at]?.classes != null && (before.pos === 'noun' || isDemonym(before)))
    return [];
  // "fired on SDF positions around Tell Rifaat".
  if (has('s') && !objectFollows && units[at]?.classes != null && units[units.indexOf(before) - 1]?.pos === 'prep')
    return [];
  if (has('s'))
    return objectFollows ||
      (prepFollows && !before.plural && (right !== 'punct' || opensClause(units, at)) && after?.lower !== 'of')
      ? forms.slice()
      : [];
  // "humanitarian aid", "food aid": right behind a singular noun it is the noun that it also is.
  if (
    before.pos === 'noun' &&
    /(?:[^s]|^arms)$/.test(before.lower) &&
    before.role === null &&
    grammar.lightNouns.has(units[at]?.lower ?? '')
  )
    return [];
  // "a police station", "the army base": the two words are one noun, or the article says that a singular follows.
  if (grammar.nounClasses.has(`${before.lower} ${units[at]?.lower}`) || isSingular(units, at)) return [];
  // "at the Lekki toll gate": the last word of a compound.
  if (endsCompound(units, at, right)) return [];
  if (isListedSubject(units, at) && (nominal(after) || right === 'det' || right === 'num' || right === 'prep'))
    return forms.slice();
  // A base form needs a plural subject: "SDF forces advance on Hajin", "militants attack the town".
  const subject = subjectHead(units, at) ?? before;
  const plural =
    subject.plural ||
    (before.pos === 'name' &&
      ((objectFollows && ARGUMENT.has(right ?? 'punct')) ||
        (isPluralName(before, grammar) && !(prepFollows && namesEvent(own)))));
  return plural && (objectFollows || (prepFollows && after?.lower !== 'of')) ? forms.slice() : [];
}

/** "Sudanese Armed Forces", "M23 rebels", "Houthis": a name that ends in the plural of a noun, or in that of a people's word. */
function isPluralName({ text, lower, names }: Unit, { nounClasses }: Grammar): boolean {
  const last = lastWord(lower);
  if (!last.endsWith('s') || names?.[0]?.kind !== 'actor') return false;
  if (last === lower) return PEOPLE_PLURAL.test(text);
  return nounClasses.get(last)?.has('people-group') === true || /^\p{Ll}/u.test(text.slice(-last.length));
}
const PEOPLE_PLURAL = /^\p{Lu}\p{Ll}+(?:[^aeiou]is|ists|ians|ans|eds|rds|egs)$/u;

/** "Hajin remains held by …"; "remains found in a grave" are a body's. */
const keepsState = (after: Unit | undefined): boolean =>
  after?.pos === 'verb' && after.forms?.some(({ form }) => form === 'part') === true && !EXHUMED.has(after.lower);
const EXHUMED: ReadonlySet<string> = new Set(
  'found discovered recovered exhumed buried identified returned unearthed dug retrieved repatriated'.split(' '),
);

const COUNTS: ReadonlySet<string> = new Set(['dozens', 'hundreds', 'thousands', 'scores', 'millions', 'tens']);

/** Whether a word behind an aside can be the verb of the name that opens the sentence: no other verb stands beside it. */
function isOnlyVerb(units: readonly Unit[], at: number): boolean {
  const comma = units.findIndex(({ text }) => text === ',');
  const subject = units[comma - 1];
  if (comma < 1 || comma >= at - 1 || (subject?.pos !== 'name' && subject?.pos !== 'noun')) return false;
  return units[comma + 1]?.pos === 'prep' && !hasVerb(units, at) && !finiteAhead(units, at);
}

/** "bomb hits bus in Quetta": a thing that is also spelled like a verb, with nothing behind it that a verb would have. */
function isObjectNoun(units: readonly Unit[], at: number): boolean {
  const unit = units[at];
  const next = units[at + 1]?.pos;
  if (unit?.pos !== 'verb' || unit.classes === null || unit.forms?.some(({ form }) => form !== 'base')) return false;
  return next === undefined || /^(?:prep|punct|time|sub|conj)$/.test(next);
}

/** "did not make", "will seize", "to free": the verb is one, whatever its form looks like. */
const isUnderAuxiliary = (units: readonly Unit[], at: number): boolean =>
  /^(?:do|modal|to)$/.test(previous(units, at)?.pos ?? '');

const isEnd = (after: Unit | undefined): boolean =>
  after === undefined || after.pos === 'punct' || after.pos === 'conj' || after.pos === 'time';

/** "all armed forces", "any confirmed advances", "a mechanized assault": a word that has not been settled yet, but is rather a noun. */
const mayBeNoun = (unit: Unit | undefined): boolean =>
  nominal(unit) ||
  (unit?.pos === 'verb' &&
    (unit.classes !== null || namesEvent(unit) || unit.forms?.every(({ form }) => form === 's') === true));

function gerund(units: Unit[], at: number, forms: readonly VerbForm[], grammar: Grammar): VerbForm[] {
  const before = previous(units, at);
  const after = following(units, at);
  const ing = forms.filter((form) => form.form === 'ing');
  if (
    before !== undefined &&
    (before.pos === 'det' ||
      before.pos === 'poss' ||
      before.pos === 'adj' ||
      before.pos === 'possmark' ||
      before.pos === 'num')
  )
    return [];
  // "a forward operating base", "the DeepState monitoring group": one thing needs a determiner, so it is no object.
  const one = after?.pos === 'noun' && !/s$/.test(after.lower) && after.role === null;
  if (one && before?.pos === 'noun' && before.role === null && after.classes?.has('site')) return [];
  if (one && before?.pos === 'name' && after.classes?.has('people-group')) return [];
  if (describesNoun(units, at, forms, grammar)) return [];
  // "Russian shelling killed …": the verb that follows has it for its subject.
  const another = units[at + 1]?.forms?.some((form) => form.form === 'past') && units[at + 1]?.classes == null;
  const event = namesEvent(units[at]);
  // "convoys carrying wounded fighters left": a participle of what is carried.
  const carries = !event && nominal(units[at + 2]) && finiteAhead(units, at + 2);
  if (another && !carries && units[at - 1]?.pos !== 'punct') return [];
  // "set off fighting between A and B", "when fighting between A and B erupted"
  if (event && after?.lower === 'between') return [];
  // "looting by armed men was reported", "if fighting spreads": what goes on, and nobody's deed.
  if (event && (after?.lower === 'by' || (before?.pos !== 'noun' && goesOn(units[at + 1])))) return [];
  if (after?.lower === 'of' || after?.pos === 'be' || after?.pos === 'modal' || after?.pos === 'have') return [];
  const takesObject =
    (another && carries) ||
    (after !== undefined &&
      (ARGUMENT.has(after.pos) || nominal(after) || isPlural(after) || after.pos === 'adj' || after.lower === 'that'));
  // "attacks on shipping in the Red Sea"
  const listed = units[at]?.classes != null && after?.pos === 'prep';
  if (listed && /^(?:on|against|of)$/.test(before?.lower ?? '')) return [];
  if (before?.pos === 'prep' || before === undefined)
    return takesObject || after?.pos === 'prep' || after?.pos === 'to' || after?.pos === 'adv' ? ing : [];
  // "bombed a Maulud gathering at …": one thing with a name.
  if (event && before?.pos === 'name' && !takesObject && isSingular(units, at)) return [];
  // "olive trees belonging to farmers", "a bus travelling from Banisa".
  const moves = /^(?:to|prep)$/.test(after?.pos ?? '') && ing.some(({ lemma }) => grammar.intransitive.has(lemma));
  if (before.pos === 'noun' && before.role === null && !takesObject && !moves) return [];
  // "hit by Russian shelling, two hurt": whose it is stands before it.
  if (before.pos === 'name' && !takesObject && isEnd(after) && namesEvent(units[at])) return [];
  // "at the Kerem Shalom crossing on the border": the last word of a place's name.
  if (before.pos === 'name' && !takesObject && units[at]?.classes?.has('site') && after?.pos === 'prep') return [];
  return ing;
}

/**
 * "that retreating fighters had strewn", "fleeing soldiers burned the village": what those do who act; a verb that takes
 * no object has none.
 */
function describesNoun(units: readonly Unit[], at: number, forms: readonly VerbForm[], grammar: Grammar): boolean {
  const noun = units[at + 1];
  if (noun?.pos !== 'noun' && noun?.role == null) return false;
  if (!noun.plural || noun.names !== null) return false;
  const verb = units[at + 2];
  const acts = verb !== undefined && (/^(?:have|be|modal|do)$/.test(verb.pos) || isPast(verb));
  if (!acts) return false;
  return units[at - 1]?.pos === 'rel' || forms.some(({ lemma }) => grammar.intransitive.has(lemma));
}

const isPast = ({ forms }: Unit): boolean => forms?.some(({ form }) => form === 'past') === true;

/** "barges carrying supplies": a thing in the plural that is also spelled like a verb. */
const isPlural = ({ pos, classes, forms }: Unit): boolean =>
  pos === 'verb' &&
  (classes !== null || SUPPLIES.has(forms?.[0]?.lemma ?? '')) &&
  forms?.every(({ form }) => form === 's') === true;
const SUPPLIES: ReadonlySet<string> = new Set(['supply', 'load', 'ration', 'provision', 'stock', 'crop', 'drink']);

/** "fighting spreads", "shelling continues": a verb whose third person is no plural that anything knows. */
const goesOn = (unit: Unit | undefined): boolean =>
  unit?.pos === 'verb' && unit.classes === null && unit.forms?.some(({ form }) => form === 's') === true;
