/** What a noun phrase stands for: an actor, a place, a thing, or something that only the text before can tell. */
import type { IndexedName, Knowledge } from '../knowledge/knowledge.ts';
import type { ActorEntry, ActorKind, PlaceEntry } from '../model/knowledge.ts';
import type { Basis } from '../model/ref.ts';
import type { Grammar } from './grammar.ts';
import { hasTitle, isOffice } from './officials.ts';
import type { NounPhrase, Unit } from './syntax.ts';

/** An actor as a noun phrase names it. `entry` is null for one that nobody knows. */
export type ActorReading = { id: string; name: string; basis: Basis; entry: ActorEntry | null };

/** A place as a noun phrase names it; `head` is the common noun it is called by, if any ("dam", "village"). */
export type PlaceReading = { id: string; name: string; basis: Basis; entry: PlaceEntry | null; head: string | null };

/** What must be looked for in the text before. */
export type Anaphor =
  | { kind: 'pronoun'; word: string }
  | {
      kind: 'role';
      sides: 'state' | 'non-state' | 'any';
      plural: boolean;
      suggests: ActorKind | null;
      alone: ActorReading | null;
      civilian: boolean;
    }
  | { kind: 'group'; word: string }
  | { kind: 'place'; word: string };

/** One noun phrase, read. `types` are what frames may ask for; `count` is how many, where a number says so. */
export type Referent = {
  phrase: NounPhrase;
  text: string;
  start: number;
  end: number;
  actor: ActorReading | null;
  place: PlaceReading | null;
  anaphor: Anaphor | null;
  /** A known country, whichever of state and place the slot makes of it. */
  country: string | null;
  types: ReadonlySet<string>;
  /** The name of something nobody knows; the slot decides whether it is an actor or a place. */
  unknownName: string | null;
  headWord: string;
};

export type ReadingContext = {
  text: string;
  units: readonly Unit[];
  knowledge: Knowledge;
  grammar: Grammar;
  /** ISO codes of the countries that the article is about, most mentioned first. */
  countries: readonly string[];
};

const ARMED: ReadonlySet<ActorKind> = new Set([
  'state-forces',
  'police',
  'rebel-group',
  'political-militia',
  'identity-militia',
  'external-forces',
  'alliance',
  'government',
  'state',
]);
const AIR_FORCE = /\bair ?force\b|\baerospace\b/i;
const STATE_WORD = /^(?:government|regime|army|military|federal|state|pro-government|police)$/;
/** Nouns that only say how many. */
const MEASURE =
  /^(?:number|total|majority|handful|couple|pair|trio|scores|dozens|hundreds|thousands|tens|batch|spate|wave)$/;
const SLUG_SEPARATOR = /[^\p{L}\p{N}]+/gu;

/** A stable id for a name that nobody knows ("Liwa Shuhada" → "liwa-shuhada"). */
export function slug(name: string): string {
  const made = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(SLUG_SEPARATOR, '-')
    .replace(/^-|-$/g, '');
  return made === '' ? 'unnamed' : made.slice(0, 80);
}

/** Reads one noun phrase by its own words alone; what it refers back to is left to coreference. */
export function readReferent(phrase: NounPhrase, context: ReadingContext): Referent {
  return new Reader(phrase, context).read();
}

class Reader {
  private readonly types = new Set<string>();
  private actor: ActorReading | null = null;
  private place: PlaceReading | null = null;
  private anaphor: Anaphor | null = null;
  private country: string | null = null;
  private unknownName: string | null = null;
  private readonly phrase: NounPhrase;
  private readonly context: ReadingContext;
  private readonly head: Unit;

  constructor(phrase: NounPhrase, context: ReadingContext) {
    this.phrase = phrase;
    this.context = context;
    const head = context.units[phrase.head];
    if (head === undefined) throw new RangeError('a noun phrase without a head');
    this.head = head;
  }

