/** What the text has spoken of so far, and what "they", "the soldiers", "the city" mean by it. */
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Event } from '../model/event.ts';
import {
  INSTITUTION,
  isArmed,
  isBody,
  isNamed,
  JIHADIST_NOUN,
  JIHADIST_SIDE,
  mayBeCalled,
  onSide,
  roleOf,
  STATE_GROUP,
  UNKNOWN,
} from './actor-words.ts';
import { Enmities } from './enmities.ts';
import type { ActorReading, Anaphor, PlaceReading, Referent } from './referents.ts';
import type { Topic } from './section-topics.ts';
import { REACH, SeenPlaces } from './seen-places.ts';

type SeenAs = {
  subject: boolean;
  civilian: boolean;
  /** One person, who speaks or acts for the actor. */
  individual: boolean;
  /** Several ("the forces"), who are no "it". */
  plural: boolean;
  at: number;
  /** The noun it was called by ("the coalition"). */
  word: string;
};
/** How a phrase stands: with an article, without one, as an object; `others` are who it cannot be. */
type ReadAs = {
  definite: boolean;
  bare: boolean;
  object: boolean;
  /** Whether somebody who is quoted says it: he speaks of others. */
  quoted: boolean;
  others: ReadonlySet<string>;
};
type SeenActor = SeenAs & { actor: ActorReading; sentence: number };
/** Those who were just told to have struck, whoever they are. */
const ASSAILANT = /^(?:attackers?|assailants?|raiders?|invaders?|aggressors?)$/;

/** Actions that leave somebody in another's hands. */
const TAKING = ['kidnap', 'hold-hostages', 'arrest'] as const;

export class Discourse {
  private actors: SeenActor[] = [];
  /** The places that the text has spoken of. */
  readonly places = new SeenPlaces();
  /** Who fights whom. */
  readonly fights = new Enmities();
  private readonly events = new Map<string, Event>();
  private here: string | null = null;
  /** Whether a heading names a country, and nothing smaller. */
  private isNational = false;
  private sentence = 0;
  private readonly knowledge: Knowledge;
  private readonly countries: readonly string[];
  private readonly home: string | null;

  /** `home` is the country that nearly all of the text's places lie in. */
  constructor(knowledge: Knowledge, countries: readonly string[], home: string | null) {
    this.knowledge = knowledge;
    this.countries = countries;
    this.home = home;
  }

  nextSentence(options: { heading: boolean; opensParagraph: boolean }): void {
    // A heading opens a new section: what was said before it is further away.
    this.sentence += options.heading ? 3 : 1;
    this.actors = this.withinReach(this.actors);
    this.places.goOn(this.sentence, options.opensParagraph);
    this.fights.goOn(this.sentence);
    // A paragraph that names no place is about the country of the whole text, unless a heading says otherwise.
    const free = options.opensParagraph && !this.places.isSectionPlaced && !this.isNational;
    if (free && this.home !== null) this.here = this.home;
  }

  /** What is too far back to be meant is forgotten, so that a long text costs no more by the sentence than a short one. */
  private withinReach<T extends { sentence: number }>(seen: T[]): T[] {
    const first = seen.findIndex((one) => this.sentence - one.sentence <= REACH);
    return first === 0 ? seen : first < 0 ? [] : seen.slice(first);
  }

  /** What a heading, or the name that opens a paragraph, says of all that follows it. */
  openSection({ place, country }: Topic): void {
    this.places.openSection(place);
    this.isNational = place === null && country !== null;
    this.beIn(country);
  }

  seeActor(actor: ActorReading, options: SeenAs): void {
    this.actors.push({ actor, sentence: this.sentence, ...options });
  }

  /** An event set two actors against each other, or took place somewhere. */
  seeEvent(event: {
    actor: ActorReading | null;
    recipient: ActorReading | null;
    place: PlaceReading | null;
    hostile: boolean;
    /** Told on the way to something else ("since it captured Bakhmut"). */
    background: boolean;
    /** Whether it took place near the place, or on the way there. */
    aside: boolean;
    at: number;
  }): void {
    const { actor, recipient, place } = event;
    if (event.hostile && actor !== null) this.fights.seeFight(actor, recipient, event.background);
    if (place !== null)
      this.places.see(place, {
        actorId: actor?.id ?? null,
        event: !event.background,
        subject: false,
        aside: event.aside,
        at: event.at,
      });
  }

  /** The country that the text speaks of where it names a place that nobody knows. */
  get countryHere(): string | null {
    return this.here;
  }

  /** The country of the places that a sentence names, where it names any: its army is "the army". */
  beIn(country: string | null): void {
    this.here = country ?? this.here;
  }

  private get country(): string | undefined {
    return this.here ?? this.countries[0];
  }

  noteEvent(event: Event): void {
    this.events.set(event.action, event);
  }

  /** The latest event of an action, for descriptions that go back to it. */
  lastEvent(action: string): Event | null {
    return this.events.get(action) ?? null;
  }

