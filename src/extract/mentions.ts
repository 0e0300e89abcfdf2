/** The mentions of an article: every actor, place, operation, date and number that it speaks of, with offsets. */
import type { Mention } from '../model/event.ts';
import type { DateMention } from './dates.ts';
import type { Rules } from './extract.ts';
import { isModifier, type MarkedSentence, phraseAround, type TokenSpan, withArticle, withOf } from './mention-spans.ts';
import type { NameSpan } from './names.ts';
import { isOffice } from './officials.ts';
import type { QuantityMention } from './quantities.ts';
import type { Referent } from './referents.ts';
import { slug } from './referents.ts';
import type { Token } from './tokens.ts';

type Input = {
  text: string;
  sentence: { tokens: readonly Token[]; names: readonly NameSpan[]; quantities: readonly QuantityMention[] };
  dates: readonly DateMention[];
  phrases: readonly Referent[];
  countries: readonly string[];
  rules: Rules;
};

const KINDS: readonly Mention['kind'][] = ['actor', 'place', 'operation', 'date', 'quantity'];
const bitOf = (kind: Mention['kind']): number => 1 << KINDS.indexOf(kind);

/** Longer mentions of one kind that start at the same character count as one. */
const LONGEST = 65_536;

/** Mentions of one sentence in the order of the text. Phrases are given where the sentence was parsed. */
export function listMentions(input: Input): Mention[] {
  return new MentionReader(input).read();
}

class MentionReader {
  private readonly made = new Map<number, Mention>();
  /** By token, the bits of the kinds of mention that have taken it in. */
  private readonly covered: Uint8Array;
  private readonly input: Input;
  private readonly tokens: readonly Token[];
  private readonly marked: MarkedSentence;
  /** What the parse made of the phrase that ends at an offset. */
  private readonly readings = new Map<number, Referent>();

  constructor(input: Input) {
    this.input = input;
    this.tokens = input.sentence.tokens;
    this.covered = new Uint8Array(this.tokens.length);
    const spanAt = new Array<NameSpan | undefined>(this.tokens.length).fill(undefined);
    for (const span of input.sentence.names) for (let at = span.from; at <= span.to; at += 1) spanAt[at] = span;
    const dated = datedTokens(this.tokens, input.dates);
    this.marked = { tokens: this.tokens, spanAt, isDate: (at) => dated.has(at), grammar: input.rules.grammar };
    for (const referent of input.phrases) this.readings.set(referent.end, referent);
  }

  read(): Mention[] {
    const { input } = this;
    // From the end, so that a head takes in its modifiers before they are looked at by themselves.
    for (let at = this.tokens.length - 1; at >= 0; at -= 1) {
      const span = this.marked.spanAt[at];
      if (span !== undefined) {
        if (this.covered[at] === 0) this.named(span);
        else this.inner(span);
        at = span.from;
      } else if (this.covered[at] === 0) this.common(at);
    }
    this.unknownNames();
    for (const date of input.dates) this.add('date', date.edtf, date.start, date.end);
    for (const quantity of input.sentence.quantities) this.add('quantity', null, quantity.start, quantity.end);
    return [...this.made.values()].sort((a, b) => a.start - b.start || b.end - a.end);
  }

  private add(kind: Mention['kind'], id: string | null, start: number, end: number): void {
    const key = (start * 8 + KINDS.indexOf(kind)) * LONGEST + Math.min(end - start, LONGEST - 1);
    this.made.set(key, { kind, id, text: this.input.text.slice(start, end), start, end });
  }

  /** Adds a mention unless a longer one of its kind has begun further left or covers it. */
  private addSpan(kind: 'actor' | 'place' | 'operation', id: string | null, { from, to }: TokenSpan): void {
    if (this.covers(kind, from)) return;
    for (let at = from; at <= to; at += 1) this.covered[at] = (this.covered[at] ?? 0) | bitOf(kind);
    this.add(kind, id, this.tokens[from]?.start ?? 0, this.tokens[to]?.end ?? 0);
  }

  private covers(kind: Mention['kind'], at: number): boolean {
    return ((this.covered[at] ?? 0) & bitOf(kind)) !== 0;
  }