  read(): Referent {
    const { head } = this;
    if (head.pos === 'time') this.types.add('time');
    else if (this.measures()) this.measured();
    else if (head.pos === 'pron' || head.pos === 'det' || head.pos === 'poss') this.pronoun();
    else if (head.names !== null && this.isTitledPerson()) this.unknown();
    else if (head.names !== null) this.known();
    else if (head.role !== null) this.role();
    else if (head.pos === 'name') this.unknown();
    else if (head.pos === 'num') this.number();
    else this.common();
    this.byApposition();
    this.typeByActor();
    if (this.place !== null) this.types.add('place');
    const start = this.context.units[this.phrase.from]?.start ?? head.start;
    const end = this.context.units[this.phrase.to]?.end ?? head.end;
    return {
      phrase: this.phrase,
      text: this.context.text.slice(start, end),
      start,
      end,
      actor: this.actor,
      place: this.place,
      anaphor: this.anaphor,
      country: this.country,
      types: this.types,
      unknownName: this.unknownName,
      headWord: head.lower,
    };
  }

  /** "Prime Minister Ryutaro Hashimoto": a surname that is also a town's name. */
  private isTitledPerson(): boolean {
    const before = this.premodifier();
    return (
      before?.pos === 'name' &&
      before.names === null &&
      this.head.names?.every((hit) => hit.kind === 'place') === true &&
      this.isTitled()
    );
  }

  private isTitled(): boolean {
    return hasTitle(this.head.text) || this.units.some((unit) => isOffice(lastWord(unit.lower)));
  }

  /** "Somalia's al-Qaeda affiliate, al-Shabaab": a common noun is who the name beside it is. */
  private byApposition(): void {
    const { apposition } = this.phrase;
    if (apposition === null || apposition.conjuncts.length > 0 || this.place !== null) return;
    if (this.head.names !== null || this.head.pos !== 'noun' || this.types.has('thing')) return;
    const inner = readReferent(apposition, this.context);
    if (inner.actor?.entry == null || inner.types.has('thing') || this.context.units[apposition.head]?.names == null)
      return;
    if (this.types.has('civilian') || (inner.country !== null && inner.actor.entry.kind === 'state')) return;
    this.actor = inner.actor;
    this.anaphor = null;
    this.unknownName = null;
    this.types.add('actor');
  }

  private typeByActor(): void {
    const kind = this.actor?.entry?.kind;
    if (this.actor === null) return;
    this.types.add('actor');
    if (AIR_FORCE.test(this.actor.entry?.name ?? '')) this.types.add('aircraft');
    if (this.types.has('thing')) return;
    if (kind === 'protesters' || kind === 'rioters') this.types.add('protesters');
    if (
      this.actor.id === 'civilians' ||
      kind === 'civilians' ||
      kind === 'protesters' ||
      kind === 'rioters' ||
      kind === 'aid' ||
      kind === 'media'
    )
      this.types.add('civilian').add('person');
    else if (kind === undefined || ARMED.has(kind)) {
      if (!this.types.has('civilian')) this.types.add('armed');
      this.types.add('person');
      if (kind !== 'state' && kind !== 'government' && !this.types.has('civilian'))
        this.types.add('combatant').add('forces');
    }
    if (kind === 'organisation') this.types.add('person');
  }

  /** "a number of soldiers", "scores of rebels", "some of the fighters": an amount, not a thing. */
  private measures(): boolean {
    if (this.phrase.of === null || this.phrase.possessor !== null) return false;
    return this.head.pos === 'det' || MEASURE.test(this.head.lower);
  }

  /** An amount stands for what it is an amount of. */
  private measured(): void {
    if (this.phrase.of === null) return;
    const inner = readReferent(this.phrase.of, this.context);
    for (const type of inner.types) this.types.add(type);
    this.actor = inner.actor;
    this.anaphor = inner.anaphor;
    this.country = inner.country;
    if (!inner.types.has('country')) this.place = inner.place;
    this.unknownName = inner.unknownName;
    if (this.head.pos === 'det' && this.place === null) this.types.add('person');
  }

