/** Drafts → events of one sentence: resolves who took part, chooses the places, and tells the discourse. */
import type { Event } from '../model/event.ts';
import { build } from './build-event.ts';
import type { Draft } from './draft.ts';
import { choosePlaces } from './event-places.ts';
import type { Frame } from './frame.ts';
import type { Referent } from './referents.ts';
import type { Filled, FilledActor, FinishContext, FoundEvent, SentenceEvents } from './sentence-events.ts';
import type { Unit } from './syntax.ts';

/** The events of one sentence, told to the discourse as they are found. */
export function finishSentence(found: SentenceEvents, index: number, context: FinishContext): FoundEvent[] {
  const made: FoundEvent[] = [];
  for (const { draft, factuality } of found.drafts) {
    const filled = fill(draft, found, context);
    const earlier =
      draft.noun !== null &&
      isUntold(draft.actor, filled.actor) &&
      filled.recipient === null &&
      draft.places.length === 0
        ? context.discourse.lastEvent(draft.frame.action)
        : null;
    const places = choosePlaces(draft, filled.actor?.actor.id ?? null, found, context);
    if (
      filled.actor === null &&
      filled.recipient !== null &&
      factuality === 'failed' &&
      filled.recipient.actor.basis === 'direct' &&
      ASSAULTS.has(draft.frame.action)
    ) {
      // "repelled seven assaults": whom those who did it were told to fight.
      const enemy = context.discourse.fights.enemyOf(filled.recipient.actor.id);
      if (enemy !== null) filled.actor = { actor: enemy, referent: filled.recipient.referent };
    }
    for (const place of places) {
      if (filled.actor === null && place !== null && isTaken(draft) && factuality === 'actual') {
        const attacker = context.discourse.fights.attackerOf(place.place.id);
        if (attacker !== null) filled.actor = { actor: attacker, referent: place.referent };
      }
      const event = build({ draft, factuality, filled, place, found, context });
      if (event === null) continue;
      if (earlier !== null) recall(event, earlier);
      made.push({ event, draft, sentence: index });
      context.discourse.noteEvent(event);
      if (place !== null && filled.actor !== null && ASSAULTS.has(draft.frame.action))
        context.discourse.fights.seeAssault(place.place.id, filled.actor.actor);
      context.discourse.seeEvent({
        actor: filled.actor?.actor ?? null,
        recipient: filled.recipient?.actor ?? null,
        place: place?.place ?? null,
        // Whoever flees from somebody is at odds with him, too.
        hostile: draft.frame.action === 'flee' || (context.rules.actions.get(draft.frame.action)?.hostile ?? false),
        background:
          // Where talks are to be held is not where the text goes on.
          (TALKS.test(draft.frame.action) && /^(?:planned|conditional)$/.test(factuality)) ||
          draft.clause.kind === 'adverbial' ||
          draft.clause.kind === 'relative' ||
          draft.clause.kind === 'reduced' ||
          // Where people fled to is not where the text goes on.
          (draft.frame.action === 'flee' && draft.destinations.some(({ referent }) => referent === place?.referent)),
        aside: /^(?:near|close to|outside|(?:north|south|east|west)(?:east|west)? of|to|towards?)$/.test(
          place?.prep ?? '',
        ),
        at: draft.trigger.start,
      });
    }
  }
  shareWithinSentence(made);
  return made;
}

const TALKS = /^(?:consult|negotiate|agreement|cooperate|demand)$/;
const ASSAULTS = new Set(['attack', 'offensive', 'besiege', 'advance']);

/** "Solino was overrun", "the town fell": whoever attacked it before took it. */
const isTaken = ({ frame, clause, noun }: Draft): boolean =>
  frame.action === 'capture' && (noun !== null || clause.verb?.voice === 'passive' || clause.verb?.lemma === 'fall');

/** Whether nobody is named in a role: whoever is named, but not understood, is not the one of an event before. */
const isUntold = (referent: Referent | null, filled: FilledActor | null): boolean =>
  filled === null && (referent === null || referent.anaphor !== null);

