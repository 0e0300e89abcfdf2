/** Merges the tokens of one sentence into units: dates, known names, role nouns and fixed phrases as one each. */
import type { ClosedPos } from './closed-class.ts';
import type { Grammar } from './grammar.ts';
import type { Phrase } from './phrase-tables.ts';
import { neverEnds } from './sentences.ts';
import type { Pos, Unit } from './syntax.ts';
import type { Token } from './tokens.ts';
import type { readUnits } from './units.ts';

export type TimeSpan = { start: number; end: number };

/** What a unit is besides its words. */
type Reading = { pos: Pos } & Partial<Pick<Unit, 'forms' | 'plural' | 'names' | 'role' | 'classes'>>;

export function mergeTokens(input: Parameters<typeof readUnits>[0]): Unit[] {
  const { text, tokens, times, names, grammar } = input;
  const units: Unit[] = [];
  const join = (from: number, to: number, { pos, forms, plural, names, role, classes }: Reading): void => {
    const first = tokens[from];
    if (first === undefined) return;
    const { start } = first;
    const end = tokens[to]?.end ?? start;
    units.push({
      text: from === to ? first.text : text.slice(start, end),
      lower: from === to ? first.lower : lowerOf(tokens, from, to),
      start,
      end,
      pos,
      forms: forms ?? null,
      plural: plural ?? false,
      names: names ?? null,
      role: role ?? null,
      classes: classes ?? null,
      word: (tokens[to] ?? first).word,
    });
  };
  let nextSpan = 0;
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at];
    if (token === undefined) break;
    // "Gen. Smith", "Brgy. Tigbao": the stop is the abbreviation's.
    if (token.text === '.' && at > 0 && at + 1 < tokens.length && isShortened(tokens[at - 1], token)) {
      at += 1;
      continue;
    }
    const to = times.length === 0 ? null : endOfTime(tokens, at, times);
    if (to !== null) {
      join(at, to, { pos: 'time' });
      at = to + 1;
      continue;
    }
    while ((names[nextSpan]?.from ?? tokens.length) < at) nextSpan += 1;
    const span = names[nextSpan]?.from === at ? names[nextSpan] : undefined;
    if (span?.names != null) {
      const people = span.names.some((hit) => hit.kind === 'country' && hit.demonym);
      join(at, span.to, {
        pos: 'name',
        names: span.names,
        plural: people && tokens[span.to]?.lower.endsWith('s') === true,
      });
      at = span.to + 1;
      continue;
    }
    const phrase = closedPhrase(tokens, at, units.at(-1)?.pos);
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
        forms: span.to === at ? token.word.forms : null,
      });
      at = span.to + 1;
      continue;
    }
    const compound = tokens[at + 1]?.kind === 'hyphen' ? hyphenated(tokens, at, grammar) : null;
    if (compound !== null) {
      join(at, compound.to, { pos: 'noun', ...compound.unit });
      at = compound.to + 1;
      continue;
    }
    join(at, at, loneToken(token, tokens[at + 1]));
    at += 1;
  }
  return units;
}

/** The longest fixed phrase of a closed class that begins at a token ("as soon as", "south-west of"). */
function closedPhrase(tokens: readonly Token[], at: number, before: Pos | undefined): Phrase<ClosedPos> | undefined {
  return tokens[at]?.word.phrases?.find(
    ({ words }) =>
      standsAt(words, tokens, at) && !(before === 'be' && beforeInfinitive(words, tokens[at + words.length])),
  );
}

/** Whether the words of a phrase behind its first stand behind a token. */
function standsAt(words: readonly string[], tokens: readonly Token[], at: number): boolean {
  for (let i = 1; i < words.length; i += 1) if (tokens[at + i]?.lower !== words[i]) return false;
  return true;
}

/** "was due to begin": the words of a preposition, but an infinitive follows. */
function beforeInfinitive(words: readonly string[], next: Token | undefined): boolean {
  return words.at(-1) === 'to' && next?.word.forms?.some((form) => form.form === 'base') === true;
}