  private pronoun(): void {
    const { lower } = this.head;
    if (lower === 'there' || lower === 'what') return;
    if (/^(?:itself|themselves|himself|herself)$/.test(lower)) this.types.add('reflexive');
    this.types.add('person').add('pronoun');
    if (/^(?:he|she|him|her|his|himself|herself)$/.test(lower)) this.types.add('individual');
    if (/^(?:i|we|us|you)$/.test(lower)) {
      this.types.add('speaker');
      if (/^(?:we|us)$/.test(lower)) this.types.add('armed');
      return;
    }
    this.types.add('actor');
    if (
      /^(?:it|its|they|their|them|themselves|itself|some|both|many|most|all|several|others|those|these|none)$/.test(
        lower,
      )
    )
      this.types.add('armed').add('combatant');
    this.anaphor = { kind: 'pronoun', word: lower };
  }

  private number(): void {
    // "killed 12 and wounded 5": people, by default.
    this.types.add('person').add('count');
    if (this.phrase.of !== null) {
      const inner = readReferent(this.phrase.of, this.context);
      this.actor = inner.actor;
      this.anaphor = inner.anaphor;
      for (const type of inner.types) this.types.add(type);
    }
  }

  /** A head that the knowledge base knows. */
  private known(): void {
    const hits = this.head.names ?? [];
    const operation = hits.find((hit) => hit.kind === 'operation');
    if (operation?.kind === 'operation') {
      const owner = this.context.knowledge.actors.get(operation.operation.owner);
      if (owner !== undefined) this.actor = { id: owner.id, name: owner.name, basis: 'coref', entry: owner };
      this.types.add('operation').add('armed');
      return;
    }
    // "coalition warplanes" in one name: the last word tells what acts.
    for (const type of this.context.grammar.nounClasses.get(lastWord(this.head.lower)) ?? [])
      if (/^(?:aircraft|artillery|explosive|grenade)$/.test(type)) this.types.add(type).add('thing');
    const actor = this.chooseActor();
    const country = hits.find((hit) => hit.kind === 'country');
    const settlement = this.context.grammar.nounClasses.get(this.premodifier()?.lower ?? '');
    if (actor?.kind === 'actor' && !(settlement?.has('settlement') ?? false)) {
      this.actor = known(actor.actor);
      this.types.add('named');
    }
    const place = this.choosePlace();
    if (country?.kind === 'country') {
      this.country = country.country.code;
      if (country.demonym) {
        // "Azerbaijani and Armenian forces": the noun of the last of a list is everyone's.
        const shared = this.context.units[this.phrase.conjuncts.at(-1)?.head ?? -1];
        this.actor ??=
          this.sharedForces(country.country.code, shared) ??
          known(this.context.knowledge.actorOfCountry(country.country.code, 'state'));
      } else {
        const entry = this.context.knowledge.placeOfCountry(country.country.code);
        this.place = { id: entry.id, name: entry.name, basis: 'direct', entry, head: null };
        this.types.add('country');
      }
    }
    if (this.actor === null && this.place === null && place !== null)
      this.place = { id: place.id, name: place.name, basis: 'direct', entry: place, head: null };
    if (this.actor !== null && this.phrase.possessor !== null && this.actor.id === 'unidentified-armed-group')
      this.actor = this.owner() ?? this.actor;
  }

  /** What a country has of the noun that ends a list of demonyms, or null where that is no kind of forces. */
  private sharedForces(code: string, last: Unit | undefined): ActorReading | null {
    if (last?.role != null) return this.byCountry(code, last.role.noun.suggests);
    const forces =
      last?.names?.some((hit) => hit.kind === 'actor' && hit.actor.kind === 'state-forces') === true ||
      (last?.classes?.has('people-group') === true && !isOffice(last.lower));
    return forces ? known(this.context.knowledge.actorOfCountry(code, 'military')) : null;
  }

  /** "SNA": of actors that share a name the one of the countries that the article is about. */
  private chooseActor(unit: Unit = this.head): Extract<IndexedName, { kind: 'actor' }> | undefined {
    const actors = (unit.names ?? []).filter((hit) => hit.kind === 'actor');
    for (const code of actors.length > 1 ? this.context.countries : []) {
      const found = actors.find((hit) => hit.actor.country === code);
      if (found !== undefined) return found;
    }
    return actors[0];
  }

