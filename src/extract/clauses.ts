/** Builds clauses from chunks: who is the subject of which verb, what is its object, what hangs on what. */
import type { CueTables } from './cue-tables.ts';
import type { Grammar } from './grammar.ts';
import type { Chunk, Clause, ClauseKind, NounPhrase, PrepPhrase, Unit, VerbGroup } from './syntax.ts';

/** The clauses of one sentence in the order of their verbs. */
export function readClauses(chunks: readonly Chunk[], units: readonly Unit[], grammar: Grammar): Clause[] {
  return new ClauseReader(chunks, units, grammar).read();
}

/** Verbs of saying that hardly ever stand as a participle behind whom they speak of. */
const SAYING = /^(?:say|add|tell|announce|claim|insist|confirm|declare|deny|state|argue|vow|warn|acknowledge|admit)$/;

/** Whether a clause has nothing but a participle without object, which may yet turn out to modify its subject. */
const isBareParticiple = ({ verb, objects, kind }: Clause): boolean =>
  kind === 'main' && verb !== null && verb.shape === 'part' && verb.from === verb.to && objects.length === 0;

class ClauseReader {
  private readonly clauses: Clause[] = [];
  private current: Clause;
  /** Clauses that wait for their verb or for more after an embedded one. */
  private readonly stack: Clause[] = [];
  private pendingPrep: { prep: string; at: number } | null = null;
  private pendingSub: { word: string; at: number } | null = null;
  private afterComma = false;
  private afterConj = false;
  private lastNoun: NounPhrase | null = null;
  private at = 0;
  private readonly chunks: readonly Chunk[];
  private readonly units: readonly Unit[];
  private readonly cues: CueTables;

  private readonly grammar: Grammar;

  constructor(chunks: readonly Chunk[], units: readonly Unit[], grammar: Grammar) {
    this.grammar = grammar;
    this.chunks = chunks;
    this.units = units;
    this.cues = grammar.cues;
    this.current = this.open('main', 0, null);
  }

  read(): Clause[] {
    for (this.at = 0; this.at < this.chunks.length; this.at += 1) {
      const chunk = this.chunks[this.at];
      if (chunk === undefined) continue;
      this.step(chunk);
    }
    const made = this.clauses.filter(
      (clause) => clause.verb !== null || clause.subject !== null || clause.pps.length > 0,
    );
    for (const clause of made) this.bindLate(clause);
    return made;
  }

  private step(chunk: Chunk): void {
    switch (chunk.kind) {
      case 'comma':
        this.comma(chunk.from);
        return;
      case 'stop':
        this.current = this.open('main', chunk.to + 1, null);
        this.stack.length = 0;
        this.reset();
        return;
      case 'conj':
        this.afterConj = true;
        return;
      case 'prep':
        this.pendingPrep = { prep: this.units[chunk.from]?.lower ?? '', at: chunk.from };
        return;
      case 'sub':
        this.subordinator(chunk.from);
        return;
      case 'rel':
        this.relative(chunk.from);
        return;
      case 'np':
        this.noun(chunk);
        return;
      case 'vg':
        this.verb(chunk);
        return;
      default:
        return;
    }
  }

  private reset(): void {
    this.pendingPrep = null;
    this.pendingSub = null;
    this.afterComma = false;
    this.afterConj = false;
  }

  private open(kind: ClauseKind, from: number, parent: Clause | null): Clause {
    const clause: Clause = {
      kind,
      introducer: null,
      subject: null,
      verb: null,
      objects: [],
      pps: [],
      parent,
      antecedent: null,
      inherited: false,
      from,
      to: from,
    };
    this.clauses.push(clause);
    return clause;
  }

