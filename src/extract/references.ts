/** Coreference inside one sentence: resolves its noun phrases in the order of the text and tells the discourse of them. */
import type { Knowledge } from '../knowledge/knowledge.ts';
import { SAYING } from './clause-lookahead.ts';
import type { Discourse } from './discourse.ts';
import { isOffice } from './officials.ts';
import { ownerOf } from './phrase-owner.ts';
import { type ActorReading, known, type PlaceReading, type Referent, slug, unknownActor } from './referents.ts';
import type { NounPhrase, ParsedSentence } from './syntax.ts';

const BEARS_ARMS = /^(?:state|government|state-forces|external-forces|rebel-group|political-militia|identity-militia)$/;

const ENTERS: ReadonlySet<string> = new Set(
  'cross flee escape retreat withdraw slip spill stray infiltrate pour stream defect'.split(' '),
);
const FORCES = ['military', 'police', 'border-guards', 'state'] as const;
/** Prepositions before a place that only says where another lies. */
const ASIDE = /^(?:near|(?:north|south|east|west)(?:east|west)? of|close to|outside|overlooking)$/;

export class References {
  private readonly resolved = new Map<Referent, ActorReading | null>();
  private readonly parsed: ParsedSentence;
  private readonly refer: (phrase: NounPhrase) => Referent;
  private readonly discourse: Discourse;
  private readonly knowledge: Knowledge;
  private readonly isQuoted: (at: number) => boolean;

  constructor(input: {
    parsed: ParsedSentence;
    refer: (phrase: NounPhrase) => Referent;
    discourse: Discourse;
    knowledge: Knowledge;
    /** Whether what stands at an offset is quoted from somebody. */
    isQuoted(at: number): boolean;
  }) {
    this.parsed = input.parsed;
    this.refer = input.refer;
    this.discourse = input.discourse;
    this.knowledge = input.knowledge;
    this.isQuoted = input.isQuoted;
  }

  /** Resolves every phrase that can be an actor, left to right, so that each sees only what came before it. */
  readActors(): void {
    const subjects = new Set<NounPhrase | null>();
    for (const { kind, inherited, subject } of this.parsed.clauses)
      if (!inherited && (kind === 'main' || kind === 'complement' || kind === 'participle')) subjects.add(subject);
    const phrases = this.parsed.phrases.toSorted((a, b) => a.head - b.head);
    for (const phrase of phrases) {
      const referent = this.refer(phrase);
      const actor = this.resolveActor(referent) ?? this.actingAs(phrase, referent);
      if (actor !== null && !referent.types.has('speaker'))
        this.discourse.seeActor(actor, {
          subject: subjects.has(phrase),
          // "The World Food Programme … it": an organisation, whoever works for it.
          civilian: referent.types.has('civilian') && !isOrganisation(actor, referent),
          individual: referent.types.has('individual'),
          plural: this.parsed.units[phrase.head]?.pos === 'noun' && this.parsed.units[phrase.head]?.plural === true,
          at: referent.start,
          word: referent.headWord,
        });
      // "its capital", "their positions": the pronoun inside is read where it stands.
      // "the ISF of Baghdad": a place that only says whose an actor is, is no place to come back to.
      const metonym =
        (phrase.governor?.prep === 'of' &&
          phrases.some((outer) => outer.of === phrase && this.resolveActor(this.refer(outer)) !== null)) ||
        // "Baku denied shelling the city": a capital that acts is its government.
        (subjects.has(phrase) && this.actsAsGovernment(phrase, referent));
      // "Bwanasura village (Irumu, Ituri)": what a place lies in is not what the text goes on about.
      const before = this.parsed.units[phrase.from - 1]?.text;
      const bracketed = before === '(' || before === '[';
      if (referent.place !== null && !referent.types.has('country') && !metonym && !bracketed)
        this.discourse.places.see(referent.place, {
          at: referent.start,
          subject: subjects.has(phrase),
          aside: ASIDE.test(phrase.governor?.prep ?? ''),
        });
      // "joint operations in Ganthier": where only a place can stand, a name that nobody knows is one.
      else if (
        referent.unknownName !== null &&
        (referent.types.has('settlement') ||
          (referent.types.has('place-like') && /^(?:in|at|near)$/.test(phrase.governor?.prep ?? '')))
      )
        this.discourse.places.see(
          { id: slug(referent.unknownName), name: referent.unknownName, basis: 'direct', entry: null, head: null },
          {
            at: referent.start,
            subject: subjects.has(phrase),
            aside: ASIDE.test(phrase.governor?.prep ?? ''),
          },
        );
    }
  }