  private choosePlace(): PlaceEntry | null {
    const places = (this.head.names ?? []).flatMap((hit) => (hit.kind === 'place' ? [hit] : []));
    if (places.length === 0) return null;
    const { countries, knowledge } = this.context;
    for (const code of countries) {
      const found = places.find((hit) => hit.place.country === code);
      if (found !== undefined) return found.place;
    }
    void knowledge;
    return places[0]?.place ?? null;
  }

  private premodifier(): Unit | undefined {
    return this.phrase.head > this.phrase.from ? this.context.units[this.phrase.head - 1] : undefined;
  }

  private get units(): Unit[] {
    return this.context.units.slice(this.phrase.from, this.phrase.head);
  }

  /** The actor that a premodifier, a possessor or an "of" phrase names, nearest first. */
  private owner(): ActorReading | null {
    for (let i = this.phrase.head - 1; i >= this.phrase.from; i -= 1) {
      const unit = this.context.units[i];
      if (unit?.names == null) continue;
      const behind = this.context.units[i + 1];
      if (behind?.pos === 'hyphen') {
        const link = this.context.units[i + 2]?.lower ?? '';
        // "Turkish-backed rebels" are not Turkey; "SDF-led forces", "IS-affiliated militants" are SDF's, IS's.
        if (
          /^(?:backed|supported|funded|trained|armed|held|controlled|occupied|aligned|allied|sponsored|brokered|mediated|born|made|based|besieged|run|ruled)$/.test(
            link,
          )
        )
          continue;
      }
      const hit = this.chooseActor(unit);
      if (hit !== undefined) return known(hit.actor);
      const operation = unit.names.find((one) => one.kind === 'operation');
      if (operation?.kind === 'operation') {
        const entry = this.context.knowledge.actors.get(operation.operation.owner);
        if (entry !== undefined) return { ...known(entry), basis: 'coref' };
      }
    }
    if (this.phrase.possessor !== null) {
      const made = readReferent(this.phrase.possessor, this.context);
      if (made.actor !== null) return made.actor;
      if (made.unknownName !== null && !made.types.has('place')) return unknownActor(made.unknownName);
    }
    const of = this.phrase.of ?? this.phrase.conjuncts.at(-1)?.of ?? null;
    if (of !== null) {
      const made = readReferent(of, this.context);
      if (made.actor !== null && !made.types.has('thing')) return made.actor;
    }
    return this.patron();
  }

  /** "forces loyal to X", "gunmen allied with X": they count as X's own. */
  private patron(): ActorReading | null {
    const link = this.phrase.post.find((pp) => /^(?:to|with)$/.test(pp.prep) && pp.object.head > this.phrase.to);
    const word = link === undefined ? '' : (this.context.units[link.at - 1]?.lower ?? '');
    if (link === undefined || !/^(?:loyal|allied|aligned|linked|affiliated|belonging)$/.test(word)) return null;
    return readReferent(link.object, this.context).actor;
  }

  /** The country that a demonym or country name before the head names. */
  private countryBefore(): string | null {
    for (const unit of [...this.units].reverse()) {
      const hit = unit.names?.find((one) => one.kind === 'country');
      if (hit?.kind === 'country') {
        const at = this.context.units.indexOf(unit);
        const link = this.context.units[at + 1]?.pos === 'hyphen' ? this.context.units[at + 2]?.lower : undefined;
        if (link !== undefined && !/^(?:led|run|dominated)$/.test(link)) continue;
        return hit.country.code;
      }
    }
    if (this.phrase.possessor !== null) return readReferent(this.phrase.possessor, this.context).country;
    return null;
  }

  private unknownBefore(): string | null {
    const names = this.units.filter((unit) => unit.pos === 'name' && unit.names === null);
    const last = names.at(-1);
    return last?.text ?? null;
  }