  /** Names that only the parse knows: "Liwa X fighters", "the village of Y". */
  private unknownNames(): void {
    for (const { actor, place, start, end } of this.input.phrases) {
      const kind =
        place !== null && place.entry === null ? 'place' : actor !== null && actor.entry === null ? 'actor' : null;
      if (kind === null) continue;
      const at = this.tokens.findIndex((token) => token.start === start);
      if (this.covers(kind, at)) continue;
      this.add(kind, kind === 'place' ? (place?.id ?? null) : slug(actor?.name ?? ''), start, end);
    }
  }

  /** A known name or a role noun. */
  private named(span: NameSpan): void {
    if (span.role !== null) {
      const { noun, plural } = span.role;
      // One commander is a person; the police and the militants are a group.
      const group = plural || noun.singular === null || this.isGroupNoun(this.tokens[span.to]?.lower ?? '');
      if (!noun.actsForOwner && group && !isModifier(span, this.marked)) this.addActor(span, noun.alone);
      return;
    }
    const hit = span.names?.[0];
    if (hit === undefined) return;
    if (hit.kind === 'operation') this.addSpan('operation', hit.operation.id, span);
    else if (hit.kind === 'place') this.addSpan('place', hit.place.id, span);
    else if (hit.kind === 'actor') this.namedActor(span, hit.actor.id);
    else this.country(span, hit.country.code, hit.demonym);
  }

  /** A country or town inside the name of somebody is named all the same ("the Government of Iraq"). */
  private inner(span: NameSpan): void {
    const hit = span.names?.[0];
    if (hit?.kind === 'place') this.addSpan('place', hit.place.id, span);
    else if (hit?.kind === 'country' && !hit.demonym && !isModifier(span, this.marked))
      this.addSpan('place', this.input.rules.knowledge.placeOfCountry(hit.country.code).id, span);
    else if (hit?.kind === 'actor' && isModifier(span, this.marked)) this.addInner(span, hit.actor.id);
  }

  private addInner({ from, to }: TokenSpan, id: string): void {
    this.add('actor', id, this.tokens[from]?.start ?? 0, this.tokens[to]?.end ?? 0);
  }

  private namedActor(span: NameSpan, id: string): void {
    // "the Iraqi Foreign Minister" is a person; "the Iraqi Foreign Ministry" an actor.
    const last = this.tokens[span.to]?.lower ?? '';
    if (isOffice(last) && !this.isGroupNoun(last) && !/s$/.test(last)) return;
    this.addSpan('actor', id, isModifier(span, this.marked) ? span : withArticle(span, this.marked));
  }

  /** A country is a place wherever it is named, and an actor where it acts. */
  private country(span: NameSpan, code: string, demonym: boolean): void {
    const { knowledge } = this.input.rules;
    const state = (): string => knowledge.actorOfCountry(code, 'state').id;
    if (demonym) {
      if (/s$/.test(this.tokens[span.to]?.lower ?? '')) this.addActor(span, state());
      return;
    }
    this.addSpan('place', knowledge.placeOfCountry(code).id, span);
    if (this.acts(span)) this.addSpan('actor', state(), withArticle(span, this.marked));
  }

  private addActor(head: TokenSpan, id: string | null): void {
    const phrase = phraseAround(head, this.marked);
    const of = this.tokens[head.to]?.lower === 'people' ? withOf(phrase, this.marked) : null;
    this.addSpan('actor', this.resolved(phrase) ?? id, of ?? phrase);
  }

  /** A common noun that stands for a group or a place. */
  private common(at: number): void {
    const token = this.tokens[at];
    if (token?.kind !== 'word') return;
    if (token.lower === 'we') this.addSpan('actor', null, { from: at, to: at });
    const { classes, closed } = token.word;
    if (classes === null || closed !== undefined) return;
    const head = { from: at, to: at };
    if (/^(?:ground|land|place|field)s?$/.test(token.lower)) return;
    if (classes.has('people-group') || (isOffice(token.lower) && /s$/.test(token.lower))) this.group(head);
    else if (/^communit/.test(token.lower)) this.community(head);
    else if (classes.has('settlement') || classes.has('region') || classes.has('site')) this.place(head);
  }