  private comma(at: number): void {
    this.afterComma = true;
    this.pendingPrep = null;
    // A comma closes a relative, participle or fronted adverbial clause that has its verb.
    if (this.current.verb !== null && this.current.kind !== 'main' && this.current.kind !== 'complement') {
      if (this.listContinues(at)) return;
      const outer = this.stack.pop();
      if (outer !== undefined) this.current = this.frontedOver(outer);
      else if (this.current.parent !== null && this.current.kind !== 'adverbial') this.current = this.current.parent;
      else if (
        this.current.kind === 'adverbial' ||
        this.current.kind === 'participle' ||
        this.current.kind === 'purpose'
      ) {
        const fronted = this.current;
        if (fronted.parent === null) {
          this.current = this.open('main', at + 1, null);
          fronted.parent = this.current;
        } else this.current = fronted.parent;
      }
    }
  }

  /** "Accusing A of arming B, C broke off …": behind the comma the clause that both hang on begins. */
  private frontedOver(clause: Clause): Clause {
    const { parent } = clause;
    const waits = parent !== null && parent.verb === null && parent.subject === null && this.stack.at(-1) === parent;
    if (clause.kind !== 'participle' || clause.verb === null || !waits) return clause;
    this.stack.pop();
    return parent;
  }

  /** "…, captured A, and besieged B": the comma stands inside a list of verbs, or of nouns. */
  private listContinues(at: number): boolean {
    const next = this.chunks.find((chunk) => chunk.from > at);
    return next?.kind === 'conj' && this.chunks[this.chunks.indexOf(next) + 1]?.kind === 'np';
  }

  private subordinator(at: number): void {
    const word = this.units[at]?.lower ?? '';
    const next = this.chunks[this.at + 1];
    const clause = this.finiteFollows(this.at + 1);
    const participle = next?.kind === 'vg' && (next.shape === 'ing' || next.shape === 'part' || next.shape === 'to');
    if (!clause && !participle && next?.kind === 'np') {
      this.pendingPrep = { prep: word, at };
      return;
    }
    this.pendingSub = { word, at };
    const outer = this.current;
    const made = this.open('adverbial', at, outer.verb === null && outer.subject === null ? null : outer);
    made.introducer = word;
    if (outer.verb === null && outer.subject !== null) this.stack.push(outer);
    // A fronted clause hangs on the main clause that follows; its preposed phrases go there too.
    if (made.parent === null && outer.kind === 'main' && outer.verb === null) this.stack.push(outer);
    if (made.parent === null) made.parent = outer;
    this.current = made;
    this.afterConj = false;
    this.afterComma = false;
  }

  /** Whether a finite verb with a subject of its own comes before the next boundary. */
  private finiteFollows(from: number): boolean {
    let noun = false;
    for (let i = from; i < this.chunks.length; i += 1) {
      const chunk = this.chunks[i];
      if (chunk === undefined || chunk.kind === 'stop' || chunk.kind === 'sub') return false;
      if (chunk.kind === 'comma') return false;
      if (chunk.kind === 'np') noun = true;
      if (chunk.kind === 'rel') return false;
      if (chunk.kind === 'vg' && chunk.shape !== 'to' && chunk.shape !== 'ing') {
        if (!noun) return false;
        return chunk.shape === 'finite' || !this.finiteFollows(i + 1);
      }
    }
    return false;
  }

  private relative(at: number): void {
    const word = this.units[at]?.lower ?? '';
    const next = this.chunks[this.at + 1];
    const before = this.chunks[this.at - 1];
    const reporting = this.current.verb !== null && this.reports(this.current.verb);
    if (
      word === 'that' &&
      (before?.kind === 'vg' ||
        (reporting && before?.kind !== 'np') ||
        (reporting && next?.kind !== 'vg') ||
        (this.isTime(before) && this.chunks[this.at - 2]?.kind === 'vg'))
    ) {
      this.complement(at + 1);
      return;
    }
    if (this.lastNoun === null) {
      if (word === 'that') this.complement(at + 1);
      return;
    }
    if (word === 'that' && next?.kind === 'np' && this.isStatement(this.lastNoun)) {
      this.complement(at + 1);
      return;
    }
    const outer = this.current;
    // "its demand that Israel withdraw": what the noun is about, and no relative clause.
    const head = this.units[this.lastNoun.head]?.lower ?? '';
    const content = word === 'that' && next?.kind === 'np' && this.cues.nominal.has(head);
    const made = this.open(content ? 'infinitive' : 'relative', at, outer);
    made.introducer = word;
    made.antecedent = this.lastNoun;
    if (this.pendingPrep !== null) {
      made.pps.push({ prep: this.pendingPrep.prep, at: this.pendingPrep.at, object: this.lastNoun });
      this.pendingPrep = null;
    } else if (next?.kind === 'vg' || (next?.kind === 'adv' && this.chunks[this.at + 2]?.kind === 'vg'))
      made.subject = this.lastNoun;
    this.stack.push(outer);
    this.current = made;
    this.afterComma = false;
    this.afterConj = false;
  }