  /** A role noun: whose it is is told by what stands around it, or by the text before. */
  private role(): void {
    const made = this.head.role;
    if (made === null) return;
    const { noun, plural } = made;
    const civilian =
      noun.suggests === 'civilians' ||
      noun.suggests === 'aid' ||
      noun.suggests === 'media' ||
      noun.suggests === 'protesters' ||
      noun.suggests === 'rioters';
    this.types.add('actor').add('person');
    if (noun.suggests === 'protesters' || noun.suggests === 'rioters') this.types.add('protesters');
    if (civilian) this.types.add('civilian');
    else this.types.add('armed').add('combatant').add('forces');
    if (noun.actsForOwner) {
      this.types.delete('person');
      this.types.add('thing');
    }
    for (const name of [...(this.head.classes ?? []), ...(this.twoWordClasses() ?? [])]) this.types.add(name);
    if (/^(?:defectors?|fugitives?|deserters?|runaways?)$/.test(this.head.lower)) this.types.add('fugitive');
    if (noun.suggests === 'government' || isOffice(this.head.lower)) this.types.add('official');
    if (/^(?:our|my)$/.test(this.units[0]?.lower ?? '')) {
      // "our men", "our forces": those of whoever is quoted.
      this.types.delete('civilian');
      for (const type of ['speaker', 'armed', 'combatant', 'forces']) this.types.add(type);
      return;
    }
    const alone = noun.alone === null ? null : this.context.knowledge.actors.get(noun.alone);
    const fallback = alone === undefined || alone === null ? null : known(alone);
    if (civilian && fallback !== null) {
      this.actor = fallback;
      return;
    }
    const owner = this.owner();
    if (owner !== null && owner.entry?.kind !== 'civilians') {
      this.actor =
        owner.entry?.kind === 'state' ||
        (owner.entry?.kind === 'government' && !this.isOneOfSeveral(owner.entry, noun.suggests))
          ? (this.byCountry(owner.entry.country, noun.suggests) ?? owner)
          : owner;
      return;
    }
    const code = this.countryBefore();
    if (code !== null) {
      this.actor = this.byCountry(code, noun.suggests) ?? fallback;
      return;
    }
    const ofCountry = this.phrase.of === null ? null : readReferent(this.phrase.of, this.context).country;
    if (ofCountry !== null) {
      this.actor = this.byCountry(ofCountry, noun.suggests) ?? fallback;
      return;
    }
    const name = this.unknownBefore();
    if (name !== null) {
      // "a Dinka ethnic militia": the people is not the militia.
      const own = /^(?:militia|gang|vigilante|tribesm[ae]n)s?$/.test(this.head.lower);
      this.actor = unknownActor(own ? this.context.text.slice(this.nameStart(), this.head.end) : name);
      return;
    }
    if (noun.sides === 'state') this.types.add('state-side');
    this.anaphor = { kind: 'role', sides: noun.sides, plural, suggests: noun.suggests, alone: fallback, civilian };
  }

  /** "GNA fighters": a government that is known by its own name keeps those whom no state's army would be called. */
  private isOneOfSeveral(government: ActorEntry, suggests: ActorKind | null): boolean {
    if (government.country === null) return true;
    const first = this.context.knowledge.actorOfCountry(government.country, 'government');
    return first.id !== government.id || suggests === 'rebel-group';
  }

  private byCountry(code: string | null, suggests: ActorKind | null): ActorReading | null {
    if (code === null) return null;
    const role =
      suggests === 'police'
        ? 'police'
        : suggests === 'rebel-group'
          ? 'rebels'
          : suggests === 'political-militia' || suggests === 'identity-militia'
            ? 'militia'
            : suggests === 'government'
              ? 'government'
              : suggests === 'civilians'
                ? 'citizens'
                : 'military';
    return known(this.context.knowledge.actorOfCountry(code, role));
  }

