/** Joins capitalised words that nothing knows into one name each. */
import type { PlaceEntry } from '../model/knowledge.ts';
import { isOrdinaryWord } from './compromise.ts';
import type { Grammar } from './grammar.ts';
import { SMALL } from './namesakes.ts';
import type { Unit } from './syntax.ts';

const SHORT_FOR_VILLAGE: ReadonlySet<string> = new Set(['brgy', 'bgy', 'brg']);
/** What a sentence may open with that is nobody's name. */
const SORTS: ReadonlySet<string> = new Set(
  'unidentified unnamed unspecified masked hooded plainclothes camouflaged paramilitary disgruntled unarmed presumed ethnic'.split(
    ' ',
  ),
);
const PREFIX = /^(?:anti|pro|ex|counter|non|self|cross|inter|mid|semi|ultra|multi|vice|co|re|pre|post)-/;

/** Joins capitalised words that nothing knows ("Kafr Jenah", "Al-Xara") into one name each. */
export function joinUnknownNames(units: Unit[], grammar: Grammar): void {
  for (let at = 0; at < units.length; at += 1) dropSuffix(units, at);
  const titleCase = isTitleCase(units);
  const isName = (unit: Unit | undefined, at: number): boolean => {
    if (unit === undefined || unit.pos !== 'noun' || !isCapital(unit.text)) return false;
    // "Brgy. Tigbao": what it is, and no part of its name.
    if (SHORT_FOR_VILLAGE.has(unit.lower)) return false;
    // "two IEDs", "F-16s": an abbreviation for a thing that is known.
    if (unit.classes !== null && /^\p{Lu}{2,}s?$|^\p{L}+-\d/u.test(unit.text)) return false;
    const opening = at === 0 || /^["“‘'(:]$/u.test(units[at - 1]?.text ?? '');
    if (!opening && !titleCase) return unit.role === null || isCapital(units[at + 1]?.text ?? '');
    if (unit.role !== null || grammar.nounClasses.has(unit.lower) || grammar.gate.has(unit.lower)) return false;
    if (SORTS.has(unit.lower)) return false;
    // "Anti-terror police"
    if (PREFIX.test(unit.lower)) return false;
    const { tag } = grammar.tagger.tag(unit.text);
    return unit.forms === null && tag !== 'plural' && (tag === 'name' || !isOrdinaryWord(unit.lower));
  };
  for (let at = 0; at < units.length; at += 1) {
    // "Adan Yabaal", "Gao Lingu": a known place may only lend the first word of a name that nobody knows.
    const next = units[at + 1];
    const lent =
      !titleCase &&
      isLent(units[at]) &&
      isName(next, at + 1) &&
      next?.role === null &&
      !isAcronym(next) &&
      !isKind(next);
    const doubled = !titleCase && isSmallTown(units[at]) && isSmallTown(next);
    if (!lent && !doubled && !opensHyphened(units, at) && !isName(units[at], at)) continue;
    let to = doubled ? at + 1 : at;
    for (;;) {
      if (isName(units[to + 1], to + 1)) to += 1;
      else if (
        units[to + 1]?.pos === 'hyphen' &&
        /^[\p{Lu}\p{N}]/u.test(units[to + 2]?.text ?? '') &&
        units[to + 2]?.names === null
      )
        to += 2;
      else if (
        /^(?:al|el|as|ad|ar|az|ash|an|at|ez|es|bin|ibn|de|del|la|du|von|van)$/iu.test(units[to + 1]?.text ?? '') &&
        isName(units[to + (units[to + 2]?.pos === 'hyphen' ? 3 : 2)], to + 3)
      )
        to += units[to + 2]?.pos === 'hyphen' ? 3 : 2;
      else break;
    }
    // "Datu Saudi Ampatuan": a known word between two that nobody knows.
    if (!titleCase && isEnclosed(units, to + 1) && isName(units[to + 2], to + 2)) to += 2;
    else if (!titleCase && lendsLast(units, at, to)) to += 1;
    const parts = units.slice(at, to + 1);
    const first = parts[0];
    const last = parts.at(-1);
    if (first === undefined || last === undefined) continue;
    const text = parts.reduce(
      (made, part, i) => made + (i > 0 && part.start > (parts[i - 1]?.end ?? 0) ? ' ' : '') + part.text,
      '',
    );
    units.splice(at, parts.length, {
      ...last,
      text,
      lower: text.toLowerCase(),
      start: first.start,
      end: last.end,
      pos: 'name',
      forms: null,
      names: null,
      role: parts.length > 1 ? null : last.role,
      ...siteName(parts, grammar),
    });
  }
}

/** Whether nearly all nouns of a sentence have capitals, as in a headline. */
function isTitleCase(units: readonly Unit[]): boolean {
  let nouns = 0;
  let capitals = 0;
  for (const { pos, text } of units) {
    if (pos !== 'noun' && pos !== 'name') continue;
    nouns += 1;
    if (isCapital(text)) capitals += 1;
  }
  return nouns > 3 && capitals / nouns > 0.8;
}

/** Whether a word begins with a capital. */
function isCapital(text: string): boolean {
  const first = text.charCodeAt(0);
  return first < 128 ? first >= 65 && first <= 90 : /^\p{Lu}/u.test(text);
}

/** What French and Portuguese speakers add to the name of a district for the town itself, or for a side of it. */
const SUFFIX: ReadonlySet<string> = new Set(
  'centre center sede ville cité cite town city est ouest nord sud east west north south'.split(' '),
);

/** "Rutshuru-Centre", "Quissanga-sede": the town of that name. */
function dropSuffix(units: Unit[], at: number): void {
  const hyphen = units[at + 1];
  if (hyphen?.pos !== 'hyphen') return;
  const [town, suffix] = [units[at], units[at + 2]];
  if (town === undefined || suffix === undefined || !SUFFIX.has(suffix.lower)) return;
  if (town.pos !== 'name' || town.end !== hyphen.start || suffix.start !== hyphen.end) return;
  if (town.names?.some((hit) => hit.kind === 'place') !== true) return;
  units.splice(at, 3, { ...town, end: suffix.end });
}

/** "International Airport", "Presidential Palace": a proper name whose last word says what kind of place it is. */
function siteName(parts: readonly Unit[], grammar: Grammar): Partial<Unit> {
  const last = parts.at(-1)?.lower ?? '';
  const classes = grammar.nounClasses.get(last);
  return parts.length > 1 && classes?.has('site') ? { pos: 'noun', lower: last, classes } : {};
}

/** "Kupiansk-Vuzlovyi", "Noakhali-Sadar": a place's name that a hyphen ties to one that nobody knows is another place's. */
const opensHyphened = (units: readonly Unit[], at: number): boolean => {
  if (units[at + 1]?.pos !== 'hyphen') return false;
  const [first, hyphen, second] = units.slice(at, at + 3);
  return (
    hyphen !== undefined &&
    hyphen.start === first?.end &&
    second?.start === hyphen.end &&
    first.names?.every((hit) => hit.kind === 'place') === true &&
    second.names === null &&
    second.role === null &&
    second.pos === 'noun' &&
    second.forms === null &&
    second.classes === null &&
    /^\p{Lu}\p{Ll}/u.test(second.text)
  );
};

/** A town that is nothing else, by one capitalised word. */
const isLent = (unit: Unit | undefined): boolean =>
  unit?.names?.every((hit) => hit.kind === 'place') === true && /^\p{Lu}[\p{L}’']+$/u.test(unit.text);

const isAcronym = ({ text }: Unit): boolean => /^\p{Lu}{2,}s?$/u.test(text);

/** "Bamako Airport": what kind of place it is. */
const isKind = ({ classes }: Unit): boolean =>
  classes !== null && ['settlement', 'region', 'site', 'base'].some((name) => classes.has(name));

/** Words before a town's name that say which part of it. */
const PART_OF_TOWN: ReadonlySet<string> = new Set(
  'downtown metro metropolitan greater central rural upper lower inner outer old new historic coastal urban'.split(' '),
);

/**
 * "Majdal Selm", "Xaaji Cali village": the last word of a name that nobody knows may be that of a small town, and of a
 * larger one where a word for a place follows.
 */
function lendsLast(units: readonly Unit[], from: number, to: number): boolean {
  const last = units[to + 1];
  const first = units[from];
  if (last === undefined || first === undefined || !isLent(last)) return false;
  if (isAcronym(first) || PART_OF_TOWN.has(first.lower) || isTitle(units[from - 1])) return false;
  const behind = units[to + 2];
  return isSmallTown(last) || (behind?.classes?.has('settlement') === true && behind.pos === 'noun');
}

/** "Frontera Comalapa": by one word, the name of nothing but small towns of the world. */
const isSmallTown = (unit: Unit | undefined): boolean =>
  isLent(unit) &&
  unit?.names?.every((hit) => hit.kind === 'place' && hit.place.population < SMALL && isTown(hit.place)) === true;

/** A capitalised word that is known as something else, right behind an unknown one. */
const isEnclosed = (units: readonly Unit[], at: number): boolean => {
  const unit = units[at];
  return unit?.names != null && /^\p{Lu}\p{Ll}+$/u.test(unit.text) && unit.names.every((hit) => hit.kind !== 'actor');
};

const isTown = ({ id, kind }: PlaceEntry): boolean => id.startsWith('gn-') && /^(?:town|village|city)$/.test(kind);

/** "General Hassan Ali": a rank or an office before a name makes it a person's. */
const isTitle = (unit: Unit | undefined): boolean => unit?.classes?.has('person') === true;
