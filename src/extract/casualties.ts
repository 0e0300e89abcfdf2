/** How many were killed, wounded and taken: reads the counts of a sentence and gives them to the event they belong to. */
import type { Casualties, Event } from '../model/event.ts';
import { BySentence } from './by-sentence.ts';
import type { QuantityMention } from './quantities.ts';
import type { Token } from './tokens.ts';

type Harm = 'killed' | 'wounded' | 'captured';

/** A count of people who came to one kind of harm, at an offset of the article. */
type Count = { harm: Harm; number: number; at: number };

/** A sentence to count in; `people` are the tokens at which a noun for people stands, `things` those for anything else. */
export type CountedSentence = {
  start: number;
  quantities: readonly QuantityMention[];
  tokens: readonly Token[];
  isPerson(token: number): boolean;
  isThing(token: number): boolean;
};

/** Passive or intransitive: what is counted stands before it ("5 were killed", "10 dead"). */
const BEHIND: ReadonlyMap<string, readonly Harm[]> = new Map([
  ...words(
    'killed',
    'killed dead died slain murdered massacred executed beheaded perished deaths death fatalities fatality',
  ),
  ...words('wounded', 'wounded injured hurt injuries injury'),
  ...words('captured', 'arrested detained abducted kidnapped captured apprehended'),
  ['casualties', ['killed', 'wounded']],
]);
/** Active: what is counted stands right behind it ("killing 5", "wounded three"). */
const BEFORE: ReadonlyMap<string, Harm> = new Map([
  ...one(
    'killed',
    'kill kills killed killing murdered murdering executed executing massacred massacring beheaded beheading',
  ),
  ...one('wounded', 'wound wounds wounded wounding injure injures injured injuring hurt hurting'),
  ...one(
    'captured',
    'arrest arrests arrested arresting detain detains detained detaining abduct abducted abducting kidnap kidnapped kidnapping capture captured capturing apprehended',
  ),
]);
/** Words that may stand between an active or nominal word of harm and its count ("the death of five"). */
const NOMINAL: ReadonlyMap<string, Harm> = new Map([
  ...one('killed', 'death deaths killing deaths lives execution'),
  ...one('wounded', 'injury injuries wounding'),
  ...one('captured', 'arrest capture abduction detention kidnapping'),
]);
/** Words without which no harm is counted. */
export const TELLS_HARM: ReadonlySet<string> = new Set([...BEHIND.keys(), ...BEFORE.keys(), ...NOMINAL.keys()]);
const AUXILIARY =
  /^(?:was|were|is|are|be|been|being|have|has|had|got|left|reported|reportedly|allegedly|also|fatally|shot|confirmed|others?|more|lightly|slightly|critically|seriously|badly)$/;
/** How many words may stand between a count and the harm behind it. */
const SPAN = 14;

function words(harm: Harm, list: string): [string, readonly Harm[]][] {
  return list.split(' ').map((word) => [word, [harm]]);
}
function one(harm: Harm, list: string): [string, Harm][] {
  return list.split(' ').map((word) => [word, harm]);
}

/** Fills `casualties` of the events that the counts of their own sentence, or of one right behind it, belong to. */
export function tallyCasualties(
  found: readonly { event: Event; sentence: number }[],
  sentences: readonly CountedSentence[],
): void {
  const bySentence = new BySentence(found);
  for (const [index, sentence] of sentences.entries()) {
    const near = bySentence.between(index - REACH, index);
    if (near.length === 0) continue;
    const told = new Map<Event, Casualties>();
    for (const count of countsIn(sentence)) {
      const event = eventOf(count, index, near);
      if (event === null) continue;
      const sum = told.get(event) ?? { killed: null, wounded: null, captured: null };
      sum[count.harm] = (sum[count.harm] ?? 0) + count.number;
      told.set(event, sum);
    }
    // What an earlier sentence said of the event stands.
    for (const [event, { killed, wounded, captured }] of told) {
      const { casualties } = event;
      event.casualties = {
        killed: casualties?.killed ?? killed,
        wounded: casualties?.wounded ?? wounded,
        captured: casualties?.captured ?? captured,
      };
    }
  }
}

