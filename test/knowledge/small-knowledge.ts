/** A knowledge folder of a few rows, written to a temporary folder, for tests of what is wrong in one. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROWS: Readonly<Record<string, readonly unknown[]>> = {
  'countries.json': [
    { code: 'SY', name: 'Syria', demonyms: ['Syrian', 'Syrians'], capital: 'Damascus', lat: 34.8, lon: 39 },
    { code: 'FR', name: 'France', demonyms: ['French'], capital: 'Paris', lat: 46.2, lon: 2.2 },
  ],
  'country-forces.json': [{ role: 'military', nouns: ['army', 'troops'] }],
  'ambiguous-names.json': [],
  'operations.json': [],
  'role-nouns.json': [],
  'place-nouns.json': [{ noun: 'province', kinds: ['admin1'] }],
  'name-modifiers.json': [],
  'common-words.json': ['nice'],
  'actors/all.json': [
    { id: 'civilians', name: 'civilians', kind: 'civilians' },
    { id: 'north-front', name: 'North Front', kind: 'rebel-group', country: 'SY', abbreviations: ['NF'] },
  ],
  'places/curated/all.json': [
    { id: 'suweida', name: 'Suweida', kind: 'admin1', country: 'SY', admin1: 'SY.05', lat: 32.8, lon: 36.9 },
    { id: 'hajin', name: 'Hajin', kind: 'town', country: 'SY', lat: 34.69, lon: 40.83, geonames: 174506 },
  ],
  'places/theatre/all.json': [],
};

/** The folder's path. `changes` replaces the rows of files; a string is written as it is. */
export function smallKnowledge(changes: Readonly<Record<string, readonly unknown[] | string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'sitrep-knowledge-'));
  for (const [name, content] of Object.entries({ ...ROWS, ...changes })) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    const text =
      typeof content === 'string'
        ? content
        : JSON.stringify({ provenance: 'a test', licence: 'MIT', entries: content });
    writeFileSync(file, text);
  }
  return folder;
}

/** A file with a text in a temporary folder. */
export function temporaryFile(name: string, text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'sitrep-file-')), name);
  writeFileSync(file, text);
  return file;
}
