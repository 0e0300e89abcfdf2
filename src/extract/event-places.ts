/** The places of an event: those it names, else the one of what it hangs on or stands beside. */
import type { PlaceKind } from '../model/knowledge.ts';
import type { Draft, PlaceFill } from './draft.ts';
import { homeOf, markedPlace, seatOf } from './implied-places.ts';
import { inheritedPlace } from './inherited-places.ts';
import { fits } from './place-words.ts';
import type { FilledPlace, FinishContext, SentenceEvents } from './sentence-events.ts';
import { OBJECT_LIST } from './slots.ts';

/** Actions that happen at a place even where a sentence leaves it to the one before. */
const SITUATED = new Set([
  'attack',
  'ambush',
  'clash',
  'kill',
  'execute',
  'torture',
  'arrest',
  'kidnap',
  'hold-hostages',
  'shell',
  'airstrike',
  'bombing',
  'suicide-bombing',
  'grenade',
  'chemical-attack',
  'clear',
  'repel',
  'offensive',
  'destroy',
  'loot',
  'expel',
  'seize-weapons',
  'protest',
  'riot',
  'mob-violence',
  'sexual-violence',
  'break-siege',
  'release',
  'disarm-bomb',
]);

/** Actions of which a list of places makes as many events. */
const PER_PLACE = new Set([
  'capture',
  'advance',
  'control',
  'hand-over',
  'withdraw',
  'attack',
  'shell',
  'airstrike',
  'besiege',
  'clash',
  'expel',
  'clear',
  'protest',
  'bombing',
]);

const REMOTE = new Set(['airstrike', 'shell']);

/** The places of an event, most telling first; one null entry where it has none. */
export function choosePlaces(
  draft: Draft,
  actorId: string | null,
  found: SentenceEvents,
  context: FinishContext,
): (FilledPlace | null)[] {
  const read = (fillOf: PlaceFill): FilledPlace | null => {
    const place = found.references.placeIn(fillOf.referent, actorId);
    return place === null ? null : { place, referent: fillOf.referent, prep: fillOf.prep, list: fillOf.list };
  };
  const direct = draft.places.map(read).filter((one) => one !== null);
  const moves = context.rules.actions.get(draft.frame.action)?.moves ?? false;
  if (direct.length === 0 && draft.origin !== null) {
    const origin = isHome(draft, draft.origin) ? null : read(draft.origin);
    if (origin !== null) direct.push({ ...origin, prep: moves ? 'from' : origin.prep });
  }
  // "fled to Tawila": where they came from is not told.
  const arrive = !moves || draft.frame.action === 'flee';
  if (direct.length === 0 && arrive)
    for (const one of draft.destinations.map(read))
      if (one !== null && (moves === false || one.place.entry?.kind !== 'country')) direct.push(one);
  if (direct.length > 0) {
    const first = direct[0];
    if (first === undefined) return [null];
    const inList = direct.filter((one) => one.list === first.list && one.prep !== 'between');
    const list = inList.filter((one, at) => inList.findIndex(({ place }) => place.id === one.place.id) === at);
    // "two towns, A and B": the names, not what "two towns" could refer back to.
    const named = list.filter((one) => one.place.basis === 'direct');
    if (PER_PLACE.has(draft.frame.action) && list.length > 1) return named.length > 0 ? named : list;
    return [mostPrecise(direct, context)];
  }
  const left = moves && draft.destinations.length === 0 ? placeLeft(draft, actorId, found, context) : null;
  if (left !== null) return [left];
  // "launched drones at Ukraine": the country that is hit is where it happened.
  const struck =
    draft.recipient?.types.has('country') === true && REMOTE.has(draft.frame.action) ? draft.recipient : null;
  if (struck?.place != null) return [{ place: struck.place, referent: struck, prep: 'in', list: 0 }];
  const told = markedPlace(draft, found) ?? homeOf(draft, found) ?? seatOf(draft, found);
  if (told !== null) return [told];
  const vague = draft.places.find(
    (one) =>
      one.referent.anaphor?.kind === 'place' || one.referent.types.has('ground') || one.referent.types.has('held-site'),
  );
  const situated = SITUATED.has(draft.frame.action) || comesIn(draft, found);
  if (vague !== undefined || situated || draft.clause.kind === 'purpose') {
    const near = inheritedPlace(found, draft, { moves });
    const ground = vague?.referent.types.has('ground') === true && vague.referent.anaphor === null;
    const current =
      (ground ? context.discourse.placeFor('province', actorId, draft.trigger.start) : null) ??
      near ??
      context.discourse.places.current({ within: vague === undefined ? 1 : 3 });
    const word = vague?.referent.anaphor?.kind === 'place' ? vague.referent.anaphor.word : null;
    // "… but still controls the countryside": the town of the clause before is no countryside.
    const other = draft.frame.action === 'control' && word !== null && current !== null && !fits(word, current);
    if (current !== null && !other) {
      const wording = ground ? draft.places.find((one) => one.referent.anaphor?.kind === 'place')?.referent : undefined;
      const { subject } = draft.clause;
      const referent =
        wording ??
        vague?.referent ??
        draft.actor ??
        draft.recipient ??
        (subject === null ? null : found.refer(subject));
      if (referent != null) return [{ place: { ...current, basis: 'inferred' }, referent, prep: 'in', list: 0 }];
    }
  }
  return [null];
}