  /** Who acts under a name that is no actor's by itself: a group that nobody knows, a capital's government. */
  private actingAs(phrase: NounPhrase, referent: Referent): ActorReading | null {
    if (this.acts(phrase, referent)) return unknownActor(referent.unknownName ?? '');
    return this.actsAsGovernment(phrase, referent) ? this.actorIn(referent) : null;
  }

  /** Whether a name that nobody knows does something here, and so is somebody to come back to. */
  private acts(phrase: NounPhrase, referent: Referent): boolean {
    if (referent.unknownName === null || referent.place !== null || isOffice(referent.headWord)) return false;
    // Without an article it is rather a person.
    if (this.parsed.units[phrase.from]?.lower !== 'the') return false;
    return this.parsed.clauses.some(
      ({ subject, verb }) =>
        subject === phrase && verb !== null && verb.voice === 'active' && !/^(?:be|lie|fall|remain)$/.test(verb.lemma),
    );
  }

  private actsAsGovernment(phrase: NounPhrase, referent: Referent): boolean {
    const acts = this.parsed.clauses.some(
      (clause) =>
        clause.subject === phrase &&
        clause.verb?.voice === 'active' &&
        !/^(?:be|fall|remain|stay)$/.test(clause.verb.lemma),
    );
    return acts && referent.place !== null && this.knowledge.countryOfCapital(referent.place.id) !== null;
  }

  /** Who a phrase is as an actor: by its own words, by what it refers back to, or null. */
  resolveActor(referent: Referent): ActorReading | null {
    const cached = this.resolved.get(referent);
    if (cached !== undefined) return cached;
    const made = this.findActor(referent);
    this.resolved.set(referent, made);
    return made;
  }

  /** "the coalition" where the text has named another one: the word is that one's, and no name. */
  private calledSo(referent: Referent): ActorReading | null {
    if (!/^(?:[Tt]he )?coalition$/.test(referent.text)) return null;
    const called = this.discourse.actorCalled(referent.headWord);
    return called === null || called.id === referent.actor?.id ? null : called;
  }

  private findActor(referent: Referent): ActorReading | null {
    if (referent.actor !== null) return this.calledSo(referent) ?? referent.actor;
    if (referent.country !== null) return known(this.knowledge.actorOfCountry(referent.country, 'state'));
    if (referent.anaphor === null) return null;
    // "some 20 of its fighters", "28 of the attackers": whoever they are a part of.
    const whole = referent.phrase.of === null ? null : this.refer(referent.phrase.of);
    const { units } = this.parsed;
    const opens = whole === null ? undefined : units[whole.phrase.from];
    const told = opens?.pos === 'poss' || /^(?:the|these|those)$/.test(opens?.lower ?? '');
    if (told && whole?.anaphor?.kind === referent.anaphor.kind && referent.anaphor.kind !== 'pronoun')
      return this.resolveActor(whole);
    const first = units[referent.phrase.from];
    const definite = first?.pos === 'poss' || /^(?:the|this|that|these|those|both|such)$/.test(first?.lower ?? '');
    const bare = first !== undefined && first.pos !== 'det' && first.pos !== 'num';
    // "It is no coincidence that …": nobody is meant.
    if (referent.headWord === 'it' && this.isPleonastic(referent.phrase)) return null;
    const determiner = units[referent.phrase.head]?.pos === 'det';
    const claimant = referent.anaphor.kind === 'pronoun' ? this.claimantOf(referent) : null;
    if (claimant !== null) return this.armOf({ ...claimant, basis: 'coref' }, referent);
    const object =
      determiner ||
      this.isObject(referent.phrase) ||
      /^(?:them|him|her|some|others|many|several|all|most|none)$/.test(referent.headWord);
    const quoted = this.isQuoted(referent.start) && /^(?:they|them|their)$/.test(referent.headWord);
    const others = quoted
      ? this.speakers()
      : new Set([...this.subjectsOver(referent.phrase), ...this.hosts(referent.phrase)]);
    const owner = referent.anaphor.kind === 'role' ? this.possessorOf(referent, others) : null;
    if (owner !== null) return owner;
    const found = this.discourse.actorFor(referent, { definite, bare, object, quoted, others });
    return found === null || referent.anaphor.kind !== 'pronoun' ? found : this.armOf(found, referent);
  }