  /** A name that nobody knows. */
  private unknown(): void {
    this.types.add('name').add('actor').add('person').add('armed').add('combatant').add('place-like');
    this.unknownName = this.head.text;
    if (
      /^(?:mr|mrs|ms|dr|gen|col|lt|capt|sgt|president|minister|sheikh|sheik|imam)$/.test(
        this.premodifier()?.lower ?? '',
      )
    ) {
      this.types.delete('place-like');
    }
    // "President Bashar", "commander Abu X": a person; "the village of X" is read from its head.
    const classes = this.premodifier()?.classes;
    if (classes?.has('person')) this.types.delete('place-like');
    const titled = this.isTitled();
    const owner = this.owner();
    if (owner !== null && (titled || classes?.has('person'))) {
      this.actor = owner;
      this.unknownName = null;
    }
    if (titled) {
      // "Iraqi President X", "Lebanon's new President Y": an official speaks for the state.
      this.types.add('official').delete('place-like');
      const code = this.countryBefore();
      const government = code === null ? null : this.byCountry(code, 'government');
      if (government !== null) {
        this.actor = government;
        this.unknownName = null;
      }
    }
    if (classes?.has('settlement') || classes?.has('region'))
      this.asPlace(this.head.text, this.premodifier()?.lower ?? null);
  }

  /** A common noun. */
  private common(): void {
    const { head } = this;
    const two = this.twoWordClasses();
    const classes = head.classes === null ? two : new Set([...head.classes, ...(two ?? [])]);
    for (const name of classes ?? []) this.types.add(name);
    const placeLike = classes !== null && (classes.has('settlement') || classes.has('region') || classes.has('site'));
    if (placeLike && this.commonPlace(classes)) return;
    if (classes?.has('people-group') || head.lower === 'forces') {
      this.group();
      return;
    }
    if (classes?.has('person') || classes?.has('civilian') || classes?.has('mob') || classes?.has('suicide-bomber')) {
      this.personOf(classes);
      return;
    }
    if (
      classes?.has('aircraft') ||
      classes?.has('artillery') ||
      classes?.has('explosive') ||
      classes?.has('grenade') ||
      classes?.has('weapon')
    ) {
      this.types.add('thing');
      const owner = this.owner();
      const code = owner === null ? this.countryBefore() : null;
      this.actor = owner ?? (code === null ? null : known(this.context.knowledge.actorOfCountry(code, 'military')));
    }
  }

  private twoWordClasses(): ReadonlySet<string> | null {
    const before = this.premodifier();
    if (before === undefined) return null;
    return this.context.grammar.nounClasses.get(`${before.lower} ${this.head.lower}`) ?? null;
  }

  /** "Hajin town", "the village of Kaftin", "the Damietta dam"; alone, an anaphor ("the city"). */
  private commonPlace(classes: ReadonlySet<string>): boolean {
    const { units } = this.context;
    // "the Kurdish-held neighbourhood": who holds it is not its name.
    const beside = [...this.units]
      .reverse()
      .find((unit) => unit.pos === 'name' && units[units.indexOf(unit) + 1]?.pos !== 'hyphen');
    const hit = beside?.names?.find((one) => one.kind === 'place' || (one.kind === 'country' && !one.demonym));
    const site = classes.has('site') && !classes.has('settlement') && !classes.has('region');
    // "the Red Sea port city of Hodeidah": what stands behind "of" is its name.
    const behind =
      this.phrase.of !== null && classes.has('settlement') ? readReferent(this.phrase.of, this.context) : null;
    if (behind?.place != null) {
      this.place = { ...behind.place, head: this.head.lower };
      return true;
    }
    if (beside !== undefined && hit !== undefined) {
      if (hit.kind === 'place') {
        const chosen = this.pickPlace(beside);
        // "Hajin town" is Hajin; "Hajin dam" is a dam of its own.
        if (chosen !== null && !site)
          this.place = { id: chosen.id, name: chosen.name, basis: 'direct', entry: chosen, head: this.head.lower };
        else this.asPlace(this.nameWithHead(beside), this.head.lower);
        return true;
      }
    }
    const some = /^(?:a|an|some|several)$/.test(this.context.units[this.phrase.from]?.lower ?? '');
    // "a Shia mosque": of a kind, not named.
    if (beside !== undefined && beside.names === null && !(site && some)) {
      this.asPlace(site ? this.nameWithHead(beside) : beside.text, this.head.lower);
      return true;
    }
    if (this.phrase.of !== null && (classes.has('settlement') || classes.has('region'))) {
      const inner = readReferent(this.phrase.of, this.context);
      if (inner.place !== null) {
        this.place = { ...inner.place, head: this.head.lower };
        // "the Baltic state of Latvia" is Latvia.
        if (inner.country !== null) this.standFor(inner.country);
        return true;
      }
      if (inner.unknownName !== null && inner.types.has('name')) {
        this.asPlace(inner.unknownName, this.head.lower);
        return true;
      }
    }
    if (this.phrase.of !== null && classes.has('civil-site')) {
      // "the market of Togoga": where the market is.
      const inner = readReferent(this.phrase.of, this.context);
      if (inner.unknownName !== null && inner.types.has('place-like')) this.asPlace(inner.unknownName, this.head.lower);
      else if (inner.actor === null && inner.place !== null) this.place = { ...inner.place, head: this.head.lower };
      if (this.place !== null) return true;
    }
    const owner = this.owner();
    if (owner !== null && classes.has('people-group')) return false;
    if (owner !== null) {
      // "a Syrian army base", "Isis positions": a place without a name, and whose it is.
      this.types.add('place').add('held-site');
      this.actor = owner;
      // "Poland's parliament" acts; "the Syrian army's base" does not.
      this.types.add(isOffice(this.head.lower) ? 'official' : 'thing');
      return true;
    }
    this.types.add('place');
    if (/^\p{Lu}.* /u.test(this.head.text)) this.asPlace(this.head.text, this.head.lower);
    else this.anaphor = { kind: 'place', word: this.head.lower };
    return true;
  }