const TAKES_PEOPLE =
  /^(?:arrest|kidnap|hold-hostages|capture|clear|protest|riot|clash|attack|ambush|offensive|repel|advance)$/;
const HARMS =
  /^(?:attack|ambush|clash|offensive|clear|repel|capture|advance|expel|besiege|airstrike|shell|bombing|suicide-bombing|grenade|chemical-attack|kill|execute|torture|mob-violence|riot|protest|violate-ceasefire|loot|destroy|sexual-violence|kidnap|break-siege)$/;
const PROPERTY = /^(?:loot|destroy)$/;
/** How far behind its event, in sentences, a count may stand. */
const REACH = 2;

function eventOf(count: Count, sentence: number, near: readonly { event: Event; sentence: number }[]): Event | null {
  const fits = near.filter(({ event }) => {
    const settled = event.factuality === 'actual' || event.factuality === 'ongoing' || event.factuality === 'failed';
    return settled && (count.harm === 'captured' ? TAKES_PEOPLE : HARMS).test(event.action);
  });
  const beside = fits.filter((one) => one.sentence === sentence);
  // "raided the market, killing nine and setting fire to stores": the raid cost the lives, not the fire.
  const violent = beside.filter(({ event }) => !PROPERTY.test(event.action));
  const here = violent.length > 0 ? violent : beside;
  const distance = ({ event }: { event: Event }): number => Math.abs(event.trigger.start - count.at);
  const nearest = here.reduce<{ event: Event } | null>(
    (best, one) => (best === null || distance(one) < distance(best) ? one : best),
    null,
  );
  if (nearest !== null) return nearest.event;
  return fits.at(-1)?.event ?? null;
}

/** The counts of one sentence. Parts of a count ("20, including 5 civilians") are no counts of their own. */
function countsIn(sentence: CountedSentence): Count[] {
  const { tokens } = sentence;
  if (!tokens.some(({ word }) => word.harms)) return [];
  const spans = spansOf(sentence);
  const counts: Count[] = [];
  const used = new Set<number>();
  /** Counts that wait for the word of harm that ends their list ("10 soldiers and 3 civilians were killed"). */
  let waiting: number[] = [];
  let last: Harm | null = null;
  for (const [order, span] of spans.entries()) {
    if (/^(?:including|among|aged|of)$/.test(tokens[span.from - 1]?.lower ?? '') && !isNominal(tokens, span.from)) {
      continue;
    }
    const next = spans[order + 1]?.from ?? tokens.length;
    const thing = isOfThings(sentence, span.to, next);
    const before = thing ? null : harmBefore(tokens, span.from, used);
    const behind = before === null && !thing ? harmBehind(tokens, span.to, next, used) : null;
    const harms = before !== null ? [before] : behind;
    if (harms !== null) {
      for (const harm of harms)
        for (const number of [...waiting, span.number])
          counts.push({ harm, number, at: tokens[span.from]?.start ?? sentence.start });
      waiting = [];
      last = harms[0] ?? null;
      continue;
    }
    if (thing) {
      last = null;
      continue;
    }
    if (last !== null && before === null && joins(tokens, spans[order - 1]?.to ?? 0, span.from))
      counts.push({ harm: last, number: span.number, at: tokens[span.from]?.start ?? sentence.start });
    else waiting = joins(tokens, span.to, next) && next < tokens.length ? [...waiting, span.number] : [];
  }
  return counts;
}

/** A number over the tokens `from`–`to`. */
type NumberSpan = { from: number; to: number; number: number };

