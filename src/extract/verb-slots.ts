/** The slots around a clause's verb: subject, objects with their lists, and prepositional phrases. */
import type { Frame } from './frame.ts';
import type { MatchContext } from './match-context.ts';
import { lastWord } from './noun-reading.ts';
import { ownerOf } from './phrase-owner.ts';
import type { Referent } from './referents.ts';
import { type Slots, satisfies } from './slots.ts';
import type { Clause, NounPhrase, PrepPhrase, Unit, VerbGroup } from './syntax.ts';

/** A clause's objects; of coordinated verbs the first shares the object of the last ("attacked and captured Hajin"). */
function objectsOf(clause: Clause, context: MatchContext): NounPhrase[] {
  const site = siteBefore(clause, context);
  if (site !== null) return [site];
  const { verb } = clause;
  const [first] = clause.objects;
  // "battled each other": nobody beside the subjects.
  if (first !== undefined && first.from > 0 && context.units[first.head]?.lower === 'other')
    return context.units[first.head - 1]?.lower === 'each' ? clause.objects.slice(1) : clause.objects;
  if (first !== undefined || verb === null || verb.voice === 'passive') return clause.objects;
  if (clause.pps.some(({ at }) => at >= verb.from)) return clause.objects;
  const next = context.clauses[context.clauses.indexOf(clause) + 1];
  const adjacent =
    next?.verb != null &&
    next.inherited &&
    next.kind === clause.kind &&
    next.verb.from <= verb.to + 2 &&
    context.units[verb.to + 1]?.pos === 'conj';
  return adjacent ? next.objects : clause.objects;
}

/** "stormed an outpost near Khampat and captured it": the site that "it" goes back to, and not the town it is near. */
function siteBefore(clause: Clause, { clauses, units }: MatchContext): NounPhrase | null {
  const [it, second] = clause.objects;
  if (!clause.inherited || second !== undefined || units[it?.head ?? -1]?.lower !== 'it') return null;
  const before = clauses[clauses.indexOf(clause) - 1];
  const object = before?.subject === clause.subject ? before.objects[0] : undefined;
  const head = units[object?.head ?? -1];
  const site = head?.pos === 'noun' && head.classes?.has('site') === true && head.classes.has('settlement') !== true;
  return site && object !== undefined ? object : null;
}

const LEAVING =
  /^(?:flee|withdraw|leave|evacuate|displace|retreat|escape|pull|depart|arrive|move|return|cross|come|go|travel|fly|launch|fire|land|hit|strike|fall)$/;

/** "fighters from Africa Corps recaptured Kidal": whose the subject is, and not from whom something was taken. */
function describesSubject(pp: PrepPhrase, clause: Clause, verb: VerbGroup, context: MatchContext): boolean {
  if (pp.at >= verb.from || clause.subject === null || !/^(?:from|with|for|to)$/.test(pp.prep)) return false;
  const inside = [clause.subject, ...clause.subject.conjuncts].some((phrase) => phrase.post.includes(pp));
  const from = context.refer(pp.object);
  // "soldiers from Chad clashed with …", "reinforcements from the base chased …": whose they are, or where they are from.
  return inside && (from.place === null || (pp.prep === 'from' && !LEAVING.test(verb.lemma)));
}

/** "according to the General Staff in Kyiv": where those are who tell it. */
export const describesSource = (pp: PrepPhrase, { pps }: Clause): boolean =>
  pps.some((one) => one.prep === 'according to' && one !== pp && one.object.post.includes(pp));

/** The clause around a verb as its frames are tried on it. */
export type VerbSite = {
  clause: Clause;
  verb: VerbGroup;
  objects: readonly NounPhrase[];
  /** The last words of the heads that a frame's nouns can be: of objects, of what prepositions govern, of a passive's subject. */
  heads: readonly string[];
  /** The first words of the units behind the verb, among which its particles are. */
  behind: readonly string[];
  /** The slots where a particle governs `restObject`; each call gives an own copy, for the frame to fill further. */
  slots: (restObject: PrepPhrase | null) => Slots;
};