  private standFor(country: string): void {
    if (!/^(?:state|republic|kingdom|country|nation|sultanate|emirate)$/.test(this.head.lower)) return;
    this.country = country;
    this.types.add('country');
  }

  private pickPlace(unit: Unit): PlaceEntry | null {
    const places = unit.names?.flatMap((one) => (one.kind === 'place' ? [one.place] : [])) ?? [];
    const settlement = this.types.has('settlement');
    const kinds = settlement ? /^(?:city|town|village|neighbourhood|camp)$/ : /^(?:admin1|admin2|area|desert)$/;
    const fits = places.filter((place) => kinds.test(place.kind));
    for (const list of [fits, places])
      for (const code of this.context.countries) {
        const found = list.find((place) => place.country === code);
        if (found !== undefined) return found;
      }
    return fits[0] ?? places[0] ?? null;
  }

  private nameWithHead(unit: Unit): string {
    return `${unit.text} ${this.head.text}`;
  }

  private asPlace(name: string, head: string | null): void {
    const words = name.split(/[\s-]+/u);
    const match = this.context.knowledge.longestName(words, 0);
    const hit = match?.words === words.length ? match.hits.find((one) => one.kind === 'place') : undefined;
    if (hit?.kind === 'place')
      this.place = { id: hit.place.id, name: hit.place.name, basis: 'direct', entry: hit.place, head };
    else this.place = { id: slug(name), name, basis: 'direct', entry: null, head };
    this.unknownName = null;
    for (const type of ['actor', 'person', 'armed', 'combatant', 'name', 'place-like']) this.types.delete(type);
  }

