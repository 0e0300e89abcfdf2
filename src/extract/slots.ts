/** Fills the slots of a frame: which phrase of a clause is actor, recipient, place, origin or destination. */
import type { Draft, PlaceFill } from './draft.ts';
import type { Need, Role } from './frame.ts';
import type { Referent } from './referents.ts';
import type { PrepPhrase } from './syntax.ts';

/** Phrases by slot: `subj`, `obj`, or a preposition as it was written. The others of their lists stand beside. */
export type Slots = {
  subj: Referent | null;
  obj: Referent | null;
  subjOthers?: readonly Referent[];
  objOthers?: readonly Referent[];
  pps: { pp: PrepPhrase; referent: Referent }[];
};

/** The lists of subjects and objects, told apart from those of prepositions, which go by where they stand. */
const SUBJECT_LIST = -1;
export const OBJECT_LIST = -2;

const PLACE_PREPS =
  /^(?:in|at|near|around|outside|inside|within|across|along|throughout|on|over|between|through|close to|next to|opposite|beside|behind|beyond|off|on the outskirts of|in the outskirts of|on the outskirts|in the vicinity of|in the area of|on the edge of|atop|amid|under|beneath|underneath|above|(?:north|south|east|west)(?:-?(?:east|west))? (?:of|from))$/;
const TOWARDS = /^(?:to|into|onto|toward|towards|for|back to|back into|up to|in the direction of)$/;
/** What else than themselves prepositions are called in frames. */
const SLOTS: ReadonlyMap<string, string> = new Map([
  ['out of', 'from'],
  ['away from', 'from'],
  ['back from', 'from'],
  ['off', 'from'],
  ['towards', 'toward'],
  ['in the direction of', 'toward'],
  ['onto', 'into'],
  ['back into', 'into'],
  ['inside', 'into'],
  ['back to', 'to'],
  ['up to', 'to'],
  ['upon', 'on'],
]);

/** The name a preposition goes by in frames: "away from" and "out of" are "from", "towards" is "toward". */
export const slotOf = (prep: string): string => SLOTS.get(prep) ?? prep;

/** How well a slot answers a need: 0 not at all, 1 by a guess about an unknown name, 2 for certain. */
export function satisfies(referent: Referent | null, need: Need): 0 | 1 | 2 {
  if (need === 'none') return referent === null || referent.types.has('time') ? 2 : 0;
  if (need === 'notplace') return referent === null || referent.place === null ? 2 : 0;
  if (need === 'notweapon')
    return referent === null || !(referent.types.has('weapon') || referent.types.has('explosive')) ? 2 : 0;
  if (referent === null) return need.endsWith('-or-none') ? 2 : 0;
  if (referent.types.has('time')) return 0;
  const has = (type: string): boolean => referent.types.has(type);
  const guess = referent.unknownName !== null;
  const rate = (yes: boolean): 0 | 1 | 2 => (yes ? (guess ? 1 : 2) : 0);
  switch (need) {
    case 'any':
      return 2;
    case 'place':
      if (guess) return has('place-like') ? 1 : 0;
      if (has('explosive') && referent.place === null) return 0;
      return referent.place !== null ||
        referent.anaphor?.kind === 'place' ||
        has('held-site') ||
        (has('ground') && !has('actor')) ||
        has('settlement') ||
        has('region')
        ? 2
        : 0;
    case 'locality':
      // A town, a district, an area; no building.
      if (!has('settlement') && !has('region') && (has('civil-site') || has('property'))) return 0;
      return satisfies(referent, 'place');
    case 'actor':
    case 'actor-or-none':
      if (referent.place !== null) return has('country') || isCapital(referent) ? 2 : has('actor') ? 2 : 0;
      return rate(has('actor') && !has('speaker'));
    case 'official':
      return isOfficial(referent) ? 2 : guess && !has('person-like') ? 1 : 0;
    case 'side':
      return isOfficial(referent) || (has('named') && referent.actor?.entry?.kind !== 'state-forces')
        ? 2
        : guess
          ? 1
          : 0;
    case 'leader':
      return has('official') ? 2 : 0;
    case 'armed':
    case 'armed-or-none':
      if (has('country')) return 2;
      if (referent.place !== null && isCapital(referent)) return 1;
      if (has('mob') && !has('armed')) return 0;
      return rate(has('armed') && !has('thing'));
    case 'combatant':
      // "shot dead Heber Lopez": a name that nobody knows is no fighter's by itself.
      if (guess && isFullName(referent)) return 0;
      return rate(has('combatant') && !has('civilian') && !has('count') && !has('pronoun') && !has('artillery'));
    case 'band':
      return ofState(referent) ? 0 : satisfies(referent, 'combatant');
    case 'power':
      return referent.actor?.entry?.kind === 'police' ? 0 : satisfies(referent, 'state');
    case 'state':
      return ofState(referent) && !has('thing') ? 2 : 0;
    case 'forces':
    case 'forces-or-none':
      return has('forces') ||
        (need === 'forces-or-none' && has('armed')) ||
        (has('artillery') || has('aircraft')
          ? true
          : referent.headWord === 'convoy' || referent.headWord === 'tanks' || referent.headWord === 'reinforcements')
        ? 2
        : 0;
    case 'civilian':
    case 'civilian-or-none':
      return has('civilian')
        ? 2
        : need === 'civilian-or-none' && (has('person') || has('mob')) && !has('armed')
          ? 2
          : need === 'civilian-or-none' && has('armed')
            ? 0
            : 0;
    case 'person':
      if (referent.place !== null && !has('person')) return 0;
      return rate(has('person') || has('civilian') || has('fugitive'));
    case 'target':
      return has('time') || has('abstract')
        ? 0
        : rate(
            referent.place !== null ||
              has('actor') ||
              has('person') ||
              has('site') ||
              has('property') ||
              has('settlement') ||
              has('region') ||
              has('country') ||
              has('name'),
          );
    case 'property':
      return has('property') ? 2 : 0;
    case 'weapon':
      return has('weapon') || has('explosive') ? 2 : 0;
    case 'mob':
      return (has('mob') || has('protesters')) && !has('armed') ? 2 : 0;
    case 'crowd':
      return (has('mob') || has('protesters') || has('civilian')) && !has('armed') ? 2 : 0;
    case 'demonstration':
      return has('protesters') || has('demonstration') || (has('mob') && !has('armed')) ? 2 : 0;
    case 'control-noun':
      return has('control') ? 2 : 0;
    default:
      return has(need) ? 2 : 0;
  }
}