  /** "the claim that Isis captured …", "no coincidence that …": what such a noun says, not what it is like. */
  private isStatement(noun: NounPhrase): boolean {
    const head = this.units[noun.head];
    return head?.classes?.has('statement') === true || this.cues.factiveMatrix.has(head?.lower ?? '');
  }

  private isTime(chunk: Chunk | undefined): boolean {
    return chunk?.kind === 'np' && this.units[chunk.head]?.pos === 'time';
  }

  private complement(from: number): void {
    const outer = this.current;
    const made = this.open('complement', from, outer);
    this.current = made;
    this.afterConj = false;
    this.afterComma = false;
  }

  private noun(noun: NounPhrase): void {
    const unit = this.units[noun.head];
    if (this.opensWithPlace(noun)) {
      this.current.pps.push({ prep: 'in', at: noun.from, object: noun });
      return;
    }
    if (this.pendingPrep !== null) {
      const { prep, at } = this.pendingPrep;
      this.pendingPrep = null;
      const phrase: PrepPhrase = noun.governor ?? { prep, at, object: noun };
      if (prep === 'of' && this.chunks[this.at - 2]?.kind === 'np') {
        this.current.to = noun.to;
        this.lastNoun = noun;
        return;
      }
      // "to Damascus" behind an infinitive belongs to the infinitive.
      this.current.pps.push(phrase);
      this.current.to = noun.to;
      if (unit?.pos !== 'time') this.lastNoun = noun;
      this.afterConj = false;
      return;
    }
    if (unit?.pos === 'time') {
      this.current.pps.push({ prep: '', at: noun.from, object: noun });
      this.current.to = Math.max(this.current.to, noun.to);
      return;
    }
    const current = this.current;
    if (current.verb === null) {
      if (current.kind === 'relative' && current.subject === null) {
        current.subject = noun;
        if (
          current.antecedent !== null &&
          this.units[current.from]?.lower !== 'whose' &&
          !current.pps.some((prep) => prep.object === current.antecedent) &&
          this.units[current.from]?.lower !== 'where'
        )
          current.objects.push(current.antecedent);
      } else if (current.subject === null) current.subject = noun;
      else if (this.afterComma && !this.afterConj) current.subject.apposition ??= noun;
      else if (this.afterConj) current.subject.conjuncts.push(noun);
      else current.subject = noun;
      current.to = noun.to;
      this.lastNoun = noun;
      this.afterConj = false;
      return;
    }
    if (this.startsClause(noun)) {
      this.startClause(noun);
      return;
    }
    const before = this.chunks[this.at - 1];
    if (this.afterComma && !this.afterConj && this.lastNoun !== null && before?.kind === 'comma') {
      this.lastNoun.apposition ??= noun;
      current.to = noun.to;
      return;
    }
    if (this.afterConj && current.objects.length > 0) current.objects.at(-1)?.conjuncts.push(noun);
    else current.objects.push(noun);
    current.to = noun.to;
    this.lastNoun = noun;
    this.afterConj = false;
  }

  /** "Syria, mass escapes …": a headline that begins with where it is. */
  private opensWithPlace(noun: NounPhrase): boolean {
    if (this.at !== 0 || noun.from !== noun.to || noun.conjuncts.length > 0) return false;
    const place =
      this.units[noun.head]?.names?.some((hit) => hit.kind === 'place' || (hit.kind === 'country' && !hit.demonym)) ===
      true;
    const next = this.chunks[2];
    return (
      place &&
      (this.chunks[1]?.kind === 'comma' || this.units[noun.to + 1]?.text === ':') &&
      next?.kind === 'np' &&
      this.units[next.from]?.pos !== 'det' &&
      this.units[next.head]?.names === null
    );
  }

