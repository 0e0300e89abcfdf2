/** "in Tibu, Norte de Santander, a farmer …": the wider places behind a place say where it lies, and are no list of it. */
import type { Chunk, NounPhrase, Unit } from './syntax.ts';

const LEADS_TO_PLACE = new Set(
  'in at near around outside inside into from to toward towards of on across throughout over between'.split(' '),
);

/** Takes the wider places of a chain out of the way; the first place stays where it was. */
export function dropWiderPlaces(chunks: Chunk[], units: readonly Unit[]): Chunk[] {
  if (!chunks.some(({ kind }) => kind === 'comma')) return chunks;
  const kept: Chunk[] = [];
  for (let at = 0; at < chunks.length; at += 1) {
    const made = chunks[at];
    if (made === undefined) continue;
    kept.push(made);
    const before = chunks[at - 1];
    if (made.kind !== 'np' || before === undefined) continue;
    const led = before.kind === 'prep' && LEADS_TO_PLACE.has(units[before.from]?.lower ?? '');
    const taken = before.kind === 'vg' && isKnownPlace(made, units);
    if ((led && mayBePlace(made, units)) || taken) at = endOfChain(chunks, at, made, units);
  }
  return kept;
}

/** The index of the last chunk of the chain that the noun phrase at `at` opens; `at` where it opens none. */
function endOfChain(chunks: readonly Chunk[], at: number, first: NounPhrase, units: readonly Unit[]): number {
  let last = at;
  for (let next = at + 2; chunks[next - 1]?.kind === 'comma'; next += 2) {
    const member = chunks[next];
    if (member?.kind !== 'np' || member.conjuncts.length > 0) break;
    const wide = isKnownPlace(member, units) && mayHold(member, first, units);
    if (!wide && !isBareName(member, units)) break;
    // A name that nobody knows is a place only where a known one follows ("La Llana, Tibu, Norte de Santander").
    if (wide && endsChain(chunks, next, member, units)) last = next;
  }
  return last;
}

/** "in Kyiv, Kharkiv and Odesa" is a list, and in "In Cairo, Ethiopia said …" somebody speaks. */
function endsChain(chunks: readonly Chunk[], at: number, member: NounPhrase, units: readonly Unit[]): boolean {
  const after = chunks[at + 1];
  if (after === undefined || after.kind === 'stop' || after.kind === 'prep' || after.kind === 'sub') return true;
  if (after.kind === 'conj') return false;
  if (after.kind !== 'comma') return false;
  return chunks[at + 2]?.kind !== 'conj' || isWide(member, units);
}

/** Whether two places may lie in one country, as far as they are known. */
function mayHold(wider: NounPhrase, inner: NounPhrase, units: readonly Unit[]): boolean {
  const [one, other] = [countriesOf(wider, units), countriesOf(inner, units)];
  return one.size === 0 || other.size === 0 || [...one].some((code) => other.has(code));
}

function countriesOf({ from, head }: NounPhrase, units: readonly Unit[]): Set<string> {
  const codes = units
    .slice(from, head + 1)
    .flatMap((unit) => unit.names ?? [])
    .map((hit) => (hit.kind === 'country' ? hit.country.code : hit.kind === 'place' ? hit.place.country : null));
  return new Set(codes.filter((code) => code !== null));
}

function mayBePlace(phrase: NounPhrase, units: readonly Unit[]): boolean {
  const head = units[phrase.head];
  if (head === undefined || head.pos === 'time' || head.pos === 'num' || head.pos === 'pron') return false;
  if (head.names !== null) return namesPlace(head);
  if (head.pos === 'name') return true;
  return ['settlement', 'region', 'site'].some((name) => head.classes?.has(name) === true);
}

/** A known place, or a name with the word for what kind of region it is ("Sagaing region"). */
function isKnownPlace(phrase: NounPhrase, units: readonly Unit[]): boolean {
  const head = units[phrase.head];
  if (head === undefined || phrase.possessor !== null) return false;
  if (phrase.from === phrase.head) return head.names !== null && namesPlace(head);
  return isRegionNoun(head) && /^(?:name|noun)$/.test(units[phrase.from]?.pos ?? '') && hasCapital(units[phrase.from]);
}

const isBareName = (phrase: NounPhrase, units: readonly Unit[]): boolean =>
  phrase.from === phrase.to && units[phrase.head]?.pos === 'name' && units[phrase.head]?.names === null;

/** A region, district or country, and no town. */
function isWide(phrase: NounPhrase, units: readonly Unit[]): boolean {
  const head = units[phrase.head];
  if (head === undefined) return false;
  if (phrase.from !== phrase.head) return isRegionNoun(head);
  return (
    head.names?.some((hit) => hit.kind === 'country' || (hit.kind === 'place' && /^admin/.test(hit.place.kind))) ===
    true
  );
}

const isRegionNoun = (unit: Unit): boolean =>
  unit.classes?.has('region') === true || unit.classes?.has('settlement') === true;

const hasCapital = (unit: Unit | undefined): boolean => /^\p{Lu}/u.test(unit?.text ?? '');

const namesPlace = (unit: Unit): boolean =>
  unit.names?.some((hit) => hit.kind === 'place' || (hit.kind === 'country' && !hit.demonym)) === true &&
  unit.names.every((hit) => hit.kind !== 'actor');