/** Two or more words for one person, with what he or she is beside them ("Heber Lopez, director of a news site"). */
const isFullName = ({ unknownName, phrase }: Referent): boolean =>
  /^\p{Lu}\S* \p{Lu}/u.test(unknownName ?? '') && phrase.apposition !== null;

const POLITICAL: ReadonlySet<string> = new Set(['state', 'government', 'organisation', 'alliance']);

const STATE_KIND = /^(?:state|government|state-forces|police|external-forces|alliance)$/;

/** Whether somebody is a state, its government or its forces, as far as the words tell. */
const ofState = ({ actor, anaphor, types }: Referent): boolean =>
  types.has('country') ||
  types.has('official') ||
  types.has('state-side') ||
  STATE_KIND.test(actor?.entry?.kind ?? '') ||
  (actor === null && anaphor?.kind === 'role' && anaphor.sides === 'state');

/** Who speaks for a state or an organisation: a country, a capital, a government, an official. */
function isOfficial(referent: Referent): boolean {
  const { actor, types } = referent;
  if (referent.country !== null || types.has('official')) return true;
  if (actor !== null) return types.has('named') && POLITICAL.has(actor.entry?.kind ?? '');
  return isCapital(referent);
}

/** A place that may stand for a government. */
export function isCapital(referent: Referent): boolean {
  return referent.place?.entry?.kind === 'city';
}

/** Spreads the phrases of a clause over the roles of a frame. */
export function fillRoles(
  draft: Draft,
  slots: Slots,
  options: { passive: boolean; symmetric: boolean; moves: boolean },
): void {
  const { frame } = draft;
  const role = (slot: string, fallback: Role): Role => frame.roles[slot] ?? fallback;
  for (const one of [slots.subj, ...(slots.subjOthers ?? [])])
    if (one !== null) assign(draft, one, '', role('subj', 'actor'), SUBJECT_LIST);
  const target = frame.needs.obj === 'place' ? 'place-target' : 'target';
  for (const one of [slots.obj, ...(slots.objOthers ?? [])])
    if (one !== null) assign(draft, one, '', role('obj', target), OBJECT_LIST);
  for (const { pp, referent } of slots.pps) {
    const slot = slotOf(pp.prep);
    if (pp.prep === '') continue;
    const fallback = defaultRole(slot, pp.prep, referent, options);
    assign(draft, referent, pp.prep, role(slot, fallback), pp.at);
  }
}

