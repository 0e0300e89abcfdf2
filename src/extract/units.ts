/** Turns the tokens of one sentence into units: known names, role nouns and fixed phrases as one, each with a part of speech. */
import { isOrdinaryWord, type VerbForm } from './compromise.ts';
import { endsCompound, settleEventNouns, transitiveBehind } from './event-nouns.ts';
import type { CueTables, Grammar } from './grammar.ts';
import type { NameSpan } from './names.ts';
import type { Pos, Unit } from './syntax.ts';
import type { Token } from './tokens.ts';

export type TimeSpan = { start: number; end: number };

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

function mergeTokens(input: Parameters<typeof readUnits>[0]): Unit[] {
  const { tokens, times, grammar } = input;
  const spans = new Map(input.names.map((span) => [span.from, span]));
  const units: Unit[] = [];
  const join = (from: number, to: number, extra: Partial<Unit> & { pos: Pos }): void => {
    const first = tokens[from];
    if (first === undefined) return;
    const { start } = first;
    const end = tokens[to]?.end ?? start;
    units.push({
      text: from === to ? first.text : input.text.slice(start, end),
      lower: from === to ? first.lower : lowerOf(tokens, from, to),
      start,
      end,
      forms: null,
      plural: false,
      names: null,
      role: null,
      classes: null,
      ...extra,
    });
  };
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (token === undefined) break;
    const to = endOfTime(tokens, at, times);
    if (to !== null) {
      join(at, to, { pos: 'time' });
      at = to + 1;
      continue;
    }
    const span = spans.get(at);
    if (span?.names != null) {
      const people = span.names.some((hit) => hit.kind === 'country' && hit.demonym);
      join(at, span.to, { pos: 'name', names: span.names, plural: people && /s$/.test(tokens[span.to]?.lower ?? '') });
      at = span.to + 1;
      continue;
    }
    const phrase = grammar.closedPhrases
      .get(token.lower)
      ?.find(
        (candidate) =>
          candidate.words.every((part, i) => tokens[at + i]?.lower === part) &&
          !(
            units.at(-1)?.pos === 'be' &&
            beforeInfinitive(candidate.words, tokens[at + candidate.words.length], grammar)
          ),
      );
    if (phrase !== undefined) {
      join(at, at + phrase.words.length - 1, { pos: phrase.value });
      at += phrase.words.length;
      continue;
    }
    if (span?.role != null) {
      const lower = lowerOf(tokens, at, span.to);
      join(at, span.to, {
        pos: 'noun',
        role: span.role,
        plural: span.role.plural,
        classes: grammar.nounClasses.get(lower) ?? null,
        forms: span.to === at ? (grammar.verbs.get(token.lower) ?? null) : null,
      });
      at = span.to + 1;
      continue;
    }
    join(at, at, loneToken(token, grammar, countable(tokens[at + 1], grammar)));
    at += 1;
  }
  return units;
}

/** "was due to begin": the words of a preposition, but an infinitive follows. */
function beforeInfinitive(words: readonly string[], next: Token | undefined, grammar: Grammar): boolean {
  return words.at(-1) === 'to' && grammar.verbs.get(next?.lower ?? '')?.some((form) => form.form === 'base') === true;
}

const lowerOf = (tokens: readonly Token[], from: number, to: number): string =>
  tokens
    .slice(from, to + 1)
    .map((token) => token.lower)
    .join(' ');

function endOfTime(tokens: readonly Token[], at: number, times: readonly TimeSpan[]): number | null {
  const start = tokens[at]?.start ?? 0;
  const time = times.find((span) => span.start <= start && start < span.end);
  if (time === undefined) return null;
  let to = at;
  while (to + 1 < tokens.length && (tokens[to + 1]?.start ?? Number.POSITIVE_INFINITY) < time.end) to += 1;
  return to;
}

/** Whether a word can be counted by a number before it. */
const countable = (token: Token | undefined, grammar: Grammar): boolean =>
  token?.kind === 'word' && !grammar.closed.has(token.lower) && !grammar.verbs.has(token.lower);