  /** Whether this noun phrase is the subject of a finite verb that follows. */
  private startsClause(noun: NounPhrase): boolean {
    // A clause still waits for its verb: the next finite one is its own, and this phrase an object.
    if (this.stack.some((clause) => clause.verb === null && clause.subject !== null)) return false;
    for (let i = this.at + 1; i < this.chunks.length; i += 1) {
      const chunk = this.chunks[i];
      if (chunk === undefined) return false;
      if (chunk.kind === 'adv') continue;
      if (chunk.kind === 'prep' && this.chunks[i + 1]?.kind === 'np') {
        i += 1;
        continue;
      }
      if (chunk.kind === 'comma' && (this.afterComma || this.afterConj)) {
        // "X attacked A, and B, backed by Russia, captured C": look past the parenthesis.
        const close = this.chunks.findIndex((other, at) => at > i && other.kind === 'comma');
        const next = this.chunks[i + 1];
        if (close > 0 && (next?.kind === 'rel' || (next?.kind === 'vg' && next.shape === 'part'))) {
          i = close;
          continue;
        }
        return false;
      }
      if (chunk.kind !== 'vg') return false;
      if (chunk.shape === 'finite') return true;
      if (chunk.shape === 'part') {
        const complement =
          this.current.verb !== null && this.reports(this.current.verb) && this.current.objects.length === 0;
        if (this.passiveFollows(chunk)) return false;
        // "…, the Ministry of Defence said on Thursday"
        if (SAYING.test(chunk.lemma) && this.afterComma) return true;
        if (i === this.at + 1) return this.afterConj || this.afterComma || complement;
        // "said gunmen on motorbikes raided the town"
        return complement && this.chunks[i + 1]?.kind === 'np' && this.chunks[i + 1]?.from === chunk.to + 1;
      }
      return false;
    }
    void noun;
    return false;
  }

  /** The voice of a participle without object or auxiliary behind a noun. */
  private bareVoice(verb: VerbGroup): VerbGroup['voice'] {
    return this.grammar.intransitive.has(verb.lemma) && !this.passiveFollows(verb) ? 'active' : 'passive';
  }

  private passiveFollows(verb: VerbGroup): boolean {
    const next = this.units[verb.to + 1];
    return next?.pos === 'prep' && next.lower === 'by';
  }

  private startClause(subject: NounPhrase): void {
    const outer = this.current;
    const reporting = outer.verb !== null && this.reports(outer.verb) && !this.afterConj;
    if (reporting) {
      this.complement(subject.from);
    } else if (outer.kind === 'complement' && (this.afterConj || this.afterComma)) {
      // A second statement under the same report.
      this.current = this.open('complement', subject.from, outer.parent);
    } else if (outer.kind === 'adverbial' && this.afterConj) {
      this.current = this.open('adverbial', subject.from, outer.parent);
      this.current.introducer = outer.introducer;
    } else {
      this.current = this.open('main', subject.from, null);
    }
    this.current.subject = subject;
    this.current.to = subject.to;
    this.lastNoun = subject;
    this.afterConj = false;
    this.afterComma = false;
  }

  /** Whether the chunk before this one is that verb. */
  private isRightBehind(verb: VerbGroup): boolean {
    const before = this.chunks[this.at - 1];
    return before?.kind === 'vg' && before.head === verb.head;
  }

  private reports(verb: VerbGroup): boolean {
    return this.cues.reporting.has(verb.lemma);
  }