/** "The flow continues": participants are those of the event it goes back to. */
function recall(event: Event, earlier: Event): void {
  const again = <T extends { basis: string } | null>(ref: T): T => (ref === null ? ref : { ...ref, basis: 'coref' });
  event.actor = again(earlier.actor);
  event.recipient = again(earlier.recipient);
  event.place ??= again(earlier.place);
  event.destinations = earlier.destinations.map(again);
}

function fill(draft: Draft, found: SentenceEvents, context: FinishContext): Filled {
  const { discourse } = context;
  const read = (referent: Referent | null): FilledActor | null => {
    if (referent === null) return null;
    const actor = found.references.actorIn(referent);
    return actor === null ? null : { actor, referent };
  };
  // "clashes between the two sides", "both armies agreed": those who were last said to fight each other.
  const pair =
    draft.actor !== null && isBothSides(draft.actor, found.parsed.units) ? discourse.fights.lastPair() : null;
  if (pair !== null && draft.actor !== null)
    return { actor: { actor: pair[0], referent: draft.actor }, recipient: { actor: pair[1], referent: draft.actor } };
  // "They were set free": whoever was last said to be taken.
  const freed =
    draft.frame.action === 'release' && draft.recipient?.anaphor?.kind === 'pronoun' ? draft.recipient : null;
  const taken = freed === null ? null : discourse.lastCaptives();
  if (freed !== null && taken !== null)
    return { actor: read(draft.actor), recipient: { actor: taken, referent: freed } };
  // "conducted 34 strikes … near Mosul, five strikes destroyed": whose strikes they are was told before.
  const told = draft.actor === null && draft.frame.needs.subj === 'strike' ? discourse.lastEvent('airstrike') : null;
  if (told?.actor != null) {
    const { id, name } = told.actor;
    const entry = discourse.entryOf(id);
    const referent = draft.recipient ?? draft.places[0]?.referent ?? null;
    if (referent !== null)
      return { actor: { actor: { id, name, basis: 'coref', entry }, referent }, recipient: read(draft.recipient) };
  }
  const actor = read(draft.actor);
  const recipient = read(draft.recipient);
  // "held a woman and raped her": nobody does it to himself.
  const other = draft.frame.action === 'sexual-violence' && recipient?.actor.id === actor?.actor.id;
  return { actor, recipient: (other ? null : recipient) ?? bystander(draft, context) };
}

/** "raped her" says of whom; elsewhere a pronoun may stand for anybody. */
const isNobodyElse = ({ anaphor, types }: Referent, frame: Frame): boolean =>
  anaphor === null ? !types.has('pronoun') : frame.action === 'sexual-violence' && types.has('pronoun');

const AGAINST_PEOPLE = /^(?:kill|execute|torture|kidnap|hold-hostages|sexual-violence|arrest|release)$/;

/** "murdered a former councilman": somebody of no side who comes to harm is a civilian. */
function bystander({ frame, recipient }: Draft, { rules }: FinishContext): FilledActor | null {
  if (!AGAINST_PEOPLE.test(frame.action) || recipient === null || !isNobodyElse(recipient, frame)) return null;
  const { types } = recipient;
  if (!types.has('person') || types.has('armed') || types.has('count') || recipient.unknownName !== null) return null;
  const entry = rules.knowledge.actors.get('civilians');
  return entry === undefined
    ? null
    : { actor: { id: entry.id, name: entry.name, basis: 'direct', entry }, referent: recipient };
}

const isBothSides = ({ phrase, headWord }: Referent, units: readonly Unit[]): boolean =>
  /^(?:sides|parties|armies|groups|factions|forces|countries|both)$/.test(headWord) &&
  units.slice(phrase.from, phrase.head + 1).some(({ lower }) => /^(?:both|two|warring|rival)$/.test(lower));

/** Who holds hostages took them, unless the sentence says otherwise. */
function shareWithinSentence(made: readonly FoundEvent[]): void {
  const holding = made.find(({ event }) => event.action === 'hold-hostages' && event.actor !== null);
  if (holding === undefined) return;
  for (const { event } of made)
    if (
      event.action === 'kidnap' &&
      event.actor === null &&
      event.recipient?.id === holding.event.recipient?.id &&
      holding.event.actor !== null
    ) {
      event.actor = { ...holding.event.actor, basis: 'inferred' };
      holding.event.place ??= event.place;
    }
}