function defaultRole(
  slot: string,
  prep: string,
  referent: Referent,
  options: { passive: boolean; symmetric: boolean; moves: boolean },
): Role {
  const place = referent.place !== null || referent.anaphor?.kind === 'place' || referent.types.has('place');
  const actor = referent.actor !== null || referent.anaphor !== null || referent.types.has('actor');
  if (slot === 'by' || prep === 'at the hands of') return actor || referent.types.has('country') ? 'actor' : 'none';
  // "raids on Houthi positions": a place, and whose it is.
  if (slot === 'against' || (/^(?:on|at)$/.test(slot) && referent.types.has('held-site'))) return 'target';
  // "clashed with light weapons" names no other side.
  const other = actor || referent.types.has('person') || referent.types.has('hand-weapon') || referent.country !== null;
  if (slot === 'with' || slot === 'alongside')
    return options.symmetric && slot === 'with' && (other || referent.unknownName !== null) ? 'recipient' : 'none';
  if (slot === 'between' || slot === 'among') {
    // "ambushed a patrol between A and B": where nobody fights as equals, names that nobody knows are places.
    if (!options.symmetric && referent.unknownName !== null && referent.types.has('place-like')) return 'place';
    return place && !actor && !referent.types.has('country') ? 'place' : 'parties';
  }
  // "took 200 people from Wad an-Noora": a bare name that nobody knows is where they lived.
  const somewhere =
    referent.unknownName !== null && referent.types.has('place-like') && referent.phrase.from === referent.phrase.head;
  if (slot === 'from' && !place && somewhere) return 'origin';
  if (slot === 'from') return place ? 'origin' : options.moves ? 'none' : 'origin-actor';
  if (TOWARDS.test(prep)) return place ? 'destination' : actor && slot === 'to' ? 'recipient' : 'none';
  if (PLACE_PREPS.test(prep) && (place || referent.unknownName !== null)) return 'place';
  if (slot === 'on' || slot === 'at') return actor && !referent.types.has('thing') ? 'recipient' : 'none';
  return 'none';
}

/** Puts one phrase into one role; the first phrase of a role wins, places collect. */
export function assign(draft: Draft, referent: Referent, prep: string, role: Role, list = OBJECT_LIST): void {
  if (referent.types.has('time')) return;
  const asPlace = referent.place !== null || referent.anaphor?.kind === 'place' || referent.types.has('place');
  const fill: PlaceFill = { referent, prep, list };
  switch (role) {
    case 'actor':
      if (draft.actor === null && !onlyPlace(referent)) draft.actor = referent;
      else if (draft.actor === null && asPlace && referent.place?.entry !== null) draft.actor = referent;
      return;
    case 'recipient':
      // "delivered flour to Zamzam camp"
      if (onlyPlace(referent) && !isCapital(referent) && prep !== '') draft.places.push(fill);
      else draft.recipient ??= referent;
      return;
    case 'place':
      if (asPlace || referent.unknownName !== null || (referent.headWord === 'it' && prep === ''))
        draft.places.push(fill);
      return;
    case 'place-target':
      if (referent.unknownName !== null || referent.headWord === 'it') draft.places.push(fill);
      else assign(draft, referent, prep, 'target', list);
      return;
    case 'target':
      if (referent.types.has('held-site')) {
        draft.places.push(fill);
        draft.recipient ??= referent;
      } else if (referent.types.has('ground') && referent.actor === null) draft.places.push(fill);
      else if (asPlace && !(referent.types.has('country') && prep !== '' && prep !== 'in')) draft.places.push(fill);
      else if (isNamedTarget(draft, referent, prep)) draft.places.push(fill);
      else draft.recipient ??= referent;
      return;
    case 'origin':
      if (asPlace || referent.unknownName !== null) draft.origin ??= fill;
      return;
    case 'origin-actor':
      if (asPlace) draft.origin ??= fill;
      else draft.recipient ??= referent;
      return;
    case 'destination':
      if (asPlace || referent.unknownName !== null) draft.destinations.push(fill);
      else draft.recipient ??= referent;
      return;
    case 'crowd':
      if (satisfies(referent, 'crowd') === 2) draft.actor ??= referent;
      else if (asPlace) draft.places.push(fill);
      return;
    case 'parties':
      if (draft.actor === null) draft.actor = referent;
      else draft.recipient ??= referent;
      return;
    default:
      return;
  }
}

const FROM_AFAR = /^(?:shell|airstrike|chemical-attack)$/;

/** "fired shells at Taza Khurmatu", "into a cockfight at Datu Piang": a name that nobody knows is rather a place's. */
const isNamedTarget = ({ frame, recipient }: Draft, referent: Referent, prep: string): boolean =>
  referent.unknownName !== null &&
  referent.types.has('place-like') &&
  (prep === 'on' || (prep === 'at' && (FROM_AFAR.test(frame.action) || recipient !== null)));

/** A place that cannot be an actor by metonymy: no country, no capital. */
function onlyPlace(referent: Referent): boolean {
  return referent.actor === null && referent.place !== null && !referent.types.has('country');
}
