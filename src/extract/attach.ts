/** Joins lists of noun phrases, hangs prepositional phrases on what stands before them, and keeps brackets as appositions. */
import type { Grammar } from './grammar.ts';
import type { Chunk, NounPhrase, PrepPhrase, Unit, VerbGroup } from './syntax.ts';

const opensBracket = (unit: Unit | undefined): boolean => unit?.text === '(' || unit?.text === '[';

/** Takes short bracketed phrases out of the way: "the Syrian army (SAA)" keeps SAA as its apposition. */
export function dropBrackets(chunks: Chunk[], units: readonly Unit[]): Chunk[] {
  if (!chunks.some((made) => made.kind === 'adv' && opensBracket(units[made.from]))) return chunks;
  const kept: Chunk[] = [];
  for (let i = 0; i < chunks.length; i += 1) {
    const made = chunks[i];
    if (made === undefined) continue;
    if (made.kind !== 'adv' || !opensBracket(units[made.from])) {
      kept.push(made);
      continue;
    }
    const close = chunks.findIndex(
      (other, at) => at > i && other.kind === 'adv' && /^[)\]]$/.test(units[other.from]?.text ?? ''),
    );
    const inner = chunks.slice(i + 1, close);
    if (close < 0) continue;
    // "(as reported)" says nothing of what stands before it.
    const aside = inner[0]?.kind === 'sub' && units[inner[0].from]?.lower === 'as';
    if (!aside && inner.some((other) => other.kind === 'vg' || other.kind === 'stop')) continue;
    const before = kept.at(-1);
    const named = aside ? undefined : inner.find((other) => other.kind === 'np');
    if (before?.kind === 'np' && named?.kind === 'np') before.apposition = named;
    i = close;
    const next = chunks[close + 1];
    if (before?.kind === 'np' && next?.kind === 'np' && goesOn(before, next, units)) {
      // "CODECO (URDPC faction) militiamen", "the Syrian army (SAA) soldiers": one noun phrase around the bracket.
      kept[kept.length - 1] = { ...next, from: before.from };
      i = close + 1;
    }
  }
  return kept;
}

/** Whether a noun behind a bracket is the head of the name before it. */
function goesOn(name: NounPhrase, noun: NounPhrase, units: readonly Unit[]): boolean {
  const first = units[noun.from];
  return (
    units[name.head]?.pos === 'name' &&
    units[noun.head]?.names === null &&
    first?.pos === 'noun' &&
    noun.possessor === null
  );
}

