/** Groups units into noun phrases and verb groups; everything else stays as it is, in order. */
import type { CueTables, Grammar } from './grammar.ts';
import type { NounPhrase, Op, PrepPhrase, Unit, VerbGroup } from './syntax.ts';

export type Chunk =
  | NounPhrase
  | VerbGroup
  | { kind: 'prep' | 'sub' | 'rel' | 'conj' | 'comma' | 'stop' | 'adv'; from: number; to: number };

/** The chunks of a sentence in order. Attaches "of" phrases and what else follows a noun phrase to it. */
export function chunk(units: readonly Unit[], grammar: Grammar): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = 0; at < units.length; ) {
    const made = readVerbGroup(units, at, grammar.cues) ?? readNounPhrase(units, at) ?? readMark(units, at);
    if (made !== null) chunks.push(made);
    at = (made?.to ?? at) + 1;
  }
  return attach(dropBrackets(chunks, units), units);
}

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
      if (/^[,–—-]$/.test(unit.text)) return mark('comma');
      return /^[;:.!?]$/.test(unit.text) ? mark('stop') : /^[()[\]]$/.test(unit.text) ? mark('adv') : null;
    default:
      return null;
  }
}

// ---------------------------------------------------------------------------------------------- noun phrases

/** One base noun phrase at `at`, possessors inside ("Isis's attack" is "attack" with the possessor "Isis"). */
function readNounPhrase(units: readonly Unit[], at: number): NounPhrase | null {
  const first = units[at];
  if (first === undefined) return null;
  if (first.pos === 'pron' || first.pos === 'time') return phrase(at, at, at, null);
  let to = at;
  let head = -1;
  let possessor: NounPhrase | null = null;
  let from = at;
  for (; to < units.length; to += 1) {
    const unit = units[to];
    if (unit === undefined) break;
    if (unit.pos === 'possmark') {
      if (head < 0) break;
      possessor = phrase(from, to - 1, head, possessor);
      from = to + 1;
      head = -1;
      continue;
    }
    if ((unit.pos === 'det' || unit.pos === 'poss') && head < 0) continue;
    if (unit.pos === 'num' && head >= 0 && units[head]?.names != null && quantifies(units, to)) break;
    if (unit.pos === 'noun' || unit.pos === 'name' || unit.pos === 'num') {
      // "several hours Isis": two noun phrases only where a determiner starts the second.
      head = to;
      continue;
    }
    if (unit.pos === 'adj' && (head < 0 || nounFollows(units, to))) continue;
    if (unit.pos === 'hyphen' && to > at && units[to + 1] !== undefined && !units[to + 1]?.text.startsWith(' ')) {
      if (/noun|name|num|adj|verb/.test(units[to + 1]?.pos ?? '')) continue;
    }
    // "SDF-led forces": the participle behind a hyphen belongs to the noun phrase.
    if (unit.pos === 'verb' && units[to - 1]?.pos === 'hyphen') continue;
    if (unit.pos === 'adv' && head < 0 && units[to + 1]?.pos === 'adj') continue;
    if (
      unit.pos === 'adv' &&
      head < 0 &&
      (units[to + 1]?.pos === 'num' || units[to + 1]?.pos === 'det') &&
      /^(?:at least|nearly|almost|about|around|over|only|just|far|so)$/.test(unit.lower)
    )
      continue;
    // "about 4,000 people": a preposition before a number is part of how many.
    if (
      unit.pos === 'prep' &&
      head < 0 &&
      units[to + 1]?.pos === 'num' &&
      /^(?:about|around|over|up to)$/.test(unit.lower)
    )
      continue;
    if (/^(?:than|to)$/.test(unit.lower) && head >= 0 && units[to - 1]?.pos === 'det' && units[to + 1]?.pos === 'num')
      continue;
    if (unit.lower === 'than' && units[to + 1]?.pos === 'num') continue;
    if (/^["“”]$/.test(unit.text) && head < 0 && to > at) continue;
    break;
  }
  if (head < 0) {
    const determiner = units[at];
    if (possessor !== null) return possessor;
    // A determiner alone is a pronoun ("some were executed", "both agreed").
    const lone = determiner?.pos === 'det' && to === at + 1 && !/^(?:the|a|an|every|no)$/.test(determiner.lower);
    return lone ? phrase(at, at, at, null) : null;
  }
  return { ...phrase(at, to - 1, head, possessor), negated: units[at]?.lower === 'no' };
}

/** "gave Tanzania two planes": a number behind a known name opens a noun phrase of its own. */
function quantifies(units: readonly Unit[], at: number): boolean {
  const next = units[at + 1];
  return /^(?:noun|adj|num|det)$/.test(next?.pos ?? '') || next?.lower === 'of';
}

function nounFollows(units: readonly Unit[], at: number): boolean {
  const next = units[at + 1];
  return next?.pos === 'noun' || next?.pos === 'name' || next?.pos === 'adj' || next?.pos === 'hyphen';
}

const phrase = (from: number, to: number, head: number, possessor: NounPhrase | null): NounPhrase => ({
  kind: 'np',
  from,
  to,
  head,
  possessor,
  of: null,
  post: [],
  governor: null,
  conjuncts: [],
  apposition: null,
  negated: false,
});

// ---------------------------------------------------------------------------------------------- verb groups

type Reading = { head: number; lemma: string; form: VerbGroup['form'] };

function readVerbGroup(units: readonly Unit[], start: number, cues: CueTables): VerbGroup | null {
  let at = start;
  const ops: Op[] = [];
  let shape: VerbGroup['shape'] | null = null;
  let tense: VerbGroup['tense'] = null;
  let voice: VerbGroup['voice'] = 'active';
  let progressive = false;
  let perfect = false;
  let head: Reading | null = null;
  let aux = false;
  if (units[at]?.pos === 'to') {
    let next = at + 1;
    while (units[next]?.pos === 'adv') next += 1;
    if (
      !verbal(units[next]) ||
      units[next]?.forms?.every((form) => form.form !== 'base' && form.form !== 'ing') === true
    )
      return null;
    if (units[next]?.forms?.some((form) => form.form === 'base') !== true && units[next]?.pos === 'verb') return null;
    shape = 'to';
    at = next;
  } else if (units[at]?.pos === 'neg' && verbal(units[at + 1])) {
    ops.push({ kind: 'neg' });
    at += 1;
  } else if (!verbal(units[at])) return null;
  for (; at < units.length; at += 1) {
    const unit = units[at];
    if (unit === undefined) break;
    if (unit.pos === 'adv' || unit.pos === 'neg') {
      if (!verbalAhead(units, at)) break;
      if (unit.pos === 'neg') {
        // "is yet to", "has yet to": the event has not happened.
        ops.push({ kind: 'neg' });
        if (unit.lower === 'yet to') continue;
      }
      continue;
    }
    if (unit.pos === 'modal') {
      ops.push({ kind: 'modal', word: unit.lower });
      shape ??= 'finite';
      aux = true;
      continue;
    }
    if (unit.pos === 'do') {
      if (!verbalAhead(units, at)) {
        head = { head: at, lemma: 'do', form: 's' };
        shape ??= 'finite';
        break;
      }
      shape ??= 'finite';
      tense ??= unit.lower === 'did' ? 'past' : 'present';
      aux = true;
      continue;
    }
    if (unit.pos === 'have') {
      const next = ahead(units, at);
      if (
        next !== undefined &&
        (next.pos === 'be' ||
          next.pos === 'have' ||
          next.pos === 'get' ||
          next.forms?.some((form) => form.form === 'part' || form.form === 'past') === true)
      ) {
        perfect = true;
        shape ??= unit.lower === 'having' ? 'ing' : 'finite';
        tense ??= unit.lower === 'had' ? 'past' : 'present';
        aux = true;
        continue;
      }
      if (next?.pos === 'to' && baseAt(units, indexAhead(units, at) + 1)) {
        ops.push(cueOp('obligation', 'have', at));
        shape ??= 'finite';
        tense ??= unit.lower === 'had' ? 'past' : 'present';
        at = indexAhead(units, at);
        continue;
      }
      head = { head: at, lemma: 'have', form: unit.lower === 'had' ? 'past' : unit.lower === 'having' ? 'ing' : 's' };
      shape ??= unit.lower === 'having' ? 'ing' : 'finite';
      tense ??= unit.lower === 'had' ? 'past' : 'present';
      break;
    }
    if (unit.pos === 'be' || unit.pos === 'get') {
      const nextAt = indexAhead(units, at);
      const next = units[nextAt];
      if (unit.lower === 'being' && shape === null) shape = 'ing';
      if (unit.lower === 'being') progressive = aux || shape !== 'ing';
      if (unit.pos === 'be' || head === null) {
        if (shape === null) shape = unit.lower === 'been' || unit.lower === 'be' ? 'part' : 'finite';
        tense ??= /^(?:was|were|got)$/.test(unit.lower) ? 'past' : 'present';
      }
      if (next?.pos === 'verb' && next.forms?.some((form) => form.form === 'ing') === true && unit.pos === 'be') {
        progressive = true;
        aux = true;
        continue;
      }
      if (next?.pos === 'verb' && next.forms?.some((form) => form.form === 'part' || form.form === 'past') === true) {
        voice = 'passive';
        aux = true;
        continue;
      }
      if (next?.pos === 'be') continue;
      const cue = next === undefined ? undefined : cues.adjectival.get(next.lower);
      if (cue !== undefined && units[nextAt + 1]?.pos === 'to' && baseAt(units, nextAt + 2)) {
        ops.push(cueOp(cue, next?.lower ?? '', nextAt));
        at = nextAt + 1;
        continue;
      }
      if (next?.pos === 'to' && baseAt(units, nextAt + 1)) {
        ops.push(cueOp('planned', 'be', at));
        at = nextAt;
        continue;
      }
      head = { head: at, lemma: unit.pos === 'get' ? 'get' : 'be', form: tense === 'past' ? 'past' : 's' };
      break;
    }
    if (unit.pos === 'to') {
      if (head !== null || !verbal(units[at + 1])) break;
      continue;
    }
    if (unit.pos !== 'verb' || unit.forms === null) break;
    const reading = pick(unit, at, { voice, perfect, progressive, aux, to: shape === 'to' });
    head = reading;
    if (shape === null) {
      if (reading.form === 'ing') shape = 'ing';
      else if (reading.form === 'part') shape = 'part';
      else {
        shape = 'finite';
        tense = reading.form === 'past' ? 'past' : 'present';
      }
    }
    // A verb that governs another one: "failed to capture", "continue trying to escape", "were forced to withdraw".
    const governed = governedVerb(units, at, voice === 'passive', cues);
    if (governed === null) break;
    const negated = ops.filter((op) => op.kind === 'neg').length % 2 === 1;
    for (let i = ops.length - 1; i >= 0; i -= 1) if (ops[i]?.kind === 'neg') ops.splice(i, 1);
    ops.push({
      ...cueOp(governed.factuality, reading.lemma, reading.head),
      passive: voice === 'passive',
      progressive,
      negated,
    });
    voice = 'active';
    progressive = false;
    perfect = false;
    aux = true;
    at = governed.at - 1;
    head = null;
  }
  if (head === null) return null;
  return {
    kind: 'vg',
    from: start,
    to: head.head,
    ...head,
    shape: shape ?? 'finite',
    voice,
    tense,
    progressive,
    perfect,
    ops,
  };
}

const cueOp = (factuality: string, lemma: string, at: number): Extract<Op, { kind: 'cue' }> => ({
  kind: 'cue',
  factuality,
  lemma,
  at,
  passive: false,
  progressive: false,
  negated: false,
});

/** The verb under this one and what the pair says about it, or null where the verb stands for itself. */
function governedVerb(
  units: readonly Unit[],
  at: number,
  passive: boolean,
  cues: CueTables,
): { at: number; factuality: string } | null {
  const lemmas = new Set(units[at]?.forms?.map((form) => form.lemma) ?? []);
  for (const lemma of lemmas) {
    const entries = [
      ...(cues.catenative.get(lemma) ?? []),
      ...(passive ? (cues.objectControl.get(lemma) ?? []).map((entry) => ({ ...entry })) : []),
    ];
    if (passive) entries.reverse();
    for (const { rest, value } of entries) {
      if (!rest.every((word, i) => units[at + 1 + i]?.lower === word)) continue;
      const next = pastTimes(units, at + 1 + rest.length);
      const unit = units[next];
      if (unit?.pos === 'to' && (baseAt(units, next + 1) || verbal(units[next + 1]))) {
        if (units[next + 1]?.pos === 'verb' && !baseAt(units, next + 1)) continue;
        return { at: next + 1, factuality: value };
      }
      if (unit?.lower === 'yet to' && baseAt(units, next + 1)) return { at: next + 1, factuality: 'negated' };
      if (
        !passive &&
        unit?.pos === 'verb' &&
        unit.forms?.some((form) => form.form === 'ing') === true &&
        /ongoing|attempted|planned|negated|failed/.test(value) &&
        lemma !== 'need'
      )
        return { at: next, factuality: value };
      if (
        !passive &&
        (unit?.lower === 'in' || unit?.lower === 'from' || unit?.lower === 'on') &&
        units[next + 1]?.pos === 'verb' &&
        units[next + 1]?.forms?.some((form) => form.form === 'ing') === true
      )
        return { at: next + 1, factuality: value };
    }
  }
  return null;
}

/** Past adverbs and dates between a verb and its infinitive ("agreed on Tuesday to reopen"). */
function pastTimes(units: readonly Unit[], from: number): number {
  let next = from;
  while (next < from + 3) {
    const unit = units[next];
    if (unit?.pos === 'adv' || unit?.pos === 'time') next += 1;
    // "failed three times to storm"
    else if (unit?.pos === 'num' && /^times?$/.test(units[next + 1]?.lower ?? '')) next += 2;
    else if (unit?.pos === 'prep' && units[next + 1]?.pos === 'time') next += 2;
    else break;
  }
  return next;
}

function pick(
  unit: Unit,
  at: number,
  context: { voice: string; perfect: boolean; progressive: boolean; aux: boolean; to: boolean },
): Reading {
  const forms = unit.forms ?? [];
  const prefer =
    context.to || (context.aux && !context.perfect && !context.progressive && context.voice === 'active')
      ? 'base'
      : context.progressive && context.voice === 'active'
        ? 'ing'
        : context.voice === 'passive' || context.perfect
          ? 'part'
          : null;
  const found =
    forms.find((form) => form.form === prefer) ??
    // A regular -ed form without an auxiliary may be either; the clause decides.
    (forms.some((form) => form.form === 'part') && !context.aux
      ? forms.find((form) => form.form === 'part')
      : undefined) ??
    forms[0];
  return { head: at, lemma: found?.lemma ?? unit.lower, form: found?.form ?? 'base' };
}

const verbal = (unit: Unit | undefined): boolean =>
  unit !== undefined &&
  (unit.pos === 'verb' ||
    unit.pos === 'modal' ||
    unit.pos === 'be' ||
    unit.pos === 'have' ||
    unit.pos === 'do' ||
    unit.pos === 'get');

const baseAt = (units: readonly Unit[], at: number): boolean => {
  let next = at;
  while (units[next]?.pos === 'adv') next += 1;
  const unit = units[next];
  return (
    unit?.lower === 'be' ||
    unit?.lower === 'have' ||
    unit?.lower === 'do' ||
    (unit?.pos === 'verb' && unit.forms?.some((form) => form.form === 'base') === true)
  );
};

function indexAhead(units: readonly Unit[], at: number): number {
  let next = at + 1;
  while (units[next]?.pos === 'adv' || units[next]?.pos === 'neg') {
    if (units[next]?.lower === 'yet to') break;
    next += 1;
  }
  return next;
}

const ahead = (units: readonly Unit[], at: number): Unit | undefined => units[indexAhead(units, at)];

function verbalAhead(units: readonly Unit[], at: number): boolean {
  const next = ahead(units, at);
  return verbal(next) || (units[at]?.lower === 'yet to' && verbal(next));
}

// ---------------------------------------------------------------------------------------------- attachment

/** Takes short bracketed phrases out of the way: "the Syrian army (SAA)" keeps SAA as its apposition. */
function dropBrackets(chunks: readonly Chunk[], units: readonly Unit[]): Chunk[] {
  const kept: Chunk[] = [];
  for (let i = 0; i < chunks.length; i += 1) {
    const made = chunks[i];
    if (made === undefined) continue;
    if (made.kind !== 'adv' || !/^[([]$/.test(units[made.from]?.text ?? '')) {
      kept.push(made);
      continue;
    }
    const close = chunks.findIndex(
      (other, at) => at > i && other.kind === 'adv' && /^[)\]]$/.test(units[other.from]?.text ?? ''),
    );
    const inner = chunks.slice(i + 1, close);
    if (close < 0 || inner.some((other) => other.kind === 'vg' || other.kind === 'stop')) continue;
    const before = kept.at(-1);
    const named = inner.find((other) => other.kind === 'np');
    if (before?.kind === 'np' && named?.kind === 'np') before.apposition = named;
    i = close;
  }
  return kept;
}

/** Hangs prepositional phrases on the noun phrases before them and joins lists of noun phrases. */
function attach(chunks: Chunk[], units: readonly Unit[]): Chunk[] {
  joinLists(chunks, units);
  const made: Chunk[] = [];
  /** The outermost noun phrase that a governed one hangs on. */
  const holders = new Map<NounPhrase, NounPhrase>();
  for (let i = 0; i < chunks.length; i += 1) {
    const current = chunks[i];
    if (current === undefined) continue;
    made.push(current);
    const object = chunks[i + 1];
    if (current.kind !== 'prep' || object?.kind !== 'np') continue;
    const prep: PrepPhrase = { prep: units[current.from]?.lower ?? '', at: current.from, object };
    object.governor = prep;
    const before = made.at(-2);
    if (before?.kind === 'np') {
      // "Mansi and the border town of Kanpaiti": "of" belongs to the last of a list.
      const last = before.conjuncts.at(-1) ?? before;
      if (prep.prep === 'of' && last.of === null) last.of = object;
      else before.post.push(prep);
      holders.set(object, before);
      for (let outer = holders.get(before); outer !== undefined; outer = holders.get(outer)) {
        if (prep.prep === 'of') continue;
        outer.post.push(prep);
        holders.set(object, outer);
      }
    }
  }
  return made;
}

/** "A, B and C": the first keeps the others as conjuncts, where what follows does not make the last one a subject. */
function joinLists(chunks: Chunk[], units: readonly Unit[]): void {
  for (let i = 0; i < chunks.length; i += 1) {
    const first = chunks[i];
    if (first?.kind !== 'np' || units[first.head]?.pos === 'time') continue;
    const members: NounPhrase[] = [];
    let at = i;
    let closed = false;
    while (!closed) {
      const link = chunks[at + 1];
      let next = at + 2;
      if (link?.kind !== 'comma' && link?.kind !== 'conj') break;
      if (link.kind === 'conj' && !/^(?:and|or|&|nor)$/.test(units[link.from]?.lower ?? '')) break;
      if (link.kind === 'comma' && chunks[next]?.kind === 'conj') next += 1;
      closed = link.kind === 'conj' || next === at + 3;
      const member = chunks[next];
      if (member?.kind !== 'np' || !alike(units, first, member)) break;
      // A bare comma joins only where the list is closed by "and" further on.
      members.push(member);
      at = next;
    }
    const last = members.at(-1);
    if (last === undefined || !closed || chunks[at] !== last) continue;
    const after = chunks.slice(at + 1).find((chunk) => chunk.kind !== 'adv');
    const governed =
      chunks[i - 1]?.kind === 'prep' || chunks.slice(0, i).some((chunk) => chunk.kind === 'vg' && chunk.shape !== 'to');
    const between = units[chunks[i - 1]?.from ?? -1]?.lower === 'between';
    if (
      after?.kind === 'vg' &&
      after.shape !== 'to' &&
      after.shape !== 'ing' &&
      governed &&
      !between &&
      startsClause(units, after)
    )
      continue;
    first.conjuncts = members;
    chunks.splice(i + 1, at - i);
  }
}

const startsClause = (units: readonly Unit[], verb: VerbGroup): boolean =>
  verb.shape === 'finite' || units[verb.to + 1]?.pos !== 'prep';

/** Whether two noun phrases can stand in one list: both named, or both common nouns. */
function alike(units: readonly Unit[], one: NounPhrase, other: NounPhrase): boolean {
  const a = units[one.head];
  const b = units[other.head];
  if (a === undefined || b === undefined || a.pos === 'time' || b.pos === 'time' || b.pos === 'pron') return false;
  return true;
}
