import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadSeeds, SEEDS_FOLDER } from '../knowledge/seeds-knowledge.ts';

const knowledge = loadSeeds();

type Ring = readonly (readonly [number, number])[];
type Feature = {
  properties: { gn: string; nameEn: string };
  geometry: { type: 'Polygon'; coordinates: Ring[] } | { type: 'MultiPolygon'; coordinates: Ring[][] };
};
const borders = JSON.parse(readFileSync(join(SEEDS_FOLDER, '../map/governorates.geojson'), 'utf8')) as {
  features: Feature[];
};
const rowsOf = (folder: string) =>
  readdirSync(join(SEEDS_FOLDER, folder))
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      const file = JSON.parse(readFileSync(join(SEEDS_FOLDER, folder, name), 'utf8')) as {
        entries: { id: string; admin1?: string; verify?: boolean }[];
      };
      return file.entries;
    });

/** Ray casting: how often a line to the east crosses the ring. */
const isInRing = (ring: Ring, [x, y]: readonly [number, number]): boolean => {
  let inside = false;
  ring.forEach(([x1, y1], at) => {
    const [x2, y2] = ring[(at + 1) % ring.length] ?? [x1, y1];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  });
  return inside;
};
const isIn = ({ geometry }: Feature, point: readonly [number, number]): boolean =>
  (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).some((rings) =>
    rings.some((ring) => isInRing(ring, point)),
  );
/** Natural Earth's borders are coarse, and towns on a river border lie on it. */
/** Places that the coarse borders put on the wrong side by more than that. */
const NEAR_A_BORDER = new Set(['tarmiyah', 'sab-biyar']);
const SLACK = [0, 0.06, -0.06, 0.12, -0.12];

describe('the places of the theatre', () => {
  it('lie in the governorates that they are said to lie in', () => {
    const codes = new Map(rowsOf('places/curated').flatMap(({ id, admin1 }) => (admin1 ? [[admin1, id]] : [])));
    const polygons = new Map(
      borders.features.flatMap((feature) => {
        const id = codes.get(feature.properties.gn);
        return id === undefined ? [] : [[id, feature] as const];
      }),
    );
    const astray: string[] = [];
    for (const { id } of [...rowsOf('places/curated'), ...rowsOf('places/theatre')]) {
      const place = knowledge.places.get(id);
      const governorate = knowledge.ancestors(id).find(({ kind }) => kind === 'admin1');
      const polygon = polygons.get(governorate?.id ?? '');
      if (place === undefined || polygon === undefined || place.lat === null || place.lon === null) continue;
      if (NEAR_A_BORDER.has(id)) continue;
      const { lat, lon } = place;
      if (!SLACK.some((dx) => SLACK.some((dy) => isIn(polygon, [lon + dx, lat + dy])))) {
        const actual = borders.features.find((feature) => isIn(feature, [lon, lat]));
        astray.push(`${id} is not in ${governorate?.id} but in ${actual?.properties.nameEn}`);
      }
    }
    expect(astray).toEqual([]);
  });

  it('border on one another both ways', () => {
    for (const place of knowledge.places.values()) {
      for (const neighbour of place.neighbours ?? []) {
        expect(knowledge.places.get(neighbour)?.neighbours, `${neighbour} and ${place.id}`).toContain(place.id);
      }
    }
  });

  it('include every governorate of the map', () => {
    const codes = new Set(rowsOf('places/curated').flatMap(({ admin1 }) => admin1 ?? []));
    const missing = borders.features.filter(
      ({ properties }) => /\.\d/.test(properties.gn) && !codes.has(properties.gn),
    );
    expect(missing.map(({ properties }) => properties.nameEn)).toEqual([]);
  });
});

