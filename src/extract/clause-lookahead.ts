/** What the chunks around the one being read tell: whether a finite verb, an object or an agent follows. */
import type { ClauseState } from './clause-state.ts';
import type { Chunk, Clause, VerbGroup } from './syntax.ts';

/** Verbs of saying that hardly ever stand as a participle behind whom they speak of. */
export const SAYING =
  /^(?:say|add|tell|announce|claim|insist|confirm|declare|deny|state|argue|vow|warn|acknowledge|admit)$/;

/** Whether a clause has nothing but a participle without object, which may yet turn out to modify its subject. */
export const isBareParticiple = ({ verb, objects, kind }: Clause): boolean =>
  kind === 'main' && verb !== null && verb.shape === 'part' && verb.from === verb.to && objects.length === 0;

/** Whether a finite verb with a subject of its own comes before the next boundary. */
export function finiteFollows(state: ClauseState, from: number): boolean {
  let noun = false;
  for (let i = from; i < state.chunks.length; i += 1) {
    const chunk = state.chunks[i];
    if (chunk === undefined || chunk.kind === 'stop' || chunk.kind === 'sub') return false;
    if (chunk.kind === 'comma' && noun && isAside(state, i)) {
      i = state.chunks.findIndex((other, at) => at > i && other.kind === 'comma');
      continue;
    }
    if (chunk.kind === 'comma' || chunk.kind === 'rel') return false;
    if (chunk.kind === 'np') noun = true;
    // "before dawn but were pushed back": the verb is coordinated with one before.
    if (chunk.kind === 'conj' && noun && verbIsNext(state, i)) return false;
    if (chunk.kind === 'vg' && chunk.shape !== 'to' && chunk.shape !== 'ing') {
      if (!noun) return false;
      // "while units looted shops and shot a priest": the second verb of a list makes the first no participle.
      const coordinated = nextVerbIsCoordinated(state, i + 1);
      return chunk.shape === 'finite' || coordinated || !finiteFollows(state, i + 1);
    }
  }
  return false;
}

/** ", most of them civilians, were killed": between two commas nothing but who they are, and then the verb. */
function isAside(state: ClauseState, comma: number): boolean {
  const first = state.units[state.chunks[comma + 1]?.from ?? -1]?.lower ?? '';
  if (!PORTION.has(first)) return false;
  const close = state.chunks.findIndex((chunk, i) => i > comma && !/^(?:np|prep|adv|conj)$/.test(chunk.kind));
  return state.chunks[close]?.kind === 'comma' && verbIsNext(state, close);
}
const PORTION: ReadonlySet<string> = new Set(
  'most many mostly mainly including among half some all both one two three four five six seven eight nine ten several'.split(
    ' ',
  ),
);

const verbIsNext = (state: ClauseState, at: number): boolean =>
  state.chunks.slice(at + 1).find((chunk) => chunk.kind !== 'adv')?.kind === 'vg';

function nextVerbIsCoordinated(state: ClauseState, from: number): boolean {
  let conj = false;
  for (const chunk of state.chunks.slice(from)) {
    if (chunk.kind === 'comma' || chunk.kind === 'stop' || chunk.kind === 'sub' || chunk.kind === 'rel') return false;
    if (chunk.kind === 'vg') return conj;
    if (chunk.kind !== 'adv') conj = chunk.kind === 'conj';
  }
  return false;
}

/** Whether a chunk is a date. */
export function isTime(state: ClauseState, chunk: Chunk | undefined): boolean {
  return chunk?.kind === 'np' && state.units[chunk.head]?.pos === 'time';
}

/** The voice of a participle without object or auxiliary behind a noun. */
export function bareVoice(state: ClauseState, verb: VerbGroup): VerbGroup['voice'] {
  return state.grammar.intransitive.has(verb.lemma) && !passiveFollows(state, verb) ? 'active' : 'passive';
}

/** Whether a phrase behind "by" follows, which says who did it. */
export function passiveFollows(state: ClauseState, verb: VerbGroup): boolean {
  const next = state.units[verb.to + 1];
  if (next?.pos !== 'prep' || next.lower !== 'by') return false;
  // "a mortar round landed by the fence"
  const agent = state.chunks[state.at + 2];
  const head = agent?.kind === 'np' ? state.units[agent.head] : undefined;
  return !(LANDS.has(verb.lemma) && head?.role === null && head.names === null);
}
const LANDS: ReadonlySet<string> = new Set(
  'land fall hit explode burst crash detonate strike stop park stand'.split(' '),
);

/** Whether the chunk before this one is that verb. */
export function isRightBehind(state: ClauseState, verb: VerbGroup): boolean {
  const before = state.chunks[state.at - 1];
  return before?.kind === 'vg' && before.head === verb.head;
}

/** Whether a verb is one of saying. */
export function reports(state: ClauseState, verb: VerbGroup): boolean {
  return state.cues.reporting.has(verb.lemma);
}

/** Whether a noun phrase stands right behind a verb. */
export function objectFollows(state: ClauseState, verb: VerbGroup): boolean {
  // "shot down a drone"
  const particle = state.units[verb.to + 1];
  const past = particle?.pos === 'adv' && PARTICLES.has(particle.lower) ? 1 : 0;
  const next = state.chunks[state.at + 1 + past];
  // "shot dead a priest"
  const from = verb.to + past + (state.units[verb.to + past + 1]?.pos === 'adj' ? 2 : 1);
  return next?.kind === 'np' && next.from <= from && !isTime(state, next);
}
const PARTICLES: ReadonlySet<string> = new Set(['up', 'down', 'out', 'away', 'back', 'off']);

/** Whether a finite verb comes before the sentence's next stop. */
export function finiteLater(state: ClauseState): boolean {
  for (let i = state.at + 1; i < state.chunks.length; i += 1) {
    const chunk = state.chunks[i];
    if (
      chunk === undefined ||
      chunk.kind === 'stop' ||
      chunk.kind === 'sub' ||
      chunk.kind === 'rel' ||
      chunk.kind === 'conj'
    )
      return false;
    if (chunk.kind === 'vg' && chunk.shape === 'finite') return true;
    if (chunk.kind === 'vg' && chunk.shape === 'part' && state.chunks[i - 1]?.kind !== 'comma') return false;
  }
  return false;
}

/** "The army, backed by Russian jets, attacked Isis": behind the next comma stands what may be a finite verb. */
export function verbBehindParenthesis(state: ClauseState): boolean {
  const close = state.chunks.findIndex((chunk, i) => i > state.at && (chunk.kind === 'comma' || chunk.kind === 'vg'));
  const verb = state.chunks[close + 1];
  return (
    state.chunks[close]?.kind === 'comma' &&
    verb?.kind === 'vg' &&
    verb.form !== 'ing' &&
    verb.shape !== 'to' &&
    !passiveFollows(state, verb)
  );
}