/** Reads what stands around a verb once for all the frames that it may have. */
export function verbSite(clause: Clause, verb: VerbGroup, context: MatchContext): VerbSite {
  const objects = objectsOf(clause, context);
  const read = new Map<PrepPhrase | null, Slots>();
  return {
    clause,
    verb,
    objects,
    heads: headsOf(clause, verb, objects, context.units),
    behind: firstWords(context.units, verb.head + 1, clause.to + 2),
    slots(restObject) {
      const known = read.get(restObject) ?? readSlots(clause, verb, objects, restObject, context);
      read.set(restObject, known);
      return { ...known, pps: [...known.pps] };
    },
  };
}

function firstWords(units: readonly Unit[], from: number, to: number): string[] {
  const words: string[] = [];
  for (let at = from; at < Math.min(to, units.length); at += 1) {
    const lower = units[at]?.lower ?? '';
    const blank = lower.indexOf(' ');
    words.push(blank < 0 ? lower : lower.slice(0, blank));
  }
  return words;
}

function headsOf(
  clause: Clause,
  verb: VerbGroup,
  objects: readonly NounPhrase[],
  units: readonly Unit[],
): readonly string[] {
  const heads: string[] = [];
  const add = (phrase: NounPhrase): void => {
    heads.push(lastWord(units[phrase.head]?.lower ?? ''));
    if (phrase.of !== null) add(phrase.of);
    for (const one of phrase.conjuncts) add(one);
  };
  if (verb.voice === 'passive' && clause.subject !== null) add(clause.subject);
  for (const object of objects) add(object);
  for (const { object } of clause.pps) add(object);
  return heads;
}

function readSlots(
  clause: Clause,
  verb: VerbGroup,
  objects: readonly NounPhrase[],
  restObject: PrepPhrase | null,
  context: MatchContext,
): Slots {
  const pps: Slots['pps'] = [];
  for (const pp of clause.pps) {
    if (pp === restObject || context.units[pp.object.head]?.pos === 'time') continue;
    if (describesSource(pp, clause) || describesSubject(pp, clause, verb, context)) continue;
    pps.push({ pp, referent: context.refer(pp.object) });
    for (const object of pp.object.conjuncts) pps.push({ pp: { ...pp, object }, referent: context.refer(object) });
  }
  const [told] = objects;
  if (told !== undefined && !clause.objects.includes(told))
    for (const pp of told.post) pps.push({ pp, referent: context.refer(pp.object) });
  const subjectPhrase = clause.subject === null ? null : nameBeside(clause.subject, context);
  const subject = subjectPhrase === null ? null : context.refer(subjectPhrase);
  const [first, second] = objects;
  // "handing Russia a victory": the first of two objects is who gets the second.
  const two = restObject === null && second !== undefined && context.grammar.ditransitive.has(verb.lemma);
  if (two && first !== undefined)
    pps.push({ pp: { prep: 'to', at: first.from, object: first }, referent: context.refer(first) });
  const given = restObject?.object ?? (two ? second : first) ?? null;
  const object = given === null ? null : nameBeside(given, context);
  const objectReferent = object === null ? null : context.refer(object);
  for (const phrase of [object, ...(object?.conjuncts ?? [])])
    if (phrase !== null && phrase.of !== null && objectReferent?.place == null) {
      // "parts of Hajin", "the outskirts of the town": the place is inside the object.
      const inner = context.refer(phrase.of);
      if (
        satisfies(inner, 'place') === 2 &&
        (objectReferent?.types.has('region') ||
          objectReferent?.types.has('site') ||
          objectReferent?.types.has('ground'))
      )
        pps.push({ pp: { prep: 'in', at: phrase.to + 1, object: phrase.of }, referent: inner });
    }
  // "control of X passed to Y", "control over X remains with Y": the place stands inside the subject.
  if (subject?.types.has('control') === true && clause.subject !== null) pps.push(...insideOf(clause.subject, context));
  const objOthers = object === null ? [] : othersOf(object, context);
  const subjOthers = subjectPhrase === null ? [] : othersOf(subjectPhrase, context);
  // "clear Sirte of Islamic State holdouts": "of" behind a place's name is the verb's.
  if (object?.of != null && objectReferent?.place?.head === null)
    pps.push({ pp: { prep: 'of', at: object.to + 1, object: object.of }, referent: context.refer(object.of) });
  if (verb.voice === 'passive') {
    return {
      subj: byPhrase(clause, context),
      obj: subject,
      objOthers: subjOthers,
      pps: pps.filter(({ pp }) => pp.prep !== 'by' && pp.prep !== 'at the hands of'),
    };
  }
  return { subj: subject, obj: objectReferent, subjOthers, objOthers, pps };
}

