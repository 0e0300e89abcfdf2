/** Says an event in one sentence, from its fields alone: who did what to whom, where, when, and how certainly. */
import { extentOf } from '../../assess/extent.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Tone } from '../../model/answer.ts';
import type { Event } from '../../model/event.ts';
import type { PlaceRef, Ref } from '../../model/ref.ts';
import { isOpenSince, whenWords } from './dates.ts';
import type { Filling } from './grammar.ts';
import { active, nominal, nounOf, passive, predicateOf } from './grammar.ts';
import type { NounPhrase } from './names.ts';
import { actorPhrase, peopleOf } from './names.ts';
import type { Phrase } from './phrases.ts';
import { PHRASES } from './phrases.ts';
import { atPlace, fullPlace } from './places.ts';
import { speakerOf } from './speakers.ts';

/** How a statement about an event is to be read. */
export function toneOf({ factuality, attribution, actor }: Pick<Event, 'factuality' | 'attribution' | 'actor'>): Tone {
  const stance = attribution?.stance;
  if (stance === 'denied' || factuality === 'negated') return 'denied';
  if (factuality === 'planned' || factuality === 'conditional') return 'planned';
  if (factuality === 'failed') return 'failed';
  if (factuality === 'attempted') return 'unknown';
  const ofItself = actor !== null && attribution?.ref?.id === actor.id;
  if (stance === 'claimed' || stance === 'accused' || ofItself) return 'claim';
  return factuality === 'ongoing' ? 'ongoing' : 'fact';
}

/** The event as one sentence with a full stop. */
export const sayEvent = (event: Event, knowledge: Knowledge): string =>
  sentence(attributed(clauseOf(event, knowledge), event, knowledge));

/** A clause with a capital letter and a full stop; remarks in brackets that follow each other become one. */
export const sentence = (clause: string): string =>
  `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`.replaceAll(') (', '; ');

/** A clause about an event with who says so; what a side says of its own deeds is marked as its own account. */
export function attributed(
  clause: string,
  { attribution, actor }: Pick<Event, 'attribution' | 'actor'>,
  knowledge: Knowledge,
): string {
  if (attribution === null) return clause;
  const speaker = speakerOf(attribution, knowledge);
  if (speaker === null) return attribution.stance === 'denied' ? `it is denied that ${clause}` : clause;
  const ofItself = actor !== null && attribution.ref?.id === actor.id;
  const [pronoun, own] = speaker.plural ? ['they', 'their'] : ['it', 'its'];
  switch (attribution.stance) {
    case 'denied': {
      const doer = `${actor === null ? '' : actorPhrase(actor, knowledge).text} `;
      const said = ofItself && clause.startsWith(doer) ? `${pronoun} ${clause.slice(doer.length)}` : clause;
      return `${speaker.text} ${speaker.plural ? 'deny' : 'denies'} that ${said}`;
    }
    case 'claimed':
      if (ofItself) return `${clause}, by ${own} own account`;
      return `${clause}, ${speaker.text} ${speaker.plural ? 'claim' : 'claims'}`;
    case 'accused':
      return `${clause}, ${speaker.text} ${speaker.plural ? 'allege' : 'alleges'}`;
    case 'reported':
      return ofItself ? `${clause}, by ${own} own account` : `${clause}, ${speaker.text} said`;
  }
}

