/** Places as noun phrases and as where something happens: "at the Damietta dam, south of Al-Dars", "near Hajin". */
import type { Knowledge } from '../../knowledge/knowledge.ts';
import type { PlaceEntry, PlaceKind } from '../../model/knowledge.ts';
import type { PlaceRef, PlaceRelation } from '../../model/ref.ts';

/** Kinds of places that something is at rather than in. */
const AT: ReadonlySet<PlaceKind> = new Set(['crossing', 'airbase', 'base', 'dam', 'camp', 'hill', 'facility']);
const ON: ReadonlySet<PlaceKind> = new Set(['river', 'road']);
/** Last words of names that take an article, and whether something is at or in them. */
const GENERIC =
  /\b(?:(dam|airbase|air base|base|camp|crossing|bridge|airport|hill|checkpoint|refinery|field|plant|prison|penitentiary|hospital|headquarters|barracks|compound|stadium)|(desert|valley|river|area|district|countryside|region|province|governorate|pocket|road|highway|lake|sea|mountains|plain|plains|desert area|border|corridor|front|peninsula|basin))$/i;
const SETTLED: ReadonlySet<PlaceKind> = new Set(['country', 'admin1', 'admin2', 'city', 'town', 'village']);
const ALWAYS_WITH_ARTICLE: ReadonlySet<PlaceKind> = new Set(['river', 'sea', 'desert']);

const RELATIONS: Readonly<Record<PlaceRelation, string>> = {
  in: '',
  near: 'near',
  'north-of': 'north of',
  'south-of': 'south of',
  'east-of': 'east of',
  'west-of': 'west of',
  towards: 'towards',
  from: 'from',
  between: 'between',
};

/** The canonical name of a place, else the name its article gives it. */
export const placeName = (place: Pick<PlaceRef, 'id' | 'name'>, knowledge: Knowledge): string =>
  knowledge.places.get(place.id)?.name ?? place.name;

/** A place told from its namesakes: "Suweida (region), Syria", "Suweida (city), Syria", "Hajin, Deir ez-Zor, Syria". */
export function placeLabel(place: Pick<PlaceRef, 'id' | 'name'>, knowledge: Knowledge): string {
  const known = knowledge.places.get(place.id);
  if (known === undefined) return place.name;
  const { name, kind } = known;
  const above = knowledge.ancestors(place.id).filter((outer) => outer.kind === 'admin1' || outer.kind === 'country');
  const namesake = above.some((outer) => outer.name === name);
  const what = kind === 'admin1' ? ' (region)' : namesake ? ` (${kind})` : '';
  return [name + what, ...above.map((outer) => outer.name).filter((other) => other !== name)].join(', ');
}

/** The place itself: "Hajin", "the Damietta dam", "a mountainous area". Its relation to a reference point is left out. */
export function placePhrase(place: PlaceRef, knowledge: Knowledge): string {
  const known = knowledge.places.get(place.id);
  if (/^an? \p{Ll}/iu.test(place.text) && place.precision === 'unlocated') return lowerFirst(place.text);
  const name = placeName(place, knowledge).trim();
  if (known !== undefined) return knownPhrase(known, name);
  return GENERIC.test(name) && !/^(?:the|an?) /i.test(name) ? `the ${name}` : name;
}

function knownPhrase({ kind }: PlaceEntry, name: string): string {
  if (/^the /i.test(name)) return name;
  if (kind === 'country')
    return /^United |Republic$|Netherlands|Philippines|Emirates/.test(name) ? `the ${name}` : name;
  if (SETTLED.has(kind)) return name;
  return GENERIC.test(name) || ALWAYS_WITH_ARTICLE.has(kind) ? `the ${name}` : name;
}

const SAYS_RELATION = /^(?:north|south|east|west|near|between|outside|around)\b.* /i;

/** A place with what it is relative to: "the Damietta dam, south of Al-Dars". */
export function fullPlace(place: PlaceRef, knowledge: Knowledge): string {
  const name = placePhrase(place, knowledge);
  const { relativeTo } = place;
  if (relativeTo === undefined || relativeTo.relation === 'between') return name;
  if (knowledge.places.get(relativeTo.id)?.kind === 'country' && relativeTo.relation === 'in') return name;
  const point = placeName(relativeTo, knowledge);
  if (name.toLowerCase().includes(point.toLowerCase())) return name;
  return relativeTo.relation === 'in' ? `${name} in ${point}` : `${name}, ${RELATIONS[relativeTo.relation]} ${point}`;
}

/** Where something happens: "in Hajin", "at the Damietta dam, south of Al-Dars", "south of Deir ez-Zor". */
export function atPlace(place: PlaceRef, knowledge: Knowledge): string {
  const name = fullPlace(place, knowledge);
  if (place.relation === 'between') return /^between /i.test(place.text) ? lowerFirst(place.text) : `near ${name}`;
  // A name that keeps its own wording ("south of Deir Ezzor") says the relation already.
  if (SAYS_RELATION.test(name)) return lowerFirst(name);
  if (place.relation !== 'in') return `${RELATIONS[place.relation]} ${name}`;
  return `${prepositionOf(place, knowledge)} ${name}`;
}

function prepositionOf(place: PlaceRef, knowledge: Knowledge): string {
  const kind = knowledge.places.get(place.id)?.kind;
  if (kind !== undefined) return ON.has(kind) ? 'on' : AT.has(kind) ? 'at' : 'in';
  return GENERIC.exec(place.name)?.[1] === undefined ? 'in' : 'at';
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