function spansOf(sentence: CountedSentence): NumberSpan[] {
  const { tokens } = sentence;
  const spans: NumberSpan[] = [];
  for (const quantity of sentence.quantities) {
    const from = tokens.findIndex((token) => token.start >= quantity.start);
    const to = tokens.findLastIndex((token) => token.end <= quantity.end);
    const number = numberOf(quantity);
    // "no one": the one is nobody.
    const nobody = /^(?:no|any)$/.test(tokens[from - 1]?.lower ?? '');
    if (from >= 0 && to >= from && number !== null && !nobody) spans.push({ from, to, number });
  }
  for (const [at, { lower }] of tokens.entries())
    if (/^(?:a|an|another)$/.test(lower) && !spans.some((span) => span.from <= at && at <= span.to))
      if (
        [at + 1, at + 2, at + 3].some((near) => sentence.isPerson(near) && !sentence.isThing(near + 1)) &&
        !/^(?:number|group|total)$/.test(tokens[at + 1]?.lower ?? '')
      )
        spans.push({ from: at, to: at, number: 1 });
  return spans.sort((a, b) => a.from - b.from);
}

/** The number that was said, the lower end of a range; null where only a vague amount was. */
const numberOf = ({ value, min, max }: QuantityMention): number | null => value ?? (max === null ? null : min);

const isNominal = (tokens: readonly Token[], from: number): boolean =>
  tokens[from - 1]?.lower === 'of' && NOMINAL.has(tokens[from - 2]?.lower ?? '');

function harmBefore(tokens: readonly Token[], from: number, used: Set<number>): Harm | null {
  if (isNominal(tokens, from)) return NOMINAL.get(tokens[from - 2]?.lower ?? '') ?? null;
  const at = from - 1;
  if (used.has(at)) return null;
  const harm = BEFORE.get(tokens[at]?.lower ?? '') ?? null;
  if (harm !== null) used.add(at);
  return harm;
}

function harmBehind(tokens: readonly Token[], to: number, next: number, used: Set<number>): readonly Harm[] | null {
  for (let at = to + 1; at < Math.min(next, to + SPAN, tokens.length); at += 1) {
    const token = tokens[at];
    if (token === undefined || token.kind === 'punct') return null;
    const harms = BEHIND.get(token.lower);
    if (harms === undefined) continue;
    if (!isPassive(tokens, at, to, next)) return null;
    used.add(at);
    return harms;
  }
  return null;
}

/** "20 killed", "20 people were killed", not "20 militants killed the mayor" and not "20 militants attacked and killed". */
function isPassive(tokens: readonly Token[], at: number, to: number, next: number): boolean {
  const { lower } = tokens[at] ?? { lower: '' };
  if (!BEFORE.has(lower) || at === to + 1) return true;
  const before = tokens[at - 1]?.lower ?? '';
  if (AUXILIARY.test(before)) return true;
  if (before === 'and' || before === 'or')
    return AUXILIARY.test(tokens[at - 2]?.lower ?? '') || BEHIND.has(tokens[at - 2]?.lower ?? '');
  return at + 1 !== next && !/^(?:the|a|an|his|their|its|some|several|many|dozens)$/.test(tokens[at + 1]?.lower ?? '');
}

/** Whether only names for people stand between two counts of one list. */
function joins(tokens: readonly Token[], to: number, next: number): boolean {
  if (next - to > 7) return false;
  const between = tokens.slice(to + 1, next).map(({ lower }) => lower);
  return (
    between.some((word) => word === 'and' || word === ',') &&
    !between.some((word) => BEHIND.has(word) || BEFORE.has(word) || /^(?:in|at|near|on|when|after|;|\.|by)$/.test(word))
  );
}

/** "20 vehicles", "three villages". */
function isOfThings(sentence: CountedSentence, to: number, next: number): boolean {
  for (let at = to + 1; at < Math.min(to + 4, next); at += 1) {
    if (sentence.isPerson(at)) return false;
    if (sentence.isThing(at)) return true;
  }
  return false;
}