/** The event as a clause in the middle of a sentence. */
export function clauseOf(event: Event, knowledge: Knowledge): string {
  // What is denied is told as it would have happened: "the SDF denies that …".
  const isDenial = event.attribution?.stance === 'denied' && event.factuality === 'negated';
  const told: Event = isDenial ? { ...event, factuality: 'actual' } : event;
  const { action, factuality } = told;
  const phrase = phraseOf(told);
  const filling = fillingOf(told, phrase, knowledge);
  const predicate = predicateOf(factuality === 'ongoing' ? (phrase.ongoing ?? phrase.say) : phrase.say, filling);
  if (predicate === null || (factuality === 'failed' && phrase.eventFails === true)) return nominalOf(told, knowledge);
  const actor = doerOf(told, phrase, knowledge);
  const lasts = isOpenSince(told.date) && isLasting(told, phrase);
  const { way, rest } = restOf(
    told,
    { usesPlace: predicate.usesPlace, leaves: phrase.leaves === true, lasts },
    knowledge,
  );
  const mood = { factuality, action, phrase, dated: told.date !== null, lasts, tail: way + rest };
  const clause = actor === null ? passive(predicate, mood) : active(actor, predicate, mood);
  return clause === null ? nominalOf(told, knowledge) : clause + asideOf(told, phrase);
}

/** Whether it goes on for a while rather than being done at once: what is under way, a state, a siege. */
const isLasting = ({ action, factuality }: Event, { state }: Phrase): boolean =>
  factuality === 'ongoing' || state !== undefined || action === 'besiege';

/** The event as a clause about itself: "an invasion by the SDF is planned". */
export function nominalOf(event: Event, knowledge: Knowledge): string {
  const phrase = phraseOf(event);
  const actor = doerOf(event, phrase, knowledge);
  const filling = fillingOf(event, phrase, knowledge);
  const both = phrase.mutual === true && actor !== null ? (filling.recipient?.group.text ?? null) : null;
  const noun = nounOf(phrase.noun, both === null ? filling : { ...filling, recipient: null });
  const by = actor === null ? '' : both === null ? ` by ${actor.text}` : ` between ${actor.text} and ${both}`;
  const lasts = isLasting(event, phrase);
  const { way, rest } = restOf(event, { usesPlace: noun.usesPlace, leaves: phrase.leaves === true, lasts }, knowledge);
  return nominal({ text: noun.text + by + way, plural: noun.plural }, rest, event.factuality) + asideOf(event, phrase);
}

/** What a reader must know besides: that it is hypothetical, or that the quote does not say who or where. */
function asideOf({ factuality, actor, recipient, place }: Event, { mutual }: Phrase): string {
  const isInferred = (ref: Ref | null): boolean => ref?.basis === 'inferred';
  // A recipient that is only inferred is named where two do together what they do, and nowhere else.
  const other = isInferred(recipient) && mutual === true ? 'other party' : '';
  const who = isInferred(actor) ? (isInferred(recipient) ? 'parties' : 'doer') : other;
  const inferred = [who, isInferred(place) ? 'place' : ''].filter((word) => word !== '').join(' and ');
  const asides = [
    factuality === 'conditional' ? 'stated only as a condition or a possibility' : '',
    inferred === '' ? '' : `${inferred} inferred from the context`,
  ].filter((aside) => aside !== '');
  return asides.length === 0 ? '' : ` (${asides.join('; ')})`;
}

/** The phrase of an action, with the variant that its control claim or its own words ask for. */
function phraseOf(event: Event): Phrase {
  const { action, control, trigger, place } = event;
  const phrase = PHRASES[action] ?? { say: [], noun: [`${action.replaceAll('-', ' ')} event`] };
  const words = trigger.text.toLowerCase();
  const key = Object.keys(phrase.variants ?? {}).find((name) => control?.change === name || words.includes(name));
  // "parts of the town" says how much of it better than "ground in the town".
  const isSaid = key === 'partly-gained' && place !== null && extentOf(event, place) !== null;
  return key === undefined || isSaid ? phrase : { ...phrase, ...phrase.variants?.[key] };
}

function doerOf({ actor }: Event, { people }: Phrase, knowledge: Knowledge): NounPhrase | null {
  if (actor === null) return people === undefined ? null : { text: people, plural: true };
  return people === undefined ? actorPhrase(actor, knowledge) : peopleOf(actor, knowledge);
}