  private verb(verb: VerbGroup): void {
    const { current } = this;
    const followsNoun =
      this.chunks[this.at - 1]?.kind === 'np' ||
      (this.chunks[this.at - 1]?.kind === 'adv' && this.chunks[this.at - 2]?.kind === 'np');
    if (verb.shape === 'to') this.infinitive(verb, followsNoun);
    else if (verb.shape === 'ing') this.gerund(verb, followsNoun);
    else if (verb.shape === 'part') this.participle(verb, followsNoun);
    else this.finite(verb);
    this.current.to = Math.max(this.current.to, verb.to);
    if (current !== this.current) current.to = Math.max(current.to, 0);
    this.pendingPrep = null;
    this.pendingSub = null;
    this.afterComma = false;
    this.afterConj = false;
  }

  private finite(verb: VerbGroup): void {
    let clause = this.current;
    if (clause.verb === null) {
      clause.verb = verb;
      return;
    }
    if (
      this.afterConj ||
      (this.afterComma &&
        this.pendingSub === null &&
        this.chunks[this.at - 1]?.kind === 'comma' &&
        clause.kind === 'main')
    ) {
      this.coordinate(verb);
      return;
    }
    // An embedded clause is over when a second finite verb turns up: the verb belongs to the clause that waits.
    while (this.stack.length > 0) {
      const outer = this.stack.pop();
      if (outer !== undefined && outer.verb === null && outer.subject !== null) {
        outer.verb = verb;
        this.current = outer;
        return;
      }
      if (outer !== undefined) clause = outer;
    }
    if (clause.verb?.shape === 'part' && clause.subject !== null) {
      // "Militants besieged in Al-Safa refuse …": the first verb was a reduced relative.
      const subject = clause.subject;
      clause.kind = 'reduced';
      clause.antecedent = subject;
      if (clause.verb.voice === 'active' && clause.objects.length === 0)
        clause.verb.voice = this.bareVoice(clause.verb);
      clause.verb = { ...clause.verb };
      const main = this.open('main', subject.from, clause.parent);
      clause.parent = main;
      main.subject = subject;
      main.verb = verb;
      this.current = main;
      return;
    }
    const last = clause.objects.at(-1) ?? this.lastNoun;
    const made = this.open(this.reports(clause.verb ?? verb) ? 'complement' : 'main', last?.from ?? verb.from, clause);
    if (made.kind === 'main') made.parent = null;
    if (last !== null && last !== undefined) {
      made.subject = last;
      if (clause.objects.at(-1) === last) clause.objects.pop();
    }
    made.verb = verb;
    this.current = made;
  }

  /** "captured A and besieged B": the second verb shares the subject, and what stands above the first. */
  private coordinate(verb: VerbGroup): void {
    const first = this.current;
    const made = this.open(first.kind, verb.from, first.parent);
    made.introducer = first.introducer;
    made.antecedent = first.antecedent;
    made.subject = first.subject;
    made.inherited = true;
    const shared = first.verb;
    const bare = verb.from === verb.head || this.units[verb.from]?.pos === 'adv';
    if (shared !== null && bare) {
      // "will attack and capture", "has not captured or besieged": the auxiliaries are shared.
      if (verb.form === 'base' || verb.shape === 'ing' || verb.shape === 'part') {
        if (shared.ops.length > 0 || shared.progressive || shared.perfect || shared.voice === 'passive') {
          const sameForm = verb.form === shared.form || (verb.form === 'part' && shared.form === 'past');
          if (sameForm) {
            verb.ops = [...shared.ops, ...verb.ops];
            verb.voice = this.objectFollows(verb) ? 'active' : shared.voice;
            verb.progressive = shared.progressive;
            verb.perfect = shared.perfect;
            verb.tense = shared.tense;
            verb.shape = shared.shape;
          }
        }
      }
    }
    made.verb = verb;
    this.current = made;
  }

  private objectFollows(verb: VerbGroup): boolean {
    const next = this.chunks[this.at + 1];
    return next?.kind === 'np' && next.from === verb.to + 1;
  }