/** "The garrison left Tarhuna, and the brigade drove in": into where the others were. */
function comesIn({ frame, clause: { verb } }: Draft, { parsed: { units } }: SentenceEvents): boolean {
  if (frame.action !== 'advance' || verb === null || units[verb.head + 1]?.lower !== 'in') return false;
  const behind = units[verb.head + 2]?.pos;
  return behind === undefined || /^(?:punct|adv|adj|sub|conj|time)$/.test(behind);
}

/** "captured nine mercenaries from Darfur": where fighters come from is not where it happened. */
function isHome({ recipient }: Draft, { referent }: PlaceFill): boolean {
  const wide = /^(?:country|admin1|area)$/.test(referent.place?.entry?.kind ?? '');
  return (
    wide &&
    recipient?.types.has('combatant') === true &&
    recipient.phrase.post.some(({ object }) => object === referent.phrase)
  );
}

const LEAVES = new Set(['withdraw', 'flee']);

/** "captured Gal Hareeri after the army withdrew", "… attacked the base at Inatès. The soldiers fled.": where they left. */
function placeLeft(
  draft: Draft,
  actorId: string | null,
  found: SentenceEvents,
  context: FinishContext,
): FilledPlace | null {
  const referent = draft.actor;
  if (!LEAVES.has(draft.frame.action) || referent === null || actorId === null) return null;
  const told = draft.clause.kind === 'adverbial' || (draft.clause.inherited && draft.frame.action === 'withdraw');
  const over = told ? inheritedPlace(found, draft, { moves: true }) : null;
  const alone = found.drafts.every((other) => other.draft === draft);
  const fought = alone && context.discourse.fights.enemyOf(actorId) !== null;
  const place = over ?? (fought ? context.discourse.places.current({ within: 1 }) : null);
  return place === null ? null : { place: { ...place, basis: 'inferred' }, referent, prep: 'from', list: 0 };
}

/** How wide a place is; a name that nobody knows is rather small. */
const WIDTH: Partial<Record<PlaceKind, number>> = { country: 3, admin1: 2, admin2: 1, area: 1, desert: 1 };

const REGION_HEAD = /^(?:region|province|state|oblast|governorate|department|county)$/;

const widthOf = ({ place }: FilledPlace): number =>
  place.entry === null ? 0 : Math.max(WIDTH[place.entry.kind] ?? 0, REGION_HEAD.test(place.head ?? '') ? 2 : 0);

/** "inside the old UN compound at Sevare": what only lies in a place that is known. */
const isUnlocatedSite = ({ place, referent, list }: FilledPlace): boolean =>
  place.entry === null && list !== OBJECT_LIST && referent.types.has('site') && !referent.types.has('settlement');
const isSettlement = ({ place, prep }: FilledPlace): boolean =>
  /^(?:in|at|)$/.test(prep) && /^(?:city|town|village|neighbourhood|camp)$/.test(place.entry?.kind ?? '');

/** "in Hajin, in Deir ez-Zor": of places that contain each other, or differ in size, the smallest; otherwise the first. */
function mostPrecise(places: readonly FilledPlace[], context: FinishContext): FilledPlace | null {
  let best = places[0] ?? null;
  for (const one of places.slice(1)) {
    if (best === null) break;
    const above = context.rules.knowledge.ancestors(one.place.id);
    const within =
      /^(?:in|at|near|inside|outside|around|close to|)$/.test(one.prep) && /^(?:in|inside|across)$/.test(best.prep);
    if (isUnlocatedSite(best) && isSettlement(one)) best = one;
    else if (above.some((place) => place.id === best?.place.id) || (within && widthOf(one) < widthOf(best))) best = one;
  }
  return best;
}
