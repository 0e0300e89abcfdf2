/** The place of an event that names none: that of the clause it hangs on, of its coordinates, or of what it speaks of. */
import type { Draft } from './draft.ts';
import type { PlaceReading, Referent } from './referents.ts';
import type { SentenceEvents } from './sentence-events.ts';
import type { Clause, NounPhrase } from './syntax.ts';

/** Actions of people at a table, which tell nothing of where others fight. */
const TALKS: ReadonlySet<string> = new Set(
  'consult negotiate agreement ceasefire demand reject threaten sanction'.split(' '),
);

const WHERE = /^(?:in|at|on|near|around|against|into|outside|inside|towards?|along|between|across|off)$/;

/** A place that the sentence tells for what stands around an event, nearest in grammar first; null where it tells none. */
export function inheritedPlace(found: SentenceEvents, draft: Draft, options: { moves: boolean }): PlaceReading | null {
  // "while B looted shops and shot a priest in A": a clause with a subject of its own has its own place first.
  const own = draft.clause.kind === 'adverbial' ? listPlace(found, draft) : null;
  const matrix = own ?? matrixPlace(found, draft) ?? doersPlace(found, draft);
  if (matrix !== null) return matrix;
  if (draft.clause.kind === 'purpose' && options.moves) return null;
  return (
    goalPlace(found, draft) ??
    victimsPlace(found, draft) ??
    innerPlace(found, draft) ??
    listPlace(found, draft) ??
    nearPlace(found, draft) ??
    settingPlace(found, draft)
  );
}

/** "Separatists enforcing a lockdown in Kumbo shot a driver": where those are who did it. */
function doersPlace(found: SentenceEvents, { clause }: Draft): PlaceReading | null {
  if (clause.subject === null) return null;
  const told = found.parsed.clauses.filter(
    ({ kind, antecedent }) => kind === 'reduced' && antecedent === clause.subject,
  );
  return firstPlace(found, told.flatMap(wherePhrases).map(found.refer));
}

/**
 * "Halyna was weeding her garden in Siversk when a mortar round landed", "Columns face each other in Malakal, but no shot
 * was fired": where the clause is set that this one hangs on or goes on from.
 */
function settingPlace(found: SentenceEvents, { clause, noun }: Draft): PlaceReading | null {
  const { clauses } = found.parsed;
  if (noun !== null) return null;
  const before = clause.kind === 'main' ? clauses[clauses.indexOf(clause) - 1] : undefined;
  const set = clause.kind === 'adverbial' ? clause.parent : before?.kind === 'main' ? before : null;
  if (set == null || clauses.some(({ kind }) => kind === 'complement')) return null;
  return firstPlace(
    found,
    set.pps.filter((pp) => /^(?:in|at|near|outside)$/.test(pp.prep)).map((pp) => found.refer(pp.object)),
  );
}

/**
 * The place of the clause that this one hangs on: "is closing ranks at Abu Kamal, to prevent escapes", "launched drones
 * at Odesa, wounding three", and where those are from who tell it ("residents of Namkham said …").
 */
function matrixPlace(found: SentenceEvents, draft: Draft): PlaceReading | null {
  const { clause } = draft;
  const { parent } = clause;
  if (parent === null) return null;
  const matrix = found.drafts.find((other) => other.draft !== draft && other.draft.clause === parent);
  const telling = clause.kind === 'complement' && parent.subject !== null ? found.refer(parent.subject) : null;
  const phrases = telling?.types.has('person')
    ? [telling.phrase.of, ...telling.phrase.post.map((pp) => pp.object)]
    : clause.kind === 'participle' || clause.kind === 'purpose'
      ? wherePhrases(parent)
      : [];
  const own = (matrix?.draft.places ?? []).map((fillOf) => fillOf.referent);
  return firstPlace(found, [...own, ...phrases.flatMap((phrase) => (phrase === null ? [] : [found.refer(phrase)]))]);
}