/** Hangs prepositional phrases on the noun phrases before them and joins lists of noun phrases. */
export function attach(chunks: Chunk[], units: readonly Unit[], grammar: Grammar): Chunk[] {
  joinLists(chunks, units, grammar);
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
function joinLists(chunks: Chunk[], units: readonly Unit[], grammar: Grammar): void {
  for (let i = 0; i < chunks.length; i += 1) {
    const first = chunks[i];
    if (first?.kind !== 'np' || units[first.head]?.pos === 'time') continue;
    if (isFronted(chunks, i, units)) continue;
    const members: NounPhrase[] = [];
    let at = i;
    let closed = false;
    while (!closed) {
      const link = chunks[at + 1];
      let next = at + 2;
      if (link?.kind !== 'comma' && link?.kind !== 'conj') break;
      if (link.kind === 'comma' && chunks[next]?.kind === 'conj') next += 1;
      const closing = chunks[next - 1];
      if (closing?.kind === 'conj' && !/^(?:and|or|&|nor)$/.test(units[closing.from]?.lower ?? '')) break;
      closed = link.kind === 'conj' || next === at + 3;
      const member = chunks[next];
      if (member?.kind !== 'np' || !alike(units, first, member)) break;
      // A bare comma joins only where the list is closed by "and" further on.
      members.push(member);
      at = next;
    }
    const last = members.at(-1);
    // "M23, Kinshasa sign ceasefire": in a headline a comma stands for "and".
    const before = chunks[i - 1]?.kind;
    const next = chunks[at + 1];
    const opens = before === undefined || before === 'sub' || before === 'stop';
    if (opens && members.length === 1 && next?.kind === 'vg' && next.form === 'base' && next.shape === 'finite')
      closed = true;
    if (last === undefined || !closed || chunks[at] !== last) continue;
    const after = behindPhrases(chunks, at + 1);
    // "representatives of A and B concluded …": without the list nobody would be left to conclude.
    const genitive = units[chunks[i - 1]?.from ?? -1]?.lower === 'of' && isSubject(chunks, i - 2);
    const governed =
      (chunks[i - 1]?.kind === 'prep' && !genitive) ||
      chunks.slice(0, i).some((chunk) => chunk.kind === 'vg' && chunk.shape !== 'to');
    const between = units[chunks[i - 1]?.from ?? -1]?.lower === 'between';
    if (
      after?.kind === 'vg' &&
      after.shape !== 'to' &&
      after.shape !== 'ing' &&
      governed &&
      !between &&
      (startsClause(units, after, grammar) || (members.length === 1 && chunks[i + 1]?.kind === 'comma'))
    )
      continue;
    first.conjuncts = members;
    chunks.splice(i + 1, at - i);
  }
}

/** What stands behind a noun phrase and its "of": "told A, and ten of the attackers were killed". */
function behindPhrases(chunks: readonly Chunk[], from: number): Chunk | undefined {
  let at = from;
  const skips = (): boolean =>
    chunks[at]?.kind === 'adv' || (chunks[at]?.kind === 'prep' && chunks[at + 1]?.kind === 'np');
  while (skips()) at += chunks[at]?.kind === 'adv' ? 1 : 2;
  return chunks[at];
}

/** Whether a noun phrase is the first of its clause, and no verb or conjunction stands before it. */
const isSubject = (chunks: readonly Chunk[], at: number): boolean =>
  chunks[at]?.kind === 'np' &&
  chunks[at - 1]?.kind !== 'prep' &&
  chunks.slice(0, at).every(({ kind }) => kind !== 'vg' && kind !== 'conj' && kind !== 'sub' && kind !== 'rel');

/** "and B attacked C", "and B fled to C": the last of the list is the subject of what follows. */
const startsClause = (units: readonly Unit[], verb: VerbGroup, grammar: Grammar): boolean =>
  verb.shape === 'finite' || units[verb.to + 1]?.pos !== 'prep' || grammar.intransitive.has(verb.lemma);

/** Whether two noun phrases can stand in one list: both named, or both common nouns. */
function alike(units: readonly Unit[], one: NounPhrase, other: NounPhrase): boolean {
  const a = units[one.head];
  const b = units[other.head];
  if (a === undefined || b === undefined || a.pos === 'time' || b.pos === 'time' || b.pos === 'pron') return false;
  return true;
}

/** "In Mali, soldiers and fighters …": a place that a sentence opens with is in no list with those who act there. */
function isFronted(chunks: readonly Chunk[], at: number, units: readonly Unit[]): boolean {
  const [first, second] = [chunks[at], chunks[at + 2]];
  if (chunks[at - 1]?.kind !== 'prep' || chunks[at + 1]?.kind !== 'comma') return false;
  if (first?.kind !== 'np' || second?.kind !== 'np' || chunks.slice(0, at).some(({ kind }) => kind === 'vg'))
    return false;
  return isPlace(units[first.head]) && !isPlace(units[second.head]) && isSomebody(units[second.head]);
}

const isPlace = (unit: Unit | undefined): boolean =>
  unit?.names?.some((hit) => hit.kind === 'place' || (hit.kind === 'country' && !hit.demonym)) === true ||
  unit?.classes?.has('settlement') === true ||
  unit?.classes?.has('region') === true;

const isSomebody = (unit: Unit | undefined): boolean =>
  unit?.role != null ||
  unit?.names?.some((hit) => hit.kind === 'actor') === true ||
  unit?.classes?.has('people-group') === true;