  entryOf(id: string): ActorReading['entry'] {
    return this.knowledge.actors.get(id) ?? null;
  }

  /** Who was last said to be taken or held, or null. */
  lastCaptives(): ActorReading | null {
    const told = [...TAKING].flatMap((action) => this.events.get(action) ?? []);
    const last = told.reduce<Event | null>(
      (found, one) => (found === null || one.trigger.start > found.trigger.start ? one : found),
      null,
    );
    if (last?.recipient == null) return null;
    const { id, name } = last.recipient;
    return { id, name, basis: 'coref', entry: this.entryOf(id) };
  }

  /** The latest place of one kind ("the city"), preferring where the same actor acted; null where none fits. */
  placeFor(word: string, actorId: string | null, before: number): PlaceReading | null {
    return word === 'capital' ? this.capital(before) : this.places.latest(word, actorId, before);
  }

  /** "the capital": the one that was named, else that of the country the text is about. */
  private capital(before: number): PlaceReading | null {
    const named = this.places.latestOf(
      before,
      (place) => this.knowledge.countryOfCapital(place.id)?.code === this.country,
    );
    if (named !== null) return named;
    const name = this.country === undefined ? null : (this.knowledge.countries.get(this.country)?.capital ?? null);
    if (name === null || this.country === undefined) return null;
    const found = this.knowledge.findPlace(name, { country: this.country });
    if (found.status !== 'found') return null;
    return { id: found.entry.id, name: found.entry.name, basis: 'coref', entry: found.entry, head: null };
  }

  /** Who a pronoun, a role noun or a group noun means; null where the text does not tell. */
  actorFor(referent: Referent, options: ReadAs): ActorReading | null {
    const { anaphor } = referent;
    if (anaphor === null) return null;
    switch (anaphor.kind) {
      case 'pronoun':
        return this.pronoun(anaphor.word, referent, options);
      case 'role':
        return this.role(anaphor, referent, options);
      case 'group':
        return options.definite || (options.bare && INSTITUTION.test(anaphor.word))
          ? this.group(anaphor.word, options.others)
          : null;
      default:
        return null;
    }
  }

  /** Who was called by a noun before, or has it for a part of his name. */
  actorCalled(word: string): ActorReading | null {
    const called = this.actors.findLast((one) => !one.civilian && (one.word === word || isNamed(one.actor, word)));
    return called === undefined ? null : { ...called.actor, basis: 'coref' };
  }

  private pronoun(word: string, referent: Referent, options: ReadAs): ActorReading | null {
    const fighters = /^(?:captor|combatant|forces)$/;
    const ownsFighters = referent.headWord !== word && [...referent.types].some((type) => fighters.test(type));
    const seen = this.actors.filter((one) => one.at < referent.start && this.sentence - one.sentence <= 2);
    const fitting = seen.filter(
      (one) =>
        agrees(one, word) &&
        !(one.civilian && (ownsFighters || referent.types.has('captor') || options.quoted)) &&
        !options.others.has(one.actor.id),
    );
    const one = fitting.filter(({ plural }) => !plural);
    return this.meant(/^(?:it|its|itself)$/.test(word) && one.length > 0 ? one : fitting, options);
  }

  /** Of those whom a pronoun can mean the latest subject, or the latest of all where it is an object. */
  private meant(fitting: readonly SeenActor[], options: ReadAs): ActorReading | null {
    const latest = fitting.at(-1);
    if (latest === undefined) return null;
    const subjects = fitting.filter((one) => one.subject);
    const nearSubject =
      subjects.findLast((one) => one.sentence === this.sentence) ??
      subjects.findLast((one) => one.sentence === latest.sentence);
    const found = options.object || nearSubject === undefined ? latest : nearSubject;
    return { ...found.actor, basis: 'coref' };
  }

