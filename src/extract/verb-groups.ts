/** Reads one verb group: auxiliaries, modals and governing verbs folded into tense, voice and operators of the verb they end in. */
import type { CueTables } from './cue-tables.ts';
import type { Op, Unit, VerbGroup } from './syntax.ts';

type Reading = { head: number; lemma: string; form: VerbGroup['form'] };

export function readVerbGroup(units: readonly Unit[], start: number, cues: CueTables): VerbGroup | null {
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
    // "remains besieged": what is done to it goes on.
    const next = units[at + 1];
    if (/^(?:remain|stay)$/.test(reading.lemma) && voice === 'active' && isParticiple(next)) {
      voice = 'passive';
      aux = true;
      ops.push(cueOp('ongoing', reading.lemma, at));
      head = null;
      continue;
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

const isParticiple = (unit: Unit | undefined): boolean =>
  unit?.pos === 'verb' && unit.forms?.some(({ form }) => form === 'part') === true;

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
  const forms = units[at]?.forms ?? [];
  for (const [index, { lemma }] of forms.entries()) {
    if (forms.findIndex((form) => form.lemma === lemma) < index) continue;
    const own = cues.catenative.get(lemma) ?? [];
    const entries = passive ? [...own, ...(cues.objectControl.get(lemma) ?? [])].reverse() : own;
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
