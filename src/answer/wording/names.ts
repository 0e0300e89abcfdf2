/** Actors as noun phrases: with or without an article, singular or plural, and their people ("3 members of the SDF"). */
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { Ref } from '../../model/ref.ts';

/** A noun phrase in the middle of a sentence. */
export type NounPhrase = { text: string; plural: boolean };

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** English nouns that make a name one with an article ("the Shamiya Front"), and those that make it a plural as well. */
const SINGULAR_HEADS = words(
  'administration agency alliance army authority battalion brigade bureau cartel coalition command committee community corps council court division emirate ' +
    'empire federation fleet force front fund government group guard kingdom league legion ministry mission mobilization ' +
    'movement navy network opposition organisation organization parliament party presidency programme province regiment ' +
    'republic resistance room service squad state union unit militia military',
);
const PLURAL_HEADS = words(
  'avengers bands battalions brigades defenders falcons fighters forces guards hawks houthis nations peshmerga police rangers services taliban troops units',
);
/** Names of peoples, which stand in the plural without an article. */
const PEOPLES = words('alawites bedouin druze kurds people');
/** Short abbreviations are spelt and take an article; long ones are said as words ("ECOWAS") and take none, like these. */
const ABBREVIATION = /^[A-Z][A-Z0-9]{2,3}$/;
const BARE_ABBREVIATIONS = words('AQAP AQIM APEC ETA HTS IGAD ISIL ISIS JNIM KFOR NATO OPEC');
const COUNTRIES_WITH_ARTICLE =
  /^(?:United |Netherlands|Philippines|Gambia|Bahamas|Democratic Republic|Central African)/;
const OF_SUCH_A_COUNTRY = / of (?=United |Netherlands|Philippines|Gambia|Bahamas|Democratic Republic|Central African)/;
const ARABIC_ARTICLE = /^(?:al|as|ad|an|ar|at|ash|el)[- ]/i;

/** The canonical name of an actor, else the name its article gives it. */
export const actorName = (ref: Pick<Ref, 'id' | 'name'>, knowledge: Knowledge): string =>
  knowledge.actors.get(ref.id)?.name ?? ref.name;

/** An actor as a noun phrase: "the Syrian army", "civilians", "Hay'at Tahrir al-Sham". */
export function actorPhrase(ref: Pick<Ref, 'id' | 'name'>, knowledge: Knowledge): NounPhrase {
  const name = actorName(ref, knowledge)
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^the /i, '')
    .replace(OF_SUCH_A_COUNTRY, ' of the ');
  if (knowledge.actors.get(ref.id)?.kind === 'state') {
    return { text: COUNTRIES_WITH_ARTICLE.test(name) ? `the ${name}` : name, plural: false };
  }
  return phraseOf(name);
}

function phraseOf(name: string): NounPhrase {
  const all = name.replace(/[“”"()]/g, '').split(' ');
  // "Army of Conquest", "Islamic State in Somalia": what comes after the preposition is not the head.
  const cut = all.findIndex((word, index) => index > 0 && /^(?:of|in|for|and)$/.test(word));
  const before = cut < 0 ? all : all.slice(0, cut);
  const last = before.at(-1) ?? '';
  const head = last.toLowerCase();
  const isCommonNoun = /^\p{Ll}/u.test(last);
  if (PEOPLES.has(head)) return { text: name, plural: true };
  if (isCommonNoun && /s$|men$/.test(head) && !SINGULAR_HEADS.has(head)) return { text: name, plural: true };
  if (/^\p{Ll}/u.test(name) && !ARABIC_ARTICLE.test(name)) return { text: withIndefinite(name), plural: false };
  if (PLURAL_HEADS.has(head)) return { text: `the ${name}`, plural: head !== 'nations' };
  if (ABBREVIATION.test(name)) return { text: BARE_ABBREVIATIONS.has(name) ? name : `the ${name}`, plural: false };
  const headed = before.some((word) => SINGULAR_HEADS.has(word.toLowerCase())) && !ARABIC_ARTICLE.test(name);
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
  // Whom nobody knows may be a person.
  const named = kind === undefined || PEOPLE_KINDS.has(kind);
  const counted = many === undefined ? '' : `${many} ${/s$/.test(many) && !/\d/.test(many) ? 'of ' : ''}`;
  return { text: `${counted}${named ? actor.text : `members of ${actor.text}`}`, plural: true };
}