  private group(head: TokenSpan): void {
    const phrase = phraseAround(head, this.marked);
    const of = withOf(phrase, this.marked);
    const named = /^\p{Lu}/u.test(this.tokens[head.from]?.text ?? '') && phrase.from < phrase.to;
    const known = of !== null || named || this.holdsName(phrase);
    const id = this.resolved(phrase);
    if (known || id !== null || this.isDefinite(phrase))
      this.addSpan('actor', id ?? this.nameIn(of ?? phrase), of ?? phrase);
  }

  /** "the international community" is people; "the community" is where they live. */
  private community(head: TokenSpan): void {
    const { from, to } = phraseAround(head, this.marked);
    if (to - from > (this.isDefinite({ from, to }) ? 1 : 0)) this.addSpan('actor', null, { from, to });
    else this.place(head);
  }

  private place(head: TokenSpan): void {
    const phrase = phraseAround(head, this.marked);
    const of = withOf(phrase, this.marked);
    if (of !== null || this.holdsName(phrase) || this.isDefinite(phrase)) this.addSpan('place', null, of ?? phrase);
  }

  private isDefinite({ from, to }: TokenSpan): boolean {
    return from < to && /^(?:the|this|that|these|those|our|their|its)$/.test(this.tokens[from]?.lower ?? '');
  }

  private holdsName({ from, to }: TokenSpan): boolean {
    for (let at = from; at < to; at += 1) if (this.marked.spanAt[at]?.names != null) return true;
    return false;
  }

  private nameIn({ from, to }: TokenSpan): string | null {
    for (let at = from; at <= to; at += 1) {
      const hit = this.marked.spanAt[at]?.names?.[0];
      if (hit?.kind === 'actor') return hit.actor.id;
    }
    return null;
  }

  private isGroupNoun(lower: string): boolean {
    return this.marked.grammar.nounClasses.get(lower)?.has('people-group') ?? false;
  }

  /** The actor that the parse made of a phrase with this end. */
  private resolved({ to }: TokenSpan): string | null {
    return this.readings.get(this.tokens[to]?.end ?? -1)?.actor?.id ?? null;
  }

  /** Whether a country's name stands for its state here: as a subject, as the other side, or before what is its own. */
  private acts({ from, to }: TokenSpan, listed = 0): boolean {
    const first = this.tokens[from - 1]?.lower === 'the' ? from - 1 : from;
    const before = this.tokens[first - 1]?.lower ?? '';
    if (
      /^(?:in|into|to|from|near|across|outside|inside|within|throughout|around|of|at|through|towards|toward)$/.test(
        before,
      )
    )
      return false;
    if (/^(?:with|against|by|between|urge|urged|accused)$/.test(before)) return true;
    const beside =
      this.tokens[to + 1]?.lower === 'and'
        ? this.marked.spanAt[this.tokens[to + 2]?.lower === 'the' ? to + 3 : to + 2]
        : undefined;
    if (listed < 4 && beside?.names?.[0]?.kind === 'country') return this.acts(beside, listed + 1);
    const next = this.tokens[to + 1];
    if (next?.kind !== 'word') return next?.kind === 'possessive';
    const pos = next.word.closed;
    return (
      pos === 'modal' ||
      pos === 'be' ||
      pos === 'have' ||
      pos === 'do' ||
      this.marked.grammar.tagger.tag(next.lower).tag === 'verb'
    );
  }
}

/** The tokens inside dates; both lists are in order of the text. */
function datedTokens(tokens: readonly Token[], dates: readonly DateMention[]): Set<number> {
  const dated = new Set<number>();
  if (dates.length === 0) return dated;
  const ordered = [...dates].sort((a, b) => a.start - b.start);
  let next = 0;
  for (const [at, token] of tokens.entries()) {
    while ((ordered[next]?.end ?? Number.POSITIVE_INFINITY) <= token.start) next += 1;
    const date = ordered[next];
    if (date !== undefined && token.start >= date.start && token.end <= date.end) dated.add(at);
  }
  return dated;
}