/** Whether a stop belongs to the abbreviation right before it. */
const isShortened = (word: Token | undefined, stop: Token): boolean =>
  word !== undefined && word.end === stop.start && neverEnds.has(word.lower);

function lowerOf(tokens: readonly Token[], from: number, to: number): string {
  let lower = tokens[from]?.lower ?? '';
  for (let at = from + 1; at <= to; at += 1) lower += ` ${tokens[at]?.lower ?? ''}`;
  return lower;
}

function endOfTime(tokens: readonly Token[], at: number, times: readonly TimeSpan[]): number | null {
  const start = tokens[at]?.start ?? 0;
  const time = times.find((span) => span.start <= start && start < span.end);
  if (time === undefined) return null;
  let to = at;
  while (to + 1 < tokens.length && (tokens[to + 1]?.start ?? Number.POSITIVE_INFINITY) < time.end) to += 1;
  return to;
}

/** Types of aircraft: "F-16", "Su-25s", "MQ-9". */
const AIRCRAFT =
  /^(?:f-\d\d|su-\d\d|mig-\d\d|mi-\d\d?|tu-\d\d\d?|[mr]q-\d\d?|[au]h-\d\d?|ka-\d\d|il-\d\d|a-10|b-52|b-1|b-2|c-130|l-39|jf-17|geran-\d|shahed-\d{3}|orlan-\d\d|lancet-\d|mohajer-\d\d?|samad-\d|ababil-\d|j-\d\d|tb-2)[a-z]?s?$/;
const KIND_OF_AIRCRAFT = /^(?:bomber|fighter|jet|warplane|plane|helicopter|gunship|drone)s?$/;

/**
 * Words with a hyphen that are one unit: "carpet-bombed", an inflected verb (its base form is as well a noun,
 * "counter-attack"), and types of aircraft.
 */
function hyphenated(
  tokens: readonly Token[],
  at: number,
  grammar: Grammar,
): { to: number; unit: Partial<Unit> } | null {
  const [first, , last, more] = tokens.slice(at, at + 4);
  if (first === undefined || last === undefined) return null;
  const forms = /(?:ed|ing)$/.test(last.lower) ? grammar.verbs.get(`${first.lower}-${last.lower}`) : undefined;
  if (forms !== undefined) return { to: at + 2, unit: { forms } };
  // "16s" is read as two tokens.
  const to = more !== undefined && more.start === last.end && more.kind === 'number' ? at + 3 : at + 2;
  const type = lowerOf(tokens, at, to).replaceAll(' ', '');
  if (!AIRCRAFT.test(type)) return null;
  // "Su-34 bombers" are no people.
  const behind = tokens[to + 1]?.lower ?? '';
  if (KIND_OF_AIRCRAFT.test(behind))
    return { to: to + 1, unit: { classes: grammar.nounClasses.get('aircraft') ?? null, plural: behind.endsWith('s') } };
  return { to, unit: { classes: grammar.nounClasses.get('aircraft') ?? null, plural: type.endsWith('s') } };
}

/** Whether a word can be counted by a number before it. */
const countable = (token: Token | undefined): boolean =>
  token?.kind === 'word' &&
  token.word.closed === undefined &&
  (token.word.forms?.some(({ form }) => form === 'base') ?? true);

function loneToken(token: Token, next: Token | undefined): Reading {
  if (token.kind === 'possessive') return { pos: 'possmark' };
  if (token.kind === 'number') return { pos: 'num' };
  if (token.kind !== 'word') return { pos: token.kind };
  if (token.lower === 'to') return { pos: 'to' };
  // "at least one child", "a one-day offensive": a number, unless it stands alone.
  if (token.lower === 'one' && (next?.kind === 'hyphen' || countable(next))) return { pos: 'num' };
  const { closed, forms, classes } = token.word;
  const shouted = closed === 'pron' && token.text.length > 1 && token.text === token.text.toUpperCase();
  if (closed !== undefined && !shouted) return { pos: closed, forms };
  return { pos: 'noun', forms, classes };
}