/** The phrases behind "of" and "over" that belong to a noun. */
export function insideOf(phrase: NounPhrase, context: MatchContext): Slots['pps'] {
  const of: PrepPhrase[] = phrase.of === null ? [] : [{ prep: 'of', at: phrase.to + 1, object: phrase.of }];
  return [...of, ...phrase.post.filter((pp) => pp.prep === 'over')]
    .flatMap((pp) => [pp, ...pp.object.conjuncts.map((object) => ({ ...pp, object }))])
    .map((pp) => ({ pp, referent: context.refer(pp.object) }));
}

/** The rest of the list that a phrase opens: "Hajin and Sousa", "the villages of A, B and C", "two towns, A and B". */
function othersOf(phrase: NounPhrase, context: MatchContext): Referent[] {
  const head = context.refer(phrase);
  const named = phrase.of !== null && (head.types.has('settlement') || head.types.has('region')) ? phrase.of : null;
  return [...phrase.conjuncts, ...(named?.conjuncts ?? [])].map(context.refer);
}

/** "two towns, A and B", "Jonglei's second town, Akobo": the names that stand beside a place's common noun, else itself. */
function nameBeside(phrase: NounPhrase, context: MatchContext): NounPhrase {
  const head = context.units[phrase.head];
  const common = head?.pos === 'noun' && (head.classes?.has('settlement') || head.classes?.has('region'));
  const { apposition } = phrase;
  // "Bwanasura village (Irumu, Ituri)": it has its name, and what stands beside says where it lies.
  if (!common || phrase.of !== null || context.refer(phrase).place !== null) return phrase;
  // "its two largest cities, Goma and Bukavu": a list that spells out the plural before the comma.
  const [first, ...rest] = phrase.conjuncts;
  const spelled = rest.length > 0 && phrase.conjuncts.every((one) => context.units[one.head]?.pos === 'name');
  if (first !== undefined && spelled && context.units[phrase.to + 1]?.text === ',')
    return { ...first, conjuncts: rest };
  if (apposition === null || first !== undefined) return phrase;
  const beside = context.refer(apposition);
  return beside.place !== null || beside.types.has('place-like') ? apposition : phrase;
}

export function byPhrase(clause: Clause, context: MatchContext): Referent | null {
  const by = clause.pps.find(
    (pp) => (pp.prep === 'by' || pp.prep === 'at the hands of') && context.units[pp.object.head]?.pos !== 'time',
  );
  return by === undefined ? null : context.refer(by.object);
}

export function addPrepNoun(slots: Slots, hit: PrepPhrase, frame: Frame, context: MatchContext): void {
  const phrase = hit.object;
  const owner = frame.roles['prepNoun.poss'];
  if (phrase.of !== null)
    slots.pps.push({ pp: { prep: 'of', at: phrase.to + 1, object: phrase.of }, referent: context.refer(phrase.of) });
  for (const pp of phrase.post)
    if (!slots.pps.some((one) => one.pp.object === pp.object))
      slots.pps.push({ pp, referent: context.refer(pp.object) });
  if (owner !== undefined && phrase.of === null) {
    const found = ownerOf(phrase, context);
    // "in their hands": those who hold are not those who are held.
    const referent = found === null ? null : { ...found, types: new Set([...found.types, 'captor']) };
    if (referent !== null) slots.pps.push({ pp: { prep: 'prepNoun.poss', at: phrase.from, object: phrase }, referent });
  }
}