describe('every country', () => {
  it('has its capital among the places, which stands for its government', () => {
    const withCapital = new Set(
      [...knowledge.places.keys()].flatMap((id) => knowledge.countryOfCapital(id)?.code ?? []),
    );
    const without = [...knowledge.countries.values()].filter(({ code }) => !withCapital.has(code));
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it('has an actor for every role, with a name of its own', () => {
    for (const code of knowledge.countries.keys()) {
      for (const role of ['state', 'government', 'military', 'police', 'rebels', 'air-force', 'citizens'] as const) {
        const actor = knowledge.actorOfCountry(code, role);
        expect(knowledge.actors.get(actor.id), `${code} ${role}`).toBe(actor);
      }
    }
  });

  it('has a place with a centre, and adjectives that lead back to it', () => {
    for (const country of knowledge.countries.values()) {
      expect(knowledge.placeOfCountry(country.code)).toMatchObject({ kind: 'country', country: country.code });
      for (const demonym of country.demonyms) {
        const match = knowledge.longestName(demonym.split(/[\s-]/), 0);
        const codes = match?.hits.flatMap((hit) => (hit.kind === 'country' ? [hit.country.code] : []));
        expect(codes, demonym).toContain(country.code);
      }
    }
  });
});

describe('every actor that somebody wrote down', () => {
  const written = rowsOf('actors').flatMap(({ id }) => knowledge.actors.get(id) ?? []);

  it('is found by its name and its aliases', () => {
    expect(written.length).toBeGreaterThan(800);
    const lost: string[] = [];
    for (const actor of written) {
      for (const name of [actor.name, ...actor.aliases]) {
        const found = knowledge.findActor(name);
        const all = found.status === 'found' ? [found.entry] : found.status === 'ambiguous' ? found.candidates : [];
        if (!all.includes(actor)) lost.push(`${actor.id}: ${name}`);
      }
    }
    expect(lost).toEqual([]);
  });

  it('is read in a text that writes it as we do', () => {
    const lost: string[] = [];
    for (const actor of written) {
      for (const name of [actor.name, ...actor.aliases, ...actor.abbreviations]) {
        const words = name.split(/[^\p{L}\p{N}'’.]+/u).filter((word) => word !== '');
        const from = words[0]?.toLowerCase() === 'the' ? 1 : 0;
        const match = knowledge.longestName(words, from);
        const actors = match?.hits.flatMap((hit) => (hit.kind === 'actor' ? [hit.actor] : [])) ?? [];
        if (match?.words !== words.length - from || !actors.includes(actor)) lost.push(`${actor.id}: ${name}`);
      }
    }
    expect(lost).toEqual([]);
  });
});

describe('every curated place', () => {
  it('is found by its name and its aliases', () => {
    const lost: string[] = [];
    for (const { id } of [...rowsOf('places/curated'), ...rowsOf('places/theatre')]) {
      const place = knowledge.places.get(id);
      for (const name of place === undefined ? [] : [place.name, ...place.aliases]) {
        const found = knowledge.findPlace(name, place?.country === null ? {} : { country: place?.country ?? '' });
        const all =
          found.status === 'found'
            ? [found.entry, ...found.alternatives]
            : found.status === 'ambiguous'
              ? found.candidates
              : [];
        if (!all.some((each) => each.id === id)) lost.push(`${id}: ${name}`);
      }
    }
    expect(lost).toEqual([]);
  });
});

it('the ids that rules and tests rely on are there, with their names', () => {
  const names = ['isis', 'sdf', 'syrian-army', 'syrian-government', 'iraqi-security-forces', 'civilians'];
  expect(names.map((id) => knowledge.actors.get(id)?.name)).toEqual([
    'Islamic State',
    'SDF',
    'Syrian army',
    'Syrian government',
    'Iraqi Security Forces',
    'civilians',
  ]);
  expect(knowledge.operations.get('operation-round-up')).toMatchObject({ owner: 'sdf', against: 'isis' });
  const places = ['suweida', 'suweida-city', 'al-safa', 'badia', 'euphrates', 'hajin', 'damietta-dam', 'al-dars'];
  const more = ['abu-kamal', 'deir-ez-zor', 'deir-ez-zor-city', 'anbar', 'damascus'];
  expect([...places, ...more].filter((id) => !knowledge.places.has(id))).toEqual([]);
});