  private infinitive(verb: VerbGroup, followsNoun: boolean): void {
    const outer = this.current;
    const noun = this.lastNoun;
    if (this.afterConj && outer.verb?.shape === 'to') {
      this.coordinate(verb);
      return;
    }
    const nominal =
      followsNoun && noun !== null ? this.cues.nominal.get(this.units[noun.head]?.lower ?? '') : undefined;
    const controlled =
      outer.verb !== null && outer.objects.length > 0 && followsNoun && this.cues.objectControl.has(outer.verb.lemma);
    const made = this.open(nominal !== undefined || controlled ? 'infinitive' : 'purpose', verb.from, outer);
    made.verb = verb;
    if (nominal !== undefined && noun !== null) {
      made.antecedent = noun;
      made.subject = noun.possessor ?? (noun.of !== null ? noun.of : outer.subject === noun ? null : outer.subject);
    } else if (controlled) {
      made.subject = outer.objects.at(-1) ?? null;
      made.introducer = 'object-control';
    } else made.subject = outer.subject;
    made.inherited = true;
    if (outer.verb === null) this.stack.push(outer);
    else this.stack.push(outer);
    this.current = made;
  }

  private gerund(verb: VerbGroup, followsNoun: boolean): void {
    const outer = this.current;
    if (this.pendingSub !== null && outer.kind === 'adverbial' && outer.verb === null) {
      outer.kind = 'participle';
      outer.verb = verb;
      outer.subject = outer.parent?.subject ?? null;
      outer.inherited = true;
      return;
    }
    if (this.afterConj && outer.verb !== null && (outer.verb.progressive || outer.verb.shape === 'ing')) {
      this.coordinate(verb);
      return;
    }
    // "denied having abandoned", "denied shelling the city": what the speaker denies.
    const said = outer.verb !== null && this.isRightBehind(outer.verb) && this.reports(outer.verb);
    const made = this.open(
      said ? 'complement' : followsNoun && !this.afterComma && this.pendingPrep === null ? 'reduced' : 'participle',
      verb.from,
      outer,
    );
    made.introducer = this.pendingPrep?.prep ?? null;
    if (made.kind === 'reduced') {
      made.antecedent = this.lastNoun;
      made.subject = this.lastNoun;
    } else {
      made.subject = outer.subject;
      if (made.introducer === 'from' || made.introducer === 'of' || made.introducer === 'for') {
        // "prevented X from advancing", "accused X of killing": the object acts.
        const object = outer.objects.at(-1);
        if (object !== undefined) made.subject = object;
      }
    }
    made.inherited = true;
    made.verb = verb;
    this.stack.push(outer);
    this.current = made;
  }