  /** "the X group", "Turkish-backed factions", "government forces". */
  private group(): void {
    this.types.add('actor').add('person').add('armed').add('combatant').add('forces');
    if (isOffice(this.head.lower)) this.types.add('official');
    const ofState = STATE_WORD.test(this.premodifier()?.lower ?? '');
    if (ofState) this.types.add('state-side');
    const owner = this.owner();
    if (owner !== null) {
      this.actor = owner;
      if (/^(?:civilians|protesters|rioters)$/.test(owner.entry?.kind ?? '')) this.disarm();
      if (owner.entry?.kind === 'state' && !isOffice(this.head.lower))
        this.actor = this.byCountry(owner.entry.country, 'state-forces') ?? owner;
      return;
    }
    const poss = this.units.find((unit) => unit.pos === 'poss');
    if (poss !== undefined) {
      // "its forces": whoever "its" stands for.
      this.anaphor = { kind: 'pronoun', word: poss.lower };
      return;
    }
    const code = this.countryBefore();
    if (code !== null) {
      const role = isOffice(this.head.lower)
        ? 'government'
        : /^(?:side|state|delegation)$/.test(this.head.lower)
          ? 'state'
          : 'military';
      this.actor = known(this.context.knowledge.actorOfCountry(code, role));
      return;
    }
    const name = this.unknownBefore();
    if (name !== null) {
      this.actor = unknownActor(this.context.text.slice(this.nameStart(), this.head.end));
      return;
    }
    if (this.phrase.of !== null) {
      const inner = readReferent(this.phrase.of, this.context);
      if (inner.country !== null) {
        this.actor = known(
          this.context.knowledge.actorOfCountry(inner.country, isOffice(this.head.lower) ? 'government' : 'military'),
        );
        return;
      }
      if (inner.unknownName !== null) {
        this.actor = unknownActor(inner.unknownName);
        return;
      }
      if (inner.types.has('civilian') || inner.types.has('person')) {
        for (const type of inner.types) this.types.add(type);
        this.actor = inner.actor;
        if (inner.types.has('civilian')) this.disarm();
        this.anaphor = inner.anaphor;
        return;
      }
    }
    if (ofState) {
      // "government forces", "army units": the country's own, whether or not the text spoke of them before.
      this.anaphor = {
        kind: 'role',
        sides: 'state',
        plural: true,
        suggests: 'state-forces',
        alone: null,
        civilian: false,
      };
      return;
    }
    this.anaphor = { kind: 'group', word: this.head.lower };
  }

  /** "two groups of villagers": whoever they are, they are no armed group. */
  private disarm(): void {
    for (const type of ['armed', 'combatant', 'forces']) this.types.delete(type);
    this.types.add('civilian').add('mob');
  }

  private nameStart(): number {
    const first = this.units.find((unit) => unit.pos === 'name');
    return first?.start ?? this.head.start;
  }

  /** "leader of X", "X's commander", "the Russian foreign minister", "two students". */
  private personOf(classes: ReadonlySet<string>): void {
    this.types.add('person').add('actor');
    if (classes.has('civilian')) this.types.add('civilian');
    if (!this.head.plural) this.types.add('individual');
    const owner = this.owner();
    const official = isOffice(this.head.lower);
    if (official) this.types.add('official');
    if (owner !== null && (official || !classes.has('civilian') || classes.has('suicide-bomber'))) {
      this.actor = owner;
      if (owner.entry?.kind === 'state' && official) {
        const government =
          owner.entry.country === null
            ? null
            : this.context.knowledge.actorOfCountry(owner.entry.country, 'government');
        if (government !== null) this.actor = known(government);
      }
      return;
    }
    const code =
      this.countryBefore() ?? (this.phrase.of === null ? null : readReferent(this.phrase.of, this.context).country);
    if (code !== null && (official || !classes.has('civilian'))) {
      this.actor = known(this.context.knowledge.actorOfCountry(code, official ? 'government' : 'state'));
      return;
    }
    const name =
      this.unknownBefore() ??
      (this.phrase.possessor === null ? null : readReferent(this.phrase.possessor, this.context).unknownName);
    if (name !== null && (official || !classes.has('civilian'))) {
      this.actor = unknownActor(name);
      return;
    }
    const poss = this.units.find((unit) => unit.pos === 'poss');
    if (poss !== undefined && !classes.has('civilian')) {
      this.anaphor = { kind: 'pronoun', word: poss.lower };
      return;
    }
    if (classes.has('civilian')) {
      const civilians = this.context.knowledge.actors.get('civilians');
      if (civilians !== undefined) this.actor = known(civilians);
    }
  }
}

const lastWord = (lower: string): string => lower.slice(lower.lastIndexOf(' ') + 1);

export const known = (entry: ActorEntry): ActorReading => ({ id: entry.id, name: entry.name, basis: 'direct', entry });

export const unknownActor = (name: string): ActorReading => ({ id: slug(name), name, basis: 'direct', entry: null });