  private role(anaphor: Extract<Anaphor, { kind: 'role' }>, referent: Referent, options: ReadAs): ActorReading | null {
    if (anaphor.civilian) return anaphor.alone;
    const word = referent.headWord;
    const near = this.actors.filter(
      (one) => !one.civilian && !options.others.has(one.actor.id) && this.sentence - one.sentence <= REACH,
    );
    const assailant = options.definite && ASSAILANT.test(word) ? this.fights.assailant(options.others) : null;
    if (assailant !== null) return assailant;
    const fugitive = referent.types.has('fugitive')
      ? (this.lastEvent('flee') ?? this.lastEvent('defect'))?.actor
      : null;
    if (fugitive != null) {
      const seen = near.findLast((one) => one.actor.id === fugitive.id);
      if (seen !== undefined) return { ...seen.actor, basis: 'coref' };
    }
    const sides = anaphor.sides === 'any' && /^militar/.test(word) ? 'state' : anaphor.sides;
    // "the army" is no ministry.
    const arms = anaphor.suggests === 'state-forces' && sides === 'state';
    const siding = near.filter((one) => onSide(one.actor, sides) && (!arms || isArmed(one.actor)));
    const jihadist = JIHADIST_NOUN.test(word)
      ? siding.filter((one) => JIHADIST_SIDE.test(one.actor.entry?.side ?? ''))
      : [];
    // "the militants", "the rebels": no village guard that rose against them.
    const rebels =
      anaphor.suggests === 'rebel-group' ? siding.filter((one) => one.actor.entry?.kind === 'rebel-group') : [];
    const side = jihadist.length > 0 ? jihadist : rebels.length > 0 ? rebels : siding;
    const distinct = new Set(side.map((one) => one.actor.id));
    const flies = referent.types.has('aircraft');
    const fitting = side.filter((one) => isBody(one.actor, word) && !(flies && one.actor.entry?.kind === 'police'));
    // "the militia": rather who was called so before.
    const called = sides === 'state' || !options.definite ? undefined : fitting.findLast((one) => one.word === word);
    const latest = this.ownForces(fitting, word) ?? (this.isOfSection(word) ? undefined : (called ?? fitting.at(-1)));
    if (latest !== undefined && (options.definite || (options.bare && distinct.size === 1 && !UNKNOWN.test(word))))
      return { ...latest.actor, basis: 'coref' };
    // "a local official" is not the government; "soldiers" are the country's.
    const unnamed = anaphor.suggests === 'government' && !options.definite && !INSTITUTION.test(word);
    if (sides === 'state' && this.country !== undefined && !unnamed) {
      const role =
        anaphor.suggests === 'police' ? 'police' : anaphor.suggests === 'government' ? 'government' : 'military';
      // "crossed into Thailand": those of the other country that the text speaks of.
      for (const code of [this.country, ...this.countries]) {
        const entry = this.knowledge.actorOfCountry(code, role);
        if (!options.others.has(entry.id)) return { id: entry.id, name: entry.name, basis: 'inferred', entry };
      }
    }
    return anaphor.alone;
  }

  private group(word: string, others: ReadonlySet<string>): ActorReading | null {
    const known = this.actors.filter((one) => !one.civilian && !others.has(one.actor.id));
    const reach = word === 'group' || word === 'movement' ? 6 : 3;
    const near = known.filter((one) => this.sentence - one.sentence <= reach);
    const called = known.findLast((one) => one.word === word || isNamed(one.actor, word));
    const sides = STATE_GROUP.test(word) ? 'state' : 'non-state';
    // "the coalition", "the movement", "the ethnic army": who was called so, or has the word for a part of his name.
    if (called !== undefined && !INSTITUTION.test(word)) return { ...called.actor, basis: 'coref' };
    const role = roleOf(word);
    const fitting = near.filter((one) => onSide(one.actor, sides) && mayBeCalled(one.actor, word));
    // "the government", "the junta": the country's own, whoever else was named.
    const latest =
      (role === 'government' && this.country !== undefined) || this.isOfSection(word) ? undefined : fitting.at(-1);
    const found = sides === 'state' ? (this.ownForces(fitting, word) ?? latest) : mostSalient(fitting, this.sentence);
    if (found !== undefined) return { ...found.actor, basis: 'coref' };
    if (role === null || this.country === undefined) return null;
    const entry = this.knowledge.actorOfCountry(this.country, role);
    return { id: entry.id, name: entry.name, basis: 'inferred', entry };
  }

  /** Below a country's heading "the army" is that country's, whoever was told of before. */
  private isOfSection(word: string): boolean {
    return this.isNational && INSTITUTION.test(word);
  }

  /** "the army", "the government" are those of the country that the text is about, where it names several states. */
  private ownForces(side: readonly SeenActor[], word: string): SeenActor | undefined {
    if (!INSTITUTION.test(word)) return undefined;
    return side.findLast((one) => one.actor.entry?.country === this.country);
  }
}

/** Whom a text is about: often and lately named, rather as a subject. */
function mostSalient(seen: readonly SeenActor[], now: number): SeenActor | undefined {
  const weights = new Map<string, number>();
  // "their auxiliaries, the Volunteers (VDP)": named three times in one sentence is named once.
  const counted = new Set<string>();
  for (const one of [...seen].sort((a, b) => Number(b.subject) - Number(a.subject))) {
    const key = `${one.actor.id} ${one.sentence}`;
    if (counted.has(key)) continue;
    counted.add(key);
    const weight = (one.subject ? 2 : 1) / (1 + now - one.sentence);
    weights.set(one.actor.id, (weights.get(one.actor.id) ?? 0) + weight);
  }
  let best: SeenActor | undefined;
  for (const one of seen)
    if (best === undefined || (weights.get(one.actor.id) ?? 0) >= (weights.get(best.actor.id) ?? 0)) best = one;
  return best;
}

/** "it" is no person, "he" and "she" are one. */
function agrees(seen: SeenActor, word: string): boolean {
  if (/^(?:it|its|itself)$/.test(word)) return !seen.civilian && !seen.individual;
  return /^(?:he|she|his|her|him|himself|herself)$/.test(word) ? seen.individual : true;
}