  private participle(verb: VerbGroup, followsNoun: boolean): void {
    const outer = this.current;
    if (this.pendingSub !== null && outer.kind === 'adverbial' && outer.verb === null && outer.subject === null) {
      outer.verb = { ...verb, voice: 'passive' };
      outer.subject = outer.parent?.subject ?? null;
      outer.inherited = true;
      return;
    }
    if (this.afterConj && outer.verb !== null) {
      this.coordinate(verb);
      return;
    }
    const object = this.objectFollows(verb);
    const byFollows = this.passiveFollows(verb);
    if (outer.verb === null && outer.subject !== null && !byFollows && SAYING.test(verb.lemma)) {
      this.finite({ ...verb, shape: 'finite', tense: 'past' });
      return;
    }
    if (isBareParticiple(outer) && followsNoun && !object && !this.afterComma && this.lastNoun?.governor != null) {
      // "Two engineers abducted in Gao freed": a headline's passive behind a reduced relative.
      this.finite({ ...verb, voice: this.bareVoice(verb), tense: 'past' });
      return;
    }
    if (outer.verb === null) {
      if (outer.subject === null) {
        // "Backed by Russian jets, the army …": bound to the subject that follows.
        const made = this.open('participle', verb.from, outer);
        made.verb = object ? verb : { ...verb, voice: 'passive' };
        made.inherited = true;
        this.stack.push(outer);
        this.current = made;
        return;
      }
      if (this.afterComma && !object && (this.finiteLater() || this.verbBehindParenthesis())) {
        const made = this.open('reduced', verb.from, outer);
        made.antecedent = outer.subject;
        made.subject = outer.subject;
        made.verb = { ...verb, voice: 'passive' };
        this.stack.push(outer);
        this.current = made;
        return;
      }
      if (
        this.lastNoun !== null &&
        this.lastNoun !== outer.subject &&
        followsNoun &&
        !object &&
        this.lastNoun.governor !== null &&
        this.finiteLater()
      ) {
        const made = this.open('reduced', verb.from, outer);
        made.antecedent = this.lastNoun;
        made.subject = this.lastNoun;
        made.verb = { ...verb, voice: this.bareVoice(verb) };
        this.stack.push(outer);
        this.current = made;
        return;
      }
      if (byFollows) verb.voice = 'passive';
      else if (!object) {
        // "3 jihadists infiltrated at Anbar …" is settled by the finite verb that may follow.
        outer.verb = { ...verb, tense: 'past' };
        return;
      }
      outer.verb = {
        ...verb,
        tense: 'past',
        shape: verb.voice === 'passive' ? 'part' : object && this.finiteLater() ? 'part' : 'finite',
      };
      return;
    }
    // "Rockets containing sarin struck the town": the clause that waits for its verb has it here.
    const waiting = this.stack.some((one) => one.verb === null && one.subject !== null);
    const embedded = outer.kind === 'reduced' || outer.kind === 'participle';
    if (waiting && embedded && outer.verb.shape === 'ing' && followsNoun && object && !byFollows) {
      this.finite({ ...verb, shape: 'finite', tense: 'past' });
      return;
    }
    // "A bomb planted by militants struck a convoy": the first participle was a reduced relative.
    const agent = this.lastNoun?.governor?.prep === 'by';
    if (outer.kind === 'main' && outer.verb.shape === 'part' && agent && followsNoun && object && !byFollows) {
      this.finite({ ...verb, shape: 'finite', tense: 'past' });
      return;
    }
    // Behind a complete verb: a reduced relative on the noun before, or a further verb of a list.
    if (
      this.afterComma &&
      (object || !followsNoun) &&
      !byFollows &&
      this.chunks[this.at - 1]?.kind === 'comma' &&
      object
    ) {
      this.coordinate(verb);
      return;
    }
    if (this.lastNoun !== null) {
      const made = this.open('reduced', verb.from, outer);
      made.antecedent = this.lastNoun;
      made.subject = this.lastNoun;
      made.verb = { ...verb, voice: object && !byFollows ? 'active' : this.bareVoice(verb) };
      this.stack.push(outer);
      this.current = made;
      return;
    }
    const made = this.open('main', verb.from, null);
    made.verb = verb;
    this.current = made;
  }

  /** Whether a finite verb comes before the sentence's next stop. */
  private finiteLater(): boolean {
    for (let i = this.at + 1; i < this.chunks.length; i += 1) {
      const chunk = this.chunks[i];
      if (
        chunk === undefined ||
        chunk.kind === 'stop' ||
        chunk.kind === 'sub' ||
        chunk.kind === 'rel' ||
        chunk.kind === 'conj'
      )
        return false;
      if (chunk.kind === 'vg' && chunk.shape === 'finite') return true;
      if (chunk.kind === 'vg' && chunk.shape === 'part' && this.chunks[i - 1]?.kind !== 'comma') return false;
    }
    return false;
  }

  /** "The army, backed by Russian jets, attacked Isis": behind the next comma stands what may be a finite verb. */
  private verbBehindParenthesis(): boolean {
    const close = this.chunks.findIndex((chunk, i) => i > this.at && (chunk.kind === 'comma' || chunk.kind === 'vg'));
    const verb = this.chunks[close + 1];
    return (
      this.chunks[close]?.kind === 'comma' && verb?.kind === 'vg' && verb.form !== 'ing' && !this.passiveFollows(verb)
    );
  }

  /** A fronted participle takes the subject of the clause it hangs on, once that is known. */
  private bindLate(clause: Clause): void {
    if (clause.verb === null) return;
    if (clause.subject === null && clause.inherited) clause.subject = clause.parent?.subject ?? null;
  }
}