  /** "denied that its troops had …": soldiers of whoever "its" stands for; null where that is nobody under arms. */
  private possessorOf(referent: Referent, others: ReadonlySet<string>): ActorReading | null {
    const first = this.parsed.units[referent.phrase.from];
    if (first?.pos !== 'poss' || referent.types.has('civilian')) return null;
    // "attacked the base, and its garrison fled": those of the place.
    if (/^garrisons?$/.test(referent.headWord)) return null;
    const pronoun: Referent = { ...referent, anaphor: { kind: 'pronoun', word: first.lower } };
    const found =
      this.claimantOf(pronoun) ??
      this.discourse.actorFor(pronoun, { definite: true, bare: false, object: false, quoted: false, others }) ??
      this.announced(referent.phrase);
    const kind = found?.entry?.kind ?? 'rebel-group';
    return found === null || !BEARS_ARMS.test(kind) ? null : this.armOf({ ...found, basis: 'coref' }, referent);
  }

  /** "After its fighters overran Sake, M23 marched on Goma": a fronted clause's pronoun looks ahead to who is named. */
  private announced(phrase: NounPhrase): ActorReading | null {
    const fronted = this.parsed.clauses.find(
      (one) => one.subject === phrase && /^(?:adverbial|participle)$/.test(one.kind),
    );
    const subject = fronted?.parent?.subject ?? null;
    if (subject === null || subject.from < phrase.to) return null;
    const { actor, country } = this.refer(subject);
    return country === null ? actor : known(this.knowledge.actorOfCountry(country, 'state'));
  }

  /** "a Russian claim that its forces had taken …": the pronoun inside goes back to whose claim it is. */
  private claimantOf({ anaphor, phrase }: Referent): ActorReading | null {
    const { clauses, units } = this.parsed;
    if (anaphor?.kind !== 'pronoun' || !/^(?:its|their|it|they)$/.test(anaphor.word)) return null;
    const inside = clauses.find((one) => one.kind === 'complement' && one.from <= phrase.from && phrase.to <= one.to);
    const noun = inside?.parent?.objects.find(
      ({ head, to }) => to < inside.from && units[head]?.classes?.has('statement') === true,
    );
    const owner = noun === undefined ? null : ownerOf(noun, { units, refer: this.refer });
    return owner === null || owner.anaphor?.kind === 'pronoun' ? null : this.resolveActor(owner);
  }

  /** "its forces" of a government are its country's. */
  private armOf(actor: ActorReading, { types }: Referent): ActorReading {
    const { entry } = actor;
    if (!types.has('forces') || entry?.country == null || !/^(?:state|government)$/.test(entry.kind)) return actor;
    const ofState = (['state', 'government'] as const).some(
      (role) => this.knowledge.actorOfCountry(entry.country ?? '', role).id === entry.id,
    );
    return ofState ? { ...known(this.knowledge.actorOfCountry(entry.country, 'military')), basis: actor.basis } : actor;
  }

  private isObject(phrase: NounPhrase): boolean {
    return this.parsed.clauses.some(({ objects }) => objects.includes(phrase));
  }

