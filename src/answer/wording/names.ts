/** Actors as noun phrases: with or without an article, singular or plural, and their people ("3 members of the SDF"). */
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Ref } from '../../model/ref.ts';

/** A noun phrase in the middle of a sentence. */
export type NounPhrase = { text: string; plural: boolean };

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** English nouns that make a name one with an article ("the Shamiya Front"). */
const SINGULAR_HEADS = words(
  'administration agency alliance army authority brigade coalition command committee corps council division division’s ' +
    'emirate empire federation force front government group guard kingdom league legion ministry mission mobilization movement navy network ' +
    'opposition organisation organization parliament party police presidency province regiment republic room service squad state troops ' +
    'union unit militia military mujahideen resistance',
);
const PLURAL_HEADS = words(
  'bands brigades defenders falcons forces guards units hawks nations rangers services troops',
);
/** Names of peoples and movements that stand in the plural. */
const PLURAL_NAMES = words('houthis kurds peshmerga taliban druze alawites bedouin people police');
/** Abbreviations that are said without an article. */
const BARE_ABBREVIATIONS = words('ISIS ISIL HTS NATO AQAP AQIM JNIM UNICEF UNESCO AFRICOM CENTCOM');
const COUNTRIES_WITH_ARTICLE =
  /^(?:United |Netherlands|Philippines|Gambia|Bahamas|Democratic Republic|Central African)/;
const NOT_HEADED = /^(?:al|as|ad|an|ar|at|ash|el)[- ]/i;

/** The canonical name of an actor, else the name its article gives it. */
export const actorName = (ref: Pick<Ref, 'id' | 'name'>, knowledge: Knowledge): string =>
  knowledge.actors.get(ref.id)?.name ?? ref.name;

/** An actor as a noun phrase: "the Syrian army", "civilians", "Hay'at Tahrir al-Sham". */
export function actorPhrase(ref: Pick<Ref, 'id' | 'name'>, knowledge: Knowledge): NounPhrase {
  const name = actorName(ref, knowledge).trim().replace(/\s+/g, ' ').replace(/^the /i, '');
  if (knowledge.actors.get(ref.id)?.kind === 'state') {
    return { text: COUNTRIES_WITH_ARTICLE.test(name) ? `the ${name}` : name, plural: false };
  }
  return phraseOf(name);
}

function phraseOf(name: string): NounPhrase {
  const all = name.replace(/[“”"()]/g, '').split(' ');
  // "Army of Conquest", "Islamic State in Somalia": what comes after the preposition is not the head.
  const cut = all.findIndex((word, index) => index > 0 && /^(?:of|in|for|and)$/.test(word));
  const before = (cut < 0 ? all : all.slice(0, cut)).map((word) => word.toLowerCase());
  const head = before.at(-1) ?? '';
  const lowerHead = /^\p{Ll}/u.test((cut < 0 ? all : all.slice(0, cut)).at(-1) ?? '');
  if (PLURAL_NAMES.has(head))
    return { text: head === 'houthis' || head === 'police' ? `the ${name}` : name, plural: true };
  if (lowerHead && !SINGULAR_HEADS.has(head)) return { text: name, plural: /s$|men$/.test(head) };
  if (/^\p{Ll}/u.test(name) && !NOT_HEADED.test(name)) return { text: withIndefinite(name), plural: false };
  if (PLURAL_HEADS.has(head)) return { text: lowerHead ? name : `the ${name}`, plural: head !== 'nations' };
  if (/^[A-Z][A-Z0-9]{2,}$/.test(name))
    return { text: BARE_ABBREVIATIONS.has(name) ? name : `the ${name}`, plural: false };
  const headed = before.some((word) => SINGULAR_HEADS.has(word)) && !NOT_HEADED.test(name);
  return { text: headed ? `the ${name}` : name, plural: false };
}

/** A common noun with "a" or "an". */
export const withIndefinite = (noun: string): string => `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;

/** "3", "more than 100", "dozens of" at the start of the words with which an article names an actor. */
const QUANTITY =
  /^(?:(?:more than|at least|about|some|over|nearly|around|up to|several|fewer than|less than|an estimated) )?(?:\d[\d,.]*(?:[–-]\d[\d,.]*)?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|scores|hundreds|thousands)\b(?= (?!(?:st|nd|rd|th)\b))/i;

const PEOPLE_KINDS = words('civilians protesters rioters aid media');

/** People of an actor, with their number where the article gives one: "3 members of the Islamic State", "30 civilians". */
export function peopleOf(ref: Ref, knowledge: Knowledge): NounPhrase {
  const actor = actorPhrase(ref, knowledge);
  const many = ref.basis === 'inferred' ? undefined : QUANTITY.exec(ref.text.trim())?.[0].toLowerCase();
  const kind = knowledge.actors.get(ref.id)?.kind;
  const named = kind === undefined ? actor.plural && !actor.text.startsWith('the ') : PEOPLE_KINDS.has(kind);
  const counted = many === undefined ? '' : `${many} ${/s$/.test(many) && !/\d/.test(many) ? 'of ' : ''}`;
  return { text: `${counted}${named ? actor.text : `members of ${actor.text}`}`, plural: true };
}