/** "a push by the RSF to seize Bara": what the event is for is where it happens. */
function goalPlace(found: SentenceEvents, { noun }: Draft): PlaceReading | null {
  if (noun === null) return null;
  const goals = found.parsed.clauses.filter(
    ({ verb, subject, antecedent }) => verb?.shape === 'to' && (subject === noun || antecedent === noun),
  );
  return firstPlace(
    found,
    goals.flatMap((one) => [...one.objects, ...wherePhrases(one)]).map((phrase) => found.refer(phrase)),
  );
}

/** "opened fire on residents of Pont-Sondé": where the people live who were hit. */
function victimsPlace(found: SentenceEvents, draft: Draft): PlaceReading | null {
  const { recipient } = draft;
  if (recipient === null || recipient.phrase.of === null) return null;
  // "killed the governor of Aden"
  if (!recipient.types.has('civilian') && !recipient.types.has('official')) return null;
  return firstPlace(found, [found.refer(recipient.phrase.of)]);
}

/** "detonated a mine under a truck carrying guards along the Damboa road": a place inside what describes its objects. */
function innerPlace(found: SentenceEvents, draft: Draft): PlaceReading | null {
  const { clause } = draft;
  const held = [...clause.objects, ...clause.pps.map((pp) => pp.object)];
  const inner = found.parsed.clauses.filter(
    (one) =>
      (one.kind === 'reduced' || one.kind === 'relative') &&
      one.parent === clause &&
      one.antecedent !== null &&
      held.includes(one.antecedent),
  );
  // "blew up a railway that feeds Dzhankoi".
  const leads = ({ kind, subject, antecedent, objects }: Clause): NounPhrase[] =>
    kind === 'relative' && antecedent !== null && subject === antecedent && found.refer(antecedent).types.has('site')
      ? objects
      : [];
  // "executed three men accused of spying in Jilib".
  const under = found.parsed.clauses.filter((one) => one.parent !== null && inner.includes(one.parent));
  const around = [...inner, ...under].flatMap((one) => [...wherePhrases(one), ...leads(one)]);
  return firstPlace(found, around.map(found.refer));
}

/** "forced their way into homes in A and shot twelve dead": verbs of one list happen at one place. */
function listPlace(found: SentenceEvents, draft: Draft): PlaceReading | null {
  const { clauses } = found.parsed;
  const { clause } = draft;
  const isListed = (one: Clause): boolean =>
    one !== clause && one.kind === clause.kind && one.subject !== null && one.subject === clause.subject;
  const at = clauses.indexOf(clause);
  const before = clause.inherited ? clauses.slice(0, at).filter(isListed).reverse() : [];
  const behind = clauses.slice(at + 1).filter((one) => isListed(one) && one.inherited);
  return firstPlace(
    found,
    [...before, ...behind].flatMap((one) => [...placesOf(found, one), ...wherePhrases(one).map(found.refer)]),
  );
}

/** A place that another event of the same sentence has, an earlier one first. */
function nearPlace(found: SentenceEvents, draft: Draft): PlaceReading | null {
  const apart = !TALKS.has(draft.frame.action);
  const others = found.drafts
    .map((one) => one.draft)
    .filter((other) => other !== draft && !(apart && TALKS.has(other.frame.action)));
  const isEarlier = (other: Draft): boolean => other.trigger.start < draft.trigger.start;
  const ordered = [...others.filter(isEarlier).reverse(), ...others.filter((other) => !isEarlier(other))];
  return firstPlace(
    found,
    ordered.flatMap((other) => other.places.map((fillOf) => fillOf.referent)),
  );
}

const placesOf = (found: SentenceEvents, clause: Clause): Referent[] =>
  found.drafts.flatMap(({ draft }) => (draft.clause === clause ? draft.places.map((fillOf) => fillOf.referent) : []));

const wherePhrases = (clause: Clause): NounPhrase[] =>
  clause.pps.filter((pp) => WHERE.test(pp.prep)).map((pp) => pp.object);

function firstPlace(found: SentenceEvents, referents: readonly Referent[]): PlaceReading | null {
  for (const referent of referents) {
    const place = found.references.placeIn(referent, null);
    if (place !== null && place.entry?.kind !== 'country') return place;
  }
  return null;
}