  /** Whom an object cannot mean: the subjects of its own clause ("A and B failed to dislodge the rebels"). */
  private subjectsOver(phrase: NounPhrase): ReadonlySet<string> {
    const clause = this.parsed.clauses.find(
      ({ objects, subject }) => subject !== phrase && objects.some((one) => one === phrase || one.of === phrase),
    );
    if (clause?.subject == null || clause.verb?.voice === 'passive') return new Set();
    const subjects = [clause.subject, ...clause.subject.conjuncts].map((one) => this.resolved.get(this.refer(one)));
    return new Set(subjects.flatMap((actor) => (actor == null ? [] : [actor.id])));
  }

  /** "120 soldiers crossed into Thailand": those who come into a country are not its own. */
  private hosts(phrase: NounPhrase): readonly string[] {
    const clause = this.parsed.clauses.find(({ subject, verb }) => subject === phrase && ENTERS.has(verb?.lemma ?? ''));
    if (clause === undefined) return [];
    return clause.pps.flatMap(({ prep, object }) => {
      const code = prep === 'into' || prep === 'to' ? this.refer(object).country : null;
      return code === null ? [] : FORCES.map((role) => this.knowledge.actorOfCountry(code, role).id);
    });
  }

  /** Who says what a quotation in this sentence says: "they" are not his own. */
  private speakers(): ReadonlySet<string> {
    const said = this.parsed.clauses.flatMap(({ verb, subject }) =>
      verb !== null && subject !== null && SAYING.test(verb.lemma) ? [this.refer(subject).actor] : [],
    );
    return new Set(said.flatMap((actor) => (actor == null ? [] : [actor.id])));
  }

  private isPleonastic(phrase: NounPhrase): boolean {
    return this.parsed.clauses.some((clause) => clause.subject === phrase && clause.verb?.lemma === 'be');
  }

  /** The actor that a slot makes of a phrase: a capital is its government, an unknown name an actor of its own. */
  actorIn(referent: Referent): ActorReading | null {
    const found = this.resolveActor(referent);
    if (found !== null) return found;
    if (referent.types.has('speaker')) return null;
    if (referent.unknownName !== null) return unknownActor(referent.unknownName);
    if (referent.place !== null) {
      const country = this.knowledge.countryOfCapital(referent.place.id);
      if (country !== null)
        return { ...known(this.knowledge.actorOfCountry(country.code, 'government')), basis: 'coref' };
    }
    return null;
  }

  /** The place that a slot makes of a phrase; `actorId` helps with "the city". */
  placeIn(referent: Referent, actorId: string | null): PlaceReading | null {
    if (referent.place !== null) return referent.place;
    if (referent.headWord === 'it') return this.discourse.places.last(referent.start);
    if (referent.anaphor?.kind === 'place' || referent.types.has('ground') || referent.types.has('held-site')) {
      // "most of the town": what it is a part of says which town.
      const { of } = referent.phrase;
      const whole = of !== null && this.refer(of).anaphor?.kind === 'place' ? of : referent.phrase;
      const first = this.parsed.units[whole.from];
      const definite = first?.pos === 'poss' || /^(?:the|this|that|these|those)$/.test(first?.lower ?? '');
      const found =
        definite && referent.anaphor?.kind === 'place'
          ? this.discourse.placeFor(referent.anaphor.word, actorId, referent.start)
          : null;
      if (found !== null) return found;
      // "the town's police station", "the city's eastern side": in the town that the phrase goes back to.
      const { possessor } = referent.phrase;
      const around = possessor === null ? null : this.placeIn(this.refer(possessor), actorId);
      return around === null ? null : { ...around, basis: 'inferred' };
    }
    if (referent.unknownName !== null && referent.types.has('place-like'))
      return { id: slug(referent.unknownName), name: referent.unknownName, basis: 'direct', entry: null, head: null };
    return null;
  }
}

const isOrganisation = ({ entry }: ActorReading, { text }: Referent): boolean =>
  entry !== null &&
  /^(?:aid|media|organisation)$/.test(entry.kind) &&
  /^(?:the )?\p{Lu}/iu.test(text) &&
  /\p{Lu}/u.test(text.slice(4));