function loneToken(token: Token, grammar: Grammar, countsNext: boolean): Partial<Unit> & { pos: Pos } {
  if (token.kind === 'possessive') return { pos: 'possmark' };
  if (token.kind === 'number') return { pos: 'num' };
  if (token.kind !== 'word') return { pos: token.kind };
  if (token.lower === 'to') return { pos: 'to' };
  // "at least one child": a number, unless it stands alone.
  if (token.lower === 'one' && countsNext) return { pos: 'num' };
  const forms = grammar.verbs.get(token.lower) ?? null;
  const closed = grammar.closed.get(token.lower);
  const shouted = token.text.length > 1 && token.text === token.text.toUpperCase() && closed === 'pron';
  if (closed !== undefined && !shouted) return { pos: closed, forms };
  return { pos: 'noun', forms, classes: grammar.nounClasses.get(token.lower) ?? null };
}

/** Joins capitalised words that nothing knows ("Kafr Jenah", "Al-Xara") into one name each. */
function joinUnknownNames(units: Unit[], grammar: Grammar): void {
  const letters = units.filter((unit) => unit.pos === 'noun' || unit.pos === 'name');
  const capitals = letters.filter((unit) => /^\p{Lu}/u.test(unit.text)).length;
  const titleCase = letters.length > 3 && capitals / letters.length > 0.8;
  const isName = (unit: Unit | undefined, at: number): boolean => {
    if (unit === undefined || unit.pos !== 'noun' || !/^\p{Lu}/u.test(unit.text)) return false;
    // "two IEDs": an abbreviation for a thing that is known.
    if (unit.classes !== null && /^\p{Lu}{2,}s?$/u.test(unit.text)) return false;
    const opening = at === 0 || /^["“‘'(:]$/u.test(units[at - 1]?.text ?? '');
    if (!opening && !titleCase) return unit.role === null || /^\p{Lu}/u.test(units[at + 1]?.text ?? '');
    if (unit.role !== null || grammar.nounClasses.has(unit.lower) || grammar.gate.has(unit.lower)) return false;
    const { tag } = grammar.tagger.tag(unit.text);
    return unit.forms === null && tag !== 'plural' && (tag === 'name' || !isOrdinaryWord(unit.lower));
  };
  for (let at = 0; at < units.length; at += 1) {
    // "Adan Yabaal": a town of the world may only lend the first word of a name that nobody knows.
    const lent = !titleCase && isWorldTown(units[at]) && isName(units[at + 1], at + 1) && units[at + 1]?.role === null;
    if (!lent && !isName(units[at], at)) continue;
    let to = at;
    for (;;) {
      if (isName(units[to + 1], to + 1)) to += 1;
      else if (
        units[to + 1]?.pos === 'hyphen' &&
        /^[\p{Lu}\p{N}]/u.test(units[to + 2]?.text ?? '') &&
        units[to + 2]?.names === null
      )
        to += 2;
      else if (
        /^(?:al|el|as|ad|ar|az|ash|an|at|ez|es|bin|ibn|de|del|la|du|von|van)$/iu.test(units[to + 1]?.text ?? '') &&
        isName(units[to + (units[to + 2]?.pos === 'hyphen' ? 3 : 2)], to + 3)
      )
        to += units[to + 2]?.pos === 'hyphen' ? 3 : 2;
      else break;
    }
    const parts = units.slice(at, to + 1);
    const first = parts[0];
    const last = parts.at(-1);
    if (first === undefined || last === undefined) continue;
    const text = parts.reduce(
      (made, part, i) => made + (i > 0 && part.start > (parts[i - 1]?.end ?? 0) ? ' ' : '') + part.text,
      '',
    );
    units.splice(at, parts.length, {
      ...last,
      text,
      lower: text.toLowerCase(),
      start: first.start,
      end: last.end,
      pos: 'name',
      forms: null,
      names: null,
      role: parts.length > 1 ? null : last.role,
      ...siteName(parts, grammar),
    });
  }
}

/** "International Airport", "Presidential Palace": a proper name whose last word says what kind of place it is. */
function siteName(parts: readonly Unit[], grammar: Grammar): Partial<Unit> {
  const last = parts.at(-1)?.lower ?? '';
  const classes = grammar.nounClasses.get(last);
  return parts.length > 1 && classes?.has('site') ? { pos: 'noun', lower: last, classes } : {};
}

/** A town known from the gazetteer alone, and nothing else. */
const isWorldTown = (unit: Unit | undefined): boolean =>
  unit?.names?.every((hit) => hit.kind === 'place' && hit.place.id.startsWith('gn-')) === true;

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

/** Whether a word by itself is a noun that names an event. */
const namesEvent = (word: string, grammar: Grammar): boolean =>
  grammar.nounTriggers.get(word)?.some((phrase) => phrase.words.length === 1) ?? false;

const NOMINAL_BEFORE = new Set<Pos>(['det', 'poss', 'adj', 'num', 'prep', 'possmark']);
const ARGUMENT = new Set<Pos>(['det', 'poss', 'name', 'pron', 'num']);

/** "threatened to institute a curfew": a word that no table knows, between a governing verb's "to" and an object, is a verb. */
function settleInfinitive(units: Unit[], at: number, grammar: Grammar): void {
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
function settleVerb(units: Unit[], at: number, grammar: Grammar): void {
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
  const adjective = unit.forms.some((form) => form.form === 'part' || form.form === 'ing') && nominal(next);
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
  if (form === undefined) return false;
  // "denied claims that …": the stretch has its verb already.
  const verb = coordinatedVerb(units, at);
  if (verb?.forms != null && !verb.forms.some(({ lemma }) => lemma === 'say')) return false;
  if (form.lemma === 'say') return true;
  const right = following(units, at)?.pos;
  const statement = right === 'pron' || right === 'det' || right === 'name' || right === 'poss' || right === 'rel';
  return statement && finiteAhead(units, at + 1);
}

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
    return base.length > 0 ? base : gerund(units, at, forms);
  }
  if (left === 'have') return keep((form) => form.form === 'part');
  if (left === 'be' || left === 'get') return keep((form) => form.form === 'part' || form.form === 'ing');
  const word = forms[0];
  const has = (form: VerbForm['form']): boolean => forms.some((one) => one.form === form);
  if (has('ing')) return gerund(units, at, forms);
  if (has('past') || has('part')) {
    // "the captured town", "besieged fighters": an adjective between a determiner (or nothing) and a noun.
    // "two suspected robbers", "three wounded soldiers".
    if (before?.pos === 'num' && after?.pos === 'noun' && !has('base')) return [];
    // "the army and allied fighters captured …": the verb is still to come.
    if (before?.pos === 'conj' && nominal(after) && finiteAhead(units, at)) return [];
    if (before !== undefined && NOMINAL_BEFORE.has(before.pos) && before.pos !== 'num') {
      if (nominal(after) || right === 'adj') return [];
      if (has('base') || units[at]?.role) return [];
      return before.pos === 'prep' ? [] : forms.slice();
    }
    if (before === undefined && nominal(after)) return [];
    if (has('base') && !has('s') && before !== undefined && !isSubjectLike(before))
      return has('past') ? keep((form) => form.form !== 'base') : [];
    return keep((form) => form.form === 'past' || form.form === 'part');
  }
  if (word === undefined || before === undefined) return [];
  if (NOMINAL_BEFORE.has(before.pos)) return [];
  if (before.pos === 'pron' || before.pos === 'rel') return forms.slice();
  const objectFollows =
    right !== undefined &&
    (ARGUMENT.has(right) ||
      right === 'adj' ||
      (right === 'noun' && after?.role !== null) ||
      nominal(after) ||
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
  const own = units[at];
  if (has('s') && nounAhead && own?.classes === null && !namesEvent(own.lower, grammar)) return forms.slice();
  if (finiteAhead(units, at) || transitiveBehind(units, at)) return [];
  // "rebel positions around Hama": a noun that happens to be spelled like a verb.
  if (has('s') && !objectFollows && units[at]?.classes != null && (before.pos === 'noun' || isDemonym(before)))
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
  // A base form needs a plural subject: "SDF forces advance on Hajin", "militants attack the town".
  const subject = subjectHead(units, at) ?? before;
  const plural = subject.plural || (before.pos === 'name' && objectFollows && ARGUMENT.has(right ?? 'punct'));
  return plural && (objectFollows || (prepFollows && after?.lower !== 'of')) ? forms.slice() : [];
}

/** The verb that one behind "and" can be coordinated with: in the same stretch, or right before a comma and "and". */
function coordinatedVerb(units: readonly Unit[], at: number): Unit | undefined {
  for (let i = at - 1; i >= 0; i -= 1) {
    const unit = units[i];
    if (unit === undefined || unit.pos === 'sub' || unit.pos === 'rel') return undefined;
    if (unit.pos === 'punct' && units[i + 1]?.pos !== 'conj') return undefined;
    if (unit.pos === 'verb') return unit;
  }
  return undefined;
}

/** Whether "a" or "an" opens the noun phrase that ends right before a word. */
function isSingular(units: readonly Unit[], at: number): boolean {
  for (let i = at - 1; i >= 0; i -= 1) {
    const unit = units[i];
    if (unit?.pos === 'det') return /^an?$/.test(unit.lower);
    if (unit?.pos !== 'noun' && unit?.pos !== 'adj' && unit?.pos !== 'name') return false;
  }
  return false;
}

/** The head of the noun phrase before a verb, phrases behind prepositions passed over ("the offensives at Hajin intensify"). */
function subjectHead(units: readonly Unit[], at: number): Unit | undefined {
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

/** "If Pokrovsk falls, …": nothing but a subject stands between a subordinator and this word. */
function opensClause(units: readonly Unit[], at: number): boolean {
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

function gerund(units: Unit[], at: number, forms: readonly VerbForm[]): VerbForm[] {
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
  // "Russian shelling killed …": the verb that follows has it for its subject.
  if (units[at + 1]?.forms?.some((form) => form.form === 'past') && units[at + 1]?.classes == null) return [];
  if (after?.lower === 'of' || after?.pos === 'be' || after?.pos === 'modal' || after?.pos === 'have') return [];
  const takesObject =
    after !== undefined && (ARGUMENT.has(after.pos) || nominal(after) || after.pos === 'adj' || after.lower === 'that');
  if (before?.pos === 'prep' || before === undefined)
    return takesObject || after?.pos === 'prep' || after?.pos === 'to' || after?.pos === 'adv' ? ing : [];
  if (before.pos === 'noun' && before.role === null && !takesObject) return [];
  return ing;
}

/** Whether a finite verb stands further on in the same stretch, so that this word need not be one. */
function finiteAhead(units: readonly Unit[], at: number): boolean {
  for (let i = at + 1; i < units.length; i += 1) {
    const unit = units[i];
    if (unit === undefined || unit.pos === 'conj' || unit.pos === 'sub' || unit.pos === 'rel') return false;
    if (unit.pos === 'punct' && unit.text !== '"' && unit.text !== '“' && unit.text !== '”') return false;
    const before = units[i - 1];
    // An infinitive is not finite, nor is "to have captured".
    if (before?.pos === 'to' || (before?.pos === 'have' && units[i - 2]?.pos === 'to')) continue;
    if (unit.pos === 'be' || unit.pos === 'have' || unit.pos === 'modal' || unit.pos === 'do')
      return unit.lower !== 'being' && unit.lower !== 'having';
    if (unit.pos === 'verb' && unit.forms !== null) {
      // "remains in government hands": what stands right behind a preposition and a bare noun is another noun.
      if (before?.pos === 'noun' && units[i - 2]?.pos === 'prep' && unit.forms.every((form) => form.form === 's'))
        continue;
      if (before !== undefined && NOMINAL_BEFORE.has(before.pos)) continue;
      // "a man accused of theft", "fighters trained by Iran" have their participle behind them, not their verb.
      if (/^(?:accused|suspected|charged|convicted)$/.test(unit.lower) || units[i + 1]?.lower === 'by') continue;
      if (unit.forms.some((form) => form.form === 'past')) return true;
      if (unit.forms.some((form) => form.form === 's') && before?.pos !== 'adj') return true;
      if (unit.forms.some((form) => form.form === 'base') && before?.plural) return true;
    }
  }
  return false;
}

const isDemonym = (unit: Unit): boolean => unit.names?.some((hit) => hit.kind === 'country' && hit.demonym) === true;

const nominal = (unit: Unit | undefined): boolean =>
  unit !== undefined && (unit.pos === 'noun' || unit.pos === 'name' || (unit.pos === 'verb' && unit.role !== null));

const isSubjectLike = (unit: Unit): boolean =>
  unit.pos === 'noun' ||
  unit.pos === 'name' ||
  unit.pos === 'pron' ||
  unit.pos === 'time' ||
  unit.pos === 'rel' ||
  unit.text === ')' ||
  unit.pos === 'num' ||
  (unit.pos === 'verb' && unit.role !== null);

function previous(units: readonly Unit[], at: number): Unit | undefined {
  for (let i = at - 1; i >= 0; i -= 1) {
    const unit = units[i];
    if (unit === undefined || unit.pos === 'adv' || /^["“”]$/.test(unit.text)) continue;
    if (unit.pos !== 'neg' || unit.lower === 'yet to') return unit;
  }
  return undefined;
}

function following(units: readonly Unit[], at: number): Unit | undefined {
  for (let i = at + 1; i < units.length; i += 1) {
    const unit = units[i];
    if (unit !== undefined && (unit.pos !== 'adv' || i === at + 1) && !/^["“”]$/.test(unit.text)) return unit;
  }
  return undefined;
}