function fillingOf(event: Event, phrase: Phrase, knowledge: Knowledge): Filling {
  const { actor, recipient, place } = event;
  const isItself = place !== null && (place.relation === 'in' || (place.relation === 'from' && phrase.leaves !== true));
  const at = isItself ? partOf(event, place) + fullPlace(place, knowledge) : null;
  // A recipient that only context supplies is left out, but for the other party of what two do together.
  const unsaid = recipient?.basis === 'inferred' && phrase.mutual !== true;
  if (recipient === null || unsaid) return { recipient: null, place: at };
  if (recipient.id === actor?.id) {
    const own = `${actorPhrase(recipient, knowledge).plural ? 'their' : 'its'} own members`;
    return {
      recipient: { group: { text: own, plural: true }, people: { text: `some of ${own}`, plural: true } },
      place: at,
    };
  }
  return { recipient: { group: actorPhrase(recipient, knowledge), people: peopleOf(recipient, knowledge) }, place: at };
}

/** "most of " before a place of which the quote names a part only; "" for the whole. */
function partOf(event: Event, place: PlaceRef): string {
  const extent = extentOf(event, place);
  return extent === null ? '' : `${extent.words} `;
}

/** What follows every predicate: `way`, from where and towards where; `rest`, where, when, losses. */
function restOf(
  event: Event,
  { usesPlace, leaves, lasts }: { usesPlace: boolean; leaves: boolean; lasts: boolean },
  knowledge: Knowledge,
): { way: string; rest: string } {
  const { place, destinations } = event;
  const origin = event.origin ?? (leaves && destinations.every(({ id }) => id !== place?.id) ? place : null);
  const named = new Set([origin, ...destinations].flatMap((ref) => ref?.id ?? []));
  const targets = [...new Set(destinations.map((ref) => fullPlace({ ...ref, relation: 'in' }, knowledge)))];
  const way = [
    origin === null || (usesPlace && origin.id === place?.id) ? '' : fromPlace(event, origin, knowledge),
    targets.length === 0 ? '' : `towards ${listed(targets)}`,
  ];
  const rest = [
    place === null || usesPlace || named.has(place.id) ? '' : vagueSpot(event) + atPlace(place, knowledge),
    whenWords(event.date, { ongoing: event.factuality === 'ongoing', lasts }),
    lossesOf(event),
  ];
  const joined = (parts: readonly string[]): string => parts.map((part) => (part === '' ? '' : ` ${part}`)).join('');
  return { way: joined(way), rest: joined(rest) };
}

/** "in a mountainous area", at the end of a quote that names no place, for the pocket that somebody still holds. */
function vagueSpot({ control, place, evidence }: Event): string {
  if (control?.change !== 'residual' || place?.basis !== 'inferred') return '';
  const words = /\b(?:in|at|near|on) an? \p{Ll}+(?: \p{Ll}+){0,2}$/u.exec(evidence.text)?.[0];
  return words === undefined ? '' : `${words} `;
}

const fromPlace = (event: Event, place: PlaceRef, knowledge: Knowledge): string =>
  place.relation === 'from' || place.relation === 'in' || place.relation === 'towards'
    ? `from ${partOf(event, place)}${fullPlace({ ...place, relation: 'in' }, knowledge)}`
    : `from ${atPlace(place, knowledge)}`;

/** Names as a list in a sentence: "A, B and C". */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

/** "1,500". */
const grouped = (count: number): string => count.toLocaleString('en-GB');

function lossesOf({ casualties, recipient, action }: Event): string {
  if (casualties === null) return '';
  const { killed, wounded, captured } = casualties;
  // "arrested 3 members of …" has said it.
  const told = action === 'arrest' && recipient !== null ? null : captured;
  const counts = [
    killed === null ? '' : `${grouped(killed)} killed`,
    wounded === null ? '' : `${grouped(wounded)} wounded`,
    told === null ? '' : `${grouped(told)} captured`,
  ].filter((count) => count !== '');
  return counts.length === 0 ? '' : `(${counts.join(', ')})`;
}
