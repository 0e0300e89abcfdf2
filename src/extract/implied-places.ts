/** Places that a sentence does not give to its event but leaves no doubt of: marked as a note marks them, or where a crowd lives. */
import type { Draft } from './draft.ts';
import type { FilledPlace, SentenceEvents } from './sentence-events.ts';
import type { NounPhrase } from './syntax.ts';

/** Actions that a note tells of where it marks a place; those that move, or change who holds a place, say where themselves. */
const MARKED =
  /^(?:attack|ambush|clash|kill|execute|torture|arrest|kidnap|hold-hostages|shell|airstrike|bombing|suicide-bombing|grenade|chemical-attack|repel|offensive|destroy|loot|seize-weapons|disarm-bomb|protest|riot|mob-violence|sexual-violence|release|agreement|ceasefire|negotiate|exchange|establish-base|defect|join|surrender)$/;
/** Actions of people who, where nothing else is said, are at home. */
const BY_OFFICE = /^(?:arrest|release|seize-weapons|disarm-bomb|protest)$/;
const CROWD = /^(?:protest|riot|mob-violence)$/;

/** "… the mayor of Melitopol (Zaporizhia region) …": the one place that a sentence follows with its region in brackets. */
export function markedPlace(draft: Draft, found: SentenceEvents): FilledPlace | null {
  if (!MARKED.test(draft.frame.action)) return null;
  const marked = found.parsed.phrases.filter((phrase) => isMarked(phrase, found));
  const [only] = marked;
  return only === undefined || marked.length > 1 ? null : placed(only, found);
}

function isMarked(phrase: NounPhrase, found: SentenceEvents): boolean {
  const { apposition } = phrase;
  if (apposition === null || found.parsed.units[apposition.from - 1]?.text !== '(') return false;
  const wider = found.refer(apposition);
  return wider.place !== null && found.refer(phrase).actor === null;
}

/** "residents of Port Sudan held a rally": where those who did it live. */
export function homeOf(draft: Draft, found: SentenceEvents): FilledPlace | null {
  const phrase = draft.actor?.types.has('civilian') === true ? draft.actor.phrase : null;
  if (phrase === null || !CROWD.test(draft.frame.action)) return null;
  const behind = phrase.post.filter((pp) => /^(?:in|from)$/.test(pp.prep)).map((pp) => pp.object);
  for (const one of [...(phrase.of === null ? [] : [phrase.of]), ...behind])
    if (found.refer(one).place !== null) return placed(one, found);
  return null;
}

/** "the local authority of Ataq", "police in Kano": where an office sits is where it arrests and frees people. */
export function seatOf(draft: Draft, found: SentenceEvents): FilledPlace | null {
  const { actor } = draft;
  if (actor === null || !BY_OFFICE.test(draft.frame.action)) return null;
  if (
    !actor.types.has('official') &&
    !/^(?:police|courts?|authorit(?:y|ies)|gendarmes|prosecutors?)$/.test(actor.headWord)
  )
    return null;
  const behind = actor.phrase.post.filter((pp) => pp.prep === 'in').map((pp) => pp.object);
  for (const one of [...(actor.phrase.of === null ? [] : [actor.phrase.of]), ...behind])
    if (found.refer(one).place !== null) return placed(one, found);
  return null;
}

function placed(phrase: NounPhrase, found: SentenceEvents): FilledPlace | null {
  const referent = found.refer(phrase);
  const place = found.references.placeIn(referent, null);
  if (place === null || place.entry?.kind === 'country') return null;
  return { place: { ...place, basis: 'inferred' }, referent, prep: 'in', list: 0 };
}
